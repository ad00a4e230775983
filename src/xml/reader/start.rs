//! Start tags: names, attributes and namespace declarations.

use std::borrow::Cow;
use std::ops::Range;

use super::event::Attribute;
use super::{Open, Reader};
use crate::element::CREDENTIAL_ATTRIBUTE;
use crate::xml::chars::name_length;
use crate::xml::error::{Fault, Problem, Quote};
use crate::xml::limits::Limits;
use crate::xml::markup;
use crate::xml::names::{Name, NamespaceId, declared_prefix, split};
use crate::xml::references::attribute_value;
use crate::xml::tag::{RawAttribute, TagScanner};
use crate::xml::tokens::{Token, TokenKind};

/// The parts of the latest start tag, and buffers to collect them. Kept to save allocations.
#[derive(Default)]
pub(super) struct CurrentTag<'a> {
    pub(super) attributes: Vec<Attribute<'a>>,
    raw: Vec<RawAttribute>,
    keys: Vec<(NamespaceId, &'a str, usize)>,
}

impl<'a> Reader<'a> {
    /// Takes in a start tag or an empty-element tag, and opens the element.
    pub(super) fn start(&mut self, token: &Token) -> Result<Name<'a>, Fault> {
        let is_empty = token.kind == TokenKind::EmptyTag;
        let closing = if is_empty { "/>" } else { ">" };
        let mut scanner = TagScanner::new(self.text, &token.span, 1, Some(closing));
        let name = scanner.name("an element name")?;
        self.check_element(token.span.start, &name)?;

        let scope = self.namespaces.scope();
        let mut tag = std::mem::take(&mut self.tag);
        tag.raw.clear();
        tag.keys.clear();
        tag.attributes.clear();
        while let Some(attribute) = scanner.attribute()? {
            match declared_prefix(self.slice(&attribute.name)) {
                Some(prefix) => {
                    self.declare(prefix, &attribute)?;
                    tag.keys
                        .push((NamespaceId::Declaration, prefix, attribute.name.start));
                }
                None if tag.raw.len() == self.limits.attributes => {
                    let limit = self.limits.attributes;
                    return Err(Problem::TooManyAttributes { limit }.at(attribute.name.start));
                }
                None => tag.raw.push(attribute),
            }
        }
        let expanded = self.namespaces.element(self.slice(&name));
        let expanded_name = expanded.map_err(|problem| problem.at(name.start))?;
        for raw in &tag.raw {
            let expanded = self.namespaces.attribute(self.slice(&raw.name));
            let (namespace, name) = expanded.map_err(|problem| problem.at(raw.name.start))?;
            tag.keys.push((namespace, name.local(), raw.name.start));
            let value = self.value(raw)?;
            tag.attributes.push(Attribute {
                name,
                value,
                span: raw.value.clone(),
            });
        }
        if let Some(at) = markup::first_duplicate(&mut tag.keys) {
            let rest = self.slice(&(at..token.span.end));
            let name = Quote::new(self.slice(&(at..at + name_length(rest))));
            return Err(Problem::DuplicateAttribute { name }.at(at));
        }
        self.tag = tag;
        self.open.push(Open { name, scope });
        self.ends = is_empty;
        Ok(expanded_name)
    }

    /// Whether one more element may begin here.
    fn check_element(&mut self, at: usize, name: &Range<usize>) -> Result<(), Fault> {
        if self.open.is_empty() && self.elements > 0 {
            let name = Quote::new(self.slice(name));
            return Err(Problem::SecondRoot { name }.at(at));
        }
        let Limits {
            depth, elements, ..
        } = self.limits;
        if self.open.len() >= depth {
            return Err(Problem::TooDeep { limit: depth }.at(at));
        }
        if self.elements >= elements {
            return Err(Problem::TooManyElements { limit: elements }.at(at));
        }
        self.elements += 1;
        Ok(())
    }

    fn declare(&mut self, prefix: &'a str, attribute: &RawAttribute) -> Result<(), Fault> {
        let at = attribute.name.start;
        let limit = self.limits.namespace_declarations;
        if self.namespaces.count() >= limit {
            return Err(Problem::TooManyDeclarations { limit }.at(at));
        }
        split(self.slice(&attribute.name)).map_err(|problem| problem.at(at))?;
        let value = self.value(attribute)?;
        self.namespaces
            .declare(prefix, value)
            .map_err(|problem| problem.at(at))
    }

    fn value(&self, attribute: &RawAttribute) -> Result<Cow<'a, str>, Fault> {
        let Range { start, end } = attribute.value;
        let value = attribute_value(self.text, start, end).map_err(|mut fault| {
            if self.slice(&attribute.name) == CREDENTIAL_ATTRIBUTE {
                fault.problem.conceal();
            }
            fault
        })?;
        let limit = self.limits.text_bytes;
        if value.len() > limit {
            let what = "attribute value";
            return Err(Problem::TooLong { what, limit }.at(start));
        }
        Ok(value)
    }
}
