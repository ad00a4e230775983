//! Time entries by themselves, for the wire that has nothing else.

use suiteprojects::task::Id;

use super::Work;
use crate::store::{Condition, Search, StoreError, Stored};

impl Work<'_> {
    /// The time entry with this id.
    pub(crate) fn time_entry(&self, id: Id) -> Result<Option<Stored>, StoreError> {
        self.records.present("Task", id)
    }

    /// Shows all time entries, sorted by a field; the largest values come first if it is so marked.
    pub(crate) fn each_time_entry(
        &self,
        order: Option<(&str, bool)>,
        visit: impl FnMut(Stored),
    ) -> Result<(), StoreError> {
        let all = Search::present("Task", Condition::All(Vec::new()));
        self.records.each(&Search { order, ..all }, visit)
    }
}
