//! Writes XML into one growing string.

mod error;
mod scope;

use std::fmt;
use std::ops::Range;

use super::chars::{name_length, split_prefix};
use super::error::Quote;
use crate::text::first_illegal_character;
use error::Problem;
pub use error::WriteError;
use scope::WriterScope;
pub use scope::{ContentWriter, TagWriter};

/// Writes one document.
///
/// Tags are balanced by construction: an element is closed by using up or dropping the value that
/// stands for it, and attributes can be given only as long as its start tag is open. Names may carry
/// a prefix; to declare it is up to the caller. A call that fails leaves
/// a document that is still well-formed: nothing of its own, or an empty element where the text is
/// refused.
///
/// Written so that every reader gets back what was given: `&`, `<` and `>` are escaped everywhere,
/// `"` in attribute values, a carriage return everywhere, and a tab and a line feed in attribute
/// values, where they would be read as blanks.
///
/// ```
/// use suiteprojects::xml::Writer;
///
/// let mut writer = Writer::new();
/// let mut request = writer.start("request")?;
/// request.attribute("API_version", "1.0")?;
/// let mut commands = request.content();
/// let mut read = commands.start("Read")?;
/// read.attribute("type", "Task")?.attribute("limit", "0,1000")?;
/// read.content().element_with_text("notes", "R & D")?;
/// commands.empty("Time")?;
/// commands.end();
/// assert_eq!(
///     writer.into_string(),
///     "<request API_version=\"1.0\"><Read type=\"Task\" limit=\"0,1000\">\
///      <notes>R &amp; D</notes></Read><Time/></request>"
/// );
/// # Ok::<(), suiteprojects::xml::WriteError>(())
/// ```
#[derive(Default)]
pub struct Writer {
    out: String,
    /// Blanks per level; `None` for everything on one line.
    indent: Option<usize>,
    open: Vec<Open>,
    /// The start tag of the innermost element still lacks its `>`.
    in_tag: bool,
    has_root: bool,
}

struct Open {
    /// Where its name stands in the output.
    name: Range<usize>,
    /// Where its start tag starts.
    start: usize,
    has_elements: bool,
    /// White space must not be added, because it would become part of the text.
    has_text: bool,
}

impl Writer {
    /// Writes everything on one line.
    pub fn new() -> Self {
        Writer::default()
    }

    /// Starts each element on a line of its own, `blanks` further to the right a level.
    ///
    /// Elements that hold text are left as they are. If text follows after inner elements, the white
    /// space before these has already become part of the text.
    pub fn indented(blanks: usize) -> Self {
        Writer {
            indent: Some(blanks),
            ..Writer::default()
        }
    }

    /// Makes room for `bytes` more bytes at once.
    pub fn reserve(&mut self, bytes: usize) {
        self.out.reserve(bytes);
    }

    /// Writes `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`, as the vendor's samples
    /// begin. Does nothing if something was already written.
    pub fn declaration(&mut self) {
        if self.out.is_empty() {
            self.out
                .push_str(r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#);
        }
    }

    /// Starts the root element.
    ///
    /// # Errors
    ///
    /// `name` is no name, or there already is a root element.
    pub fn start(&mut self, name: &str) -> Result<TagWriter<'_>, WriteError> {
        self.open(name, false)?;
        Ok(TagWriter {
            scope: WriterScope { writer: self },
        })
    }

    /// The document.
    #[must_use]
    pub fn into_string(self) -> String {
        self.out
    }

    /// The document.
    pub fn as_str(&self) -> &str {
        &self.out
    }

    /// Forgets the document and keeps its memory for the next one.
    pub fn clear(&mut self) {
        self.out.clear();
        self.open.clear();
        self.in_tag = false;
        self.has_root = false;
    }

    /// Starts an element. `has_text` says in advance that it will hold text.
    pub(super) fn open(&mut self, name: &str, has_text: bool) -> Result<(), WriteError> {
        check_name(name, "element")?;
        if self.open.is_empty() && self.has_root {
            return Err(Problem::SecondRoot {
                name: Quote::new(name),
            }
            .into());
        }
        self.finish_tag();
        let mut inside_text = false;
        if let Some(parent) = self.open.last_mut() {
            parent.has_elements = true;
            inside_text = parent.has_text;
        }
        if !inside_text {
            self.new_line();
        }
        let start = self.out.len();
        self.out.push('<');
        self.out.push_str(name);
        let name = start + 1..self.out.len();
        self.open.push(Open {
            name,
            start,
            has_elements: false,
            has_text: has_text || inside_text,
        });
        self.in_tag = true;
        self.has_root = true;
        Ok(())
    }

