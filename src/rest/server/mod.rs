//! The other side: requests as a server reads them, and the replies it writes.
//!
//! ```
//! use suiteprojects::rest::server::{Answer, Call};
//! use suiteprojects::task::{Field, Id, Task};
//!
//! let body = r#"{"date": "2026-01-05", "userId": 251, "hour": 8}"#;
//! let call = Call::parse("POST", "/rest/v1/time-entries", "", body.as_bytes())?;
//! let Call::Create(create) = call else { panic!() };
//! assert_eq!(create.entries[0].text(Field::Hours), Some("8"));
//!
//! let mut stored = Task::default();
//! stored.id = Id::new(5512);
//! let answer = Answer::created(&create, &[Ok(stored)]);
//! assert_eq!(answer.body, r#"{"data":[{"id":5512}],"message":"success"}"#);
//!
//! // What is no request becomes the reply that says so.
//! let refused = Call::parse("PUT", "/rest/v1/time-entries/5512", "", b"").unwrap_err();
//! assert_eq!(refused.status, 405);
//! # Ok::<(), suiteprojects::rest::server::Answer>(())
//! ```
//!
//! The words of messages are ours, but for `success`. The member `code` of refusals is our addition: the
//! vendor's replies do not tell the code that its other APIs have. So are the results of a request with
//! several objects, see [`Create`](super::Create).

mod answer;
mod call;
mod description;

pub use answer::Answer;
pub use call::{Call, CreateCall, ListCall};
