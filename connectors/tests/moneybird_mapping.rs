//! Time entries of Moneybird as those of SuiteProjects Pro: minutes are kept, days are those of the time zone,
//! and what stays behind is named. Offsets are those of Amsterdam: +01:00, and +02:00 from 2026-03-29 01:00 UTC to
//! 2026-10-25 01:00 UTC; expected values are reckoned by hand from them.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "only tests are here"
)]

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use proptest::prelude::*;
use serde_json::{Value, json};
use suiteprojects::task::{Entry, Field, Id};
use suiteprojects::validate::{Command, Report, Settings, Severity, Validator};
use suiteprojects_connectors::moneybird::mapping::{
    Counterparts, Export, Imported, Kind, Loss, Times, import,
};
use suiteprojects_connectors::moneybird::{
    AdministrationId, Call as _, ContactId, ProjectId, Text, TimeEntry, UserId,
};

/// The user 5, the project 8 and the contact 9 have counterparts.
struct Few;

impl Counterparts for Few {
    fn user(&self, user: &UserId) -> Option<Id> {
        Id::new(251).filter(|_| user.as_str() == "5")
    }

    fn project(&self, project: &ProjectId) -> Option<Id> {
        Id::new(12).filter(|_| project.as_str() == "8")
    }

    fn customer(&self, contact: &ContactId) -> Option<Id> {
        Id::new(13).filter(|_| contact.as_str() == "9")
    }

    fn user_of(&self, user: Id) -> Option<UserId> {
        (user.get() == 251).then(|| UserId::parse("5").unwrap())
    }

    fn project_of(&self, project: Id) -> Option<ProjectId> {
        (project.get() == 12).then(|| ProjectId::parse("8").unwrap())
    }

    fn contact_of(&self, customer: Id) -> Option<ContactId> {
        (customer.get() == 13).then(|| ContactId::parse("9").unwrap())
    }
}

fn entry(start: &str, end: Option<&str>, paused: u64) -> Value {
    json!({
        "id": "17", "administration_id": 123, "contact_id": null, "project_id": "8",
        "sales_invoice_id": null, "user_id": 5, "started_at": start, "ended_at": end,
        "description": "Plans", "paused_duration": paused, "billable": null,
        "created_at": "2026-03-02T09:31:00.250Z", "updated_at": "2026-03-02T09:31:00.250Z",
        "contact": null, "project": null, "sales_invoice": null, "events": [], "notes": []
    })
}

fn read(value: Value) -> TimeEntry {
    serde_json::from_value(value).unwrap()
}

fn imported(value: Value) -> Imported {
    import(
        &read(value),
        &Few,
        &chrono_tz::Europe::Amsterdam,
        Times::Kept,
    )
}

/// Date, hours, minutes, begin and end of each part.
fn parts(imported: &Imported) -> Vec<String> {
    let text = |part: &suiteprojects::task::Entry<'_>| {
        let fields = [
            Field::Date,
            Field::Hours,
            Field::Minutes,
            Field::StartTime,
            Field::EndTime,
        ];
        fields
            .map(|field| part.text(field).unwrap_or("-").to_owned())
            .join(" ")
    };
    imported
        .parts
        .iter()
        .map(|part| text(&part.entry))
        .collect()
}

#[test]
fn work_within_a_day() {
    let found = imported(entry(
        "2026-03-02T08:00:00Z",
        Some("2026-03-02T09:30:00Z"),
        0,
    ));
    assert_eq!(parts(&found), ["2026-03-02 1 30 09:00:00 10:30:00"]);
    assert_eq!(found.losses, []);
    let part = &found.parts[0];
    assert_eq!(part.key, "moneybird-123-17");
    assert_eq!(part.entry.text(Field::UserId), Some("251"));
    assert_eq!(part.entry.text(Field::ProjectId), Some("12"));
    assert_eq!(part.entry.text(Field::Notes), Some("Plans"));
    // 23:30 UTC is the next day in Amsterdam.
    let found = imported(entry(
        "2026-03-02T23:30:00Z",
        Some("2026-03-03T00:30:00Z"),
        0,
    ));
    assert_eq!(parts(&found), ["2026-03-03 1 0 00:30:00 01:30:00"]);
}

