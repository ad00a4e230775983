//! The typed time entry.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;

use super::entry::Entry;
use super::field::Field;
use super::id::Id;
use super::received::NamedText;
use super::table::task_fields;
use super::value::{FieldValue, ValueError};
use crate::time::TimeOfDay;

/// The Rust type behind each kind of field.
macro_rules! rust_type {
    (Clock) => {
        TimeOfDay
    };
    (Date) => {
        NaiveDate
    };
    (DateTime) => {
        NaiveDateTime
    };
    (Decimal) => {
        Decimal
    };
    (Id) => {
        Id
    };
    (Money) => {
        Decimal
    };
    (Text) => {
        String
    };
    (Whole) => {
        i64
    };
}

pub(crate) use rust_type;

/// A field that the table does not have, by its name: mostly a custom field of an account, whose name
/// ends in `__c`.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct CustomField {
    /// The name, as it stands on the wire.
    pub name: String,
    /// The text; empty if the field is.
    pub text: String,
}

macro_rules! define_task {
    (
        both { $($variant:ident $member:ident; $rest:tt, $database:tt; $kind:tt, $access:ident $(, $required:ident)?; $description:literal;)* }
        rest_only { $($rest_variant:ident $rest_member:ident; $rest_rest:tt, $rest_database:tt; $rest_kind:tt, $rest_access:ident; $rest_description:literal;)* }
    ) => {
        /// A time entry with typed fields, as a Read returns it.
        ///
        /// `None` is a field that was not sent or had no value. For changing an entry on the server
        /// that is not enough to say; see [`TaskPatch`](super::TaskPatch).
        ///
        /// ```
        /// use suiteprojects::task::{Entry, Field, Task};
        ///
        /// let mut task = Task::default();
        /// task.set_text(Field::Date, "2026-01-05")?;
        /// task.minutes = Some(30);
        /// assert_eq!(Entry::from(&task).text(Field::Minutes), Some("30"));
        /// # Ok::<(), suiteprojects::task::ValueError>(())
        /// ```
        #[derive(Clone, Debug, Default, Eq, PartialEq)]
        #[non_exhaustive]
        pub struct Task {
            $(#[doc = $description] pub $member: Option<rust_type!($kind)>,)*
            $(#[doc = concat!($rest_description, " REST only.")] pub $rest_member: Option<rust_type!($rest_kind)>,)*
            /// The custom fields, in order.
            pub custom: Vec<CustomField>,
            /// The fields of an answer that are neither in the table nor custom, in order. They are
            /// never sent.
            pub unknown: Vec<CustomField>,
        }

        impl Task {
            /// The canonical text of a field, `None` if it has no value.
            pub fn text(&self, field: Field) -> Option<Cow<'_, str>> {
                match field {
                    $(Field::$variant => self.$member.as_ref().map(FieldValue::print),)*
                    $(Field::$rest_variant => self.$rest_member.as_ref().map(FieldValue::print),)*
                }
            }

            /// Reads a field from its text. An empty text, and what the server's database writes
            /// for a missing date or foreign key (`0000-00-00`, `0`), is no value.
            ///
            /// # Errors
            ///
            /// [`ValueError`] if the text does not fit the field, which then keeps its value.
            pub fn set_text(&mut self, field: Field, text: &str) -> Result<(), ValueError> {
                match field {
                    $(Field::$variant => set(&mut self.$member, field, text),)*
                    $(Field::$rest_variant => set(&mut self.$rest_member, field, text),)*
                }
            }
        }
    };
}

task_fields!(define_task);

fn set<T: FieldValue>(member: &mut Option<T>, field: Field, text: &str) -> Result<(), ValueError> {
    *member = if text.is_empty() {
        None
    } else {
        T::read(text).map_err(|error| ValueError::new(field, text, error))?
    };
    Ok(())
}

impl<'t> From<&'t Task> for Entry<'t> {
    /// The entry as it would be sent: each field that has a value, in canonical text.
    fn from(task: &'t Task) -> Self {
        let mut entry = Self::new();
        for &field in Field::ALL {
            if let Some(text) = task.text(field) {
                entry.set(field, text);
            }
        }
        for custom in &task.custom {
            entry.set_custom_field(&custom.name, &custom.text);
        }
        entry
    }
}

impl TryFrom<&Entry<'_>> for Task {
    type Error = ValueError;

    /// The typed form of an entry whose texts fit their fields.
    fn try_from(entry: &Entry<'_>) -> Result<Self, Self::Error> {
        match Self::from_answer(entry) {
            (task, None) => Ok(task),
            (_, Some(error)) => Err(error),
        }
    }
}

impl Task {
    /// What can be understood of an entry that the server sent, and the first text that does not fit
    /// its field, which then has no value.
    pub(crate) fn from_answer(entry: &Entry<'_>) -> (Self, Option<ValueError>) {
        let mut task = Self::default();
        let mut problem = None;
        for (field, text) in entry.fields() {
            if let Err(error) = task.set_text(field, text) {
                problem.get_or_insert(error);
            }
        }
        task.custom = named(entry.custom());
        task.unknown = named(entry.unknown());
        (task, problem)
    }
}

fn named(fields: &[NamedText<'_>]) -> Vec<CustomField> {
    fields
        .iter()
        .map(|field| CustomField {
            name: field.name.to_string(),
            text: field.text.to_string(),
        })
        .collect()
}
