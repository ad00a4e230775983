//! The records that a server begins with.

use serde_json::Value;
use suiteprojects::json::{self, ReadError, read_reference};
use suiteprojects::record::field_names;
use suiteprojects::task::{Entry, Field, Id, Task};
use suiteprojects::validate::CurrentTask;
use thiserror::Error;

use crate::engine::Lists;
use crate::store::{Fields, Records, StoreError, Stored};

/// The lists of a reference file, and the types of their records.
const LISTS: [(&str, &str); 8] = [
    ("users", "User"),
    ("projects", "Project"),
    ("projecttasks", "Projecttask"),
    ("timesheets", "Timesheet"),
    ("customers", "Customer"),
    ("categories", "Category"),
    ("timetypes", "Timetype"),
    ("tasks", "Task"),
];

/// The largest id of a record. Beyond it SQLite would soon have no numbers left for those of new ones.
const MOST_ID: u64 = 1 << 62;

/// The records that a server begins with, from a file in the form of the reference file of the rules
/// ([`suiteprojects::json::read_reference`]).
///
/// Of the types that the file lists, the server then knows only what is stored. A record that is stored
/// already, because the server was started with the same file before, stays as it is.
#[derive(Clone, Debug)]
pub struct Seed {
    records: Vec<Stored>,
    lists: Vec<&'static str>,
}

/// A text that is no reference file.
#[derive(Debug, Error)]
#[error("the seed cannot be read")]
pub struct SeedError {
    source: Cause,
}

impl From<Cause> for SeedError {
    fn from(source: Cause) -> Self {
        Self { source }
    }
}

#[derive(Debug, Error)]
enum Cause {
    #[error(transparent)]
    File(#[from] ReadError),
    #[error("{0}")]
    Json(String),
}

impl Seed {
    /// Reads a reference file.
    ///
    /// # Errors
    ///
    /// [`SeedError`] if the text is none.
    pub fn parse(text: &str) -> Result<Self, SeedError> {
        read_reference(text).map_err(Cause::from)?;
        let json: Value =
            serde_json::from_str(text).map_err(|error| Cause::Json(error.to_string()))?;
        let mut seed = Self {
            records: Vec::new(),
            lists: Vec::new(),
        };
        for (list, object_type) in LISTS {
            let Some(Value::Array(records)) = json.get(list) else {
                continue;
            };
            if object_type != "Task" {
                seed.lists.push(object_type);
            }
            for record in records {
                if let Some(record) = stored(object_type, record)? {
                    seed.records.push(record);
                }
            }
        }
        Ok(seed)
    }

    pub(crate) fn lists(&self) -> Lists {
        Lists(self.lists.clone())
    }

    /// Stores the records that are not there yet.
    pub(crate) fn sow(&self, records: &Records<'_>) -> Result<(), StoreError> {
        for record in &self.records {
            records.reserve(record.id)?;
            if records.find(&record.object_type, record.id)?.is_none() {
                records.write(record)?;
            }
        }
        Ok(())
    }
}

fn stored(object_type: &str, record: &Value) -> Result<Option<Stored>, SeedError> {
    let Some(id) = record.get("id").and_then(|id| Id::parse(&text(id)).ok()) else {
        return Ok(None);
    };
    if id.get() > MOST_ID {
        let found = format!("found the id {id} of a {object_type}, expected at most {MOST_ID}");
        return Err(Cause::Json(found).into());
    }
    let mut fields = Fields::default();
    if object_type == "Task" {
        task(record, &mut fields)?;
    } else if let Value::Object(members) = record {
        for (name, value) in members {
            fields.set(name, text(value));
        }
    }
    let has_active = field_names(object_type)
        .into_iter()
        .flatten()
        .any(|name| name == "active");
    if has_active && record.get("active").is_none() {
        fields.set("active", "1");
    }
    if object_type == "Timesheet" && fields.text("status").is_empty() {
        fields.set("status", "O");
    }
    let is_deleted = record.get("deleted") == Some(&Value::Bool(true));
    fields.set("id", "");
    fields.set("deleted", "");
    Ok(Some(Stored {
        object_type: object_type.to_owned(),
        id,
        is_deleted,
        fields,
    }))
}

/// A time entry, with its duration as the server keeps it.
fn task(record: &Value, fields: &mut Fields) -> Result<(), SeedError> {
    let json = record.to_string();
    let mut entry = Entry::new();
    let without_acceptance = record.as_object().map(|members| {
        let mut members = members.clone();
        members.remove("accepted");
        Value::Object(members).to_string()
    });
    let json = without_acceptance.as_deref().unwrap_or(&json);
    json::read_entry(json, &mut entry).map_err(Cause::from)?;
    let typed = Task::try_from(&entry).map_err(|error| Cause::Json(error.to_string()))?;
    for &field in Field::ALL {
        if let Some(text) = typed.text(field) {
            fields.set(field.as_str(), &*text);
        }
    }
    for field in &typed.custom {
        fields.set(&field.name, field.text.as_str());
    }
    if let Some(duration) = CurrentTask::from(&typed).duration {
        crate::engine::set_duration(fields, duration);
    }
    if record.get("accepted") == Some(&Value::Bool(true)) {
        fields.set("accepted", "1");
    }
    Ok(())
}

/// A value as the wires have it: switches that are off are empty.
fn text(value: &Value) -> String {
    match value {
        Value::Null | Value::Bool(false) => String::new(),
        Value::Bool(true) => "1".to_owned(),
        Value::String(text) if text == "0000-00-00" => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find<'s>(seed: &'s Seed, object_type: &str) -> &'s Stored {
        let mut records = seed.records.iter();
        records
            .find(|record| record.object_type == object_type)
            .unwrap()
    }

