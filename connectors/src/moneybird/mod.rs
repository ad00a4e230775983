//! Time entries of Moneybird.

mod filter;
mod id;
mod period;
mod record;
mod refusal;
mod timestamp;

pub use filter::{Filter, State};
pub use id::{
    AdministrationId, ContactId, IdError, NoteId, ProjectId, RecordId, SalesInvoiceId, TimeEntryId,
    UserId,
};
pub use period::{Days, Month, Months, Period, PeriodError, Relative, Unit};
pub use record::{
    Administration, Contact, Event, Note, Project, ProjectState, SalesInvoice, TimeEntry, Unknown,
    User,
};
pub use refusal::{Code, Problem, Refusal, RefusalKind};
