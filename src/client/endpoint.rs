//! Where an account is served.

use std::fmt;

use thiserror::Error;
use url::{Host, Url};

/// The path of the XML API under the address of an account.
const XML_PATH: &str = "/api.pl";

/// The path of the SOAP API.
const SOAP_PATH: &str = "/soap";

/// The path of the REST API, under which its resources are.
const REST_PATH: &str = "/rest/v1";

/// The address of an account, such as `https://acme.app.netsuitesuiteprojectspro.com`.
///
/// Each account has its own host, and the server refuses others (426); so there is no default.
/// Requests carry credentials, which is why only `https` is taken, and `http` for the own machine.
///
/// ```
/// use suiteprojects::client::Endpoint;
///
/// let endpoint: Endpoint = "https://acme.app.netsuitesuiteprojectspro.com".parse()?;
/// assert_eq!(endpoint.xml_url(), "https://acme.app.netsuitesuiteprojectspro.com/api.pl");
/// assert!("http://127.0.0.1:8080".parse::<Endpoint>().is_ok());
///
/// let error = "http://acme.app.netsuitesuiteprojectspro.com".parse::<Endpoint>().unwrap_err();
/// assert_eq!(error.to_string(), "the address has the scheme \"http\", expected https: requests carry credentials");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Eq, Hash, PartialEq)]
pub struct Endpoint {
    base: Url,
    xml: Url,
    soap: Url,
}

impl Endpoint {
    /// The address of the XML API.
    pub fn xml_url(&self) -> &str {
        self.xml.as_str()
    }

    /// The address of the SOAP API.
    pub fn soap_url(&self) -> &str {
        self.soap.as_str()
    }

    /// The address of a path under the address of the account. The path starts with a slash.
    pub(super) fn join(&self, path: &str) -> Url {
        under(&self.base, path)
    }

    /// The host and, where it is not the usual one, the port.
    pub fn host(&self) -> String {
        let host = self.base.host_str().unwrap_or_default();
        match self.base.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        }
    }

    pub(super) fn is_encrypted(&self) -> bool {
        self.base.scheme() == "https"
    }

    /// Whether the address is one of the own machine: `localhost`, `127.0.0.0/8` or `::1`.
    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.base)
    }
}

fn under(base: &Url, path: &str) -> Url {
    let mut url = base.clone();
    url.set_path(&format!("{}{path}", base.path().trim_end_matches('/')));
    url
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

impl std::str::FromStr for Endpoint {
    type Err = EndpointError;

    fn from_str(text: &str) -> Result<Self, EndpointError> {
        let mut base = Url::parse(text).map_err(|error| EndpointError::Unreadable {
            reason: error.to_string().into(),
        })?;
        match base.scheme() {
            "https" => {}
            "http" if is_loopback(&base) => {}
            scheme => {
                return Err(EndpointError::Scheme {
                    found: crate::text::shortened(scheme).into(),
                });
            }
        }
        if !base.username().is_empty() || base.password().is_some() {
            return Err(EndpointError::Excess {
                found: "a user name or password",
            });
        }
        if base.query().is_some() {
            return Err(EndpointError::Excess { found: "a query" });
        }
        if base.fragment().is_some() {
            return Err(EndpointError::Excess {
                found: "a fragment",
            });
        }
        // The address of one of its APIs is as good as that of the account.
        let path = base.path().trim_end_matches('/');
        let api = [XML_PATH, SOAP_PATH, REST_PATH]
            .iter()
            .find_map(|api| path.strip_suffix(api));
        if let Some(path) = api.map(str::to_owned) {
            base.set_path(&path);
        }
        Ok(Self {
            xml: under(&base, XML_PATH),
            soap: under(&base, SOAP_PATH),
            base,
        })
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Endpoint({})", self.base)
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.base.as_str().trim_end_matches('/'))
    }
}

/// A text that is no address of an account. The text itself is not shown: it may hold credentials.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[non_exhaustive]
pub enum EndpointError {
    /// It is no absolute URL.
    #[error(
        "the address cannot be read ({reason}), expected one like https://acme.app.netsuitesuiteprojectspro.com"
    )]
    #[non_exhaustive]
    Unreadable {
        /// What is wrong with it.
        reason: Box<str>,
    },
    /// It has another scheme than `https`, and is not on the own machine.
    #[error("the address has the scheme {found:?}, expected https: requests carry credentials")]
    #[non_exhaustive]
    Scheme {
        /// The scheme found.
        found: Box<str>,
    },
    /// It has a part that an address of an account has not.
    #[error("the address has {found}, expected the host of the account alone")]
    #[non_exhaustive]
    Excess {
        /// The part.
        found: &'static str,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    fn xml_url(text: &str) -> Result<String, String> {
        let endpoint: Result<Endpoint, _> = text.parse();
        endpoint
            .map(|endpoint| endpoint.xml_url().to_owned())
            .map_err(|error| error.to_string())
    }

    #[test]
    fn the_path_of_the_api_is_added_once() {
        for (text, expected) in [
            (
                "https://acme.example.com",
                "https://acme.example.com/api.pl",
            ),
            (
                "https://acme.example.com/",
                "https://acme.example.com/api.pl",
            ),
            (
                "HTTPS://Acme.Example.Com",
                "https://acme.example.com/api.pl",
            ),
            (
                "https://acme.example.com/api.pl",
                "https://acme.example.com/api.pl",
            ),
            (
                "https://acme.example.com/api.pl/",
                "https://acme.example.com/api.pl",
            ),
            (
                "https://acme.example.com:443",
                "https://acme.example.com/api.pl",
            ),
            (
                "https://acme.example.com:8443/under/",
                "https://acme.example.com:8443/under/api.pl",
            ),
            ("http://localhost:8080", "http://localhost:8080/api.pl"),
            ("http://127.9.9.9", "http://127.9.9.9/api.pl"),
            ("http://[::1]:80", "http://[::1]/api.pl"),
        ] {
            assert_eq!(xml_url(text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn credentials_go_nowhere_in_the_clear() {
        for host in [
            "acme.example.com",
            "localhost.example.com",
            "127.0.0.1.example.com",
            "acme.localhost",
            "localhost.",
            "128.0.0.1",
            "0.0.0.0",
            "[::2]",
            "[::ffff:127.0.0.1]",
        ] {
            let error = xml_url(&format!("http://{host}")).unwrap_err();
            assert!(error.contains("expected https"), "{host}: {error}");
        }
    }

    #[test]
    fn what_is_no_address_of_an_account() {
        for (text, part) in [
            ("", "relative URL without a base"),
            ("acme.example.com", "relative URL without a base"),
            ("https://", "empty host"),
            ("file:///etc/passwd", "the scheme \"file\""),
            ("https://ann@acme.example.com", "a user name or password"),
            ("https://:pw@acme.example.com", "a user name or password"),
            ("https://acme.example.com/?a=b", "a query"),
            ("https://acme.example.com/#a", "a fragment"),
        ] {
            let error = xml_url(text).unwrap_err();
            assert!(error.contains(part), "{text}: {error}");
        }
    }

    #[test]
    fn it_is_shown_as_it_was_given() {
        let endpoint: Endpoint = "https://acme.example.com:8443/api.pl".parse().unwrap();
        assert_eq!(endpoint.to_string(), "https://acme.example.com:8443");
        assert_eq!(endpoint.host(), "acme.example.com:8443");
    }
}
