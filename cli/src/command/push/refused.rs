//! The refused entries as a file that can be corrected and pushed again.

use std::io;
use std::path::{Path, PathBuf};

use suiteprojects::protocol::journal::{Journal, JournalEntry, StateKind};
use suiteprojects::protocol::push::read_payload;
use suiteprojects::validate::{CheckedEntry, Command};

use crate::convert::Target;
use crate::failure::Failure;
use crate::judge::Refusal;
use crate::output;

/// Entries read from the journal at once.
const PAGE: usize = 1_000;

/// Hands every refused entry of a journal to `visit`, in order.
pub(super) fn each<J: Journal>(
    journal: &mut J,
    mut visit: impl FnMut(JournalEntry) -> Result<(), Failure>,
) -> Result<(), Failure>
where
    Failure: From<J::Error>,
{
    let mut from = 0;
    loop {
        let page = journal.entries(StateKind::Refused, from, PAGE)?;
        let Some(last) = page.last() else {
            return Ok(());
        };
        from = last.place + 1;
        page.into_iter().try_for_each(&mut visit)?;
    }
}

/// Where the refused entries of a file go unless something else is said: `week.csv` has
/// `week.refused.csv`.
pub(super) fn usual_path(file: &Path) -> PathBuf {
    let form = form(file);
    file.with_extension(format!("refused.{}", suffix(form)))
}

/// The form of a file of refused entries; JSON Lines unless the suffix says another.
fn form(path: &Path) -> Target {
    match path.extension().and_then(|suffix| suffix.to_str()) {
        Some(suffix) if suffix.eq_ignore_ascii_case("csv") => Target::Csv,
        Some(suffix) if suffix.eq_ignore_ascii_case("xml") => Target::Xml,
        _ => Target::Jsonl,
    }
}

const fn suffix(form: Target) -> &'static str {
    match form {
        Target::Csv => "csv",
        Target::Xml | Target::Soap => "xml",
        Target::Jsonl | Target::Rest => "jsonl",
    }
}

/// What became of the file.
#[derive(Debug, PartialEq)]
pub(super) enum Written {
    /// It was written, or stood there already with the same content.
    Yes,
    /// Something else stands there, perhaps corrected by hand; it was left alone.
    Kept,
}

/// Writes the refused entries to a file. A file that stands there is replaced only if `replace` says so.
pub(super) fn write<J: Journal>(
    journal: &mut J,
    path: &Path,
    replace: bool,
) -> Result<Written, Failure>
where
    Failure: From<J::Error>,
{
    let mut writer = form(path).writer(tempfile::tempfile()?);
    each(journal, |entry| {
        let read = read_payload(&entry.payload)
            .map_err(|error| Failure::Usage(format!("entry {}: {error}", entry.key)))?;
        let checked = CheckedEntry::trust_without_checking(Command::Add, &read);
        match writer.entry(&checked) {
            Ok(()) => Ok(()),
            Err(Refusal::Failure(failure)) => Err(failure),
            Err(Refusal::Inexpressible { message, .. }) => Err(Failure::Usage(format!(
                "cannot write {}: {message}; name a file that ends in .xml with `--refused`",
                path.display()
            ))),
        }
    })?;
    let mut content = Vec::new();
    writer.finish(&mut content)?;
    match std::fs::read(path) {
        Ok(present) if present == content => return Ok(Written::Yes),
        Ok(_) if !replace => return Ok(Written::Kept),
        _ => {}
    }
    output::replace(path, |file| io::Write::write_all(file, &content))?;
    Ok(Written::Yes)
}
