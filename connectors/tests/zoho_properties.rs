//! Laws of the records and answers of Zoho Billing, over values that nobody chose.

#![allow(clippy::unwrap_used, reason = "only tests are here")]

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use suiteprojects_connectors::zoho::{
    AnswerError, Call, ClockTime, FilterBy, GetTimeEntry, ListOrganizations, ListTimeEntries,
    LogDate, LogTime, LogTimeEntry, Notes, Paging, Response, RunningTimer, TimeEntry,
    TimeEntryFields, TimeSpent,
};

fn spent() -> impl Strategy<Value = TimeSpent> {
    let clock = |minutes: u32| ClockTime::new(minutes / 60, minutes % 60).unwrap();
    prop_oneof![
        (0_u32..=1440)
            .prop_map(|minutes| TimeSpent::log_time(LogTime::from_minutes(minutes)).unwrap()),
        (0_u32..1439)
            .prop_flat_map(|begin| (Just(begin), begin + 1..1440))
            .prop_map(move |(begin, end)| TimeSpent::between(clock(begin), clock(end)).unwrap()),
    ]
}

fn fields() -> impl Strategy<Value = TimeEntryFields> {
    let id = || 1_u64..;
    let day = (2000_i32..2100, 1_u32..=366).prop_filter_map("a day", |(year, day)| {
        chrono::NaiveDate::from_yo_opt(year, day)
    });
    // Notes of nothing but blanks are read as none.
    let notes = prop::option::of("\\PC{0,40}[a-zé😀]");
    (
        id(),
        id(),
        id(),
        day,
        spent(),
        prop::option::of(any::<bool>()),
        notes,
    )
        .prop_map(|(project, task, user, day, spent, is_billable, notes)| {
            let id = |number: u64| suiteprojects::task::Id::new(number).unwrap();
            let mut fields = TimeEntryFields::new(
                id(project).into(),
                id(task).into(),
                id(user).into(),
                LogDate::from(day),
                spent,
            );
            fields.is_billable = is_billable;
            fields.notes = notes.map(|notes| Notes::new(notes).unwrap());
            fields
        })
}

fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        prop::sample::select(vec![
            "",
            " ",
            "05:00",
            "24:00",
            "2026-03-17",
            "unbilled",
            "77"
        ])
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::hash_map("[a-z]{1,4}", inner, 0..3)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

const NAMES: &[&str] = &[
    "project_id",
    "project_name",
    "customer_id",
    "task_id",
    "user_id",
    "is_current_user",
    "log_date",
    "begin_time",
    "end_time",
    "log_time",
    "is_billable",
    "billed_status",
    "invoice_id",
    "notes",
    "timer_started_at",
    "timer_duration_in_minutes",
    "created_time",
    "timesheet_custom_fields",
    "cost_rate",
    "x",
];

fn is_nothing(value: &Value) -> bool {
    value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// What is logged is what the server would tell, as far as this API can say: a server that stores the body as
    /// it is has an entry that looks the same, and leads to the same body.
    #[test]
    fn fields_survive_the_way_to_a_server_and_back(fields in fields()) {
        let request = LogTimeEntry::new(fields.clone()).request();
        let mut stored: Value = serde_json::from_slice(request.body.as_deref().unwrap()).unwrap();
        stored["time_entry_id"] = json!("77");
        let entry: TimeEntry = serde_json::from_value(stored).unwrap();
        prop_assert!(entry.other.is_empty());
        prop_assert!(fields.are_of(&entry));
        prop_assert_eq!(entry.duration().map(LogTime::minutes), Some(fields.spent.minutes()));
        prop_assert_eq!(TimeEntryFields::of(&entry).unwrap(), fields);
    }

    /// Whatever stands in the fields, an entry is read, and written with all that says something. A known value
    /// may be written in another form (`5:00`, a number for an id), an odd one never.
    #[test]
    fn an_entry_is_read_whatever_its_fields_hold(
        members in prop::collection::hash_map(prop::sample::select(NAMES.to_vec()), anything(), 0..12)
    ) {
        let mut sent: Map<String, Value> = members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        sent.insert("time_entry_id".to_owned(), json!("77"));
        let entry: TimeEntry = serde_json::from_value(Value::Object(sent.clone())).unwrap();
        let written = serde_json::to_value(&entry).unwrap();
        for (name, value) in &sent {
            match written.get(name) {
                None => prop_assert!(is_nothing(value), "{name} is lost: {value}"),
                Some(found) if found == value => {}
                // Read and written once more it stays as it is.
                Some(found) => prop_assert!(!is_nothing(found)),
            }
        }
        let again: TimeEntry = serde_json::from_value(written).unwrap();
        prop_assert_eq!(again, entry);
    }

    /// No answer makes it panic, and one that does not say success is none.
    #[test]
    fn any_bytes_are_an_answer_or_an_error(status in 100_u16..600, bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        let id = "77".parse().unwrap();
        let _ = GetTimeEntry(id).decode(&Response::new(status, bytes.clone())).unwrap_err();
        prop_assert!(RunningTimer.decode(&Response::new(status, bytes.clone())).is_err());
    }

    #[test]
    fn any_json_is_an_answer_or_an_error(status in 100_u16..600, code in prop_oneof![Just(json!(0)), anything()], member in anything()) {
        let is_zero = code == json!(0);
        let body = json!({"code": code, "time_entry": member, "time_entries": member, "organizations": member}).to_string();
        let id = "77".parse().unwrap();
        let got = GetTimeEntry(id).decode(&Response::new(status, body.as_bytes()));
        if got.is_ok() {
            prop_assert!((200..300).contains(&status));
        }
        if is_zero && !(200..300).contains(&status) {
            prop_assert!(matches!(got, Err(AnswerError::Status { .. })), "{:?}", got);
        }
        let _ = ListOrganizations.decode(&Response::new(status, body.as_bytes()));
        let list = ListTimeEntries::new(FilterBy::All);
        if let Ok(page) = list.decode(&Response::new(status, body.as_bytes())) {
            let _ = Paging::new(list).received(page);
        }
    }
}
