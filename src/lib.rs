//! Time entries of OpenAir, now NetSuite SuiteProjects Pro: checked before they are sent, and never sent
//! twice.
//!
//! A time entry is the object `Task` of the vendor's XML, SOAP and REST APIs. This crate knows its
//! fields, reads and writes it as XML and JSON, and says offline what the server would say about it:
//! which entries it refuses and with which code, what it changes without a word, and what to do. Over
//! the XML API and SOAP it reads and writes them, and says truthfully what became of each.
//!
//! # Check an entry
//!
//! ```
//! use suiteprojects::task::{Entry, Field};
//! use suiteprojects::validate::{Command, Report, Settings, Validator};
//!
//! // What the account has switched on is for the caller to say.
//! let mut settings = Settings::default();
//! settings.start_end_times = true;
//! let validator = Validator::new(settings);
//!
//! // Texts as they came from a form, a file or another system.
//! let mut entry = Entry::new();
//! entry
//!     .set(Field::Date, "2026-01-05")
//!     .set(Field::UserId, "251")
//!     .set(Field::StartTime, "9:00")
//!     .set(Field::EndTime, "17:30")
//!     .set(Field::DecimalHours, "8");
//!
//! let mut report = Report::new();
//! assert!(validator.check(Command::Add, &entry, &mut report).is_none());
//! let error = report.errors().next().ok_or("an error")?;
//! assert_eq!(error.server_code().map(|code| code.get()), Some(1407));
//! assert_eq!(error.message().to_string(), "the duration is 8:00, but from 09:00:00 to 17:30:00 it is 8:30");
//! # Ok::<(), &str>(())
//! ```
//!
//! Entries without an error come back as [`CheckedEntry`](validate::CheckedEntry), with the values in
//! canonical form. Many entries, such as the rows of a file, go through a [`Run`](validate::Run), which
//! also finds duplicates and overlaps.
//!
//! # Know the account
//!
//! What the server accepts depends on the [`Settings`](validate::Settings) of the account and on the
//! users, projects, project tasks and timesheets it has: implement
//! [`Reference`](validate::Reference) over your own store, or fill
//! [`ReferenceData`](validate::ReferenceData), for example from a file with
//! [`json::read_reference`]. A rule that needs more than it is given is reported as unchecked.
//!
//! # Read and write messages
//!
//! [`xml::task`] reads the time entries of requests and responses and writes them; [`xml::Document`]
//! shows any message whole; [`json`] reads entries from JSON. Truncated, malformed or oversized input
//! is an error with its place, never a panic and never half an answer.
//!
//! # Talk to an account
//!
//! [`api`] has the commands and their answers; [`xml::exchange`] writes a request and reads the answer to
//! it, for whoever brings a transport of their own; [`soap::exchange`] says the same in SOAP, and [`rest`]
//! what REST has of it as JSON. With the feature `client`, which is on by default,
//! `client::Client` and `client::blocking::Client` send them over either. A command that adds something is never
//! sent twice by accident: an error tells by its [`Fate`](protocol::Fate) whether it may have been carried
//! out.
//!
//! [`protocol::push`] sends many entries exactly once, over a journal that survives crashes; see there
//! for what that promise rests on. The feature `sqlite` has such a journal in a file.
//!
//! # Floors
//!
//! | module | what it is |
//! |---|---|
//! | [`time`], [`text`] | scalars: time of day, date, decimal, duration; characters |
//! | [`task`], [`element`], [`error_code`] | the field table, entries, typed tasks; generic trees; the server's codes |
//! | [`record`] | records of other types |
//! | [`validate`] | rules, settings, reference data, reports, checked entries |
//! | [`api`] | commands and their answers |
//! | [`xml`], [`json`] | how the same things look on the wire |
//! | [`soap`] | the same in SOAP, over XML |
//! | [`rest`] | the REST resource of time entries, over JSON |
//! | [`schema`] | XSD, WSDL, JSON Schemas and references, printed from the tables |
//! | [`protocol`] | calls, retries, paging, batches and pushes as pure state machines |
//! | `journal` | feature `sqlite`: a journal of a push in a file |
//! | `client` | feature `client`: HTTP, async and blocking |
//!
//! Each uses only what stands above it in this table. Only the last two do input or output or read a
//! clock, and nothing keeps global state.
//!
//! # What is not documented
//!
//! Where the vendor's pages are silent or contradict themselves, the reading is a named
//! [`Interpretation`](validate::Interpretation) that can be switched, or is called "our reading" in
//! the rule's documentation. None of it could be checked against a live server.

pub mod api;
#[cfg(feature = "client")]
pub mod client;
pub mod element;
pub mod error_code;
#[cfg(feature = "sqlite")]
pub mod journal;
pub mod json;
pub mod protocol;
pub mod record;
pub mod rest;
pub mod schema;
pub mod soap;
pub mod task;
pub mod text;
pub mod time;
pub mod validate;
pub mod xml;

/// The examples of the README run too.
#[cfg(all(doctest, feature = "client"))]
#[doc = include_str!("../README.md")]
struct Readme;
