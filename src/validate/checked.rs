//! Entries that passed the rules.

use std::fmt;

use chrono::NaiveDate;

use super::facts::{DurationFacts, Facts};
use super::rule::Command;
use crate::task::{Entry, Field, Kind, Lookup, NamedText, Value};
use crate::time::{Duration, TimeOfDay, date};

/// An entry that the rules found no error in, with its values in canonical form.
///
/// Only the engine makes one: that is what requests take. The duration stands in `hours` and
/// `minutes`, as whole numbers; `decimal_hours` is left out.
#[derive(Clone, Copy, Debug)]
pub struct CheckedEntry<'e> {
    entry: &'e Entry<'e>,
    command: Command,
    date: Option<NaiveDate>,
    start: Option<TimeOfDay>,
    end: Option<TimeOfDay>,
    duration: Option<Duration>,
}

/// A value of a checked entry. `Display` prints its canonical text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum CheckedValue<'e> {
    /// A text, an id or a number, as received.
    Text(&'e str),
    /// A date.
    Date(NaiveDate),
    /// A time of day.
    Clock(TimeOfDay),
    /// A whole number: the hours or the minutes of a computed duration.
    Whole(i128),
}

impl fmt::Display for CheckedValue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Date(date) => date.fmt(f),
            Self::Clock(time) => time.fmt(f),
            Self::Whole(number) => number.fmt(f),
        }
    }
}

impl<'e> CheckedEntry<'e> {
    pub(super) fn new(entry: &'e Entry<'e>, facts: &Facts<'_>) -> Self {
        let cleared = facts.start.valid().is_some_and(TimeOfDay::is_clear)
            && facts.end.valid().is_some_and(TimeOfDay::is_clear);
        Self {
            entry,
            command: facts.command,
            date: facts.date.valid(),
            start: facts.start.valid(),
            end: facts.end.valid(),
            duration: match facts.duration {
                // The server sets the duration to zero when both times are cleared.
                _ if cleared => Some(Duration::ZERO),
                DurationFacts::Known { combination, .. } => Some(combination.duration),
                _ => None,
            },
        }
    }

    /// Takes an entry for checked although it was not: the way around the engine, for a caller who
    /// knows better than its rules. Values are sent as they are.
    #[must_use]
    pub fn trust_without_checking(command: Command, entry: &'e Entry<'e>) -> Self {
        Self {
            entry,
            command,
            date: None,
            start: None,
            end: None,
            duration: None,
        }
    }

    /// What is to be done with the entry.
    pub const fn command(&self) -> Command {
        self.command
    }

    /// The entry as received.
    pub const fn entry(&self) -> &'e Entry<'e> {
        self.entry
    }

    /// The duration that the server will store, if it could be computed.
    pub const fn duration(&self) -> Option<Duration> {
        self.duration
    }

    /// What a foreign key is looked up by, if not by its internal id.
    pub fn lookup(&self, field: Field) -> Option<&'e Lookup<'e>> {
        self.entry.lookup(field)
    }

    /// The custom fields to send, in the order received. On Add an empty one is an absent one.
    pub fn custom(&self) -> impl Iterator<Item = &'e NamedText<'e>> {
        let adds = self.command == Command::Add;
        self.entry
            .custom()
            .iter()
            .filter(move |custom| !(adds && custom.text.is_empty()))
    }

    /// The value of a field as it is to be sent; `None` if the field is not sent.
    pub fn value(&self, field: Field) -> Option<CheckedValue<'e>> {
        let computed = match (field, self.duration) {
            (Field::Hours, Some(duration)) => Some(CheckedValue::Whole(duration.hours())),
            (Field::Minutes, Some(duration)) => Some(CheckedValue::Whole(duration.minutes())),
            (Field::DecimalHours, Some(_)) => return None,
            (Field::Date, _) => self.date.map(CheckedValue::Date),
            (Field::StartTime, _) => self.start.map(CheckedValue::Clock),
            (Field::EndTime, _) => self.end.map(CheckedValue::Clock),
            _ => None,
        };
        computed.or_else(|| match self.entry.value(field) {
            Value::Absent => None,
            Value::Empty if self.command == Command::Add => None,
            Value::Empty => Some(CheckedValue::Text("")),
            Value::Text(text) if field.kind() == Kind::Date => {
                Some(date::parse(text).map_or(CheckedValue::Text(text), CheckedValue::Date))
            }
            Value::Text(text) => Some(CheckedValue::Text(text)),
        })
    }

    /// The fields to send and their values, in the order of the table. The custom fields are apart,
    /// see [`CheckedEntry::custom`].
    pub fn fields(&self) -> impl Iterator<Item = (Field, CheckedValue<'e>)> {
        let checked = *self;
        Field::ALL
            .iter()
            .filter_map(move |&field| Some((field, checked.value(field)?)))
    }
}
