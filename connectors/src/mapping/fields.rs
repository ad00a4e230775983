//! Fields of an entry, set and read, with what is wrong with them.

use suiteprojects::task::{Access, Entry, Field, Id, Wire};
use suiteprojects::text::{one_line, shortened};
use suiteprojects::time::decimal;
use suiteprojects::time::duration::{DecimalHoursWithMinutes, MinuteRounding, Parts, combine};

use super::{Kind, Loss};

/// Stands between `notes` and `description` where both have a text.
pub(crate) const BETWEEN: &str = "\n\n";

/// Sets the counterpart of a record, if there is one.
pub(crate) fn set(
    entry: &mut Entry<'static>,
    losses: &mut Vec<Loss>,
    field: Field,
    (kind, id): (Kind, &str),
    counterpart: Option<Id>,
) {
    match counterpart {
        Some(counterpart) => {
            entry.set(field, counterpart.to_string());
        }
        None => losses.push(Loss::NoCounterpart(kind, id.into())),
    }
}

/// A field; by external id or name it is not known which record is meant.
pub(crate) fn read<T, E>(
    entry: &Entry<'_>,
    (field, name): (Field, &'static str),
    losses: &mut Vec<Loss>,
    parse: impl FnOnce(&str) -> Result<T, E>,
) -> Option<T> {
    let text = entry.text(field).filter(|text| !text.is_empty())?;
    // By external id or name, it is not known which record is meant.
    let value = parse(text).ok().filter(|_| entry.lookup(field).is_none());
    if value.is_none() {
        losses.push(Loss::Unreadable(name, shortened(&one_line(text)).into()));
    }
    value
}

/// The id in a field; 0 is none.
pub(crate) fn id(
    entry: &Entry<'_>,
    field: (Field, &'static str),
    losses: &mut Vec<Loss>,
) -> Option<Id> {
    if entry.text(field.0) == Some("0") {
        return None;
    }
    read(entry, field, losses, Id::parse)
}

pub(crate) fn known<T>(
    kind: Kind,
    id: Id,
    counterpart: Option<T>,
    losses: &mut Vec<Loss>,
) -> Option<T> {
    if counterpart.is_none() {
        losses.push(Loss::UnknownHere(kind, id));
    }
    counterpart
}

/// The duration in minutes, by the table of [`duration`](suiteprojects::time::duration): one at least.
pub(crate) fn minutes(entry: &Entry<'_>, losses: &mut Vec<Loss>) -> Option<u32> {
    let before = losses.len();
    let parts = Parts {
        decimal_hours: read(
            entry,
            (Field::DecimalHours, "decimal_hours"),
            losses,
            decimal::parse,
        ),
        hours: read(entry, (Field::Hours, "hours"), losses, decimal::parse),
        minutes: read(
            entry,
            (Field::Minutes, "minutes"),
            losses,
            decimal::parse_whole,
        ),
    };
    if losses.len() > before {
        return None;
    }
    let (decimal, rounding) = (
        DecimalHoursWithMinutes::default(),
        MinuteRounding::default(),
    );
    let Some(combined) = combine(parts, decimal, rounding) else {
        losses.push(Loss::Absent("hours"));
        return None;
    };
    let minutes = u32::try_from(combined.duration.total_minutes()).ok();
    let Some(minutes) = minutes.filter(|minutes| (1..=24 * 60).contains(minutes)) else {
        losses.push(Loss::Duration(combined.duration.to_string().into()));
        return None;
    };
    if combined.unrounded_minutes.is_some() {
        losses.push(Loss::Rounded(minutes));
    }
    if combined.ambiguous {
        losses.push(Loss::AmbiguousDuration(minutes));
    }
    Some(minutes)
}

/// What has a value and no place. What the server sets itself is none.
pub(crate) fn dropped(entry: &Entry<'_>, used: &[Field]) -> Vec<Box<str>> {
    let fields = entry.fields().filter(|(field, text)| {
        let is_set = matches!(field.access(), Access::ReadWrite | Access::AddOnly);
        is_set && !text.is_empty() && !used.contains(field)
    });
    let fields = fields.map(|(field, _)| field.name(Wire::Xml).unwrap_or(field.as_str()));
    let named = entry.custom().iter().chain(entry.unknown());
    let named = named.filter(|named| !named.text.is_empty());
    let named = named.map(|named| &*named.name);
    fields.chain(named).map(Box::from).collect()
}
