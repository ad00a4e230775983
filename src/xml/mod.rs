//! XML 1.0 with namespaces, read strictly and written safely, and the time entry in it.
//!
//! Four layers that know no record or field, each usable alone, and one that does:
//!
//! * [`Reader`] pulls start tags, texts and ends out of a byte slice. What is not well-formed, cut
//!   off, too large or not UTF-8 is refused with the place of the fault ([`ReadError`]).
//! * [`Writer`] puts a document together so that tags are balanced and values come back unchanged.
//! * [`tree`] turns a document into the generic tree of [`element`](crate::element) and back.
//! * [`Document`] sorts such a tree into the commands of a request or response, and shows it as JSON.
//! * [`task`] reads the time entries of a message and writes them.
//! * [`exchange`] writes the commands of [`api`](crate::api) as a request and reads the answer.
//!
//! # Reading
//!
//! ```
//! use suiteprojects::xml::{Event, Limits, Reader};
//!
//! let answer = br#"<response>
//!   <Auth status = "0"></Auth >
//!   <Read status = "0"><Task><id>5512</id><notes>R&amp;D<!-- ! --></notes></Task></Read >
//! </response>"#;
//! let mut reader = Reader::new(answer, Limits::default());
//! let mut notes = Vec::new();
//! while let Some(event) = reader.next()? {
//!     if let Event::Start(tag) = event
//!         && tag.name().is_plain("notes")
//!     {
//!         notes.push(reader.read_text_element()?.text);
//!     }
//! }
//! assert_eq!(notes, ["R&D"]);
//! # Ok::<(), suiteprojects::xml::ReadError>(())
//! ```
//!
//! A document that was cut off is told apart from one that is wrong:
//!
//! ```
//! use suiteprojects::xml::{Document, Limits};
//!
//! let cut_off = Document::parse(b"<response><Read status='0'><Task>", Limits::default());
//! let error = cut_off.unwrap_err();
//! assert!(error.is_truncated());
//! assert_eq!(error.to_string(), "line 1, column 34: input ends, expected </Task>");
//! ```
//!
//! # Writing
//!
//! ```
//! use suiteprojects::xml::Writer;
//!
//! let mut writer = Writer::new();
//! let mut delete = writer.start("Delete")?;
//! delete.attribute("type", "Task")?;
//! let mut delete = delete.content();
//! delete.start("Task")?.content().element_with_text("id", "5512")?;
//! delete.end();
//! assert_eq!(writer.as_str(), r#"<Delete type="Task"><Task><id>5512</id></Task></Delete>"#);
//! # Ok::<(), suiteprojects::xml::WriteError>(())
//! ```

mod chars;
mod declaration;
pub mod document;
mod error;
pub mod exchange;
mod input;
pub(crate) mod json;
mod limits;
mod markup;
mod names;
mod position;
mod reader;
mod references;
pub mod server;
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
