//! Answers in the shapes that the vendor's pages show, made up for this test, and what is none.

#![allow(clippy::panic, clippy::unwrap_used, reason = "only tests are here")]

use serde_json::{Value, json};
use suiteprojects_connectors::zoho::{
    AnswerError, BilledStatus, Call, Code, DeleteTimeEntry, FilterBy, GetTimeEntry, Given,
    IncompleteEntry, ListTimeEntries, LogTime, LogTimeEntry, Notes, PageSize, Response,
    RunningTimer, TimeEntry, TimeEntryFields, TimeEntryId, TimeEntryPage, TimeSpent,
};

const ONE: &str = include_str!("zoho/time_entry.json");
const LIST: &str = include_str!("zoho/time_entries.json");

fn id() -> TimeEntryId {
    "982000000044107".parse().unwrap()
}

fn one() -> TimeEntry {
    GetTimeEntry(id())
        .decode(&Response::new(200, ONE.as_bytes()))
        .unwrap()
}

fn list() -> TimeEntryPage {
    let list = ListTimeEntries::new(FilterBy::All);
    list.decode(&Response::new(200, LIST.as_bytes())).unwrap()
}

#[test]
fn a_time_entry_has_its_values() {
    let entry = one();
    assert_eq!(entry.time_entry_id, id());
    assert_eq!(entry.duration(), Some(LogTime::from_minutes(210)));
    let (begin, end) = entry.begin_and_end().unwrap();
    assert_eq!(
        (begin.to_string(), end.to_string()),
        ("08:15".into(), "11:45".into())
    );
    assert!(!entry.times_disagree() && !entry.is_being_timed());
    let day = entry.log_date.value().map(ToString::to_string);
    assert_eq!(day.as_deref(), Some("2026-03-17"));
    assert_eq!(entry.billed_status, Given::Value(BilledStatus::Unbilled));
    assert!(entry.invoice_id.is_absent() && entry.timer_duration_in_minutes.is_absent());
    let created = entry.created_time.value().unwrap().moment();
    assert_eq!(created.to_utc().to_rfc3339(), "2026-03-17T11:01:44+00:00");
}

#[test]
fn a_list_has_its_entries_and_says_whether_more_follow() {
    let page = list();
    let [first, second] = page.time_entries.as_slice() else {
        panic!("{page:?}");
    };
    assert_eq!(first.notes, one().notes);
    let other = BilledStatus::Other("written_off".into());
    assert_eq!(second.billed_status, Given::Value(other));
    assert_eq!(second.other.get("cost_rate"), Some(&json!(42.5)));
    assert!(second.is_being_timed());
    assert_eq!(second.timer_duration_in_minutes, Given::Value(12));
    let context = page.page_context.value().unwrap();
    assert_eq!(context.has_more_page, Given::Value(false));
    assert_eq!(context.other.get("sort_order"), Some(&json!("D")));
}

/// Read, change, write: an update needs what logging needs.
#[test]
fn an_entry_of_the_server_is_sent_back_with_what_it_had() {
    let fields = TimeEntryFields::of(&one()).unwrap();
    let request = LogTimeEntry::new(fields.clone()).request();
    let body: Value = serde_json::from_slice(request.body.as_deref().unwrap()).unwrap();
    assert_eq!(
        body,
        json!({
            "project_id": "982000000044019",
            "task_id": "982000000044009",
            "user_id": "982000000024003",
            "log_date": "2026-03-17",
            "begin_time": "08:15",
            "end_time": "11:45",
            "is_billable": true,
            "notes": "Pier 4, both sides",
        })
    );
    assert!(fields.are_of(&one()));
    assert!(!fields.are_of(&list().time_entries[1]));
    assert!(
        !fields
            .clone()
            .with_notes(Notes::new("Pier 5").unwrap())
            .are_of(&one())
    );
    assert!(!fields.billable(false).are_of(&one()));
}

#[test]
fn where_the_times_disagree_the_logged_time_is_sent_back() {
    let mut entry = one();
    entry.log_time = Given::Value(LogTime::from_minutes(200));
    let fields = TimeEntryFields::of(&entry).unwrap();
    assert_eq!(
        fields.spent,
        TimeSpent::log_time(LogTime::from_minutes(200)).unwrap()
    );
    assert!(fields.are_of(&entry) && !fields.are_of(&one()));
}

