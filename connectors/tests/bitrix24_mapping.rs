//! The mapping between Bitrix24 and SuiteProjects Pro: minutes are rounded as Bitrix24 shows them, days are those of
//! the time zone, and what does not go over is said. Expected values are from the rules of both sides.

#![allow(clippy::panic, clippy::unwrap_used, reason = "only tests are here")]

use chrono_tz::Europe::{Amsterdam, Moscow};
use chrono_tz::Tz;
use proptest::prelude::*;
use serde_json::{Value, json};
use suiteprojects::task::{Entry, Field, Id};
use suiteprojects::validate::{Command, Report, Settings, Severity, Validator};
use suiteprojects_connectors::bitrix24::mapping::{
    Counterparts, Imported, Kind, Loss, Times, Work, export, import,
};
use suiteprojects_connectors::bitrix24::{ElapsedItem, TaskId, UserId};

/// Numbers here are those there and 1000 more; 13 has no counterpart. All tasks are of project 5.
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

    fn work(&self, task: TaskId) -> Option<Work> {
        Some(Work::new(Id::new(5), Some(here(task.get())?)))
    }

    fn user_of(&self, user: Id) -> Option<UserId> {
        there(user).map(UserId::from)
    }

    fn task_of(&self, task: Id) -> Option<TaskId> {
        there(task).map(TaskId::from)
    }
}

fn item(change: &Value) -> ElapsedItem {
    let mut json = json!({
        "ID": "77", "TASK_ID": "2", "USER_ID": "3", "COMMENT_TEXT": "Pier 4", "SECONDS": "3600",
        "MINUTES": "60", "SOURCE": "2", "CREATED_DATE": "2026-03-17T09:00:00+03:00",
        "DATE_START": "2026-03-19T10:00:00+03:00", "DATE_STOP": "2026-03-19T10:00:00+03:00",
    });
    for (name, value) in change.as_object().unwrap() {
        json[name] = value.clone();
    }
    serde_json::from_value(json).unwrap()
}

/// Written by the timer from one moment to another.
fn timed(start: &str, stop: &str) -> ElapsedItem {
    let moment = |text: &str| chrono::DateTime::parse_from_rfc3339(text).unwrap();
    let seconds = (moment(stop) - moment(start)).num_seconds();
    item(&json!({
        "SOURCE": "3", "SECONDS": seconds.to_string(),
        "CREATED_DATE": start, "DATE_START": start, "DATE_STOP": stop,
    }))
}

fn imported(item: &ElapsedItem, zone: Tz) -> Imported {
    import(item, &Shifted, &zone, Times::Kept)
}

/// Date, hours, minutes, start and end of each part.
fn days(imported: &Imported) -> Vec<String> {
    let text = |part: &Entry<'_>, field| part.text(field).unwrap_or("-").to_owned();
    let fields = [
        Field::Date,
        Field::Hours,
        Field::Minutes,
        Field::StartTime,
        Field::EndTime,
    ];
    let parts = imported.parts.iter();
    parts
        .map(|part| fields.map(|field| text(part, field)).join(" "))
        .collect()
}

#[test]
fn a_record_by_hand() {
    let found = imported(&item(&json!({})), Moscow);
    assert_eq!(days(&found), ["2026-03-17 1 0 - -"]);
    assert_eq!(found.losses, []);
    let part = &found.parts[0];
    for (field, text) in [
        (Field::UserId, "1003"),
        (Field::ProjectId, "5"),
        (Field::ProjectTaskId, "1002"),
        (Field::Notes, "Pier 4"),
    ] {
        assert_eq!(part.text(field), Some(text));
    }
}

/// 3077 s are 51 minutes in live rows, and half minutes are rounded up.
#[test]
fn seconds_are_rounded_as_the_screens_show_them() {
    for (seconds, minutes, loss) in [
        (3060, "51", None),
        (3077, "51", Some(Loss::Seconds(17))),
        (3089, "51", Some(Loss::Seconds(29))),
        (3090, "52", Some(Loss::Rounded(52))),
        (30, "1", Some(Loss::Rounded(1))),
    ] {
        let found = imported(&item(&json!({"SECONDS": seconds.to_string()})), Moscow);
        assert_eq!(
            found.parts[0].text(Field::Minutes),
            Some(minutes),
            "{seconds}"
        );
        assert_eq!(found.losses, Vec::from_iter(loss), "{seconds}");
    }
    for seconds in ["29", "0", "-60"] {
        let found = imported(&item(&json!({"SECONDS": seconds})), Moscow);
        assert_eq!(
            (found.parts.len(), found.losses),
            (0, vec![Loss::NoTime]),
            "{seconds}"
        );
    }
}

