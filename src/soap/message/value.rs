//! A value in a message, with its references followed.

use std::borrow::Cow;
use std::ops::Range;

use super::node::{Node, Place};
use super::{Message, MessageError, base64};
use crate::text::shortened;

/// A value: a text, a structure with members, or an array with items. Which of them it is, is for
/// whoever reads it to know; stock tools do not always say.
#[derive(Clone, Copy, Debug)]
pub(in crate::soap) struct Value<'m, 'a> {
    message: &'m Message<'a>,
    place: Place,
}

impl<'m, 'a> Value<'m, 'a> {
    pub(super) const fn new(message: &'m Message<'a>, place: Place) -> Self {
        Self { message, place }
    }

    fn own(self) -> &'m Node<'a> {
        self.message.node(self.place)
    }

    /// The element that holds the value. The message was checked for circles.
    fn node(self) -> &'m Node<'a> {
        let mut node = self.own();
        while let Some(link) = node.link {
            node = self.message.node(link);
        }
        node
    }

    /// The local name of the element that stands where the value is used.
    pub(in crate::soap) fn name(self) -> &'a str {
        self.own().name
    }

    /// The local name of its type, or that of its items if it is marked as an array; `None` without one.
    pub(in crate::soap) fn type_name(self) -> Option<&'m str> {
        let types = [&*self.node().type_name, &*self.own().type_name];
        types.into_iter().find(|name| !name.is_empty())
    }

    /// Whether it is marked as no value.
    pub(in crate::soap) fn is_nil(self) -> bool {
        self.own().is_nil || self.node().is_nil
    }

    /// Whether it is marked as an array.
    pub(in crate::soap) fn is_array(self) -> bool {
        self.node().is_array
    }

    /// How many items its mark says it has.
    pub(in crate::soap) fn declared_count(self) -> Option<u32> {
        self.node().count
    }

    /// Whether it holds other values.
    pub(in crate::soap) fn has_elements(self) -> bool {
        self.node().first.is_some()
    }

    /// Its text. One that is marked as base 64 is decoded if that gives UTF-8: `SOAP::Lite` sends texts
    /// beyond ASCII in this way. Binary values stay in base 64.
    pub(in crate::soap) fn text(self) -> Cow<'m, str> {
        let node = self.node();
        if matches!(self.type_name(), Some("base64" | "base64Binary"))
            && let Some(text) = base64::decode(&node.text)
        {
            return Cow::Owned(text);
        }
        Cow::Borrowed(&node.text)
    }

    /// Where its text stands in the input, in bytes, or its tag if it has none.
    pub(in crate::soap) fn span(self) -> Range<usize> {
        self.node().span.clone()
    }

    /// Where its start tag stands in the input, in bytes.
    pub(in crate::soap) fn tag(self) -> Range<usize> {
        self.node().tag.clone()
    }

    /// The values directly inside, in order: the members of a structure, the items of an array.
    pub(in crate::soap) fn members(self) -> Members<'m, 'a> {
        Members {
            message: self.message,
            next: self.node().first,
        }
    }

    /// The members of this name. Namespaces of members do not count.
    pub(in crate::soap) fn members_named(self, name: &str) -> impl Iterator<Item = Self> {
        self.members().filter(move |member| member.name() == name)
    }

    /// Whether there is a member of this name, nil or not.
    pub(in crate::soap) fn has(self, name: &str) -> bool {
        self.members_named(name).next().is_some()
    }

    /// The member of this name, unless it is nil.
    ///
    /// # Errors
    ///
    /// [`MessageError`] if it is there twice.
    pub(in crate::soap) fn member(self, name: &str) -> Result<Option<Self>, MessageError> {
        let mut named = self.members_named(name);
        let first = named.next();
        if let Some(second) = named.next() {
            let found = format!("the member `{name}` twice");
            return Err(MessageError::layout(second.tag(), found, "it once"));
        }
        Ok(first.filter(|member| !member.is_nil()))
    }

    /// The text of the member of this name; `None` if it is missing, nil or empty.
    ///
    /// # Errors
    ///
    /// [`MessageError`] if it is there twice, or holds elements.
    pub(in crate::soap) fn text_of(self, name: &str) -> Result<Option<Cow<'m, str>>, MessageError> {
        let Some(member) = self.member(name)? else {
            return Ok(None);
        };
        if member.has_elements() {
            let found = format!("elements in the member `{}`", shortened(name));
            return Err(MessageError::layout(member.tag(), found, "text"));
        }
        Ok(Some(member.text()).filter(|text| !text.trim_ascii().is_empty()))
    }
}

/// The values directly inside a value.
#[derive(Clone, Debug)]
pub(in crate::soap) struct Members<'m, 'a> {
    message: &'m Message<'a>,
    next: Option<Place>,
}

impl<'m, 'a> Iterator for Members<'m, 'a> {
    type Item = Value<'m, 'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let place = self.next?;
        self.next = self.message.node(place).next;
        Some(Value::new(self.message, place))
    }
}
