//! Answers that are none: refusals, other statuses of HTTP, and what cannot be read.

use std::fmt;
use std::time::Duration;

use serde_json::Value;
use suiteprojects::protocol::Happening;
use suiteprojects::text::one_line;
use thiserror::Error;

use crate::http::Failure;

/// The wait after too many requests: the vendor lets two in a second go.
const MOMENT: Duration = Duration::from_secs(1);

/// The wait after too much time of the server: it counts in spans of ten minutes.
const OPERATING: Duration = Duration::from_secs(600);

/// Declares the codes of the system.
macro_rules! codes {
    ($($(#[$attribute:meta])* $name:ident = $word:literal,)+) => {
        /// Why the system refused a request. The case of the letters is mixed on the wire and does not count;
        /// others are kept.
        #[derive(Clone, Debug, Eq, Hash, PartialEq)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[$attribute])* $name,)+
            /// Another word, which may be empty.
            Other(Box<str>),
        }

        impl From<&str> for Code {
            fn from(word: &str) -> Self {
                $(if word.eq_ignore_ascii_case($word) {
                    return Self::$name;
                })+
                Self::Other(one_line(word).into())
            }
        }

        impl Code {
            /// The word on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$name => $word,)+
                    Self::Other(word) => word,
                }
            }
        }
    };
}

codes! {
    /// An error of the module of tasks; its description says which.
    Core = "ERROR_CORE",
    /// The same, as some pages print it.
    CoreCode = "ERROR_CODE",
    /// Too many requests.
    QueryLimitExceeded = "QUERY_LIMIT_EXCEEDED",
    /// The method has used up its time of the server.
    OperationTimeLimit = "OPERATION_TIME_LIMIT",
    /// Requests are blocked by hand: to be taken up with the vendor.
    OverloadLimit = "OVERLOAD_LIMIT",
    /// An error inside the server.
    InternalServerError = "INTERNAL_SERVER_ERROR",
    /// An error inside the server.
    UnexpectedAnswer = "ERROR_UNEXPECTED_ANSWER",
    /// The portal is no more.
    PortalDeleted = "PORTAL_DELETED",
    /// The request was not encrypted.
    InvalidRequest = "INVALID_REQUEST",
    /// A batch has more than 50 commands.
    BatchLengthExceeded = "ERROR_BATCH_LENGTH_EXCEEDED",
    /// A method that no batch may have.
    BatchMethodNotAllowed = "ERROR_BATCH_METHOD_NOT_ALLOWED",
    /// Nothing lets the request in.
    NoAuthFound = "NO_AUTH_FOUND",
    /// The access token is over.
    ExpiredToken = "expired_token",
    /// The plan of the portal has no REST API, or the user no right.
    AccessDenied = "ACCESS_DENIED",
    /// The webhook or its user is not accepted.
    InvalidCredentials = "INVALID_CREDENTIALS",
    /// The token or webhook lacks the scope `task`.
    InsufficientScope = "insufficient_scope",
    /// The program may not act for this user.
    UserAccessError = "user_access_error",
    /// There is no such method.
    MethodNotFound = "ERROR_METHOD_NOT_FOUND",
    /// There is no manifest.
    ManifestNotAvailable = "ERROR_MANIFEST_IS_NOT_AVAILABLE",
}

/// What the module of tasks says.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct TasksError {
    /// The number, a bit of its own for each kind.
    pub number: u32,
    /// The name, such as `ACTION_NOT_ALLOWED`; empty if it is not told.
    pub name: Box<str>,
    /// The words, which may be empty or in the language of the user.
    pub message: Box<str>,
}

/// What kind of error the module of tasks has met.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum TasksErrorKind {
    /// The task does not exist or is not accessible.
    TaskNotFound,
    /// The action is not allowed, such as changing a record of another user.
    ActionNotAllowed,
    /// The action failed: a wrong id, or a handler of the portal that forbids it.
    ActionFailed,
    /// Order, type or name of a parameter is wrong.
    WrongArguments,
    /// The record does not exist or is not accessible.
    ItemNotFound,
    /// Access is denied.
    AccessDenied,
    /// Not known.
    Unknown,
}

impl TasksError {
    /// What kind it is.
    pub const fn kind(&self) -> TasksErrorKind {
        match self.number {
            0x1 => TasksErrorKind::TaskNotFound,
            0x4 => TasksErrorKind::ActionNotAllowed,
            0x8 => TasksErrorKind::ActionFailed,
            0x100 => TasksErrorKind::WrongArguments,
            0x200 => TasksErrorKind::ItemNotFound,
            0x10_0002 => TasksErrorKind::AccessDenied,
            _ => TasksErrorKind::Unknown,
        }
    }

