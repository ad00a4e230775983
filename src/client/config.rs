//! What a client has to know.

use std::time::Duration;

use super::{Endpoint, TokenSource};
use crate::api::{Application, Login};
use crate::protocol::{Rates, RetryPolicy};
use crate::xml::Limits;

/// What a client has to know: where, who, and how long to wait.
///
/// ```
/// use std::time::Duration;
/// use suiteprojects::api::{Application, Login};
/// use suiteprojects::client::Config;
///
/// let config = Config::new(
///     "https://acme.app.netsuitesuiteprojectspro.com".parse()?,
///     Application::new("payroll bridge", "2.1", "the key"),
///     Login::access_token("the token"),
/// )
/// .with_total_timeout(Duration::from_secs(60));
/// # Ok::<(), suiteprojects::client::EndpointError>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Config {
    /// The address of the account.
    pub endpoint: Endpoint,
    /// The sending program and its API key.
    pub application: Application,
    /// How the user is logged in.
    pub login: LoginSource,
    /// The header `User-Agent`. The name and version of this crate.
    pub user_agent: String,
    /// For making a connection. 10 s. Keep it below [`read_timeout`](Self::read_timeout), or a server
    /// that cannot be reached is not told apart from one that does not answer.
    pub connect_timeout: Duration,
    /// Between two pieces of an answer, and from the beginning of a try to the first. 180 s, as clients
    /// in production wait: the server is slow with large reads.
    pub read_timeout: Duration,
    /// For one try, from the connection to the last byte of the answer. 300 s.
    pub total_timeout: Duration,
    /// How long a connection is kept for the next request. 4 s: the longer, the likelier the server
    /// closes it at the very moment when a request leaves, and whether that was carried out is not
    /// known then.
    pub idle_timeout: Duration,
    /// The most bytes of an answer, unpacked. 64 MiB: about 50,000 time entries with every field.
    pub answer_bytes: usize,
    /// When a request is sent again.
    pub retry: RetryPolicy,
    /// How many requests may leave in a minute and in a day; all clones of a client share them. No
    /// limits. A wait that is longer than the policy allows is an error.
    pub rates: Rates,
}

/// How the user is logged in.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum LoginSource {
    /// Not at all: the server takes only `Time` and reads of `Error` then, and over SOAP only `version`.
    None,
    /// By a login that stays the same.
    Fixed(Login),
    /// By OAuth 2.0, with access tokens that are renewed.
    Tokens(TokenSource),
}

impl LoginSource {
    /// The login that stays the same.
    pub(super) const fn fixed(&self) -> Option<&Login> {
        match self {
            Self::Fixed(login) => Some(login),
            Self::None | Self::Tokens(_) => None,
        }
    }
}

impl From<Login> for LoginSource {
    fn from(login: Login) -> Self {
        Self::Fixed(login)
    }
}

impl From<TokenSource> for LoginSource {
    fn from(source: TokenSource) -> Self {
        Self::Tokens(source)
    }
}

impl Config {
    /// A client of this program for this login, with everything else as it stands at the fields.
    pub fn new(
        endpoint: Endpoint,
        application: Application,
        login: impl Into<LoginSource>,
    ) -> Self {
        Self {
            login: login.into(),
            ..Self::without_login(endpoint, application)
        }
    }

    /// A client without a login.
    pub fn without_login(endpoint: Endpoint, application: Application) -> Self {
        Self {
            endpoint,
            application,
            login: LoginSource::None,
            user_agent: concat!("suiteprojects/", env!("CARGO_PKG_VERSION")).to_owned(),
            connect_timeout: Duration::from_secs(10),
            read_timeout: Duration::from_secs(180),
            total_timeout: Duration::from_secs(300),
            idle_timeout: Duration::from_secs(4),
            answer_bytes: 64 << 20,
            retry: RetryPolicy::default(),
            rates: Rates::unlimited(),
        }
    }

    pub(super) fn limits(&self) -> Limits {
        Limits::default().with_bytes(self.answer_bytes)
    }
}

macro_rules! setters {
    ($($setter:ident $field:ident: $type:ty;)*) => {
        impl Config {
            $(
                #[doc = concat!("Replaces [`", stringify!($field), "`](Self::", stringify!($field), ").")]
                #[must_use]
                pub fn $setter(self, $field: impl Into<$type>) -> Self {
                    Self { $field: $field.into(), ..self }
                }
            )*
        }
    };
}

setters! {
    with_user_agent user_agent: String;
    with_connect_timeout connect_timeout: Duration;
    with_read_timeout read_timeout: Duration;
    with_total_timeout total_timeout: Duration;
    with_idle_timeout idle_timeout: Duration;
    with_answer_bytes answer_bytes: usize;
    with_retry retry: RetryPolicy;
    with_rates rates: Rates;
}
