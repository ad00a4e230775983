//! The reference file: users, projects, project tasks, timesheets and stored time entries.

use std::borrow::Cow;
use std::collections::HashSet;

use chrono::NaiveDate;

use super::error::{ReadError, ReadErrorKind};
use super::object::{Member, Scalar, each_element, each_member};
use crate::task::{Entry, Field, FieldName, Id, Span, Task};
use crate::text::shortened;
use crate::time::date;
use crate::validate::{
    CurrentTask, DateRange, Project, ProjectTask, ReferenceData, Timesheet, TimesheetStatus, User,
};

/// What a value of a reference file is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum ReferenceKind {
    /// A positive whole number, as a number or a string.
    Id,
    /// `true` or `false`.
    Boolean,
    /// `YYYY-MM-DD`; an empty string, `0000-00-00` or `null` is no date.
    Date,
    /// A letter of [`TimesheetStatus`].
    Status,
    /// For people to read; nothing is made of it.
    Text,
}

/// A key of the records of a list.
#[derive(Clone, Copy, Debug)]
pub struct ReferenceField {
    /// The key, which is the vendor's XML name of the field where the vendor has one.
    pub name: &'static str,
    /// What its value is.
    pub kind: ReferenceKind,
    /// What it means, and what holds if it is left out.
    pub description: &'static str,
}

/// A list of a reference file.
#[derive(Clone, Copy, Debug)]
pub struct ReferenceList {
    /// The key of the list.
    pub name: &'static str,
    /// What its records are.
    pub description: &'static str,
    /// The keys of its records. A stored time entry has the fields of a time entry besides.
    pub fields: &'static [ReferenceField],
}

const fn field(
    name: &'static str,
    kind: ReferenceKind,
    description: &'static str,
) -> ReferenceField {
    ReferenceField {
        name,
        kind,
        description,
    }
}

const ID: ReferenceField = field(
    "id",
    ReferenceKind::Id,
    "The internal id; every record has one.",
);
const NAME: ReferenceField = field("name", ReferenceKind::Text, "The name, for people to read.");
const ACTIVE: ReferenceField = field(
    "active",
    ReferenceKind::Boolean,
    "Whether the record is active; true if left out.",
);
const DELETED: ReferenceField = field(
    "deleted",
    ReferenceKind::Boolean,
    "Whether the record was deleted; false if left out.",
);

pub(super) const USERS: ReferenceList = ReferenceList {
    name: "users",
    description: "All users of the account, the deleted ones included where they matter.",
    fields: &[
        ID,
        NAME,
        field(
            "nickname",
            ReferenceKind::Text,
            "The user id for the login; no rule looks at it.",
        ),
        field(
            "active",
            ReferenceKind::Boolean,
            "Whether the user is active; true if left out.",
        ),
        field(
            "generic",
            ReferenceKind::Boolean,
            "Whether the user is a generic resource; false if left out.",
        ),
        DELETED,
    ],
};

pub(super) const PROJECTS: ReferenceList = ReferenceList {
    name: "projects",
    description: "All projects of the account.",
    fields: &[
        ID,
        NAME,
        field(
            "customerid",
            ReferenceKind::Id,
            "The customer of the project; none if left out.",
        ),
        DELETED,
    ],
};

pub(super) const PROJECT_TASKS: ReferenceList = ReferenceList {
    name: "projecttasks",
    description: "All project tasks of the account.",
    fields: &[
        ID,
        NAME,
        field(
            "projectid",
            ReferenceKind::Id,
            "The project that the project task belongs to; not known if left out.",
        ),
        field(
            "projecttask_typeid",
            ReferenceKind::Id,
            "The type of the project task; none if left out.",
        ),
        field(
            "calculated_starts",
            ReferenceKind::Date,
            "The calculated first day; open if left out.",
        ),
        field(
            "calculated_finishes",
            ReferenceKind::Date,
            "The calculated last day; open if left out.",
        ),
        field(
            "starts",
            ReferenceKind::Date,
            "The scheduled first day; open if left out.",
        ),
        field(
            "fnlt_date",
            ReferenceKind::Date,
            "The latest day to finish; open if left out.",
        ),
        DELETED,
    ],
};

pub(super) const TIMESHEETS: ReferenceList = ReferenceList {
    name: "timesheets",
    description: "All timesheets that entries may name.",
    fields: &[
        ID,
        NAME,
        field("userid", ReferenceKind::Id, "The user of the timesheet."),
        field(
            "status",
            ReferenceKind::Status,
            "O open, S submitted, A approved, R rejected, X archived; O if left out.",
        ),
        field(
            "starts",
            ReferenceKind::Date,
            "The first day of the timesheet.",
        ),
        field(
            "ends",
            ReferenceKind::Date,
            "The last day of the timesheet.",
        ),
        field(
            "exported",
            ReferenceKind::Boolean,
            "Whether the timesheet was marked as exported; false if left out.",
        ),
    ],
};

pub(super) const CUSTOMERS: ReferenceList = ReferenceList {
    name: "customers",
    description: "All customers of the account. No rule looks at them; the local server has them.",
    fields: &[ID, NAME, ACTIVE, DELETED],
};