#[test]
fn days_on_which_the_clock_is_changed() {
    // From 01:30 to 03:30 of the clock, one hour.
    let found = imported(entry(
        "2026-03-29T00:30:00Z",
        Some("2026-03-29T01:30:00Z"),
        0,
    ));
    assert_eq!(parts(&found), ["2026-03-29 1 0 - -"]);
    assert_eq!(found.losses, [Loss::ClockChanged]);
    // From 02:30 to 02:30 of the clock, one hour.
    let found = imported(entry(
        "2026-10-25T00:30:00Z",
        Some("2026-10-25T01:30:00Z"),
        0,
    ));
    assert_eq!(parts(&found), ["2026-10-25 1 0 - -"]);
    // A whole day of 23 and one of 25 hours, from midnight to midnight.
    let found = imported(entry(
        "2026-03-28T23:00:00Z",
        Some("2026-03-29T22:00:00Z"),
        0,
    ));
    assert_eq!(parts(&found), ["2026-03-29 23 0 - -"]);
    let found = imported(entry(
        "2026-10-24T22:00:00Z",
        Some("2026-10-25T23:00:00Z"),
        0,
    ));
    assert_eq!(parts(&found), ["2026-10-25 25 0 - -"]);
}

#[test]
fn work_over_midnight_becomes_an_entry_for_each_day() {
    // From 22:00 to 01:15 in Amsterdam.
    let found = imported(entry(
        "2026-07-01T20:00:00Z",
        Some("2026-07-01T23:15:00Z"),
        0,
    ));
    assert_eq!(parts(&found), ["2026-07-01 2 0 - -", "2026-07-02 1 15 - -"]);
    assert_eq!(found.parts[1].key, "moneybird-123-17-2");
    assert_eq!(found.losses, [Loss::Clearing, Loss::Split(2)]);
    // Where the pause was is not known.
    let found = imported(entry(
        "2026-07-01T20:00:00Z",
        Some("2026-07-01T23:15:00Z"),
        900,
    ));
    assert_eq!(parts(&found), ["2026-07-01 3 0 - -"]);
    assert_eq!(found.losses, [Loss::Midnight, Loss::Paused]);
    // To midnight is not over it.
    let found = imported(entry(
        "2026-07-01T20:00:00Z",
        Some("2026-07-01T22:00:00Z"),
        0,
    ));
    assert_eq!(parts(&found), ["2026-07-01 2 0 - -"]);
    assert_eq!(found.losses, [Loss::Clearing]);
}

/// The clock of Cairo went from 00:00 to 01:00 on 2026-04-24, so that the day begins at 01:00.
#[test]
fn a_day_without_midnight() {
    let value = entry("2026-04-23T20:00:00Z", Some("2026-04-24T00:00:00Z"), 0);
    let found = import(&read(value), &Few, &chrono_tz::Africa::Cairo, Times::Kept);
    assert_eq!(parts(&found)[0], "2026-04-23 2 0 - -");
    assert_eq!(parts(&found)[1], "2026-04-24 2 0 01:00:00 03:00:00");
}

#[test]
fn pauses_are_taken_off_and_begin_and_end_stay_behind() {
    let found = imported(entry(
        "2026-03-02T08:00:00Z",
        Some("2026-03-02T12:00:00Z"),
        1800,
    ));
    assert_eq!(parts(&found), ["2026-03-02 3 30 - -"]);
    assert_eq!(found.losses, [Loss::Paused]);
}

#[test]
fn what_cannot_go_over() {
    let running = imported(entry("2026-03-02T08:00:00Z", None, 0));
    assert_eq!(running.losses, [Loss::Running]);
    let empty = imported(entry(
        "2026-03-02T08:00:00Z",
        Some("2026-03-02T08:00:00Z"),
        0,
    ));
    assert_eq!(empty.losses, [Loss::NoTime]);
    let negative = imported(entry(
        "2026-03-02T08:00:00Z",
        Some("2026-03-02T09:00:00Z"),
        7200,
    ));
    assert_eq!(negative.losses, [Loss::NoTime]);
    let mut value = entry("2026-03-02T08:00:00Z", Some("2026-03-02T09:00:00Z"), 0);
    value["user_id"] = json!(6);
    value["project_id"] = json!(7);
    let unknown = imported(value);
    let expected = [
        Loss::NoCounterpart(Kind::User, "6".into()),
        Loss::NoCounterpart(Kind::Project, "7".into()),
    ];
    assert_eq!(unknown.losses, expected);
    for imported in [running, empty, negative, unknown] {
        assert!(imported.parts.is_empty());
        assert!(
            imported
                .losses
                .iter()
                .all(|loss| loss.severity() == Severity::Error)
        );
    }
}

