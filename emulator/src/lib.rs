//! A local server that behaves like the one of OpenAir, now NetSuite SuiteProjects Pro, for time entries.
//!
//! It speaks the XML API (`/api.pl`), SOAP in both bindings (`/soap`, with its WSDL at `/wsdl.pl`) and the REST resource
//! of time entries (`/rest/v1/time-entries/`), applies the rules of [`suiteprojects::validate`], keeps what it is given
//! in SQLite, and answers with the codes and in the shapes of the vendor's server. It is meant for tests and for trying an integration without an account;
//! nothing about it is safe in a network.
//!
//! ```
//! use suiteprojects::api::{Application, Login, Read};
//! use suiteprojects::client::{Config, blocking::Client};
//! use suiteprojects::task::Task;
//! use suiteprojects_emulator::{Emulator, Options};
//!
//! // A free port of the own machine, everything in memory, any credentials.
//! let emulator = Emulator::start(Options::default())?;
//!
//! // Whatever speaks to the vendor's server speaks to this one.
//! let application = Application::new("my program", "1", "any key");
//! let login = Login::password("any company", "anybody", "any password");
//! let client = Client::new(Config::new(emulator.url().parse()?, application, login))?;
//! let found = client.send(&Read::<Task>::all())?;
//! assert!(found.is_ok_and(|tasks| tasks.is_empty()));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Started with a [`Seed`], it knows the users, projects, project tasks and timesheets of that file and no others, and refuses
//! what points elsewhere with the codes of the vendor. With [`Options::with_data`] everything survives its end,
//! also a sudden one. [`Options::with_settings`] switches rules on and off as an account does.
//!
//! # Inside
//!
//! | module | what it is |
//! |---|---|
//! | `store` | records of every type in one SQLite table |
//! | `engine` | the behaviour, a file for each operation, without any wire |
//! | `xml`, `soap`, `rest` | what a request of a wire asks for, and the answer |
//! | `page` | the page at `/` for people to look at, which changes nothing |
//! | `reading` | how a file that is dropped on the page is read |
//! | `http` | routes, limits, the last exchanges; how a request is treated on its way (`http::manners`) |
//!
//! Where the vendor documents nothing, the reading is called so where it is made; the README has a list.

mod engine;
mod http;
mod options;
mod page;
mod reading;
mod rest;
mod seed;
mod server;
mod soap;
mod store;
mod xml;

pub use options::{Limits, Options};
pub use reading::{FileEntry, FileItem, FilePlace, FileReader};
pub use seed::{Seed, SeedError};
pub use server::{Emulator, StartError};
pub use store::StoreError;

/// The example of the README runs too.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
