//! A change of a time entry, for Modify.

use chrono::{NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;

use super::entry::Entry;
use super::field::{Field, Kind};
use super::id::Id;
use super::record::{CustomField, rust_type};
use super::table::task_fields;
use super::value::FieldValue;
use crate::time::TimeOfDay;

/// What a Modify does to one field. `Option` cannot say it: an absent element keeps the stored
/// value, an empty one clears it.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Change<T> {
    /// The stored value stays; nothing is sent.
    #[default]
    Keep,
    /// The stored value is cleared.
    Clear,
    /// The stored value becomes this one.
    Set(T),
}

impl<T> From<T> for Change<T> {
    fn from(value: T) -> Self {
        Self::Set(value)
    }
}

macro_rules! define_patch {
    (
        both { $($variant:ident $member:ident; $rest:tt, $database:tt; $kind:tt, $access:ident $(, $required:ident)?; $description:literal;)* }
        rest_only { $($ignored:tt)* }
    ) => {
        /// A change of a time entry: for each field keep, clear or set.
        ///
        /// Clearing `start_time` or `end_time` sends `00:00:00`, as the vendor's page demands.
        ///
        /// ```
        /// use suiteprojects::task::{Change, Entry, Field, Id, TaskPatch, Value};
        ///
        /// let mut patch = TaskPatch::of(Id::new(5512).ok_or("zero")?);
        /// patch.notes = Change::Clear;
        /// patch.start_time = Change::Clear;
        /// let entry = Entry::from(&patch);
        /// assert_eq!(entry.value(Field::Notes), Value::Empty);
        /// assert_eq!(entry.value(Field::StartTime), Value::Text("00:00:00"));
        /// assert_eq!(entry.value(Field::Hours), Value::Absent);
        /// # Ok::<(), &str>(())
        /// ```
        #[derive(Clone, Debug, Default, Eq, PartialEq)]
        #[non_exhaustive]
        pub struct TaskPatch {
            $(#[doc = $description] pub $member: Change<rust_type!($kind)>,)*
            /// The custom fields that change, in order; an empty text clears.
            pub custom: Vec<CustomField>,
        }

        impl<'p> From<&'p TaskPatch> for Entry<'p> {
            /// The entry as a Modify would send it.
            fn from(patch: &'p TaskPatch) -> Self {
                let mut entry = Self::new();
                $(place(&mut entry, Field::$variant, &patch.$member);)*
                for custom in &patch.custom {
                    entry.set_custom_field(&custom.name, &custom.text);
                }
                entry
            }
        }
    };
}

task_fields!(define_patch);

impl TaskPatch {
    /// A change of the entry with this id that keeps everything, until members are set.
    #[must_use]
    pub fn of(id: Id) -> Self {
        Self {
            id: Change::Set(id),
            ..Self::default()
        }
    }
}

fn place<'p, T: FieldValue>(entry: &mut Entry<'p>, field: Field, change: &'p Change<T>) {
    match change {
        Change::Keep => {}
        Change::Clear if field.kind() == Kind::Clock => {
            entry.set(field, "00:00:00");
        }
        Change::Clear => {
            entry.set(field, "");
        }
        Change::Set(value) => {
            entry.set(field, value.print());
        }
    }
}
