//! What the rules of the library are told about the records that a time entry points to.

use std::cell::RefCell;
use std::collections::HashMap;

use suiteprojects::task::Id;
use suiteprojects::time::{NaiveDate, date};
use suiteprojects::validate::{
    CurrentTask, DateRange, Knowledge, Project, ProjectTask, Reference, Timesheet, TimesheetStatus,
    User,
};

use super::task;
use crate::store::{Fields, Records, StoreError, Stored};

/// The types of which the server knows every record, because a seed listed them. Of other types it takes any
/// id, and rules that would have to look at the record are not applied.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lists(pub(crate) Vec<&'static str>);

impl Lists {
    /// Whether a record of this type that is not stored does not exist.
    pub(crate) fn are_complete(&self, object_type: &str) -> bool {
        self.0.contains(&object_type)
    }
}

/// The records of the store as reference data, for one command. Users, projects and project tasks are read once.
#[derive(Debug)]
pub(super) struct Known<'k> {
    records: &'k Records<'k>,
    lists: &'k Lists,
    found: RefCell<HashMap<(&'static str, Id), Stored>>,
    failure: RefCell<Option<StoreError>>,
}

impl<'k> Known<'k> {
    pub(super) fn new(records: &'k Records<'k>, lists: &'k Lists) -> Self {
        Self {
            records,
            lists,
            found: RefCell::default(),
            failure: RefCell::default(),
        }
    }

    /// What went wrong with the store while the rules asked, if anything did.
    pub(super) fn failure(&self) -> Result<(), StoreError> {
        self.failure.take().map_or(Ok(()), Err)
    }

    fn ask<T>(
        &self,
        object_type: &'static str,
        id: Id,
        read: impl FnOnce(&Stored) -> T,
    ) -> Knowledge<T> {
        match self.records.find(object_type, id) {
            Ok(Some(record)) => Knowledge::Record(read(&record)),
            Ok(None) if self.lists.are_complete(object_type) => Knowledge::NoSuchRecord,
            Ok(None) => Knowledge::NotKnown,
            Err(error) => {
                self.failure.replace(Some(error));
                Knowledge::NotKnown
            }
        }
    }

    fn ask_once<T>(
        &self,
        object_type: &'static str,
        id: Id,
        read: impl Fn(&Stored) -> T,
    ) -> Knowledge<T> {
        if let Some(record) = self.found.borrow().get(&(object_type, id)) {
            return Knowledge::Record(read(record));
        }
        self.ask(object_type, id, |record| {
            let known = read(record);
            let mut found = self.found.borrow_mut();
            found.insert((object_type, id), record.clone());
            known
        })
    }
}

impl Reference for Known<'_> {
    fn user(&self, id: Id) -> Knowledge<User> {
        self.ask_once("User", id, |record| User {
            active: is_on(&record.fields, "active"),
            generic: is_on(&record.fields, "generic"),
            deleted: is_gone(record),
        })
    }

    fn project(&self, id: Id) -> Knowledge<Project> {
        self.ask_once("Project", id, |record| Project {
            customerid: record.fields.id("customerid"),
            deleted: is_gone(record),
        })
    }

    fn project_task(&self, id: Id) -> Knowledge<ProjectTask> {
        self.ask_once("Projecttask", id, |record| ProjectTask {
            projectid: record.fields.id("projectid"),
            projecttask_typeid: record.fields.id("projecttask_typeid"),
            calculated: range(&record.fields, "calculated_starts", "calculated_finishes"),
            scheduled: range(&record.fields, "starts", "fnlt_date"),
            deleted: is_gone(record),
        })
    }

    fn timesheet(&self, id: Id) -> Knowledge<Timesheet> {
        let known = self.ask("Timesheet", id, |record| {
            (is_gone(record), timesheet(record))
        });
        match known {
            Knowledge::Record((false, timesheet)) => Knowledge::Record(timesheet),
            Knowledge::Record((true, _)) | Knowledge::NoSuchRecord => Knowledge::NoSuchRecord,
            Knowledge::NotKnown => Knowledge::NotKnown,
        }
    }

    fn task(&self, id: Id) -> Knowledge<CurrentTask> {
        self.ask("Task", id, |record| {
            let mut current = CurrentTask::from(&task(record));
            current.accepted = Some(is_on(&record.fields, "accepted"));
            current
        })
    }
}

/// Whether a switch is on.
pub(super) fn is_on(fields: &Fields, name: &str) -> bool {
    fields.text(name) == "1"
}

fn is_gone(record: &Stored) -> bool {
    record.is_deleted || is_on(&record.fields, "deleted")
}

/// What the rules need of a timesheet.
pub(super) fn timesheet(record: &Stored) -> Timesheet {
    Timesheet {
        status: status(record),
        exported: is_on(&record.fields, "exported"),
    }
}

/// The state of a timesheet.
pub(super) fn status(record: &Stored) -> TimesheetStatus {
    let letter = record.fields.text("status");
    TimesheetStatus::ALL
        .into_iter()
        .find(|status| status.as_str() == letter)
        .unwrap_or_default()
}

fn range(fields: &Fields, first: &str, last: &str) -> DateRange {
    DateRange {
        first: day(fields.text(first)),
        last: day(fields.text(last)),
    }
}

/// The day that a date or timestamp is on.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    date::parse(text.get(..10).unwrap_or(text)).ok()
}
