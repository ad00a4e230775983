//! The records around an entry, as several rules need them.

use super::facts::{Facts, Read};
use super::finding::Missing;
use super::index::{Fingerprint, UserDay};
use super::reference::{Knowledge, ProjectTask};
use super::rule::Command;
use crate::task::{Field, Id};

/// What is known, if there is anything to know; else the field to point at, and what is missing.
type Known<T> = Result<Option<T>, (Field, Missing)>;

impl Facts<'_> {
    /// The timesheet that decides whether the entry may be stored or changed, and the field to
    /// point at: the one sent on Add, the stored one on Modify and Delete.
    pub(super) fn timesheet(&self) -> Known<(Field, Id)> {
        if self.command == Command::Add {
            return if self.has_lookup(Field::TimesheetId) {
                Err((Field::TimesheetId, Missing::LookupTarget))
            } else {
                Ok(self
                    .id(Field::TimesheetId)
                    .map(|id| (Field::TimesheetId, id)))
            };
        }
        if !self.changes_stored() || self.id(Field::Id).is_none() {
            return Ok(None);
        }
        match self.current {
            Knowledge::Record(current) => match current.timesheetid {
                Some(id) => Ok(Some((Field::Id, id))),
                None => Err((Field::Id, Missing::CurrentEntry)),
            },
            Knowledge::NoSuchRecord => Ok(None),
            Knowledge::NotKnown => Err((Field::Id, Missing::CurrentEntry)),
        }
    }

    /// The project task that the entry has after the command, and the first of `fields` that is
    /// sent. `None` if none of the fields is sent, or there is no such project task; an error if it
    /// is not known.
    pub(super) fn project_task(&self, fields: &[Field]) -> Known<(Field, Id, ProjectTask)> {
        let sent = fields
            .iter()
            .find(|field| self.value(**field).text().is_some());
        let Some(&field) = sent.filter(|_| self.writes()) else {
            return Ok(None);
        };
        let id = self.effective_id(Field::ProjectTaskId, |current| current.projecttaskid);
        let Some(id) = id.map_err(|missing| (field, missing))? else {
            return Ok(None);
        };
        match self.reference.project_task(id) {
            Knowledge::Record(project_task) => Ok(Some((field, id, project_task))),
            Knowledge::NoSuchRecord => Ok(None),
            Knowledge::NotKnown => Err((field, Missing::ProjectTasks)),
        }
    }

    /// The user and day that the entry is about, for comparing entries with each other.
    pub(super) fn user_day(&self) -> Option<UserDay> {
        if !self.writes() {
            return None;
        }
        let Read::Valid(date) = self.date else {
            return None;
        };
        let text = self.value(Field::UserId).text()?;
        let user = match self.entry.lookup(Field::UserId) {
            Some(lookup) => Fingerprint::default().add(lookup.by).add(text).short(),
            None => Id::parse(text).ok()?.get(),
        };
        Some(UserDay::new(user, date))
    }
}