    /// Reads `TASKS_ERROR_EXCEPTION_#<n>; <message>; <n>/TE/<NAME>`, with or without what follows.
    fn parse(description: &str) -> Option<Self> {
        let rest = description.trim().strip_prefix("TASKS_ERROR_EXCEPTION_#")?;
        let (number, rest) = rest.split_once(';').unwrap_or((rest, ""));
        let number = number.trim().parse().ok()?;
        // The message may have semicolons itself.
        let (message, name) = match rest.rsplit_once(';') {
            Some((message, last)) => match last.split_once("/TE/") {
                Some((_, name)) => (message, name),
                None => (rest, ""),
            },
            None => match rest.split_once("/TE/") {
                Some((_, name)) => ("", name),
                None => (rest, ""),
            },
        };
        Some(Self {
            number,
            name: name.trim().trim_end_matches('.').into(),
            message: message.trim().into(),
        })
    }
}

/// A request that the server refused.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Refusal {
    /// The status of HTTP. It may be one of success: the member `error` counts.
    pub status: u16,
    /// Why.
    pub code: Code,
    /// The words of the server, on one line and without its tags.
    pub description: Box<str>,
    /// What the module of tasks says, if it is that.
    pub tasks: Option<TasksError>,
}

impl Refusal {
    /// From the members `error` and `error_description`. The newer API has an object with `code` and `message`.
    pub(super) fn read(status: u16, error: &Value, description: Option<&Value>) -> Self {
        let text = |value: Option<&Value>| match value {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
        };
        let (code, description) = match error {
            Value::Object(members) => (text(members.get("code")), text(members.get("message"))),
            other => (text(Some(other)), text(description)),
        };
        let description = plain(&description);
        Self {
            status,
            code: Code::from(&*code),
            tasks: TasksError::parse(&description),
            description: description.into(),
        }
    }
}

/// Without line breaks of HTML and its escapes, on one line.
fn plain(text: &str) -> String {
    let mut text = text.to_owned();
    for tag in ["<br>", "<br/>", "<br />"] {
        text = text.replace(tag, " ");
    }
    for (escape, character) in [
        ("&quot;", "\""),
        ("&#039;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ] {
        text = text.replace(escape, character);
    }
    one_line(text.trim()).trim().to_owned()
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = match self.code.as_str() {
            "" => "an error without a code",
            code => code,
        };
        write!(formatter, "{code} (HTTP {})", self.status)?;
        let description = self.description.trim_end_matches('.');
        if !description.is_empty() {
            write!(formatter, ": {description}")?;
        }
        Ok(())
    }
}

/// Why something is no answer.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[non_exhaustive]
pub enum CallError {
    /// The server refused the request.
    #[error("the server refused the request: {0}")]
    Refused(Refusal),
    /// An HTTP status other than success, and nothing in the words of the API.
    #[error("the server answered HTTP {status}")]
    #[non_exhaustive]
    Status {
        /// The status.
        status: u16,
    },
    /// It has another form than an answer.
    #[error("the answer cannot be read: found {found}, expected {expected}")]
    #[non_exhaustive]
    Unreadable {
        /// What was found.
        found: Box<str>,
        /// What was expected.
        expected: &'static str,
    },
}

impl CallError {
    /// The refusal, if it is one.
    pub const fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused(refusal) => Some(refusal),
            Self::Status { .. } | Self::Unreadable { .. } => None,
        }
    }

    fn code(&self) -> Option<&Code> {
        self.refusal().map(|refusal| &refusal.code)
    }
}

impl Failure for CallError {
    /// The limits are refused before anything is carried out, although one of them comes with HTTP 503; and only
    /// a token that is over is renewed, as the vendor asks.
    fn happening(&self, retry_after: Option<Duration>) -> Happening {
        let refusal = match self {
            Self::Refused(refusal) => refusal,
            Self::Status { status } => return Happening::http_status(*status, retry_after),
            Self::Unreadable { .. } => return Happening::Unreadable,
        };
        match &refusal.code {
            Code::QueryLimitExceeded | Code::OperationTimeLimit => {
                Happening::http_status(429, retry_after.or_else(|| self.wait()))
            }
            Code::OverloadLimit => Happening::http_status(403, None),
            Code::ExpiredToken => Happening::http_status(401, None),
            Code::InternalServerError | Code::UnexpectedAnswer => Happening::http_status(500, None),
            _ if refusal.status == 401 => Happening::http_status(403, None),
            // A refusal in the dress of success.
            _ if refusal.status < 300 => Happening::http_status(400, None),
            _ => Happening::http_status(refusal.status, retry_after),
        }
    }

    fn wait(&self) -> Option<Duration> {
        match self.code()? {
            Code::QueryLimitExceeded => Some(MOMENT),
            Code::OperationTimeLimit => Some(OPERATING),
            _ => None,
        }
    }

    fn is_auth(&self) -> bool {
        let by_code = matches!(
            self.code(),
            Some(
                Code::NoAuthFound
                    | Code::ExpiredToken
                    | Code::InvalidCredentials
                    | Code::InsufficientScope
                    | Code::UserAccessError
            )
        );
        by_code || matches!(self, Self::Status { status: 401 })
    }

    fn is_throttled(&self) -> bool {
        matches!(
            self.code(),
            Some(Code::QueryLimitExceeded | Code::OperationTimeLimit | Code::OverloadLimit)
        ) || matches!(self, Self::Status { status: 429 })
    }
}
