//! Time entries of the projects of Zoho Billing, which was Zoho Subscriptions.
//!
//! The source is the vendor's page "Time Entries" of the API `billing/v1` and the `OpenAPI` file behind it.
//! Where they contradict themselves, or say nothing, the item concerned says which reading is taken:
//!
//! * days are `yyyy-mm-dd` everywhere ([`LogDate`]);
//! * `log_time` is a duration, `begin_time` and `end_time` are times of day; where a time entry has both, `log_time`
//!   counts ([`TimeEntry::duration`]);
//! * blank texts stand for nothing ([`Given`]);
//! * ids for the bulk delete are in the query as in the sister product ([`DeleteTimeEntries`]);
//! * the days of a listing are sent with the filter `Date.CustomDate` ([`ListTimeEntries::within`]);
//! * what is told of a page may be an object, an array with one, or nothing ([`PageContext`]);
//! * a time entry that tells when its timer was started is being timed ([`TimeEntry::is_being_timed`]);
//! * a page has at most 200 entries ([`PageSize`]), and `sort_order` can be sent ([`SortOrder`]);
//! * notes are counted in Unicode characters ([`Notes`]);
//! * a code other than 0 is a refusal, whatever the status of HTTP ([`Refusal`]), and one of the limits has a wait of
//!   its own ([`Refusal::wait`]);
//! * an answer of success without a time entry says that no timer runs ([`RunningTimer`]);
//! * the parameters for tokens are in the body ([`TokenRequest`]).
//!
//! Each call is a type of its own: [`LogTimeEntry`], [`ListTimeEntries`], [`GetTimeEntry`], [`UpdateTimeEntry`],
//! [`DeleteTimeEntry`], [`DeleteTimeEntries`], [`StartTimer`], [`StopTimer`], [`RunningTimer`] and
//! [`ListOrganizations`]. They are data, made into a [`Request`] and read from an answer by [`Call`]; [`client`]
//! sends them, and [`mapping`] leads from and to SuiteProjects Pro.

mod answer;
mod authorization;
mod billed_status;
pub mod client;
mod code;
mod created_time;
mod data_centre;
mod delete_time_entries;
mod delete_time_entry;
mod endpoint;
mod fields;
mod filter;
mod get_time_entry;
mod id;
mod list_time_entries;
mod log_date;
mod log_time;
mod log_time_entry;
pub mod mapping;
mod notes;
mod organization;
mod paging;
mod refusal;
mod request;
mod running_timer;
mod start_timer;
mod stop_timer;
mod system;
mod time_entry;
mod tokens;
mod update_time_entry;

pub use crate::given::Given;
pub use crate::http::{Call, Method, Request, Response};
pub use crate::oauth_client::OAuthClient;
pub use authorization::{Authorization, AuthorizationError, Granted, Scope};
pub use billed_status::BilledStatus;
pub use code::{Code, Meaning};
pub use created_time::{CreatedTime, CreatedTimeError};
pub use data_centre::{DataCentre, DataCentreError};
pub use delete_time_entries::DeleteTimeEntries;
pub use delete_time_entry::DeleteTimeEntry;
pub use endpoint::{Endpoint, EndpointError};
pub use fields::{IncompleteEntry, TimeEntryFields};
pub use filter::{FilterBy, Period, PeriodError, SortColumn, SortOrder};
pub use get_time_entry::GetTimeEntry;
pub use id::{CustomerId, InvoiceId, OrganizationId, ProjectId, TaskId, TimeEntryId, UserId};
pub use list_time_entries::{ListTimeEntries, PageContext, PageSize, TimeEntryPage};
pub use log_date::LogDate;
pub use log_time::{ClockTime, LogTime, TimeError, TimeSpent, TimeSpentError};
pub use log_time_entry::LogTimeEntry;
pub use notes::{Notes, NotesError};
pub use organization::{ListOrganizations, Organization};
pub use paging::{Paging, PagingError};
pub use refusal::{AnswerError, Refusal};
pub use running_timer::RunningTimer;
pub use start_timer::StartTimer;
pub use stop_timer::StopTimer;
pub use system::{Credentials, LoginError, Pass, Zoho};
pub use time_entry::TimeEntry;
pub use tokens::{Grant, TokenError, TokenErrorCode, TokenRefusal, TokenRequest, Tokens};
pub use update_time_entry::UpdateTimeEntry;
