//! Writes a reference file from records that were read from the server.

use std::borrow::Cow;
use std::collections::BTreeMap;

use thiserror::Error;

use super::reference::{
    CATEGORIES, CUSTOMERS, PROJECT_TASKS, PROJECTS, REFERENCE_LISTS, ReferenceKind, ReferenceList,
    TASKS, TIME_TYPES, TIMESHEETS, USERS,
};
use crate::api::{Deleted, Direction, Read};
use crate::record::{
    Category, Customer, Project, ProjectTask, TimeType, Timesheet, TypedRecord, User,
};
use crate::task::{FieldName, Id, Task};
use crate::text::shortened;
use crate::validate::TimesheetStatus;

/// A reference file that is put together from records, for [`read_reference`](super::read_reference).
///
/// A list is written if a record of it was added or it was declared to be known. The reader takes a
/// list to be complete (but for `tasks`), so all pages of all [`reads`](Self::reads) of a list should
/// be read before the file is used.
///
/// What the records do not tell is left out: whether a timesheet was marked as exported, and whether a
/// signer accepted a time entry.
///
/// ```
/// use suiteprojects::json::{ReferenceFile, read_reference};
/// use suiteprojects::record::{FromRecord, Received, User};
/// use suiteprojects::task::Id;
/// use suiteprojects::validate::{Knowledge, Reference};
/// use suiteprojects::xml::{Limits, tree};
///
/// let xml = b"<User><id>251</id><active/><generic/></User>";
/// let user = User::from_record(Received::Other(tree::parse(xml, Limits::default())?))?;
/// let mut file = ReferenceFile::new();
/// file.add(&user)?;
///
/// let data = read_reference(&file.to_json())?;
/// let id = Id::new(251).ok_or("zero")?;
/// assert!(matches!(data.user(id), Knowledge::Record(user) if !user.active));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ReferenceFile {
    /// Records as JSON objects, by the name of their list and their id.
    lists: BTreeMap<&'static str, BTreeMap<Id, String>>,
}

impl ReferenceFile {
    /// A file without lists.
    pub fn new() -> Self {
        Self::default()
    }

    /// The Reads that together find the records of a list, with what the list needs of them and in an
    /// order that does not change from page to page. The deleted ones are asked for apart, because their
    /// records do not say that they are; generic users too, because a Read of users leaves them out. For
    /// timesheets and time entries a filter by date is mostly in place.
    ///
    /// ```
    /// use suiteprojects::json::ReferenceFile;
    /// use suiteprojects::record::{Project, User};
    ///
    /// assert_eq!(ReferenceFile::reads::<Project>().len(), 2);
    /// assert_eq!(ReferenceFile::reads::<User>().len(), 4);
    /// ```
    pub fn reads<R: ReferenceRecord>() -> Vec<ReferenceRead<R>> {
        let asked = R::field_names().into_iter().filter(|name| {
            let is_in_list = R::LIST.fields.iter().any(|field| field.name == *name);
            (is_in_list && *name != DELETED) || R::LIST.name == Task::LIST.name
        });
        let present = Read::all()
            .with_fields(asked)
            .with_order(ID, Direction::Ascending);
        let mut reads = vec![present.clone()];
        if R::LIST.name == User::LIST.name {
            reads.push(present.with_generic());
        }
        let with_deleted = |read: Read<R>| {
            let deleted = ReferenceRead {
                read: read.clone().with_deleted(Deleted::Only),
                deleted: true,
            };
            let present = ReferenceRead {
                read,
                deleted: false,
            };
            [present, deleted]
        };
        reads.into_iter().flat_map(with_deleted).collect()
    }

    /// Says that the list of such records is known, even if none is added.
    pub fn declare<R: ReferenceRecord>(&mut self) {
        self.lists.entry(R::LIST.name).or_default();
    }

    /// Adds a record. One with the same id that was added before is replaced: pages can overlap, and
    /// the later one is newer.
    ///
    /// # Errors
    ///
    /// [`ReferenceRecordError`] if the record cannot be told in a reference file.
    pub fn add<R: ReferenceRecord>(&mut self, record: &R) -> Result<(), ReferenceRecordError> {
        self.put(record, false)
    }

    /// Adds a record that was found among the deleted ones. It is left out of lists that have no key
    /// for this, because a record that is not listed there is one that does not exist.
    ///
    /// # Errors
    ///
    /// [`ReferenceRecordError`] if the record cannot be told in a reference file.
    pub fn add_deleted<R: ReferenceRecord>(
        &mut self,
        record: &R,
    ) -> Result<(), ReferenceRecordError> {
        self.put(record, true)
    }

    fn put<R: ReferenceRecord>(
        &mut self,
        record: &R,
        deleted: bool,
    ) -> Result<(), ReferenceRecordError> {
        let error = |field: &str, found| ReferenceRecordError {
            object_type: R::OBJECT_TYPE,
            id: record.reference_text(ID).map(Cow::into_owned),
            field: field.into(),
            found,
        };
        let id = record.reference_text(ID).unwrap_or_default();
        let Ok(id) = Id::parse(&id) else {
            return Err(error(ID, "missing".into()));
        };
        let records = self.lists.entry(R::LIST.name).or_default();
        let has_key = R::LIST.fields.iter().any(|field| field.name == DELETED);
        if deleted && !has_key {
            records.remove(&id);
            return Ok(());
        }
        let object = object(record, deleted).map_err(|(field, found)| error(field, found))?;
        records.insert(id, object);
        Ok(())
    }

