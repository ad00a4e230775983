//! Time entries from and to SuiteProjects Pro.
//!
//! SuiteProjects Pro counts in minutes: seconds are rounded as Bitrix24 itself shows them, half minutes up. The day
//! is that of `CREATED_DATE` in the time zone of the user. Start and end go over for records of the timer alone,
//! and there they are made to fit the rounded duration; work of the timer over midnight becomes an entry for each
//! day.
//!
//! | SuiteProjects Pro | Bitrix24 |
//! |---|---|
//! | `userid` | `USER_ID` |
//! | `projectid`, `projecttaskid` | `TASK_ID` |
//! | `date` | the local day of `CREATED_DATE` |
//! | `hours` and `minutes` | `SECONDS` |
//! | `start_time`, `end_time` | `DATE_START` and the duration, if `SOURCE` is the timer |
//! | `notes`; on the way back `notes` and `description` | `COMMENT_TEXT` |

use chrono::{DateTime, DurationRound as _, TimeDelta, TimeZone, Utc};
use suiteprojects::task::{Entry, Field, Id};
use suiteprojects::time::date;
use suiteprojects::validate::Severity;

use super::{
    AddElapsedItem, ElapsedItem, ElapsedItemFields, Given, ItemId, Moment, Source, TaskId, UserId,
};
use crate::mapping::days::{Day, next_day, split};
use crate::mapping::fields::{self, BETWEEN, dropped, known, minutes, read};
pub use crate::mapping::{Kind, Loss, Times};

/// What a task of Bitrix24 is here.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Work {
    /// The project.
    pub project: Option<Id>,
    /// The task of the project.
    pub task: Option<Id>,
}

impl Work {
    /// A project, and a task of it.
    pub const fn new(project: Option<Id>, task: Option<Id>) -> Self {
        Self { project, task }
    }
}

/// Which records stand for each other. Each method answers `None` for what is not known.
pub trait Counterparts {
    /// The user here who is that user there.
    fn user(&self, user: UserId) -> Option<Id>;
    /// What that task there is here.
    fn work(&self, task: TaskId) -> Option<Work>;
    /// The user there who is that user here.
    fn user_of(&self, user: Id) -> Option<UserId>;
    /// The task there that is that task of a project here.
    fn task_of(&self, task: Id) -> Option<TaskId>;
}

/// A record of Bitrix24 as time entries of SuiteProjects Pro, to be checked and pushed.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Imported {
    /// Which record it was.
    pub id: Option<ItemId>,
    /// One entry for each day of the work; none if a loss is an error.
    pub parts: Vec<Entry<'static>>,
    /// What does not go over.
    pub losses: Vec<Loss>,
}

/// The key of a record as a `thin_client_id`: by it the entry is known again, in a journal and on the server, so that a
/// second import of it makes no second one. Days after the first have their number too. The portal is named because
/// ids are counted in each of them.
///
/// ```
/// use suiteprojects_connectors::bitrix24::mapping::key;
///
/// assert_eq!(key("acme", "830".parse()?, 0), "bitrix24-acme-830");
/// assert_eq!(key("acme", "830".parse()?, 1), "bitrix24-acme-830-2");
/// # Ok::<(), suiteprojects::task::IdError>(())
/// ```
pub fn key(portal: &str, item: ItemId, days_after_the_first: usize) -> String {
    match days_after_the_first {
        0 => format!("bitrix24-{portal}-{item}"),
        days => format!("bitrix24-{portal}-{item}-{}", days + 1),
    }
}

/// Makes time entries of SuiteProjects Pro from a record, with the days and times of a time zone.
pub fn import<Z: TimeZone>(
    item: &ElapsedItem,
    counterparts: &impl Counterparts,
    zone: &Z,
    times: Times,
) -> Imported {
    let mut losses = Vec::new();
    let mut common = Entry::new();
    // Without an id it would be made again by each import.
    needed("ID", &item.id, &mut losses);
    if let Some(user) = needed("USER_ID", &item.user_id, &mut losses) {
        let shown = user.to_string();
        let counterpart = counterparts.user(*user);
        let kind = (Kind::User, &*shown);
        fields::set(&mut common, &mut losses, Field::UserId, kind, counterpart);
    }
    if let Some(task) = needed("TASK_ID", &item.task_id, &mut losses) {
        match counterparts.work(*task) {
            None => losses.push(Loss::NoCounterpart(Kind::Task, task.to_string().into())),
            Some(work) => {
                for (field, id) in [
                    (Field::ProjectId, work.project),
                    (Field::ProjectTaskId, work.task),
                ] {
                    if let Some(id) = id {
                        common.set(field, id.to_string());
                    }
                }
            }
        }
    }
    match &item.comment_text {
        Given::Absent => {}
        Given::Value(text) => {
            common.set(Field::Notes, text.clone());
        }
        Given::Odd(found) => losses.push(unreadable("COMMENT_TEXT", &found.to_string())),
    }
    let days = days(item, zone, times, &mut losses);
    let other = item.other.iter().filter(|(_, value)| !value.is_null());
    let other: Vec<_> = other.map(|(name, _)| name.as_str().into()).collect();
    if !other.is_empty() {
        losses.push(Loss::Dropped(other));
    }
    let fails = losses.iter().any(|loss| loss.severity() == Severity::Error);
    let days = if fails { Vec::new() } else { days };
    let parts = days.iter().map(|day| {
        let mut part = common.clone();
        day.set(&mut part);
        part
    });
    Imported {
        id: item.id.value().copied(),
        parts: parts.collect(),
        losses,
    }
}

