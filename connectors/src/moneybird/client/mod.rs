//! The client over HTTP, async and blocking: one course of a call, driven by both.
//!
//! A request that was refused for the number of requests is sent again when the server says, and one that
//! would be the first too many waits. What may have been carried out is sent again only if it changes
//! nothing. Redirects are not followed: they would carry the token elsewhere. No error, log or `Debug` holds
//! the token or a body.

pub mod blocking;
mod config;
mod course;
mod driver;
mod error;
mod http;

pub use config::Config;
pub use driver::{Client, Records};
pub use error::Error;
