//! Where to connect, and as whom.
//!
//! Each value is looked for in the arguments, then in the environment, then in a profile of the
//! configuration file; the first place that has it wins. The place that has a password or an access
//! token decides which of the two the login is.

mod error;
mod profile;
mod protocol;
mod secret;
mod settings;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum as _};
use suiteprojects::api::{Application, Login};
use suiteprojects::client::{Config, Endpoint, Soap};
use suiteprojects::soap::{Binding, Service};

use crate::failure::Failure;
use crate::terminal;

pub use error::ConnectionError;
pub(crate) use protocol::not_over_rest;
pub use protocol::{AnyClient, AnyPages, Protocol, Speaker};
pub use secret::{Origin, ProfileKey};

use settings::Settings;

/// What `suiteprojects --help` says about all this.
pub const HELP: &str = "\
Connection: each value is taken from the arguments, else from the environment,
else from a profile of the configuration file.
  --url            SUITEPROJECTS_URL            url
  --company        SUITEPROJECTS_COMPANY        company
  --login          SUITEPROJECTS_USER           user
                   SUITEPROJECTS_PASSWORD       password
  --password-file  SUITEPROJECTS_PASSWORD_FILE  password_file
                   SUITEPROJECTS_TOKEN          token
  --token-file     SUITEPROJECTS_TOKEN_FILE     token_file
                   SUITEPROJECTS_API_KEY        api_key
  --key-file       SUITEPROJECTS_API_KEY_FILE   api_key_file
  --namespace      SUITEPROJECTS_NAMESPACE      namespace
  --protocol       SUITEPROJECTS_PROTOCOL       protocol
  --profile        SUITEPROJECTS_PROFILE
  --config-file    SUITEPROJECTS_CONFIG_FILE
The login is a password with company and user, or an OAuth 2.0 access token.
The file `-` is standard input. An empty variable counts as not set.

The configuration file is suiteprojects/config.toml in the folder that the
system has for such files, such as ~/.config:
  [profiles.default]        # used unless another profile is named
  url = \"https://acme.app.netsuitesuiteprojectspro.com\"
  token_file = \"token\"      # beside the configuration file
  api_key_file = \"api-key\"";

/// Where to connect, and as whom.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Connection (more in `suiteprojects --help`)")]
pub struct Connection {
    /// The address of the account, such as `https://acme.app.netsuitesuiteprojectspro.com`
    #[arg(long, value_name = "URL")]
    url: Option<String>,

    /// The company id, for a login with a password
    #[arg(long, value_name = "ID")]
    company: Option<String>,

    /// The user id, for a login with a password
    #[arg(long, value_name = "ID")]
    login: Option<String>,

    /// The file with the password; `-` is standard input
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,

    /// The file with an OAuth 2.0 access token; `-` is standard input
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,

    /// The file with the API key; `-` is standard input
    #[arg(long, value_name = "FILE")]
    key_file: Option<PathBuf>,

    /// The namespace of the API key; `default` if it is not given anywhere
    #[arg(long, value_name = "NAME")]
    namespace: Option<String>,

    /// The protocol; `xml` if it is not given anywhere
    #[arg(long, value_enum)]
    protocol: Option<Protocol>,

    /// The profile of the configuration file
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,

    /// The configuration file, instead of the usual one
    #[arg(long, value_name = "FILE.toml")]
    config_file: Option<PathBuf>,
}

/// The form of requests.
#[derive(Clone, Debug)]
pub enum RequestForm {
    /// Of the XML API.
    Xml,
    /// Of SOAP.
    Soap(Service),
    /// Of REST.
    Rest,
}

/// What lies outside of the arguments.
pub(crate) struct Surroundings<'s> {
    /// A variable of the environment.
    pub(crate) variable: &'s dyn Fn(&str) -> Option<OsString>,
    /// Where the configuration file is unless another is named.
    pub(crate) config_file: Option<PathBuf>,
    /// Standard input, unless something else needs it.
    pub(crate) input: Option<&'s mut dyn std::io::Read>,
}

/// Everything that is needed to connect.
#[derive(Debug)]
pub(crate) struct Resolved {
    pub(crate) endpoint: Endpoint,
    pub(crate) application: Application,
    pub(crate) login: Login,
    pub(crate) protocol: Protocol,
    /// What is to be told on standard error.
    pub(crate) notes: Vec<String>,
}

