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
mod secrets;
mod shared;

pub use config::{Config, LoginSource};
pub use driver::{Client, exchange_code};
pub use endpoint::{Endpoint, EndpointError};
pub use error::Error;
pub use oauth::{
    Authorization, AuthorizationCode, AuthorizationError, OAuthApplication, Scope, TokenSource,
    Tokens,
};
pub use pages::{PageError, Pages};
pub use push::{PushEnd, PushError, PushProgress};
