//! The client over HTTP that all systems share: one course of a call, driven by an async and a blocking client.
//!
//! A call is data: [`Call::request`] says what to send, [`Call::decode`] reads what came back, and neither does
//! input or output. What is special to a system is said by its [`System`]: what lets requests in, how a token is
//! renewed, how its refusals are read, where it moved to.
//!
//! What may have been carried out is sent again only if it changes nothing. Redirects are not followed, except
//! where a system says that it has moved. Texts of errors never hold what lets requests in: it is hidden in the
//! body before a refusal is read from it.

pub mod blocking;
mod call;
mod config;
mod course;
mod driver;
mod error;
mod login;
mod secrets;
mod system;
mod throttle;
mod wire;

pub use call::{Call, Method, Request, Response};
pub use config::Config;
pub use driver::{Client, Records};
pub use error::Error;
pub use system::{Access, Failure, Limits, Listing, System};
pub use wire::Outgoing;