impl Connection {
    /// A client for the account, of any protocol. `input_is_taken` says that the command reads standard
    /// input itself.
    ///
    /// # Errors
    ///
    /// [`Failure`] if something is missing or cannot be read. Nothing is sent yet.
    pub fn speaker(&self, input_is_taken: bool) -> Result<Speaker, Failure> {
        let mut stdin = std::io::stdin();
        let surroundings = Surroundings {
            variable: &|name| std::env::var_os(name),
            config_file: usual_config_file(),
            input: if input_is_taken {
                None
            } else {
                Some(&mut stdin)
            },
        };
        let resolved = self.resolve(surroundings)?;
        resolved.notes.iter().for_each(|note| terminal::note(note));
        let config = Config::new(resolved.endpoint, resolved.application, resolved.login);
        Ok(Speaker::new(resolved.protocol, config)?)
    }

    /// A client for the account that can do this, which REST cannot.
    ///
    /// # Errors
    ///
    /// [`Failure`] if something is missing or cannot be read, or REST is to be spoken.
    pub fn client(&self, input_is_taken: bool, what: &str) -> Result<AnyClient, Failure> {
        match self.speaker(input_is_taken)? {
            Speaker::Commands(client) => Ok(client),
            Speaker::Rest(_) => Err(not_over_rest(what)),
        }
    }

    /// How requests would look, for showing what would be sent. The address is needed only where it is a
    /// part of them.
    ///
    /// # Errors
    ///
    /// [`Failure`] if something is wrong with what is needed.
    pub fn form(&self) -> Result<RequestForm, Failure> {
        let mut notes = Vec::new();
        let variable = |name: &str| std::env::var_os(name);
        let levels = self.levels(&variable, usual_config_file().as_deref(), &mut notes)?;
        let protocol = settings::protocol(&levels)?;
        Ok(match (protocol, protocol.binding()) {
            (Protocol::Rest, _) => RequestForm::Rest,
            (_, None) => RequestForm::Xml,
            (_, Some(Binding::RpcEncoded)) => RequestForm::Soap(Service::rpc_encoded()),
            (_, Some(binding)) => {
                let endpoint = settings::endpoint(&levels)?;
                RequestForm::Soap(Soap::in_binding(binding, &endpoint).service().clone())
            }
        })
    }

    pub(crate) fn resolve(&self, surroundings: Surroundings<'_>) -> Result<Resolved, Failure> {
        let Surroundings {
            variable,
            config_file,
            input,
        } = surroundings;
        let mut notes = Vec::new();
        let levels = self.levels(variable, config_file.as_deref(), &mut notes)?;
        let protocol = settings::protocol(&levels)?;
        let (endpoint, application, login) = settings::resolve(&levels, input, &mut notes)?;
        Ok(Resolved {
            endpoint,
            application,
            login,
            protocol,
            notes,
        })
    }

    /// What the arguments, the environment and the profile say, in this order.
    fn levels(
        &self,
        variable: &dyn Fn(&str) -> Option<OsString>,
        config_file: Option<&Path>,
        notes: &mut Vec<String>,
    ) -> Result<Vec<Settings>, Failure> {
        let environment = Settings::from_environment(variable)?;
        let profile = profile::find(
            self.profile.as_deref().or(environment.profile.as_deref()),
            self.config_file
                .as_deref()
                .or(environment.config_file.as_deref()),
            config_file,
            notes,
        )?;
        let levels = [Some(self.settings()), Some(environment), profile];
        Ok(levels.into_iter().flatten().collect())
    }

    fn settings(&self) -> Settings {
        let text = |value: &Option<String>, name| {
            let value = value.clone()?;
            Some((value, Origin::Argument(name)))
        };
        let file = |value: &Option<PathBuf>, name| {
            let path = value.clone()?;
            Some(secret::Source::file(path, Origin::Argument(name)))
        };
        Settings {
            url: text(&self.url, "--url"),
            company: text(&self.company, "--company"),
            user: text(&self.login, "--login"),
            namespace: text(&self.namespace, "--namespace"),
            protocol: self
                .protocol
                .and_then(|protocol| protocol.to_possible_value())
                .map(|value| (value.get_name().to_owned(), Origin::Argument("--protocol"))),
            password: file(&self.password_file, "--password-file"),
            token: file(&self.token_file, "--token-file"),
            key: file(&self.key_file, "--key-file"),
            ..Settings::default()
        }
    }
}

/// The configuration file where the system keeps such files.
fn usual_config_file() -> Option<PathBuf> {
    use etcetera::BaseStrategy as _;

    let strategy = etcetera::choose_base_strategy().ok()?;
    Some(
        strategy
            .config_dir()
            .join("suiteprojects")
            .join("config.toml"),
    )
}

#[cfg(test)]
mod tests;
