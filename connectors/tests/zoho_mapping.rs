//! The mapping between Zoho Billing and SuiteProjects Pro: what goes over, and what is said to stay behind.
//! Expected values are from the rules of both sides: whole minutes, local days, 500 characters of notes,
//! 00:00:00 clears a time of day.

#![allow(clippy::panic, clippy::unwrap_used, reason = "only tests are here")]

use proptest::prelude::*;
use serde_json::{Value, json};
use suiteprojects::task::{Entry, Field, Id};
use suiteprojects::validate::{Command, Finding, Report, Settings, Severity, Validator};
use suiteprojects_connectors::zoho::mapping::{Counterparts, Loss, Times, export, import};
use suiteprojects_connectors::zoho::{ProjectId, TaskId, TimeEntry, UserId};

/// Numbers here are those there and 1000 more; 13 has no counterpart.
struct Shifted;

fn here(id: u64) -> Option<Id> {
    Id::new(id.checked_add(1000)?).filter(|_| id != 13)
}

fn there(id: Id) -> Option<Id> {
    Id::new(id.get().checked_sub(1000)?).filter(|id| id.get() != 13)
}

impl Counterparts for Shifted {
    fn user(&self, user: UserId) -> Option<Id> {
        here(user.get())
    }

    fn project(&self, project: ProjectId) -> Option<Id> {
        here(project.get())
    }

    fn task(&self, task: TaskId) -> Option<Id> {
        here(task.get())
    }

    fn user_of(&self, user: Id) -> Option<UserId> {
        there(user).map(UserId::from)
    }

    fn project_of(&self, project: Id) -> Option<ProjectId> {
        there(project).map(ProjectId::from)
    }

    fn task_of(&self, task: Id) -> Option<TaskId> {
        there(task).map(TaskId::from)
    }
}

fn zoho(change: Value) -> TimeEntry {
    let mut json = json!({
        "time_entry_id": "77",
        "project_id": "1",
        "task_id": "2",
        "user_id": "3",
        "log_date": "2026-03-29",
        "log_time": "03:30",
        "notes": "Pier 4",
    });
    let Value::Object(change) = change else {
        panic!()
    };
    json.as_object_mut().unwrap().extend(change);
    serde_json::from_value(json).unwrap()
}