    /// The file: one record a line, ordered by id.
    pub fn to_json(&self) -> String {
        let lists = REFERENCE_LISTS.iter().filter_map(|list| {
            let records = self.lists.get(list.name)?;
            let lines: Vec<&str> = records.values().map(String::as_str).collect();
            Some(if lines.is_empty() {
                format!("  {}: []", quoted(list.name))
            } else {
                let lines = lines.join(",\n    ");
                format!("  {}: [\n    {lines}\n  ]", quoted(list.name))
            })
        });
        let lists: Vec<String> = lists.collect();
        if lists.is_empty() {
            return "{}\n".to_owned();
        }
        format!("{{\n{}\n}}\n", lists.join(",\n"))
    }
}

/// A Read for a list of a reference file.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ReferenceRead<R> {
    /// The Read.
    pub read: Read<R>,
    /// Whether it finds deleted records: then they are for [`ReferenceFile::add_deleted`].
    pub deleted: bool,
}

/// A typed record that a reference file has a list for.
pub trait ReferenceRecord: TypedRecord + sealed::Sealed {
    /// The list.
    const LIST: &'static ReferenceList;

    /// The canonical text of a field by its XML name.
    #[doc(hidden)]
    fn reference_text(&self, name: &str) -> Option<Cow<'_, str>>;
}

mod sealed {
    #[allow(unnameable_types, reason = "so that nobody else can implement it")]
    pub trait Sealed {}
}

macro_rules! lists {
    ($($record:ty, $list:ident;)+) => {
        $(
            impl sealed::Sealed for $record {}

            impl ReferenceRecord for $record {
                const LIST: &'static ReferenceList = &$list;

                fn reference_text(&self, name: &str) -> Option<Cow<'_, str>> {
                    self.text(name)
                }
            }
        )+
    };
}

lists! {
    User, USERS;
    Project, PROJECTS;
    ProjectTask, PROJECT_TASKS;
    Timesheet, TIMESHEETS;
    Customer, CUSTOMERS;
    Category, CATEGORIES;
    TimeType, TIME_TYPES;
}

impl sealed::Sealed for Task {}

impl ReferenceRecord for Task {
    const LIST: &'static ReferenceList = &TASKS;

    fn reference_text(&self, name: &str) -> Option<Cow<'_, str>> {
        match FieldName::from_xml(name) {
            FieldName::Known(field) => self.text(field),
            FieldName::Custom(_) | FieldName::Unknown(_) => None,
        }
    }
}

/// The key that every record has.
const ID: &str = "id";

/// The key that is told by where a record was found.
const DELETED: &str = "deleted";

/// A record as a JSON object, or the field that cannot be told.
fn object<R: ReferenceRecord>(
    record: &R,
    deleted: bool,
) -> Result<String, (&'static str, Cow<'static, str>)> {
    let known = R::field_names();
    let mut members = Vec::new();
    for field in R::LIST.fields {
        let text = record.reference_text(field.name);
        let value = match (field.kind, text) {
            (ReferenceKind::Boolean, text) if field.name == DELETED => {
                let deleted = deleted || text.as_deref() == Some("1");
                deleted.then(|| "true".to_owned())
            }
            // Leaving it out would say something about the record.
            (ReferenceKind::Boolean, None) if known.contains(&field.name) => {
                return Err((field.name, "missing".into()));
            }
            (ReferenceKind::Boolean, text) => text.map(|text| (text == "1").to_string()),
            (ReferenceKind::Status, Some(text)) => {
                let known = TimesheetStatus::ALL.map(TimesheetStatus::as_str);
                if !known.contains(&&*text) {
                    let found = format!(
                        "{:?}, expected one of {}",
                        shortened(&text),
                        known.join(", ")
                    );
                    return Err((field.name, found.into()));
                }
                Some(quoted(&text))
            }
            (ReferenceKind::Status, None) => return Err((field.name, "missing".into())),
            (ReferenceKind::Id, text) => text.map(Cow::into_owned),
            (ReferenceKind::Date | ReferenceKind::Text, text) => text.map(|text| quoted(&text)),
        };
        members.extend(value.map(|value| (field.name, value)));
    }
    if R::OBJECT_TYPE == Task::OBJECT_TYPE {
        // A stored entry has the fields of an entry besides.
        for name in known.into_iter().filter(|name| *name != ID) {
            members.extend(
                record
                    .reference_text(name)
                    .map(|text| (name, quoted(&text))),
            );
        }
    }
    let members = members
        .iter()
        .map(|(name, value)| format!("{}: {value}", quoted(name)));
    Ok(format!("{{{}}}", members.collect::<Vec<_>>().join(", ")))
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A record that cannot be told in a reference file.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error(
    "the field `{field}` of {object_type} {} is {found}",
    id.as_deref().unwrap_or("(no id)")
)]
#[non_exhaustive]
pub struct ReferenceRecordError {
    object_type: &'static str,
    id: Option<String>,
    field: Box<str>,
    found: Cow<'static, str>,
}

impl ReferenceRecordError {
    /// The XML name of the field that is missing or has a value that does not fit.
    pub fn field(&self) -> &str {
        &self.field
    }
}
