//! Whether a time entry was invoiced.

use std::fmt;

use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::given::FromJson;

/// Whether a time entry was invoiced: `billed_status`.
///
/// The vendor's pages show `unbilled` and nowhere list the values; `invoiced` is taken from the name of
/// the filter. Others are kept.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum BilledStatus {
    /// `unbilled`.
    Unbilled,
    /// `invoiced`.
    Invoiced,
    /// Another word.
    Other(Box<str>),
}

impl BilledStatus {
    /// The word on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Unbilled => "unbilled",
            Self::Invoiced => "invoiced",
            Self::Other(word) => word,
        }
    }
}

impl From<&str> for BilledStatus {
    fn from(word: &str) -> Self {
        match word {
            "unbilled" => Self::Unbilled,
            "invoiced" => Self::Invoiced,
            other => Self::Other(other.into()),
        }
    }
}

impl fmt::Display for BilledStatus {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl Serialize for BilledStatus {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl FromJson for BilledStatus {
    fn from_json(value: &Value) -> Option<Self> {
        value.as_str().map(Self::from)
    }
}