fn unreadable(field: &'static str, found: &str) -> Loss {
    let found = suiteprojects::text::one_line(found);
    Loss::Unreadable(field, suiteprojects::text::shortened(&found).into())
}

fn needed<'g, T>(
    field: &'static str,
    given: &'g Given<T>,
    losses: &mut Vec<Loss>,
) -> Option<&'g T> {
    match given {
        Given::Value(value) => return Some(value),
        Given::Absent => losses.push(Loss::Absent(field)),
        Given::Odd(found) => losses.push(unreadable(field, &found.to_string())),
    }
    None
}

fn days<Z: TimeZone>(
    item: &ElapsedItem,
    zone: &Z,
    times: Times,
    losses: &mut Vec<Loss>,
) -> Vec<Day> {
    let seconds = needed("SECONDS", &item.seconds, losses).copied();
    let created = needed("CREATED_DATE", &item.created_date, losses).copied();
    let (Some(seconds), Some(Moment(created))) = (seconds, created) else {
        return Vec::new();
    };
    // Half minutes up, as the server does.
    let minutes = seconds.saturating_add(30).div_euclid(60);
    if minutes < 1 {
        losses.push(Loss::NoTime);
        return Vec::new();
    }
    // Signed: rounding up adds seconds, and rounding down leaves some behind.
    if let Some(rest) = u32::try_from(seconds.rem_euclid(60))
        .ok()
        .filter(|rest| *rest > 0)
    {
        losses.push(match rest {
            ..30 => Loss::Seconds(rest),
            _ => Loss::Rounded(u32::try_from(minutes).unwrap_or(u32::MAX)),
        });
    }
    if let Some((begin, end)) = timed(item, seconds, minutes) {
        return split(begin, end, zone, times, losses);
    }
    vec![Day {
        date: created.with_timezone(zone).date_naive(),
        minutes,
        times: None,
    }]
}

/// Begin and end of a record of the timer whose dates agree with its duration, on whole minutes.
fn timed(item: &ElapsedItem, seconds: i64, minutes: i64) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    if item.source.value() != Some(&Source::Timer) {
        return None;
    }
    let (start, stop) = (item.date_start.value()?.0, item.date_stop.value()?.0);
    if (stop - start).num_seconds() != seconds {
        return None;
    }
    let begin = start.to_utc().duration_trunc(TimeDelta::minutes(1)).ok()?;
    let end = begin.checked_add_signed(TimeDelta::try_minutes(minutes)?)?;
    Some((begin, end))
}

/// A time entry of SuiteProjects Pro as a record of Bitrix24, to be written down.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Exported {
    /// The request; `None` if a loss is an error.
    pub add: Option<AddElapsedItem>,
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
    Field::Notes,
    Field::Description,
];

/// Makes a record of Bitrix24 from a time entry of SuiteProjects Pro, for noon of its day in a time zone: so far from
/// midnight, no other zone moves it to another day.
///
/// A task is needed. Start and end stay behind: that they can be written is not proven.
pub fn export<Z: TimeZone>(
    entry: &Entry<'_>,
    counterparts: &impl Counterparts,
    zone: &Z,
) -> Exported {
    let mut losses = Vec::new();
    for (field, name) in [
        (Field::Date, "date"),
        (Field::UserId, "userid"),
        (Field::ProjectTaskId, "projecttaskid"),
    ] {
        if entry.text(field).is_none_or(str::is_empty) {
            losses.push(Loss::Absent(name));
        }
    }
    let date = read(entry, (Field::Date, "date"), &mut losses, date::parse);
    let user = read(entry, (Field::UserId, "userid"), &mut losses, Id::parse);
    let user = user.and_then(|id| known(Kind::User, id, counterparts.user_of(id), &mut losses));
    let task = (Field::ProjectTaskId, "projecttaskid");
    let task = read(entry, task, &mut losses, Id::parse)
        .and_then(|id| known(Kind::Task, id, counterparts.task_of(id), &mut losses));
    let minutes = minutes(entry, &mut losses);
    let is_there = |text: &&str| !text.trim().is_empty();
    let notes = entry.text(Field::Notes).filter(is_there);
    let description = entry.text(Field::Description).filter(is_there);
    if description.is_some() {
        // It comes back as `notes`.
        losses.push(Loss::Joined);
    }
    let texts: Vec<_> = notes.into_iter().chain(description).collect();
    let dropped = dropped(entry, USED);
    if !dropped.is_empty() {
        losses.push(Loss::Dropped(dropped));
    }
    let noon = date.and_then(|date| {
        let begins = next_day(date.pred_opt()?, zone)?;
        let noon = begins.checked_add_signed(TimeDelta::hours(12))?;
        Some(noon.with_timezone(zone).fixed_offset())
    });
    let add = match (task, user, minutes, noon) {
        (Some(task), Some(user), Some(minutes), Some(noon)) => {
            let fields = ElapsedItemFields::new(minutes * 60, texts.join(BETWEEN));
            let fields = fields.of_user(user).with_created_date(noon);
            Some(AddElapsedItem::new(task, fields))
        }
        _ => None,
    };
    let fails = losses.iter().any(|loss| loss.severity() == Severity::Error);
    Exported {
        add: add.filter(|_| !fails),
        losses,
    }
}
