//! From Moneybird to SuiteProjects Pro.

use chrono::{DateTime, TimeZone, Utc};
use suiteprojects::task::{Entry, Field};
use suiteprojects::validate::Severity;

use super::super::{AdministrationId, SalesInvoice, TimeEntry, TimeEntryId};
use super::{Counterparts, Kind, Loss, Times};
use crate::mapping::days::{Day, next_day, split};
use crate::mapping::fields;

/// A time entry of Moneybird as time entries of SuiteProjects Pro, to be checked and pushed.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Imported {
    /// Which time entry it was.
    pub id: TimeEntryId,
    /// One entry for each day of the work; none if a loss is an error.
    pub parts: Vec<Part>,
    /// What does not go over.
    pub losses: Vec<Loss>,
}

/// The work of one day.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Part {
    /// The [`key`] of the part.
    pub key: String,
    /// The time entry.
    pub entry: Entry<'static>,
}

/// The key of a time entry of Moneybird as a `thin_client_id`: by it the entry is known again, in a journal and on
/// the server, so that a second import of it makes no second one. Days after the first have their number too.
///
/// ```
/// use suiteprojects_connectors::moneybird::mapping::key;
///
/// assert_eq!(key(&"123".parse()?, &"410000000000000017".parse()?, 0), "moneybird-123-410000000000000017");
/// assert_eq!(key(&"123".parse()?, &"410000000000000017".parse()?, 1), "moneybird-123-410000000000000017-2");
/// # Ok::<(), suiteprojects_connectors::moneybird::IdError>(())
/// ```
pub fn key(
    administration: &AdministrationId,
    id: &TimeEntryId,
    days_after_the_first: usize,
) -> String {
    match days_after_the_first {
        0 => format!("moneybird-{administration}-{id}"),
        days => format!("moneybird-{administration}-{id}-{}", days + 1),
    }
}

/// Makes time entries of SuiteProjects Pro from one of Moneybird, with the days and times of a time zone.
///
/// Work over midnight is split at it. With pauses that cannot be done, because only their sum is told: then
/// all of it is on its first day, and a loss says so.
pub fn import<Z: TimeZone>(
    entry: &TimeEntry,
    counterparts: &impl Counterparts,
    zone: &Z,
    times: Times,
) -> Imported {
    let mut losses = Vec::new();
    let mut common = Entry::new();
    fields::set(
        &mut common,
        &mut losses,
        Field::UserId,
        (Kind::User, entry.user_id.as_str()),
        counterparts.user(&entry.user_id),
    );
    if let Some(project) = &entry.project_id {
        fields::set(
            &mut common,
            &mut losses,
            Field::ProjectId,
            (Kind::Project, project.as_str()),
            counterparts.project(project),
        );
    }
    if let Some(contact) = &entry.contact_id {
        fields::set(
            &mut common,
            &mut losses,
            Field::CustomerId,
            (Kind::Contact, contact.as_str()),
            counterparts.customer(contact),
        );
    }
    if let Some(description) = &entry.description {
        common.set(Field::Notes, description.clone());
    }
    let days = days(entry, zone, times, &mut losses);
    let dropped = dropped(entry);
    if !dropped.is_empty() {
        losses.push(Loss::Dropped(dropped));
    }
    let fails = losses.iter().any(|loss| loss.severity() == Severity::Error);
    let part = |(place, day): (usize, &Day)| {
        let mut part = common.clone();
        day.set(&mut part);
        Part {
            key: key(&entry.administration_id, &entry.id, place),
            entry: part,
        }
    };
    Imported {
        id: entry.id.clone(),
        parts: if fails {
            Vec::new()
        } else {
            days.iter().enumerate().map(part).collect()
        },
        losses,
    }
}

fn days<Z: TimeZone>(
    entry: &TimeEntry,
    zone: &Z,
    times: Times,
    losses: &mut Vec<Loss>,
) -> Vec<Day> {
    let Some(ended_at) = entry.ended_at else {
        losses.push(Loss::Running);
        return Vec::new();
    };
    let seconds = entry.worked_seconds().unwrap_or_default();
    if seconds < 60 {
        losses.push(Loss::NoTime);
        return Vec::new();
    }
    let local = |moment: DateTime<Utc>| moment.with_timezone(zone).naive_local();
    let first = local(entry.started_at).date();
    // Whole minutes are what the server has; the ends are kept on them if it ever tells others.
    let rest = seconds.rem_euclid(60);
    if rest != 0 {
        losses.push(Loss::Seconds(u32::try_from(rest).unwrap_or_default()));
    }
    let whole = |minutes| {
        vec![Day {
            date: first,
            minutes,
            times: None,
        }]
    };
    let is_paused = entry.paused_duration != 0;
    let is_over_midnight = next_day(first, zone).is_some_and(|midnight| ended_at > midnight);
    if is_paused || rest != 0 {
        if is_over_midnight {
            losses.push(Loss::Midnight);
        }
        if is_paused {
            losses.push(Loss::Paused);
        }
        return whole(seconds / 60);
    }
    split(entry.started_at, ended_at, zone, times, losses)
}

/// The members that say something and have no place. Names of records that go over are none, nor are events
/// and when the entry was made.
fn dropped(entry: &TimeEntry) -> Vec<Box<str>> {
    let has_invoice =
        entry.sales_invoice_id.is_some() || matches!(entry.sales_invoice, SalesInvoice::Told(_));
    let known = [
        ("billable", entry.billable.is_some()),
        ("sales_invoice_id", has_invoice),
        ("notes", !entry.notes.is_empty()),
    ];
    let known = known.into_iter().filter(|(_, is_there)| *is_there);
    let known = known.map(|(name, _)| Box::from(name));
    let other = entry.other.iter().filter(|(_, value)| !value.is_null());
    known
        .chain(other.map(|(name, _)| name.as_str().into()))
        .collect()
}
