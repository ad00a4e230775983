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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::testing::{Bench, code, other, task};

    fn step(bench: &mut Bench, step: Step, object: &Object) -> u32 {
        let moved = bench.run(|work| work.approval(step, [(object, None)].into_iter()));
        code(moved.into_iter().next().unwrap())
    }

    fn state(bench: &mut Bench, id: Id) -> String {
        let sheet = bench.find("Timesheet", id).unwrap();
        sheet.fields.text("status").to_owned()
    }

    /// The states: notes on data types, section 5. Any other order is 1001.
    #[test]
    fn a_timesheet_goes_its_way() {
        let mut bench = Bench::open();
        let id = bench.record("Timesheet", &[("userid", "7"), ("starts", "2026-01-05")]);
        let sheet = other("Timesheet", &[("id", &id.to_string())]);
        for (next, expected, after) in [
            (Step::Approve, 1001, "O"),
            (Step::Reject, 1001, "O"),
            (Step::Submit, 0, "S"),
            (Step::Submit, 1001, "S"),
            (Step::Reject, 0, "R"),
            (Step::Submit, 0, "S"),
            (Step::Approve, 0, "A"),
            (Step::Reject, 1001, "A"),
            (Step::Unapprove, 0, "S"),
        ] {
            assert_eq!(step(&mut bench, next, &sheet), expected, "{next:?}");
            assert_eq!(state(&mut bench, id), after, "{next:?}");
        }
    }

    /// The vendor's page on Task has Reject alone. Its timesheet has to be submitted, and is rejected.
    #[test]
    fn rejecting_a_time_entry_rejects_its_timesheet() {
        let mut bench = Bench::open();
        let added = bench.added(&[("date", "2026-01-05"), ("userid", "7")]);
        let entry = task(&[("id", &added.id.to_string())]);
        let sheet = added.fields.id("timesheetid").unwrap();
        assert_eq!(step(&mut bench, Step::Reject, &entry), 1001);
        assert_eq!(step(&mut bench, Step::Submit, &entry), 603);
        let whole = other("Timesheet", &[("id", &sheet.to_string())]);
        assert_eq!(step(&mut bench, Step::Submit, &whole), 0);
        let approval = Approval::default().with_notes("Monday is missing");
        let moved =
            bench.run(|work| work.approval(Step::Reject, [(&entry, Some(&approval))].into_iter()));
        assert_eq!(moved[0].as_ref().unwrap().status, "R");
        assert_eq!(state(&mut bench, sheet), "R");
        let notes = bench.run(|work| work.records.notes("Task", added.id));
        assert_eq!(notes, ["Monday is missing"]);
        assert_eq!(step(&mut bench, Step::Reject, &task(&[("id", "1")])), 601);
    }
}
