//! Expanded names, and the namespace declarations in scope.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use super::chars::split_prefix;
use super::error::{Problem, Quote};

/// The namespace that the prefix `xml` stands for.
pub(super) const XML_NAMESPACE: &str = "http://www.w3.org/XML/1998/namespace";
/// The namespace that the prefix `xmlns` stands for.
pub(super) const DECLARATION_NAMESPACE: &str = "http://www.w3.org/2000/xmlns/";

/// A name as Namespaces in XML understands it: the prefix is replaced by what it stands for.
///
/// `Display` writes `local`, or `{namespace}local`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Name<'a> {
    namespace: Option<Namespace<'a>>,
    local: &'a str,
}

impl<'a> Name<'a> {
    /// The namespace name, usually an address. The XML API uses none.
    pub fn namespace(&self) -> Option<&str> {
        self.namespace.as_ref().map(Namespace::as_str)
    }

    /// The part behind the prefix.
    pub fn local(&self) -> &'a str {
        self.local
    }

    /// Whether this is the name `local` without a namespace.
    pub fn is_plain(&self, local: &str) -> bool {
        self.namespace.is_none() && self.local == local
    }
}

impl fmt::Display for Name<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.namespace() {
            Some(namespace) => write!(formatter, "{{{namespace}}}{}", self.local),
            None => formatter.write_str(self.local),
        }
    }
}

impl fmt::Debug for Name<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{self}")
    }
}

/// A namespace name: part of the input, or shared if it had to be unescaped.
#[derive(Clone)]
enum Namespace<'a> {
    Borrowed(&'a str),
    Shared(Arc<str>),
}

impl Namespace<'_> {
    fn as_str(&self) -> &str {
        match self {
            Namespace::Borrowed(name) => name,
            Namespace::Shared(name) => name,
        }
    }
}

impl PartialEq for Namespace<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Namespace<'_> {}

impl std::hash::Hash for Namespace<'_> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

/// Stands for a namespace as long as the element that declared it is open. Equal namespaces have
/// equal numbers, so that names are compared without comparing addresses, which can be long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NamespaceId {
    None,
    Declaration,
    Numbered(usize),
}

/// The declarations in scope.
pub(super) struct Namespaces<'a> {
    known: Vec<Namespace<'a>>,
    bindings: Vec<Binding<'a>>,
}

struct Binding<'a> {
    /// Empty for the default namespace.
    prefix: &'a str,
    namespace: NamespaceId,
}

/// The number of declarations at some time, to return to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scope {
    known: usize,
    bindings: usize,
}

impl<'a> Namespaces<'a> {
    const XML: NamespaceId = NamespaceId::Numbered(0);

    pub(super) fn new() -> Self {
        Namespaces {
            known: vec![Namespace::Borrowed(XML_NAMESPACE)],
            bindings: Vec::new(),
        }
    }

    pub(super) fn scope(&self) -> Scope {
        Scope {
            known: self.known.len(),
            bindings: self.bindings.len(),
        }
    }

    pub(super) fn leave(&mut self, scope: Scope) {
        self.known.truncate(scope.known);
        self.bindings.truncate(scope.bindings);
    }

    /// How many declarations are in scope.
    pub(super) fn count(&self) -> usize {
        self.bindings.len()
    }

    /// Binds `prefix`, empty for the default namespace, by the rules of Namespaces in XML 1.0,
    /// sections 2.2, 3 and 6.2.
    pub(super) fn declare(&mut self, prefix: &'a str, name: Cow<'a, str>) -> Result<(), Problem> {
        let reserved = match &*name {
            XML_NAMESPACE => Some("xml"),
            DECLARATION_NAMESPACE => Some("xmlns"),
            _ => None,
        };
        match (prefix, reserved) {
            ("xml", Some("xml")) => return Ok(()),
            ("xml" | "xmlns", _) => {
                return Err(Problem::ReservedPrefix {
                    prefix: Quote::new(prefix),
                });
            }
            (_, Some(reserved)) => {
                return Err(Problem::ReservedNamespace { prefix: reserved });
            }
            ("", None) if name.is_empty() => {
                self.bindings.push(Binding {
                    prefix,
                    namespace: NamespaceId::None,
                });
                return Ok(());
            }
            (_, None) if name.is_empty() => {
                return Err(Problem::EmptyNamespace {
                    prefix: Quote::new(prefix),
                });
            }
            (_, None) => {}
        }
        let known = self.known.iter().position(|known| known.as_str() == name);
        let number = known.unwrap_or(self.known.len());
        if known.is_none() {
            self.known.push(match name {
                Cow::Borrowed(name) => Namespace::Borrowed(name),
                Cow::Owned(name) => Namespace::Shared(name.into()),
            });
        }
        self.bindings.push(Binding {
            prefix,
            namespace: NamespaceId::Numbered(number),
        });
        Ok(())
    }

    /// What a prefix stands for; the empty prefix asks for the default namespace.
    fn lookup(&self, prefix: &str) -> Option<NamespaceId> {
        match prefix {
            "xml" => Some(Self::XML),
            _ => self
                .bindings
                .iter()
                .rev()
                .find(|binding| binding.prefix == prefix)
                .map(|binding| binding.namespace),
        }
    }

    /// The namespace name that a prefix stands for here.
    pub(super) fn name_of(&self, prefix: &str) -> Option<&str> {
        match self.lookup(prefix)? {
            NamespaceId::Numbered(number) => self.known.get(number).map(Namespace::as_str),
            NamespaceId::None | NamespaceId::Declaration => None,
        }
    }

    /// Expands the name of an element.
    pub(super) fn element(&self, name: &'a str) -> Result<Name<'a>, Problem> {
        let (namespace, local) = match split(name)? {
            (Some("xmlns"), _) => {
                return Err(Problem::ReservedPrefix {
                    prefix: Quote::new("xmlns"),
                });
            }
            (Some(prefix), local) => (self.declared(prefix)?, local),
            (None, local) => (self.lookup("").unwrap_or(NamespaceId::None), local),
        };
        Ok(self.expanded(namespace, local))
    }

    /// Expands the name of an attribute; the default namespace does not apply to it.
    pub(super) fn attribute(&self, name: &'a str) -> Result<(NamespaceId, Name<'a>), Problem> {
        let (namespace, local) = match split(name)? {
            (Some(prefix), local) => (self.declared(prefix)?, local),
            (None, local) => (NamespaceId::None, local),
        };
        Ok((namespace, self.expanded(namespace, local)))
    }

    fn declared(&self, prefix: &str) -> Result<NamespaceId, Problem> {
        self.lookup(prefix)
            .ok_or_else(|| Problem::UndeclaredPrefix {
                prefix: Quote::new(prefix),
            })
    }

    fn expanded(&self, namespace: NamespaceId, local: &'a str) -> Name<'a> {
        let namespace = match namespace {
            NamespaceId::Numbered(number) => self.known.get(number).cloned(),
            NamespaceId::None | NamespaceId::Declaration => None,
        };
        Name { namespace, local }
    }
}

/// The prefix that an attribute declares: empty for `xmlns`, `p` for `xmlns:p`; `None` if the
/// attribute is no declaration.
pub(super) fn declared_prefix(name: &str) -> Option<&str> {
    match name.strip_prefix("xmlns")? {
        "" => Some(""),
        rest => rest.strip_prefix(':'),
    }
}

/// Splits a name at its colon.
pub(super) fn split(name: &str) -> Result<(Option<&str>, &str), Problem> {
    split_prefix(name).ok_or_else(|| Problem::MalformedPrefix {
        name: Quote::new(name),
    })
}
