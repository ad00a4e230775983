//! A list of REST in its course from page to page: what both clients share.

use std::collections::VecDeque;

use super::PageError;
use crate::client::Error;
use crate::protocol::Paging;
use crate::record::{FromRecord as _, Received};
use crate::rest::{List, Page};
use crate::task::Task;

/// A list in its course.
#[derive(Debug)]
pub(super) struct Listing {
    /// The page to read next.
    list: List,
    paging: Paging,
    ready: VecDeque<Result<Task, PageError>>,
    is_over: bool,
}

impl Listing {
    pub(super) fn new(list: List) -> Self {
        Self {
            paging: Paging::new(list.offset(), list.page_size()),
            list,
            ready: VecDeque::new(),
            is_over: false,
        }
    }

    /// The next time entry that is there, or why there is none.
    pub(super) fn item(&mut self) -> Option<Result<Task, PageError>> {
        let ready = self.ready.pop_front();
        if ready.is_some() || self.is_over || self.paging.next().is_some() {
            return ready;
        }
        self.is_over = true;
        let incomplete = self.paging.finish().err()?;
        Some(Err(PageError::Incomplete(incomplete)))
    }

    /// The page to read next, when no time entry is there; `None` if that was all.
    pub(super) fn page(&self) -> Option<List> {
        let is_over = self.is_over || self.paging.next().is_none();
        (!is_over).then(|| self.list.clone())
    }

    pub(super) fn received(&mut self, page: Result<Page, Error>) {
        match page {
            Ok(page) => {
                let id = |record: &crate::record::TaskRecord| record.task.id;
                let records = self.paging.received_of(page.records, page.has_more, id);
                self.list = self.list.clone().next();
                self.ready.extend(records.into_iter().map(|record| {
                    Task::from_record(Received::Task(Box::new(record))).map_err(PageError::Record)
                }));
            }
            Err(error) => {
                self.is_over = true;
                self.ready.push_back(Err(PageError::Call(error)));
            }
        }
    }
}
