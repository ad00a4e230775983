//! What the fuzz targets check. Each takes arbitrary bytes and panics if a law is broken.
//!
//! With cargo-fuzz: `cargo +nightly fuzz run xml fuzz/corpus/xml fuzz/seeds/xml`. Only `csv` needs the
//! command line, so `--no-default-features` spares the others a long build. Without cargo-fuzz, on
//! stable: `cargo test --manifest-path fuzz/Cargo.toml` replays the seeds, and
//! `cargo run --manifest-path fuzz/Cargo.toml --bin xml -- FILE` any other file.
//!
//! The seeds in `fuzz/seeds` are written by hand. Those of `exchange` are answers, which may go on
//! behind a last NUL with two bytes that say where they are cut; those of `push` and `call` are
//! scripts, see [`Script`](script::Script).

mod call;
#[cfg(feature = "csv")]
mod csv;
mod exchange;
mod json;
mod push;
mod scalars;
mod script;
mod xml;

use std::path::{Path, PathBuf};

use suiteprojects::task::Entry;
use suiteprojects::validate::{Command, Report, Settings, Validator};

pub use call::call;
#[cfg(feature = "csv")]
pub use csv::csv;
pub use exchange::exchange;
pub use json::json;
pub use push::push;
pub use scalars::scalars;
pub use xml::xml;

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

    #[cfg(feature = "csv")]
    #[test]
    fn csv_replay() {
        exercise("csv", csv);
    }

    #[test]
    fn exchange_replay() {
        exercise("exchange", exchange);
    }

    #[test]
    fn push_replay() {
        exercise("push", push);
    }

    #[test]
    fn call_replay() {
        exercise("call", call);
    }
}
