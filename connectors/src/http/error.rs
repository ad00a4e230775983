//! Why a call brought no answer.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use suiteprojects::protocol::{Failure as Failed, Fate, Happening};

use super::system::{Failure as _, System};

/// What went wrong.
#[derive(Debug)]
pub(crate) enum Problem<S: System> {
    Setup(&'static str),
    Connect {
        host: String,
        timeout: bool,
    },
    Lost,
    Timeout,
    TooLarge {
        most: usize,
    },
    CutOff,
    Answer(S::Failure, Option<Duration>),
    Deadline,
    /// The server takes no more requests for now.
    Hold {
        wait: Duration,
    },
    Budget {
        wait: Duration,
    },
    Login(S::LoginFailure),
    NotRenewed(Box<Self>),
    /// What is wrong with a list as a whole.
    List(String),
}

impl<S: System> Clone for Problem<S> {
    fn clone(&self) -> Self {
        match self {
            Self::Setup(what) => Self::Setup(what),
            Self::Connect { host, timeout } => Self::Connect {
                host: host.clone(),
                timeout: *timeout,
            },
            Self::Lost => Self::Lost,
            Self::Timeout => Self::Timeout,
            Self::TooLarge { most } => Self::TooLarge { most: *most },
            Self::CutOff => Self::CutOff,
            Self::Answer(failure, wait) => Self::Answer(failure.clone(), *wait),
            Self::Deadline => Self::Deadline,
            Self::Hold { wait } => Self::Hold { wait: *wait },
            Self::Budget { wait } => Self::Budget { wait: *wait },
            Self::Login(failure) => Self::Login(failure.clone()),
            Self::NotRenewed(problem) => Self::NotRenewed(problem.clone()),
            Self::List(what) => Self::List(what.clone()),
        }
    }
}

impl<S: System> Problem<S> {
    pub(super) fn happening(&self) -> Happening {
        match self {
            Self::Lost | Self::Timeout => Happening::Lost,
            Self::TooLarge { .. } | Self::CutOff => Happening::Unreadable,
            Self::Answer(failure, retry_after) => failure.happening(*retry_after),
            Self::Setup(_)
            | Self::Connect { .. }
            | Self::Deadline
            | Self::Hold { .. }
            | Self::Budget { .. }
            | Self::Login(_)
            | Self::NotRenewed(_)
            | Self::List(_) => Happening::NotSent,
        }
    }
}

impl<S: System> fmt::Display for Problem<S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Setup(what) => formatter.write_str(what),
            Self::Connect { host, timeout } => {
                let in_time = if *timeout { " in time" } else { "" };
                write!(formatter, "no connection to {host}{in_time}")
            }
            Self::Lost => formatter.write_str("the connection broke before the answer"),
            Self::Timeout => formatter.write_str("no answer in time"),
            Self::TooLarge { most } => write!(formatter, "the answer has more than {most} bytes"),
            Self::CutOff => formatter.write_str("the answer was cut off"),
            Self::Answer(failure, _) => failure.fmt(formatter),
            Self::Deadline => {
                formatter.write_str("the time for the call ran out before it was sent")
            }
            Self::Hold { wait } => write!(
                formatter,
                "the server takes no more requests for now, expected to wait {} s",
                wait.as_secs().saturating_add(1)
            ),
            Self::Budget { wait } => write!(
                formatter,
                "the budget of requests is used up, expected to wait {} s",
                wait.as_secs().saturating_add(1)
            ),
            Self::Login(failure) => failure.fmt(formatter),
            Self::NotRenewed(problem) => write!(formatter, "the login was not renewed: {problem}"),
            Self::List(what) => formatter.write_str(what),
        }
    }
}

type Source = Box<dyn StdError + Send + Sync>;

/// A problem with its cause.
#[derive(Debug)]
pub(super) struct Trouble<S: System> {
    pub(super) problem: Problem<S>,
    source: Option<Source>,
}

