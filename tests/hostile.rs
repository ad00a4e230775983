//! What must stay linear, bounded or unchecked, however an entry is made.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use suiteprojects::json::{read_entries, read_entry, read_reference};
use suiteprojects::task::{Entry, Field, Lookup, LookupBy};
use suiteprojects::validate::{
    CheckedEntry, Command, ReferenceData, Report, Run, Settings, Severity, Validator,
};

fn reference() -> ReferenceData {
    read_reference(include_str!("../examples/reference.json")).unwrap()
}

/// The limits of an entry, at their boundary.
#[test]
fn custom_and_unknown_fields_are_bounded() {
    let object = |fields: usize, name: usize| {
        let fields: Vec<String> = (0..fields)
            .map(|at| format!("\"{at:x>name$}\":1"))
            .collect();
        format!("{{{}}}", fields.join(","))
    };
    let read = |text: &str| read_entry(text, &mut Entry::new()).map_err(|error| error.to_string());
    assert_eq!(read(&object(500, 8)), Ok(()));
    assert_eq!(
        read(&object(501, 8)),
        Err("the record has more than 500 custom and unknown fields".into())
    );
    assert_eq!(read(&object(1, 256)), Ok(()));
    assert_eq!(
        read(&object(1, 257)),
        Err("the name of a field has 257 bytes, expected 256 at most".into())
    );
}

#[test]
fn a_second_envelope_is_not_passed_over() {
    let mut shown = 0;
    let text = r#"{"data": [{"hours": 1}], "data": [{"hours": 2}]}"#;
    let error = read_entries(text, |_, _| shown += 1).unwrap_err();
    assert_eq!(
        (shown, error.to_string().as_str()),
        (0, "`data` stands twice in one object")
    );
}

/// A rule that needs the record behind a look-up says that it was not checked.
#[test]
fn look_ups_are_never_passed_silently() {
    let validator = Validator::new(Settings::default()).with_reference(reference());
    let lookup = || Lookup {
        by: LookupBy::External,
        object_type: "Project".into(),
    };
    let unchecked = |entry: &Entry<'_>| {
        let mut report = Report::new();
        validator.check(Command::Add, entry, &mut report);
        let unchecked = report
            .findings()
            .iter()
            .filter(|finding| finding.severity() == Severity::Unchecked);
        unchecked
            .map(|finding| finding.rule().id())
            .collect::<Vec<_>>()
    };
    let entry = || {
        let mut entry = Entry::new();
        entry
            .set(Field::Date, "2026-01-07")
            .set(Field::UserId, "251");
        entry
    };
    let mut project = entry();
    project
        .set_lookup(Field::ProjectId, "EXT", lookup())
        .set(Field::ProjectTaskId, "88240")
        .set(Field::CustomerId, "77");
    assert_eq!(
        unchecked(&project),
        [
            "project-unknown",
            "project-task-of-other-project",
            "customer-differs"
        ]
    );
    let mut kind = entry();
    kind.set(Field::ProjectTaskId, "88231")
        .set_lookup(Field::ProjectTaskTypeId, "EXT", lookup());
    assert_eq!(unchecked(&kind), ["project-task-type-mismatch"]);
    let mut task = entry();
    task.set(Field::ProjectId, "5521")
        .set_lookup(Field::ProjectTaskId, "EXT", lookup())
        .set(Field::ProjectTaskTypeId, "3");
    assert_eq!(
        unchecked(&task),
        [
            "project-task-unknown",
            "project-task-of-other-project",
            "project-task-type-mismatch"
        ]
    );
}

/// Long entries over many short ones of one day: each piece of booked time is looked at once.
#[test]
fn many_overlaps_of_one_day_stay_cheap() {
    let mut settings = Settings::default();
    settings.start_end_times = true;
    let validator = Validator::new(settings);
    let mut run = validator.run();
    let mut overlaps = 0;
    let mut check = |start: String, end: &str| {
        let mut entry = Entry::new();
        entry
            .set(Field::Date, "2026-01-05")
            .set(Field::UserId, "251")
            .set(Field::Minutes, "1");
        entry.set(Field::StartTime, start).set(Field::EndTime, end);
        let mut report = Report::new();
        run.check(Command::Add, &entry, &mut report);
        overlaps += report
            .findings()
            .iter()
            .filter(|finding| finding.rule().id() == "overlapping-entries")
            .count();
    };
    let time = |second: u32| format!("{}:{}:{}", second / 3600, second / 60 % 60, second % 60);
    for second in 0..20_000 {
        check(time(2 * second + 1), &time(2 * second + 2));
    }
    for _ in 0..20_000 {
        check("0:0:1".to_owned(), "23:59:59");
    }
    assert_eq!(overlaps, 20_000);
}

/// What a service shares between threads.
#[test]
fn the_engine_can_be_shared() {
    fn shared<T: Send + Sync>() {}
    shared::<Validator<ReferenceData>>();
    shared::<Run<'_, ReferenceData>>();
    shared::<Report>();
    shared::<CheckedEntry<'_>>();
    shared::<Entry<'_>>();
    shared::<Validator<std::sync::Arc<ReferenceData>>>();
    shared::<Validator<Box<dyn suiteprojects::validate::Reference + Send + Sync>>>();
}
