//! From page to page of a Read.

use std::collections::HashSet;

use thiserror::Error;

use crate::api::PageSize;
use crate::error_code::ErrorCode;
use crate::task::Id;

/// The most pages of one Read unless told otherwise: ten million records.
const MOST_PAGES: u32 = 10_000;

/// Goes from page to page of a Read.
///
/// The XML API tells no total: a page with fewer records than were asked for is the last one. Nor
/// does it promise an order, so that a record may come twice when others are stored meanwhile;
/// records are told apart by their ids, and the second is left out. What is pushed off a page in the
/// same way is missed, unless the Read asks for an order that does not change.
///
/// ```
/// use suiteprojects::api::PageSize;
/// use suiteprojects::protocol::{Page, Paging};
/// use suiteprojects::task::Id;
///
/// let id = |number: &u64| Id::new(*number);
/// let size = PageSize::new(2).ok_or("no page")?;
/// let mut paging = Paging::new(0, size);
/// assert_eq!(paging.next(), Some(Page { offset: 0, size }));
/// assert_eq!(paging.received(vec![11, 12], id), [11, 12]);
/// // One was stored meanwhile, so that 12 comes once more.
/// assert_eq!(paging.next(), Some(Page { offset: 2, size }));
/// assert_eq!(paging.received(vec![12, 13], id), [13]);
/// assert_eq!(paging.next(), Some(Page { offset: 4, size }));
/// assert_eq!(paging.received(vec![14], id), [14]);
/// assert_eq!(paging.next(), None);
/// paging.finish()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Paging {
    page: Page,
    pages: u32,
    most_pages: u32,
    seen: HashSet<Id>,
    progress: Progress,
}

/// The part of all records that one Read asks for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Page {
    /// How many records come before it.
    pub offset: u64,
    /// How many records it has at most.
    pub size: PageSize,
}

#[derive(Clone, Copy, Debug)]
enum Progress {
    Reading,
    Complete,
    Incomplete(IncompleteRead),
}

impl Paging {
    /// Starts after so many records, with pages of this size.
    pub fn new(offset: u64, size: PageSize) -> Self {
        Self {
            page: Page { offset, size },
            pages: 0,
            most_pages: MOST_PAGES,
            seen: HashSet::new(),
            progress: Progress::Reading,
        }
    }

    /// Takes so many pages at most, instead of 10,000; at least 1.
    #[must_use]
    pub fn with_most_pages(self, most_pages: u32) -> Self {
        Self {
            most_pages: most_pages.max(1),
            ..self
        }
    }

    /// The page to read next; `None` if there is none.
    pub fn next(&self) -> Option<Page> {
        matches!(self.progress, Progress::Reading).then_some(self.page)
    }

    /// Takes the refusal of a page. Where the page is larger than the account allows, which only this
    /// refusal tells (605), the next one to read is half as large; not once a page was received.
    /// Says whether there is such a page.
    pub fn refused(&mut self, code: ErrorCode) -> bool {
        let smaller = PageSize::new(self.page.size.get() / 2);
        match smaller {
            Some(smaller) if self.pages == 0 && code == ErrorCode::READ_LIMIT_INVALID => {
                self.page.size = smaller;
                true
            }
            _ => {
                self.progress = Progress::Complete;
                false
            }
        }
    }

    /// Takes the records of a page and gives back those that did not come before. A record without an
    /// id cannot be told from others, and is always given back.
    pub fn received<T>(&mut self, records: Vec<T>, id: impl Fn(&T) -> Option<Id>) -> Vec<T> {
        let is_full = records.len() >= self.page.size.get();
        self.received_of(records, is_full, id)
    }

    /// The same where the answer says whether there is a further page, as REST does.
    pub fn received_of<T>(
        &mut self,
        mut records: Vec<T>,
        has_more: bool,
        id: impl Fn(&T) -> Option<Id>,
    ) -> Vec<T> {
        let page = self.page;
        records.retain(|record| id(record).is_none_or(|id| self.seen.insert(id)));
        self.pages += 1;
        let size = u64::try_from(page.size.get()).unwrap_or(u64::MAX);
        self.page.offset = page.offset.saturating_add(size);
        self.progress = if !has_more {
            Progress::Complete
        } else if records.is_empty() {
            Progress::Incomplete(IncompleteRead::NothingNew { page })
        } else if self.pages >= self.most_pages {
            Progress::Incomplete(IncompleteRead::MostPages { pages: self.pages })
        } else {
            Progress::Reading
        };
        records
    }

    /// Whether everything was read, once [`next`](Self::next) has no further page. A refusal is for the
    /// caller to tell.
    ///
    /// # Errors
    ///
    /// [`IncompleteRead`] if there may be more records than were read.
    pub const fn finish(&self) -> Result<(), IncompleteRead> {
        match self.progress {
            Progress::Reading | Progress::Complete => Ok(()),
            Progress::Incomplete(why) => Err(why),
        }
    }
}

