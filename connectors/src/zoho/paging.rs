//! From page to page, to the end.

use std::collections::HashSet;

use thiserror::Error;

use super::{ListTimeEntries, TimeEntry, TimeEntryId, TimeEntryPage};
use crate::http::Listing;

/// Goes from page to page. What it is given and gives is data; a client sends and waits.
///
/// Pages are counted, so an entry that is made or deleted meanwhile shifts the others: one that comes
/// twice is handed on once, and one may be missed. Who needs all of a period lists it while nobody
/// writes, or twice.
#[derive(Clone, Debug)]
pub struct Paging {
    next: Option<ListTimeEntries>,
    seen: HashSet<TimeEntryId>,
}

impl Paging {
    /// Begins with this page.
    pub fn new(first: ListTimeEntries) -> Self {
        Self {
            next: Some(first),
            seen: HashSet::new(),
        }
    }

    /// The page to ask for; `None` after the last.
    pub const fn next(&self) -> Option<&ListTimeEntries> {
        self.next.as_ref()
    }

    /// Ends it before the last page.
    pub fn end(&mut self) {
        self.next = None;
    }

    /// Takes the page that was asked for, and hands on the entries that are new.
    ///
    /// # Errors
    ///
    /// [`PagingError`] if the server says that there are more and sends nothing new: it would never end.
    pub fn received(&mut self, page: TimeEntryPage) -> Result<Vec<TimeEntry>, PagingError> {
        let Some(asked) = self.next.take() else {
            return Ok(Vec::new());
        };
        let has_more = page.has_more(&asked);
        let mut entries = page.time_entries;
        entries.retain(|entry| self.seen.insert(entry.time_entry_id));
        if has_more {
            let next = asked.page().checked_add(1).filter(|_| !entries.is_empty());
            let next = next.ok_or(PagingError { page: asked.page() })?;
            self.next = Some(asked.with_page(next));
        }
        Ok(entries)
    }
}

impl Listing for Paging {
    type Call = ListTimeEntries;
    type Record = TimeEntry;

    fn next_call(&self) -> Option<&ListTimeEntries> {
        self.next()
    }

    fn take(&mut self, page: TimeEntryPage) -> (Vec<TimeEntry>, Option<String>) {
        match self.received(page) {
            Ok(entries) => (entries, None),
            Err(error) => (Vec::new(), Some(error.to_string())),
        }
    }

    fn end(&mut self) {
        Self::end(self);
    }
}

/// A listing that does not get on.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error(
    "page {page} of the listing has no time entry that the pages before had not, and the server says that more follow"
)]
#[non_exhaustive]
pub struct PagingError {
    /// The page.
    pub page: u32,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::super::{FilterBy, PageSize};
    use super::*;

    fn page(ids: &[u64], context: Option<serde_json::Value>) -> TimeEntryPage {
        let entries: Vec<_> = ids
            .iter()
            .map(|id| json!({"time_entry_id": id.to_string()}))
            .collect();
        let mut page = json!({"time_entries": entries});
        if let Some(context) = context {
            page["page_context"] = context;
        }
        serde_json::from_value(page).unwrap()
    }

    fn paging(size: u8) -> Paging {
        let list = ListTimeEntries::new(FilterBy::All);
        Paging::new(list.with_page_size(PageSize::new(size).unwrap()))
    }

    fn ids(entries: &[TimeEntry]) -> Vec<u64> {
        entries
            .iter()
            .map(|entry| entry.time_entry_id.get())
            .collect()
    }

    /// The forms of `page_context`: an object, an array with one, and none.
    #[test]
    fn the_server_says_whether_more_follow_in_three_ways() {
        for (context, more) in [
            (Some(json!({"has_more_page": true})), true),
            (Some(json!({"has_more_page": "true"})), true),
            (
                Some(json!([{"has_more_page": true, "report_name": "x"}])),
                true,
            ),
            (Some(json!({"has_more_page": false})), false),
            (Some(json!([{"has_more_page": false}])), false),
            // The page is full.
            (Some(json!({})), true),
            (Some(json!([])), true),
            (Some(json!(7)), true),
            (None, true),
        ] {
            let mut paging = paging(2);
            assert_eq!(
                ids(&paging.received(page(&[1, 2], context.clone())).unwrap()),
                [1, 2]
            );
            assert_eq!(
                paging.next().map(ListTimeEntries::page),
                more.then_some(2),
                "{context:?}"
            );
        }
        let mut paging = paging(2);
        paging.received(page(&[1], None)).unwrap();
        assert!(paging.next().is_none());
    }

    #[test]
    fn an_entry_that_moved_to_the_next_page_comes_once() {
        let mut paging = paging(2);
        paging.received(page(&[1, 2], None)).unwrap();
        assert_eq!(ids(&paging.received(page(&[2, 3], None)).unwrap()), [3]);
        assert_eq!(paging.next().map(ListTimeEntries::page), Some(3));
    }

    #[test]
    fn a_server_that_repeats_itself_is_not_asked_for_ever() {
        let mut paging = paging(2);
        let more = Some(json!({"has_more_page": true}));
        paging.received(page(&[1, 2], more.clone())).unwrap();
        let error = paging.received(page(&[1, 2], more)).unwrap_err();
        assert_eq!(
            error.to_string(),
            "page 2 of the listing has no time entry that the pages before had not, and the server says that more follow"
        );
        assert!(paging.next().is_none());
    }

    proptest! {
        /// Whatever the number of entries and the size of a page, all come, in order, and it ends.
        #[test]
        fn all_come(count in 0_u64..50, size in 1_u8..20, tells in any::<bool>()) {
            let all: Vec<u64> = (1..=count).collect();
            let mut paging = paging(size);
            let mut found = Vec::new();
            while let Some(list) = paging.next() {
                let first = (list.page() as usize - 1) * usize::from(size);
                let rest = &all[first.min(all.len())..];
                let now = &rest[..rest.len().min(usize::from(size))];
                let context = tells.then(|| json!({"has_more_page": rest.len() > now.len()}));
                let received = paging.received(page(now, context));
                // A last page that is full is followed by an empty one, if the server does not tell.
                found.extend(ids(&received.unwrap()));
            }
            prop_assert_eq!(found, all);
        }
    }
}
