//! What can be explained, and finding it by name.

use std::fmt;

use suiteprojects::error_code::{ErrorCode, KnownCode};
use suiteprojects::task::{Field, Wire};
use suiteprojects::validate::{Interpretation, Rule, Settings};

/// Something that can be explained.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Topic {
    Rule(&'static Rule),
    Interpretation(Interpretation),
    Setting(Setting),
    Code(&'static KnownCode),
    Field(Field),
}

/// A setting of the account.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Setting {
    pub(super) key: &'static str,
    /// The names of the values, the default first.
    pub(super) values: Vec<&'static str>,
    pub(super) description: &'static str,
}

impl Setting {
    /// Every setting that is not an interpretation.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        let is_interpretation = |key| Interpretation::ALL.iter().any(|one| one.name() == key);
        Settings::keys()
            .into_iter()
            .filter(move |(key, ..)| !is_interpretation(*key))
            .map(|(key, values, description)| Self {
                key,
                values,
                description,
            })
    }
}

impl Topic {
    /// Everything, in the order of the list.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        let rules = Rule::all().map(Self::Rule);
        let interpretations = Interpretation::ALL.iter().copied();
        let codes = ErrorCode::all().map(Self::Code);
        rules
            .chain(interpretations.map(Self::Interpretation))
            .chain(Setting::all().map(Self::Setting))
            .chain(codes)
            .chain(Field::ALL.iter().copied().map(Self::Field))
    }

    /// What is listed: fields have a command of their own.
    pub(super) fn listed() -> impl Iterator<Item = Self> {
        Self::all().filter(|topic| !matches!(topic, Self::Field(_)))
    }

    /// The word for what it is.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Rule(_) => "rule",
            Self::Interpretation(_) => "interpretation",
            Self::Setting(_) => "setting",
            Self::Code(_) => "code",
            Self::Field(_) => "field",
        }
    }

    /// Its name.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Rule(rule) => rule.id(),
            Self::Interpretation(interpretation) => interpretation.name(),
            Self::Setting(setting) => setting.key,
            Self::Code(known) => known.name(),
            Self::Field(field) => field.as_str(),
        }
    }

    /// One sentence or two about it, on one line.
    pub(super) fn summary(&self) -> String {
        match self {
            Self::Rule(rule) => rule.summary(),
            Self::Interpretation(interpretation) => interpretation.description().to_owned(),
            Self::Setting(setting) => setting.description.to_owned(),
            Self::Code(known) => known.meaning().to_owned(),
            Self::Field(field) => field.description().to_owned(),
        }
    }

    fn is_called(&self, name: &str) -> bool {
        match self {
            // All names on all wires, upper and lower case alike.
            Self::Field(field) => Field::from_any_name(name) == Some(*field),
            Self::Code(known) => name.parse() == Ok(known.code()),
            _ => self.name() == name,
        }
    }

    fn names(&self) -> Vec<&'static str> {
        match self {
            Self::Field(field) => Wire::ALL
                .iter()
                .filter_map(|wire| field.name(*wire))
                .collect(),
            _ => vec![self.name()],
        }
    }
}

/// Everything of this name; a rule and a code may share one.
pub(super) fn find(name: &str) -> Result<Vec<Topic>, UnknownTopic> {
    let found: Vec<Topic> = Topic::all().filter(|topic| topic.is_called(name)).collect();
    if found.is_empty() {
        Err(UnknownTopic {
            found: cut(name),
            suggestion: nearest(name),
        })
    } else {
        Ok(found)
    }
}

/// The known name that is most like this one, if any is.
fn nearest(name: &str) -> Option<&'static str> {
    /// Below this, names have little in common.
    const ALIKE: f64 = 0.8;
    // Numbers that look alike have nothing to do with each other.
    if is_number(name) {
        return None;
    }
    let name = cut(name).to_ascii_lowercase();
    Topic::all()
        .flat_map(|topic| topic.names())
        .map(|known| {
            (
                strsim::jaro_winkler(&known.to_ascii_lowercase(), &name),
                known,
            )
        })
        .filter(|(likeness, _)| *likeness >= ALIKE)
        // Of equally near names the first.
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, known)| known)
}

fn is_number(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit())
}

/// The beginning of a text, enough to recognise it.
fn cut(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// A topic that does not exist.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct UnknownTopic {
    found: String,
    suggestion: Option<&'static str>,
}

impl std::error::Error for UnknownTopic {}

impl fmt::Display for UnknownTopic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if is_number(&self.found) {
            write!(f, "nothing is known about the server code {}", self.found)?;
        } else {
            write!(
                f,
                "found {:?}, expected a server code, a rule, an interpretation, a setting or a field",
                self.found
            )?;
        }
        match self.suggestion {
            Some(name) => write!(f, "; did you mean `{name}`?"),
            None => f.write_str(
                "; `suiteprojects explain --list` and `suiteprojects fields` show what there is",
            ),
        }
    }
}
