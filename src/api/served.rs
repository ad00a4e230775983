//! What a server is asked for, the same on every wire.
//!
//! The commands of this module's siblings borrow what a client sends; these own what a server was
//! sent, unchecked and in the words of the client.

use super::{Approval, Secret};
use crate::element::Element;
use crate::record::TypedRecord as _;
use crate::task::{Entry, Task};

/// An object of a request: a time entry, or a record of another type in its XML form.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Object {
    /// A time entry.
    Task(Box<Entry<'static>>),
    /// A record of another type, which is the name of the element.
    Other(Element),
}

impl Object {
    /// The type of the object, such as `Task`.
    pub fn object_type(&self) -> &str {
        match self {
            Self::Task(_) => Task::OBJECT_TYPE,
            Self::Other(element) => &element.name.local,
        }
    }

    /// The time entry, if it is one.
    pub fn as_task(&self) -> Option<&Entry<'static>> {
        match self {
            Self::Task(entry) => Some(entry),
            Self::Other(_) => None,
        }
    }
}

/// A record to submit, approve, reject or take back.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ApprovalCall {
    /// Names and values of the attributes, such as `submit_warning`.
    pub attributes: Vec<(String, String)>,
    /// The record.
    pub object: Object,
    /// What is noted.
    pub approval: Option<Approval>,
}

/// One question of a Read.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct ReadCall {
    /// The method, such as `equal to`.
    pub method: String,
    /// The fields to return; all if there are none.
    pub fields: Vec<String>,
    /// Names and values of the attributes, such as `limit`.
    pub attributes: Vec<(String, String)>,
    /// The type of the records, such as `Task`.
    pub object_type: String,
    /// The search objects and the dates, in the form that they have in XML.
    pub objects: Vec<Element>,
}

/// One address of a `MakeURL`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct UrlCall {
    /// The session of the user.
    pub uid: Secret,
    /// The page.
    pub page: String,
    /// The application.
    pub application: String,
    /// The record that the page shows.
    pub argument: Option<Element>,
}
