//! What is said about an input: findings of the engine and rows that cannot be read, each with its
//! place. Renderers turn them into text, JSON Lines, SARIF and so on.

use std::borrow::Cow;
use std::ops::Range;

use suiteprojects::validate::Finding;

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
