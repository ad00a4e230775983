//! The other side: requests as a server reads them, and the answers it writes.
//!
//! What clients in production send is read, whichever they are: `API_version` or `API_ver`, the members
//! of a login in any order, attributes that nobody knows. An answer is the
//! [`Response`](crate::xml::exchange::Response) that a client reads, written by its `to_document`.
//!
//! ```
//! use suiteprojects::api::CommandResult;
//! use suiteprojects::error_code::ErrorCode;
//! use suiteprojects::task::Field;
//! use suiteprojects::xml::exchange::{AuthResult, Response};
//! use suiteprojects::xml::server::{Call, Request};
//! use suiteprojects::xml::Limits;
//!
//! let sent = br#"<request API_ver="1.0" client="test" client_ver="1" namespace="default" key="k">
//!     <Auth><Login><user>ann</user><password>p</password><company>Eagle</company></Login></Auth>
//!     <Add type="Task"><Task><hours>8</hours></Task></Add></request>"#;
//! let request = Request::parse(sent, Limits::default())?;
//! let Call::Add(objects) = &request.commands[0].call else { panic!() };
//! assert_eq!(objects[0].as_task().and_then(|task| task.text(Field::Hours)), Some("8"));
//!
//! let mut auth = AuthResult::default();
//! auth.status = Some(ErrorCode::OK);
//! let mut result = CommandResult::default();
//! result.name = "Add".to_owned();
//! result.status = Some(ErrorCode::OK);
//! let mut response = Response::default();
//! response.auth = Some(auth);
//! response.results.push(result);
//! assert!(response.to_document()?.ends_with(
//!     r#"<response><Auth status="0"></Auth><Add status="0"></Add></response>"#
//! ));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod call;
mod request;
mod response;

pub use call::Call;
pub use request::{CommandCall, Request, RequestError};
