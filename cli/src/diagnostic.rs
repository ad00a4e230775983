//! What is said about an input: findings of the engine and rows that cannot be read, each with its
//! place. Renderers turn them into text, JSON Lines, SARIF and so on.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use suiteprojects::validate::{Finding, Severity};

/// Where something stands in an input, with the source text around it.
#[derive(Clone, Debug)]
pub struct Spot<'d> {
    /// The line, from 1.
    pub line: usize,
    /// The column of the first character, from 1, in characters.
    pub column: usize,
    /// The column after the last character, from 1, in characters, if that is on the same line.
    pub end_column: Option<usize>,
    /// One line of the source, or several if the cell or row spans them, without the last line end.
    /// Undecodable bytes are replaced.
    pub source: Cow<'d, str>,
    /// The line, from 1, on which `source` begins.
    pub source_line: usize,
    /// What to underline, in bytes of `source`, on character boundaries.
    pub underline: Range<usize>,
}

/// What a diagnostic says.
#[derive(Clone, Debug)]
pub enum Statement<'d> {
    /// The engine found something.
    Finding(&'d Finding),
    /// A row or the whole input cannot be read.
    Unreadable {
        /// One line: what was found and what was expected.
        message: String,
        /// What to do about it, if there is something.
        help: Option<Cow<'static, str>>,
    },
    /// A rule could not be evaluated, said once for the whole run.
    Unchecked {
        /// A finding of the rule about one of the entries.
        finding: &'d Finding,
        /// For how many entries it could not be evaluated.
        entries: u64,
    },
}

impl<'d> Statement<'d> {
    /// The finding that it rests on.
    pub const fn finding(&self) -> Option<&'d Finding> {
        match self {
            Self::Finding(finding) | Self::Unchecked { finding, .. } => Some(finding),
            Self::Unreadable { .. } => None,
        }
    }

    /// What it means: what cannot be read counts as an error.
    pub const fn severity(&self) -> Severity {
        match self {
            Self::Finding(finding) => finding.severity(),
            Self::Unreadable { .. } => Severity::Error,
            Self::Unchecked { .. } => Severity::Unchecked,
        }
    }

    /// What to do about it: one line, no full stop.
    pub fn help(&self) -> Option<Cow<'static, str>> {
        match self {
            Self::Finding(finding) | Self::Unchecked { finding, .. } => Some(finding.help()),
            Self::Unreadable { help, .. } => help.clone(),
        }
    }
}

/// The message; for what is said once for the whole run, with the number of entries.
impl fmt::Display for Statement<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Finding(finding) => finding.message().fmt(f),
            Self::Unreadable { message, .. } => f.write_str(message),
            Self::Unchecked { finding, entries } => {
                write!(f, "{} ({})", finding.message(), entries_counted(*entries))
            }
        }
    }
}

/// One thing to say, and where.
#[derive(Clone, Debug)]
pub struct Diagnostic<'d> {
    /// What.
    pub statement: Statement<'d>,
    /// The name of the file, or `<stdin>`; `None` for what concerns all inputs of the run.
    pub file: Option<&'d str>,
    /// Where in the file; `None` for what concerns it as a whole.
    pub spot: Option<Spot<'d>>,
}

impl Diagnostic<'_> {
    /// The place in the form `file:line:column`, or the file alone.
    pub fn place(&self) -> Option<String> {
        let file = self.file?;
        Some(match &self.spot {
            Some(spot) => format!("{file}:{}:{}", spot.line, spot.column),
            None => file.to_owned(),
        })
    }
}

/// The counts at the end of a run.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Summary {
    /// The entries that were judged.
    pub entries: u64,
    /// Those without an error.
    pub valid: u64,
    /// Those with an error.
    pub invalid: u64,
    /// The findings that are errors.
    pub errors: u64,
    /// The findings that are warnings.
    pub warnings: u64,
    /// The rules that could not be evaluated for some entries.
    pub unchecked: u64,
    /// The rows and files that could not be read.
    pub unreadable: u64,
}

/// One sentence, such as `12 entries: 9 valid, 3 invalid; 4 errors, 2 warnings, 1 rule unchecked`.
/// What is rare is left out where there is none of it.
impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: {} valid, {} invalid; {}, {}",
            entries_counted(self.entries),
            self.valid,
            self.invalid,
            Counted(self.errors, "error", "errors"),
            Counted(self.warnings, "warning", "warnings"),
        )?;
        if self.unchecked > 0 {
            let rules = Counted(self.unchecked, "rule", "rules");
            write!(f, ", {rules} unchecked")?;
        }
        if self.unreadable > 0 {
            let parts = Counted(self.unreadable, "row or file", "rows or files");
            write!(f, ", {parts} unreadable")?;
        }
        Ok(())
    }
}

/// A number with the singular or the plural of what is counted.
struct Counted(u64, &'static str, &'static str);

const fn entries_counted(number: u64) -> Counted {
    Counted(number, "entry", "entries")
}

impl fmt::Display for Counted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(number, singular, plural) = self;
        let noun = if *number == 1 { singular } else { plural };
        write!(f, "{number} {noun}")
    }
}

#[cfg(test)]
mod tests {
    use super::Summary;

    #[test]
    fn the_summary_is_a_sentence() {
        let summary = Summary {
            entries: 12,
            valid: 9,
            invalid: 3,
            errors: 4,
            warnings: 2,
            unchecked: 1,
            unreadable: 0,
        };
        assert_eq!(
            summary.to_string(),
            "12 entries: 9 valid, 3 invalid; 4 errors, 2 warnings, 1 rule unchecked"
        );
        let one = Summary {
            entries: 1,
            valid: 0,
            invalid: 1,
            errors: 1,
            warnings: 1,
            unchecked: 2,
            unreadable: 1,
        };
        assert_eq!(
            one.to_string(),
            "1 entry: 0 valid, 1 invalid; 1 error, 1 warning, 2 rules unchecked, \
             1 row or file unreadable"
        );
        assert_eq!(
            Summary::default().to_string(),
            "0 entries: 0 valid, 0 invalid; 0 errors, 0 warnings"
        );
    }
}
