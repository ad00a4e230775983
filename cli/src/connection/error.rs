//! What is wrong with the settings of a connection.

use std::io;
use std::path::PathBuf;

use suiteprojects::client::EndpointError;
use thiserror::Error;

use super::protocol::Protocol;
use super::secret::Origin;

/// What is wrong with the settings of a connection, and what to do. One line; nothing secret.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ConnectionError {
    /// There is no address.
    #[error(
        "there is no address of the account: give `--url` or SUITEPROJECTS_URL, or a profile with `url`"
    )]
    NoUrl,
    /// The address is none.
    #[error("{origin} is wrong")]
    #[non_exhaustive]
    Url {
        /// Where it stands.
        origin: Origin,
        /// What is wrong with it.
        source: EndpointError,
    },
    /// There is no such protocol.
    #[error("{origin} is {found:?}: expected {}", expected_protocols())]
    #[non_exhaustive]
    Protocol {
        /// Where it stands.
        origin: Origin,
        /// What stands there.
        found: String,
    },
    /// There is no API key.
    #[error(
        "there is no API key: give SUITEPROJECTS_API_KEY or `--key-file`, or a profile with `api_key_file`"
    )]
    NoKey,
    /// There is neither a password nor a token.
    #[error(
        "there is no login: give SUITEPROJECTS_TOKEN or `--token-file`; or SUITEPROJECTS_PASSWORD or `--password-file`, with company and user"
    )]
    NoLogin,
    /// A password needs more.
    #[error("{password} is a password without a {missing}: give {remedy}")]
    #[non_exhaustive]
    HalfLogin {
        /// Where the password stands.
        password: Origin,
        /// What is missing.
        missing: &'static str,
        /// What to give.
        remedy: &'static str,
    },
    /// A password and a token in one place.
    #[error("found {password} and {token}: expected a password or a token, not both")]
    #[non_exhaustive]
    TwoLogins {
        /// Where the password stands.
        password: Origin,
        /// Where the token stands.
        token: Origin,
    },
    /// The same thing twice in one place.
    #[error("found {first} and {second}: expected one of them")]
    #[non_exhaustive]
    Twice {
        /// The first.
        first: Origin,
        /// The second.
        second: Origin,
    },
    /// Standard input can be read once.
    #[error("{origin} is standard input, which {other} reads too: put one of them into a file")]
    #[non_exhaustive]
    Input {
        /// What else wanted to read it.
        origin: Origin,
        /// What reads it.
        other: String,
    },
    /// A value with nothing in it.
    #[error("{origin} is empty: expected {expected}")]
    #[non_exhaustive]
    Empty {
        /// Where it stands.
        origin: Origin,
        /// What was expected.
        expected: &'static str,
    },
    /// A secret of several lines.
    #[error("{origin} has more than one line: expected {expected} alone")]
    #[non_exhaustive]
    Lines {
        /// Where it stands.
        origin: Origin,
        /// What was expected.
        expected: &'static str,
    },
    /// A text that is none.
    #[error("{origin} is not UTF-8")]
    #[non_exhaustive]
    NotUtf8 {
        /// Where it stands.
        origin: Origin,
    },
    /// A file that cannot be read.
    #[error("cannot read {file}, which {origin} names")]
    #[non_exhaustive]
    File {
        /// Where it is named.
        origin: Origin,
        /// The file.
        file: String,
        /// What the system said.
        source: io::Error,
    },
    /// There is no such profile.
    #[error("there is no profile `{name}` in {}: {}", .file.display(), Profiles(.known))]
    #[non_exhaustive]
    NoProfile {
        /// The profile asked for.
        name: String,
        /// The configuration file.
        file: PathBuf,
        /// The profiles that there are.
        known: Vec<String>,
    },
    /// There is no configuration file with a profile that was asked for.
    #[error("there is no configuration file for the profile `{name}`: expected {file}")]
    #[non_exhaustive]
    NoConfigFile {
        /// The profile asked for.
        name: String,
        /// Where the file was expected.
        file: String,
    },
}

fn expected_protocols() -> String {
    let names: Vec<String> = Protocol::names().collect();
    names.join(", ")
}

struct Profiles<'p>(&'p [String]);

impl std::fmt::Display for Profiles<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.0.is_empty() {
            formatter.write_str("it has none; a profile begins with [profiles.NAME]")
        } else {
            write!(formatter, "it has {}", self.0.join(", "))
        }
    }
}
