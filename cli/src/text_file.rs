//! Small files that are read whole: settings, reference data, profiles.

use std::io;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::DeTable;

use crate::failure::Failure;
use crate::input::Source;

/// A file of text with its name.
#[derive(Debug)]
pub struct TextFile {
    path: PathBuf,
    text: String,
}

impl TextFile {
    /// Reads a file and takes a byte order mark off.
    ///
    /// # Errors
    ///
    /// [`Failure`] if it cannot be read or is not UTF-8.
    pub fn read(path: &Path) -> Result<Self, Failure> {
        let failure = |source| Source::File(path.to_owned()).failure(source);
        let bytes = std::fs::read(path).map_err(failure)?;
        let mut text = String::from_utf8(bytes)
            .map_err(|error| failure(io::Error::new(io::ErrorKind::InvalidData, error)))?;
        if text.starts_with('\u{feff}') {
            text.remove(0);
        }
        Ok(Self {
            path: path.to_owned(),
            text,
        })
    }

    /// The path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Says what is wrong at a byte of the text.
    pub fn wrong_at(&self, offset: usize, message: String) -> Failure {
        let name = self.path.display().to_string();
        Failure::at(name, self.text.as_bytes(), offset, message)
    }

    /// The text as TOML.
    ///
    /// # Errors
    ///
    /// [`Failure`] with the place if it is none.
    pub fn toml(&self) -> Result<Spanned<DeTable<'_>>, Failure> {
        DeTable::parse(&self.text).map_err(|error| {
            let message = error.message().lines().collect::<Vec<_>>().join(", ");
            let offset = error.span().map_or(0, |span| span.start);
            self.wrong_at(offset, format!("not TOML: {message}"))
        })
    }
}
