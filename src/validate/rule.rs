//! What a rule is: its id, its explanation and the parameters of its findings.

use std::borrow::Cow;
use std::fmt;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::settings::Interpretation;
use crate::error_code::ErrorCode;
use crate::task::{Field, Id, IdError};
use crate::text::shortened;
use crate::time::{DateError, DecimalError, Duration, TimeOfDay, TimeOfDayError};

/// What a finding means for the entry.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Severity {
    /// The server refuses the entry, or would store something other than what was meant.
    Error,
    /// The server ignores or changes something without saying so, or the verdict rests on an
    /// [`Interpretation`].
    Warning,
    /// A rule that applies could not be evaluated, because something about the account is not
    /// known.
    Unchecked,
}

impl Severity {
    /// The lower-case name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Unchecked => "unchecked",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What is to be done with an entry. Rules differ by command.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Command {
    /// Store a new entry.
    #[default]
    Add,
    /// Change a stored entry; what is not sent stays.
    Modify,
    /// Remove a stored entry.
    Delete,
    /// Send a submitted entry back.
    Reject,
}

impl Command {
    /// The name of the XML element.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Add => "Add",
            Self::Modify => "Modify",
            Self::Delete => "Delete",
            Self::Reject => "Reject",
        }
    }

    /// The command with this XML name.
    pub fn from_xml_name(name: &str) -> Option<Self> {
        [Self::Add, Self::Modify, Self::Delete, Self::Reject]
            .into_iter()
            .find(|command| command.as_str() == name)
    }
}

impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A rule of the engine as data.
///
/// ```
/// use suiteprojects::validate::Rule;
///
/// let rule = Rule::by_id("time-format").ok_or("no such rule")?;
/// assert_eq!(rule.server_code().map(|code| code.get()), Some(1404));
/// assert!(rule.explanation().starts_with("A start or end time"));
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug)]
pub struct Rule {
    pub(super) index: usize,
    pub(super) id: &'static str,
    pub(super) severity: Severity,
    pub(super) code: Option<ErrorCode>,
    pub(super) interpretation: Option<Interpretation>,
    pub(super) explanation: &'static str,
    pub(super) fails: &'static Example,
    pub(super) passes: &'static Example,
}

impl Rule {
    /// Every rule, in the order in which the server is expected to answer; rules without a code of
    /// the server follow.
    pub fn all() -> impl ExactSizeIterator<Item = &'static Self> {
        super::rules::ALL.iter().copied()
    }

    /// The rule with this id.
    pub fn by_id(id: &str) -> Option<&'static Self> {
        Self::all().find(|rule| rule.id == id)
    }

    /// The stable kebab-case name.
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// The severity of its findings, unless an interpretation or the caller says otherwise.
    pub const fn severity(&self) -> Severity {
        self.severity
    }

    /// The code that the server answers with, if there is one.
    pub const fn server_code(&self) -> Option<ErrorCode> {
        self.code
    }

    /// The interpretation that the rule rests on, if any.
    pub const fn interpretation(&self) -> Option<Interpretation> {
        self.interpretation
    }

    /// What the rule says, why, and what to do, as Markdown: a paragraph in short, then the headings
    /// `# Why` and `# What to do`.
    pub fn explanation(&self) -> String {
        // The lines of a doc comment begin with the blank that follows the slashes.
        let lines: Vec<&str> = self.explanation.lines().map(str::trim).collect();
        lines.join("\n").trim().to_owned()
    }

    /// What the rule says, in short: the first paragraph of the explanation, on one line.
    pub fn summary(&self) -> String {
        let lines: Vec<&str> = self
            .explanation
            .lines()
            .map(str::trim)
            .take_while(|line| !line.is_empty())
            .collect();
        lines.join(" ")
    }

    /// An example that the rule finds fault with.
    pub const fn failing_example(&self) -> &'static Example {
        self.fails
    }

    /// A neighbour of the failing example that the rule does not mind.
    pub const fn passing_example(&self) -> &'static Example {
        self.passes
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Rule {}

/// Entries under which a rule speaks, or keeps silent. The verdict is on the last of the entries;
/// those before it stand earlier in the same file.
#[derive(Debug)]
#[non_exhaustive]
pub struct Example {
    /// The command.
    pub command: Command,
    /// The settings that differ from their defaults: key and value.
    pub settings: &'static [(&'static str, &'static str)],
    /// Whether the records of the example reference file, `examples/reference.json`, are known.
    pub with_reference: bool,
    /// The entries: names and texts of their fields.
    pub entries: &'static [&'static [(&'static str, &'static str)]],
}