    /// Adds an attribute to the open start tag; that its name is new there is for the caller to know.
    pub(super) fn put_attribute(&mut self, name: &str, value: &str) -> Result<(), WriteError> {
        check_name(name, "attribute")?;
        self.check_characters(value, Some(name))?;
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        escape(value, &mut self.out, |byte| match byte {
            b'"' => Some("&quot;"),
            b'\t' => Some("&#9;"),
            b'\n' => Some("&#10;"),
            _ => escaped_everywhere(byte),
        });
        self.out.push('"');
        Ok(())
    }

    /// Adds text to the innermost element.
    pub(super) fn put_text(&mut self, text: &str) -> Result<(), WriteError> {
        self.check_characters(text, None)?;
        if text.is_empty() {
            return Ok(());
        }
        self.finish_tag();
        if let Some(open) = self.open.last_mut() {
            open.has_text = true;
        }
        escape(text, &mut self.out, escaped_everywhere);
        Ok(())
    }

    /// Adds elements as they stand.
    pub(super) fn put_written(&mut self, elements: &str) {
        if elements.is_empty() {
            return;
        }
        self.finish_tag();
        if let Some(open) = self.open.last_mut() {
            open.has_elements = true;
        }
        self.out.push_str(elements);
    }

    /// Closes the innermost element.
    pub(super) fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        if self.in_tag {
            self.in_tag = false;
            self.out.push_str("/>");
            return;
        }
        if open.has_elements && !open.has_text {
            self.new_line();
        }
        self.out.push_str("</");
        self.out.extend_from_within(open.name);
        self.out.push('>');
    }

    /// Ends a start tag, so that the element has an end tag even if nothing is inside.
    pub(in crate::xml) fn finish_tag(&mut self) {
        if std::mem::take(&mut self.in_tag) {
            self.out.push('>');
        }
    }

    fn new_line(&mut self) {
        if let Some(blanks) = self.indent
            && !self.out.is_empty()
        {
            self.out.push('\n');
            self.out
                .extend(std::iter::repeat_n(' ', blanks * self.open.len()));
        }
    }

    /// Whether the open start tag has an attribute of this name. Quotes inside values are escaped,
    /// so the pattern cannot stand in one.
    fn has_attribute(&self, name: &str) -> bool {
        let start = self.open.last().map_or(0, |open| open.start);
        let tag = self.out.get(start..).unwrap_or_default();
        tag.match_indices(name).any(|(at, _)| {
            tag.get(..at).is_some_and(|before| before.ends_with(' '))
                && tag
                    .get(at + name.len()..)
                    .is_some_and(|behind| behind.starts_with("=\""))
        })
    }

    fn check_characters(&self, text: &str, attribute: Option<&str>) -> Result<(), WriteError> {
        let Some(at) = first_illegal_character(text) else {
            return Ok(());
        };
        let character = text
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .unwrap_or_default();
        let name = self
            .open
            .last()
            .and_then(|open| self.out.get(open.name.clone()));
        let element = Quote::new(name.unwrap_or_default());
        Err(match attribute {
            None => Problem::Text {
                character,
                at,
                element,
            },
            Some(attribute) => {
                let attribute = Quote::new(attribute);
                Problem::AttributeValue {
                    character,
                    at,
                    attribute,
                    element,
                }
            }
        }
        .into())
    }
}

impl fmt::Debug for Writer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Writer")
            .field("bytes", &self.out.len())
            .field("depth", &self.open.len())
            .finish_non_exhaustive()
    }
}

/// Refuses what cannot name `what`, an element, an attribute or a field.
pub(super) fn check_name(name: &str, what: &'static str) -> Result<(), WriteError> {
    if !name.is_empty() && name_length(name) == name.len() && split_prefix(name).is_some() {
        return Ok(());
    }
    Err(Problem::Name {
        what,
        name: Quote::new(name),
    }
    .into())
}

fn escaped_everywhere(byte: u8) -> Option<&'static str> {
    match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'\r' => Some("&#13;"),
        _ => None,
    }
}

