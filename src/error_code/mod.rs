//! The error codes of the server.
//!
//! Every element of an XML response carries a `status` attribute with one of these numbers; SOAP
//! results carry the same numbers. `0` is success, everything else says what went wrong. The
//! element that carries a code tells how far it reaches: on `response` it concerns the whole
//! request, on `Auth` the login, on a command that command alone.
//!
//! [`ErrorCode`] is the number as it was received. The numbers that vendor documentation or
//! published client lists explain are named by constants such as [`ErrorCode::TIME_FORMAT`] and
//! described by a [`KnownCode`]. A number that nobody has explained is still an [`ErrorCode`]:
//! the vendor adds codes with its releases, and a new one must not make an answer unreadable.
//!
//! ```
//! use suiteprojects::error_code::{Class, ErrorCode, Retry};
//!
//! let code: ErrorCode = "1405".parse()?;
//! assert_eq!(code, ErrorCode::START_NOT_BEFORE_END);
//! assert_eq!(code.to_string(), "1405 (start-not-before-end)");
//! assert_eq!(code.class(), Some(Class::Validation));
//! assert_eq!(code.retry(), Retry::No);
//!
//! let unheard_of: ErrorCode = "4711".parse()?;
//! assert_eq!(unheard_of.to_string(), "4711");
//! assert_eq!(unheard_of.known(), None);
//! # Ok::<(), suiteprojects::error_code::ParseErrorCodeError>(())
//! ```

mod classification;
mod table;
#[cfg(test)]
mod tests;

use std::fmt;
use std::str::FromStr;

pub use classification::{Class, Confidence, Retry};

/// A status number of the server, known or not.
///
/// Known numbers have a constant each. Constants can be matched on and stand in statics:
///
/// ```
/// use suiteprojects::error_code::ErrorCode;
///
/// static ABOUT_TIMES: [ErrorCode; 3] = [
///     ErrorCode::TIME_FORMAT,
///     ErrorCode::START_NOT_BEFORE_END,
///     ErrorCode::TIMES_NOT_EDITABLE,
/// ];
/// assert!(ABOUT_TIMES.contains(&ErrorCode::new(1404)));
///
/// let found = match ErrorCode::new(601) {
///     ErrorCode::OK => "records",
///     ErrorCode::NO_RECORD => "nothing",
///     _ => "an error",
/// };
/// assert_eq!(found, "nothing");
/// ```
///
/// `Display` prints the number, and behind it the name if the number is known:
/// `1404 (time-format)`. [`FromStr`] reads the number or the name, each alone.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[repr(transparent)]
pub struct ErrorCode(u32);

impl ErrorCode {
    /// The code with this number, known or not.
    pub const fn new(number: u32) -> Self {
        Self(number)
    }

    /// The number.
    pub const fn get(self) -> u32 {
        self.0
    }

    /// Whether the command was carried out: true for `0` alone.
    pub const fn is_success(self) -> bool {
        self.0 == Self::OK.0
    }

    /// What is known about this code, or `None` for a number nobody has explained.
    ///
    /// ```
    /// use suiteprojects::error_code::{Confidence, ErrorCode};
    ///
    /// let known = ErrorCode::DATE_OUTSIDE_TASK.known().unwrap();
    /// assert_eq!(known.code().get(), 888);
    /// assert_eq!(known.name(), "date-outside-task");
    /// assert_eq!(known.confidence(), Confidence::Documented);
    /// assert!(known.advice().is_some());
    /// ```
    pub fn known(self) -> Option<&'static KnownCode> {
        let index = table::KNOWN_CODES
            .binary_search_by_key(&self, |known| known.code)
            .ok()?;
        table::KNOWN_CODES.get(index)
    }

    /// The name of a known code, such as `time-format`.
    ///
    /// The names are the project's own; the server sends numbers only.
    pub fn name(self) -> Option<&'static str> {
        self.known().map(KnownCode::name)
    }

    /// What a known code says has happened, as one sentence.
    pub fn meaning(self) -> Option<&'static str> {
        self.known().map(KnownCode::meaning)
    }

    /// What to do about a known code, where there is something sensible to do.
    pub fn advice(self) -> Option<&'static str> {
        self.known().and_then(KnownCode::advice)
    }

    /// What kind of trouble a known code stands for.
    pub fn class(self) -> Option<Class> {
        self.known().map(KnownCode::class)
    }

    /// Whether sending again can help.
    ///
    /// For an unknown code the answer is [`Retry::No`]: repeating a command without knowing why
    /// it was refused can write twice, while not repeating it only asks somebody to look.
    ///
    /// ```
    /// use suiteprojects::error_code::{ErrorCode, Retry};
    ///
    /// assert_eq!(ErrorCode::SESSION_EXPIRED.retry(), Retry::AfterLogin);
    /// assert_eq!(ErrorCode::new(4711).retry(), Retry::No);
    /// ```
    pub fn retry(self) -> Retry {
        self.known().map_or(Retry::No, KnownCode::retry)
    }

    /// All known codes, in increasing order of their numbers.
    ///
    /// ```
    /// use suiteprojects::error_code::{ErrorCode, Retry};
    ///
    /// let worth_a_wait: Vec<u32> = ErrorCode::all()
    ///     .filter(|known| known.retry() == Retry::Backoff)
    ///     .map(|known| known.code().get())
    ///     .collect();
    /// assert_eq!(worth_a_wait, [414, 422, 556, 606]);
    /// ```
    pub fn all() -> impl DoubleEndedIterator<Item = &'static KnownCode> + ExactSizeIterator + Clone
    {
        table::KNOWN_CODES.iter()
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => write!(f, "{} ({name})", self.0),
            None => write!(f, "{}", self.0),
        }
    }
}