pub(super) const CATEGORIES: ReferenceList = ReferenceList {
    name: "categories",
    description: "All categories of the account. No rule looks at them; the local server has them.",
    fields: &[ID, NAME, ACTIVE, DELETED],
};

pub(super) const TIME_TYPES: ReferenceList = ReferenceList {
    name: "timetypes",
    description: "All time types of the account. No rule looks at them; the local server has them.",
    fields: &[ID, NAME, ACTIVE, DELETED],
};

pub(super) const TASKS: ReferenceList = ReferenceList {
    name: "tasks",
    description: "Time entries as they are stored now, for checking a Modify or Delete of them. An id that is not listed is not known.",
    fields: &[
        ID,
        field(
            "accepted",
            ReferenceKind::Boolean,
            "Whether a signer accepted the entry; not known if left out.",
        ),
    ],
};

/// The lists of a reference file and the keys of their records: what [`read_reference`] reads and
/// the published schema says.
pub const REFERENCE_LISTS: &[ReferenceList] = &[
    USERS,
    PROJECTS,
    PROJECT_TASKS,
    TIMESHEETS,
    CUSTOMERS,
    CATEGORIES,
    TIME_TYPES,
    TASKS,
];

/// Reads a reference file. A list that the file does not have is not known; a list that it has,
/// even empty, is complete, but for `tasks`.
///
/// ```
/// use suiteprojects::json::read_reference;
/// use suiteprojects::task::Id;
/// use suiteprojects::validate::{Knowledge, Reference};
///
/// let data = read_reference(r#"{"users": [{"id": 251, "active": false}]}"#)?;
/// let id = Id::new(251).ok_or("zero")?;
/// assert!(matches!(data.user(id), Knowledge::Record(user) if !user.active));
/// assert_eq!(data.project(id), Knowledge::NotKnown);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// [`ReadError`] if the text is not a reference file: not JSON, a key that does not exist, a value
/// that does not fit, an id missing or given twice.
pub fn read_reference(text: &str) -> Result<ReferenceData, ReadError> {
    let mut data = ReferenceData::default();
    let mut seen = Vec::new();
    let mut others = HashSet::new();
    each_member(text, |key, member| {
        let Some(list) = REFERENCE_LISTS.iter().find(|list| list.name == key) else {
            // Editors are told by this key what the file is.
            if key == "$schema" {
                return Ok(());
            }
            return Err(unknown_key(
                &key,
                member,
                REFERENCE_LISTS.iter().map(|list| list.name),
            ));
        };
        if seen.contains(&list.name) {
            let kind = ReadErrorKind::Duplicate {
                name: list.name.to_owned(),
            };
            return Err(ReadError::new(member.offset, kind));
        }
        seen.push(list.name);
        if !member.text.starts_with('[') {
            return Err(member.unexpected("an array of records"));
        }
        declare(&mut data, list.name);
        each_element(member.text, |element| {
            read_record(&mut data, &mut others, list, element)
                .map_err(|error| error.shifted(element.offset))
        })
        .map_err(|error| error.shifted(member.offset))
    })?;
    Ok(data)
}

fn declare(data: &mut ReferenceData, list: &str) {
    match list {
        "users" => data.declare_users(),
        "projects" => data.declare_projects(),
        "projecttasks" => data.declare_project_tasks(),
        "timesheets" => data.declare_timesheets(),
        _ => {}
    }
}

