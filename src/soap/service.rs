//! Which of the two bindings a service speaks, and in which namespace.

use super::names;

/// How the namespace of document/literal ends.
const DOCUMENT: &str = "/OAirServiceDocument";

/// How messages are laid out.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Binding {
    /// rpc/encoded: has every operation, and marks each value with its type.
    #[default]
    RpcEncoded,
    /// Wrapped document/literal: has only login, read, add, createUser, modify and delete, and names
    /// the items of arrays after their types.
    DocumentLiteral,
}

impl Binding {
    /// Every binding.
    pub const ALL: [Self; 2] = [Self::RpcEncoded, Self::DocumentLiteral];

    /// The name, such as `rpc/encoded`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::RpcEncoded => "rpc/encoded",
            Self::DocumentLiteral => "document/literal",
        }
    }
}

/// A binding, and the namespace of its wrapper elements.
///
/// ```
/// use suiteprojects::soap::{Binding, Service};
///
/// assert_eq!(Service::default().binding(), Binding::RpcEncoded);
/// let literal = Service::document_literal("https://acme.app.netsuitesuiteprojectspro.com/");
/// assert_eq!(literal.namespace(), "https://acme.app.netsuitesuiteprojectspro.com/OAirServiceDocument");
/// ```
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Service {
    binding: Binding,
    namespace: String,
}

impl Service {
    /// The service with the binding rpc/encoded, in the namespace of the vendor's WSDL of 2016, which
    /// the server does not insist on.
    pub fn rpc_encoded() -> Self {
        Self {
            binding: Binding::RpcEncoded,
            namespace: names::SERVICE.to_owned(),
        }
    }

    /// The service with the binding document/literal of the account at this address, such as
    /// `https://acme.app.netsuitesuiteprojectspro.com`.
    pub fn document_literal(address: &str) -> Self {
        let address = address.trim_end_matches('/');
        Self {
            binding: Binding::DocumentLiteral,
            namespace: format!("{address}{DOCUMENT}"),
        }
    }

    /// The service of a request whose wrapper element is in this namespace. Stock tools put that of
    /// rpc/encoded into one namespace or the other; it is answered in the usual one.
    pub(super) fn of_wrapper(namespace: Option<&str>) -> Self {
        match namespace.and_then(|namespace| namespace.strip_suffix(DOCUMENT)) {
            Some(address) => Self::document_literal(address),
            None => Self::rpc_encoded(),
        }
    }

    /// The same with the wrapper elements in another namespace.
    #[must_use]
    pub fn in_namespace(self, namespace: impl Into<String>) -> Self {
        Self {
            namespace: namespace.into(),
            ..self
        }
    }

    /// The binding.
    pub const fn binding(&self) -> Binding {
        self.binding
    }

    /// The namespace of the wrapper elements.
    pub fn namespace(&self) -> &str {
        &self.namespace
    }
}

/// rpc/encoded.
impl Default for Service {
    fn default() -> Self {
        Self::rpc_encoded()
    }
}
