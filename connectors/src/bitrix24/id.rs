//! Ids, a type for each kind of record, so that none is taken for another.

use serde::{Deserialize, Deserializer, de};
use serde_json::Value;

use crate::given::FromJson as _;
use crate::number_id::number_id;

/// Declares a type of id: a whole number, sent as one and read from a number or a text of digits.
macro_rules! ids {
    ($($(#[$attribute:meta])* $name:ident,)+) => {$(
        number_id! {
            $(#[$attribute])*
            ///
            /// A positive whole number. It is sent as a number, and read from a number or a text of digits.
            $name
        }

        impl From<$name> for Value {
            fn from(id: $name) -> Self {
                Self::from(id.get())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value = Value::deserialize(deserializer)?;
                Self::from_json(&value)
                    .ok_or_else(|| de::Error::custom("an id is expected to be a whole number"))
            }
        }
    )+};
}

ids! {
    /// The id of a task.
    TaskId,
    /// The id of a record of spent time.
    ItemId,
    /// The id of a user.
    UserId,
}
