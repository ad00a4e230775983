//! The client over HTTP, async and blocking, with the same surface.
//!
//! ```no_run
//! use suiteprojects::api::{Add, Application, Login};
//! use suiteprojects::client::{Config, blocking};
//! use suiteprojects::task::{Entry, Field};
//! use suiteprojects::validate::{Command, Report, Settings, Validator};
//!
//! let config = Config::new(
//!     "https://acme.app.netsuitesuiteprojectspro.com".parse()?,
//!     Application::new("payroll bridge", "2.1", "the key"),
//!     Login::access_token("the token"),
//! );
//! let client = blocking::Client::new(config)?;
//!
//! let mut entry = Entry::new();
//! entry.set(Field::Date, "2026-01-05").set(Field::UserId, "251").set(Field::Hours, "8");
//! let validator = Validator::new(Settings::default());
//! let checked = validator.check(Command::Add, &entry, &mut Report::new()).ok_or("refused")?;
//! let entries = [checked];
//! match client.send(&Add::tasks(&entries)?) {
//!     Ok(outcomes) => println!("{outcomes:?}"),
//!     Err(error) if error.may_have_been_applied() => println!("look before you send again: {error}"),
//!     Err(error) => println!("nothing was stored: {error}"),
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Trouble
//!
//! An [`Error`] says by a [`Fate`](crate::protocol::Fate) what may have become of the request.
//! Passing trouble is waited for and the request sent again by the table in
//! [`protocol::RetryPolicy`](crate::protocol::RetryPolicy); but what may have been carried out is sent
//! again only if it changes nothing. That one of several objects was refused is part of the answer and
//! no error.
//!
//! # SOAP
//!
//! [`Client::new`] speaks the XML API. [`Client::over`] with [`Soap`] speaks SOAP, in the binding that is
//! asked for: a password is sent once to begin a session, which all clones share. When it is over, one
//! new session begins; `log_out` ends it. A refusal of a request as a whole comes as a fault. What only one protocol has,
//! such as several commands in one request, compiles only there.
//!
//! # REST
//!
//! [`Client::over`] with [`Rest`] speaks REST: the commands of [`rest`](crate::rest), let in by an access token.
//! What is read is asked again in passing trouble; what stores or removes a time entry is not, once it may
//! have been carried out. [`Client::time_entries`] follows the pages of a list.
//!
//! # Logins
//!
//! A [`TokenSource`] renews the login, once for each call that needs it. [`Config::rates`] keeps the
//! client within the limits of the account, and pages of a Read are followed by
//! [`Client::pages`].
//!
//! # On the wire
//!
//! HTTP/1.1 with TLS 1.2 or 1.3, certificates as the system trusts them, connections that are kept for
//! a few seconds, packed answers. Redirects are not followed: they would carry credentials elsewhere.
//! Proxies are those of the environment (`HTTPS_PROXY`, `NO_PROXY`), and none for the own machine. The
//! media type of an answer is not asked for, because it is not documented; an answer counts if it is
//! one of the API, read to its end. It is read piece by piece, and never more of it than
//! [`Config::answer_bytes`] allows, counted after unpacking.
//!
//! # Logs
//!
//! Each call is a span of `tracing` named `call`, with the host, the names of the commands and the
//! number of tries. Sizes, times and statuses are events of level debug, tries without an answer of
//! level warn. No log, error or `Debug` holds a credential, a body or the query of an address; the
//! server's words about a refusal are shown, without the credentials that they may repeat.

pub mod blocking;
mod config;
mod course;
mod driver;
mod endpoint;
mod error;
mod http;
mod oauth;
mod pages;
mod problem;
mod push;
mod renewal;
mod secrets;
mod shared;
mod wire;

pub use config::{Config, LoginSource};
pub use driver::{Client, exchange_code};
pub use endpoint::{Endpoint, EndpointError};
pub use error::Error;
pub use oauth::{
    Authorization, AuthorizationCode, AuthorizationError, OAuthApplication, Scope, TokenSource,
    Tokens,
};
pub use pages::{PageError, Pages, TimeEntries};
pub use push::{PushEnd, PushError, PushProgress};
pub use wire::{CommandOver, CommandProtocol, Protocol, Rest, Soap, Xml};
