//! The engine: settings and reference data bound together, and runs over many entries.

use super::checked::CheckedEntry;
use super::facts::Facts;
use super::finding::{Detail, Finding, Report};
use super::index::EntryIndex;
use super::reference::{NoReference, Reference};
use super::rule::{Command, Rule, Severity};
use super::rules;
use super::settings::Settings;
use crate::task::{Entry, Wire};

/// What the caller makes of the findings of a rule.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) enum Level {
    /// As the rule says.
    #[default]
    Usual,
    /// They are not reported.
    Allow,
    /// They are errors.
    Deny,
}

impl Level {
    pub(super) fn apply(self, severity: Severity) -> Option<Severity> {
        match self {
            Self::Usual => Some(severity),
            Self::Allow => None,
            Self::Deny => Some(Severity::Error),
        }
    }
}

/// Checks time entries; see the [module documentation](super).
#[derive(Clone, Debug)]
pub struct Validator<R = NoReference> {
    settings: Settings,
    reference: R,
    wire: Wire,
    levels: [Level; rules::COUNT],
}

impl Validator {
    /// An engine for an account with these settings, without reference data.
    #[must_use]
    pub const fn new(settings: Settings) -> Self {
        Self {
            settings,
            reference: NoReference,
            wire: Wire::Xml,
            levels: [Level::Usual; rules::COUNT],
        }
    }
}

impl<R: Reference> Validator<R> {
    /// The same engine with this reference data.
    #[must_use]
    pub fn with_reference<S: Reference>(self, reference: S) -> Validator<S> {
        Validator {
            settings: self.settings,
            reference,
            wire: self.wire,
            levels: self.levels,
        }
    }

    /// The same engine for entries that are sent over this wire; XML unless said otherwise. It
    /// decides which fields exist.
    #[must_use]
    pub fn for_wire(self, wire: Wire) -> Self {
        Self { wire, ..self }
    }

    /// Does not report what this rule finds. The caller vouches for it: an entry whose only errors
    /// are allowed is handed out as checked.
    #[must_use]
    pub fn allow(self, rule: &Rule) -> Self {
        self.with_level(rule, Level::Allow)
    }

    /// Makes an error of whatever this rule finds, also where it could not be evaluated.
    #[must_use]
    pub fn deny(self, rule: &Rule) -> Self {
        self.with_level(rule, Level::Deny)
    }

    fn with_level(mut self, rule: &Rule, level: Level) -> Self {
        if let Some(place) = self.levels.get_mut(rule.index) {
            *place = level;
        }
        self
    }

    /// The settings.
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The reference data.
    pub const fn reference(&self) -> &R {
        &self.reference
    }

    /// Checks one entry. Adds what it finds to the report, and hands the entry out as checked if
    /// none of that is an error.
    ///
    /// Rules that compare entries with each other, or speak once for many, need a [`Run`].
    pub fn check<'e>(
        &self,
        command: Command,
        entry: &'e Entry<'e>,
        report: &mut Report,
    ) -> Option<CheckedEntry<'e>> {
        let facts = self.facts(None, command, entry);
        let before = report.findings().len();
        rules::check(&facts, report);
        report
            .is_valid_from(before)
            .then(|| CheckedEntry::new(entry, &facts))
    }

    fn facts<'f>(
        &'f self,
        index: Option<u64>,
        command: Command,
        entry: &'f Entry<'f>,
    ) -> Facts<'f> {
        Facts::new(
            entry,
            index,
            command,
            self.wire,
            &self.settings,
            &self.reference,
            &self.levels,
        )
    }

    /// Begins a run over several entries, such as the rows of a file.
    pub fn run(&self) -> Run<'_, R> {
        Run {
            validator: self,
            next: 0,
            index: EntryIndex::default(),
        }
    }
}

/// A run over several entries: counts them, compares them with each other, and says once what
/// concerns them all.
///
/// ```
/// use suiteprojects::task::{Entry, Field};
/// use suiteprojects::validate::{Command, Report, Settings, Validator};
///
/// let validator = Validator::new(Settings::default());
/// let mut run = validator.run();
/// let mut report = Report::new();
/// let mut entry = Entry::new();
/// entry.set(Field::Date, "2026-01-05").set(Field::UserId, "251").set(Field::Hours, "8");
/// run.check(Command::Add, &entry, &mut report);
/// assert!(report.findings().iter().all(|finding| finding.rule().id() != "duplicate-entry"));
/// run.check(Command::Add, &entry, &mut report);
/// assert!(report.findings().iter().any(|finding| finding.rule().id() == "duplicate-entry"));
/// ```
#[derive(Debug)]
pub struct Run<'v, R = NoReference> {
    validator: &'v Validator<R>,
    next: u64,
    index: EntryIndex,
}

impl<R: Reference> Run<'_, R> {
    /// Bounds the memory for comparing entries: so many entries are remembered, about 140 bytes
    /// each. Later ones are compared with those, and each is reported as unchecked against the
    /// rest. The default is 1,000,000.
    #[must_use]
    pub fn with_index_limit(mut self, entries: usize) -> Self {
        self.index.set_limit(entries);
        self
    }

    /// Checks the next entry; see [`Validator::check`].
    pub fn check<'e>(
        &mut self,
        command: Command,
        entry: &'e Entry<'e>,
        report: &mut Report,
    ) -> Option<CheckedEntry<'e>> {
        let facts = self.validator.facts(Some(self.next), command, entry);
        let before = report.findings().len();
        rules::check(&facts, report);
        rules::compare(&facts, &mut self.index, report);
        self.next += 1;
        report
            .is_valid_from(before)
            .then(|| CheckedEntry::new(entry, &facts))
    }

    /// Counts an entry that could not be read, so that those after it keep their places.
    pub fn skip(&mut self) {
        self.next += 1;
    }

    /// How many entries were checked or skipped.
    pub const fn entries(&self) -> u64 {
        self.next
    }

    /// Adds what concerns the run as a whole to the report: combinations of settings that the
    /// vendor advises against.
    pub fn finish(self, report: &mut Report) {
        let Some(problem) = rules::DaysAndTimes::of(&self.validator.settings) else {
            return;
        };
        let rule = rules::DaysAndTimes::RULE;
        let level = self
            .validator
            .levels
            .get(rule.index)
            .copied()
            .unwrap_or_default();
        if let Some(severity) = level.apply(rule.severity) {
            let detail = Detail::Problem(problem.into());
            report.push(Finding {
                rule,
                severity,
                entry: None,
                field: None,
                detail,
            });
        }
    }
}
