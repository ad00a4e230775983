//! Time entries of Moneybird.
//!
//! A call is data: [`Call::request`] says what to send, [`Call::decode`] reads what came back, and neither does
//! input or output. [`client`] sends them, async and blocking. [`Paging`] goes through a list to its end.
//!
//! Sources are the vendor's description of the API and pages of August 2026, with the changes to them since
//! 2025, and headers that were seen in live answers.
//!
//! # What to know
//!
//! * A filter replaces all defaults of the server, so a [`Filter`] cannot be without its period. Entries that
//!   run are hidden unless they are asked for.
//! * Ids have 18 digits, more than a double holds; they come as texts or numbers and are sent as texts.
//! * The server rounds moments and pauses down to minutes; [`Span`] does so before.
//! * Members and names that are not known are kept: the vendor adds some often.
//! * Users and projects are listed only for a token with access to `settings`, and entries are made only with
//!   access to sales invoices too.
//!
//! # What is not documented
//!
//! The order of a list, how a day is written in a filter, whether a contact can be taken off an entry, the
//! longest description, overlaps, how long a token is good. What the headers of the rate limit mean is our
//! reading of live answers: see [`RateLimit`].

mod add_note;
mod call;
pub mod client;
mod create_time_entry;
mod delete_note;
mod delete_time_entry;
mod endpoint;
mod filter;
mod get_time_entry;
mod id;
mod list_administrations;
mod list_projects;
mod list_time_entries;
mod list_users;
pub mod mapping;
mod page;
mod paging;
mod period;
mod rate_limit;
mod record;
mod refusal;
mod resume_time_entry;
mod span;
mod stop_time_entry;
mod system;
mod text;
mod timestamp;
mod update_time_entry;

pub use crate::http::{Call, Method, Request, Response};
pub use add_note::AddNote;
pub use call::CallError;
pub use create_time_entry::CreateTimeEntry;
pub use delete_note::DeleteNote;
pub use delete_time_entry::DeleteTimeEntry;
pub use endpoint::{Endpoint, EndpointError};
pub use filter::{Filter, State};
pub use get_time_entry::GetTimeEntry;
pub use id::{
    AdministrationId, ContactId, IdError, NoteId, ProjectId, RecordId, SalesInvoiceId, TimeEntryId,
    UserId,
};
pub use list_administrations::ListAdministrations;
pub use list_projects::ListProjects;
pub use list_time_entries::ListTimeEntries;
pub use list_users::ListUsers;
pub use page::{LinkError, List, Page, PerPage};
pub use paging::{IncompleteList, Paging};
pub use period::{Days, Month, Months, Period, PeriodError, Relative, Unit};
pub use rate_limit::RateLimit;
pub use record::{
    Administration, Contact, Event, Note, Project, ProjectState, SalesInvoice, TimeEntry, Unknown,
    User,
};
pub use refusal::{Code, Problem, Refusal, RefusalKind};
pub use resume_time_entry::ResumeTimeEntry;
pub use span::{Span, SpanError};
pub use stop_time_entry::StopTimeEntry;
pub use system::Moneybird;
pub use text::{BlankText, Text};
pub use update_time_entry::{Change, UpdateTimeEntry};
