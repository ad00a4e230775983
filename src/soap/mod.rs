//! The SOAP API: the same commands and records as [`xml`](crate::xml) has, in SOAP 1.1.
//!
//! * [`exchange`] writes the commands of [`api`](crate::api) as a request and reads the answer.
//! * [`server`] reads requests and writes answers, as a server does.
//! * [`task`] reads the time entries of a message; [`Document`] shows any message whole.
//! * [`Service`] says which of the two bindings of the vendor is spoken, and [`Operation`] has the table
//!   of their operations.
//!
//! A session begins with [`LogIn`] and is named by each later request; an access token of OAuth 2.0 needs
//! no login.
//!
//! # What is read
//!
//! Elements count by their expanded names, whatever their prefixes; members of values in whatever
//! namespace. Types may be marked or not, arrays as well, and their items have any name. Nil and absent
//! are the same. References (`href`) are followed; those that go round in a circle, or make a message
//! larger or deeper than the limits, are refused.

mod document;
pub mod exchange;
mod fault;
mod message;
pub(crate) mod names;
mod operation;
mod record;
pub mod server;
mod service;
mod session;
pub mod task;
mod writer;

pub use document::{Document, DocumentKind};
pub use exchange::{LogIn, LogOut, LoggedIn};
pub use fault::Fault;
pub use message::{MessageError, MessageErrorKind};
pub use operation::Operation;
pub use service::{Binding, Service};
pub use session::Session;
pub use writer::ValueWriter;
