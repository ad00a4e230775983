//! `Submit`, `Approve`, `Reject` and `Unapprove`: a record goes from one state to the next.
//!
//! Not documented, and so our reading: what state each of them asks for and leads to, see [`Step`]; that `Reject` of a
//! time entry sends its whole timesheet back, because an entry has no state of its own; that
//! `Unapprove` leads back to submitted.

use suiteprojects::api::Approval;
use suiteprojects::error_code::ErrorCode;
use suiteprojects::soap::server::Object;
use suiteprojects::task::Id;
use suiteprojects::validate::TimesheetStatus;

use super::known::status;
use super::outcome::{Failure, Refusal, settled};
use super::{MOST_OBJECTS, Work, object};
use crate::store::{StoreError, Stored};

/// What is done with a record.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Step {
    /// Open or rejected to submitted.
    Submit,
    /// Submitted to approved.
    Approve,
    /// Submitted to rejected.
    Reject,
    /// Approved to submitted.
    Unapprove,
}

impl Step {
    const fn name(self) -> &'static str {
        match self {
            Self::Submit => "Submit",
            Self::Approve => "Approve",
            Self::Reject => "Reject",
            Self::Unapprove => "Unapprove",
        }
    }

    /// The states that a record may have before, and the one that it has then.
    const fn states(self) -> (&'static [TimesheetStatus], TimesheetStatus) {
        use TimesheetStatus::{Approved, Open, Rejected, Submitted};
        match self {
            Self::Submit => (&[Open, Rejected], Submitted),
            Self::Approve => (&[Submitted], Approved),
            Self::Reject => (&[Submitted], Rejected),
            Self::Unapprove => (&[Approved], Submitted),
        }
    }

    /// The field with the time of this, if there is one.
    const fn time(self) -> Option<&'static str> {
        match self {
            Self::Submit => Some("submitted"),
            Self::Approve => Some("approved"),
            Self::Reject | Self::Unapprove => None,
        }
    }
}

/// A record that has gone to its next state.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Moved {
    /// The record that the object named.
    pub(crate) object_type: String,
    pub(crate) id: Id,
    /// The state, as a letter.
    pub(crate) status: &'static str,
    /// What was done, in words.
    pub(crate) log: String,
}

impl Work<'_> {
    /// Does this with each record. A record in another state is refused with 1001.
    pub(crate) fn approval<'o>(
        &self,
        step: Step,
        objects: impl ExactSizeIterator<Item = (&'o Object, Option<&'o Approval>)>,
    ) -> Result<Vec<Result<Moved, Refusal>>, StoreError> {
        if objects.len() > MOST_OBJECTS {
            let refusal = Refusal::new(ErrorCode::TOO_MANY_INPUT_OBJECTS);
            return Ok(vec![Err(refusal); objects.len()]);
        }
        objects
            .map(|(object, approval)| settled(self.move_on(step, object, approval)))
            .collect()
    }

    fn move_on(
        &self,
        step: Step,
        object: &Object,
        approval: Option<&Approval>,
    ) -> Result<Moved, Failure> {
        let object_type = object.object_type();
        let field = match object_type {
            "Task" if step == Step::Reject => "status",
            "Envelope" | "Invoice" | "Timesheet" => "status",
            "Booking" | "Schedulerequest" => "approval_status",
            _ => {
                let refusal = Refusal::new(ErrorCode::UNKNOWN_TYPE_OR_METHOD);
                let text = format!("{} is not for {object_type}", step.name());
                return Err(refusal.with_text(text).into());
            }
        };
        let id = object::id(object).ok_or(ErrorCode::NO_RECORD)?;
        let named = self.records.present(object_type, id)?;
        let named = named.ok_or(ErrorCode::NO_RECORD)?;
        let mut moved = match object_type {
            "Task" => self.sheet_of(&named)?,
            _ => named,
        };
        let (before, after) = step.states();
        let state = if field == "status" {
            status(&moved)
        } else {
            letter(moved.fields.text(field))
        };
        if !before.contains(&state) {
            let refusal = Refusal::new(ErrorCode::APPROVAL_WRONG_STATE).about(id);
            let text = format!("{} {} is {}", moved.object_type, moved.id, state.word());
            return Err(refusal.with_text(text).into());
        }
        moved.fields.set(field, after.as_str());
        if let Some(time) = step.time() {
            moved.fields.set(time, self.timestamp());
        }
        let log = format!("{} {} is {} now", moved.object_type, moved.id, after.word());
        self.save(moved)?;
        self.records.note(
            step.name(),
            object_type,
            id,
            &self.timestamp(),
            self.user,
            approval,
        )?;
        Ok(Moved {
            object_type: object_type.to_owned(),
            id,
            status: after.as_str(),
            log,
        })
    }

    /// The timesheet that holds a time entry. An entry without one is in no state to be rejected.
    fn sheet_of(&self, task: &Stored) -> Result<Stored, Failure> {
        let timesheet = match task.fields.id("timesheetid") {
            Some(id) => self.records.present("Timesheet", id)?,
            None => None,
        };
        timesheet.ok_or_else(|| {
            let refusal = Refusal::new(ErrorCode::APPROVAL_WRONG_STATE).about(task.id);
            refusal
                .with_text("the time entry is in no timesheet")
                .into()
        })
    }
}

fn letter(text: &str) -> TimesheetStatus {
    TimesheetStatus::ALL
        .into_iter()
        .find(|status| status.as_str() == text)
        .unwrap_or_default()
}