#[test]
fn what_cannot_be_sent_back_is_said() {
    let of = |change: fn(&mut TimeEntry)| {
        let mut entry = one();
        change(&mut entry);
        TimeEntryFields::of(&entry).map_err(|error: IncompleteEntry| error.to_string())
    };
    assert_eq!(
        of(|entry| entry.task_id = Given::Absent).unwrap_err(),
        "the time entry of the server has no task_id, expected one"
    );
    assert_eq!(
        of(|entry| entry.log_date = Given::Odd(json!("2026-17-03"))).unwrap_err(),
        "the log_date of the time entry of the server cannot be read"
    );
    assert_eq!(
        of(|entry| entry.is_billable = Given::Odd(json!(2))).unwrap_err(),
        "the is_billable of the time entry of the server cannot be read"
    );
    assert_eq!(
        of(|entry| entry.log_time = Given::Value(LogTime::from_minutes(1500))).unwrap_err(),
        "the duration 25:00 is longer than a day, expected at most 24:00"
    );
    assert_eq!(
        of(|entry| entry.notes = Given::Value("x".repeat(501))).unwrap_err(),
        "the notes have 501 characters, expected at most 500"
    );
}

/// The reply with no timer is not documented; these say success and hold no time entry.
#[test]
fn no_timer_runs() {
    for rest in [
        "",
        r#","time_entry":null"#,
        r#","time_entry":"""#,
        r#","time_entry":{}"#,
        r#","time_entry":[]"#,
    ] {
        let body = format!(r#"{{"code":0,"message":"success"{rest}}}"#);
        assert_eq!(
            RunningTimer.decode(&Response::new(200, body.as_bytes())),
            Ok(None),
            "{body}"
        );
    }
    assert!(
        RunningTimer
            .decode(&Response::new(200, ONE.as_bytes()))
            .unwrap()
            .is_some()
    );
    let odd = br#"{"code":0,"time_entry":{"log_time":"00:10"}}"#;
    assert!(matches!(
        RunningTimer.decode(&Response::new(200, odd)),
        Err(AnswerError::Unreadable { .. })
    ));
}

#[test]
fn what_is_no_answer() {
    let get = |status, body: &str| {
        let answer = GetTimeEntry(id()).decode(&Response::new(status, body.as_bytes()));
        answer.unwrap_err().to_string()
    };
    let unreadable = "the answer cannot be read: found ";
    for (status, body, expected) in [
        (200, "", "nothing, expected a JSON object with a code"),
        (
            200,
            "<html>",
            "something else (no JSON at line 1 column 1), expected a JSON object with a code",
        ),
        (
            200,
            r#"{"code":0,"#,
            "something else (cut off at line 1 column 10), expected a JSON object with a code",
        ),
        (
            200,
            "[]",
            "JSON of another kind, expected a JSON object with a code",
        ),
        (200, "{}", "no code, expected a JSON object with a code"),
        (
            200,
            r#"{"code":"x"}"#,
            "a code that is no number, expected a JSON object with a code",
        ),
        (201, r#"{"code":0}"#, "none, expected a time_entry"),
        (
            200,
            r#"{"code":0,"time_entry":{}}"#,
            "missing field `time_entry_id`, expected a time_entry",
        ),
    ] {
        assert_eq!(
            get(status, body),
            format!("{unreadable}{expected}"),
            "{body}"
        );
    }
    for body in ["", "<html>", "{}", r#"{"code":0}"#] {
        assert_eq!(get(502, body), "the server answered HTTP 502", "{body}");
    }
}

/// A code other than 0 counts, whatever the status.
#[test]
fn a_refusal_in_the_dress_of_success() {
    for status in [200, 201, 400, 404] {
        for code in ["20054", "\"20054\""] {
            let body = format!(r#"{{"code":{code},"message":"This timesheet is being timed."}}"#);
            let error = DeleteTimeEntry(id())
                .decode(&Response::new(status, body.as_bytes()))
                .unwrap_err();
            assert_eq!(
                error.refusal().map(|refusal| refusal.code),
                Some(Code::BEING_TIMED)
            );
        }
    }
    let error = DeleteTimeEntry(id())
        .decode(&Response::new(400, br#"{"code":4711}"#))
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "the server refused the request: code 4711 (HTTP 400)"
    );
}

/// A lost request is looked up where it would stand if it had been carried out.
#[test]
fn the_look_up_asks_for_user_project_and_day() {
    let fields = TimeEntryFields::of(&one()).unwrap();
    let request = LogTimeEntry::new(fields).look_up().request();
    let query: Vec<_> = request
        .query
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    assert_eq!(
        query,
        [
            ("from_date", "2026-03-17"),
            ("to_date", "2026-03-17"),
            ("filter_by", "Date.CustomDate"),
            ("project_id", "982000000044019"),
            ("user_id", "982000000024003"),
            ("page", "1"),
            ("per_page", "200"),
        ]
    );
}

#[test]
fn a_page_has_1_to_200_entries() {
    let sizes: Vec<_> = (0..=u8::MAX)
        .filter_map(PageSize::new)
        .map(PageSize::get)
        .collect();
    assert_eq!(sizes, (1..=200).collect::<Vec<_>>());
}
