//! What the fuzz targets check. Each takes arbitrary bytes and panics if a law is broken.
//!
//! With cargo-fuzz: `cargo +nightly fuzz run xml fuzz/seeds/xml`. Without it, on stable:
//! `cargo test --manifest-path fuzz/Cargo.toml` replays the seeds, and
//! `cargo run --manifest-path fuzz/Cargo.toml --bin xml -- FILE` any other file.

use std::io::Cursor;
use std::path::{Path, PathBuf};

use suiteprojects::json::{read_entries, read_entry, read_reference};
use suiteprojects::task::{Entry, Id, Task};
use suiteprojects::time::duration::{Parts, combine};
use suiteprojects::time::{TimeOfDay, date, decimal};
use suiteprojects::validate::{Command, Report, Settings, Validator};
use suiteprojects::xml::{Document, Limits, task};
use suiteprojects_cli::input::{Input, Item, Meter, csv};

/// Scalars: what is read prints as a text that reads as the same.
pub fn scalars(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    if let Ok(time) = TimeOfDay::parse(text) {
        assert_eq!(TimeOfDay::parse(&time.to_string()), Ok(time));
        assert!(text.len() <= 8 && text.contains(':'));
    }
    if let Ok(day) = date::parse(text) {
        assert_eq!(day.to_string(), text);
    }
    if let Ok(id) = Id::parse(text) {
        assert_eq!(id.to_string(), text.trim_start_matches('0'));
    }
    if let Ok(number) = decimal::parse(text) {
        assert_eq!(decimal::parse(&number.to_string()), Ok(number));
    }
    // Three numbers, one a line: the combination is total.
    let mut lines = text.split('\n');
    let mut number = || lines.next().and_then(|line| decimal::parse(line).ok());
    let (decimal_hours, hours) = (number(), number());
    let minutes = lines
        .next()
        .and_then(|line| decimal::parse_whole(line).ok());
    let parts = Parts {
        decimal_hours,
        hours,
        minutes,
    };
    let combined = combine(parts, Default::default(), Default::default());
    assert_eq!(combined.is_some(), parts != Parts::default());
}

/// JSON: an entry, entries, a reference file.
pub fn json(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let mut entry = Entry::new();
    if read_entry(text, &mut entry).is_ok() {
        judge(&entry);
    }
    let _ = read_entries(text, |offset, entry| {
        assert!(offset <= text.len());
        if let Ok(entry) = entry {
            judge(entry);
        }
    });
    let _ = read_reference(text);
}

/// XML: a whole message, its entries, and the round trip of each.
pub fn xml(data: &[u8]) {
    let limits = Limits::default();
    let document = Document::parse(data, limits);
    let entries = task::read_entries(data, limits, |found| {
        if let task::Found::Entry {
            entry: Ok(entry), ..
        } = found
        {
            judge(entry);
            if let Ok(typed) = Task::try_from(entry) {
                if let Ok(text) = task::to_string(&typed) {
                    let again =
                        task::parse(text.as_bytes(), limits).expect("what we write, we read");
                    assert_eq!(task::to_string(&again).expect("and write"), text);
                }
            }
        }
    });
    match entries {
        Ok(()) => assert!(document.is_ok()),
        Err(task::EntriesError::Xml(error)) => assert_eq!(document.err(), Some(error)),
        Err(_) => {}
    }
}

/// CSV: every row is shown as an entry, as unreadable, or ends the reading.
pub fn csv(data: &[u8]) {
    let Ok(mut input) = Input::new(Box::new(Cursor::new(data.to_vec())), &Meter::default()) else {
        return;
    };
    let outcome = csv::read(&mut input, false, &mut |item| {
        let spot = match item {
            Item::Entry { entry, place, .. } => {
                judge(entry);
                Some(place.spot(entry, None))
            }
            Item::UnreadableEntry(unreadable) | Item::Unreadable(unreadable) => unreadable.spot,
            Item::Note(_) => None,
        };
        if let Some(spot) = spot {
            assert!(spot.line > 0 && spot.column > 0);
            assert!(spot.source.get(spot.underline).is_some());
        }
        Ok(())
    });
    assert!(outcome.is_ok());
}

fn judge(entry: &Entry<'_>) {
    let mut settings = Settings::default();
    settings.start_end_times = true;
    let validator = Validator::new(settings);
    for command in [Command::Add, Command::Modify] {
        let mut report = Report::new();
        let checked = validator.check(command, entry, &mut report);
        assert_eq!(checked.is_some(), report.is_valid());
        for finding in report.findings() {
            assert!(!finding.message().to_string().contains('\n'));
        }
    }
}

/// Runs a target over the files named as arguments, or else over its seeds and kept crashes.
pub fn replay(name: &str, target: fn(&[u8])) {
    let named: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let files = if named.is_empty() { seeds(name) } else { named };
    for file in &files {
        target(&std::fs::read(file).expect("a readable file"));
    }
    println!("{name}: {} files", files.len());
}

fn seeds(name: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<PathBuf> = ["seeds", "regressions"]
        .iter()
        .filter_map(|folder| std::fs::read_dir(root.join(folder).join(name)).ok())
        .flatten()
        .map(|entry| entry.expect("a readable folder").path())
        .collect();
    files.sort();
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each seed as it is, cut at every byte (of the first thousand), and with every byte changed.
    fn exercise(name: &str, target: fn(&[u8])) {
        let files = seeds(name);
        assert!(!files.is_empty(), "{name} has no seeds");
        for file in files {
            let bytes = std::fs::read(file).unwrap();
            target(&bytes);
            for at in 0..bytes.len().min(1000) {
                target(&bytes[..at]);
                let mut changed = bytes.clone();
                changed[at] ^= 0x04;
                target(&changed);
            }
        }
    }

    #[test]
    fn scalars_replay() {
        exercise("scalars", scalars);
    }

    #[test]
    fn json_replay() {
        exercise("json", json);
    }

    #[test]
    fn xml_replay() {
        exercise("xml", xml);
    }

    #[test]
    fn csv_replay() {
        exercise("csv", csv);
    }
}
