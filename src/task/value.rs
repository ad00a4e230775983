//! Typed values of fields and their canonical texts.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;
use thiserror::Error;

use super::field::Field;
use super::id::{Id, IdError};
use crate::text::shortened;
use crate::time::{
    DateError, DateTimeError, DecimalError, TimeOfDay, TimeOfDayError, date, decimal,
};

/// A type that a field of [`Task`](super::Task) can have: read from the text the server sends,
/// printed as the text the server takes.
pub(crate) trait FieldValue: Sized {
    /// `None` where the text stands for "no value".
    fn read(text: &str) -> Result<Option<Self>, ValueErrorKind>;

    fn print(&self) -> Cow<'_, str>;
}

impl FieldValue for TimeOfDay {
    fn read(text: &str) -> Result<Option<Self>, ValueErrorKind> {
        Ok(Some(Self::parse(text)?))
    }

    fn print(&self) -> Cow<'_, str> {
        self.to_string().into()
    }
}

impl FieldValue for NaiveDate {
    fn read(text: &str) -> Result<Option<Self>, ValueErrorKind> {
        // The database writes a missing date in this way.
        if text == "0000-00-00" {
            Ok(None)
        } else {
            Ok(Some(date::parse(text)?))
        }
    }

    fn print(&self) -> Cow<'_, str> {
        self.to_string().into()
    }
}

impl FieldValue for NaiveDateTime {
    fn read(text: &str) -> Result<Option<Self>, ValueErrorKind> {
        if matches!(text, "0000-00-00" | "0000-00-00 00:00:00") {
            Ok(None)
        } else {
            Ok(Some(date::parse_date_time(text)?))
        }
    }

    fn print(&self) -> Cow<'_, str> {
        self.format("%Y-%m-%d %H:%M:%S").to_string().into()
    }
}

impl FieldValue for Decimal {
    fn read(text: &str) -> Result<Option<Self>, ValueErrorKind> {
        Ok(Some(decimal::parse(text)?))
    }

    fn print(&self) -> Cow<'_, str> {
        self.to_string().into()
    }
}

impl FieldValue for Id {
    fn read(text: &str) -> Result<Option<Self>, ValueErrorKind> {
        // The database writes a missing foreign key as zero.
        match Self::parse(text) {
            Ok(id) => Ok(Some(id)),
            Err(IdError::Zero) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    fn print(&self) -> Cow<'_, str> {
        self.to_string().into()
    }
}

impl FieldValue for i64 {
    fn read(text: &str) -> Result<Option<Self>, ValueErrorKind> {
        let number = decimal::parse_whole(text)?;
        Self::try_from(number)
            .map(Some)
            .map_err(|_| DecimalError::TooManyDigits.into())
    }

    fn print(&self) -> Cow<'_, str> {
        self.to_string().into()
    }
}

impl FieldValue for String {
    fn read(text: &str) -> Result<Option<Self>, ValueErrorKind> {
        Ok(Some(text.to_owned()))
    }

    fn print(&self) -> Cow<'_, str> {
        self.into()
    }
}

/// A text that does not fit its field.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("{text:?} does not fit the field `{field}`, which holds a value of kind {}", field.kind())]
pub struct ValueError {
    field: Field,
    text: Box<str>,
    source: ValueErrorKind,
}

impl ValueError {
    pub(crate) fn new(field: Field, text: &str, source: ValueErrorKind) -> Self {
        let text = shortened(text).into();
        Self {
            field,
            text,
            source,
        }
    }

    /// The field.
    pub const fn field(&self) -> Field {
        self.field
    }
}

/// Why a text does not fit its field.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[non_exhaustive]
pub enum ValueErrorKind {
    /// Not a time of day.
    #[error(transparent)]
    Clock(#[from] TimeOfDayError),
    /// Not a date.
    #[error(transparent)]
    Date(#[from] DateError),
    /// Not a timestamp.
    #[error(transparent)]
    DateTime(#[from] DateTimeError),
    /// Not a number.
    #[error(transparent)]
    Decimal(#[from] DecimalError),
    /// Not an id.
    #[error(transparent)]
    Id(#[from] IdError),
}
