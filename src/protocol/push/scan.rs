//! Reading all time entries of a day, page by page.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::lookup::Undecided;
use super::question::{Question, page_size};
use crate::api::{PageSize, Refusal};
use crate::error_code::ErrorCode;
use crate::record::RecordError;
use crate::task::{Id, Task};

/// Records asked for at once: ten days of this many, a kilobyte or two each, stay far below the
/// bound of an answer.
const PAGE: PageSize = page_size(500);

/// An account that takes even less than this is not asked further.
const SMALLEST_PAGE: usize = 10;

#[derive(Debug)]
pub(super) struct Scan {
    user: Option<Id>,
    date: NaiveDate,
    /// The entries that are looked for, by their index in the look-up.
    pub(super) members: Vec<usize>,
    offset: u64,
    count: PageSize,
    pages_left: u32,
    seen: HashSet<Id>,
    /// The ids on the first page, if each record there had one.
    first_page: Vec<Id>,
    over: bool,
    doubt: Option<Undecided>,
}

impl Scan {
    pub(super) fn new(user: Option<Id>, date: NaiveDate, most_pages: u32) -> Self {
        Self {
            user,
            date,
            members: Vec::new(),
            offset: 0,
            count: PAGE,
            pages_left: most_pages,
            seen: HashSet::new(),
            first_page: Vec::new(),
            over: false,
            doubt: None,
        }
    }

    pub(super) fn is_of(&self, user: Option<Id>, date: NaiveDate) -> bool {
        (self.user, self.date) == (user, date)
    }

    pub(super) fn question(&self) -> Question {
        Question::Day {
            user: self.user,
            date: self.date,
            offset: self.offset,
            count: self.count,
        }
    }

    pub(super) fn on_refusal(&mut self, refusal: Refusal) {
        let half = self.count.get() / 2;
        if refusal.code == ErrorCode::READ_LIMIT_INVALID && half >= SMALLEST_PAGE {
            self.count = page_size(half);
            return;
        }
        self.over = true;
        self.doubt = Some(Undecided::Refused(refusal));
    }

    pub(super) fn on_page(&mut self, records: &[Result<Task, RecordError>]) {
        let mut is_new = false;
        for record in records {
            match record {
                Ok(record) => is_new |= record.id.is_some_and(|id| self.seen.insert(id)),
                Err(error) => {
                    self.doubt = Some(Undecided::Unreadable);
                    is_new |= error.id().is_some_and(|id| self.seen.insert(id));
                }
            }
        }
        if self.offset == 0 {
            let ids = records.iter().map(|record| record.as_ref().ok()?.id);
            self.first_page = ids.collect::<Option<_>>().unwrap_or_default();
        }
        self.offset = self.offset.saturating_add(records.len() as u64);
        self.pages_left = self.pages_left.saturating_sub(1);
        // An account may have a lower limit than what was asked for, so a short page is the last one
        // only if nothing comes behind it. If the server repeats itself then, it does not heed the
        // offset, and what it did not show cannot be reached.
        if records.is_empty() {
            self.over = true;
        } else if !is_new {
            self.over = true;
            self.doubt.get_or_insert(Undecided::RepeatedPage);
        } else if self.pages_left == 0 {
            self.over = true;
            self.doubt.get_or_insert(Undecided::TooManyPages);
        }
    }

    pub(super) fn is_over(&self) -> bool {
        self.over
    }

    /// Ends this scan if another one that is over answers for it: both began with the same records, so
    /// the server heeds nothing in which they differ, and all that it has to show has come by. That tells
    /// nothing where only one of them is of a user: the records of the user may be those that a whole day
    /// begins with.
    pub(super) fn end_like(&mut self, other: &Self) {
        if !self.over
            && self.user.is_some() == other.user.is_some()
            && !self.first_page.is_empty()
            && self.first_page == other.first_page
        {
            self.over = true;
            self.doubt = self.doubt.take().or_else(|| other.doubt());
        }
    }

    /// Why this scan cannot say that an entry is not there, if it cannot.
    pub(super) fn doubt(&self) -> Option<Undecided> {
        self.doubt.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a scan that begins with the one record of a user's day ends with the scan of that day.
    fn ends(user: Option<u64>, day: u32) -> bool {
        let record = Task {
            id: Id::new(1_000),
            ..Task::default()
        };
        let scan = |user: Option<u64>, day| {
            let date = NaiveDate::from_ymd_opt(2026, 1, day).unwrap();
            let mut scan = Scan::new(user.and_then(Id::new), date, 200);
            scan.on_page(&[Ok(record.clone())]);
            scan
        };
        let mut first = scan(Some(1), 5);
        first.on_page(&[]);
        assert!(first.is_over());
        let mut second = scan(user, day);
        second.end_like(&first);
        second.is_over()
    }

    #[test]
    fn a_scan_ends_with_another_only_where_the_condition_cannot_be_heeded() {
        assert!(ends(Some(2), 5));
        assert!(ends(Some(1), 6));
        // The next page of the day of all users may have more, though it begins like that of one.
        assert!(!ends(None, 5));
        assert!(!ends(None, 6));
    }
}
