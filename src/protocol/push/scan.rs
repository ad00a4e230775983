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

/// The page is larger than the account allows.
const PAGE_TOO_LARGE: ErrorCode = ErrorCode::new(605);

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
    over: bool,
    /// A record of another user or day came: the server does not heed the condition.
    ignored: bool,
    doubt: Option<Undecided>,
}

impl Scan {
    pub(super) fn new(user: Option<Id>, date: NaiveDate, member: usize, most_pages: u32) -> Self {
        Self {
            user,
            date,
            members: vec![member],
            offset: 0,
            count: PAGE,
            pages_left: most_pages,
            seen: HashSet::new(),
            over: false,
            ignored: false,
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
        if refusal.code == PAGE_TOO_LARGE && half >= SMALLEST_PAGE {
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
                Ok(record) => {
                    self.ignored |= record.date.is_some_and(|date| date != self.date)
                        || (self.user.is_some()
                            && record.userid.is_some()
                            && record.userid != self.user);
                    is_new |= record.id.is_some_and(|id| self.seen.insert(id));
                }
                Err(error) => {
                    self.doubt = Some(Undecided::Unreadable);
                    is_new |= error.id().is_some_and(|id| self.seen.insert(id));
                }
            }
        }
        self.offset = self.offset.saturating_add(records.len() as u64);
        self.pages_left = self.pages_left.saturating_sub(1);
        // An account may have a lower limit than what was asked for, so a short page is the last one
        // only if it is empty or the next one brings nothing new.
        if records.is_empty() {
            self.over = true;
        } else if !is_new {
            // The server repeats itself: what lies behind cannot be reached.
            self.over = true;
            if records.len() >= self.count.get() {
                self.doubt.get_or_insert(Undecided::TooManyPages);
            }
        } else if self.pages_left == 0 {
            self.over = true;
            self.doubt.get_or_insert(Undecided::TooManyPages);
        }
    }

    pub(super) fn is_over(&self) -> bool {
        self.over
    }

    /// Whether all time entries that the user may see have come by, not only those of the day.
    pub(super) fn saw_everything(&self) -> bool {
        self.over && self.ignored && self.doubt.is_none()
    }

    /// Why this scan cannot say that an entry is not there, if it cannot.
    pub(super) fn doubt(&self) -> Option<Undecided> {
        self.doubt.clone()
    }
}
