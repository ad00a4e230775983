//! How the server is started.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use chrono::{DateTime, NaiveDateTime};
use suiteprojects::validate::Settings;

use crate::engine::{Clock, MOST_OBJECTS};
use crate::seed::Seed;

/// How the server is started. The default needs no set-up: a free port of the own machine, everything
/// in memory, any credentials, any ids.
///
/// ```
/// use suiteprojects::validate::Settings;
/// use suiteprojects_emulator::{Options, Seed};
///
/// let mut settings = Settings::default();
/// settings.start_end_times = true;
/// let options = Options::default()
///     .with_settings(settings)
///     .with_seed(Seed::parse(r#"{"users": [{"id": 251, "name": "Ada Quist"}]}"#)?)
///     .with_data("time.sqlite");
/// # Ok::<(), suiteprojects_emulator::SeedError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Options {
    pub(crate) address: SocketAddr,
    pub(crate) data: Option<PathBuf>,
    pub(crate) seed: Option<Seed>,
    pub(crate) settings: Settings,
    pub(crate) clock: Clock,
    pub(crate) session_lifetime: Duration,
    pub(crate) page_limit: u64,
    pub(crate) key: Option<String>,
    pub(crate) namespace: Option<String>,
    pub(crate) password: Option<String>,
    pub(crate) account_host: Option<String>,
    pub(crate) limits: Limits,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            address: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0),
            data: None,
            seed: None,
            settings: Settings::default(),
            clock: Clock(Arc::new(system_time)),
            session_lifetime: Duration::from_secs(3_600),
            page_limit: MOST_OBJECTS as u64,
            key: None,
            namespace: None,
            password: None,
            account_host: None,
            limits: Limits::default(),
        }
    }
}

/// The time of the system, in UTC.
fn system_time() -> NaiveDateTime {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let seconds = i64::try_from(since.as_secs()).unwrap_or(i64::MAX);
    DateTime::from_timestamp(seconds, 0)
        .unwrap_or_default()
        .naive_utc()
}

impl Options {
    /// Listens at this address. A port of 0 is a free one. Whoever can reach the address can read and
    /// change everything: nothing but the own machine is meant.
    #[must_use]
    pub fn with_address(self, address: impl Into<SocketAddr>) -> Self {
        Self {
            address: address.into(),
            ..self
        }
    }

    /// Keeps everything in this file, which is made if it is not there. One server has it at a time.
    #[must_use]
    pub fn with_data(self, path: impl Into<PathBuf>) -> Self {
        Self {
            data: Some(path.into()),
            ..self
        }
    }

    /// Knows these records, and of the types that they list no others.
    #[must_use]
    pub fn with_seed(self, seed: Seed) -> Self {
        Self {
            seed: Some(seed),
            ..self
        }
    }

    /// Applies the rules of an account with these settings.
    #[must_use]
    pub fn with_settings(self, settings: Settings) -> Self {
        Self { settings, ..self }
    }

    /// Takes the time from this clock, which answers, for `created` and `updated`, for the age of sessions and for
    /// `Time`. The default is the time of the system in UTC.
    #[must_use]
    pub fn with_clock(self, clock: impl Fn() -> NaiveDateTime + Send + Sync + 'static) -> Self {
        Self {
            clock: Clock(Arc::new(clock)),
            ..self
        }
    }

    /// Forgets a session, or an access token, that was not used for so long; an hour unless said otherwise.
    #[must_use]
    pub fn with_session_lifetime(self, lifetime: Duration) -> Self {
        Self {
            session_lifetime: lifetime,
            ..self
        }
    }

    /// Returns at most so many records for one Read, and refuses a larger `limit` with 605; 1,000 unless
    /// said otherwise.
    #[must_use]
    pub fn with_page_limit(self, records: u64) -> Self {
        Self {
            page_limit: records,
            ..self
        }
    }

    /// Takes this API key alone; others are refused with 505.
    #[must_use]
    pub fn with_key(self, key: impl Into<String>) -> Self {
        Self {
            key: Some(key.into()),
            ..self
        }
    }

    /// Takes API keys in this namespace alone; others are refused with 505.
    #[must_use]
    pub fn with_namespace(self, namespace: impl Into<String>) -> Self {
        Self {
            namespace: Some(namespace.into()),
            ..self
        }
    }

    /// Takes this password alone, from every user; others are refused with 401.
    #[must_use]
    pub fn with_password(self, password: impl Into<String>) -> Self {
        Self {
            password: Some(password.into()),
            ..self
        }
    }

    /// Refuses requests that were sent to another host than this one with 426, as the vendor does with
    /// all but the account's own domain.
    #[must_use]
    pub fn with_account_host(self, host: impl Into<String>) -> Self {
        Self {
            account_host: Some(host.into()),
            ..self
        }
    }

    /// Keeps connections and requests within these limits.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }
}

/// Limits of connections and requests.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Limits {
    /// The most bytes of the body of a request; larger ones are answered with HTTP 413.
    pub body_bytes: usize,
    /// The most time for the head of a request, and for an idle connection, which is then closed.
    pub head_time: Duration,
    /// The most time for the body of a request, which is then answered with HTTP 408.
    pub body_time: Duration,
    /// The most time for a connection.
    pub connection_time: Duration,
    /// The most connections at a time. Others wait until one of them ends.
    pub connections: usize,
    /// The most time that a stop waits for requests that are being answered.
    pub stop_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body_bytes: 32 << 20,
            head_time: Duration::from_secs(30),
            body_time: Duration::from_secs(60),
            connection_time: Duration::from_secs(3_600),
            connections: 2_048,
            stop_time: Duration::from_secs(5),
        }
    }
}
