//! The rules of a time entry, offline: what the server would refuse, change or ignore.
//!
//! A pure function, without input, output, clock or global state:
//!
//! ```text
//! (entry as received, command, settings, reference data)  ->  checked entry, report
//! ```
//!
//! ```
//! use suiteprojects::task::{Entry, Field};
//! use suiteprojects::validate::{Command, Report, Settings, Validator};
//!
//! let mut settings = Settings::default();
//! settings.start_end_times = true;
//! let validator = Validator::new(settings);
//!
//! let mut entry = Entry::new();
//! entry
//!     .set(Field::Date, "2026-01-05")
//!     .set(Field::UserId, "251")
//!     .set(Field::StartTime, "9:00")
//!     .set(Field::EndTime, "17:00")
//!     .set(Field::Hours, "7");
//!
//! let mut report = Report::new();
//! let checked = validator.check(Command::Add, &entry, &mut report);
//! assert!(checked.is_none());
//! assert_eq!(report.expected_server_code().map(|code| code.get()), Some(1407));
//!
//! entry.set(Field::Hours, "8");
//! report.clear();
//! assert!(validator.check(Command::Add, &entry, &mut report).is_some());
//! ```
//!
//! A report holds every finding, not the first. What the rules are is listed by [`Rule::all`]; where
//! the vendor's pages are silent or contradict themselves, the reading is a named
//! [`Interpretation`], and a finding says so whenever the verdict rests on one.

mod checked;
mod facts;
mod finding;
mod index;
mod period;
mod reference;
mod reference_data;
mod related;
mod rule;
pub mod rules;
mod settings;
mod validator;

pub use checked::{CheckedEntry, CheckedValue};
pub use finding::{Detail, Finding, Missing, Report};
pub use reference::{
    CurrentTask, DateRange, Knowledge, NoReference, Project, ProjectTask, Reference, Timesheet,
    TimesheetStatus, User,
};
pub use reference_data::ReferenceData;
pub use rule::{Command, Example, Parameter, Rule, Severity};
pub use rules::Problem;
pub use settings::{
    Interpretation, PartialDuration, SettingError, Settings, Strictness, TaskDateRange,
};
pub use validator::{Run, Validator};
