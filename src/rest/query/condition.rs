//! One condition: an attribute and what it is tested for.

use std::fmt;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use thiserror::Error;

use super::{Comparison, DayRelation, TextRelation};
use crate::rest::name;
use crate::task::{FieldName, Kind, Wire};
use crate::text::shortened;

/// What a field is tested for.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Test {
    /// It has no value.
    Empty,
    /// An id or quantity, compared with a number.
    Number(Comparison, Decimal),
    /// An id or quantity from this number to that one.
    NumberBetween(Decimal, Decimal),
    /// An id or quantity that is one of these numbers.
    AnyOf(Vec<Decimal>),
    /// A text or time of day, compared with a text.
    Text(TextRelation, String),
    /// A day or moment, compared with a day.
    Day(DayRelation, NaiveDate),
    /// A day or moment from this day to that one.
    DayBetween(NaiveDate, NaiveDate),
    /// A custom field that is a checkbox, set or not.
    Flag(bool),
}

/// One condition of a [`Query`](super::Query).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Condition {
    pub(super) field: FieldName<'static>,
    pub(super) test: Test,
    pub(super) is_negated: bool,
}

impl Condition {
    /// A field that passes a test. A custom field can be tested for anything, because what it holds only
    /// the account knows.
    ///
    /// # Errors
    ///
    /// [`ConditionError`] if the resource does not have the field, the test does not suit it, or the text
    /// cannot be written.
    pub fn new<'a>(field: impl Into<FieldName<'a>>, test: Test) -> Result<Self, ConditionError> {
        let field = field.into().into_owned();
        if name::of(&field).is_none() {
            let name = shortened(field.as_str()).into();
            return Err(ConditionError::NoAttribute { name });
        }
        check(&field, &test)?;
        Ok(Self {
            field,
            test,
            is_negated: false,
        })
    }

    /// The opposite: the same operator with `_NOT`, or without if it had it.
    #[must_use]
    pub fn negated(self) -> Self {
        Self {
            is_negated: !self.is_negated,
            ..self
        }
    }

    fn operator(&self) -> &'static str {
        match self.test {
            Test::Empty => "EMPTY",
            Test::Number(comparison, _) => comparison.as_str(),
            Test::NumberBetween(..) | Test::DayBetween(..) => "BETWEEN",
            Test::AnyOf(_) => "ANY_OF",
            Test::Text(relation, _) => relation.as_str(),
            Test::Day(relation, _) => relation.as_str(),
            Test::Flag(_) => "IS",
        }
    }
}

fn check(field: &FieldName<'_>, test: &Test) -> Result<(), ConditionError> {
    match test {
        Test::AnyOf(numbers) if numbers.is_empty() => return Err(ConditionError::NoNumbers),
        Test::Text(_, words) if words.contains('"') && words.contains('\'') => {
            return Err(ConditionError::BothQuotes);
        }
        // A year of other than four digits would be read as something else.
        Test::Day(_, day) => check_day(*day)?,
        Test::DayBetween(from, to) => {
            check_day(*from)?;
            check_day(*to)?;
        }
        _ => {}
    }
    let FieldName::Known(field) = field else {
        return Ok(());
    };
    let suits = matches!(
        (test, field.kind()),
        (Test::Empty, _)
            | (
                Test::Number(..) | Test::NumberBetween(..) | Test::AnyOf(_),
                Kind::Decimal | Kind::Id | Kind::Money | Kind::Whole,
            )
            | (Test::Text(..), Kind::Text | Kind::Clock)
            | (
                Test::Day(..) | Test::DayBetween(..),
                Kind::Date | Kind::DateTime
            )
    );
    if suits {
        return Ok(());
    }
    Err(ConditionError::Unsuited {
        field: field.name(Wire::Rest).unwrap_or_default(),
        kind: field.kind(),
    })
}

fn check_day(day: NaiveDate) -> Result<(), ConditionError> {
    use chrono::Datelike as _;
    match day.year() {
        0..=9999 => Ok(()),
        _ => Err(ConditionError::Year),
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let field = name::of(&self.field).unwrap_or_default();
        write!(formatter, "{field} {}", self.operator())?;
        if self.is_negated {
            formatter.write_str("_NOT")?;
        }
        match &self.test {
            Test::Empty => Ok(()),
            Test::Number(_, number) => write!(formatter, " {number}"),
            Test::NumberBetween(from, to) => write!(formatter, " [{from},{to}]"),
            Test::AnyOf(numbers) => {
                let numbers: Vec<String> = numbers.iter().map(Decimal::to_string).collect();
                write!(formatter, " [{}]", numbers.join(","))
            }
            Test::Text(_, text) if text.contains('"') => write!(formatter, " '{text}'"),
            Test::Text(_, text) => write!(formatter, " \"{text}\""),
            Test::Day(_, day) => write!(formatter, " \"{day}\""),
            Test::DayBetween(from, to) => write!(formatter, " [\"{from}\",\"{to}\"]"),
            Test::Flag(value) => write!(formatter, " {value}"),
        }
    }
}

/// A condition that cannot be.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[non_exhaustive]
pub enum ConditionError {
    /// The resource does not have the field.
    #[error("found the field {name:?}, expected an attribute of time entries or a custom field")]
    #[non_exhaustive]
    NoAttribute {
        /// The name, shortened.
        name: Box<str>,
    },
    /// The field holds something else.
    #[error("the test does not suit the field `{field}`, which holds a value of kind {kind}")]
    #[non_exhaustive]
    Unsuited {
        /// The name of its attribute.
        field: &'static str,
        /// What it holds.
        kind: Kind,
    },
    /// `ANY_OF` without numbers.
    #[error("found no numbers, expected at least one")]
    NoNumbers,
    /// A text that no quotes can hold.
    #[error("found a text with both kinds of quotes, expected one at most")]
    BothQuotes,
    /// A day whose year cannot be written.
    #[error("found a year outside 0 to 9999")]
    Year,
}
