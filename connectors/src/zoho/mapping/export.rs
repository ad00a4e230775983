//! From SuiteProjects Pro to Zoho Billing.

use suiteprojects::task::{Entry, Field, Id};
use suiteprojects::time::duration::{DecimalHoursWithMinutes, MinuteRounding, Parts, combine};
use suiteprojects::time::{TimeOfDay, date, decimal};
use suiteprojects::validate::Severity;

use super::super::{ClockTime, LogDate, LogTime, Notes, TimeEntryFields, TimeSpent};
use super::{Counterparts, Kind, Loss};
use crate::mapping::fields::{BETWEEN, dropped};

/// A time entry of SuiteProjects Pro as one of Zoho Billing, to be logged.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Exported {
    /// The fields; `None` if a loss is an error.
    pub fields: Option<TimeEntryFields>,
    /// What does not go over.
    pub losses: Vec<Loss>,
}

/// What goes over, or decides about it. All else that has a value is dropped and said to be.
const USED: &[Field] = &[
    Field::Date,
    Field::UserId,
    Field::ProjectId,
    Field::ProjectTaskId,
    Field::DecimalHours,
    Field::Hours,
    Field::Minutes,
    Field::StartTime,
    Field::EndTime,
    Field::Notes,
    Field::Description,
];

/// Makes a time entry of Zoho Billing from one of SuiteProjects Pro.
///
/// A task is needed. Start and end go over if they are given, lie on whole minutes and agree with the
/// duration. Notes of more than 500 characters are an error; they are never cut.
pub fn export(entry: &Entry<'_>, counterparts: &impl Counterparts) -> Exported {
    let mut losses = Vec::new();
    let date = read(entry, Field::Date, "date", &mut losses, date::parse);
    let user = of(
        entry,
        Field::UserId,
        "userid",
        Kind::User,
        &mut losses,
        |id| counterparts.user_of(id),
    );
    let project = of(
        entry,
        Field::ProjectId,
        "projectid",
        Kind::Project,
        &mut losses,
        |id| counterparts.project_of(id),
    );
    let task = of(
        entry,
        Field::ProjectTaskId,
        "projecttaskid",
        Kind::Task,
        &mut losses,
        |id| counterparts.task_of(id),
    );
    let spent =
        duration(entry, &mut losses).and_then(|duration| spent(entry, duration, &mut losses));
    let notes = notes(entry, &mut losses);
    let dropped = dropped(entry, USED);
    if !dropped.is_empty() {
        losses.push(Loss::Dropped(dropped));
    }
    let fields = match (project, task, user, date, spent) {
        (Some(project), Some(task), Some(user), Some(date), Some(spent)) => {
            let mut fields = TimeEntryFields::new(project, task, user, LogDate::from(date), spent);
            fields.notes = notes;
            Some(fields)
        }
        _ => None,
    };
    let fails = losses.iter().any(|loss| loss.severity() == Severity::Error);
    Exported {
        fields: fields.filter(|_| !fails),
        losses,
    }
}

/// A field that is needed.
fn read<T, E>(
    entry: &Entry<'_>,
    field: Field,
    name: &'static str,
    losses: &mut Vec<Loss>,
    parse: impl FnOnce(&str) -> Result<T, E>,
) -> Option<T> {
    let Some(text) = entry.text(field) else {
        losses.push(Loss::Absent(name));
        return None;
    };
    // By external id or name, it is not known which record is meant.
    let value = parse(text).ok().filter(|_| entry.lookup(field).is_none());
    if value.is_none() {
        losses.push(Loss::unreadable(name, text));
    }
    value
}

/// The counterpart of a record.
fn of<T>(
    entry: &Entry<'_>,
    field: Field,
    name: &'static str,
    kind: Kind,
    losses: &mut Vec<Loss>,
    find: impl FnOnce(Id) -> Option<T>,
) -> Option<T> {
    let id = read(entry, field, name, losses, Id::parse)?;
    let counterpart = find(id);
    if counterpart.is_none() {
        losses.push(Loss::UnknownHere(kind, id));
    }
    counterpart
}

