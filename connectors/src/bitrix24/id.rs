//! Ids, a type for each kind of record, so that none is taken for another.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, de};
use serde_json::Value;
use suiteprojects::task::{Id, IdError};

use crate::given::FromJson;

/// Declares a type of id: a whole number, sent as one and read from a number or a text of digits.
macro_rules! ids {
    ($($(#[$attribute:meta])* $name:ident,)+) => {$(
        $(#[$attribute])*
        ///
        /// A positive whole number. It is sent as a number, and read from a number or a text of digits.
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

        impl From<$name> for Value {
            fn from(id: $name) -> Self {
                Self::from(id.get())
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

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value = Value::deserialize(deserializer)?;
                Self::from_json(&value)
                    .ok_or_else(|| de::Error::custom("an id is expected to be a whole number"))
            }
        }

        impl FromJson for $name {
            fn from_json(value: &Value) -> Option<Self> {
                match value {
                    Value::String(text) => text.trim().parse().ok(),
                    Value::Number(number) => number.as_u64().and_then(Id::new).map(Self),
                    _ => None,
                }
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