/// Appends `text` with each byte replaced for which `replacement` has something.
fn escape(text: &str, out: &mut String, replacement: impl Fn(u8) -> Option<&'static str>) {
    let mut copied = 0;
    for (at, byte) in text.bytes().enumerate() {
        if let Some(replacement) = replacement(byte) {
            out.push_str(text.get(copied..at).unwrap_or_default());
            out.push_str(replacement);
            copied = at + 1;
        }
    }
    out.push_str(text.get(copied..).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    fn written(write: impl FnOnce(&mut ContentWriter<'_>) -> Result<(), WriteError>) -> String {
        let mut writer = Writer::new();
        let mut content = writer.start("a").unwrap().content();
        write(&mut content).unwrap();
        content.end();
        writer.into_string()
    }

    #[test]
    fn text_is_escaped() {
        let text = "a&b<c>d\"e'f\tg\nh\ri é ]]>";
        assert_eq!(
            written(|content| content.text(text)),
            "<a>a&amp;b&lt;c&gt;d\"e'f\tg\nh&#13;i é ]]&gt;</a>"
        );
    }

    #[test]
    fn attribute_values_are_escaped() {
        let mut writer = Writer::new();
        writer
            .start("a")
            .unwrap()
            .attribute("b", "a&b<c>d\"e'f\tg\nh\ri")
            .unwrap();
        assert_eq!(
            writer.into_string(),
            "<a b=\"a&amp;b&lt;c&gt;d&quot;e'f&#9;g&#10;h&#13;i\"/>"
        );
    }

    #[test]
    fn empty_text_leaves_an_empty_element() {
        assert_eq!(written(|content| content.text("")), "<a/>");
        assert_eq!(
            written(|content| content.element_with_text("b", "")),
            "<a><b/></a>"
        );
    }

    #[test]
    fn elements_close_in_order_even_when_dropped() {
        let output = written(|content| {
            let mut b = content.start("b")?.content();
            b.start("c")?.content().start("d")?.attribute("e", "1")?;
            b.text("x")?;
            b.end();
            content.empty("f")
        });
        assert_eq!(output, "<a><b><c><d e=\"1\"/></c>x</b><f/></a>");
    }

    #[test]
    fn indentation_leaves_text_alone() {
        let mut writer = Writer::indented(2);
        writer.declaration();
        let mut a = writer.start("a").unwrap().content();
        a.element_with_text("b", "text").unwrap();
        a.start("c")
            .unwrap()
            .content()
            .start("d")
            .unwrap()
            .content()
            .empty("e")
            .unwrap();
        let mut mixed = a.start("m").unwrap().content();
        mixed.text("x").unwrap();
        mixed.start("n").unwrap().content().empty("o").unwrap();
        mixed.end();
        a.end();
        assert_snapshot!(writer.into_string(), @r#"
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <a>
          <b>text</b>
          <c>
            <d>
              <e/>
            </d>
          </c>
          <m>x<n><o/></n></m>
        </a>
        "#);
    }

    #[test]
    fn a_cleared_writer_starts_afresh() {
        let mut writer = Writer::new();
        writer.start("a").unwrap().empty();
        writer.clear();
        writer.declaration();
        writer.start("b").unwrap().empty();
        assert!(writer.as_str().starts_with("<?xml") && writer.as_str().ends_with("?><b/>"));
    }

    #[test]
    fn a_failed_call_writes_nothing() {
        let output = written(|content| {
            content.text("\0").unwrap_err();
            content.start("1").unwrap_err();
            let mut tag = content.start("b")?;
            tag.attribute("c", "\u{FFFE}").unwrap_err();
            tag.attribute("c d", "").unwrap_err();
            Ok(())
        });
        assert_eq!(output, "<a><b/></a>");
    }

    #[test]
    fn an_attribute_is_recognized_only_as_a_whole() {
        let mut writer = Writer::new();
        let mut tag = writer.start("id").unwrap();
        tag.attribute("userid", " id=\"x").unwrap();
        tag.attribute("id", "1")
            .unwrap()
            .attribute("i", "2")
            .unwrap();
        assert!(tag.attribute("i", "3").is_err());
        assert!(tag.attribute("userid", "3").is_err());
    }

    #[test]
    fn errors() {
        let mut writer = Writer::new();
        assert_snapshot!(writer.start("a b").unwrap_err(), @"`a b` is no element name in XML");
        assert_snapshot!(writer.start("").unwrap_err(), @"`` is no element name in XML");
        assert_snapshot!(writer.start("a:b:c").unwrap_err(), @"`a:b:c` is no element name in XML");
        let mut tag = writer.start("notes").unwrap();
        assert_snapshot!(tag.attribute("1", "").unwrap_err(), @"`1` is no attribute name in XML");
        tag.attribute("b", "").unwrap();
        assert_snapshot!(tag.attribute("b", "").unwrap_err(), @"attribute `b` is given twice");
        let error = tag.attribute("c", "é\u{B}").unwrap_err();
        assert_eq!(error.byte(), Some(2));
        assert_snapshot!(error, @"character U+000B at byte 2 of the attribute `c` of <notes> cannot be written in XML 1.0");
        let error = tag.text("ab\u{FFFF}").unwrap_err();
        assert_eq!(error.byte(), Some(2));
        assert_snapshot!(error, @"character U+FFFF at byte 2 of the text of <notes> cannot be written in XML 1.0");
        let error = writer.start("b").unwrap_err();
        assert_eq!(error.byte(), None);
        assert_snapshot!(error, @"second root element <b>, expected one");
    }
}