/// The same moment is the day before in another zone.
#[test]
fn the_day_is_that_of_the_zone() {
    let late = item(&json!({"CREATED_DATE": "2026-03-18T00:30:00+03:00"}));
    assert_eq!(days(&imported(&late, Moscow)), ["2026-03-18 1 0 - -"]);
    assert_eq!(days(&imported(&late, Amsterdam)), ["2026-03-17 1 0 - -"]);
}

#[test]
fn start_and_end_of_the_timer_fit_the_rounded_duration() {
    // A live row: 16:10:07 to 17:01:24 are 3077 s.
    let found = imported(
        &timed("2026-03-17T16:10:07+03:00", "2026-03-17T17:01:24+03:00"),
        Moscow,
    );
    assert_eq!(days(&found), ["2026-03-17 0 51 16:10:00 17:01:00"]);
    assert_eq!(found.losses, [Loss::Seconds(17)]);
    // Over midnight: an entry for each day; 00:00:00 clears a time.
    let found = imported(
        &timed("2026-03-17T23:00:00+03:00", "2026-03-18T01:30:00+03:00"),
        Moscow,
    );
    assert_eq!(days(&found), ["2026-03-17 1 0 - -", "2026-03-18 1 30 - -"]);
    assert_eq!(found.losses, [Loss::Clearing, Loss::Split(2)]);
    // The clock is put forward at 02:00: 01:30 to 03:30 is an hour.
    let found = imported(
        &timed("2026-03-29T01:30:00+01:00", "2026-03-29T03:30:00+02:00"),
        Amsterdam,
    );
    assert_eq!(days(&found), ["2026-03-29 1 0 - -"]);
    assert_eq!(found.losses, [Loss::ClockChanged]);
    // Dates that do not agree with the duration are none.
    let mut odd = timed("2026-03-17T16:00:00+03:00", "2026-03-17T17:00:00+03:00");
    odd.seconds = 60.into();
    assert_eq!(days(&imported(&odd, Moscow)), ["2026-03-17 0 1 - -"]);
}

#[test]
fn what_is_missing_is_said() {
    for (change, loss) in [
        (json!({"ID": ""}), Loss::Absent("ID")),
        (
            json!({"USER_ID": "13"}),
            Loss::NoCounterpart(Kind::User, "13".into()),
        ),
        (
            json!({"TASK_ID": "13"}),
            Loss::NoCounterpart(Kind::Task, "13".into()),
        ),
        (json!({"CREATED_DATE": null}), Loss::Absent("CREATED_DATE")),
        (
            json!({"SECONDS": "an hour"}),
            Loss::Unreadable("SECONDS", "\"an hour\"".into()),
        ),
    ] {
        let found = imported(&item(&change), Moscow);
        assert_eq!((found.parts.len(), found.losses), (0, vec![loss]));
    }
    let found = imported(&item(&json!({"UF_MORE": 1})), Moscow);
    assert_eq!(found.losses, [Loss::Dropped(vec!["UF_MORE".into()])]);
    assert_eq!(found.parts.len(), 1);
}

fn ours(minutes: u32) -> Entry<'static> {
    let mut entry = Entry::new();
    entry
        .set(Field::Date, "2026-03-29")
        .set(Field::UserId, "1003")
        .set(Field::ProjectId, "5")
        .set(Field::ProjectTaskId, "1002")
        .set(Field::Minutes, minutes.to_string())
        .set(Field::Notes, "Pier 4");
    entry
}

