//! Ids, a type for each kind of record, so that none is taken for another.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use suiteprojects::task::{Id, IdError};

use crate::given::FromJson;

/// Declares a type of id: digits in a string on the wire, also read from a JSON number.
macro_rules! ids {
    ($($(#[$attribute:meta])* $name:ident,)+) => {$(
        $(#[$attribute])*
        ///
        /// A positive whole number of at most 64 bits. It is sent as a string of digits, as the
        /// vendor's pages have it, and read from a string or a number.
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub struct $name(Id);

        impl $name {
            /// The number.
            pub const fn get(self) -> u64 {
                self.0.get()
            }
        }

        impl From<Id> for $name {
            fn from(id: Id) -> Self {
                Self(id)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                Id::parse(text).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(formatter)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value = serde_json::Value::deserialize(deserializer)?;
                Self::from_json(&value).ok_or_else(|| {
                    de::Error::custom(format_args!(
                        "{} is expected to be a string of digits",
                        stringify!($name)
                    ))
                })
            }
        }

        impl FromJson for $name {
            fn from_json(value: &serde_json::Value) -> Option<Self> {
                match value {
                    serde_json::Value::String(text) => text.trim().parse().ok(),
                    serde_json::Value::Number(number) => number.as_u64().and_then(Id::new).map(Self),
                    _ => None,
                }
            }
        }
    )+};
}

ids! {
    /// The id of a time entry.
    TimeEntryId,
    /// The id of a project.
    ProjectId,
    /// The id of a task of a project.
    TaskId,
    /// The id of a user.
    UserId,
    /// The id of a customer.
    CustomerId,
    /// The id of an invoice.
    InvoiceId,
    /// The id of an organization, which every request names in a header.
    OrganizationId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_read_from_both_forms_and_sent_as_a_string() {
        let id: TimeEntryId = "460000000044021".parse().unwrap();
        for json in [
            "\"460000000044021\"",
            "460000000044021",
            "\" 460000000044021 \"",
        ] {
            assert_eq!(serde_json::from_str::<TimeEntryId>(json).unwrap(), id);
        }
        assert_eq!(serde_json::to_string(&id).unwrap(), "\"460000000044021\"");
    }

    #[test]
    fn other_values_are_refused() {
        for json in [
            "\"\"",
            "\" \"",
            "0",
            "-1",
            "1.5",
            "\"4x\"",
            "null",
            "[]",
            "\"Network Distribution\"",
        ] {
            let error = serde_json::from_str::<ProjectId>(json).unwrap_err();
            assert!(
                error
                    .to_string()
                    .starts_with("ProjectId is expected to be a string of digits"),
                "{json}: {error}"
            );
        }
    }
}