impl Example {
    pub(super) const fn add(entries: &'static [&'static [(&'static str, &'static str)]]) -> Self {
        Self {
            command: Command::Add,
            settings: &[],
            with_reference: false,
            entries,
        }
    }

    pub(super) const fn modify(
        entries: &'static [&'static [(&'static str, &'static str)]],
    ) -> Self {
        Self {
            command: Command::Modify,
            settings: &[],
            with_reference: false,
            entries,
        }
    }

    pub(super) const fn settings(self, settings: &'static [(&'static str, &'static str)]) -> Self {
        Self { settings, ..self }
    }

    pub(super) const fn with_reference(self) -> Self {
        Self {
            with_reference: true,
            ..self
        }
    }
}

/// A parameter of a finding.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Parameter<'p> {
    /// A text, also for dates, times of day, durations (`h:mm`) and decimals.
    Text(Cow<'p, str>),
    /// A whole number.
    Integer(i128),
    /// No value.
    Nothing,
}

/// A type that the parameters of findings have.
pub(super) trait AsParameter {
    fn as_parameter(&self) -> Parameter<'_>;
}

macro_rules! display_parameters {
    ($($type:ty),*) => {
        $(impl AsParameter for $type {
            fn as_parameter(&self) -> Parameter<'_> {
                Parameter::Text(self.to_string().into())
            }
        })*
    };
}

display_parameters!(
    IdError,
    char,
    NaiveDate,
    Decimal,
    Duration,
    TimeOfDay,
    TimeOfDayError,
    DateError,
    DecimalError,
    Field,
    Command,
    Interpretation
);

impl AsParameter for Box<str> {
    fn as_parameter(&self) -> Parameter<'_> {
        Parameter::Text(Cow::Borrowed(self))
    }
}

impl AsParameter for &'static str {
    fn as_parameter(&self) -> Parameter<'_> {
        Parameter::Text(Cow::Borrowed(self))
    }
}

impl AsParameter for i128 {
    fn as_parameter(&self) -> Parameter<'_> {
        Parameter::Integer(*self)
    }
}

impl AsParameter for u64 {
    fn as_parameter(&self) -> Parameter<'_> {
        Parameter::Integer(i128::from(*self))
    }
}

impl AsParameter for Id {
    fn as_parameter(&self) -> Parameter<'_> {
        Parameter::Integer(i128::from(self.get()))
    }
}

impl<T: AsParameter> AsParameter for Option<T> {
    fn as_parameter(&self) -> Parameter<'_> {
        self.as_ref()
            .map_or(Parameter::Nothing, AsParameter::as_parameter)
    }
}

/// A text found in an entry, as a parameter.
pub(super) fn found(text: &str) -> Box<str> {
    shortened(text).into()
}

/// Defines a rule: the type of its problem with the typed parameters, its place in the docs, its
/// message and help, its examples. The doc comment is the explanation, in a fixed form: a line in
/// short, `# Why`, `# What to do`.
macro_rules! rule {
    (
        $(#[doc = $doc:literal])*
        $name:ident = $id:literal, $severity:ident, code $code:expr $(, interpretation $interpretation:ident)?;
        parameters { $($(#[doc = $parameter_doc:literal])* $parameter:ident: $type:ty,)* }
        message($this:ident, $field:ident, $f:ident) => $message:expr;
        help($help_this:ident) => $help:expr;
        fails $fails:expr;
        passes $passes:expr;
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, Eq, PartialEq)]
        #[non_exhaustive]
        pub struct $name {
            $($(#[doc = $parameter_doc])* pub $parameter: $type,)*
        }

        impl $name {
            /// The rule as data.
            pub const RULE: &'static $crate::validate::Rule = &$crate::validate::Rule {
                index: $crate::validate::rules::Index::$name as usize,
                id: $id,
                severity: $crate::validate::Severity::$severity,
                code: $code,
                interpretation: {
                    #[allow(unused_mut, unused_assignments)]
                    let mut interpretation = None;
                    $(interpretation = Some($crate::validate::Interpretation::$interpretation);)?
                    interpretation
                },
                explanation: concat!($($doc, "\n"),*),
                fails: &$fails,
                passes: &$passes,
            };

            #[allow(unused_variables)]
            pub(in $crate::validate) fn write_message(
                &self,
                $field: &str,
                $f: &mut std::fmt::Formatter<'_>,
            ) -> std::fmt::Result {
                let $this = self;
                $message
            }

            #[allow(unused_variables)]
            pub(in $crate::validate) fn help(&self) -> std::borrow::Cow<'static, str> {
                let $help_this = self;
                std::borrow::Cow::from($help)
            }

            #[allow(unused_variables)]
            pub(in $crate::validate) fn visit_parameters(
                &self,
                visit: &mut dyn FnMut(&'static str, $crate::validate::Parameter<'_>),
            ) {
                $(visit(
                    stringify!($parameter),
                    $crate::validate::rule::AsParameter::as_parameter(&self.$parameter),
                );)*
            }
        }
    };
}

pub(super) use rule;
