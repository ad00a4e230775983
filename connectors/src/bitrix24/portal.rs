//! Where a portal is, and what lets requests in.

use std::fmt;
use std::str::FromStr;

use suiteprojects::api::Secret;
use suiteprojects::text::shortened;
use thiserror::Error;
use url::{Host, Url};

use super::UserId;

/// The address of a portal: `https` and a host, and a path where it is served by the owner. Requests carry
/// secrets, so `http` is taken for the own machine alone.
///
/// ```
/// use suiteprojects_connectors::bitrix24::Portal;
///
/// let portal: Portal = "example.bitrix24.com".parse()?;
/// assert_eq!(portal.as_str(), "https://example.bitrix24.com");
/// assert!("http://example.bitrix24.com".parse::<Portal>().is_err());
/// # Ok::<(), suiteprojects_connectors::bitrix24::PortalError>(())
/// ```
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Portal(String);

/// Why something is no address of a portal. It may hold a secret, so nothing of it is shown but the scheme.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[non_exhaustive]
pub enum PortalError {
    /// It cannot be read.
    #[error("the address cannot be read, expected https://<portal>")]
    Unreadable,
    /// It is not encrypted.
    #[error("the address has the scheme {found:?}, expected https: requests carry secrets")]
    #[non_exhaustive]
    Scheme {
        /// The scheme.
        found: Box<str>,
    },
    /// It has credentials, a query or a fragment.
    #[error("the address has more than host and path")]
    Excess,
    /// It is no address of a webhook.
    #[error("this is no webhook, expected https://<portal>/rest/<user>/<code>")]
    NoWebhook,
}

impl Portal {
    /// The address, without a slash at its end.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn is_encrypted(&self) -> bool {
        self.0.starts_with("https:")
    }

    fn of(url: &Url) -> Result<Self, PortalError> {
        let is_loopback = match url.host() {
            Some(Host::Domain(name)) => name == "localhost",
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => return Err(PortalError::Unreadable),
        };
        match url.scheme() {
            "https" => {}
            "http" if is_loopback => {}
            scheme => {
                let found = shortened(scheme).into();
                return Err(PortalError::Scheme { found });
            }
        }
        let has_user = !url.username().is_empty() || url.password().is_some();
        if has_user || url.query().is_some() || url.fragment().is_some() {
            return Err(PortalError::Excess);
        }
        Ok(Self(url.as_str().trim_end_matches('/').to_owned()))
    }

    /// The same path at the host of another address, which a renamed portal sends.
    pub(super) fn moved_to(&self, location: &str) -> Option<Self> {
        let to = Url::parse(location).ok()?;
        let mut url = Url::parse(&self.0).ok()?;
        let is_downgrade = self.is_encrypted() && to.scheme() != "https";
        if is_downgrade || url.set_scheme(to.scheme()).is_err() {
            return None;
        }
        url.set_host(to.host_str()).ok()?;
        url.set_port(to.port()).ok()?;
        Self::of(&url).ok().filter(|moved| moved != self)
    }
}

impl FromStr for Portal {
    type Err = PortalError;

    /// Reads an address, or a host alone.
    fn from_str(text: &str) -> Result<Self, PortalError> {
        Self::of(&parse(text)?)
    }
}

fn parse(text: &str) -> Result<Url, PortalError> {
    let text = text.trim();
    let parsed = if text.contains("://") {
        Url::parse(text)
    } else {
        Url::parse(&format!("https://{text}"))
    };
    parsed.map_err(|_| PortalError::Unreadable)
}

/// A webhook: a portal, a user of it with whose rights requests are carried out, and a code that is secret and
/// good until it is revoked.
///
/// ```
/// use suiteprojects_connectors::bitrix24::Webhook;
///
/// let webhook: Webhook = "https://example.bitrix24.com/rest/1/c0de/".parse()?;
/// assert_eq!(webhook.portal.as_str(), "https://example.bitrix24.com");
/// assert!(!format!("{webhook:?}").contains("c0de"));
/// # Ok::<(), suiteprojects_connectors::bitrix24::PortalError>(())
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub struct Webhook {
    /// The portal.
    pub portal: Portal,
    /// The user.
    pub user: UserId,
    /// The code.
    pub code: Secret,
}

impl fmt::Debug for Webhook {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("Webhook");
        shown
            .field("portal", &self.portal)
            .field("user", &self.user);
        shown.finish_non_exhaustive()
    }
}

impl FromStr for Webhook {
    type Err = PortalError;

    fn from_str(text: &str) -> Result<Self, PortalError> {
        let mut url = parse(text)?;
        let path = url.path().trim_end_matches('/').to_owned();
        let mut parts = path.rsplitn(4, '/');
        let code = parts.next().filter(|code| !code.is_empty());
        let user = parts.next().and_then(|user| user.parse().ok());
        let is_rest = parts.next() == Some("rest");
        let before = parts.next().unwrap_or_default().to_owned();
        let (Some(code), Some(user), true) = (code.map(Secret::from), user, is_rest) else {
            return Err(PortalError::NoWebhook);
        };
        url.set_path(&before);
        let portal = Portal::of(&url)?;
        Ok(Self { portal, user, code })
    }
}
