//! Lists time entries.

use std::num::NonZeroU32;

use super::page::{List, Page, PageOptions, PerPage};
use super::{AdministrationId, Filter, TimeEntry};
use super::{Call, CallError, Method, Moneybird, Request, Response};

/// Lists the time entries of an administration, a page at a time.
///
/// ```
/// use suiteprojects_connectors::moneybird::{AdministrationId, Call, Filter, ListTimeEntries, Period};
///
/// let administration = AdministrationId::parse("123")?;
/// let list = ListTimeEntries::new(administration, Filter::new(Period::THIS_YEAR)).with_query("roof");
/// assert_eq!(list.request().path, "/123/time_entries.json");
/// # Ok::<(), suiteprojects_connectors::moneybird::IdError>(())
/// ```
#[derive(Clone, Debug)]
pub struct ListTimeEntries {
    administration: AdministrationId,
    filter: Filter,
    query: Option<String>,
    page: PageOptions,
}

impl ListTimeEntries {
    /// Those that pass the filter.
    pub const fn new(administration: AdministrationId, filter: Filter) -> Self {
        Self {
            administration,
            filter,
            query: None,
            page: PageOptions::FIRST,
        }
    }

    /// Only those with this text in their description.
    #[must_use]
    pub fn with_query(mut self, text: impl Into<String>) -> Self {
        self.query = Some(text.into());
        self
    }

    /// Pages of this size, instead of the largest.
    #[must_use]
    pub const fn with_per_page(mut self, per_page: PerPage) -> Self {
        self.page.per_page = per_page;
        self
    }
}

impl Call for ListTimeEntries {
    type System = Moneybird;
    type Answer = Page<TimeEntry>;

    fn request(&self) -> Request {
        let path = format!("/{}/time_entries.json", self.administration);
        let mut request = Request::new(Method::Get, path)
            .with_parameter("filter", &self.filter)
            .with_parameter("page", &self.page.number)
            .with_parameter("per_page", &self.page.per_page);
        if let Some(query) = &self.query {
            request = request.with_parameter("query", query);
        }
        request
    }

    fn decode(&self, response: &Response) -> Result<Self::Answer, CallError> {
        response.page("a list of time entries", self.page.number)
    }
}

impl List for ListTimeEntries {
    type Record = TimeEntry;

    fn page(&self) -> NonZeroU32 {
        self.page.number
    }

    fn with_page(mut self, page: NonZeroU32) -> Self {
        self.page.number = page;
        self
    }

    fn id(record: &TimeEntry) -> &str {
        record.id.as_str()
    }
}