impl<S: System> From<Problem<S>> for Trouble<S> {
    fn from(problem: Problem<S>) -> Self {
        Self {
            problem,
            source: None,
        }
    }
}

impl<S: System> Trouble<S> {
    pub(super) fn new(problem: Problem<S>, source: impl StdError + Send + Sync + 'static) -> Self {
        Self {
            problem,
            source: Some(Box::new(source)),
        }
    }
}

/// Why a call brought no answer, and what may have become of its request.
///
/// One line, the cause in `source()`. Neither holds credentials or bodies.
#[derive(Debug)]
pub struct Error<S: System>(Box<Inner<S>>);

#[derive(Debug)]
struct Inner<S: System> {
    problem: Problem<S>,
    fate: Fate,
    tries: u32,
    source: Option<Source>,
}

impl<S: System> Error<S> {
    /// Before anything was tried.
    pub(super) fn before(trouble: impl Into<Trouble<S>>) -> Self {
        let Trouble { problem, source } = trouble.into();
        Self(Box::new(Inner {
            problem,
            fate: Fate::NotSent,
            tries: 0,
            source,
        }))
    }

    pub(super) fn after(failure: Failed, Trouble { problem, source }: Trouble<S>) -> Self {
        Self(Box::new(Inner {
            problem,
            fate: failure.fate,
            tries: failure.tries,
            source,
        }))
    }

    /// What may have become of the request, all tries taken together.
    pub fn fate(&self) -> Fate {
        self.0.fate
    }

    /// Whether the request may have been carried out.
    pub fn may_have_been_applied(&self) -> bool {
        self.fate().may_have_been_applied()
    }

    /// Why the answer is none, if there was one.
    pub fn failure(&self) -> Option<&S::Failure> {
        match self.problem() {
            Problem::Answer(failure, _) => Some(failure),
            _ => None,
        }
    }

    /// Why nothing lets requests in, if it is that.
    pub fn login_failure(&self) -> Option<&S::LoginFailure> {
        match self.problem() {
            Problem::Login(failure) => Some(failure),
            _ => None,
        }
    }

    /// Whether the server does not accept who is asking.
    pub fn is_auth(&self) -> bool {
        self.login_failure().is_some_and(S::is_login_refused)
            || self.failure().is_some_and(S::Failure::is_auth)
    }

    /// Whether no more requests may be sent for now.
    pub fn is_throttled(&self) -> bool {
        match self.problem() {
            Problem::Hold { .. } | Problem::Budget { .. } => true,
            _ => self.failure().is_some_and(S::Failure::is_throttled),
        }
    }

    /// Whether the time ran out, for the connection or for the answer.
    pub fn is_timeout(&self) -> bool {
        matches!(
            self.problem(),
            Problem::Timeout | Problem::Deadline | Problem::Connect { timeout: true, .. }
        )
    }

    /// How long to wait before the next request, if the server, the kind of its refusal, or the budget of the
    /// client says so.
    pub fn retry_after(&self) -> Option<Duration> {
        match self.problem() {
            Problem::Answer(failure, retry_after) => retry_after.or_else(|| failure.wait()),
            Problem::Hold { wait } | Problem::Budget { wait } => Some(*wait),
            _ => None,
        }
    }

    fn problem(&self) -> &Problem<S> {
        let mut problem = &self.0.problem;
        while let Problem::NotRenewed(inner) = problem {
            problem = inner;
        }
        problem
    }
}

/// What went wrong; after how many tries; what may have become of the request.
impl<S: System> fmt::Display for Error<S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.0.problem)?;
        if self.0.tries > 1 {
            write!(formatter, " (after {} tries)", self.0.tries)?;
        }
        if self.0.tries > 0 {
            write!(formatter, "; {}", self.0.fate)?;
        }
        Ok(())
    }
}

impl<S: System> StdError for Error<S> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        let source = self.0.source.as_deref();
        source.map(|source| source as &(dyn StdError + 'static))
    }
}