/// The fields of an entry by name.
type Texts = Vec<(&'static str, String)>;

fn texts(entry: &Entry<'_>) -> Texts {
    let mut texts: Vec<_> = entry
        .fields()
        .map(|(field, text)| (field.as_str(), text.to_owned()))
        .collect();
    texts.sort_unstable();
    texts
}

fn imported(change: Value) -> (Option<Texts>, Vec<String>) {
    let imported = import(&zoho(change), &Shifted, Times::Kept);
    let entry = imported.entry.as_ref().map(texts);
    let losses = imported.losses.iter();
    (
        entry,
        losses
            .map(|loss| format!("{} {}: {loss}", loss.severity(), loss.name()))
            .collect(),
    )
}

const PLAIN: [(&str, &str); 7] = [
    ("date", "2026-03-29"),
    ("hours", "3"),
    ("minutes", "30"),
    ("notes", "Pier 4"),
    ("projectid", "1001"),
    ("projecttaskid", "1002"),
    ("userid", "1003"),
];

fn plain_and(more: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    let all = PLAIN.iter().chain(more);
    let mut texts: Vec<_> = all
        .map(|(name, text)| (*name, (*text).to_owned()))
        .collect();
    texts.sort_unstable();
    texts
}

#[test]
fn an_entry_goes_over() {
    assert_eq!(imported(json!({})), (Some(plain_and(&[])), vec![]));
    let times = json!({"begin_time": "08:15", "end_time": "11:45"});
    let expected = plain_and(&[("start_time", "08:15:00"), ("end_time", "11:45:00")]);
    assert_eq!(imported(times.clone()), (Some(expected), vec![]));
    // Where only begin and end are given they are the duration.
    let mut alone = times;
    alone["log_time"] = json!("");
    assert_eq!(imported(alone).0.unwrap()[2], ("hours", "3".to_owned()));
}

#[test]
fn what_stays_behind_is_said() {
    for (change, loss) in [
        (
            // The vendor's own sample.
            json!({"begin_time": "03:00", "end_time": "04:00"}),
            "warning times-disagree: begin and end do not agree with the duration 03:30 and stay behind",
        ),
        (
            json!({"begin_time": "03:00"}),
            "warning half-times: begin and end are not both there, the one before the other, and stay behind",
        ),
        (
            json!({"begin_time": "23:00", "end_time": "02:30"}),
            "warning half-times: begin and end are not both there, the one before the other, and stay behind",
        ),
        (
            json!({"begin_time": "00:00", "end_time": "03:30"}),
            "warning midnight: the work begins at 00:00, which clears the field; begin and end stay behind",
        ),
        (
            json!({"is_billable": true, "billed_status": "invoiced", "invoice_id": "9", "cost_rate": 4.5, "x": " ", "y": null}),
            "warning dropped: there is no place for is_billable, billed_status, invoice_id, cost_rate",
        ),
    ] {
        let (entry, losses) = imported(change);
        assert_eq!(
            (entry, losses),
            (Some(plain_and(&[])), vec![loss.to_owned()])
        );
    }
    let times = zoho(json!({"begin_time": "08:15", "end_time": "11:45"}));
    let left = import(&times, &Shifted, Times::Left);
    assert_eq!(texts(&left.entry.unwrap()), plain_and(&[]));
    assert_eq!(
        left.losses[0].to_string(),
        "the begin 08:15 and the end 11:45 stay behind"
    );
}

#[test]
fn what_cannot_go_over_is_said() {
    for (change, expected) in [
        (
            json!({"timer_started_at": "2026-03-29 10:00"}),
            "error being-timed: the timer of the entry runs, expected one that was stopped",
        ),
        (
            json!({"log_date": ""}),
            "error absent: `log_date` is absent, expected a value",
        ),
        (
            json!({"log_date": "2026-29-03"}),
            "error unreadable: `log_date` cannot be read: \"2026-29-03\"",
        ),
        (
            json!({"log_time": " "}),
            "error absent: `log_time` is absent, expected a value",
        ),
        (
            json!({"log_time": 5}),
            "error unreadable: `log_time` cannot be read: 5",
        ),
        (
            json!({"task_id": null}),
            "error absent: `task_id` is absent, expected a value",
        ),
        (
            json!({"user_id": "13"}),
            "error no-counterpart: the user 13 of Zoho Billing has no counterpart",
        ),
        (
            json!({"project_id": "13"}),
            "error no-counterpart: the project 13 of Zoho Billing has no counterpart",
        ),
        (
            json!({"task_id": "13"}),
            "error no-counterpart: the task 13 of Zoho Billing has no counterpart",
        ),
        (
            json!({"notes": [1]}),
            "error unreadable: `notes` cannot be read: [1]",
        ),
    ] {
        assert_eq!(imported(change), (None, vec![expected.to_owned()]));
    }
    // All of it at once.
    let (entry, losses) = imported(json!({"user_id": "13", "task_id": "13", "log_date": null}));
    assert_eq!((entry, losses.len()), (None, 3));
}

fn ours(change: &[(Field, &str)]) -> Entry<'static> {
    let mut entry = Entry::new();
    entry
        .set(Field::Date, "2026-03-29")
        .set(Field::UserId, "1003")
        .set(Field::ProjectId, "1001")
        .set(Field::ProjectTaskId, "1002")
        .set(Field::Hours, "3")
        .set(Field::Minutes, "30");
    for (field, text) in change {
        entry.set(*field, (*text).to_owned());
    }
    entry
}

fn exported(change: &[(Field, &str)]) -> (Option<(String, Option<String>)>, Vec<String>) {
    let exported = export(&ours(change), &Shifted);
    let fields = exported.fields.map(|fields| {
        let spent = match fields.spent.begin_and_end() {
            Some((begin, end)) => format!("{begin}-{end}"),
            None => fields.spent.as_log_time().unwrap().to_string(),
        };
        (spent, fields.notes.map(|notes| notes.to_string()))
    });
    let losses = exported.losses.iter();
    (
        fields,
        losses
            .map(|loss| format!("{}: {loss}", loss.name()))
            .collect(),
    )
}

/// What an entry has beside, what is sent, and what is said.
type Case = (
    &'static [(Field, &'static str)],
    (&'static str, Option<&'static str>),
    &'static [&'static str],
);