/// Why a Read ended before a page that is certainly the last one.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[non_exhaustive]
pub enum IncompleteRead {
    /// A full page had no record that did not come before: the server may not heed the offset.
    #[error(
        "the page of {} records after the first {} had none that did not come before, expected further ones or a shorter page",
        .page.size.get(),
        .page.offset
    )]
    #[non_exhaustive]
    NothingNew {
        /// The page.
        page: Page,
    },
    /// There are more pages than may be read.
    #[error("there are more than {pages} pages, expected no more")]
    #[non_exhaustive]
    MostPages {
        /// How many pages were read.
        pages: u32,
    },
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn size(size: usize) -> PageSize {
        PageSize::new(size).unwrap()
    }

    #[allow(
        clippy::trivially_copy_pass_by_ref,
        reason = "the records of a page are passed by reference"
    )]
    fn id(number: &u64) -> Option<Id> {
        Id::new(*number)
    }

    #[test]
    fn a_full_page_with_nothing_new_is_no_end_of_the_records() {
        let mut paging = Paging::new(0, size(2));
        paging.received(vec![1, 2], id);
        assert!(paging.received(vec![2, 1], id).is_empty());
        assert_eq!(paging.next(), None);
        let page = Page {
            offset: 2,
            size: size(2),
        };
        assert_eq!(paging.finish(), Err(IncompleteRead::NothingNew { page }));
    }

    #[test]
    fn an_empty_page_ends_the_records() {
        let mut paging = Paging::new(100, size(2));
        assert_eq!(paging.next().map(|page| page.offset), Some(100));
        paging.received(vec![1, 2], id);
        paging.received(Vec::new(), id);
        assert_eq!((paging.next(), paging.finish()), (None, Ok(())));
    }

    #[test]
    fn the_first_page_gets_smaller_until_the_account_allows_it() {
        let mut paging = Paging::new(7, size(5));
        assert!(paging.refused(ErrorCode::READ_LIMIT_INVALID));
        assert_eq!(
            paging.next(),
            Some(Page {
                offset: 7,
                size: size(2)
            })
        );
        assert!(paging.refused(ErrorCode::READ_LIMIT_INVALID));
        assert!(!paging.refused(ErrorCode::READ_LIMIT_INVALID));
        assert_eq!(paging.next(), None);

        let mut paging = Paging::new(0, size(2));
        paging.received(vec![1, 2], id);
        assert!(!paging.refused(ErrorCode::READ_LIMIT_INVALID));
        assert!(!Paging::new(0, size(2)).refused(ErrorCode::UNKNOWN_FIELD));
    }

    #[test]
    fn records_without_ids_are_kept_until_the_most_pages() {
        let mut paging = Paging::new(0, size(1)).with_most_pages(3);
        let mut read = 0;
        while paging.next().is_some() {
            read += paging.received(vec![()], |()| None).len();
        }
        assert_eq!(read, 3);
        assert_eq!(paging.finish(), Err(IncompleteRead::MostPages { pages: 3 }));
    }

    proptest! {
        /// Whatever a server sends, reading ends, and no record is given twice.
        #[test]
        fn every_read_ends_and_repeats_nothing(
            pages in proptest::collection::vec(proptest::collection::vec(1_u64..30, 0..6), 1..12),
            page_size in 1_usize..5,
            most_pages in 1_u32..40,
        ) {
            let mut paging = Paging::new(0, size(page_size)).with_most_pages(most_pages);
            let mut given = Vec::new();
            let mut steps = 0_u32;
            let mut sent = pages.iter().cycle();
            while let Some(page) = paging.next() {
                prop_assert_eq!(page.offset, u64::from(steps) * page_size as u64);
                given.extend(paging.received(sent.next().unwrap().clone(), id));
                steps += 1;
                prop_assert!(steps <= most_pages);
            }
            let count = given.len();
            given.sort_unstable();
            given.dedup();
            prop_assert_eq!(given.len(), count);
        }

        /// A server that does as it should is read whole.
        #[test]
        fn a_faithful_server_is_read_whole(total in 0_u64..60, page_size in 1_usize..9) {
            let stored: Vec<u64> = (1..=total).collect();
            let mut paging = Paging::new(0, size(page_size));
            let mut read = Vec::new();
            while let Some(page) = paging.next() {
                let sent = stored
                    .iter()
                    .copied()
                    .skip(usize::try_from(page.offset).unwrap())
                    .take(page.size.get())
                    .collect();
                read.extend(paging.received(sent, id));
            }
            prop_assert_eq!(read, stored);
            prop_assert_eq!(paging.finish(), Ok(()));
        }
    }
}
