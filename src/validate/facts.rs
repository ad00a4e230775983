//! An entry with its scalars read, once, for all rules to look at.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::finding::{Detail, Finding, Missing, Report};
use super::reference::{CurrentTask, Knowledge, Reference};
use super::rule::{Command, Rule, Severity};
use super::rules::Problem;
use super::settings::{PartialDuration, Settings};
use super::validator::Level;
use crate::task::{Entry, Field, FieldName, Id, Value, Wire};
use crate::time::duration::{Combination, Parts, combine};
use crate::time::{DateError, DecimalError, TimeOfDay, TimeOfDayError, date, decimal};

/// A field after reading its text.
#[derive(Clone, Copy, Debug)]
pub(super) enum Read<'e, T, E> {
    /// Not sent; on Add an empty text counts as this.
    Absent,
    /// Sent empty, on any command but Add: the value is to be cleared.
    Empty,
    Valid(T),
    Invalid(&'e str, E),
}

impl<'e, T: Copy, E> Read<'e, T, E> {
    fn of(value: Value<'e>, parse: impl FnOnce(&str) -> Result<T, E>) -> Self {
        match value {
            Value::Absent => Self::Absent,
            Value::Empty => Self::Empty,
            Value::Text(text) => match parse(text) {
                Ok(value) => Self::Valid(value),
                Err(error) => Self::Invalid(text, error),
            },
        }
    }

    pub(super) fn valid(&self) -> Option<T> {
        match self {
            Self::Valid(value) => Some(*value),
            _ => None,
        }
    }

    pub(super) fn is_sent(&self) -> bool {
        !matches!(self, Self::Absent)
    }
}

pub(super) type Clock<'e> = Read<'e, TimeOfDay, TimeOfDayError>;

/// What the three duration fields come to.
#[derive(Clone, Copy, Debug)]
pub(super) enum DurationFacts {
    /// None of the three is sent.
    Absent,
    /// At least one of them is no number.
    Unreadable,
    /// The account counts in days: nothing is computed.
    InDays,
    /// A Modify sends `hours` or `minutes` alone, and the stored other part is not known.
    Partial,
    /// Computed.
    Known {
        combination: Combination,
        /// Whether a stored part, or zero in its place, went into it.
        completed: bool,
    },
}

/// The entry, what is known around it, and its scalars.
pub(super) struct Facts<'e> {
    pub(super) entry: &'e Entry<'e>,
    pub(super) index: Option<u64>,
    pub(super) command: Command,
    pub(super) wire: Wire,
    pub(super) settings: &'e Settings,
    pub(super) reference: &'e dyn Reference,
    pub(super) levels: &'e [Level],
    /// The entry as stored; of use on Modify and Delete only.
    pub(super) current: Knowledge<CurrentTask>,
    pub(super) date: Read<'e, NaiveDate, DateError>,
    pub(super) start: Clock<'e>,
    pub(super) end: Clock<'e>,
    pub(super) decimal_hours: Read<'e, Decimal, DecimalError>,
    pub(super) hours: Read<'e, Decimal, DecimalError>,
    pub(super) minutes: Read<'e, i128, DecimalError>,
    pub(super) duration: DurationFacts,
}

impl<'e> Facts<'e> {
    pub(super) fn new(
        entry: &'e Entry<'e>,
        index: Option<u64>,
        command: Command,
        wire: Wire,
        settings: &'e Settings,
        reference: &'e dyn Reference,
        levels: &'e [Level],
    ) -> Self {
        let value = |field| sent(entry, command, field);
        let current = match (
            command,
            value(Field::Id)
                .text()
                .and_then(|text| Id::parse(text).ok()),
        ) {
            (Command::Modify | Command::Delete, Some(id)) => reference.task(id),
            _ => Knowledge::NotKnown,
        };
        let mut facts = Self {
            entry,
            index,
            command,
            wire,
            settings,
            reference,
            levels,
            current,
            date: Read::of(value(Field::Date), date::parse),
            start: Read::of(value(Field::StartTime), TimeOfDay::parse),
            end: Read::of(value(Field::EndTime), TimeOfDay::parse),
            decimal_hours: Read::of(value(Field::DecimalHours), decimal::parse),
            hours: Read::of(value(Field::Hours), decimal::parse),
            minutes: Read::of(value(Field::Minutes), decimal::parse_whole),
            duration: DurationFacts::Absent,
        };
        facts.duration = facts.combine();
        facts
    }

