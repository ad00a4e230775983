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

/// What comes next.
pub(super) enum Next {
    /// A time entry, or why there is none.
    Item(Result<Task, PageError>),
    /// A page has to be read first.
    Read(List),
    /// That was all.
    End,
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

    pub(super) fn next(&mut self) -> Next {
        if let Some(item) = self.ready.pop_front() {
            return Next::Item(item);
        }
        if self.is_over {
            return Next::End;
        }
        if self.paging.next().is_some() {
            return Next::Read(self.list.clone());
        }
        self.is_over = true;
        match self.paging.finish() {
            Ok(()) => Next::End,
            Err(why) => Next::Item(Err(PageError::Incomplete(why))),
        }
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
