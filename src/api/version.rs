//! `Version`: the newest version of a thin client.

use super::{Command, Refusal};

/// Asks for the newest version of a thin client: a program that the vendor offers, such as the one for
/// time entries without a network.
///
/// ```
/// use suiteprojects::api::Version;
///
/// let version = Version::new("offline timesheets", "1.0");
/// assert_eq!(version.number(), "1.0");
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Version {
    name: String,
    number: String,
}

impl Version {
    /// Asks about the thin client of this name, of which the sender has this version.
    pub fn new(name: impl Into<String>, number: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            number: number.into(),
        }
    }

    /// The name of the thin client.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The version that the sender has.
    pub fn number(&self) -> &str {
        &self.number
    }
}

/// The newest version of a thin client. What a missing member means is not documented.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct NewestVersion {
    /// The number of the version.
    pub number: Option<String>,
    /// Where it can be downloaded.
    pub url: Option<String>,
    /// How large the download is, in words of the server.
    pub size: Option<String>,
}

impl Command for Version {
    type Answer = Result<NewestVersion, Refusal>;

    fn is_read_only(&self) -> bool {
        true
    }
}
