//! What the tests of the operations have in common.

use std::sync::{Arc, Mutex};

use chrono::{NaiveDateTime, TimeDelta};
use suiteprojects::api::Login;
use suiteprojects::element::Element;
use suiteprojects::soap::server::{Object, ReadCall};
use suiteprojects::task::{Entry, Id};
use suiteprojects::time::NaiveDate;
use suiteprojects::validate::Settings;

use super::{
    Account, Clock, Credentials, Done, Engine, Lists, MOST_OBJECTS, Outcome, Refusal, Sessions,
    Work,
};
use crate::seed::Seed;
use crate::store::{Store, StoreError, Stored};

/// The example reference file of the library: users 251 to 255, projects 5521 and 5522, timesheets of user 251
/// in every state.
const REFERENCE: &str = include_str!("../../../examples/reference.json");

/// An engine in memory whose clock the test turns.
pub(super) struct Bench {
    pub(super) engine: Engine,
    now: Arc<Mutex<NaiveDateTime>>,
    user: Id,
}

impl Bench {
    /// Without a seed.
    pub(super) fn open() -> Self {
        Self::with(None, Settings::default())
    }

    /// With the example reference file as seed.
    pub(super) fn seeded() -> Self {
        Self::with(Some(&Seed::parse(REFERENCE).unwrap()), Settings::default())
    }

    pub(super) fn with(seed: Option<&Seed>, settings: Settings) -> Self {
        let now = NaiveDate::from_ymd_opt(2026, 1, 12)
            .and_then(|day| day.and_hms_opt(9, 30, 0))
            .unwrap();
        let now = Arc::new(Mutex::new(now));
        let told = Arc::clone(&now);
        let store = Store::open(None).unwrap();
        let lists = match seed {
            None => Lists::default(),
            Some(seed) => {
                store.work(|records| seed.sow(records)).unwrap();
                seed.lists()
            }
        };
        let credentials = Credentials {
            any_token: !lists.are_complete("User"),
            ..Credentials::default()
        };
        let account = Account {
            settings,
            lists,
            clock: Clock(Arc::new(move || *told.lock().unwrap())),
            page_limit: MOST_OBJECTS as u64,
        };
        let sessions = Sessions::new(credentials, TimeDelta::hours(1));
        let mut engine = Engine::new(store, account, sessions);
        let user = engine
            .log_in(&Login::password("acme", "Ada Quist", "secret"))
            .unwrap()
            .unwrap();
        Self { engine, now, user }
    }

    /// Lets time go by.
    pub(super) fn later(&self, minutes: i64) {
        *self.now.lock().unwrap() += TimeDelta::minutes(minutes);
    }

    pub(super) fn run<T>(&mut self, work: impl FnOnce(&Work<'_>) -> Result<T, StoreError>) -> T {
        self.engine.command(self.user, work).unwrap()
    }

    /// What becomes of one object.
    pub(super) fn one(
        &mut self,
        work: impl FnOnce(&Work<'_>) -> Result<Vec<Outcome>, StoreError>,
    ) -> Outcome {
        let [outcome] = <[Outcome; 1]>::try_from(self.run(work)).unwrap();
        outcome
    }

    /// Adds a time entry that has to be taken.
    pub(super) fn added(&mut self, fields: &[(&str, &str)]) -> Stored {
        let object = task(fields);
        self.one(|work| work.add(&[object], true)).unwrap().record
    }

    /// Stores a record of another type.
    pub(super) fn record(&mut self, object_type: &str, fields: &[(&str, &str)]) -> Id {
        let object = other(object_type, fields);
        self.one(|work| work.add(&[object], true))
            .unwrap()
            .record
            .id
    }

    /// The record as it is stored.
    pub(super) fn find(&mut self, object_type: &str, id: Id) -> Option<Stored> {
        self.run(|work| work.records.find(object_type, id))
    }
}

/// The code of a refusal.
pub(super) fn code<T>(outcome: Result<T, Refusal>) -> u32 {
    outcome.map_or_else(|refusal| refusal.code.get(), |_| 0)
}

/// The texts of some fields.
pub(super) fn texts<const N: usize>(record: &Stored, names: [&str; N]) -> [String; N] {
    names.map(|name| record.fields.text(name).to_owned())
}

/// Whether it was done.
pub(super) fn done(outcome: Outcome) -> Done {
    outcome.unwrap()
}

pub(super) fn task(fields: &[(&str, &str)]) -> Object {
    let mut entry = Entry::new();
    for (name, text) in fields {
        entry.set_named((*name).to_owned(), (*text).to_owned());
    }
    Object::Task(Box::new(entry))
}

pub(super) fn element(object_type: &str, fields: &[(&str, &str)]) -> Element {
    fields
        .iter()
        .fold(Element::new(object_type), |element, (name, text)| {
            element.with_child(Element::new(*name).with_text(*text))
        })
}

pub(super) fn other(object_type: &str, fields: &[(&str, &str)]) -> Object {
    Object::Other(element(object_type, fields))
}

/// A question with up to 1,000 records as its answer.
pub(super) fn question(
    object_type: &str,
    method: &str,
    attributes: &[(&str, &str)],
    objects: Vec<Element>,
) -> ReadCall {
    let mut call = ReadCall::default();
    call.object_type = object_type.to_owned();
    call.method = method.to_owned();
    call.attributes = attributes
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    if !attributes.iter().any(|(name, _)| *name == "limit") {
        call.attributes
            .push(("limit".to_owned(), "1000".to_owned()));
    }
    call.objects = objects;
    call
}
