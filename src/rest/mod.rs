//! The REST API's resource of time entries (`TimeEntry`): the same entries and answers as the other
//! APIs have, as JSON.
//!
//! * [`Create`], [`Get`], [`List`], [`Delete`] and [`Discover`] are what can be asked; each is written as a
//!   [`Request`] and reads the [`Reply`] to it. There is no HTTP here: a request is data, and so is a
//!   reply.
//! * [`Query`] is the language in which lists are asked for.
//! * [`server`] reads requests and writes replies, as a server does.
//!
//! The resource stores, reads and removes time entries and does not change them: for that the vendor
//! has the other APIs.
//!
//! ```
//! use suiteprojects::rest::{List, Query, Reply, RestCommand};
//!
//! let list = List::new().with_query(Query::parse("userId EQUAL 251 AND date ON \"2026-01-05\"")?);
//! let request = list.request();
//! assert_eq!(request.method.as_str(), "GET");
//! let page = list.read(&Reply::new(200, br#"{"data": [{"id": 5512, "hour": 7}], "message": "success"}"#))?;
//! assert_eq!(page.records[0].task.hours, Some(7.into()));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What is read
//!
//! The replies of the vendor are objects with `data`, `message` and, for lists, `meta`. `data` may be an
//! array or the one element that would be in it. A reply to several objects has a result for each, as
//! elements of `data` or as members named with numbers; a result says by `status` or by `message` how it
//! went. Refusals come as HTTP 4xx with `message`, and `errorFields` where fields are at fault; codes of
//! the other APIs do not stand in them, so [`code_of`] tells what a status means. Where a member `code` has
//! one, as in the replies of our local server, that one counts. A 4xx without any of these members is not the
//! resource's, and no refusal but for 401, 403, 405 and 429. All but the names of the members is our
//! reading.

mod create;
mod delete;
mod discover;
mod error;
mod get;
mod list;
mod name;
mod query;
mod record;
mod reply;
mod request;
mod selection;
pub mod server;
mod uri;

pub use create::Create;
pub use delete::Delete;
pub use discover::{Discover, Discovered};
pub use error::{ReplyError, code_of, status_of};
pub use get::Get;
pub use list::{List, Order, Page};
pub use name::access;
pub use query::{
    Comparison, Condition, ConditionError, DayRelation, Query, QueryError, Test, TextRelation,
};
pub use record::{entry_to_string, read_entry, read_task, task_to_string};
pub use reply::Reply;
pub use request::{Method, PATH, Request, RequestError};
pub use selection::Selection;

use crate::api::Command;

/// A command that the resource has.
pub trait RestCommand: Command {
    /// The request.
    fn request(&self) -> Request;

    /// Reads the reply to it.
    ///
    /// # Errors
    ///
    /// [`ReplyError`] tells apart a refusal of the request as a whole, which means that nothing was
    /// carried out, and a reply that cannot be understood, which does not say what was.
    fn read(&self, reply: &Reply<'_>) -> Result<Self::Answer, ReplyError>;
}
