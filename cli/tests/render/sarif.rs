use insta::assert_snapshot;
use serde_json::Value;
use suiteprojects::validate::Rule;
use suiteprojects_cli::diagnostic::Summary;
use suiteprojects_cli::render::Renderer as _;
use suiteprojects_cli::render::sarif::Sarif;

use crate::rendered;

fn run() -> Value {
    let document: Value = serde_json::from_str(&rendered(Sarif::new)).unwrap();
    document["runs"][0].clone()
}

#[test]
fn results() {
    let text = rendered(Sarif::new).replace('\u{9b}', "\\u009b");
    let results: Vec<&str> = text.lines().skip(1).collect();
    assert_snapshot!(results.join("\n"), @r#"
    {"ruleId":"time-format","ruleIndex":14,"level":"error","message":{"text":"`start_time` is \"7\", which is not a time of day: a colon is expected after the hour\nwrite hh:mm:ss on the 24-hour clock, such as 09:30:00"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"data/my%20entries.csv"},"region":{"startLine":2,"startColumn":16,"endColumn":17}}}],"partialFingerprints":{"suiteprojects/v1":"e2fba03240332261"},"properties":{"entry":0,"field":"start_time","params":{"found":"7","reason":"a colon is expected after the hour"}}},
    {"ruleId":"sub-minute-mismatch","ruleIndex":19,"level":"warning","message":{"text":"the duration 1:00 is 15 s away from the time between 10:30:15 and 11:30:30; whether the server rounds that is not documented\ngive the times in whole minutes; `sub_minute_mismatch = \"error\"` makes this an error"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"data/my%20entries.csv"},"region":{"startLine":3,"startColumn":16,"endColumn":24}}}],"partialFingerprints":{"suiteprojects/v1":"f5f2f879ad692b98"},"properties":{"entry":0,"field":"start_time","params":{"duration":"1:00","start":"10:30:15","end":"11:30:30","difference_seconds":15,"interpretation":"sub_minute_mismatch"}}},
    {"ruleId":"time-format","ruleIndex":14,"level":"error","message":{"text":"`end_time` is \"25:00\", which is not a time of day: hour 25 is not in 0 to 23\nwrite hh:mm:ss on the 24-hour clock, such as 09:30:00"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"data/my%20entries.csv"},"region":{"startLine":10,"startColumn":17,"endColumn":22}}}],"partialFingerprints":{"suiteprojects/v1":"6128064b16b8445b"},"properties":{"entry":0,"field":"end_time","params":{"found":"25:00","reason":"hour 25 is not in 0 to 23"}}},
    {"ruleId":"number-format","ruleIndex":24,"level":"error","message":{"text":"`minutes` is \"3\\n0\": '\\n' cannot be part of a number\nwrite a plain number such as 5 or 5.5"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"data/my%20entries.csv"},"region":{"startLine":11,"startColumn":16,"endLine":12,"endColumn":3}}}],"partialFingerprints":{"suiteprojects/v1":"a89d16e593dbaf4a"},"properties":{"entry":0,"field":"minutes","params":{"found":"3\n0","reason":"'\\n' cannot be part of a number"}}},
    {"ruleId":"id-format","ruleIndex":23,"level":"error","message":{"text":"`projectid` is \"日本é\": an id consists of digits only\nsend the internal id, a positive whole number; external ids and names need a look-up attribute"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"data/my%20entries.csv"},"region":{"startLine":13,"startColumn":16,"endColumn":19}}}],"partialFingerprints":{"suiteprojects/v1":"daa3bbd11b1f3f8a"},"properties":{"entry":0,"field":"projectid","params":{"found":"日本é","reason":"an id consists of digits only"}}},
    {"ruleId":"id-format","ruleIndex":23,"level":"error","message":{"text":"`projectid` is \"\\u{1b}[31m\\tred\\u{9b}0m\": an id consists of digits only\nsend the internal id, a positive whole number; external ids and names need a look-up attribute"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"%1B%5B2J%3A%2C%25.csv"},"region":{"startLine":14,"startColumn":16,"endColumn":28}}}],"partialFingerprints":{"suiteprojects/v1":"040a4f51ddc28c70"},"properties":{"entry":0,"field":"projectid","params":{"found":"\u001b[31m\tred\u009b0m","reason":"an id consists of digits only"}}},
    {"ruleId":"date-format","ruleIndex":6,"level":"error","message":{"text":"`date` is \"2026-02-29\", which is not a date: 2026-02 has no day 29\nwrite the day as YYYY-MM-DD, such as 2026-01-05"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"data/my%20entries.csv"},"region":{"startLine":15,"startColumn":2501,"endColumn":2511}}}],"partialFingerprints":{"suiteprojects/v1":"9df81f7b4213ecde"},"properties":{"entry":0,"field":"date","params":{"found":"2026-02-29","reason":"2026-02 has no day 29"}}},
    {"ruleId":"unknown-field","ruleIndex":0,"level":"error","message":{"text":"a time entry has no field `houres`\ndid you mean `hours`?"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"%3Cstdin%3E"},"region":{"startLine":1}}}],"partialFingerprints":{"suiteprojects/v1":"c77110bace877340"},"properties":{"entry":0,"field":"houres","params":{"found":"houres","suggestion":"hours","exists_in":null}}},
    {"ruleId":"unreadable","ruleIndex":47,"level":"error","message":{"text":"a quote is not closed\nclose the quote, or double it inside the cell"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"data/my%20entries.csv"},"region":{"startLine":16,"startColumn":12,"endColumn":16}}}],"partialFingerprints":{"suiteprojects/v1":"b13692e531cc84b3"}},
    {"ruleId":"unreadable","ruleIndex":47,"level":"error","message":{"text":"the file does not exist"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"data/my%20entries.csv"},"region":{"startLine":1}}}],"partialFingerprints":{"suiteprojects/v1":"8fc22282ceca105e"}}
    ],"invocations":[{"executionSuccessful":false,"toolConfigurationNotifications":[{"associatedRule":{"id":"days-and-times","index":46},"level":"warning","message":{"text":"the account counts in days and has start and end times, which the vendor advises against\ncheck `days_instead_of_hours` and `start_end_times` in the settings"},"properties":{"params":{}}},{"associatedRule":{"id":"user-not-usable","index":8},"level":"note","message":{"text":"`user-not-usable` was not checked: the users of the account are not known (12 entries)\ngive reference data with `users`"},"properties":{"field":"userid","params":{"missing":"users","entries":12}}}]}]}]}
    "#);
}