    #[test]
    fn every_list_becomes_records() {
        let seed = Seed::parse(
            r#"{
                "users": [{"id": 1, "name": "Ada", "nickname": "ada", "generic": false}],
                "projects": [{"id": "2", "name": "Quay", "customerid": 5, "deleted": true}],
                "projecttasks": [{"id": 3, "projectid": 2, "starts": "2026-01-05", "fnlt_date": "0000-00-00"}],
                "timesheets": [{"id": 4, "userid": 1, "starts": "2026-01-05", "exported": true}],
                "customers": [{"id": 5, "name": "Heron", "active": false}],
                "categories": [{"id": 6, "name": "Consulting"}],
                "timetypes": [],
                "tasks": [{"id": 7, "userId": 1, "date": "2026-01-05", "decimal_hours": 1.5, "accepted": true, "mark__c": "x"}]
            }"#,
        )
        .unwrap();
        let text = |object_type: &str, name: &str| {
            let record = find(&seed, object_type);
            record.fields.text(name).to_owned()
        };
        assert_eq!(text("User", "nickname"), "ada");
        assert_eq!(
            (text("User", "active"), text("User", "generic")),
            ("1".to_owned(), String::new())
        );
        assert!(find(&seed, "Project").is_deleted);
        assert_eq!(text("Projecttask", "starts"), "2026-01-05");
        assert_eq!(
            [
                text("Projecttask", "fnlt_date"),
                text("Projecttask", "active")
            ],
            ["", ""]
        );
        assert_eq!(
            (text("Timesheet", "status"), text("Timesheet", "exported")),
            ("O".to_owned(), "1".to_owned())
        );
        assert_eq!(text("Customer", "active"), "");
        assert_eq!(text("Category", "active"), "1");
        // Validation rules, section 4: 1.5 is 1:30.
        assert_eq!(
            [
                text("Task", "hours"),
                text("Task", "minutes"),
                text("Task", "decimal_hours")
            ],
            ["1", "30", "1.50"]
        );
        assert_eq!(
            [
                text("Task", "userid"),
                text("Task", "accepted"),
                text("Task", "mark__c")
            ],
            ["1", "1", "x"]
        );
        let lists = seed.lists();
        assert!(lists.are_complete("Timetype") && !lists.are_complete("Task"));
    }

    #[test]
    fn what_is_no_reference_file_is_refused() {
        for text in [
            "",
            "[]",
            "{\"people\": []}",
            "{\"users\": [{\"name\": \"x\"}]}",
            "{\"users\": [{\"id\": 18446744073709551615, \"name\": \"x\"}]}",
        ] {
            let error = Seed::parse(text).unwrap_err();
            assert_eq!(error.to_string(), "the seed cannot be read");
            assert!(std::error::Error::source(&error).is_some());
        }
    }
}