impl From<u32> for ErrorCode {
    fn from(number: u32) -> Self {
        Self(number)
    }
}

impl From<ErrorCode> for u32 {
    fn from(code: ErrorCode) -> Self {
        code.0
    }
}

/// Reads a number or the name of a known code.
///
/// A number is written in ASCII digits only, without sign or blanks; leading zeros do not matter.
/// A name is written exactly as [`ErrorCode::name`] gives it. The two together, as `Display`
/// prints them, are not read.
///
/// ```
/// use suiteprojects::error_code::ErrorCode;
///
/// assert_eq!("821".parse(), Ok(ErrorCode::TIMESHEET_NOT_OPEN));
/// assert_eq!("timesheet-not-open".parse(), Ok(ErrorCode::TIMESHEET_NOT_OPEN));
/// assert!("-1".parse::<ErrorCode>().is_err());
/// assert!(" 821".parse::<ErrorCode>().is_err());
/// ```
///
/// # Errors
///
/// [`ParseErrorCodeError`] if the text is empty, if its number does not fit `u32`, or if it is
/// neither a number nor a known name.
impl FromStr for ErrorCode {
    type Err = ParseErrorCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.is_empty() {
            return Err(ParseErrorCodeError::new(Problem::Empty));
        }
        if text.bytes().all(|byte| byte.is_ascii_digit()) {
            // Only digits and not empty, so the one thing left to go wrong is the size.
            return text
                .parse()
                .map(Self)
                .map_err(|_| ParseErrorCodeError::new(Problem::TooLarge(excerpt(text))));
        }
        Self::all()
            .find(|known| known.name == text)
            .map(KnownCode::code)
            .ok_or_else(|| ParseErrorCodeError::new(Problem::Unknown(excerpt(text))))
    }
}

/// What is known about a code: one row of the project's table.
///
/// Obtained from [`ErrorCode::known`] and [`ErrorCode::all`].
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct KnownCode {
    code: ErrorCode,
    name: &'static str,
    meaning: &'static str,
    advice: Option<&'static str>,
    class: Class,
    retry: Retry,
    confidence: Confidence,
}

impl KnownCode {
    /// The code itself.
    pub const fn code(&self) -> ErrorCode {
        self.code
    }

    /// The name, in lower case with hyphens; the project's own, since the server has none.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// What happened, as one sentence with a full stop. Names of the API stand in backticks.
    pub const fn meaning(&self) -> &'static str {
        self.meaning
    }

    /// What the caller should do, in whole sentences, where there is something sensible to do.
    /// Names of the API stand in backticks.
    pub const fn advice(&self) -> Option<&'static str> {
        self.advice
    }

    /// What kind of trouble the code stands for.
    pub const fn class(&self) -> Class {
        self.class
    }

    /// Whether sending again can help.
    pub const fn retry(&self) -> Retry {
        self.retry
    }

    /// How well the meaning is established.
    pub const fn confidence(&self) -> Confidence {
        self.confidence
    }
}

/// A text is not an [`ErrorCode`].
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error(transparent)]
pub struct ParseErrorCodeError {
    problem: Problem,
}

impl ParseErrorCodeError {
    fn new(problem: Problem) -> Self {
        Self { problem }
    }
}

#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
enum Problem {
    #[error("error code is empty, expected digits or a name such as `time-format`")]
    Empty,
    #[error("error code {0} is too large, expected at most {max}", max = u32::MAX)]
    TooLarge(String),
    #[error("unknown error code {0:?}, expected digits or a name such as `time-format`")]
    Unknown(String),
}

/// The beginning of `text`, so that an error stays one readable line whatever was given.
fn excerpt(text: &str) -> String {
    const LONGEST: usize = 40;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
