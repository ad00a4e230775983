//! What is stored.

use std::collections::HashMap;

use super::object::Object;

/// The objects, with the deleted ones, in the order of their ids. The numbers of ids do not repeat
/// across types.
#[derive(Debug, Default)]
pub(super) struct Store {
    objects: Vec<Object>,
    /// Where the object of a type with an id stands.
    places: HashMap<(String, String), usize>,
    last_id: u64,
}

impl Store {
    /// A few records of the types that time entries refer to.
    pub(super) fn canned() -> Self {
        let mut store = Self::default();
        for (object_type, fields) in CANNED {
            let mut object = Object::new(object_type);
            for (name, text) in *fields {
                object.set(name, text);
            }
            store.add(object);
        }
        // Ids of new objects are told apart from the canned ones at first sight.
        store.last_id = 5_000;
        store
    }

    /// Stores an object, under its own id if it has one. Returns the id.
    pub(super) fn add(&mut self, mut object: Object) -> u64 {
        if object.text("id").is_empty() {
            self.last_id += 1;
            object.set("id", &self.last_id.to_string());
        }
        let id = object.id();
        self.last_id = self.last_id.max(id);
        for name in ["created", "updated"] {
            if object.text(name).is_empty() {
                object.set(name, &self.moment());
            }
        }
        self.places.insert(name_of(&object), self.objects.len());
        self.objects.push(object);
        id
    }

    /// A time that goes on with every object, from the beginning of 2026.
    fn moment(&self) -> String {
        let count = self.objects.len();
        format!(
            "2026-01-{:02} {:02}:{:02}:{:02}",
            1 + count / 86_400 % 28,
            count / 3_600 % 24,
            count / 60 % 60,
            count % 60
        )
    }

    pub(super) fn of_type(&self, object_type: &str) -> impl Iterator<Item = &Object> {
        self.objects
            .iter()
            .filter(move |object| object.object_type() == object_type)
    }

    /// The object with this id, unless it was deleted.
    pub(super) fn find(&mut self, object_type: &str, id: &str) -> Option<&mut Object> {
        let place = *self.places.get(&(object_type.to_owned(), id.to_owned()))?;
        let object = self.objects.get_mut(place)?;
        (!object.is_deleted()).then_some(object)
    }

    pub(super) fn clear(&mut self, object_type: &str) {
        self.objects
            .retain(|object| object.object_type() != object_type);
        self.places = self.objects.iter().map(name_of).zip(0..).collect();
    }
}

fn name_of(object: &Object) -> (String, String) {
    (
        object.object_type().to_owned(),
        object.text("id").to_owned(),
    )
}

type Canned = (&'static str, &'static [(&'static str, &'static str)]);

/// Names are invented; the fields are a few of those that the types have.
const CANNED: &[Canned] = &[
    (
        "User",
        &[
            ("id", "251"),
            ("nickname", "agrant"),
            ("name", "Grant, Amelia"),
            ("active", "1"),
            ("generic", ""),
            ("deleted", ""),
        ],
    ),
    (
        "User",
        &[
            ("id", "252"),
            ("nickname", "bmoss"),
            ("name", "Moss, Ben"),
            ("active", ""),
            ("generic", ""),
            ("deleted", ""),
        ],
    ),
    (
        "User",
        &[
            ("id", "253"),
            ("nickname", "developer"),
            ("name", "Developer"),
            ("active", "1"),
            ("generic", "1"),
            ("deleted", ""),
        ],
    ),
    (
        "Customer",
        &[
            ("id", "61"),
            ("name", "Heron & Sons <Ltd>"),
            ("active", "1"),
        ],
    ),
    (
        "Project",
        &[
            ("id", "71"),
            ("name", "Harbour works"),
            ("customerid", "61"),
            ("active", "1"),
            ("start_date", "2026-01-01"),
        ],
    ),
    (
        "Project",
        &[
            ("id", "72"),
            ("name", "Internal"),
            ("customerid", ""),
            ("active", "1"),
            ("start_date", "0000-00-00"),
        ],
    ),
    (
        "Projecttask",
        &[
            ("id", "81"),
            ("name", "Survey"),
            ("projectid", "71"),
            ("projecttask_typeid", "3"),
            ("starts", "2026-01-01"),
            ("fnlt_date", "2026-06-30"),
            ("calculated_starts", "2026-01-02"),
            ("calculated_finishes", "2026-03-31"),
        ],
    ),
    (
        "Timesheet",
        &[
            ("id", "91"),
            ("name", "2026-01-05 to 2026-01-11"),
            ("userid", "251"),
            ("status", "O"),
            ("starts", "2026-01-05"),
            ("ends", "2026-01-11"),
        ],
    ),
    (
        "Timesheet",
        &[
            ("id", "92"),
            ("name", "2025-12-29 to 2026-01-04"),
            ("userid", "251"),
            ("status", "A"),
            ("starts", "2025-12-29"),
            ("ends", "2026-01-04"),
        ],
    ),
    (
        "Category",
        &[("id", "41"), ("name", "Consulting"), ("active", "1")],
    ),
    (
        "Timetype",
        &[("id", "31"), ("name", "Regular"), ("active", "1")],
    ),
    (
        "Timetype",
        &[("id", "32"), ("name", "Overtime"), ("active", "1")],
    ),
];
