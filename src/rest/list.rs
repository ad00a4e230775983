//! `GET` without an id: a page of the time entries that pass a query.

use super::{
    Method, Query, Reply, ReplyError, Request, RequestError, RestCommand, Selection, name,
};
use crate::api::{Command, Direction, PageSize};
use crate::record::TaskRecord;
use crate::task::Field;

/// The attribute that a list is sorted by.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Order {
    pub(super) field: Field,
    pub(super) direction: Direction,
}

impl Order {
    /// Sorted by this field.
    ///
    /// # Errors
    ///
    /// [`RequestError`] if the resource does not have it.
    pub fn by(field: Field, direction: Direction) -> Result<Self, RequestError> {
        match name::of(&field.into()) {
            Some(_) => Ok(Self { field, direction }),
            None => Err(RequestError::no_attribute(&field.into())),
        }
    }

    /// The field.
    pub const fn field(self) -> Field {
        self.field
    }

    /// The direction.
    pub const fn direction(self) -> Direction {
        self.direction
    }
}

/// The value of the parameter `orderBy`.
impl std::fmt::Display for Order {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = match self.direction {
            Direction::Ascending => '+',
            Direction::Descending => '-',
        };
        let name = self.field.name(crate::task::Wire::Rest).unwrap_or_default();
        write!(formatter, "{sign}{name}")
    }
}

/// Reads a page of the time entries that pass a query.
///
/// ```
/// use suiteprojects::api::PageSize;
/// use suiteprojects::rest::{List, Query, Reply, RestCommand};
///
/// let list = List::new()
///     .with_query(Query::parse("userId EQUAL 5")?)
///     .with_page_size(PageSize::new(2).ok_or("too many")?)
///     .at_page(1);
/// assert_eq!(list.request().target(), "/rest/v1/time-entries/?q=userId%20EQUAL%205&limit=2&offset=2");
///
/// let page = list.read(&Reply::new(200, br#"{
///     "data": [{"id": 5512, "userId": 5}],
///     "meta": {"rowsPerPage": 2, "totalPages": 2, "totalRows": 3, "links": [{"rel": "prev", "href": "https://acme.example/"}]},
///     "message": "success"
/// }"#))?;
/// assert_eq!(page.total_rows, Some(3));
/// assert!(!page.has_more);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct List {
    query: Option<Query>,
    selection: Option<Selection>,
    order: Option<Order>,
    page_size: PageSize,
    page: u64,
}

impl List {
    /// Reads all time entries, in pages of the largest size, from the first.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads those that pass the query.
    #[must_use]
    pub fn with_query(self, query: impl Into<Query>) -> Self {
        Self {
            query: Some(query.into()),
            ..self
        }
    }

    /// Asks for some attributes.
    #[must_use]
    pub fn with_fields(self, selection: Selection) -> Self {
        Self {
            selection: Some(selection),
            ..self
        }
    }

    /// Sorts them. Equal ones are sorted by id.
    #[must_use]
    pub fn with_order(self, order: Order) -> Self {
        Self {
            order: Some(order),
            ..self
        }
    }

    /// Sets how many a page has (`limit`).
    #[must_use]
    pub fn with_page_size(self, page_size: PageSize) -> Self {
        Self { page_size, ..self }
    }

    /// Reads this page, counted from 0. The parameter `offset` has to be a multiple of the size of a
    /// page, so pages are what is counted.
    #[must_use]
    pub fn at_page(self, page: u64) -> Self {
        Self { page, ..self }
    }

    /// The list from the page behind this one.
    #[must_use]
    pub fn next(self) -> Self {
        let page = self.page.saturating_add(1);
        self.at_page(page)
    }

    /// How many time entries a page has.
    pub const fn page_size(&self) -> PageSize {
        self.page_size
    }

    /// How many time entries stand before the page.
    pub fn offset(&self) -> u64 {
        self.page.saturating_mul(self.page_size.get() as u64)
    }
}

impl Command for List {
    type Answer = Page;

    fn is_read_only(&self) -> bool {
        true
    }
}

impl RestCommand for List {
    fn request(&self) -> Request {
        Request::to(Method::Get)
            .with("q", self.query.as_ref())
            .with("fields", self.selection.as_ref())
            .with("orderBy", self.order.as_ref())
            .with("limit", Some(self.page_size.get()))
            .with("offset", Some(self.offset()))
    }

    fn read(&self, reply: &Reply<'_>) -> Result<Page, ReplyError> {
        let content = reply.content()?;
        let mut records = Vec::new();
        content.each(|element| {
            let record = super::read_task(element.text);
            records.push(record.map_err(|error| error.shifted(element.offset))?);
            Ok(())
        })?;
        let read = self.offset().saturating_add(records.len() as u64);
        let has_more = match (&content.meta.links, content.meta.total_rows) {
            _ if records.is_empty() => false,
            (Some(links), _) if links.iter().any(|link| link == "next") => true,
            (_, Some(total)) => read < total,
            (Some(_), None) => false,
            (None, None) => records.len() >= self.page_size.get(),
        };
        Ok(Page {
            records,
            total_rows: content.meta.total_rows,
            has_more,
        })
    }
}

/// A page of a list.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Page {
    /// The time entries.
    pub records: Vec<TaskRecord>,
    /// How many there are on all pages, if the reply says so.
    pub total_rows: Option<u64>,
    /// Whether there is a page behind: by the link to it, else by the number of all, else by whether this
    /// one is full. Nothing comes behind an empty page.
    pub has_more: bool,
}
