//! What the ids of records have in common where a system numbers them.

/// Declares an id that is a positive whole number of at most 64 bits, read from a JSON number or a text of
/// digits. How it is written is for the system to say.
macro_rules! number_id {
    ($(#[$attribute:meta])* $name:ident) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub struct $name(suiteprojects::task::Id);

        impl $name {
            /// The number.
            pub const fn get(self) -> u64 {
                self.0.get()
            }
        }

        impl From<suiteprojects::task::Id> for $name {
            fn from(id: suiteprojects::task::Id) -> Self {
                Self(id)
            }
        }

        impl std::str::FromStr for $name {
            type Err = suiteprojects::task::IdError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                suiteprojects::task::Id::parse(text).map(Self)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(formatter)
            }
        }

        impl crate::given::FromJson for $name {
            fn from_json(value: &serde_json::Value) -> Option<Self> {
                let id = match value {
                    serde_json::Value::String(text) => return text.trim().parse().ok(),
                    serde_json::Value::Number(number) => number.as_u64()?,
                    _ => return None,
                };
                suiteprojects::task::Id::new(id).map(Self)
            }
        }
    };
}

pub(crate) use number_id;
