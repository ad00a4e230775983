//! Profiles: named settings in the configuration file.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::ConnectionError;
use super::secret::{Origin, Source, is_open_to_others, open_to_others};
use super::settings::Settings;
use crate::failure::Failure;
use crate::text_file::TextFile;

/// The profile that is used if none is named.
const DEFAULT: &str = "default";

/// The keys of a profile.
pub(super) const KEYS: [&str; 11] = [
    "url",
    "company",
    "user",
    "namespace",
    "protocol",
    "password",
    "password_file",
    "token",
    "token_file",
    "api_key",
    "api_key_file",
];

/// The profile of this name, in this file or in the usual one. Where neither is named, there may be
/// none.
pub(super) fn find(
    name: Option<&str>,
    named_file: Option<&Path>,
    usual_file: Option<&Path>,
    notes: &mut Vec<String>,
) -> Result<Option<Settings>, Failure> {
    let Some(path) = named_file.or(usual_file) else {
        return match name {
            None => Ok(None),
            Some(name) => Err(no_file(name, "`--config-file`".to_owned())),
        };
    };
    let file = match TextFile::read(path) {
        Ok(file) => file,
        Err(Failure::Input(error))
            if named_file.is_none() && error.io().kind() == io::ErrorKind::NotFound =>
        {
            return match name {
                None => Ok(None),
                Some(name) => Err(no_file(name, path.display().to_string())),
            };
        }
        Err(failure) => return Err(failure),
    };
    let table = file.toml()?;
    let mut profiles: Vec<(&Spanned<_>, &DeTable<'_>)> = Vec::new();
    for (key, value) in table.get_ref() {
        let wrong = |message: &str| file.wrong_at(key.span().start, message.to_owned());
        match (key.get_ref().as_ref(), value.get_ref()) {
            ("profiles", DeValue::Table(tables)) => {
                for (key, value) in tables {
                    let DeValue::Table(profile) = value.get_ref() else {
                        let message =
                            format!("`{}` is no table, expected a profile", key.get_ref());
                        return Err(file.wrong_at(key.span().start, message));
                    };
                    profiles.push((key, profile));
                }
            }
            ("profiles", _) => return Err(wrong("expected tables such as [profiles.default]")),
            (other, _) => return Err(wrong(&format!("unknown key `{other}`, expected profiles"))),
        }
    }
    // All of them are looked at, so that a mistake is found before the day it matters.
    let mut found = None;
    let mut has_secrets = false;
    for (key, table) in &profiles {
        let settings = read(&file, key.get_ref(), table)?;
        has_secrets |= ["password", "token", "api_key"]
            .iter()
            .any(|key| table.contains_key(*key));
        if key.get_ref().as_ref() == name.unwrap_or(DEFAULT) {
            found = Some(settings);
        }
    }
    if has_secrets && File::open(path).is_ok_and(|file| is_open_to_others(&file)) {
        notes.push(open_to_others(path));
    }
    match (found, name) {
        (Some(settings), _) => Ok(Some(settings)),
        // Who names a file wants something of it.
        (None, None) if named_file.is_none() => Ok(None),
        (None, name) => Err(ConnectionError::NoProfile {
            name: name.unwrap_or(DEFAULT).to_owned(),
            file: path.to_owned(),
            known: profiles
                .iter()
                .map(|(key, _)| key.get_ref().to_string())
                .collect(),
        }
        .into()),
    }
}

fn no_file(name: &str, file: String) -> Failure {
    ConnectionError::NoConfigFile {
        name: name.to_owned(),
        file,
    }
    .into()
}

fn read(file: &TextFile, profile: &str, table: &DeTable<'_>) -> Result<Settings, Failure> {
    let mut settings = Settings::default();
    for (key, value) in table {
        let wrong = |message| file.wrong_at(key.span().start, message);
        let Some(&name) = KEYS.iter().find(|name| **name == key.get_ref().as_ref()) else {
            let (found, keys) = (key.get_ref(), KEYS.join(", "));
            return Err(wrong(format!(
                "unknown key `{found}`, expected one of: {keys}"
            )));
        };
        let DeValue::String(text) = value.get_ref() else {
            let kind = value.get_ref().type_str();
            return Err(wrong(format!(
                "`{name}` is of type {kind}, expected a string"
            )));
        };
        if text.is_empty() {
            return Err(wrong(format!(
                "`{name}` is empty, expected a value or no such key"
            )));
        }
        let origin = Origin::profile(name, profile, file.path());
        let plain = match name {
            "url" => Some(&mut settings.url),
            "company" => Some(&mut settings.company),
            "user" => Some(&mut settings.user),
            "namespace" => Some(&mut settings.namespace),
            "protocol" => Some(&mut settings.protocol),
            _ => None,
        };
        if let Some(place) = plain {
            *place = Some((text.to_string(), origin));
            continue;
        }
        let source = if name.ends_with("_file") {
            Source::file(beside(file.path(), text), origin)
        } else {
            Source::text(text.to_string(), origin)
        };
        let place = match name {
            "password" | "password_file" => &mut settings.password,
            "token" | "token_file" => &mut settings.token,
            _ => &mut settings.key,
        };
        if let Some(first) = place {
            return Err(ConnectionError::Twice {
                first: first.origin.clone(),
                second: source.origin,
            }
            .into());
        }
        *place = Some(source);
    }
    Ok(settings)
}

/// A file that a profile names stands beside the configuration file, unless the path is absolute.
fn beside(config_file: &Path, name: &str) -> PathBuf {
    match config_file.parent() {
        Some(folder) if name != "-" => folder.join(name),
        _ => name.into(),
    }
}