#[test]
fn what_stays_behind_is_named() {
    let mut value = entry("2026-03-02T08:00:00Z", Some("2026-03-02T09:00:00Z"), 0);
    value["contact_id"] = json!("10");
    value["billable"] = json!(false);
    value["sales_invoice_id"] = json!("1");
    value["mood"] = json!("good");
    value["void"] = json!(null);
    let found = import(&read(value), &Few, &Utc, Times::Left);
    let dropped = ["billable", "sales_invoice_id", "mood"];
    let expected = [
        Loss::NoCounterpart(Kind::Contact, "10".into()),
        Loss::TimesNotWanted,
        Loss::Dropped(dropped.map(Box::from).to_vec()),
    ];
    assert_eq!(found.losses, expected);
    assert_eq!(parts(&found), ["2026-03-02 1 0 - -"]);
}

#[test]
fn what_goes_over_passes_the_check() {
    let mut settings = Settings::default();
    settings.start_end_times = true;
    let validator = Validator::new(settings);
    for value in [
        entry("2026-03-02T08:00:00Z", Some("2026-03-02T09:30:00Z"), 0),
        entry("2026-03-02T08:00:00Z", Some("2026-03-02T09:30:00Z"), 600),
        entry("2026-07-01T20:00:00Z", Some("2026-07-01T23:15:00Z"), 0),
        entry("2026-03-29T00:30:00Z", Some("2026-03-29T01:30:00Z"), 0),
    ] {
        for part in imported(value).parts {
            let mut report = Report::new();
            let checked = validator.check(Command::Add, &part.entry, &mut report);
            assert!(checked.is_some(), "{:?}", report.errors().next());
        }
    }
}

fn zones() -> impl Strategy<Value = Tz> {
    prop::sample::select(vec![
        chrono_tz::Europe::Amsterdam,
        chrono_tz::Africa::Cairo,
        chrono_tz::America::St_Johns,
        chrono_tz::Asia::Kathmandu,
        chrono_tz::Australia::Lord_Howe,
        chrono_tz::Pacific::Apia,
        chrono_tz::UTC,
    ])
}

proptest! {
    #[test]
    fn minutes_are_kept_and_days_are_local(
        start in 1_200_000_000_i64 / 60..1_900_000_000 / 60,
        minutes in 1_i64..4_000,
        paused in prop_oneof![3 => Just(0_i64), 1 => 0_i64..200],
        zone in zones(),
    ) {
        let at = |minute: i64| DateTime::<Utc>::from_timestamp(minute * 60, 0).unwrap();
        let text = |moment: DateTime<Utc>| moment.to_rfc3339();
        let (begin, end) = (at(start), at(start + minutes));
        let value = entry(&text(begin), Some(&text(end)), u64::try_from(paused * 60).unwrap());
        let found = import(&read(value), &Few, &zone, Times::Kept);
        if minutes <= paused {
            prop_assert!(found.parts.is_empty());
            return Ok(());
        }
        let mut sum = 0;
        let mut from = begin;
        for part in &found.parts {
            let number = |field| part.entry.text(field).unwrap().parse::<i64>().unwrap();
            let length = number(Field::Hours) * 60 + number(Field::Minutes);
            let date: NaiveDate = part.entry.text(Field::Date).unwrap().parse().unwrap();
            prop_assert_eq!(date, from.with_timezone(&zone).date_naive());
            if let (Some(start), Some(end)) = (part.entry.text(Field::StartTime), part.entry.text(Field::EndTime)) {
                let time = |text: &str| text.parse::<NaiveTime>().unwrap();
                prop_assert_eq!((time(end) - time(start)).num_minutes(), length);
                prop_assert_eq!(time(start), from.with_timezone(&zone).time());
            }
            if paused == 0 {
                // The last minute is of the same day.
                let last = from + TimeDelta::minutes(length - 1);
                prop_assert_eq!(last.with_timezone(&zone).date_naive(), date);
            }
            from += TimeDelta::minutes(length);
            sum += length;
        }
        prop_assert_eq!(sum, minutes - paused);
        let is_split = found.losses.iter().any(|loss| matches!(loss, Loss::Split(_)));
        prop_assert_eq!(is_split, found.parts.len() > 1);
    }
}