    fn combine(&self) -> DurationFacts {
        fn number<T: Copy, E>(read: &Read<'_, T, E>, zero: T) -> Result<Option<T>, ()> {
            match read {
                Read::Absent => Ok(None),
                // An empty duration field on Modify is zero [our reading].
                Read::Empty => Ok(Some(zero)),
                Read::Valid(value) => Ok(Some(*value)),
                Read::Invalid(..) => Err(()),
            }
        }
        let (Ok(decimal_hours), Ok(hours), Ok(minutes)) = (
            number(&self.decimal_hours, Decimal::ZERO),
            number(&self.hours, Decimal::ZERO),
            number(&self.minutes, 0),
        ) else {
            return DurationFacts::Unreadable;
        };
        let mut parts = Parts {
            decimal_hours,
            hours,
            minutes,
        };
        if parts == Parts::default() {
            return DurationFacts::Absent;
        }
        if self.settings.days_instead_of_hours {
            return DurationFacts::InDays;
        }
        let lonely = decimal_hours.is_none() && (hours.is_none() || minutes.is_none());
        let completed = self.command == Command::Modify && lonely;
        if completed && self.settings.modify_partial_duration == PartialDuration::Keep {
            let Some(stored) = self.current.record().and_then(|current| current.duration) else {
                return DurationFacts::Partial;
            };
            if hours.is_none() {
                // A duration of so many hours that a decimal cannot hold them is not stored anywhere.
                parts.hours =
                    Some(Decimal::try_from_i128_with_scale(stored.hours(), 0).unwrap_or_default());
            } else {
                parts.minutes = Some(stored.minutes());
            }
        }
        let settings = self.settings;
        combine(
            parts,
            settings.decimal_hours_with_minutes,
            settings.minute_rounding,
        )
        .map_or(DurationFacts::Absent, |combination| DurationFacts::Known {
            combination,
            completed,
        })
    }

    /// What stands in a field; on Add an empty text is an absent one.
    pub(super) fn value(&self, field: Field) -> Value<'e> {
        sent(self.entry, self.command, field)
    }

    /// The internal id in a field, unless the field is absent, wrong, or a look-up.
    pub(super) fn id(&self, field: Field) -> Option<Id> {
        let text = self.value(field).text()?;
        if self.entry.lookup(field).is_some() {
            None
        } else {
            Id::parse(text).ok()
        }
    }

    /// The id in a foreign key as the server will have it after the command: the one sent, or on
    /// Modify the stored one. An error if it is there but not known.
    pub(super) fn effective_id(
        &self,
        field: Field,
        stored: impl FnOnce(CurrentTask) -> Option<Id>,
    ) -> Result<Option<Id>, Missing> {
        if self.has_lookup(field) {
            Err(Missing::LookupTarget)
        } else if self.needs_stored(field) {
            Err(Missing::CurrentEntry)
        } else if self.command == Command::Modify && self.value(field) == Value::Absent {
            Ok(self.current.record().and_then(stored))
        } else {
            Ok(self.id(field))
        }
    }

    /// Whether the field is sent with a look-up instead of an internal id.
    pub(super) fn has_lookup(&self, field: Field) -> bool {
        self.value(field).text().is_some() && self.entry.lookup(field).is_some()
    }

    /// Whether the value of a field after a Modify is the stored one, and that is not known.
    pub(super) fn needs_stored(&self, field: Field) -> bool {
        self.command == Command::Modify
            && self.value(field) == Value::Absent
            && self.current == Knowledge::NotKnown
    }

    /// The date as the server will have it after the command.
    pub(super) fn effective_date(&self) -> Option<NaiveDate> {
        match self.date {
            Read::Absent if self.command == Command::Modify => {
                self.current.record().and_then(|current| current.date)
            }
            _ => self.date.valid(),
        }
    }

    /// Whether the command changes or removes a stored entry: Modify or Delete.
    pub(super) fn changes_stored(&self) -> bool {
        matches!(self.command, Command::Modify | Command::Delete)
    }

    /// Whether the command stores values: Add or Modify.
    pub(super) fn writes(&self) -> bool {
        matches!(self.command, Command::Add | Command::Modify)
    }

    /// Reports a problem at a field.
    #[cold]
    pub(super) fn report(
        &self,
        report: &mut Report,
        field: impl Into<FieldName<'static>>,
        problem: impl Into<Problem>,
    ) {
        let problem = problem.into();
        self.report_as(report, field, problem.rule().severity, problem);
    }

    /// Reports a problem at a field, with a severity that an interpretation decided.
    #[cold]
    pub(super) fn report_as(
        &self,
        report: &mut Report,
        field: impl Into<FieldName<'static>>,
        severity: Severity,
        problem: impl Into<Problem>,
    ) {
        let problem = problem.into();
        self.push(
            report,
            problem.rule(),
            severity,
            field.into(),
            Detail::Problem(problem),
        );
    }

    /// Reports that a rule could not be evaluated.
    #[cold]
    pub(super) fn unchecked(
        &self,
        report: &mut Report,
        field: Field,
        rule: &'static Rule,
        missing: Missing,
    ) {
        self.push(
            report,
            rule,
            Severity::Unchecked,
            field.into(),
            Detail::Unchecked(missing),
        );
    }

    fn push(
        &self,
        report: &mut Report,
        rule: &'static Rule,
        severity: Severity,
        field: FieldName<'static>,
        detail: Detail,
    ) {
        let level = self.levels.get(rule.index).copied().unwrap_or_default();
        if let Some(severity) = level.apply(severity) {
            report.push(Finding {
                rule,
                severity,
                entry: self.index,
                field: Some(field),
                detail,
            });
        }
    }
}

fn sent<'e>(entry: &'e Entry<'_>, command: Command, field: Field) -> Value<'e> {
    match entry.value(field) {
        Value::Empty if command == Command::Add => Value::Absent,
        value => value,
    }
}
