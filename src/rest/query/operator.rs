//! The operators that compare with a value. Each has a twin that ends in `_NOT`.

/// Makes an enum of operators from their words.
macro_rules! operators {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)+
        }

        impl $name {
            /// Every operator.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The word of the query language.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }

            pub(super) fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|operator| operator.as_str() == word)
            }
        }
    };
}

operators! {
    /// How ids and quantities are compared.
    Comparison {
        /// Equal.
        Equal = "EQUAL",
        /// Greater.
        Greater = "GREATER",
        /// Greater or equal.
        GreaterOrEqual = "GREATER_OR_EQUAL",
        /// Less.
        Less = "LESS",
        /// Less or equal.
        LessOrEqual = "LESS_OR_EQUAL",
    }
}

operators! {
    /// How texts are compared.
    TextRelation {
        /// The same text.
        Is = "IS",
        /// The text is a part of it.
        Contains = "CONTAIN",
        /// It begins with the text.
        StartsWith = "START_WITH",
        /// It ends with the text.
        EndsWith = "END_WITH",
    }
}

operators! {
    /// How days are compared; of a moment its day counts.
    DayRelation {
        /// Before the day.
        Before = "BEFORE",
        /// On the day.
        On = "ON",
        /// After the day.
        After = "AFTER",
        /// Before the day or on it.
        OnOrBefore = "ON_OR_BEFORE",
        /// On the day or after it.
        OnOrAfter = "ON_OR_AFTER",
    }
}
