//! Every rule, through its own examples: one entry that it finds fault with and one that it does
//! not, their messages, and the set of rules as a whole.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;
use std::fmt::Write as _;

use insta::assert_snapshot;
use suiteprojects::json::read_reference;
use suiteprojects::task::{Entry, Field};
use suiteprojects::validate::{
    Command, Example, Finding, NoReference, Reference, Report, Rule, Settings, Severity, Validator,
};

/// The findings about the last entry of an example, and those about the run.
fn findings(example: &Example) -> Vec<Finding> {
    let mut settings = Settings::default();
    for (key, value) in example.settings {
        settings.set(key, value).unwrap();
    }
    let validator = Validator::new(settings);
    if example.with_reference {
        let data = read_reference(include_str!("../examples/reference.json")).unwrap();
        run(&validator.with_reference(data), example)
    } else {
        run(&validator.with_reference(NoReference), example)
    }
}

fn run<R: Reference>(validator: &Validator<R>, example: &Example) -> Vec<Finding> {
    let mut run = validator.run();
    let mut report = Report::new();
    for fields in example.entries {
        let mut entry = Entry::new();
        for (name, text) in *fields {
            entry.set_named(*name, *text);
        }
        report.clear();
        let checked = run.check(example.command, &entry, &mut report);
        assert_eq!(
            checked.is_some(),
            report.is_valid(),
            "checked entries are exactly the valid ones"
        );
        for finding in report.findings() {
            let field = finding
                .field()
                .expect("a finding about an entry names a field");
            let missing = matches!(
                finding.rule().id(),
                "date-required" | "user-required" | "id-required"
            );
            assert!(
                missing || entry.contains(field),
                "{} points at `{field}`",
                finding.rule().id()
            );
        }
    }
    run.finish(&mut report);
    report.findings().to_vec()
}

fn of<'f>(rule: &Rule, findings: &'f [Finding]) -> Vec<&'f Finding> {
    findings
        .iter()
        .filter(|finding| finding.rule() == rule)
        .collect()
}

#[test]
fn every_rule_fails_its_failing_example_and_passes_the_other() {
    for rule in Rule::all() {
        let failing = findings(rule.failing_example());
        let found = of(rule, &failing);
        assert_eq!(found.len(), 1, "{}: {failing:#?}", rule.id());
        assert_eq!(found[0].severity(), rule.severity(), "{}", rule.id());
        let passing = findings(rule.passing_example());
        assert!(of(rule, &passing).is_empty(), "{}: {passing:#?}", rule.id());
    }
}

#[test]
fn messages() {
    let mut text = String::new();
    for rule in Rule::all() {
        for finding in of(rule, &findings(rule.failing_example())) {
            writeln!(text, "{finding}\n    help: {}", finding.help()).unwrap();
            finding.visit_parameters(&mut |name, value| {
                writeln!(text, "    {name}: {value:?}").unwrap();
            });
            assert!(!finding.message().to_string().contains('\n'));
            assert!(
                !finding.message().to_string().ends_with('.') && !finding.help().ends_with('.')
            );
        }
    }
    assert_snapshot!(text);
}

#[test]
fn the_set_of_rules() {
    let mut ids = BTreeSet::new();
    let mut text = String::new();
    for rule in Rule::all() {
        assert!(ids.insert(rule.id()), "{} is there twice", rule.id());
        assert!(
            rule.id()
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'-')
        );
        assert_eq!(Rule::by_id(rule.id()), Some(rule));
        let code = rule
            .server_code()
            .map_or("-".to_owned(), |code| code.to_string());
        let interpretation = rule
            .interpretation()
            .map_or("", |interpretation| interpretation.name());
        writeln!(
            text,
            "{:<30} {:<8} {code} {interpretation}",
            rule.id(),
            rule.severity().as_str()
        )
        .unwrap();
    }
    assert_snapshot!(text);
}

#[test]
fn explanations_have_the_fixed_form() {
    for rule in Rule::all() {
        let explanation = rule.explanation();
        let headings: Vec<&str> = explanation
            .lines()
            .filter(|line| line.trim_start().starts_with('#'))
            .map(str::trim)
            .collect();
        assert_eq!(headings, ["# Why", "# What to do"], "{}", rule.id());
        assert!(!rule.summary().is_empty());
    }
}

/// Expected order: validation rules, section 3, with 809 beside the other code about timesheets.
#[test]
fn codes_stand_in_the_order_of_the_expected_answer() {
    let mut codes: Vec<u32> = Vec::new();
    for code in Rule::all()
        .filter_map(suiteprojects::validate::Rule::server_code)
        .map(suiteprojects::error_code::ErrorCode::get)
    {
        if codes.last() != Some(&code) {
            codes.push(code);
        }
    }
    assert_eq!(
        codes,
        [
            602, 601, 806, 809, 821, 826, 829, 813, 815, 913, 886, 1406, 1404, 1405, 1407, 888
        ]
    );
}

#[test]
fn every_code_of_the_vendor_page_about_time_entries_has_a_rule() {
    for code in [888, 1404, 1405, 1406, 1407] {
        assert!(Rule::all().any(|rule| rule.server_code().is_some_and(|own| own.get() == code)));
    }
}

/// Every rule that needs to know more says what is missing, and never passes silently.
#[test]
fn without_reference_data_rules_are_unchecked() {
    for rule in Rule::all().filter(|rule| rule.failing_example().with_reference) {
        let example = rule.failing_example();
        let mut settings = Settings::default();
        for (key, value) in example.settings {
            settings.set(key, value).unwrap();
        }
        let found = run(&Validator::new(settings), example);
        let unchecked: Vec<_> = found
            .iter()
            .filter(|finding| finding.severity() == Severity::Unchecked)
            .collect();
        // Warnings that refine another rule leave it to that rule to say so.
        let speaker = match rule.id() {
            "project-task-dates" => "date-outside-project-task",
            "timesheet-rejected" => "timesheet-not-editable",
            id => id,
        };
        assert!(
            unchecked
                .iter()
                .any(|finding| finding.rule().id() == speaker),
            "{}: {found:#?}",
            rule.id()
        );
    }
}

#[test]
fn allow_silences_and_deny_refuses() {
    let mut entry = Entry::new();
    entry
        .set(Field::Date, "2026-01-05")
        .set(Field::UserId, "251")
        .set(Field::Minutes, "90");
    let check = |validator: Validator| {
        let mut report = Report::new();
        let checked = validator.check(Command::Add, &entry, &mut report).is_some();
        (
            checked,
            report
                .findings()
                .iter()
                .map(|finding| finding.rule().id())
                .collect::<Vec<_>>(),
        )
    };
    let validator = || Validator::new(Settings::default());
    let rule = |id| Rule::by_id(id).unwrap();
    assert_eq!(
        check(validator()),
        (true, vec!["user-not-usable", "minutes-carried"])
    );
    assert_eq!(
        check(validator().allow(rule("minutes-carried"))),
        (true, vec!["user-not-usable"])
    );
    assert_eq!(
        check(validator().deny(rule("minutes-carried"))),
        (false, vec!["user-not-usable", "minutes-carried"])
    );
    assert_eq!(
        check(validator().deny(rule("user-not-usable"))),
        (false, vec!["user-not-usable", "minutes-carried"])
    );
}