#[test]
fn an_entry_goes_back() {
    let whole = export(&ours(&[]), &Shifted).fields.unwrap();
    assert_eq!(
        (
            whole.user_id.get(),
            whole.project_id.get(),
            whole.task_id.get()
        ),
        (3, 1, 2)
    );
    assert_eq!(whole.log_date.to_string(), "2026-03-29");
    assert!(whole.is_billable.is_none() && whole.notes.is_none() && !whole.start_timer);

    let cases: [Case; 10] = [
        (&[], ("03:30", None), &[]),
        (&[(Field::Notes, "Pier 4")], ("03:30", Some("Pier 4")), &[]),
        (
            &[(Field::Notes, "Pier 4"), (Field::Description, "cabling")],
            ("03:30", Some("Pier 4\n\ncabling")),
            &["joined: `notes` and `description` have become one text"],
        ),
        (
            &[(Field::StartTime, "8:15"), (Field::EndTime, "11:45:00")],
            ("08:15-11:45", None),
            &[],
        ),
        (
            &[(Field::StartTime, "08:15:10"), (Field::EndTime, "11:45:10")],
            ("08:15-11:45", None),
            &["seconds: the seconds of begin and end stay behind"],
        ),
        (
            &[(Field::StartTime, "08:15:50"), (Field::EndTime, "11:46:10")],
            ("03:30", None),
            &["times-disagree: begin and end do not agree with the duration 03:30 and stay behind"],
        ),
        // 00:00:00 is no time.
        (
            &[(Field::StartTime, "00:00:00"), (Field::EndTime, "00:00:00")],
            ("03:30", None),
            &[],
        ),
        (
            &[(Field::StartTime, "08:15")],
            ("03:30", None),
            &[
                "half-times: begin and end are not both there, the one before the other, and stay behind",
            ],
        ),
        (
            &[(Field::Hours, "1.001"), (Field::Minutes, "")],
            ("01:00", None),
            &["rounded: the duration was rounded to 01:00"],
        ),
        (
            &[
                (Field::CategoryId, "4"),
                (Field::TimeTypeId, ""),
                (Field::Id, "9"),
                (Field::ThinClientId, "k"),
            ],
            ("03:30", None),
            &["dropped: there is no place for categoryid, thin_client_id"],
        ),
    ];
    for (change, (spent, notes), losses) in cases {
        let expected = Some((spent.to_owned(), notes.map(str::to_owned)));
        let losses = losses.iter().map(|loss| (*loss).to_owned()).collect();
        assert_eq!(exported(change), (expected, losses));
    }
}

