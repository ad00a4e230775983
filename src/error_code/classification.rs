//! The three judgements that the table passes on each code.

use std::fmt;

/// An enumeration whose variants each have one fixed word for people and files.
macro_rules! vocabulary {
    (
        $(#[$attribute:meta])*
        pub enum $name:ident {
            $($(#[$variant_attribute:meta])* $variant:ident = $word:literal,)+
        }
    ) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
        pub enum $name {
            $($(#[$variant_attribute])* #[doc = concat!("\n\nWritten `", $word, "`.")] $variant,)+
        }

        impl $name {
            /// The word that `Display` prints.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

vocabulary! {
    /// What kind of trouble a code stands for, and so who can do something about it.
    ///
    /// The server sends a bare number; this grouping is the project's own reading of what the
    /// vendor documentation and the published client lists say about each number.
    ///
    /// ```
    /// use suiteprojects::error_code::{Class, ErrorCode};
    ///
    /// assert_eq!(ErrorCode::BAD_PASSWORD.class(), Some(Class::Auth));
    /// assert_eq!(Class::Auth.to_string(), "auth");
    /// ```
    #[non_exhaustive]
    pub enum Class {
        /// The command was carried out.
        Success = "success",
        /// The server does not accept who is asking: API key, namespace, login or session.
        /// Credentials or configuration have to change, the data need not.
        Auth = "auth",
        /// The server knows who is asking and does not allow it, or the account lacks a feature.
        /// An administrator of the account can help, the caller usually cannot.
        Permission = "permission",
        /// The request is built or addressed wrongly, whatever the data in it.
        /// The program has to change.
        Transport = "transport",
        /// A count, a size, a rate or a number of licences is used up.
        /// The caller can ask for less, split the request or wait.
        Limit = "limit",
        /// A value is missing, malformed, already taken or at odds with another value.
        /// The record has to change.
        Validation = "validation",
        /// An id, a code or a name leads to no usable record.
        /// Looking the record up again tells more; an offline check needs reference data for it.
        Reference = "reference",
        /// The record, or one it belongs to, is in a state that rules the step out.
        /// That state has to change first, often through another person.
        State = "state",
        /// The server failed, or gave no reason.
        Server = "server",
    }
}

vocabulary! {
    /// Whether sending again can help.
    ///
    /// This judges the code alone, for the element that carries it. Whether a request may be
    /// repeated also depends on what else was in it: other commands of the same request may have
    /// been carried out, and an `Add` among them must not be sent twice.
    ///
    /// ```
    /// use suiteprojects::error_code::{ErrorCode, Retry};
    ///
    /// assert_eq!(ErrorCode::REQUEST_RATE_EXCEEDED.retry(), Retry::Backoff);
    /// assert_eq!(ErrorCode::TIME_FORMAT.retry(), Retry::No);
    /// ```
    pub enum Retry {
        /// The same request meets the same answer until something else changes.
        No = "no",
        /// The command can be repeated after a new login or with a fresh access token.
        AfterLogin = "after-login",
        /// The unchanged request can be repeated soon and a few times, since the fault may be a
        /// passing one. This holds only where the code stands on a `response` element without any
        /// children: that form shows that no command was executed.
        SameBytes = "same-bytes",
        /// The command can be repeated after a wait that grows with each attempt.
        Backoff = "backoff",
    }
}

vocabulary! {
    /// How well the meaning of a code is established.
    ///
    /// ```
    /// use suiteprojects::error_code::{Confidence, ErrorCode};
    ///
    /// let known = ErrorCode::TIME_FORMAT.known().unwrap();
    /// assert_eq!(known.confidence(), Confidence::Documented);
    /// ```
    pub enum Confidence {
        /// The vendor documentation states it.
        Documented = "documented",
        /// Published client lists agree on it; the vendor documentation that could be read does
        /// not mention it.
        ClientList = "client-list",
        /// Only the name of the code is known and the meaning was concluded from it. Nothing
        /// should be built on it.
        Inferred = "inferred",
    }
}