/// The values of a record that rules need.
#[derive(Default)]
struct Values {
    ids: Vec<(&'static str, Id)>,
    booleans: Vec<(&'static str, bool)>,
    dates: Vec<(&'static str, NaiveDate)>,
    status: TimesheetStatus,
}

impl Values {
    fn id(&self, name: &str) -> Option<Id> {
        find(&self.ids, name)
    }

    fn boolean(&self, name: &str) -> Option<bool> {
        find(&self.booleans, name)
    }

    fn range(&self, first: &str, last: &str) -> DateRange {
        DateRange {
            first: find(&self.dates, first),
            last: find(&self.dates, last),
        }
    }
}

fn find<T: Copy>(values: &[(&'static str, T)], name: &str) -> Option<T> {
    values
        .iter()
        .find(|(key, _)| *key == name)
        .map(|(_, value)| *value)
}

/// Adds a record to the data; of one that no rule looks at, its list and id to the others.
fn read_record(
    data: &mut ReferenceData,
    others: &mut HashSet<(&'static str, Id)>,
    list: &'static ReferenceList,
    element: Member<'_>,
) -> Result<(), ReadError> {
    let mut values = Values::default();
    let mut task = Entry::new();
    let mut seen: Vec<Cow<'_, str>> = Vec::new();
    each_member(element.text, |key, member| {
        if seen.contains(&key) {
            return Err(ReadError::new(
                member.offset,
                ReadErrorKind::Duplicate {
                    name: key.into_owned(),
                },
            ));
        }
        if let Some(field) = list.fields.iter().find(|field| field.name == key) {
            read_value(&mut values, field, member)?;
        } else if list.name == "tasks" {
            return read_task_field(&mut task, key, member);
        } else {
            return Err(unknown_key(
                &key,
                member,
                list.fields.iter().map(|field| field.name),
            ));
        }
        seen.push(key);
        Ok(())
    })?;
    let Some(id) = values.id("id") else {
        return Err(ReadError::new(0, ReadErrorKind::NoId { list: list.name }));
    };
    let flag = |name, otherwise| values.boolean(name).unwrap_or(otherwise);
    let deleted = flag("deleted", false);
    let twice = match list.name {
        "users" => {
            let user = User {
                active: flag("active", true),
                generic: flag("generic", false),
                deleted,
            };
            data.insert_user(id, user).is_some()
        }
        "projects" => data
            .insert_project(
                id,
                Project {
                    customerid: values.id("customerid"),
                    deleted,
                },
            )
            .is_some(),
        "projecttasks" => {
            let project_task = ProjectTask {
                projectid: values.id("projectid"),
                projecttask_typeid: values.id("projecttask_typeid"),
                calculated: values.range("calculated_starts", "calculated_finishes"),
                scheduled: values.range("starts", "fnlt_date"),
                deleted,
            };
            data.insert_project_task(id, project_task).is_some()
        }
        "timesheets" => {
            let timesheet = Timesheet {
                status: values.status,
                exported: flag("exported", false),
            };
            data.insert_timesheet(id, timesheet).is_some()
        }
        "customers" | "categories" | "timetypes" => !others.insert((list.name, id)),
        _ => {
            let mut current = CurrentTask::from(&typed(&task)?);
            current.accepted = values.boolean("accepted");
            data.insert_task(id, current).is_some()
        }
    };
    if twice {
        return Err(ReadError::new(
            0,
            ReadErrorKind::TwoRecords {
                list: list.name,
                id: id.get(),
            },
        ));
    }
    Ok(())
}

fn read_value(
    values: &mut Values,
    field: &ReferenceField,
    member: Member<'_>,
) -> Result<(), ReadError> {
    let name = field.name;
    let wrong = |expected| {
        let found = shortened(member.text).into_owned();
        ReadError::new(
            member.offset,
            ReadErrorKind::Value {
                key: name,
                found,
                expected,
            },
        )
    };
    match (field.kind, member.scalar()?) {
        (ReferenceKind::Id, Scalar::Text(text)) => {
            let id = Id::parse(&text).map_err(|_| wrong("a positive whole number"))?;
            values.ids.push((name, id));
        }
        (ReferenceKind::Boolean, Scalar::Boolean(value)) => values.booleans.push((name, value)),
        (ReferenceKind::Date, Scalar::Text(text)) if matches!(&*text, "" | "0000-00-00") => {}
        (ReferenceKind::Date, Scalar::Text(text)) => {
            let date = date::parse(&text).map_err(|_| wrong("a date, YYYY-MM-DD"))?;
            values.dates.push((name, date));
        }
        (ReferenceKind::Status, Scalar::Text(text)) => {
            values.status = TimesheetStatus::ALL
                .into_iter()
                .find(|status| status.as_str() == text)
                .ok_or_else(|| wrong("one of O, S, A, R, X"))?;
        }
        (_, Scalar::Null) | (ReferenceKind::Text, Scalar::Text(_)) => {}
        (ReferenceKind::Boolean, _) => return Err(wrong("true or false")),
        (ReferenceKind::Id, _) => return Err(wrong("a positive whole number")),
        (_, _) => return Err(wrong("a string")),
    }
    Ok(())
}

fn read_task_field<'a>(
    entry: &mut Entry<'a>,
    key: Cow<'a, str>,
    member: Member<'a>,
) -> Result<(), ReadError> {
    let name = match FieldName::from_any(key) {
        FieldName::Unknown(key) => {
            return Err(unknown_key(
                &key,
                member,
                Field::ALL.iter().map(|field| field.as_str()),
            ));
        }
        name => name,
    };
    match member.scalar()? {
        Scalar::Null => Ok(()),
        Scalar::Text(text) => {
            let span = Span {
                start: member.offset,
                end: member.offset + member.text.len(),
            };
            entry
                .add(name, text, Some(span), None)
                .map_err(|error| ReadError::field(member.offset, error))
        }
        Scalar::Boolean(_) => Err(member.unexpected("a string or number")),
    }
}

/// The typed form of a stored entry.
fn typed(entry: &Entry<'_>) -> Result<Task, ReadError> {
    Task::try_from(entry).map_err(|error| {
        let place = entry.span(&error.field().into()).unwrap_or_default();
        ReadError::value(place.start, "tasks", error)
    })
}

fn unknown_key(
    key: &str,
    member: Member<'_>,
    known: impl Iterator<Item = &'static str>,
) -> ReadError {
    let expected = known.collect::<Vec<_>>().join(", ");
    let found = shortened(key).into_owned();
    ReadError::new(member.offset, ReadErrorKind::UnknownKey { found, expected })
}
