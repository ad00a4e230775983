//! The reference file: users, projects, project tasks, timesheets and stored time entries.

use std::borrow::Cow;
use std::collections::HashSet;

use chrono::NaiveDate;

use super::error::{ReadError, ReadErrorKind};
use super::object::{Member, Scalar, each_element, each_member};
use super::reference_lists::{REFERENCE_LISTS, ReferenceField, ReferenceKind, ReferenceList};
use crate::task::{Entry, Field, FieldName, Id, Span, Task};
use crate::text::shortened;
use crate::time::date;
use crate::validate::{
    CurrentTask, DateRange, Project, ProjectTask, ReferenceData, Timesheet, TimesheetStatus, User,
};

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
