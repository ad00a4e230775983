//! The diagnostics that every renderer is shown, made by the engine.

use suiteprojects::task::Entry;
use suiteprojects::validate::{Command, Finding, Report, Settings, Validator};
use suiteprojects_cli::diagnostic::{Diagnostic, Spot, Statement, Summary};

/// What the engine finds in the entries of a run, the last of which is the one that counts.
fn run(settings: &[(&str, &str)], entries: &[&[(&str, &str)]]) -> Vec<Finding> {
    let mut chosen = Settings::default();
    for (key, value) in settings {
        chosen.set(key, value).unwrap();
    }
    let validator = Validator::new(chosen);
    let mut run = validator.run();
    let mut report = Report::new();
    for fields in entries {
        let mut entry = Entry::new();
        for (name, text) in *fields {
            entry.set_named((*name).to_owned(), (*text).to_owned());
        }
        run.check(Command::Add, &entry, &mut report);
    }
    run.finish(&mut report);
    report.findings().to_vec()
}

/// The finding of a rule about an entry with these fields beside date and user.
fn finding(rule: &str, fields: &[(&str, &str)]) -> Finding {
    let mut all = vec![("date", "2026-01-05"), ("userid", "251")];
    all.retain(|(name, _)| fields.iter().all(|(other, _)| name != other));
    all.extend(fields);
    of_rule(rule, run(&[("start_end_times", "true")], &[&all]))
}

fn of_rule(rule: &str, findings: Vec<Finding>) -> Finding {
    findings
        .into_iter()
        .find(|finding| finding.rule().id() == rule)
        .unwrap()
}

/// The spot of a cell in a row that begins on the given line.
fn spot<'s>(first_line: usize, row: &'s str, cell: &str) -> Spot<'s> {
    let start = row.find(cell).unwrap();
    let before = &row[..start];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let column = before[line_start..].chars().count() + 1;
    Spot {
        line: first_line + before.matches('\n').count(),
        column,
        end_column: (!cell.contains('\n')).then(|| column + cell.chars().count()),
        source: row.into(),
        source_line: first_line,
        underline: start..start + cell.len(),
    }
}

/// Owns what diagnostics borrow.
pub(crate) struct Samples {
    time: Finding,
    other_time: Finding,
    seconds: Finding,
    lines: Finding,
    wide: Finding,
    escape: Finding,
    long: Finding,
    long_row: String,
    whole_file: Finding,
    users: Finding,
    account: Finding,
}

impl Samples {
    pub(crate) fn new() -> Self {
        let both = [
            ("start_end_times", "true"),
            ("days_instead_of_hours", "true"),
        ];
        Self {
            time: finding("time-format", &[("start_time", "7"), ("hours", "8")]),
            other_time: finding("time-format", &[("end_time", "25:00"), ("hours", "8")]),
            seconds: finding(
                "sub-minute-mismatch",
                &[
                    ("start_time", "10:30:15"),
                    ("end_time", "11:30:30"),
                    ("hours", "1"),
                ],
            ),
            lines: finding("number-format", &[("minutes", "3\n0")]),
            wide: finding("id-format", &[("projectid", "日本é")]),
            escape: finding("id-format", &[("projectid", "\u{1b}[31m\tred\u{9b}0m")]),
            long: finding("date-format", &[("date", "2026-02-29")]),
            long_row: format!("{}2026-02-29,{}", "x,".repeat(1250), "yz,".repeat(830)),
            whole_file: finding("unknown-field", &[("houres", "8")]),
            users: finding("user-not-usable", &[]),
            account: of_rule("days-and-times", run(&both, &[])),
        }
    }

    pub(crate) fn diagnostics(&self) -> Vec<Diagnostic<'_>> {
        let says = |finding, file, spot| Diagnostic {
            statement: Statement::Finding(finding),
            file,
            spot,
        };
        let unreadable = |message: &str, help: Option<&'static str>, spot| Diagnostic {
            statement: Statement::Unreadable {
                message: message.to_owned(),
                help: help.map(Into::into),
            },
            file: Some("data/my entries.csv"),
            spot,
        };
        let file = Some("data/my entries.csv");
        vec![
            says(
                &self.time,
                file,
                Some(spot(2, "2026-01-05,251,7,17:00,8", "7")),
            ),
            says(
                &self.seconds,
                file,
                Some(spot(3, "2026-01-05,251,10:30:15,11:30:30,1", "10:30:15")),
            ),
            says(
                &self.other_time,
                file,
                Some(spot(10, "2026-01-05,251,,25:00,8", "25:00")),
            ),
            says(
                &self.lines,
                file,
                Some(spot(11, "2026-01-05,251,\"3\n0\",note", "\"3\n0\"")),
            ),
            says(
                &self.wide,
                file,
                Some(spot(13, "2026-01-05,251,日本é,8", "日本é")),
            ),
            says(
                &self.escape,
                Some("\u{1b}[2J:,%.csv"),
                Some(spot(
                    14,
                    "2026-01-05\t251,\u{1b}[31m\tred\u{9b}0m,8",
                    "\u{1b}[31m\tred\u{9b}0m",
                )),
            ),
            says(
                &self.long,
                file,
                Some(spot(15, &self.long_row, "2026-02-29")),
            ),
            says(&self.whole_file, Some("<stdin>"), None),
            unreadable(
                "a quote is not closed",
                Some("close the quote, or double it inside the cell"),
                Some(spot(16, "2026-01-05,\"251", "\"251")),
            ),
            unreadable("the file does not exist", None, None),
            says(&self.account, None, None),
            Diagnostic {
                statement: Statement::Unchecked {
                    finding: &self.users,
                    entries: 12,
                },
                file: None,
                spot: None,
            },
        ]
    }

    pub(crate) fn summary() -> Summary {
        Summary {
            entries: 12,
            valid: 6,
            invalid: 6,
            errors: 6,
            warnings: 2,
            unchecked: 1,
            unreadable: 2,
        }
    }
}