#[test]
fn on_the_way_back() {
    let exported = export(&ours(90), &Shifted, &Amsterdam);
    assert_eq!(exported.losses, []);
    let add = exported.add.unwrap();
    assert_eq!((add.task.get(), add.fields.seconds), (2, 5400));
    // A day of 23 hours: twelve hours after its begin it is 13:00 in summer time.
    let moment = add.fields.created_date.unwrap().to_rfc3339();
    assert_eq!(moment, "2026-03-29T13:00:00+02:00");

    let mut entry = ours(90);
    entry
        .set(Field::Description, "both sides")
        .set(Field::StartTime, "09:00:00")
        .set(Field::EndTime, "10:30:00");
    let exported = export(&entry, &Shifted, &Amsterdam);
    assert_eq!(
        exported.add.unwrap().fields.comment_text,
        "Pier 4\n\nboth sides"
    );
    let left = vec!["start_time".into(), "end_time".into()];
    assert_eq!(exported.losses, [Loss::Joined, Loss::Dropped(left)]);

    // A task cannot be done without.
    for (field, text, loss) in [
        (Field::ProjectTaskId, "", Loss::Absent("projecttaskid")),
        (
            Field::ProjectTaskId,
            "1013",
            Loss::UnknownHere(Kind::Task, Id::new(1013).unwrap()),
        ),
        (
            Field::UserId,
            "1013",
            Loss::UnknownHere(Kind::User, Id::new(1013).unwrap()),
        ),
        (Field::Minutes, "0", Loss::Duration("0:00".into())),
    ] {
        let mut entry = ours(90);
        entry.set(field, text);
        let exported = export(&entry, &Shifted, &Amsterdam);
        assert!(exported.add.is_none());
        assert_eq!(exported.losses.len(), 1);
        if field != Field::Minutes {
            assert_eq!(exported.losses, [loss]);
        }
    }
}

proptest! {
    /// Whatever the timer has measured: the minutes of all days together are those that Bitrix24 shows, each day is
    /// one of the zone, and all entries pass the checks.
    #[test]
    fn minutes_are_kept(start in 1_767_225_600_i64..1_830_297_600, seconds in 0_i64..90_000, by_timer in any::<bool>()) {
        let moment = |at: i64| chrono::DateTime::from_timestamp(at, 0).unwrap().to_rfc3339();
        let mut record = timed(&moment(start), &moment(start + seconds));
        if !by_timer {
            record.source = item(&json!({})).source;
        }
        let found = imported(&record, Amsterdam);
        let number = |part: &Entry<'_>, field| part.text(field).unwrap().parse::<i64>().unwrap();
        let minutes: i64 = found
            .parts
            .iter()
            .map(|part| number(part, Field::Hours) * 60 + number(part, Field::Minutes))
            .sum();
        prop_assert_eq!(minutes, (seconds + 30) / 60);
        if let Some(first) = found.parts.first() {
            let day = chrono::DateTime::from_timestamp(start, 0).unwrap().with_timezone(&Amsterdam);
            prop_assert_eq!(first.text(Field::Date), Some(&*day.date_naive().to_string()));
        } else {
            prop_assert!(found.losses.iter().any(|loss| loss.severity() == Severity::Error));
        }
        // More than a day at a time is for the checks to find.
        let mut settings = Settings::default();
        settings.start_end_times = true;
        let validator = Validator::new(settings);
        let mut run = validator.run();
        for part in &found.parts {
            if number(part, Field::Hours) < 24 {
                let mut report = Report::default();
                prop_assert!(run.check(Command::Add, part, &mut report).is_some(), "{:?}", report);
            }
        }
    }

    /// There and back nothing is lost of what goes over.
    #[test]
    fn there_and_back(minutes in 1_u32..=1440, notes in "[a-zé&<]{0,20}") {
        let mut entry = ours(minutes);
        entry.set(Field::Notes, notes.clone());
        let exported = export(&entry, &Shifted, &Amsterdam);
        prop_assert_eq!(exported.losses, []);
        let add = exported.add.unwrap();
        let created = add.fields.created_date.unwrap().to_rfc3339();
        let back = item(&json!({
            "TASK_ID": add.task.to_string(), "USER_ID": add.fields.user_id.unwrap().to_string(),
            "COMMENT_TEXT": add.fields.comment_text, "SECONDS": add.fields.seconds.to_string(),
            "CREATED_DATE": created,
        }));
        prop_assert!(add.fields.are_of(&back));
        let found = imported(&back, Amsterdam);
        prop_assert_eq!(&found.losses, &[]);
        let day = format!("2026-03-29 {} {} - -", minutes / 60, minutes % 60);
        prop_assert_eq!(days(&found), [day]);
        prop_assert_eq!(found.parts[0].text(Field::Notes).unwrap_or_default(), notes);
    }
}
