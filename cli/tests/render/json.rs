use std::fmt;

use insta::assert_snapshot;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use suiteprojects_cli::render::json::Json;

use crate::rendered;

#[test]
fn lines() {
    // JSON leaves this control character as it is; a source file should not have it.
    let text = rendered(Json::new).replace('\u{9b}', "\\u009b");
    assert_snapshot!(text, @r#"
    {"type":"finding","rule":"time-format","severity":"error","server_code":1404,"entry":0,"field":"start_time","message":"`start_time` is \"7\", which is not a time of day: a colon is expected after the hour","help":"write hh:mm:ss on the 24-hour clock, such as 09:30:00","params":{"found":"7","reason":"a colon is expected after the hour"},"file":"data/my entries.csv","line":2,"column":16}
    {"type":"finding","rule":"sub-minute-mismatch","severity":"warning","server_code":1407,"entry":0,"field":"start_time","message":"the duration 1:00 is 15 s away from the time between 10:30:15 and 11:30:30; whether the server rounds that is not documented","help":"give the times in whole minutes; `sub_minute_mismatch = \"error\"` makes this an error","params":{"duration":"1:00","start":"10:30:15","end":"11:30:30","difference_seconds":15,"interpretation":"sub_minute_mismatch"},"file":"data/my entries.csv","line":3,"column":16}
    {"type":"finding","rule":"time-format","severity":"error","server_code":1404,"entry":0,"field":"end_time","message":"`end_time` is \"25:00\", which is not a time of day: hour 25 is not in 0 to 23","help":"write hh:mm:ss on the 24-hour clock, such as 09:30:00","params":{"found":"25:00","reason":"hour 25 is not in 0 to 23"},"file":"data/my entries.csv","line":10,"column":17}
    {"type":"finding","rule":"number-format","severity":"error","server_code":null,"entry":0,"field":"minutes","message":"`minutes` is \"3\\n0\": '\\n' cannot be part of a number","help":"write a plain number such as 5 or 5.5","params":{"found":"3\n0","reason":"'\\n' cannot be part of a number"},"file":"data/my entries.csv","line":11,"column":16}
    {"type":"finding","rule":"id-format","severity":"error","server_code":null,"entry":0,"field":"projectid","message":"`projectid` is \"日本é\": an id consists of digits only","help":"send the internal id, a positive whole number; external ids and names need a look-up attribute","params":{"found":"日本é","reason":"an id consists of digits only"},"file":"data/my entries.csv","line":13,"column":16}
    {"type":"finding","rule":"id-format","severity":"error","server_code":null,"entry":0,"field":"projectid","message":"`projectid` is \"\\u{1b}[31m\\tred\\u{9b}0m\": an id consists of digits only","help":"send the internal id, a positive whole number; external ids and names need a look-up attribute","params":{"found":"\u001b[31m\tred\u009b0m","reason":"an id consists of digits only"},"file":"\u001b[2J:,%.csv","line":14,"column":16}
    {"type":"finding","rule":"date-format","severity":"error","server_code":826,"entry":0,"field":"date","message":"`date` is \"2026-02-29\", which is not a date: 2026-02 has no day 29","help":"write the day as YYYY-MM-DD, such as 2026-01-05","params":{"found":"2026-02-29","reason":"2026-02 has no day 29"},"file":"data/my entries.csv","line":15,"column":2501}
    {"type":"finding","rule":"unknown-field","severity":"error","server_code":602,"entry":0,"field":"houres","message":"a time entry has no field `houres`","help":"did you mean `hours`?","params":{"found":"houres","suggestion":"hours","exists_in":null},"file":"<stdin>","line":null,"column":null}
    {"type":"unreadable","message":"a quote is not closed","file":"data/my entries.csv","line":16,"column":12,"help":"close the quote, or double it inside the cell"}
    {"type":"unreadable","message":"the file does not exist","file":"data/my entries.csv","line":null,"column":null}
    {"type":"finding","rule":"days-and-times","severity":"warning","server_code":null,"entry":null,"field":null,"message":"the account counts in days and has start and end times, which the vendor advises against","help":"check `days_instead_of_hours` and `start_end_times` in the settings","params":{},"file":null,"line":null,"column":null}
    {"type":"finding","rule":"user-not-usable","severity":"unchecked","server_code":829,"entry":null,"field":"userid","message":"`user-not-usable` was not checked: the users of the account are not known","help":"give reference data with `users`","params":{"missing":"users","entries":12},"file":null,"line":null,"column":null}
    {"type":"summary","entries":12,"valid":6,"invalid":6,"errors":6,"warnings":2,"unchecked":1,"unreadable":2}
    "#);
}

/// The keys of an object in the order in which they stand.
struct Keys(Vec<String>);

impl<'de> Deserialize<'de> for Keys {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;

        impl<'de> Visitor<'de> for Collect {
            type Value = Keys;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Keys, A::Error> {
                let mut keys = Vec::new();
                while let Some((key, IgnoredAny)) = map.next_entry()? {
                    keys.push(key);
                }
                Ok(Keys(keys))
            }
        }

        deserializer.deserialize_map(Collect)
    }
}

/// Expected: the contract of the command line, `validate --format json`.
#[test]
fn keys_and_their_order_are_the_contract() {
    const FINDING: &[&str] = &[
        "type",
        "rule",
        "severity",
        "server_code",
        "entry",
        "field",
        "message",
        "help",
        "params",
        "file",
        "line",
        "column",
    ];
    const UNREADABLE: &[&str] = &["type", "message", "file", "line", "column"];
    const SUMMARY: &[&str] = &[
        "type",
        "entries",
        "valid",
        "invalid",
        "errors",
        "warnings",
        "unchecked",
        "unreadable",
    ];
    let text = rendered(Json::new);
    let mut kinds = Vec::new();
    for line in text.lines() {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        let Keys(mut keys) = serde_json::from_str(line).unwrap();
        let kind = value["type"].as_str().unwrap().to_owned();
        let expected = match &*kind {
            "finding" => FINDING,
            "unreadable" => {
                // Added later, so it stands last.
                if keys.last().is_some_and(|key| key == "help") {
                    keys.pop();
                }
                UNREADABLE
            }
            _ => SUMMARY,
        };
        assert_eq!(keys, expected, "{line}");
        kinds.push(kind);
    }
    assert_eq!(kinds.iter().filter(|kind| *kind == "summary").count(), 1);
    assert_eq!(kinds.last().unwrap(), "summary");
}

/// Expected: the contract of the command line; `params.entries` says how many.
#[test]
fn unchecked_rules_are_said_once_and_about_no_entry() {
    let text = rendered(Json::new);
    let line = text
        .lines()
        .find(|line| line.contains("\"severity\":\"unchecked\""))
        .unwrap();
    let value: serde_json::Value = serde_json::from_str(line).unwrap();
    for key in ["entry", "file", "line", "column"] {
        assert!(value[key].is_null(), "{key}");
    }
    assert_eq!(value["params"]["entries"], 12);
    assert_eq!(value["params"]["missing"], "users");
}
