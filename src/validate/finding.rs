//! What the engine finds, and the list of it.

use std::borrow::Cow;
use std::fmt;

use super::rule::{Parameter, Rule, Severity};
use super::rules::Problem;
use crate::error_code::ErrorCode;
use crate::task::FieldName;

/// What is missing for a rule that could not be evaluated.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Missing {
    /// The users of the account.
    Users,
    /// The projects of the account.
    Projects,
    /// The project tasks of the account.
    ProjectTasks,
    /// The timesheets of the account.
    Timesheets,
    /// The time entry as it is stored now.
    CurrentEntry,
    /// Whether the stored entry was accepted by a signer.
    Acceptance,
    /// The internal id behind an external id or a name.
    LookupTarget,
    /// How many hours the account counts as a day.
    HoursOfDay,
    /// Room in the index of entries to compare with.
    IndexSpace,
}

impl Missing {
    /// A short stable name, such as `users`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Users => "users",
            Self::Projects => "projects",
            Self::ProjectTasks => "project-tasks",
            Self::Timesheets => "timesheets",
            Self::CurrentEntry => "current-entry",
            Self::Acceptance => "acceptance",
            Self::LookupTarget => "lookup-target",
            Self::HoursOfDay => "hours-of-day",
            Self::IndexSpace => "index-space",
        }
    }

    const fn sentence(self) -> &'static str {
        match self {
            Self::Users => "the users of the account are not known",
            Self::Projects => "the projects of the account are not known",
            Self::ProjectTasks => "the project tasks of the account are not known",
            Self::Timesheets => "the timesheets of the account are not known",
            Self::CurrentEntry => "the entry as it is stored now is not known",
            Self::Acceptance => "whether the stored entry was accepted is not known",
            Self::LookupTarget => {
                "the record is named by external id or name, and its internal id is not known"
            }
            Self::HoursOfDay => {
                "the account counts in days, and how many hours a day has is not known"
            }
            Self::IndexSpace => "there are more entries than the index for comparing them holds",
        }
    }

    const fn help(self) -> &'static str {
        match self {
            Self::Users => "give reference data with `users`",
            Self::Projects => "give reference data with `projects`",
            Self::ProjectTasks => "give reference data with `projecttasks`",
            Self::Timesheets => "give reference data with `timesheets`",
            Self::CurrentEntry => "give reference data with the stored entry among `tasks`",
            Self::Acceptance => "give `accepted` with the stored entry in the reference data",
            Self::LookupTarget => "send the internal id, or check the record by hand",
            Self::HoursOfDay => "compare the duration by hand",
            Self::IndexSpace => "raise the limit of the index, or split the file by user or date",
        }
    }
}

/// What a finding is about.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Detail {
    /// A rule found fault with the entry.
    Problem(Problem),
    /// A rule that applies could not be evaluated.
    Unchecked(Missing),
}

/// One thing that the engine has to say about an entry.
///
/// It stores parameters; the texts are made when they are asked for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Finding {
    pub(super) rule: &'static Rule,
    pub(super) severity: Severity,
    pub(super) entry: Option<u64>,
    pub(super) field: Option<FieldName<'static>>,
    pub(super) detail: Detail,
}

impl Finding {
    /// The rule that speaks.
    pub const fn rule(&self) -> &'static Rule {
        self.rule
    }

    /// What it means for the entry.
    pub const fn severity(&self) -> Severity {
        self.severity
    }

    /// The code that the server answers with where the rule finds fault, if there is one.
    pub const fn server_code(&self) -> Option<ErrorCode> {
        self.rule.code
    }

    /// The place of the entry in its run, counted from 0; `None` for what concerns the run as a
    /// whole.
    pub const fn entry(&self) -> Option<u64> {
        self.entry
    }

    /// The field to look at; one that is missing, where that is the problem.
    pub const fn field(&self) -> Option<&FieldName<'static>> {
        self.field.as_ref()
    }

    /// What exactly was found, with typed parameters.
    pub const fn detail(&self) -> &Detail {
        &self.detail
    }

    /// The message: one line, no full stop.
    pub fn message(&self) -> impl fmt::Display + '_ {
        Message(self)
    }

    /// What to do about it: one line, no full stop.
    pub fn help(&self) -> Cow<'static, str> {
        match &self.detail {
            Detail::Problem(problem) => problem.help(),
            Detail::Unchecked(missing) => missing.help().into(),
        }
    }

    /// Shows each parameter, by name, to `visit`.
    pub fn visit_parameters(&self, visit: &mut dyn FnMut(&'static str, Parameter<'_>)) {
        match &self.detail {
            Detail::Problem(problem) => problem.visit_parameters(visit),
            Detail::Unchecked(missing) => {
                visit("missing", Parameter::Text(missing.as_str().into()));
            }
        }
        if let Some(interpretation) = self.rule.interpretation {
            visit(
                "interpretation",
                Parameter::Text(interpretation.name().into()),
            );
        }
    }
}

struct Message<'f>(&'f Finding);

impl fmt::Display for Message<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let field = self.0.field.as_ref().map_or("", FieldName::as_str);
        match &self.0.detail {
            Detail::Problem(problem) => problem.write_message(field, f),
            Detail::Unchecked(missing) => {
                write!(
                    f,
                    "`{}` was not checked: {}",
                    self.0.rule.id,
                    missing.sentence()
                )
            }
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]: {}", self.severity, self.rule.id, self.message())
    }
}

/// Everything that was found in an entry, in the order in which the server is expected to answer.
///
/// A report can be cleared and used for the next entry; an entry without findings allocates
/// nothing. It may also collect the findings of several entries, each of which knows its place in
/// the run; [`Report::is_valid`] and [`Report::expected_server_code`] are then about all of them.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Report {
    findings: Vec<Finding>,
}

impl Report {
    /// A report without findings.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            findings: Vec::new(),
        }
    }

    /// All findings.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Whether the server is expected to take the entry: no finding is an error.
    pub fn is_valid(&self) -> bool {
        self.errors().next().is_none()
    }

    /// The findings that are errors.
    pub fn errors(&self) -> impl Iterator<Item = &Finding> {
        self.findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
    }

    /// The code that the server is expected to answer with first; `None` if the entry is valid or
    /// no error has a code.
    ///
    /// The order of the checks on the server is not documented; this is our reading of it.
    pub fn expected_server_code(&self) -> Option<ErrorCode> {
        self.errors()
            .filter(|finding| matches!(finding.detail, Detail::Problem(_)))
            .find_map(Finding::server_code)
    }

    /// Forgets all findings and keeps the memory.
    pub fn clear(&mut self) {
        self.findings.clear();
    }

    /// Whether none of the findings from this place on is an error.
    pub(super) fn is_valid_from(&self, start: usize) -> bool {
        let new = self.findings.get(start..).unwrap_or_default();
        new.iter()
            .all(|finding| finding.severity != Severity::Error)
    }

    pub(super) fn push(&mut self, finding: Finding) {
        self.findings.push(finding);
    }
}
