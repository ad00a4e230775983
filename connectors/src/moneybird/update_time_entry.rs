//! Changes a time entry.

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::timestamp;
use super::{
    AdministrationId, ContactId, ProjectId, SalesInvoiceId, Span, Text, TimeEntry, TimeEntryId,
};
use super::{Call, CallError, Method, Moneybird, Request, Response};

/// Changes a time entry. What is not named stays as it is.
///
/// The user cannot be changed: for that an entry is deleted and made anew. That a contact or project can
/// be taken off is not documented, so there is no change for it. `billable` is never sent unless it is to
/// be changed, although the description of the API gives it a default.
///
/// ```
/// use suiteprojects_connectors::moneybird::{AdministrationId, Call, Change, Text, TimeEntryId, UpdateTimeEntry};
///
/// let update = UpdateTimeEntry::new(
///     AdministrationId::parse("123")?,
///     TimeEntryId::parse("410000000000000017")?,
///     Change::Description(Text::new("Plans for the roof")?),
/// )
/// .and(Change::Billable(false));
/// let body = br#"{"time_entry":{"description":"Plans for the roof","billable":false}}"#;
/// assert_eq!(update.request().body.as_deref(), Some(&body[..]));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct UpdateTimeEntry {
    administration: AdministrationId,
    id: TimeEntryId,
    entry: Members,
}

/// A change of a time entry.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Change {
    /// Begin, end and pauses together. One of them alone meets the others as they are on the server.
    Span(Span),
    /// The begin, at the begin of its minute.
    StartedAt(DateTime<Utc>),
    /// The end, at the begin of its minute.
    EndedAt(DateTime<Utc>),
    /// The pauses, in full minutes.
    Paused(Duration),
    /// For whom it was worked.
    Contact(ContactId),
    /// On what it was worked.
    Project(ProjectId),
    /// On which invoice it is billed.
    SalesInvoice(SalesInvoiceId),
    /// How the time was spent.
    Description(Text),
    /// Whether it is billed.
    Billable(bool),
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
struct Members {
    #[serde(with = "timestamp::optional", skip_serializing_if = "Option::is_none")]
    started_at: Option<DateTime<Utc>>,
    #[serde(with = "timestamp::optional", skip_serializing_if = "Option::is_none")]
    ended_at: Option<DateTime<Utc>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    paused_duration: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contact_id: Option<ContactId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    project_id: Option<ProjectId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sales_invoice_id: Option<SalesInvoiceId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    billable: Option<bool>,
}

impl UpdateTimeEntry {
    /// Changes this about the time entry with this id.
    pub fn new(administration: AdministrationId, id: TimeEntryId, change: Change) -> Self {
        Self {
            administration,
            id,
            entry: Members::default(),
        }
        .and(change)
    }

    /// Changes this too. Of two changes of the same kind the later one counts.
    #[must_use]
    pub fn and(mut self, change: Change) -> Self {
        let entry = &mut self.entry;
        match change {
            Change::Span(span) => {
                entry.started_at = Some(span.started_at());
                entry.ended_at = Some(span.ended_at());
                entry.paused_duration = Some(span.paused_seconds());
            }
            Change::StartedAt(moment) => entry.started_at = Some(timestamp::floor(moment)),
            Change::EndedAt(moment) => entry.ended_at = Some(timestamp::floor(moment)),
            Change::Paused(paused) => entry.paused_duration = Some(paused.as_secs() / 60 * 60),
            Change::Contact(contact) => entry.contact_id = Some(contact),
            Change::Project(project) => entry.project_id = Some(project),
            Change::SalesInvoice(sales_invoice) => entry.sales_invoice_id = Some(sales_invoice),
            Change::Description(text) => entry.description = Some(text),
            Change::Billable(billable) => entry.billable = Some(billable),
        }
        self
    }
}

impl Call for UpdateTimeEntry {
    type System = Moneybird;
    type Answer = TimeEntry;

    fn request(&self) -> Request {
        #[derive(Serialize)]
        struct Body<'a> {
            time_entry: &'a Members,
        }

        let path = format!("/{}/time_entries/{}.json", self.administration, self.id);
        let time_entry = &self.entry;
        Request::new(Method::Patch, path).with_body(&Body { time_entry })
    }

    fn decode(&self, response: &Response) -> Result<TimeEntry, CallError> {
        response.json("a time entry")
    }
}
