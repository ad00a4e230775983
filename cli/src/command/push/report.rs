//! What a push tells at its end.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use serde_json::json;
use suiteprojects::error_code::ErrorCode;
use suiteprojects::journal::SqliteJournal;
use suiteprojects::protocol::journal::{JournalEntry, State};
use suiteprojects::protocol::push::{Keys, Push, Taken};
use suiteprojects::text::one_line;

use super::{ResultFormat, refused};
use crate::failure::Failure;

/// What would be sent.
pub(super) fn dry_run(format: ResultFormat, taken: &Taken) -> Result<(), Failure> {
    let present = taken.present;
    let to_send = taken.new + taken.replaced + present.waiting;
    let mut out = io::stdout().lock();
    match format {
        ResultFormat::Json => {
            let summary = json!({
                "type": "summary",
                "dry_run": true,
                "to_send": to_send,
                "to_look_up": present.sent,
                "accepted": present.accepted,
                "refused": present.refused,
            });
            writeln!(out, "{summary}")?;
        }
        ResultFormat::Text => {
            for (what, count) in [
                ("to send", to_send),
                ("to look up", present.sent),
                ("accepted before", present.accepted),
                ("refused before", present.refused),
            ] {
                writeln!(out, "{what:<16}{count:>9}")?;
            }
        }
    }
    Ok(())
}

/// What became of the entries.
pub(super) fn result(
    format: ResultFormat,
    push: &mut Push<SqliteJournal>,
    journal_path: &Path,
    refused_file: Option<&Path>,
) -> Result<(), Failure> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut codes: BTreeMap<ErrorCode, u64> = BTreeMap::new();
    let keys = push.keys();
    let mut journal_entries = |entry: JournalEntry| -> Result<(), Failure> {
        if let State::Refused { code, text } = &entry.state {
            *codes.entry(*code).or_default() += 1;
            let message = text
                .clone()
                .or_else(|| code.meaning().map(str::to_owned))
                .unwrap_or_default();
            match format {
                ResultFormat::Json => writeln!(
                    out,
                    "{}",
                    json!({
                        "type": "refused",
                        "entry": keys.index_of(&entry.key),
                        "key": entry.key,
                        "code": code.get(),
                        "message": message,
                    })
                )?,
                ResultFormat::Text => writeln!(
                    out,
                    "refused {}: {code}{}{}",
                    name(keys, &entry.key),
                    if message.is_empty() { "" } else { ": " },
                    one_line(&message)
                )?,
            }
        }
        Ok(())
    };
    refused::each(push.journal_mut(), &mut journal_entries)?;
    for (entry, why) in push.undecided() {
        match format {
            ResultFormat::Json => writeln!(
                out,
                "{}",
                json!({
                    "type": "unknown",
                    "entry": keys.index_of(&entry.key),
                    "key": entry.key,
                    "message": why.to_string(),
                })
            )?,
            ResultFormat::Text => writeln!(out, "unknown {}: {why}", name(keys, &entry.key))?,
        }
    }
    let counts = push.progress();
    match format {
        ResultFormat::Json => {
            let codes: BTreeMap<String, u64> = codes
                .into_iter()
                .map(|(code, count)| (code.get().to_string(), count))
                .collect();
            let summary = json!({
                "type": "summary",
                "accepted": counts.accepted,
                "refused": counts.refused,
                "unknown": counts.sent,
                "waiting": counts.waiting,
                "refused_codes": codes,
                "journal": journal_path.display().to_string(),
                "refused_file": refused_file.map(|path| path.display().to_string()),
            });
            writeln!(out, "{summary}")?;
        }
        ResultFormat::Text => {
            writeln!(out, "{:<16}{:>9}", "accepted", counts.accepted)?;
            writeln!(out, "{:<16}{:>9}", "refused", counts.refused)?;
            for (code, count) in codes {
                let meaning = code.meaning().unwrap_or_default();
                let line = format!("  {:<14}{count:>9}  {meaning}", code.get());
                writeln!(out, "{}", line.trim_end())?;
            }
            writeln!(out, "{:<16}{:>9}", "unknown", counts.sent)?;
            if counts.waiting > 0 {
                writeln!(out, "{:<16}{:>9}", "not sent", counts.waiting)?;
            }
            if !push.undecided().is_empty() {
                writeln!(
                    out,
                    "See whether the server has the unknown entries; push those that it lacks from a file of their own."
                )?;
            }
            if let Some(path) = refused_file {
                writeln!(
                    out,
                    "The refused entries are in {}: correct them and push that file.",
                    path.display()
                )?;
            }
        }
    }
    out.flush()?;
    Ok(())
}

/// What to call an entry: by its number in the file if its key was made from that.
fn name(keys: Keys, key: &str) -> String {
    match keys.index_of(key) {
        Some(number) => format!("entry {number} ({key})"),
        None => key.to_owned(),
    }
}
