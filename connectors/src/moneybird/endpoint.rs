//! Where the API is served.

use std::fmt;
use std::str::FromStr;

use suiteprojects::text::shortened;
use thiserror::Error;
use url::{Host, Url};

/// The address of the API. Requests carry a token, so only `https` is taken, and `http` for the own machine.
///
/// ```
/// use suiteprojects_connectors::moneybird::Endpoint;
///
/// assert_eq!(Endpoint::vendor().as_str(), "https://moneybird.com/api/v2");
/// let error = "http://moneybird.com/api/v2".parse::<Endpoint>().unwrap_err();
/// assert_eq!(error.to_string(), "the address has the scheme \"http\", expected https: requests carry a token");
/// ```
#[derive(Clone, Eq, Hash, PartialEq)]
pub struct Endpoint {
    address: String,
    host: String,
}

impl Endpoint {
    /// The address of the vendor.
    pub fn vendor() -> Self {
        Self {
            address: "https://moneybird.com/api/v2".to_owned(),
            host: "moneybird.com".to_owned(),
        }
    }

    /// The address, without a slash at its end.
    pub fn as_str(&self) -> &str {
        &self.address
    }

    /// The host and, where it is not the usual one, the port.
    pub fn host(&self) -> &str {
        &self.host
    }

    pub(super) fn is_encrypted(&self) -> bool {
        self.address.starts_with("https:")
    }
}

impl FromStr for Endpoint {
    type Err = EndpointError;

    fn from_str(text: &str) -> Result<Self, EndpointError> {
        let url = Url::parse(text).map_err(|error| EndpointError::Unreadable {
            reason: error.to_string(),
        })?;
        let is_loopback = match url.host() {
            Some(Host::Domain(name)) => name == "localhost",
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        };
        match url.scheme() {
            "https" => {}
            "http" if is_loopback => {}
            scheme => {
                return Err(EndpointError::Scheme {
                    found: shortened(scheme).into_owned(),
                });
            }
        }
        let has_user = !url.username().is_empty() || url.password().is_some();
        if has_user || url.query().is_some() || url.fragment().is_some() {
            return Err(EndpointError::Excess);
        }
        let host = url.host_str().unwrap_or_default();
        Ok(Self {
            host: match url.port() {
                Some(port) => format!("{host}:{port}"),
                None => host.to_owned(),
            },
            address: url.as_str().trim_end_matches('/').to_owned(),
        })
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Endpoint({})", self.address)
    }
}

/// A text that is no address of the API. The text itself is not shown: it may hold a token.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[non_exhaustive]
pub enum EndpointError {
    /// It is no absolute URL.
    #[error(
        "the address cannot be read ({reason}), expected one like https://moneybird.com/api/v2"
    )]
    #[non_exhaustive]
    Unreadable {
        /// What is wrong with it.
        reason: String,
    },
    /// It has another scheme than `https`, and is not on the own machine.
    #[error("the address has the scheme {found:?}, expected https: requests carry a token")]
    #[non_exhaustive]
    Scheme {
        /// The scheme found.
        found: String,
    },
    /// It has a user, a query or a fragment.
    #[error("the address has a user, a query or a fragment, expected host and path alone")]
    Excess,
}
