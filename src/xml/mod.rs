//! XML.

mod chars;
mod declaration;
pub mod document;
mod error;
mod input;
mod json;
mod limits;
mod markup;
mod names;
mod position;
mod reader;
mod references;
mod tag;
pub mod task;
mod tokens;
pub mod tree;
mod writer;

pub use document::Document;
pub use error::{ReadError, ReadErrorKind};
pub use limits::Limits;
pub use names::Name;
pub use position::{Position, Positions};
pub use reader::{Attribute, ElementText, Event, Reader, StartTag, Text};
pub use writer::{ContentWriter, TagWriter, WriteError, Writer};
