//! The timesheet of a time entry: the one of its user that holds its date, or a new one.

use chrono::{Datelike as _, Days};
use suiteprojects::api::DateRelation;
use suiteprojects::task::Id;
use suiteprojects::time::NaiveDate;
use suiteprojects::validate::TimesheetStatus;

use super::Work;
use super::known::{is_on, status};
use crate::store::{Condition, Fields, Search, StoreError, Stored};

impl Work<'_> {
    /// The timesheet of the user that holds the day. If there are several, one that can be changed goes
    /// before one that cannot, and the older before the newer, which is our reading.
    pub(super) fn timesheet_of(&self, user: Id, day: NaiveDate) -> Result<Option<Id>, StoreError> {
        if let Some(id) = self.timesheets.borrow().get(&(user, day)) {
            return Ok(Some(*id));
        }
        let day_text = day.to_string();
        let date =
            |name: &str, relation| Condition::Date(name.to_owned(), relation, day_text.clone());
        let condition = Condition::All(vec![
            Condition::id("userid", user),
            date("starts", DateRelation::NewerThan).negated(),
            date("ends", DateRelation::OlderThan).negated(),
        ]);
        let found = self
            .records
            .search(&Search::present("Timesheet", condition))?;
        let chosen = found
            .iter()
            .find(|record| is_editable(record))
            .or_else(|| found.first())
            .map(|record| record.id);
        if let Some(id) = chosen {
            self.timesheets.borrow_mut().insert((user, day), id);
        }
        Ok(chosen)
    }

    /// Makes the timesheet of the user for the week of the day, Monday to Sunday. That weeks are what
    /// timesheets are for is our reading; accounts differ.
    pub(super) fn new_timesheet(&self, user: Id, day: NaiveDate) -> Result<Id, StoreError> {
        let since_monday = u64::from(day.weekday().num_days_from_monday());
        let first = day.checked_sub_days(Days::new(since_monday)).unwrap_or(day);
        let last = first.checked_add_days(Days::new(6)).unwrap_or(first);
        let mut fields = Fields::default();
        fields.set("name", format!("{first} to {last}"));
        fields.set("userid", user.to_string());
        fields.set("status", TimesheetStatus::Open.as_str());
        fields.set("starts", first.to_string());
        fields.set("ends", last.to_string());
        let timesheet = self.stamped("Timesheet", fields)?;
        self.timesheets
            .borrow_mut()
            .insert((user, day), timesheet.id);
        Ok(timesheet.id)
    }

    /// Stores a new record with the next id.
    pub(super) fn stamped(
        &self,
        object_type: &str,
        mut fields: Fields,
    ) -> Result<Stored, StoreError> {
        let now = self.timestamp();
        fields.set("created", now.as_str());
        fields.set("updated", now);
        let record = Stored {
            object_type: object_type.to_owned(),
            id: self.records.next_id()?,
            is_deleted: false,
            fields,
        };
        self.records.write(&record)?;
        Ok(record)
    }
}

fn is_editable(record: &Stored) -> bool {
    let status = status(record);
    matches!(status, TimesheetStatus::Open | TimesheetStatus::Rejected)
        && !is_on(&record.fields, "exported")
}
