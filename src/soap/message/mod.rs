//! SOAP messages as they are read: the envelope, and the values in it.
//!
//! A message is read whole before anything of it counts. References (`href`) are resolved once, and a
//! message whose values hold themselves, or would be too large or too deep written out, is refused.

mod base64;
mod error;
mod graph;
mod marks;
mod node;
mod parse;
mod value;

pub use error::{MessageError, MessageErrorKind};
pub(super) use value::Value;

use crate::xml::Limits;
use node::{Node, Place};

/// How many elements a message may hold, whatever [`Limits::elements`] says: some three requests for a
/// thousand users with all their flags, the largest records there are.
pub(super) const MOST_ELEMENTS: usize = 2_000_000;

/// A message that was read whole.
#[derive(Debug)]
pub(super) struct Message<'a> {
    nodes: Vec<Node<'a>>,
    entry: Place,
    namespace: Option<String>,
    is_fault: bool,
    session: Option<Place>,
}

impl<'a> Message<'a> {
    /// Reads a message to its end. Of the limits, the depth counts up to
    /// [`tree::MAX_DEPTH`](crate::xml::tree::MAX_DEPTH) and the elements up to [`MOST_ELEMENTS`].
    pub(super) fn parse(input: &'a [u8], limits: Limits) -> Result<Self, MessageError> {
        let limits = limits
            .with_depth(limits.depth.min(crate::xml::tree::MAX_DEPTH))
            .with_elements(limits.elements.min(MOST_ELEMENTS));
        parse::message(input, limits)
    }

    /// The one element that the body is about: the wrapper of a request or answer, or a fault.
    pub(super) fn entry(&self) -> Value<'_, 'a> {
        Value::new(self, self.entry)
    }

    /// The namespace of that element.
    pub(super) fn namespace(&self) -> Option<&str> {
        self.namespace.as_deref()
    }

    /// Whether that is a fault.
    pub(super) fn is_fault(&self) -> bool {
        self.is_fault
    }

    /// The `SessionHeader`.
    pub(super) fn session(&self) -> Option<Value<'_, 'a>> {
        self.session.map(|place| Value::new(self, place))
    }

    fn node(&self, place: Place) -> &Node<'a> {
        // Places are made from the nodes that are there.
        &self.nodes[place.index()]
    }
}
