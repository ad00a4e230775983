//! Time entries: what the rules say about one, and what is stored of it.

use suiteprojects::error_code::ErrorCode;
use suiteprojects::task::{Access, Entry, Field, Id};
use suiteprojects::time::{Duration, TimeOfDay};
use suiteprojects::validate::{CheckedEntry, CheckedValue, Command, Report, Validator};

use super::Work;
use super::known::{Known, day};
use super::outcome::{Change, Done, Failure, Refusal};
use crate::store::{Fields, Stored};

/// The rules of the library with the records of the store.
pub(super) type Rules<'k> = Validator<Known<'k>>;

impl Work<'_> {
    pub(super) fn rules_with_records(&self) -> Rules<'_> {
        self.rules()
            .with_reference(Known::new(self.records, &self.account.lists))
    }

    /// Stores a new time entry.
    pub(super) fn add_task(
        &self,
        rules: &Rules<'_>,
        entry: &Entry<'static>,
        custom: bool,
    ) -> Result<Done, Failure> {
        let mut entry = self.with_ids(entry)?;
        let user_and_day = entry
            .text(Field::UserId)
            .and_then(|user| Id::parse(user).ok())
            .zip(entry.text(Field::Date).and_then(day));
        // The rules judge the timesheet that the entry will be in, whether it was named or found.
        let is_named = entry.text(Field::TimesheetId).is_some();
        if let Some((user, day)) = user_and_day.filter(|_| !is_named)
            && let Some(timesheet) = self.timesheet_of(user, day)?
        {
            entry.set(Field::TimesheetId, timesheet.to_string());
        }
        let mut report = Report::new();
        let checked = rules.check(Command::Add, &entry, &mut report);
        rules.reference().failure()?;
        let Some(checked) = checked else {
            return Err(Refusal::of_report(&report).into());
        };
        let mut fields = Fields::default();
        apply(&checked, custom, &mut fields);
        if fields.text("timesheetid").is_empty()
            && let Some((user, day)) = user_and_day
        {
            let timesheet = self.new_timesheet(user, day)?;
            fields.set("timesheetid", timesheet.to_string());
        }
        if fields.text("customerid").is_empty()
            && let Some(project) = fields.id("projectid")
            && let Some(project) = self.records.present("Project", project)?
        {
            fields.set("customerid", project.fields.text("customerid"));
        }
        let record = self.stamped("Task", fields)?;
        Ok(Done {
            change: Change::Added,
            record,
        })
    }

    /// Changes a stored time entry.
    pub(super) fn modify_task(
        &self,
        rules: &Rules<'_>,
        entry: &Entry<'static>,
        custom: bool,
    ) -> Result<Done, Failure> {
        let entry = self.with_ids(entry)?;
        let stored = match entry.text(Field::Id).map(Id::parse) {
            Some(Ok(id)) => self.records.present("Task", id)?,
            _ => None,
        };
        let mut report = Report::new();
        let checked = rules.check(Command::Modify, &entry, &mut report);
        rules.reference().failure()?;
        let refusal = || Refusal::of_report(&report);
        let Some(mut record) = stored else {
            // An unknown field is told first, a missing record before everything else.
            return Err(match report.expected_server_code() {
                Some(ErrorCode::UNKNOWN_FIELD) => refusal().into(),
                _ => ErrorCode::NO_RECORD.into(),
            });
        };
        let Some(checked) = checked else {
            return Err(refusal().about(record.id).into());
        };
        apply(&checked, custom, &mut record.fields);
        self.save(record)
    }

    /// Writes a changed record.
    pub(super) fn save(&self, mut record: Stored) -> Result<Done, Failure> {
        record.fields.set("updated", self.timestamp());
        self.records.write(&record)?;
        Ok(Done {
            change: Change::Updated,
            record,
        })
    }
}

/// Takes the values of an entry over into the fields of a record. What the server keeps or sets itself is left as
/// it is: that sent values of such fields are ignored is documented for the read-only ones and our
/// reading for the others.
fn apply(entry: &CheckedEntry<'_>, custom: bool, fields: &mut Fields) {
    for (field, value) in entry.fields() {
        match field.access() {
            Access::ReadOnly | Access::ServerSet => {}
            Access::AddOnly if entry.command() != Command::Add => {}
            _ => fields.set(field.as_str(), text(&value)),
        }
    }
    if let Some(duration) = entry.duration() {
        set_duration(fields, duration);
    }
    if custom {
        for field in entry.custom() {
            fields.set(&field.name, &*field.text);
        }
    }
}

/// Stores a duration: whole hours, the minutes that are left, and both as a decimal number.
pub(crate) fn set_duration(fields: &mut Fields, duration: Duration) {
    fields.set("hours", duration.hours().to_string());
    fields.set("minutes", duration.minutes().to_string());
    fields.set("decimal_hours", decimal_hours(duration));
}

/// A time of 00:00:00 clears the field.
fn text(value: &CheckedValue<'_>) -> String {
    match value {
        CheckedValue::Clock(time) if TimeOfDay::is_clear(*time) => String::new(),
        value => value.to_string(),
    }
}

/// A duration as hours with two decimal places, rounded half away from zero.
fn decimal_hours(duration: Duration) -> String {
    let minutes = duration.total_minutes();
    let hundredths = (minutes.unsigned_abs() * 100 + 30) / 60;
    let sign = if minutes < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_have_two_decimal_places() {
        // Worked by hand; 20 minutes are 0.333…, 50 are 0.833…, 1 is 0.01666….
        for (minutes, expected) in [
            (0, "0.00"),
            (330, "5.50"),
            (20, "0.33"),
            (50, "0.83"),
            (1, "0.02"),
            (-45, "-0.75"),
            (6_000, "100.00"),
        ] {
            assert_eq!(decimal_hours(Duration::from_minutes(minutes)), expected);
        }
    }
}
