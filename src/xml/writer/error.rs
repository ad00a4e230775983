//! Why something cannot be written.

use thiserror::Error;

use crate::xml::error::Quote;

/// A value that cannot be written as XML 1.0.
///
/// `Display` is one line; it quotes names, never text or attribute values.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error(transparent)]
pub struct WriteError {
    problem: Box<Problem>,
}

impl WriteError {
    /// Where the character that cannot be written stands in the text or attribute value, in bytes;
    /// `None` if not a character is the trouble.
    pub fn byte(&self) -> Option<usize> {
        match *self.problem {
            Problem::Text { at, .. } | Problem::AttributeValue { at, .. } => Some(at),
            _ => None,
        }
    }

    pub(in crate::xml) fn duplicate_attribute(name: &str) -> Self {
        Problem::DuplicateAttribute {
            name: Quote::new(name),
        }
        .into()
    }

    pub(in crate::xml) fn prefix(name: &str) -> Self {
        Problem::Prefix {
            name: Quote::new(name),
        }
        .into()
    }

    pub(in crate::xml) fn namespace(local: &str) -> Self {
        Problem::Namespace {
            local: Quote::new(local),
        }
        .into()
    }
}

impl From<Problem> for WriteError {
    #[cold]
    fn from(problem: Problem) -> Self {
        WriteError {
            problem: Box::new(problem),
        }
    }
}

#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub(super) enum Problem {
    #[error("character U+{:04X} at byte {at} of the text of <{element}> cannot be written in XML 1.0", u32::from(*.character))]
    Text {
        character: char,
        at: usize,
        element: Quote,
    },
    #[error("character U+{:04X} at byte {at} of the attribute `{attribute}` of <{element}> cannot be written in XML 1.0", u32::from(*.character))]
    AttributeValue {
        character: char,
        at: usize,
        attribute: Quote,
        element: Quote,
    },
    #[error("`{name}` is no {what} name in XML")]
    Name { what: &'static str, name: Quote },
    #[error("attribute `{name}` is given twice")]
    DuplicateAttribute { name: Quote },
    #[error("second root element <{name}>, expected one")]
    SecondRoot { name: Quote },
    #[error("name `{name}` has a prefix, expected a namespace and a local name")]
    Prefix { name: Quote },
    #[error("namespace of `{local}` is empty or reserved")]
    Namespace { local: Quote },
}