#[test]
fn a_rule() {
    let run = run();
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let rule = rules
        .iter()
        .find(|rule| rule["id"] == "sub-minute-mismatch")
        .unwrap();
    assert_snapshot!(serde_json::to_string_pretty(rule).unwrap(), @r#"
    {
      "defaultConfiguration": {
        "level": "warning"
      },
      "fullDescription": {
        "text": "A period with seconds does not exactly match a duration in minutes.\n\nTimes have seconds, durations have not, and the vendor does not say how the server rounds before it compares the two (interpretation `sub_minute_mismatch`). A period that is not a whole number of minutes and less than one minute away from the duration may be taken, or answered with 1407."
      },
      "help": {
        "markdown": "A period with seconds does not exactly match a duration in minutes.\n\n# Why\n\nTimes have seconds, durations have not, and the vendor does not say how the server rounds\nbefore it compares the two (interpretation `sub_minute_mismatch`). A period that is not a\nwhole number of minutes and less than one minute away from the duration may be taken, or\nanswered with 1407.\n\n# What to do\n\nGive the times in whole minutes.",
        "text": "A period with seconds does not exactly match a duration in minutes.\n\n# Why\n\nTimes have seconds, durations have not, and the vendor does not say how the server rounds\nbefore it compares the two (interpretation `sub_minute_mismatch`). A period that is not a\nwhole number of minutes and less than one minute away from the duration may be taken, or\nanswered with 1407.\n\n# What to do\n\nGive the times in whole minutes."
      },
      "id": "sub-minute-mismatch",
      "properties": {
        "interpretation": "sub_minute_mismatch",
        "serverCode": 1407
      },
      "shortDescription": {
        "text": "A period with seconds does not exactly match a duration in minutes."
      }
    }
    "#);
}

/// Expected: the engine's rules, and one more for what cannot be read.
#[test]
fn results_point_at_their_rules() {
    let run = run();
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), Rule::all().len() + 1);
    for (rule, described) in Rule::all().zip(rules) {
        assert_eq!(described["id"], rule.id());
        assert_eq!(described["help"]["markdown"], rule.explanation());
        assert_eq!(described["shortDescription"]["text"], rule.summary());
    }
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
    for notification in run["invocations"][0]["toolConfigurationNotifications"]
        .as_array()
        .unwrap()
    {
        let rule = &notification["associatedRule"];
        let index = usize::try_from(rule["index"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], rule["id"]);
    }
}

/// Code scanning refuses a document in which one result has no place.
#[test]
fn every_result_has_a_place() {
    for result in run()["results"].as_array().unwrap() {
        let place = &result["locations"][0]["physicalLocation"];
        assert!(place["artifactLocation"]["uri"].is_string(), "{result}");
        assert!(place["region"]["startLine"].as_u64() >= Some(1), "{result}");
    }
}

#[test]
fn a_clean_run_has_an_empty_list_of_results() {
    let mut out = Vec::new();
    Sarif::new(&mut out).finish(&Summary::default()).unwrap();
    let document: Value = serde_json::from_slice(&out).unwrap();
    let run = &document["runs"][0];
    assert_eq!(run["results"], Value::Array(Vec::new()));
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
}

#[test]
fn what_cannot_be_read_makes_the_execution_unsuccessful() {
    assert_eq!(run()["invocations"][0]["executionSuccessful"], false);
}