#[test]
fn what_cannot_go_back_is_said() {
    let long = "x".repeat(501);
    let cases: [(&[(Field, &str)], &str); 10] = [
        (
            &[(Field::ProjectTaskId, "")],
            "absent: `projecttaskid` is absent, expected a value",
        ),
        (
            &[(Field::UserId, "x")],
            "unreadable: `userid` cannot be read: x",
        ),
        (
            &[(Field::UserId, "1013")],
            "no-counterpart: the user 1013 of SuiteProjects Pro has no counterpart",
        ),
        (
            &[(Field::ProjectId, "1013")],
            "no-counterpart: the project 1013 of SuiteProjects Pro has no counterpart",
        ),
        (
            &[(Field::ProjectTaskId, "1013")],
            "no-counterpart: the task 1013 of SuiteProjects Pro has no counterpart",
        ),
        (
            &[(Field::Hours, "-3"), (Field::Minutes, "")],
            "duration-out-of-range: the duration is -3:00, expected one from 0:00 to 24:00",
        ),
        (
            &[(Field::Hours, "24")],
            "duration-out-of-range: the duration is 24:30, expected one from 0:00 to 24:00",
        ),
        (
            &[(Field::Hours, ""), (Field::Minutes, "")],
            "absent: `hours` is absent, expected a value",
        ),
        (
            &[(Field::Date, "29.3.2026")],
            "unreadable: `date` cannot be read: 29.3.2026",
        ),
        (
            &[(Field::Notes, &long)],
            "notes-too-long: the notes have 501 characters, expected at most 500",
        ),
    ];
    for (change, expected) in cases {
        assert_eq!(exported(change), (None, vec![expected.to_owned()]));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// What goes over comes back as it was, but for what a loss names; and the minutes are the same wherever it is.
    #[test]
    fn round_trips_lose_what_is_said(
        minutes in 0_u32..=1440,
        begin in prop::option::of(0_u32..1440),
        day in 1_u32..=366,
        notes in prop::option::of("[a-zé😀\n]{1,30}[a-z]"),
    ) {
        let clock = |minutes: u32| format!("{:02}:{:02}", minutes / 60, minutes % 60);
        let Some(day) = chrono::NaiveDate::from_yo_opt(2024, day) else { return Ok(()) };
        let mut change = json!({"log_date": day.to_string(), "log_time": clock(minutes), "notes": notes});
        let end = begin.map(|begin| begin + minutes).filter(|end| *end < 1440);
        if let (Some(begin), Some(end)) = (begin, end) {
            change["begin_time"] = json!(clock(begin));
            change["end_time"] = json!(clock(end));
        }
        let there = zoho(change);
        let over = import(&there, &Shifted, Times::Kept);
        let entry = over.entry.unwrap();
        let duration: u32 = entry.text(Field::Hours).unwrap().parse::<u32>().unwrap() * 60
            + entry.text(Field::Minutes).unwrap().parse::<u32>().unwrap();
        prop_assert_eq!(duration, minutes);
        prop_assert_eq!(entry.text(Field::Date), Some(&*day.to_string()));
        let back = export(&entry, &Shifted);
        prop_assert_eq!(&back.losses, &[]);
        let fields = back.fields.unwrap();
        prop_assert_eq!(fields.spent.minutes(), minutes);
        let loses_times = over.losses.iter().any(|loss| matches!(loss, Loss::Midnight | Loss::HalfTimes));
        if loses_times {
            prop_assert!(fields.spent.begin_and_end().is_none());
        } else {
            prop_assert!(over.losses.is_empty());
            prop_assert!(fields.are_of(&there));
            prop_assert_eq!(fields.spent.begin_and_end(), there.begin_and_end());
        }
    }

    /// Whatever an entry has, it goes over or an error says why not; and every field with a text is used or named.
    #[test]
    fn nothing_is_dropped_in_silence(
        texts in prop::collection::vec((prop::sample::select(Field::ALL.to_vec()), "[0-9]{1,3}|[0-9:.-]{0,6}|[a-z]{0,4}"), 0..12)
    ) {
        let mut entry = Entry::new();
        for (field, text) in &texts {
            entry.set(*field, text.clone());
        }
        let exported = export(&entry, &Shifted);
        let fails = exported.losses.iter().any(|loss| loss.severity() == Severity::Error);
        prop_assert_eq!(exported.fields.is_none(), fails);
        let said: String = exported.losses.iter().map(|loss| format!("{loss}\n")).collect();
        for field in [Field::CategoryId, Field::PayrollTypeId, Field::TimeTypeId, Field::CustomerId] {
            if entry.text(field).is_some() {
                prop_assert!(said.contains(field.as_str()), "{field:?} in {said}");
            }
        }
    }
}

/// What was imported goes straight through the check.
#[test]
fn an_imported_entry_is_checked() {
    let validator = Validator::new(Settings::default());
    let imported = import(&zoho(json!({})), &Shifted, Times::Kept)
        .entry
        .unwrap();
    let mut report = Report::default();
    assert!(
        validator
            .check(Command::Add, &imported, &mut report)
            .is_some(),
        "{report:?}"
    );

    // Start and end times are switched off in an account unless it says otherwise (1406).
    let times = zoho(json!({"begin_time": "08:15", "end_time": "11:45"}));
    let errors = |settings: Settings, wanted| {
        let imported = import(&times, &Shifted, wanted).entry.unwrap();
        let mut report = Report::default();
        let _ = Validator::new(settings).check(Command::Add, &imported, &mut report);
        let findings = report.findings().iter();
        let errors = findings.filter(|finding| finding.severity() == Severity::Error);
        let codes = errors.filter_map(Finding::server_code);
        codes.map(|code| code.to_string()).collect::<Vec<_>>()
    };
    let switched_on = || {
        let mut settings = Settings::default();
        settings.start_end_times = true;
        settings
    };
    let nothing = Vec::<String>::new();
    assert_eq!(errors(Settings::default(), Times::Left), nothing);
    assert_eq!(errors(switched_on(), Times::Kept), nothing);
    let refused = errors(Settings::default(), Times::Kept);
    assert!(
        refused.iter().all(|code| code.starts_with("1406")),
        "{refused:?}"
    );
    assert!(!refused.is_empty());
}
