//! From page to page, to the end.

use thiserror::Error;

use super::{ElapsedItem, ElapsedItemPage, ListElapsedItems};
use crate::http::Listing;

/// Goes from page to page by the last id, so that no record is missed or comes twice while others are made or
/// deleted. One that is made meanwhile has a greater id and comes at the end.
#[derive(Clone, Debug)]
pub struct Paging(Option<ListElapsedItems>);

impl Paging {
    /// Begins with this page.
    pub const fn new(first: ListElapsedItems) -> Self {
        Self(Some(first))
    }

    /// Takes the page that was asked for.
    ///
    /// # Errors
    ///
    /// [`PagingError`] if the server says that there are more and does not get on: it would never end.
    pub fn received(&mut self, page: ElapsedItemPage) -> Result<Vec<ElapsedItem>, PagingError> {
        let Some(asked) = self.0.take() else {
            return Ok(Vec::new());
        };
        if page.has_more {
            let before = asked.last_before();
            let last = page.items.iter().filter_map(|item| item.id.value()).max();
            let last = last.filter(|last| before.is_none_or(|before| **last > before));
            self.0 = Some(asked.after(*last.ok_or(PagingError)?));
        }
        Ok(page.items)
    }
}

impl Listing for Paging {
    type Call = ListElapsedItems;
    type Record = ElapsedItem;

    fn next_call(&self) -> Option<&ListElapsedItems> {
        self.0.as_ref()
    }

    fn take(&mut self, page: ElapsedItemPage) -> (Vec<ElapsedItem>, Option<String>) {
        match self.received(page) {
            Ok(items) => (items, None),
            Err(error) => (Vec::new(), Some(error.to_string())),
        }
    }

    fn end(&mut self) {
        self.0 = None;
    }
}

/// A list that does not get on.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("a page of the list has no record with a greater id, and the server says that more follow")]
#[non_exhaustive]
pub struct PagingError;