/// The duration, by the table of [`duration`](suiteprojects::time::duration).
fn duration(entry: &Entry<'_>, losses: &mut Vec<Loss>) -> Option<LogTime> {
    fn part<T, E>(
        entry: &Entry<'_>,
        (field, name): (Field, &'static str),
        losses: &mut Vec<Loss>,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Result<Option<T>, ()> {
        let Some(text) = entry.text(field) else {
            return Ok(None);
        };
        parse(text)
            .map(Some)
            .map_err(|_| losses.push(Loss::unreadable(name, text)))
    }
    let decimal_hours = (Field::DecimalHours, "decimal_hours");
    let parts = Parts {
        decimal_hours: part(entry, decimal_hours, losses, decimal::parse).ok()?,
        hours: part(entry, (Field::Hours, "hours"), losses, decimal::parse).ok()?,
        minutes: part(
            entry,
            (Field::Minutes, "minutes"),
            losses,
            decimal::parse_whole,
        )
        .ok()?,
    };
    let combined = combine(
        parts,
        DecimalHoursWithMinutes::default(),
        MinuteRounding::default(),
    );
    let Some(combined) = combined else {
        losses.push(Loss::Absent("hours"));
        return None;
    };
    let minutes = u32::try_from(combined.duration.total_minutes()).ok();
    let time = minutes.map(LogTime::from_minutes);
    let Some(time) = time.filter(|time| TimeSpent::log_time(*time).is_ok()) else {
        losses.push(Loss::Duration(combined.duration.to_string().into()));
        return None;
    };
    if combined.unrounded_minutes.is_some() {
        losses.push(Loss::Rounded(time));
    }
    if combined.ambiguous {
        losses.push(Loss::AmbiguousDuration(time));
    }
    Some(time)
}

/// Start and end where they agree with the duration, else the duration.
fn spent(entry: &Entry<'_>, duration: LogTime, losses: &mut Vec<Loss>) -> Option<TimeSpent> {
    // 00:00:00 is no time.
    let time = |field| match entry.text(field).map(TimeOfDay::parse) {
        None => None,
        Some(Ok(time)) if time.is_clear() => None,
        Some(time) => Some(time.ok()),
    };
    let times = match (time(Field::StartTime), time(Field::EndTime)) {
        (None, None) => None,
        (Some(Some(start)), Some(Some(end))) => Some((start, end)),
        _ => {
            losses.push(Loss::HalfTimes);
            None
        }
    };
    if let Some((start, end)) = times {
        let between = TimeSpent::between(ClockTime::floor(start), ClockTime::floor(end));
        match between {
            Ok(spent) if spent.minutes() == duration.minutes() => {
                if start.second() != 0 || end.second() != 0 {
                    losses.push(Loss::Seconds);
                }
                return Some(spent);
            }
            _ => losses.push(Loss::TimesDisagree(duration)),
        }
    }
    TimeSpent::log_time(duration)
        .map_err(|error| losses.push(Loss::Spent(error)))
        .ok()
}

fn notes(entry: &Entry<'_>, losses: &mut Vec<Loss>) -> Option<Notes> {
    let is_there = |text: &&str| !text.trim().is_empty();
    let notes = entry.text(Field::Notes).filter(is_there);
    let description = entry.text(Field::Description).filter(is_there);
    let text = match (notes, description) {
        (None, None) => return None,
        (Some(text), None) => text.to_owned(),
        (None, Some(text)) => {
            // It comes back as `notes`.
            losses.push(Loss::Joined);
            text.to_owned()
        }
        (Some(notes), Some(description)) => {
            losses.push(Loss::Joined);
            format!("{notes}{BETWEEN}{description}")
        }
    };
    Notes::new(text)
        .map_err(|error| losses.push(Loss::Notes(error)))
        .ok()
}
