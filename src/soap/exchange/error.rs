//! Why a command cannot be said in SOAP.

use thiserror::Error;

use crate::soap::{Binding, Operation};
use crate::xml::WriteError;

/// A command that cannot be written as a request.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[non_exhaustive]
pub enum EncodeError {
    /// A text has a character that XML 1.0 cannot carry, or a name is none.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The binding does not have the operation.
    #[error("{} has no operation {operation}, expected {}", .binding.as_str(), Binding::RpcEncoded.as_str())]
    #[non_exhaustive]
    NotInBinding {
        /// The operation.
        operation: Operation,
        /// The binding.
        binding: Binding,
    },
    /// The command asks for something that only the XML API has. Leaving it out would change what the
    /// command does.
    #[error("the operation {operation} has no {what}, expected a request of the XML API for it")]
    #[non_exhaustive]
    NotInSoap {
        /// The operation.
        operation: Operation,
        /// What it does not have, such as `lookup`.
        what: &'static str,
    },
}

impl EncodeError {
    pub(super) const fn not_in_soap(operation: Operation, what: &'static str) -> Self {
        Self::NotInSoap { operation, what }
    }
}
