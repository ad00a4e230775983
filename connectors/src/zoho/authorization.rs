//! Asking a user to let the program in, at the page of the accounts.

use std::fmt;

use suiteprojects::api::Secret;
use suiteprojects::text::{one_line, shortened};
use thiserror::Error;
use url::Url;

use super::{DataCentre, Endpoint, Grant, OAuthClient};

/// The page where a user lets a program in, under the address of the accounts.
const AUTHORIZE_PATH: &str = "/oauth/v2/auth";

/// What a program may do. The names are of the time when the product was Zoho Subscriptions.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Scope {
    /// Log time, start and stop timers.
    ProjectsCreate,
    /// Read time entries.
    ProjectsRead,
    /// Update time entries.
    ProjectsUpdate,
    /// Delete time entries.
    ProjectsDelete,
    /// List organizations. That it is this scope of the settings is our reading.
    SettingsRead,
}

impl Scope {
    /// The name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ProjectsCreate => "ZohoSubscriptions.projects.CREATE",
            Self::ProjectsRead => "ZohoSubscriptions.projects.READ",
            Self::ProjectsUpdate => "ZohoSubscriptions.projects.UPDATE",
            Self::ProjectsDelete => "ZohoSubscriptions.projects.DELETE",
            Self::SettingsRead => "ZohoSubscriptions.settings.READ",
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// A request for access, which a user answers in a browser.
///
/// ```
/// use suiteprojects_connectors::zoho::{Authorization, DataCentre, Endpoint, OAuthClient, Scope};
///
/// let program = OAuthClient::new("1000.ABC", "the client secret");
/// // Made up for this request, and hard to guess.
/// let authorization = Authorization::new("https://localhost/done", "8f1c3a");
/// let page = authorization.url(&Endpoint::of(DataCentre::UnitedStates), &program, &[Scope::ProjectsRead]);
/// assert!(page.starts_with("https://accounts.zoho.com/oauth/v2/auth?"));
///
/// // The user lives in another data centre.
/// let back = "https://localhost/done?state=8f1c3a&code=1000.c0de&location=eu&accounts-server=https%3A%2F%2Faccounts.zoho.eu";
/// let granted = authorization.answer(back)?;
/// assert_eq!(granted.data_centre, Some(DataCentre::Europe));
/// # Ok::<(), suiteprojects_connectors::zoho::AuthorizationError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Authorization {
    redirect_uri: Box<str>,
    state: Secret,
}

impl Authorization {
    /// A request after which the user is sent back to this address. The state ties the answer to the request:
    /// make it up for each, so that nobody can guess it.
    pub fn new(redirect_uri: impl Into<Box<str>>, state: impl Into<Secret>) -> Self {
        Self {
            redirect_uri: redirect_uri.into(),
            state: state.into(),
        }
    }

    /// The page that the user has to visit. It asks for a refresh token too, which the server gives only
    /// after consent.
    pub fn url(&self, endpoint: &Endpoint, client: &OAuthClient, scopes: &[Scope]) -> String {
        let scopes: Vec<_> = scopes.iter().map(|scope| scope.as_str()).collect();
        let query = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("response_type", "code")
            .append_pair("client_id", &client.client_id)
            .append_pair("scope", &scopes.join(","))
            .append_pair("redirect_uri", &self.redirect_uri)
            .append_pair("access_type", "offline")
            .append_pair("prompt", "consent")
            .append_pair("state", self.state.expose())
            .finish();
        format!("{}{AUTHORIZE_PATH}?{query}", endpoint.accounts())
    }

