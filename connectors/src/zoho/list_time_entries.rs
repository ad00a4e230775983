//! Listing time entries, a page at a time.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::answer;
use super::filter::{FilterBy, Period, SortColumn, SortOrder};
use super::{AnswerError, Call, Method, ProjectId, Request, Response, TimeEntry, UserId, Zoho};
use crate::given::{FromJson, Given};

/// How many time entries a page has, 1 to 200.
///
/// 200 is what the server gives unless told otherwise; that it gives no more is our reading.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct PageSize(u8);

impl PageSize {
    /// The most: 200.
    pub const MOST: Self = Self(200);

    /// So many; `None` for 0 and for more than 200.
    #[must_use]
    pub const fn new(entries: u8) -> Option<Self> {
        match entries {
            1..=200 => Some(Self(entries)),
            _ => None,
        }
    }

    /// How many.
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl Default for PageSize {
    fn default() -> Self {
        Self::MOST
    }
}

/// Lists time entries: one page of them.
///
/// ```
/// use suiteprojects_connectors::zoho::{ListTimeEntries, Period};
///
/// let september = Period::new("2013-09-01".parse()?, "2013-09-30".parse()?)?;
/// let list = ListTimeEntries::within(september).of_user("460000000024003".parse()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ListTimeEntries {
    filter_by: FilterBy,
    period: Option<Period>,
    project_id: Option<ProjectId>,
    user_id: Option<UserId>,
    sort: Option<(SortColumn, Option<SortOrder>)>,
    page: u32,
    page_size: PageSize,
}

impl ListTimeEntries {
    /// The first page of the time entries that the filter lets through.
    pub fn new(filter_by: FilterBy) -> Self {
        Self {
            filter_by,
            period: None,
            project_id: None,
            user_id: None,
            sort: None,
            page: 1,
            page_size: PageSize::default(),
        }
    }

    /// The first page of the time entries of these days.
    ///
    /// They are asked for with [`FilterBy::CustomDate`]: that the server heeds the days with that filter
    /// alone is our reading.
    pub fn within(period: Period) -> Self {
        Self {
            period: Some(period),
            ..Self::new(FilterBy::CustomDate)
        }
    }

    /// Sends these days beside the filter, as the vendor's own sample does with a filter by status. Whether
    /// the server heeds both is not documented: look at the days of what comes.
    #[must_use]
    pub const fn with_period(mut self, period: Period) -> Self {
        self.period = Some(period);
        self
    }

    /// Of this project alone.
    #[must_use]
    pub const fn of_project(mut self, project_id: ProjectId) -> Self {
        self.project_id = Some(project_id);
        self
    }

    /// Of this user alone.
    #[must_use]
    pub const fn of_user(mut self, user_id: UserId) -> Self {
        self.user_id = Some(user_id);
        self
    }

    /// In this order; the direction is that of the server unless told.
    #[must_use]
    pub const fn sorted_by(mut self, column: SortColumn, order: Option<SortOrder>) -> Self {
        self.sort = Some((column, order));
        self
    }

    /// So many on a page.
    #[must_use]
    pub const fn with_page_size(mut self, page_size: PageSize) -> Self {
        self.page_size = page_size;
        self
    }

    /// This page, from 1; 0 counts as 1.
    #[must_use]
    pub const fn with_page(mut self, page: u32) -> Self {
        self.page = if page == 0 { 1 } else { page };
        self
    }

    /// Which page, from 1.
    pub const fn page(&self) -> u32 {
        self.page
    }

    /// How many time entries a page has.
    pub const fn page_size(&self) -> PageSize {
        self.page_size
    }

    /// The parameters, in the order of the vendor's table.
    pub(super) fn query(&self) -> Vec<(&'static str, String)> {
        let mut query = Vec::new();
        if let Some(period) = self.period {
            query.push(("from_date", period.from().to_string()));
            query.push(("to_date", period.to().to_string()));
        }
        query.push(("filter_by", self.filter_by.to_string()));
        if let Some(project) = self.project_id {
            query.push(("project_id", project.to_string()));
        }
        if let Some(user) = self.user_id {
            query.push(("user_id", user.to_string()));
        }
        if let Some((column, order)) = self.sort {
            query.push(("sort_column", column.to_string()));
            if let Some(order) = order {
                query.push(("sort_order", order.to_string()));
            }
        }
        query.push(("page", self.page.to_string()));
        query.push(("per_page", self.page_size.get().to_string()));
        query
    }
}

/// A page of time entries.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[non_exhaustive]
pub struct TimeEntryPage {
    /// The time entries.
    pub time_entries: Vec<TimeEntry>,
    /// What the server says about the page.
    #[serde(default)]
    pub page_context: Given<PageContext>,
}

/// What the server says about a page: an object, or an array with one. The vendor's sample has none.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[non_exhaustive]
pub struct PageContext {
    /// Which page it is, from 1.
    #[serde(default)]
    pub page: Given<u64>,
    /// How many a page has.
    #[serde(default)]
    pub per_page: Given<u64>,
    /// Whether there are more pages.
    #[serde(default)]
    pub has_more_page: Given<bool>,
    /// What else it says.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

impl FromJson for PageContext {
    fn from_json(value: &Value) -> Option<Self> {
        let value = match value {
            Value::Array(values) => match values.as_slice() {
                [value] => value,
                _ => return None,
            },
            value => value,
        };
        value.as_object()?;
        Self::deserialize(value).ok()
    }
}

impl TimeEntryPage {
    /// Whether more pages follow: as the server says, or else if the page is full.
    pub(super) fn has_more(&self, asked: &ListTimeEntries) -> bool {
        let told = self.page_context.value();
        let told = told.and_then(|context| context.has_more_page.value().copied());
        told.unwrap_or(self.time_entries.len() >= usize::from(asked.page_size.get()))
    }
}

impl Call for ListTimeEntries {
    type System = Zoho;
    type Answer = TimeEntryPage;

    fn request(&self) -> Request {
        Request::about(Method::Get, "").with_query(self.query())
    }

    fn decode(&self, response: &Response) -> Result<TimeEntryPage, AnswerError> {
        answer::whole(response.status, &response.body, "a list of time entries")
    }
}
