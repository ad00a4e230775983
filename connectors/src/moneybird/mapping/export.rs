//! From SuiteProjects Pro to Moneybird.

use std::collections::HashMap;

use chrono::{DateTime, LocalResult, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use suiteprojects::task::{Entry, Field, Id};
use suiteprojects::time::{TimeOfDay, date};
use suiteprojects::validate::Severity;

use super::super::{AdministrationId, CreateTimeEntry, Span, Text, UserId};
use super::{Counterparts, Kind, Loss};
use crate::mapping::days::next_day;
use crate::mapping::fields::{BETWEEN, dropped, id, known, minutes, read};

/// What goes over, or decides about it. All else that has a value is dropped and said to be.
const USED: &[Field] = &[
    Field::Date,
    Field::UserId,
    Field::ProjectId,
    Field::CustomerId,
    Field::DecimalHours,
    Field::Hours,
    Field::Minutes,
    Field::StartTime,
    Field::EndTime,
    Field::Notes,
    Field::Description,
];

/// When the first work of a day begins whose begin is not known.
const FIRST_HOUR: TimeDelta = TimeDelta::hours(9);

/// Makes time entries of Moneybird from those of SuiteProjects Pro, one after the other.
///
/// Moneybird wants to know when work began. Where that is not told it is made up: 09:00 for the first such
/// entry of a user on a day, and each further one begins where the one before ends. A [`Loss`] says so.
#[derive(Clone, Debug)]
pub struct Export<Z> {
    administration: AdministrationId,
    zone: Z,
    fallback: Text,
    free: HashMap<(UserId, NaiveDate), DateTime<Utc>>,
}

/// A time entry of SuiteProjects Pro as one of Moneybird, to be made.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Exported {
    /// The request; `None` if a loss is an error.
    pub create: Option<CreateTimeEntry>,
    /// What does not go over.
    pub losses: Vec<Loss>,
}

impl<Z: TimeZone> Export<Z> {
    /// Into this administration, by this time zone; an entry without notes gets the text, because Moneybird
    /// refuses one without.
    pub fn new(administration: AdministrationId, zone: Z, fallback: Text) -> Self {
        Self {
            administration,
            zone,
            fallback,
            free: HashMap::new(),
        }
    }

    /// Makes one.
    pub fn export(&mut self, entry: &Entry<'_>, counterparts: &impl Counterparts) -> Exported {
        let mut losses = Vec::new();
        for (field, name) in [(Field::Date, "date"), (Field::UserId, "userid")] {
            if entry.text(field).is_none_or(str::is_empty) {
                losses.push(Loss::Absent(name));
            }
        }
        let date = read(entry, (Field::Date, "date"), &mut losses, date::parse);
        let user = read(entry, (Field::UserId, "userid"), &mut losses, Id::parse);
        let user = user.and_then(|id| known(Kind::User, id, counterparts.user_of(id), &mut losses));
        let project = id(entry, (Field::ProjectId, "projectid"), &mut losses)
            .and_then(|id| known(Kind::Project, id, counterparts.project_of(id), &mut losses));
        let contact = id(entry, (Field::CustomerId, "customerid"), &mut losses)
            .and_then(|id| known(Kind::Contact, id, counterparts.contact_of(id), &mut losses));
        let minutes = minutes(entry, &mut losses);
        let text = self.text(entry, &mut losses);
        let dropped = dropped(entry, USED);
        if !dropped.is_empty() {
            losses.push(Loss::Dropped(dropped));
        }
        let fails = |losses: &[Loss]| losses.iter().any(|loss| loss.severity() == Severity::Error);
        let (Some(date), Some(user), Some(minutes), false) = (date, user, minutes, fails(&losses))
        else {
            return Exported {
                create: None,
                losses,
            };
        };
        let span = self.span(entry, &user, (date, minutes), &mut losses);
        let create = span.map(|span| {
            let administration = self.administration.clone();
            let mut create = CreateTimeEntry::new(administration, user, span, text);
            if let Some(project) = project {
                create = create.with_project(project);
            }
            if let Some(contact) = contact {
                create = create.with_contact(contact);
            }
            create
        });
        Exported { create, losses }
    }

    fn text(&self, entry: &Entry<'_>, losses: &mut Vec<Loss>) -> Text {
        let of = |field| Text::new(entry.text(field)?).ok();
        match (of(Field::Notes), of(Field::Description)) {
            (None, None) => {
                losses.push(Loss::InventedText);
                self.fallback.clone()
            }
            (Some(text), None) => text,
            // It comes back as `notes`.
            (None, Some(text)) => {
                losses.push(Loss::Joined);
                text
            }
            (Some(notes), Some(description)) => {
                losses.push(Loss::Joined);
                Text::new(format!("{notes}{BETWEEN}{description}")).unwrap_or(notes)
            }
        }
    }

    /// From start to end, if they are there and differ by the duration; otherwise from a begin that is made up.
    fn span(
        &mut self,
        entry: &Entry<'_>,
        user: &UserId,
        (date, minutes): (NaiveDate, u32),
        losses: &mut Vec<Loss>,
    ) -> Option<Span> {
        let length = TimeDelta::minutes(minutes.into());
        if let Some(span) = self.told(entry, date, length, losses) {
            return Some(span);
        }
        let begins = next_day(date.pred_opt()?, &self.zone)?;
        let place = (user.clone(), date);
        let begin = self
            .free
            .get(&place)
            .copied()
            .unwrap_or(begins + FIRST_HOUR);
        let end = begin + length;
        losses.push(Loss::InventedBegin);
        if next_day(date, &self.zone).is_some_and(|midnight| end > midnight) {
            losses.push(Loss::OverMidnight);
        }
        self.free.insert(place, end);
        Span::new(begin, end).ok()
    }

    fn told(
        &self,
        entry: &Entry<'_>,
        date: NaiveDate,
        length: TimeDelta,
        losses: &mut Vec<Loss>,
    ) -> Option<Span> {
        // 00:00:00 is no time.
        let time = |field| match entry.text(field).map(TimeOfDay::parse) {
            None => None,
            Some(Ok(time)) if time.is_clear() => None,
            Some(time) => Some(time.ok()),
        };
        let (start, end) = match (time(Field::StartTime), time(Field::EndTime)) {
            (None, None) => return None,
            (Some(Some(start)), Some(Some(end))) => (start, end),
            _ => {
                losses.push(Loss::HalfTimes);
                return None;
            }
        };
        let moment = |time: TimeOfDay| {
            let time = NaiveTime::from_hms_opt(time.hour(), time.minute(), 0)?;
            match self.zone.from_local_datetime(&date.and_time(time)) {
                LocalResult::Single(moment) => Some(moment.to_utc()),
                // An hour that comes twice or never.
                LocalResult::Ambiguous(..) | LocalResult::None => None,
            }
        };
        let found = moment(start).zip(moment(end));
        let Some((begin, end_moment)) = found.filter(|(begin, end)| *end - *begin == length) else {
            losses.push(Loss::TimesDisagree);
            return None;
        };
        if start.second() != 0 || end.second() != 0 {
            losses.push(Loss::SecondsOfTimes);
        }
        Span::new(begin, end_moment).ok()
    }
}
