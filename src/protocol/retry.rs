//! When a request is sent again, and after what wait: the table of decisions.

use std::time::Duration;

use super::Fate;
use crate::error_code::{Class, ErrorCode, Retry};

/// The wait before the same bytes are sent again after a bare 505.
const PASSING_DELAY: Duration = Duration::from_millis(400);

/// How often a request is sent at most because of a bare 505.
pub(super) const PASSING_TRIES: u32 = 3;

/// Keeps sums of waits far from overflowing, whatever a policy says.
const LONGEST_DELAY: Duration = Duration::from_secs(24 * 60 * 60);

/// How often a request is sent, and how long to wait in between.
///
/// | what became of the request | fate | sent again |
/// |---|---|---|
/// | no connection | nothing was sent | after a growing wait |
/// | bare 505 (`<response status="505">` without any elements) | refused | 400 ms later, three tries in all |
/// | HTTP 429, or 556 and the other codes of [`Retry::Backoff`] | refused | after a growing wait, or when the server says |
/// | a login that was refused, HTTP 401 | refused | once, with a renewed login, if it can be renewed |
/// | any other refusal, HTTP 3xx and 4xx | refused | never: the same request meets the same answer |
/// | HTTP 5xx, connection lost, time run out, answer unreadable | may have been carried out | only what changes nothing, after a growing wait |
///
/// The form of the passing 505 and its 400 ms are what a client in production was seen to do; the
/// vendor documents neither. That HTTP 5xx says nothing about what was carried out is our reading.
///
/// ```
/// use std::time::Duration;
/// use suiteprojects::protocol::RetryPolicy;
///
/// let patient = RetryPolicy::default().with_tries(8).with_deadline(Some(Duration::from_secs(600)));
/// assert_eq!(patient.tries, 8);
/// assert_eq!(RetryPolicy::never().tries, 1);
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct RetryPolicy {
    /// How often a request is sent at most. A renewed login allows one more. 4.
    pub tries: u32,
    /// The least wait before the second try; each further one is twice as long. 500 ms.
    pub first_delay: Duration,
    /// No wait is longer. A server that asks for more is not waited for: the call fails and tells
    /// how long the server asks for. 60 s, the shorter window of the vendor's frequency limits.
    pub most_delay: Duration,
    /// No try starts later than this after the call began. None.
    pub deadline: Option<Duration>,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            tries: 4,
            first_delay: Duration::from_millis(500),
            most_delay: Duration::from_secs(60),
            deadline: None,
        }
    }
}

impl RetryPolicy {
    /// One try, whatever happens.
    pub fn never() -> Self {
        Self::default().with_tries(1)
    }

    /// Replaces [`tries`](Self::tries); 0 counts as 1.
    #[must_use]
    pub const fn with_tries(mut self, tries: u32) -> Self {
        self.tries = tries;
        self
    }

    /// Replaces [`first_delay`](Self::first_delay) and [`most_delay`](Self::most_delay).
    #[must_use]
    pub const fn with_delays(mut self, first: Duration, most: Duration) -> Self {
        self.first_delay = first;
        self.most_delay = most;
        self
    }

    /// Replaces [`deadline`](Self::deadline).
    #[must_use]
    pub const fn with_deadline(mut self, deadline: Option<Duration>) -> Self {
        self.deadline = deadline;
        self
    }

    /// The waits of a call.
    pub(super) fn delays(self, seed: u64) -> Delays {
        let most = self.most_delay.min(LONGEST_DELAY);
        Delays {
            growing: backon::BackoffBuilder::build(
                backon::ExponentialBuilder::new()
                    .with_min_delay(self.first_delay.min(most))
                    .with_max_delay(most)
                    .without_max_times()
                    .with_jitter()
                    .with_jitter_seed(seed),
            ),
            most,
        }
    }
}

/// The waits of one call, one after the other.
#[derive(Debug)]
pub(super) struct Delays {
    growing: backon::ExponentialBackoff,
    most: Duration,
}

