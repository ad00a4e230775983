//! Makes a time entry.

use chrono::{DateTime, Days, Utc};
use serde::Serialize;

use super::timestamp;
use super::{
    AdministrationId, ContactId, Filter, ListTimeEntries, Period, PeriodError, ProjectId,
    SalesInvoiceId, Span, Text, TimeEntry, UserId,
};
use super::{Call, CallError, Method, Moneybird, Request, Response};

/// Makes a time entry. The token needs access to time entries and to sales invoices.
///
/// An entry that was made twice cannot be told from two that were meant, and the server has no mark to
/// know a repeated request by. When it is in doubt whether one was carried out, look for it with
/// [`look_up`](Self::look_up) before it is sent again.
///
/// ```
/// use suiteprojects_connectors::moneybird::{AdministrationId, Call, CreateTimeEntry, Span, Text, UserId};
///
/// let span = Span::new("2026-03-02T08:00:00Z".parse()?, "2026-03-02T12:30:00Z".parse()?)?;
/// let create = CreateTimeEntry::new(
///     AdministrationId::parse("123")?,
///     UserId::parse("5")?,
///     span,
///     Text::new("Plans for the roof")?,
/// )
/// .with_billable(false);
/// assert_eq!(create.request().path, "/123/time_entries.json");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct CreateTimeEntry {
    administration: AdministrationId,
    entry: Members,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Members {
    user_id: UserId,
    #[serde(with = "timestamp")]
    started_at: DateTime<Utc>,
    #[serde(with = "timestamp::optional", skip_serializing_if = "Option::is_none")]
    ended_at: Option<DateTime<Utc>>,
    description: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    contact_id: Option<ContactId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    project_id: Option<ProjectId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sales_invoice_id: Option<SalesInvoiceId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    billable: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    paused_duration: Option<u64>,
}

impl CreateTimeEntry {
    /// Work that is done.
    pub fn new(
        administration: AdministrationId,
        user: UserId,
        span: Span,
        description: Text,
    ) -> Self {
        let mut create = Self::running(administration, user, span.started_at(), description);
        create.entry.ended_at = Some(span.ended_at());
        if span.paused_minutes() > 0 {
            create.entry.paused_duration = Some(span.paused_seconds());
        }
        create
    }

    /// Work that has begun and runs on, from the begin of this minute.
    pub fn running(
        administration: AdministrationId,
        user: UserId,
        started_at: DateTime<Utc>,
        description: Text,
    ) -> Self {
        Self {
            administration,
            entry: Members {
                user_id: user,
                started_at: timestamp::floor(started_at),
                ended_at: None,
                description,
                contact_id: None,
                project_id: None,
                sales_invoice_id: None,
                billable: None,
                paused_duration: None,
            },
        }
    }

    /// Worked for this contact.
    #[must_use]
    pub fn with_contact(mut self, contact: ContactId) -> Self {
        self.entry.contact_id = Some(contact);
        self
    }

    /// Worked on this project.
    #[must_use]
    pub fn with_project(mut self, project: ProjectId) -> Self {
        self.entry.project_id = Some(project);
        self
    }

    /// Billed on this invoice.
    #[must_use]
    pub fn with_sales_invoice(mut self, sales_invoice: SalesInvoiceId) -> Self {
        self.entry.sales_invoice_id = Some(sales_invoice);
        self
    }

    /// Whether it is billed. The server takes it that it is.
    #[must_use]
    pub const fn with_billable(mut self, billable: bool) -> Self {
        self.entry.billable = Some(billable);
        self
    }

    /// The list that the entry is in if it was made: those of the user on the days around it, because
    /// the days of the server depend on a time zone.
    ///
    /// # Errors
    ///
    /// The entry is from a year that has other than four digits.
    pub fn look_up(&self) -> Result<ListTimeEntries, PeriodError> {
        let day = self.entry.started_at.date_naive();
        let around = |shifted: Option<_>| shifted.ok_or(PeriodError::Year);
        let period = Period::days(
            around(day.checked_sub_days(Days::new(1)))?,
            around(day.checked_add_days(Days::new(1)))?,
        )?;
        let filter = Filter::new(period)
            .with_user(self.entry.user_id.clone())
            .with_active();
        Ok(ListTimeEntries::new(self.administration.clone(), filter))
    }

    /// Whether an entry is one that this request would make. What was not asked for is not compared.
    pub fn is_made(&self, found: &TimeEntry) -> bool {
        let asked = &self.entry;
        found.user_id == asked.user_id
            && found.started_at == asked.started_at
            && found.ended_at == asked.ended_at
            && found.description.as_deref() == Some(asked.description.as_str())
            && found.paused_duration == asked.paused_duration.unwrap_or(0)
            && found.contact_id == asked.contact_id
            && found.project_id == asked.project_id
            && asked
                .billable
                .is_none_or(|billable| found.billable == Some(billable))
    }
}

impl Call for CreateTimeEntry {
    type System = Moneybird;
    type Answer = TimeEntry;

    fn request(&self) -> Request {
        #[derive(Serialize)]
        struct Body<'a> {
            time_entry: &'a Members,
        }

        let path = format!("/{}/time_entries.json", self.administration);
        let time_entry = &self.entry;
        Request::new(Method::Post, path).with_body(&Body { time_entry })
    }

    fn decode(&self, response: &Response) -> Result<TimeEntry, CallError> {
        response.json("a time entry")
    }
}
