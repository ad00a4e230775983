//! Ids, a type for each kind of record, so that none is taken for another.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::given::FromJson as _;
use crate::number_id::number_id;

/// Declares a type of id: digits in a string on the wire, also read from a JSON number.
macro_rules! ids {
    ($($(#[$attribute:meta])* $name:ident,)+) => {$(
        number_id! {
            $(#[$attribute])*
            ///
            /// A positive whole number of at most 64 bits. It is sent as a string of digits, as the
            /// vendor's pages have it, and read from a string or a number.
            $name
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
