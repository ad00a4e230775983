//! Passwords, tokens and keys, which are never given as arguments.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use suiteprojects::api::Secret;

use super::error::ConnectionError;

/// No secret is larger, in bytes.
const LARGEST: u64 = 64 << 10;

/// Where a value stands.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Origin {
    /// An argument.
    Argument(&'static str),
    /// A variable of the environment.
    Variable(&'static str),
    /// A key of a profile.
    Profile(Box<ProfileKey>),
}

/// A key of a profile.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct ProfileKey {
    /// The key.
    pub key: &'static str,
    /// The profile.
    pub profile: String,
    /// The configuration file.
    pub file: PathBuf,
}

impl Origin {
    pub(super) fn profile(key: &'static str, profile: &str, file: &Path) -> Self {
        Self::Profile(Box::new(ProfileKey {
            key,
            profile: profile.to_owned(),
            file: file.to_owned(),
        }))
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Argument(name) => write!(formatter, "`{name}`"),
            Self::Variable(name) => formatter.write_str(name),
            Self::Profile(key) => write!(
                formatter,
                "`{}` of the profile `{}` in {}",
                key.key,
                key.profile,
                key.file.display()
            ),
        }
    }
}

/// Where a secret comes from.
#[derive(Clone, Debug)]
pub(super) struct Source {
    pub(super) origin: Origin,
    place: Place,
}

#[derive(Clone, Debug)]
enum Place {
    Text(Secret),
    File(PathBuf),
    Input,
}

impl Source {
    /// The secret itself.
    pub(super) fn text(text: impl Into<Secret>, origin: Origin) -> Self {
        Self {
            origin,
            place: Place::Text(text.into()),
        }
    }

    /// A file with the secret; `-` is standard input.
    pub(super) fn file(path: PathBuf, origin: Origin) -> Self {
        let place = if path == Path::new("-") {
            Place::Input
        } else {
            Place::File(path)
        };
        Self { origin, place }
    }
}

/// Reads secrets; standard input once.
pub(super) struct Reader<'i, 'n> {
    pub(super) input: Option<&'i mut dyn Read>,
    /// What has taken standard input.
    pub(super) taken_by: String,
    /// What is to be told on standard error.
    pub(super) notes: &'n mut Vec<String>,
}

impl Reader<'_, '_> {
    /// The secret without the end of its line. `expected` is what it is, in words.
    pub(super) fn read(
        &mut self,
        source: &Source,
        expected: &'static str,
    ) -> Result<Secret, ConnectionError> {
        let origin = || source.origin.clone();
        let text = match &source.place {
            Place::Text(secret) => secret.expose().to_owned(),
            Place::File(path) => {
                let failure = |error| ConnectionError::File {
                    origin: origin(),
                    file: path.display().to_string(),
                    source: error,
                };
                let mut file = File::open(path).map_err(failure)?;
                if is_open_to_others(&file) {
                    self.notes.push(open_to_others(path));
                }
                let bytes = read_all(&mut file).map_err(failure)?;
                line(bytes, &source.origin)?
            }
            Place::Input => {
                let Some(input) = self.input.take() else {
                    return Err(ConnectionError::Input {
                        origin: origin(),
                        other: self.taken_by.clone(),
                    });
                };
                self.taken_by = source.origin.to_string();
                let bytes = read_all(input).map_err(|error| ConnectionError::File {
                    origin: origin(),
                    file: "standard input".to_owned(),
                    source: error,
                })?;
                line(bytes, &source.origin)?
            }
        };
        if text.is_empty() {
            return Err(ConnectionError::Empty {
                origin: origin(),
                expected,
            });
        }
        if text.contains(['\n', '\r']) {
            return Err(ConnectionError::Lines {
                origin: origin(),
                expected,
            });
        }
        Ok(Secret::new(text))
    }
}

fn read_all(reader: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        let message = format!("it has more than {LARGEST} bytes, too many for a secret");
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    Ok(bytes)
}

/// The text without the one line end that editors and `echo` add.
fn line(bytes: Vec<u8>, origin: &Origin) -> Result<String, ConnectionError> {
    let mut text = String::from_utf8(bytes).map_err(|_| ConnectionError::NotUtf8 {
        origin: origin.clone(),
    })?;
    if text.ends_with('\n') {
        text.pop();
        if text.ends_with('\r') {
            text.pop();
        }
    }
    Ok(text)
}

/// Whether others than the owner may read a file with secrets.
#[cfg(unix)]
pub(super) fn is_open_to_others(file: &File) -> bool {
    use std::os::unix::fs::PermissionsExt as _;

    file.metadata().is_ok_and(|metadata| {
        // What has no owner in this sense, such as a pipe of a shell, is nobody else's business.
        metadata.is_file() && metadata.permissions().mode() & 0o077 != 0
    })
}

/// Other systems have no such permissions.
#[cfg(not(unix))]
pub(super) fn is_open_to_others(_: &File) -> bool {
    false
}

/// What is told about such a file.
pub(super) fn open_to_others(path: &Path) -> String {
    let path = path.display();
    format!("{path} holds a secret and is open to others; `chmod 600 {path}` closes it")
}
