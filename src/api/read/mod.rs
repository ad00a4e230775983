//! `Read`: finds records.

mod filter;
mod method;
mod one_or_more;
mod options;
mod page;
mod search;

use std::fmt;
use std::marker::PhantomData;

use super::{Command, CommandError, CommandName, Refusal};
use crate::element::Element;
use crate::error_code::ErrorCode;
use crate::record::{ErrorText, FromRecord, RecordError, TypedRecord, is_object_type};
use crate::task::Id;
use crate::text::shortened;

pub use filter::{DateFilter, DateRelation, Filter, OtherFilter};
pub use method::Method;
pub use one_or_more::OneOrMore;
pub(crate) use options::Options;
pub use options::{Deleted, Direction, Flags};
pub use page::PageSize;
pub use search::Search;

/// Finds records of one type, a page at a time.
///
/// `T` is what a record is turned into: [`Task`](crate::task::Task), one of the typed
/// [records](crate::record), or [`Element`] for a type that is given by name, see [`Read::of`].
///
/// The answer has the records in the order of the server. A record that cannot be understood is an
/// error in its place; the others are not lost with it. That nothing was found is an empty list,
/// whether the server says it with 601 or with an empty result.
///
/// ```
/// use chrono::NaiveDate;
/// use suiteprojects::api::{Direction, Filter, PageSize, Read, Search};
/// use suiteprojects::task::Task;
///
/// let last_year = NaiveDate::from_ymd_opt(2025, 12, 31).ok_or("no such day")?;
/// let read = Read::<Task>::equal_to(Search::new().with_field("userid", "251"))
///     .with_filter(Filter::newer_than("date", last_year))
///     .with_order("id", Direction::Ascending);
/// let next = read.clone().with_page(1_000, read.page_size());
/// assert_eq!(next.offset(), 1_000);
/// # Ok::<(), &str>(())
/// ```
pub struct Read<T = Element> {
    pub(crate) object_type: String,
    pub(crate) method: Method,
    pub(crate) filters: Vec<Filter>,
    pub(crate) offset: u64,
    pub(crate) page_size: PageSize,
    pub(crate) options: Options,
    record: PhantomData<fn() -> T>,
}

impl Read<Element> {
    /// Finds records of the type with this name, as generic trees.
    ///
    /// ```
    /// use suiteprojects::api::{Method, Read};
    ///
    /// let slips = Read::of("Slip", Method::All)?;
    /// assert_eq!(slips.object_type(), "Slip");
    /// # Ok::<(), suiteprojects::api::CommandError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`CommandError`] if it is no name of an object type.
    pub fn of(object_type: &str, method: Method) -> Result<Self, CommandError> {
        if !is_object_type(object_type) {
            return Err(CommandError::ObjectType {
                command: CommandName::Read,
                object_type: shortened(object_type).into(),
                reason: "not the name of an object type such as Customer",
            });
        }
        Ok(Self::with(object_type, method))
    }
}

impl<T: TypedRecord> Read<T> {
    /// Finds records by this method.
    pub fn new(method: Method) -> Self {
        Self::with(T::OBJECT_TYPE, method)
    }

    /// Finds all records.
    pub fn all() -> Self {
        Self::new(Method::All)
    }

    /// Finds the records that agree with the search object.
    pub fn equal_to(search: Search) -> Self {
        Self::new(Method::EqualTo(search.into()))
    }

    /// Finds the records that do not agree with the search object.
    pub fn not_equal_to(search: Search) -> Self {
        Self::new(Method::NotEqualTo(search.into()))
    }

    /// Finds the record with this internal id.
    pub fn by_id(id: Id) -> Self {
        Self::equal_to(Search::id(id))
    }

    /// Finds the records of a user.
    pub fn of_user(user: Id) -> Self {
        Self::new(Method::User(user.into()))
    }

    /// Finds the records of a project.
    pub fn of_project(project: Id) -> Self {
        Self::new(Method::Project(project.into()))
    }
}

impl Read<ErrorText> {
    /// Asks what a code means, in the words of the server. Needs no login.
    pub fn error_text(code: ErrorCode) -> Self {
        Self::equal_to(Search::new().with_field("code", &code.get().to_string()))
    }
}

impl<T> Read<T> {
    fn with(object_type: &str, method: Method) -> Self {
        let mut options = Options::default();
        // The server takes custom fields in a search object only if it is told.
        let has_custom_fields = method.searches().iter().any(Search::has_custom_fields);
        options.switch(options::ENABLE_CUSTOM, has_custom_fields);
        Self {
            object_type: object_type.to_owned(),
            method,
            filters: Vec::new(),
            offset: 0,
            page_size: PageSize::MOST,
            options,
            record: PhantomData,
        }
    }

    /// Narrows the records down by one more filter.
    #[must_use]
    pub fn with_filter(mut self, filter: Filter) -> Self {
        self.filters.push(filter);
        self
    }

    /// Asks for the records from this place on, counted from 0, and for at most so many.
    #[must_use]
    pub fn with_page(self, offset: u64, page_size: PageSize) -> Self {
        Self {
            offset,
            page_size,
            ..self
        }
    }

    /// The same Read with its records turned into something else.
    #[cfg(feature = "client")]
    pub(crate) fn into_records<U>(self) -> Read<U> {
        Read {
            object_type: self.object_type,
            method: self.method,
            filters: self.filters,
            offset: self.offset,
            page_size: self.page_size,
            options: self.options,
            record: PhantomData,
        }
    }

    /// The type of the records, such as `Task`.
    pub fn object_type(&self) -> &str {
        &self.object_type
    }

    /// The place of the first record that is asked for, from 0.
    pub const fn offset(&self) -> u64 {
        self.offset
    }

    /// How many records are asked for at most. Fewer in the answer mean that it was the last page.
    pub const fn page_size(&self) -> PageSize {
        self.page_size
    }
}

impl<T> Clone for Read<T> {
    fn clone(&self) -> Self {
        Self {
            object_type: self.object_type.clone(),
            method: self.method.clone(),
            filters: self.filters.clone(),
            offset: self.offset,
            page_size: self.page_size,
            options: self.options.clone(),
            record: PhantomData,
        }
    }
}

impl<T> fmt::Debug for Read<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Read")
            .field("object_type", &self.object_type)
            .field("method", &self.method)
            .field("filters", &self.filters)
            .field("offset", &self.offset)
            .field("page_size", &self.page_size)
            .field("options", &self.options)
            .finish()
    }
}

impl<T: FromRecord> Command for Read<T> {
    type Answer = Result<Vec<Result<T, RecordError>>, Refusal>;

    fn is_read_only(&self) -> bool {
        true
    }
}
