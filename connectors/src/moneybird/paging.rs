//! Goes through a list to its end.

use std::collections::HashSet;

use thiserror::Error;

use super::page::{List, Page};
use crate::http::Listing;

/// A list on its way to the end, page by page, without input or output.
///
/// Pages are numbered, so what is made or deleted meanwhile moves records from one page to another. One
/// that comes twice is given once. Whether one was passed over shows in the total that each page tells:
/// if that changes, or is not reached, the list is [incomplete](IncompleteList), and has to be read again.
///
/// ```
/// use suiteprojects_connectors::moneybird::{
///     AdministrationId, Call, Filter, ListTimeEntries, Paging, Period, Response, TimeEntry,
/// };
///
/// fn read_all(
///     list: ListTimeEntries,
///     send: impl Fn(&ListTimeEntries) -> Response,
/// ) -> Result<Vec<TimeEntry>, Box<dyn std::error::Error>> {
///     let mut paging = Paging::new(list);
///     let mut entries = Vec::new();
///     while let Some(list) = paging.next_call() {
///         let page = list.decode(&send(list))?;
///         entries.extend(paging.answered(page)?);
///     }
///     Ok(entries)
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Paging<L> {
    next: Option<L>,
    seen: HashSet<Box<str>>,
    total: Option<u64>,
    has_changed: bool,
}

impl<L: List + Clone> Paging<L> {
    /// A list of which nothing was read yet.
    pub fn new(list: L) -> Self {
        Self {
            next: Some(list),
            seen: HashSet::new(),
            total: None,
            has_changed: false,
        }
    }

    /// What to call next; `None` at the end.
    pub const fn next_call(&self) -> Option<&L> {
        self.next.as_ref()
    }

    /// Takes a page, and gives its records that are new.
    ///
    /// # Errors
    ///
    /// It is the last page and the list is incomplete. Its records are in the error.
    pub fn answered(
        &mut self,
        page: Page<L::Record>,
    ) -> Result<Vec<L::Record>, IncompleteList<L::Record>> {
        let Page {
            mut records,
            next,
            total,
        } = page;
        records.retain(|record| self.seen.insert(L::id(record).into()));
        if let (Some(before), Some(now)) = (self.total, total) {
            self.has_changed |= before != now;
        }
        self.total = total.or(self.total);
        self.next = self
            .next
            .take()
            .and_then(|list| Some(list.with_page(next?)));
        if self.next.is_some() {
            return Ok(records);
        }
        let seen = self.seen.len() as u64;
        match self.total {
            Some(total) if self.has_changed || seen < total => Err(IncompleteList {
                records,
                seen,
                total,
            }),
            _ => Ok(records),
        }
    }
}

impl<L: List + Clone> Listing for Paging<L> {
    type Call = L;
    type Record = L::Record;

    fn next_call(&self) -> Option<&L> {
        Self::next_call(self)
    }

    fn take(&mut self, page: Page<L::Record>) -> (Vec<L::Record>, Option<String>) {
        match self.answered(page) {
            Ok(records) => (records, None),
            Err(incomplete) => {
                let wrong = incomplete.to_string();
                (incomplete.records, Some(wrong))
            }
        }
    }

    fn end(&mut self) {
        self.next = None;
    }
}

/// A list that changed while it was read, or ended early: records may have been passed over.
#[derive(Clone, Debug, Error, Eq, PartialEq)]
#[error(
    "the list changed while it was read: {seen} records came, and the server tells of {total}; read it again"
)]
#[non_exhaustive]
pub struct IncompleteList<T> {
    /// The records of the last page that are new.
    pub records: Vec<T>,
    /// How many records came, each counted once.
    pub seen: u64,
    /// How many there are, by the last page that told it.
    pub total: u64,
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU32;

    use super::super::{AdministrationId, ListProjects, Project};
    use super::*;

    fn page(ids: &[u32], next: u32, total: Option<u64>) -> Page<Project> {
        let project = |id: &u32| {
            let json = format!(r#"{{"id":{id},"name":"P","state":"active"}}"#);
            serde_json::from_str(&json).unwrap()
        };
        Page {
            records: ids.iter().map(project).collect(),
            next: NonZeroU32::new(next),
            total,
        }
    }

    fn paging() -> Paging<ListProjects> {
        Paging::new(ListProjects::new(AdministrationId::parse("1").unwrap()))
    }

    fn ids(records: &[Project]) -> Vec<&str> {
        records.iter().map(|record| record.id.as_str()).collect()
    }

    fn number(paging: &Paging<ListProjects>) -> Option<u32> {
        paging.next_call().map(|list| list.page().get())
    }

    #[test]
    fn to_the_end() {
        let mut paging = paging();
        assert_eq!(number(&paging), Some(1));
        let records = paging.answered(page(&[1, 2], 2, Some(3))).unwrap();
        assert_eq!(ids(&records), ["1", "2"]);
        assert_eq!(number(&paging), Some(2));
        let records = paging.answered(page(&[3], 0, Some(3))).unwrap();
        assert_eq!(ids(&records), ["3"]);
        assert_eq!(number(&paging), None);
    }

    /// One was made at the front: the last of the first page is the first of the second.
    #[test]
    fn what_comes_twice_is_given_once() {
        let mut paging = paging();
        paging.answered(page(&[1, 2], 2, None)).unwrap();
        let records = paging.answered(page(&[2, 3], 0, None)).unwrap();
        assert_eq!(ids(&records), ["3"]);
    }

    /// One of the first page was deleted: the first of the second page is on the first now.
    #[test]
    fn what_was_passed_over_shows() {
        let mut paging = paging();
        paging.answered(page(&[1, 2], 2, Some(4))).unwrap();
        let incomplete = paging.answered(page(&[4], 0, Some(3))).unwrap_err();
        assert_eq!(ids(&incomplete.records), ["4"]);
        assert_eq!(
            incomplete.to_string(),
            "the list changed while it was read: 3 records came, and the server tells of 3; read it again"
        );
    }

    #[test]
    fn a_list_that_ends_early() {
        let incomplete = paging().answered(page(&[1], 0, Some(2))).unwrap_err();
        assert_eq!((incomplete.seen, incomplete.total), (1, 2));
        assert_eq!(paging().answered(page(&[], 0, None)), Ok(vec![]));
    }
}
