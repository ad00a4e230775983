//! The operations of the SOAP API, each once.

use std::fmt;

/// What is fixed about an operation.
struct Row {
    name: &'static str,
    result: &'static str,
    item: Option<&'static str>,
    has_session: bool,
    is_literal: bool,
}

macro_rules! is_literal {
    () => {
        false
    };
    (literal) => {
        true
    };
}

macro_rules! has_session {
    (session) => {
        true
    };
    (open) => {
        false
    };
}

macro_rules! item {
    (-) => {
        None
    };
    ($item:literal) => {
        Some($item)
    };
}

macro_rules! operations {
    ($($variant:ident $name:literal, $result:literal $item:tt, $session:ident $($literal:ident)?; $description:literal;)+) => {
        /// An operation of the SOAP API. `Display` writes its name on the wire.
        ///
        /// ```
        /// use suiteprojects::soap::Operation;
        ///
        /// assert_eq!(Operation::from_name("makeURL"), Some(Operation::MakeUrl));
        /// assert_eq!(Operation::MakeUrl.result_part(), "MakeURLReturn");
        /// ```
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        #[non_exhaustive]
        pub enum Operation {
            $(#[doc = $description] $variant,)+
        }

        impl Operation {
            /// Every operation that is known here, in alphabetical order.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The operation of this name; case counts.
            pub fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)+
                    _ => None,
                }
            }

            const fn row(self) -> Row {
                match self {
                    $(Self::$variant => Row {
                        name: $name,
                        result: $result,
                        item: item!($item),
                        has_session: has_session!($session),
                        is_literal: is_literal!($($literal)?),
                    },)+
                }
            }
        }
    };
}

// The name; the part of the answer and the type of its items, if it is an array; whether a session is
// needed; whether document/literal has it too.
operations! {
    Add "add", "addReturn" "UpdateResult", session literal; "Stores new records.";
    Approve "approve", "approveReturn" "ApproveResult", session; "Approves submitted records. Not in the WSDL of 2016.";
    CreateUser "createUser", "return" -, session literal; "Stores a new user.";
    Delete "delete", "deleteReturn" "UpdateResult", session literal; "Removes stored records.";
    Login "login", "loginReturn" -, open literal; "Begins a session.";
    Logout "logout", "status" -, session; "Ends the session.";
    MakeUrl "makeURL", "MakeURLReturn" "MakeURLResult", session; "Makes addresses of the web interface.";
    Modify "modify", "modifyReturn" "UpdateResult", session literal; "Changes stored records.";
    Read "read", "readReturn" "ReadResult", session literal; "Returns records.";
    Reject "reject", "rejectReturn" "RejectResult", session; "Sends submitted records back. Not in the WSDL of 2016.";
    ServerTime "servertime", "servertimeReturn" -, session; "Asks for the time of the server.";
    Submit "submit", "submitReturn" "SubmitResult", session; "Submits records for approval.";
    Unapprove "unapprove", "unapproveReturn" "UnapproveResult", session; "Takes approvals back. Not in the WSDL of 2016.";
    Upsert "upsert", "upsertReturn" "UpdateResult", session; "Changes the records that are found and stores the others.";
    Version "version", "versionReturn" -, open; "Asks for the newest version of a thin client.";
    Whoami "whoami", "whoamiReturn" -, session; "Asks who is logged in.";
}

impl Operation {
    /// The name, which is that of the wrapper element in a request.
    pub const fn as_str(self) -> &'static str {
        self.row().name
    }

    /// The name of the part of the answer that holds the result.
    pub const fn result_part(self) -> &'static str {
        self.row().result
    }

    /// The type of the items of the result, such as `UpdateResult`; `None` if it is no array. Those of
    /// `approve` and `unapprove` are named after those of `submit` and `reject`, which is our reading.
    pub const fn result_item(self) -> Option<&'static str> {
        self.row().item
    }

    /// Whether a request needs a `SessionHeader`.
    pub const fn needs_session(self) -> bool {
        self.row().has_session
    }

    /// Whether the binding document/literal has the operation too.
    pub const fn is_in_document_literal(self) -> bool {
        self.row().is_literal
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}
