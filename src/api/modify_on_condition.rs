//! `ModifyOnCondition`: changes stored records that nobody else has changed.

use chrono::NaiveDateTime;

use super::modify::{records_with_ids, tasks_with_ids};
use super::{Command, CommandError, CommandName, Outcome, Stored};
use crate::record::Record;
use crate::validate::CheckedEntry;

/// Changes stored records like [`Modify`](super::Modify), each only if its `updated` is not later
/// than a moment, usually that at which it was read. If it is, the server refuses with 1200
/// ([`CONDITION_NOT_MET`](crate::error_code::ErrorCode::CONDITION_NOT_MET)) and leaves it as it is.
///
/// The moment counts for all records of the command. To give each its own, put a command for each
/// in a list.
///
/// ```
/// use suiteprojects::api::ModifyOnCondition;
/// use suiteprojects::record::Record;
/// use suiteprojects::time::date;
///
/// let invoice = Record::new("Invoice")?.with_field("id", "476").with_field("notes", "paid");
/// let read_at = date::parse_date_time("2026-03-14 08:35:43")?;
/// let records = [invoice];
/// let modify = ModifyOnCondition::records(&records, read_at)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ModifyOnCondition<'a, O> {
    pub(crate) objects: &'a [O],
    pub(crate) not_updated_after: NaiveDateTime,
    pub(crate) together: bool,
}

impl<'a, 'e> ModifyOnCondition<'a, CheckedEntry<'e>> {
    /// Changes time entries, which were checked for Modify. The moment is in the time of the
    /// server, to the second; parts of a second are cut off.
    ///
    /// # Errors
    ///
    /// [`CommandError`] if there are too many, or one was checked for another command or has no id.
    pub fn tasks(
        entries: &'a [CheckedEntry<'e>],
        not_updated_after: NaiveDateTime,
    ) -> Result<Self, CommandError> {
        tasks_with_ids(CommandName::ModifyOnCondition, entries)?;
        Ok(Self {
            objects: entries,
            not_updated_after,
            together: false,
        })
    }
}

impl<'a> ModifyOnCondition<'a, Record> {
    /// Changes records of other types; the types may differ. The moment is in the time of the
    /// server, to the second; parts of a second are cut off.
    ///
    /// # Errors
    ///
    /// [`CommandError`] if there are too many, or one has no id.
    pub fn records(
        records: &'a [Record],
        not_updated_after: NaiveDateTime,
    ) -> Result<Self, CommandError> {
        records_with_ids(CommandName::ModifyOnCondition, records)?;
        Ok(Self {
            objects: records,
            not_updated_after,
            together: false,
        })
    }
}

impl<O> ModifyOnCondition<'_, O> {
    /// Sends records of one type that follow each other in one command instead of one each, which
    /// saves bytes and counts as one command. If the server then refuses, it says so once for all
    /// of them ([`Doubt::Grouped`](super::Doubt::Grouped)).
    #[must_use]
    pub const fn together(self) -> Self {
        Self {
            together: true,
            ..self
        }
    }
}

impl<O> Command for ModifyOnCondition<'_, O> {
    type Answer = Vec<Outcome<Stored>>;

    fn is_read_only(&self) -> bool {
        false
    }
}
