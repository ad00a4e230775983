//! What goes wrong, and with which requests: on demand, and again in the same way with the same seed.

mod error;
mod plan;
mod text;

use std::time::Duration;

use suiteprojects::error_code::ErrorCode;

pub use error::FaultError;
pub(crate) use plan::{Faults, carry_out};

use crate::random;

/// What goes wrong with a request.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Fault {
    /// The connection is gone before anything is carried out: `cut-before`.
    CutBefore,
    /// The connection is gone after everything was carried out: `cut-after`.
    CutAfter,
    /// The connection is gone after so many of the commands were carried out: `cut-within=2`. In SOAP and REST, where
    /// a request has one command, so many of the objects that it adds, changes or removes.
    CutWithin(usize),
    /// The connection is gone, and everything is carried out so much later: `cut-apply-later=50ms`. What is
    /// not carried out yet when the server stops never is.
    CutAndApplyLater(Duration),
    /// Everything is carried out, and the connection is gone in the middle of the answer: `truncated`.
    Truncated,
    /// Nothing is carried out; the whole request is refused with this code: `505`, `556`. In XML by a `response` with nothing
    /// inside, in SOAP by a fault, in REST by the status of HTTP that goes with it.
    Refuse(ErrorCode),
    /// Nothing is carried out; the answer has this status of HTTP, and `Retry-After` if seconds are given: `http=503`,
    /// `http=429:retry-after=2`. A status that is none from 200 to 599 becomes 500.
    #[non_exhaustive]
    Http {
        /// The status.
        status: u16,
        /// What `Retry-After` says, in seconds.
        retry_after: Option<u64>,
    },
    /// Everything goes well, and the answer takes so much longer: `latency=200ms`. It comes besides other
    /// faults.
    Latency(Duration),
}

impl Fault {
    /// An answer with this status of HTTP.
    pub const fn http(status: u16) -> Self {
        Self::Http {
            status,
            retry_after: None,
        }
    }

    /// HTTP 429 with `Retry-After`. The vendor's own code for the same is 556.
    pub const fn rate_limit(retry_after_seconds: u64) -> Self {
        Self::Http {
            status: 429,
            retry_after: Some(retry_after_seconds),
        }
    }
}

/// Which requests meet a fault: some in a row of those that it is for, which are all to `/api.pl`, `/soap` and
/// `/rest/` unless said otherwise. Only these are counted, from 1 on, from the moment that the fault is set.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct When {
    turn: Turn,
    command: Option<String>,
    path: Option<String>,
}

/// Which in the row.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
enum Turn {
    #[default]
    Always,
    Nth(u64),
    First(u64),
    Every(u64),
    Share(u8),
}

impl When {
    /// All of them.
    pub fn always() -> Self {
        Self::default()
    }

    /// This one alone, 1 for the first: `nth=3`.
    pub fn nth(number: u64) -> Self {
        Self::default().with(Turn::Nth(number))
    }

    /// So many from the first on: `first=2`.
    pub fn first(count: u64) -> Self {
        Self::default().with(Turn::First(count))
    }

    /// The last of every so many, none for 0: `every=10`.
    pub fn every(count: u64) -> Self {
        Self::default().with(Turn::Every(count))
    }

    /// So many of a hundred, by chance: `share=5%`. The seed of the server says which; each fault has a chance of its own.
    pub fn share(percent: u8) -> Self {
        Self::default().with(Turn::Share(percent))
    }

    /// Requests with a command of this name, such as `Add`, or an operation of SOAP; upper and lower case are the
    /// same. In REST `POST` is an Add, `GET` a Read and `DELETE` a Delete.
    #[must_use]
    pub fn with_command(self, name: impl Into<String>) -> Self {
        Self {
            command: Some(name.into()),
            ..self
        }
    }

    /// Requests to a path that begins like this, such as `/soap`. Other paths than those of the APIs meet no faults without.
    #[must_use]
    pub fn with_path(self, path: impl Into<String>) -> Self {
        Self {
            path: Some(path.into()),
            ..self
        }
    }

    fn with(self, turn: Turn) -> Self {
        Self { turn, ..self }
    }
}

impl Turn {
    fn holds(self, number: u64, chance: u64) -> bool {
        match self {
            Self::Always => true,
            Self::Nth(nth) => number == nth,
            Self::First(count) => number <= count,
            Self::Every(count) => count > 0 && number.is_multiple_of(count),
            Self::Share(percent) => {
                random::number(chance.wrapping_add(number)) % 100 < u64::from(percent)
            }
        }
    }
}

/// A fault and which requests meet it.
///
/// As text it is the fault, then after colons which in the row, the command and, at the end, the path:
///
/// ```
/// use suiteprojects_emulator::{Fault, PlannedFault, When};
///
/// let planned: PlannedFault = "cut-after:share=5%:command=Add".parse()?;
/// assert_eq!(planned.fault, Fault::CutAfter);
/// assert_eq!(planned.when, When::share(5).with_command("Add"));
/// assert_eq!(planned.to_string(), "cut-after:share=5%:command=Add");
/// # Ok::<(), suiteprojects_emulator::FaultError>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PlannedFault {
    /// What goes wrong.
    pub fault: Fault,
    /// With which requests.
    pub when: When,
}

impl PlannedFault {
    /// Puts them together.
    pub const fn new(fault: Fault, when: When) -> Self {
        Self { fault, when }
    }
}
