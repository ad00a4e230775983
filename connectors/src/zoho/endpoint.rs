//! Where an organization is served.

use std::fmt;

use thiserror::Error;
use url::{Host, Url};

use super::DataCentre;

/// The path of the API under its host.
const API_PATH: &str = "/billing/v1";

/// The two addresses that requests go to: that of the API and that of the accounts, which give tokens.
///
/// ```
/// use suiteprojects_connectors::zoho::{DataCentre, Endpoint};
///
/// let endpoint = Endpoint::of(DataCentre::Europe);
/// assert_eq!(endpoint.api(), "https://www.zohoapis.eu/billing/v1");
/// assert_eq!(endpoint.accounts(), "https://accounts.zoho.eu");
///
/// let stub = Endpoint::at("http://127.0.0.1:8080/billing/v1", "http://127.0.0.1:8080")?;
/// assert_eq!(stub.accounts(), "http://127.0.0.1:8080");
/// let error = Endpoint::at("http://www.zohoapis.eu", "https://accounts.zoho.eu").unwrap_err();
/// assert_eq!(error.to_string(), "the address has the scheme \"http\", expected https: requests carry credentials");
/// # Ok::<(), suiteprojects_connectors::zoho::EndpointError>(())
/// ```
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Endpoint {
    api: Address,
    accounts: Address,
}

/// An address that requests with credentials may go to.
#[derive(Clone, Eq, Hash, PartialEq)]
struct Address(String);

impl Endpoint {
    /// The addresses of a data centre.
    pub fn of(centre: DataCentre) -> Self {
        Self {
            api: Address(format!("https://{}{API_PATH}", centre.api_host())),
            accounts: Address(format!("https://{}", centre.accounts_host())),
        }
    }

    /// Other addresses: that of the API with its path, which is `/billing/v1` at the vendor, and that of
    /// the accounts.
    ///
    /// # Errors
    ///
    /// [`EndpointError`] if one of them cannot be read, is not encrypted and not of the own machine, or has
    /// credentials, a query or a fragment.
    pub fn at(api: &str, accounts: &str) -> Result<Self, EndpointError> {
        Ok(Self {
            api: Address::read(api)?,
            accounts: Address::read(accounts)?,
        })
    }

    /// The address of the API, without a slash at its end.
    pub fn api(&self) -> &str {
        &self.api.0
    }

    /// The address of the accounts, without a slash at its end.
    pub fn accounts(&self) -> &str {
        &self.accounts.0
    }

    /// Whether the API is at the host of a data centre.
    pub(super) fn is_of_vendor(&self) -> bool {
        let all = DataCentre::ALL.iter();
        all.map(|centre| Self::of(*centre))
            .any(|other| other.api == self.api)
    }

    /// The same with the API at the host that came with tokens as `api_domain`.
    ///
    /// # Errors
    ///
    /// [`EndpointError`] if that is no host of a [`DataCentre`]: tokens are not sent anywhere else.
    pub fn with_api_domain(&self, api_domain: &str) -> Result<Self, EndpointError> {
        let host = Url::parse(api_domain)
            .ok()
            .filter(|url| url.scheme() == "https");
        let host = host.as_ref().and_then(Url::host_str);
        let centre = host
            .and_then(DataCentre::of_api_host)
            .ok_or(EndpointError::Domain)?;
        Ok(Self {
            api: Self::of(centre).api,
            accounts: self.accounts.clone(),
        })
    }
}

impl Address {
    fn read(text: &str) -> Result<Self, EndpointError> {
        let url = Url::parse(text).map_err(|error| EndpointError::Unreadable {
            reason: error.to_string().into(),
        })?;
        match url.scheme() {
            "https" => {}
            "http" if is_loopback(&url) => {}
            scheme => {
                return Err(EndpointError::Scheme {
                    found: suiteprojects::text::shortened(scheme).into(),
                });
            }
        }
        let excess = if !url.username().is_empty() || url.password().is_some() {
            "a user name or password"
        } else if url.query().is_some() {
            "a query"
        } else if url.fragment().is_some() {
            "a fragment"
        } else {
            return Ok(Self(url.as_str().trim_end_matches('/').to_owned()));
        };
        Err(EndpointError::Excess { found: excess })
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Why an address is not taken. The address itself is not shown: it may hold credentials.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[non_exhaustive]
pub enum EndpointError {
    /// It is no absolute URL.
    #[error(
        "the address cannot be read ({reason}), expected one like https://www.zohoapis.com/billing/v1"
    )]
    #[non_exhaustive]
    Unreadable {
        /// What is wrong with it.
        reason: Box<str>,
    },
    /// It is not encrypted.
    #[error("the address has the scheme \"{found}\", expected https: requests carry credentials")]
    #[non_exhaustive]
    Scheme {
        /// The scheme.
        found: Box<str>,
    },
    /// It has something that does not belong there.
    #[error("the address has {found}, expected none")]
    #[non_exhaustive]
    Excess {
        /// What it has.
        found: &'static str,
    },
    /// The domain that came with tokens is none of a data centre.
    #[error(
        "the api_domain that came with the tokens is no host of a data centre, expected one like https://www.zohoapis.com"
    )]
    Domain,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_domain_of_tokens_leads_to_data_centres_alone() {
        let endpoint = Endpoint::of(DataCentre::UnitedStates);
        let moved = endpoint.with_api_domain("https://www.zohoapis.in").unwrap();
        assert_eq!(moved.api(), "https://www.zohoapis.in/billing/v1");
        assert_eq!(moved.accounts(), "https://accounts.zoho.com");
        for domain in [
            "",
            "www.zohoapis.in",
            "http://www.zohoapis.in",
            "https://www.zohoapis.in.example.com",
            "https://www.zohoapis.in@example.com",
        ] {
            assert_eq!(
                endpoint.with_api_domain(domain),
                Err(EndpointError::Domain),
                "{domain}"
            );
        }
    }

    #[test]
    fn what_does_not_belong_into_an_address() {
        let at = |api| {
            Endpoint::at(api, "https://accounts.zoho.com")
                .unwrap_err()
                .to_string()
        };
        assert_eq!(
            at("https://a:secret@h"),
            "the address has a user name or password, expected none"
        );
        assert_eq!(
            at("https://h?token=secret"),
            "the address has a query, expected none"
        );
        assert_eq!(
            at("https://h#secret"),
            "the address has a fragment, expected none"
        );
        assert!(at("secret").starts_with("the address cannot be read (relative URL"));
    }
}
