//! The client over HTTP, async and blocking: one course of a call, driven by both.

pub mod blocking;
mod config;
mod course;
mod driver;
mod error;
mod http;
mod session;

pub use config::{Config, Credentials};
pub use driver::{Client, TimeEntries};
pub use error::Error;