impl Delays {
    /// The wait before the next try; `None` if the server asks for more than may be waited.
    pub(super) fn next(&mut self, pause: Pause) -> Option<Duration> {
        let growing = |delays: &mut Self| delays.growing.next().unwrap_or(delays.most);
        match pause {
            Pause::Passing => Some(PASSING_DELAY.min(self.most)),
            Pause::Growing { at_least: None } => Some(growing(self).min(self.most)),
            Pause::Growing {
                at_least: Some(wait),
            } if wait <= self.most => Some(growing(self).max(wait).min(self.most)),
            Pause::Growing { at_least: Some(_) } => None,
        }
    }
}

/// What became of a request.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Happening {
    /// The server answered, whatever it said about the commands.
    Answered,
    /// There was no connection: no byte of the request left.
    NotSent,
    /// The connection broke or the time ran out after the request was handed over.
    Lost,
    /// There is an answer, but it is cut off, too large or no answer of this API.
    Unreadable,
    /// An HTTP status other than success.
    #[non_exhaustive]
    HttpStatus {
        /// The status, such as 503.
        status: u16,
        /// The wait that the server asks for.
        retry_after: Option<Duration>,
    },
    /// The server refused the request as a whole.
    #[non_exhaustive]
    Refused {
        /// The code.
        code: ErrorCode,
        /// Whether the code stands on a `response` without any elements, otherwise on `Auth`.
        bare: bool,
    },
}

impl Happening {
    /// An HTTP status other than success, with the wait that the server asks for.
    pub const fn http_status(status: u16, retry_after: Option<Duration>) -> Self {
        Self::HttpStatus {
            status,
            retry_after,
        }
    }

    /// A refusal of the request as a whole.
    pub const fn refused(code: ErrorCode, bare: bool) -> Self {
        Self::Refused { code, bare }
    }

    /// What may have become of the request; `None` if it was answered.
    pub const fn fate(self) -> Option<Fate> {
        match self {
            Self::Answered => None,
            Self::NotSent => Some(Fate::NotSent),
            Self::Refused { .. }
            | Self::HttpStatus {
                status: 300..=499, ..
            } => Some(Fate::Refused),
            Self::Lost | Self::Unreadable | Self::HttpStatus { .. } => Some(Fate::MaybeApplied),
        }
    }

    /// What helps, if anything does.
    pub(super) fn remedy(self) -> Remedy {
        match self {
            Self::Answered
            | Self::HttpStatus {
                status: 300..=400 | 402..=428 | 430..=499,
                ..
            } => Remedy::None,
            Self::NotSent | Self::Lost | Self::Unreadable => Remedy::growing(None),
            Self::HttpStatus { status: 401, .. } => Remedy::Login,
            Self::HttpStatus { retry_after, .. } => Remedy::growing(retry_after),
            Self::Refused { code, bare } => match code.retry() {
                Retry::SameBytes if bare => Remedy::Wait(Pause::Passing),
                Retry::Backoff => Remedy::growing(None),
                Retry::AfterLogin => Remedy::Login,
                Retry::SameBytes | Retry::No if !bare && code.class() == Some(Class::Auth) => {
                    Remedy::Login
                }
                Retry::SameBytes | Retry::No => Remedy::None,
            },
        }
    }
}

/// What may help before a request is sent again.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Remedy {
    /// Nothing does.
    None,
    /// A wait.
    Wait(Pause),
    /// A renewed login.
    Login,
}

impl Remedy {
    const fn growing(at_least: Option<Duration>) -> Self {
        Self::Wait(Pause::Growing { at_least })
    }
}

/// What kind of wait.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Pause {
    /// The short wait after a bare 505.
    Passing,
    /// A wait that grows from try to try, and is at least as long as the server asks for.
    Growing {
        /// What the server asks for.
        at_least: Option<Duration>,
    },
}
