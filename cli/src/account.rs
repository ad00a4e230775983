//! What the command line is told about the account: settings, interpretations, reference data,
//! levels of rules.

use std::path::{Path, PathBuf};

use clap::Args;
use suiteprojects::json::read_reference;
use suiteprojects::task::Wire;
use suiteprojects::validate::{
    Interpretation, ReferenceData, Rule, SettingError, Settings, Validator,
};
use toml::de::DeValue;

use crate::failure::Failure;
use crate::terminal;
use crate::text_file::TextFile;

/// What is switched on in the account.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Account")]
pub struct AccountSettings {
    /// Settings of the account, a TOML file such as `start_end_times = true`; `suiteprojects explain
    /// --list` names them all
    #[arg(long, value_name = "FILE.toml")]
    settings: Option<PathBuf>,

    /// Switches how an undocumented point is read, such as `minute_rounding=exact`; wins over the
    /// settings file
    #[arg(long = "interpretation", value_name = "NAME=VALUE")]
    interpretations: Vec<String>,
}

/// The account that the entries are checked for.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Account")]
pub struct Account {
    #[command(flatten)]
    settings: AccountSettings,

    /// Users, projects, project tasks, timesheets and stored entries, a JSON file; without it the
    /// rules that need them are reported as unchecked
    #[arg(long, value_name = "FILE.json")]
    reference: Option<PathBuf>,
}

/// What is made of the findings of some rules.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Rules")]
pub struct Levels {
    /// Does not report what this rule finds; may be given several times
    #[arg(long, value_name = "RULE")]
    allow: Vec<String>,

    /// Makes an error of whatever this rule finds, also where it could not be checked; may be given
    /// several times
    #[arg(long, value_name = "RULE")]
    deny: Vec<String>,
}

impl AccountSettings {
    /// The settings.
    ///
    /// # Errors
    ///
    /// [`Failure`] if the file cannot be read or holds something else, or a name does not exist.
    pub fn read(&self) -> Result<Settings, Failure> {
        let mut settings = match &self.settings {
            Some(path) => read_settings(path)?,
            None => Settings::default(),
        };
        for interpretation in &self.interpretations {
            let (name, value) = interpretation.split_once('=').ok_or_else(|| {
                Failure::Usage(format!("`--interpretation {interpretation}`: expected NAME=VALUE, such as minute_rounding=exact"))
            })?;
            interpretation_named(name.trim()).map_err(Failure::Usage)?;
            settings
                .set(name.trim(), value.trim())
                .map_err(|error| Failure::Usage(with_known_keys(&error)))?;
        }
        Ok(settings)
    }
}

impl Account {
    /// The engine for this account.
    ///
    /// # Errors
    ///
    /// [`Failure`] if a file cannot be read or holds something else, or a name does not exist.
    pub fn validator(
        &self,
        levels: &Levels,
        wire: Wire,
    ) -> Result<Validator<ReferenceData>, Failure> {
        let settings = self.settings.read()?;
        let reference = match &self.reference {
            Some(path) => {
                let file = TextFile::read(path)?;
                read_reference(file.text())
                    .map_err(|error| file.wrong_at(error.offset(), terminal::chain(&error)))?
            }
            None => ReferenceData::default(),
        };
        let mut validator = Validator::new(settings)
            .for_wire(wire)
            .with_reference(reference);
        for id in &levels.allow {
            validator = validator.allow(rule(id)?);
        }
        for id in &levels.deny {
            validator = validator.deny(rule(id)?);
        }
        Ok(validator)
    }
}

impl Levels {
    /// Whether what this rule finds is not reported.
    pub fn allows(&self, rule: &Rule) -> bool {
        self.allow.iter().any(|id| id == rule.id()) && !self.deny.iter().any(|id| id == rule.id())
    }
}

fn rule(id: &str) -> Result<&'static Rule, Failure> {
    Rule::by_id(id).ok_or_else(|| {
        Failure::Usage(format!(
            "there is no rule `{id}`; `suiteprojects explain --list` names the rules"
        ))
    })
}

/// Refuses what is not the name of an interpretation.
fn interpretation_named(name: &str) -> Result<(), String> {
    if Interpretation::ALL
        .iter()
        .any(|interpretation| interpretation.name() == name)
    {
        return Ok(());
    }
    let names: Vec<&str> = Interpretation::ALL
        .iter()
        .map(|interpretation| interpretation.name())
        .collect();
    Err(format!(
        "there is no interpretation `{name}`, expected one of: {}; features of the account stand at the top of the settings file",
        names.join(", ")
    ))
}

fn with_known_keys(error: &SettingError) -> String {
    match error {
        SettingError::Key { .. } => {
            let keys: Vec<&str> = Settings::keys()
                .into_iter()
                .map(|(key, _, _)| key)
                .collect();
            format!("{error}, expected one of: {}", keys.join(", "))
        }
        _ => error.to_string(),
    }
}

/// Reads a settings file: keys of [`Settings`], interpretations also in a table `interpretations`.
fn read_settings(path: &Path) -> Result<Settings, Failure> {
    let file = TextFile::read(path)?;
    let wrong = |offset, message| file.wrong_at(offset, message);
    let table = file.toml()?;
    let mut settings = Settings::default();
    for (key, value) in table.get_ref() {
        match value.get_ref() {
            DeValue::Table(interpretations) if key.get_ref() == "interpretations" => {
                for (key, value) in interpretations {
                    interpretation_named(key.get_ref())
                        .map_err(|message| wrong(key.span().start, message))?;
                    set(&mut settings, key.get_ref(), value.get_ref())
                        .map_err(|message| wrong(value.span().start, message))?;
                }
            }
            plain => {
                set(&mut settings, key.get_ref(), plain)
                    .map_err(|message| wrong(key.span().start, message))?;
            }
        }
    }
    Ok(settings)
}

fn set(settings: &mut Settings, key: &str, value: &DeValue<'_>) -> Result<(), String> {
    let value = match value {
        DeValue::Boolean(true) => "true",
        DeValue::Boolean(false) => "false",
        DeValue::String(text) => text,
        other => {
            return Err(format!(
                "the setting `{key}` is of type {}, expected true, false or a string",
                other.type_str()
            ));
        }
    };
    settings
        .set(key, value)
        .map_err(|error| with_known_keys(&error))
}