    /// Reads the address that the user was sent back to.
    ///
    /// # Errors
    ///
    /// [`AuthorizationError`] if the user refused, the answer belongs to another request, or there is no code.
    pub fn answer(&self, sent_back_to: &str) -> Result<Granted, AuthorizationError> {
        let url = Url::parse(sent_back_to).map_err(|_| AuthorizationError::Address)?;
        let parameter = |wanted: &str| {
            let mut pairs = url.query_pairs();
            let found = pairs.find(|(name, _)| name == wanted);
            found.map(|(_, value)| value.into_owned())
        };
        if parameter("state").as_deref() != Some(self.state.expose()) {
            return Err(AuthorizationError::OtherRequest);
        }
        if let Some(code) = parameter("error") {
            let code = shortened(&one_line(&code)).into();
            return Err(AuthorizationError::Refused { code });
        }
        let code = parameter("code").ok_or(AuthorizationError::NoCode)?;
        let accounts = parameter("accounts-server").map(|server| {
            let server = Url::parse(&server)
                .ok()
                .filter(|url| url.scheme() == "https");
            let host = server.as_ref().and_then(Url::host_str);
            host.and_then(DataCentre::of_accounts_host)
                .ok_or(AuthorizationError::AccountsServer)
        });
        Ok(Granted {
            grant: Grant::code(code, self.redirect_uri.clone()),
            data_centre: accounts.transpose()?,
        })
    }
}

/// What a user granted.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Granted {
    /// What is turned into tokens, once and within a minute or so.
    pub grant: Grant,
    /// Where: the data centre of the user, which may be another than that of the page. The client id has to
    /// be known there.
    pub data_centre: Option<DataCentre>,
}

/// Why there is no code. Addresses are not shown: they may hold one.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[non_exhaustive]
pub enum AuthorizationError {
    /// The address cannot be read.
    #[error("the address cannot be read, expected the one that the user was sent back to")]
    Address,
    /// The answer does not belong to this request.
    #[error("the answer has another `state` than the request, expected the same")]
    OtherRequest,
    /// The user, or the server, refused.
    #[error("access was refused: {code}")]
    #[non_exhaustive]
    Refused {
        /// Why, such as `access_denied`.
        code: Box<str>,
    },
    /// The answer has no code.
    #[error("the answer has no `code`, expected one")]
    NoCode,
    /// The code is to be shown to a server that is none of the vendor.
    #[error(
        "the `accounts-server` of the answer is none of a data centre, expected one like https://accounts.zoho.com"
    )]
    AccountsServer,
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    fn authorization() -> Authorization {
        Authorization::new("https://localhost/done", "st4te")
    }

    #[test]
    fn the_page_asks_for_what_the_vendor_says() {
        let program = OAuthClient::new("1000.ABC", "s3cret");
        let endpoint = Endpoint::of(DataCentre::Canada);
        let scopes = [Scope::ProjectsCreate, Scope::ProjectsRead];
        let page = Url::parse(&authorization().url(&endpoint, &program, &scopes)).unwrap();
        assert_eq!(page.host_str(), Some("accounts.zohocloud.ca"));
        assert_eq!(page.path(), "/oauth/v2/auth");
        let parameters: HashMap<_, _> = page.query_pairs().into_owned().collect();
        let expected = [
            ("response_type", "code"),
            ("client_id", "1000.ABC"),
            (
                "scope",
                "ZohoSubscriptions.projects.CREATE,ZohoSubscriptions.projects.READ",
            ),
            ("redirect_uri", "https://localhost/done"),
            ("access_type", "offline"),
            ("prompt", "consent"),
            ("state", "st4te"),
        ];
        let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(parameters, HashMap::from(expected));
    }

    #[test]
    fn a_code_is_taken_from_the_answer_to_this_request_alone() {
        let answer =
            |query: &str| authorization().answer(&format!("https://localhost/done?{query}"));
        let granted = answer("code=c0de&state=st4te").unwrap();
        assert_eq!(granted.data_centre, None);
        assert_eq!(granted.grant.secret().expose(), "c0de");
        assert!(!format!("{granted:?}").contains("c0de"));
        for (query, error) in [
            ("code=c0de", AuthorizationError::OtherRequest),
            ("code=c0de&state=other", AuthorizationError::OtherRequest),
            ("state=st4te", AuthorizationError::NoCode),
            (
                "code=c0de&state=st4te&accounts-server=https%3A%2F%2Faccounts.zoho.eu.example.com",
                AuthorizationError::AccountsServer,
            ),
            (
                "code=c0de&state=st4te&accounts-server=http%3A%2F%2Faccounts.zoho.eu",
                AuthorizationError::AccountsServer,
            ),
        ] {
            assert_eq!(answer(query).unwrap_err(), error, "{query}");
        }
        let refused = answer("error=access_denied%0A&state=st4te").unwrap_err();
        assert_eq!(refused.to_string(), "access was refused: access_denied");
    }
}
