//! Elements that close themselves.

use super::{WriteError, Writer};

/// An element whose start tag is open for attributes. Dropped, it becomes an empty element.
#[derive(Debug)]
pub struct TagWriter<'w> {
    pub(super) scope: WriterScope<'w>,
}

impl<'w> TagWriter<'w> {
    /// Adds an attribute.
    ///
    /// # Errors
    ///
    /// `name` is no name or was already given, or `value` has a character that XML 1.0 cannot carry.
    pub fn attribute(&mut self, name: &str, value: &str) -> Result<&mut Self, WriteError> {
        if self.scope.writer.has_attribute(name) {
            return Err(WriteError::duplicate_attribute(name));
        }
        self.scope.writer.put_attribute(name, value)?;
        Ok(self)
    }

    /// Goes on to what is inside the element.
    pub fn content(self) -> ContentWriter<'w> {
        ContentWriter { scope: self.scope }
    }

    /// Writes text as all that is inside the element.
    ///
    /// # Errors
    ///
    /// The text has a character that XML 1.0 cannot carry. The element is then empty.
    pub fn text(self, text: &str) -> Result<(), WriteError> {
        self.content().text(text)
    }

    /// Leaves the element empty.
    pub fn empty(self) {}
}

/// The inside of an element. Dropped, it closes the element.
#[derive(Debug)]
pub struct ContentWriter<'w> {
    pub(super) scope: WriterScope<'w>,
}

impl ContentWriter<'_> {
    /// Starts an element inside this one.
    ///
    /// # Errors
    ///
    /// `name` is no name.
    pub fn start(&mut self, name: &str) -> Result<TagWriter<'_>, WriteError> {
        self.scope.writer.open(name, false)?;
        Ok(TagWriter {
            scope: WriterScope {
                writer: self.scope.writer,
            },
        })
    }

    /// Adds text.
    ///
    /// # Errors
    ///
    /// The text has a character that XML 1.0 cannot carry.
    pub fn text(&mut self, text: &str) -> Result<(), WriteError> {
        self.scope.writer.put_text(text)
    }

    /// Adds an element that holds only text.
    ///
    /// # Errors
    ///
    /// `name` is no name, or the text has a character that XML 1.0 cannot carry; in the second case
    /// an empty element is written.
    pub fn element_with_text(&mut self, name: &str, text: &str) -> Result<(), WriteError> {
        self.start(name)?.text(text)
    }

    /// Adds elements that another writer has written. They are taken as they stand, prefixes included.
    pub(crate) fn written(&mut self, elements: &str) {
        self.scope.writer.put_written(elements);
    }

    /// What this element is written with, for writing elements of a tree.
    pub(in crate::xml) fn writer(&mut self) -> &mut Writer {
        self.scope.writer
    }

    /// Adds an empty element.
    ///
    /// # Errors
    ///
    /// `name` is no name.
    pub fn empty(&mut self, name: &str) -> Result<(), WriteError> {
        self.start(name)?.empty();
        Ok(())
    }

    /// Closes the element.
    pub fn end(self) {}
}

/// Closes the innermost element when it goes.
#[derive(Debug)]
pub(super) struct WriterScope<'w> {
    pub(super) writer: &'w mut Writer,
}

impl Drop for WriterScope<'_> {
    fn drop(&mut self) {
        self.writer.close();
    }
}
