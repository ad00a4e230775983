//! What one place says about a connection, and what all places together come to.

use std::ffi::OsString;
use std::io::Read;
use std::path::PathBuf;

use clap::ValueEnum as _;
use suiteprojects::api::{Application, Login, Secret};
use suiteprojects::client::Endpoint;

use super::error::ConnectionError;
use super::protocol::Protocol;
use super::secret::{Origin, Reader, Source};

/// A text with the place where it stands.
type Text = Option<(String, Origin)>;

/// What one place says: the arguments, the environment or a profile.
#[derive(Debug, Default)]
pub(super) struct Settings {
    pub(super) url: Text,
    pub(super) company: Text,
    pub(super) user: Text,
    pub(super) namespace: Text,
    pub(super) protocol: Text,
    pub(super) password: Option<Source>,
    pub(super) token: Option<Source>,
    pub(super) key: Option<Source>,
    pub(super) profile: Option<String>,
    pub(super) config_file: Option<PathBuf>,
}

impl Settings {
    /// What the environment says. An empty variable is one that is not set.
    pub(super) fn from_environment(
        variable: &dyn Fn(&str) -> Option<OsString>,
    ) -> Result<Self, ConnectionError> {
        let path = |name| variable(name).filter(|value| !value.is_empty());
        let text = |name: &'static str| match path(name).map(OsString::into_string) {
            None => Ok(None),
            Some(Ok(text)) => Ok(Some((text, Origin::Variable(name)))),
            Some(Err(_)) => Err(ConnectionError::NotUtf8 {
                origin: Origin::Variable(name),
            }),
        };
        let secret = |name, file_name| match (text(name)?, path(file_name)) {
            (Some(_), Some(_)) => Err(ConnectionError::Twice {
                first: Origin::Variable(name),
                second: Origin::Variable(file_name),
            }),
            (Some((text, origin)), None) => Ok(Some(Source::text(text, origin))),
            (None, Some(path)) => Ok(Some(Source::file(path.into(), Origin::Variable(file_name)))),
            (None, None) => Ok(None),
        };
        Ok(Self {
            url: text("SUITEPROJECTS_URL")?,
            company: text("SUITEPROJECTS_COMPANY")?,
            user: text("SUITEPROJECTS_USER")?,
            namespace: text("SUITEPROJECTS_NAMESPACE")?,
            protocol: text("SUITEPROJECTS_PROTOCOL")?,
            password: secret("SUITEPROJECTS_PASSWORD", "SUITEPROJECTS_PASSWORD_FILE")?,
            token: secret("SUITEPROJECTS_TOKEN", "SUITEPROJECTS_TOKEN_FILE")?,
            key: secret("SUITEPROJECTS_API_KEY", "SUITEPROJECTS_API_KEY_FILE")?,
            profile: text("SUITEPROJECTS_PROFILE")?.map(|(name, _)| name),
            config_file: path("SUITEPROJECTS_CONFIG_FILE").map(PathBuf::from),
        })
    }
}

/// The text of the first place that has one.
fn first(levels: &[Settings], of: fn(&Settings) -> &Text) -> Option<&(String, Origin)> {
    levels.iter().find_map(|level| of(level).as_ref())
}

/// The protocol that is spoken.
pub(super) fn protocol(levels: &[Settings]) -> Result<Protocol, ConnectionError> {
    let Some((name, origin)) = first(levels, |level| &level.protocol) else {
        return Ok(Protocol::default());
    };
    Protocol::from_str(name, false).map_err(|_| ConnectionError::Protocol {
        origin: origin.clone(),
        found: name.clone(),
    })
}

/// The address of the account.
pub(super) fn endpoint(levels: &[Settings]) -> Result<Endpoint, ConnectionError> {
    let (url, origin) = first(levels, |level| &level.url).ok_or(ConnectionError::NoUrl)?;
    url.parse().map_err(|source| ConnectionError::Url {
        origin: origin.clone(),
        source,
    })
}

/// What all places come to, the first having the first word. Secrets are read last, when nothing
/// else is missing.
pub(super) fn resolve(
    levels: &[Settings],
    input: Option<&mut dyn Read>,
    notes: &mut Vec<String>,
) -> Result<(Endpoint, Application, Login), ConnectionError> {
    let text = |of| first(levels, of);
    let endpoint = endpoint(levels)?;
    let key = levels
        .iter()
        .find_map(|level| level.key.as_ref())
        .ok_or(ConnectionError::NoKey)?;
    let login = levels
        .iter()
        .find(|level| level.password.is_some() || level.token.is_some())
        .ok_or(ConnectionError::NoLogin)?;
    let mut reader = Reader {
        input,
        taken_by: "the command".to_owned(),
        notes,
    };
    let login = match (&login.password, &login.token) {
        (Some(password), Some(token)) => {
            return Err(ConnectionError::TwoLogins {
                password: password.origin.clone(),
                token: token.origin.clone(),
            });
        }
        (Some(password), None) => {
            let half = |missing, remedy| {
                let password = password.origin.clone();
                move || ConnectionError::HalfLogin {
                    password,
                    missing,
                    remedy,
                }
            };
            let (company, _) = text(|level| &level.company)
                .ok_or_else(half("company", "`--company` or SUITEPROJECTS_COMPANY"))?;
            let (user, _) = text(|level| &level.user)
                .ok_or_else(half("user", "`--login` or SUITEPROJECTS_USER"))?;
            Login::password(company, user, reader.read(password, "a password")?)
        }
        (None, Some(token)) => Login::access_token(reader.read(token, "an access token")?),
        (None, None) => return Err(ConnectionError::NoLogin),
    };
    let application = application(reader.read(key, "an API key")?);
    let application = match text(|level| &level.namespace) {
        Some((namespace, _)) => application.in_namespace(namespace),
        None => application,
    };
    Ok((endpoint, application, login))
}

/// This program, as the server gets to know it.
fn application(key: Secret) -> Application {
    Application::new("suiteprojects", env!("CARGO_PKG_VERSION"), key)
}