/// The request for an entry with these fields, and what does not go over.
fn exported(
    export: &mut Export<Tz>,
    fields: &[(Field, &'static str)],
) -> (Option<Value>, Vec<Loss>) {
    let mut entry = Entry::new();
    for (field, text) in fields {
        entry.set(*field, *text);
    }
    let exported = export.export(&entry, &Few);
    let body = exported.create.map(|create| create.request().body.unwrap());
    let body = body.map(|body| serde_json::from_slice::<Value>(&body).unwrap());
    let entry = body.map(|mut body| body["time_entry"].take());
    (entry, exported.losses)
}

fn amsterdam() -> Export<Tz> {
    let administration = AdministrationId::parse("123").unwrap();
    let fallback = Text::new("Work").unwrap();
    Export::new(administration, chrono_tz::Europe::Amsterdam, fallback)
}

const WHO: (Field, &str) = (Field::UserId, "251");
const DAY: (Field, &str) = (Field::Date, "2026-07-01");

#[test]
fn begin_and_end_go_over_where_they_agree() {
    let notes = (Field::Notes, "Plans");
    let times = [(Field::StartTime, "09:00:00"), (Field::EndTime, "10:30:00")];
    let (body, losses) = exported(
        &mut amsterdam(),
        &[
            WHO,
            DAY,
            notes,
            times[0],
            times[1],
            (Field::DecimalHours, "1.5"),
            (Field::ProjectId, "12"),
            (Field::CustomerId, "13"),
        ],
    );
    let expected = json!({
        "user_id": "5", "started_at": "2026-07-01T07:00:00.000Z", "ended_at": "2026-07-01T08:30:00.000Z",
        "description": "Plans", "project_id": "8", "contact_id": "9"
    });
    assert_eq!((body, losses), (Some(expected), vec![]));
    let (_, losses) = exported(
        &mut amsterdam(),
        &[WHO, DAY, notes, times[0], times[1], (Field::Hours, "1")],
    );
    assert_eq!(losses, [Loss::TimesDisagree, Loss::InventedBegin]);
}

#[test]
fn a_begin_that_is_not_known_is_made_up_one_after_the_other() {
    let mut export = amsterdam();
    let mut begin = |hours| {
        let (body, losses) = exported(
            &mut export,
            &[WHO, DAY, (Field::Notes, "x"), (Field::Hours, hours)],
        );
        (
            body.unwrap()["started_at"].as_str().unwrap().to_owned(),
            losses,
        )
    };
    let invented = || vec![Loss::InventedBegin];
    assert_eq!(
        begin("2"),
        ("2026-07-01T07:00:00.000Z".to_owned(), invented())
    );
    assert_eq!(
        begin("13"),
        ("2026-07-01T09:00:00.000Z".to_owned(), invented())
    );
    let over = vec![Loss::InventedBegin, Loss::OverMidnight];
    assert_eq!(begin("1"), ("2026-07-01T22:00:00.000Z".to_owned(), over));
}

#[test]
fn what_cannot_be_made() {
    let hours = (Field::Hours, "1");
    let notes = (Field::Notes, "x");
    for (fields, loss) in [
        (vec![DAY, hours, notes], Loss::Absent("userid")),
        (vec![WHO, hours, notes], Loss::Absent("date")),
        (vec![WHO, DAY, notes], Loss::Absent("hours")),
        (
            vec![WHO, DAY, notes, (Field::Hours, "0")],
            Loss::Duration("0:00".into()),
        ),
        (
            vec![WHO, DAY, notes, (Field::Hours, "25")],
            Loss::Duration("25:00".into()),
        ),
        (
            vec![WHO, DAY, notes, (Field::Hours, "one")],
            Loss::Unreadable("hours", "one".into()),
        ),
        (
            vec![(Field::UserId, "7"), DAY, notes, hours],
            Loss::UnknownHere(Kind::User, Id::new(7).unwrap()),
        ),
        (
            vec![WHO, (Field::Date, "soon"), notes, hours],
            Loss::Unreadable("date", "soon".into()),
        ),
    ] {
        let (body, losses) = exported(&mut amsterdam(), &fields);
        assert_eq!((body, losses), (None, vec![loss]));
    }
}

#[test]
fn texts_that_are_joined_made_up_or_left_behind() {
    let hours = (Field::Hours, "1");
    let (body, losses) = exported(
        &mut amsterdam(),
        &[WHO, DAY, hours, (Field::ProjectTaskId, "4")],
    );
    assert_eq!(body.unwrap()["description"], "Work");
    let dropped = Loss::Dropped(vec!["projecttaskid".into()]);
    assert_eq!(losses, [Loss::InventedText, dropped, Loss::InventedBegin]);
    let (body, losses) = exported(
        &mut amsterdam(),
        &[
            WHO,
            DAY,
            hours,
            (Field::Notes, "a"),
            (Field::Description, "b"),
        ],
    );
    assert_eq!(body.unwrap()["description"], "a\n\nb");
    assert_eq!(losses, [Loss::Joined, Loss::InventedBegin]);
}
