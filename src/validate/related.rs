//! The records around an entry, as several rules need them.

use super::facts::{Facts, Read};
use super::finding::{Missing, Report};
use super::index::{Fingerprint, UserDay};
use super::reference::{Knowledge, ProjectTask};
use super::rule::{Command, Rule};
use crate::task::{Field, Id};

impl Facts<'_> {
    /// The timesheet that decides whether the entry may be stored or changed, and the field to
    /// point at: the one sent on Add, the stored one on Modify and Delete.
    pub(super) fn timesheet(&self) -> Result<Option<(Field, Id)>, (Field, Missing)> {
        if self.command == Command::Add {
            return Ok(self
                .id(Field::TimesheetId)
                .map(|id| (Field::TimesheetId, id)));
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
    /// sent. `None` if none of the fields is sent, or there is no project task; also if it is not
    /// known, which is reported as `rule` unchecked.
    pub(super) fn project_task(
        &self,
        fields: &[Field],
        rule: &'static Rule,
        report: &mut Report,
    ) -> Option<(Field, Id, ProjectTask)> {
        if !self.writes() {
            return None;
        }
        let field = *fields
            .iter()
            .find(|field| self.value(**field).text().is_some())?;
        if self.has_lookup(Field::ProjectTaskId) {
            self.unchecked(report, field, rule, Missing::LookupTarget);
            return None;
        }
        if self.needs_stored(Field::ProjectTaskId) {
            self.unchecked(report, field, rule, Missing::CurrentEntry);
            return None;
        }
        let id = self.effective_id(Field::ProjectTaskId, |current| current.projecttaskid)?;
        match self.reference.project_task(id) {
            Knowledge::Record(project_task) => Some((field, id, project_task)),
            Knowledge::NoSuchRecord => None,
            Knowledge::NotKnown => {
                self.unchecked(report, field, rule, Missing::ProjectTasks);
                None
            }
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
