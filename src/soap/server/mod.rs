//! The other side: requests as a server reads them, and the answers it writes.
//!
//! What stock SOAP tools send is read, whichever they are, and answers are written in the one form
//! that all of them read: parts named as in the WSDL, every value marked with its type, nil where there
//! is none.
//!
//! ```
//! use suiteprojects::soap::server::{Call, Reply, Request, UpdateResult};
//! use suiteprojects::soap::Service;
//! use suiteprojects::task::{Field, Id};
//! use suiteprojects::xml::Limits;
//!
//! let sent = br#"<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"
//!         xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns:p="http://namespaces.soaplite.com/perl">
//!     <e:Header><SessionHeader><sessionId>s1</sessionId></SessionHeader></e:Header>
//!     <e:Body><add><objects><item i:type="p:oaTask"><hours>8</hours></item></objects></add></e:Body>
//! </e:Envelope>"#;
//! let request = Request::parse(sent, Limits::default())?;
//! let Call::Add(objects) = &request.call else { panic!() };
//! assert_eq!(objects[0].as_task().and_then(|task| task.text(Field::Hours)), Some("8"));
//!
//! let reply = Reply::Add(vec![UpdateResult::added(Id::new(5512).ok_or("zero")?)]);
//! let answer = reply.to_envelope(&Service::rpc_encoded())?;
//! assert!(answer.contains("<status xsi:type=\"xsd:string\">A</status>"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod call;
mod objects;
mod reply;
mod request;
mod result;

pub use crate::api::served::{ApprovalCall, Object, ReadCall, UrlCall};
pub use call::Call;
pub(super) use objects::items;
pub use reply::Reply;
pub use request::Request;
pub use result::{ApprovalResult, ReadResult, UpdateResult, UpdateStatus, UrlResult};
