//! Wording by snapshot; the JSON is parsed back and compared with the tables.

use insta::assert_snapshot;
use serde_json::Value;
use suiteprojects::error_code::ErrorCode;
use suiteprojects::task::Field;
use suiteprojects::validate::{Interpretation, Rule, Settings};

use super::topic::{Topic, find};
use super::*;

fn text(names: &[&str], width: usize) -> String {
    let topics: Vec<Topic> = names.iter().flat_map(|name| find(name).unwrap()).collect();
    let mut out = Vec::new();
    super::text::write(&topics, width, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn output(topics: &[&str], list: bool, format: Format) -> Result<String, Error> {
    let arguments = Arguments {
        topics: topics.iter().map(|name| (*name).to_owned()).collect(),
        list,
        format,
    };
    let mut out = Vec::new();
    run(&arguments, &mut out)?;
    Ok(String::from_utf8(out).unwrap())
}

fn parsed(topics: &[&str]) -> Vec<Value> {
    serde_json::from_str(&output(topics, false, Format::Json).unwrap()).unwrap()
}

#[test]
fn a_rule() {
    assert_snapshot!(text(&["date-outside-project-task"], 80), @r#"
    date-outside-project-task: rule, error, server code 888 (date-outside-task)

    The date has to lie within the dates of the project task, where the account
    demands that.

    Why
      The vendor's Task page: with a project task, and time entry restricted to its
      date range, a date outside is answered with 888. Both bounds belong to the
      range; a missing bound is open. Which of its dates count is not documented
      (interpretation `task_date_range`).

    What to do
      Correct the date, or have the dates of the project task changed.

    Interpretation task_date_range
      Which dates of the project task count: `calculated_starts` to
      `calculated_finishes`, or `starts` to `fnlt_date`.
      calculated (default), scheduled
      on the command line: --interpretation task_date_range=scheduled
      in a settings file:  task_date_range = "scheduled"

    Fails
      Add
      with restrict_to_task_dates = true
      against examples/reference.json
        date = 2026-02-01
        userid = 251
        projecttaskid = 88231

    Passes
      Add
      with restrict_to_task_dates = true
      against examples/reference.json
        date = 2026-01-31
        userid = 251
        projecttaskid = 88231
    "#);
}

#[test]
fn a_rule_on_a_narrow_terminal() {
    assert_snapshot!(text(&["duplicate-entry"], 40), @"
    duplicate-entry: rule, warning

    An entry is the same as an earlier one
    of the file.

    Why
      The server stores both and books the
      time twice. Compared are user, date,
      project, project task, times, duration
      and notes; times and duration by
      value, ids as they are written (our
      choice).

    What to do
      Remove one of the two, or tell them
      apart in the notes.

    Fails
      Add
      entry 1
        date = 2026-01-05
        userid = 251
        hours = 1.5
      entry 2
        date = 2026-01-05
        userid = 251
        hours = 1
        minutes = 30

    Passes
      Add
      entry 1
        date = 2026-01-05
        userid = 251
        hours = 1.5
      entry 2
        date = 2026-01-05
        userid = 251
        hours = 1.5
        notes = second call
    ");
}

#[test]
fn a_code() {
    assert_snapshot!(text(&["1407"], 80), @"
    1407 (duration-mismatch): server code, validation

    The duration disagrees with the times, or day units forbid its combination of
    fields.

    What to do
      Send the time from start to end as `decimal_hours`, or as `hours` and
      `minutes`. With day units on, never send `decimal_hours` and `minutes` without
      `hours`.

    Class
      validation: A value is missing, malformed, taken or at odds with another: the
      record has to change.

    Retry
      no: The same request meets the same answer until something else changes.

    Source
      documented: The vendor's documentation states it.

    Rules that expect it
      days-with-decimal-hours
      duration-required
      duration-mismatch
      sub-minute-mismatch
      stored-times
    ");
    assert_snapshot!(text(&["556"], 80), @"
    556 (request-rate-exceeded): server code, limit

    The account's quota of API requests is used up for now.

    What to do
      Wait before the next request: quotas count over 60 seconds and over 24 hours.
      More commands in one request save quota.

    Class
      limit: A count, size, rate or number of licences is used up: ask for less, or
      wait.

    Retry
      backoff: Repeat the command after a wait that grows with each attempt.

    Source
      client-list: Published lists of clients agree on it.
    ");
}

#[test]
fn interpretation_setting_and_field() {
    assert_snapshot!(text(&["minute_rounding"], 80), @r#"
    minute_rounding: interpretation

    How a duration that is not a whole number of minutes becomes one.

    Values
      half-up (default), down, exact
      on the command line: --interpretation minute_rounding=down
      in a settings file:  minute_rounding = "down"

    Rules
      minute-rounding
    "#);
    assert_snapshot!(text(&["start_end_times"], 80), @"
    start_end_times: setting of the account

    Start and end times may be entered on timesheets. Off: sending one is refused
    with 1406.

    Values
      false (default), true
      in a settings file:  start_end_times = true
    ");
    assert_snapshot!(text(&["projectTaskId"], 80), @"
    projecttaskid: field of a time entry

    The project task that the work is booked on.

    Names
      XML, SOAP  projecttaskid
      REST       projectTaskId
      database   projecttask_id

    Kind
      id: The internal id of a record, a positive whole number of at most 64 bits,
      in digits only.

    Access
      read-write
    ");
}

#[test]
fn markdown_sections() {
    let names = ["1404", "minute_rounding", "signers", "DATE"];
    assert_snapshot!(output(&names, false, Format::Markdown).unwrap(), @r#"
    ## 1404 (time-format)

    *server code*

    The start or end time is not readable as a time of day.

    Write the time as hh:mm:ss, 09:30:00 for instance, or 00:00:00 to clear it; one-digit parts and a missing :ss are accepted.

    * Class: *validation*. A value is missing, malformed, taken or at odds with another: the record has to change.
    * Retry: *no*. The same request meets the same answer until something else changes.
    * Source: *documented*. The vendor's documentation states it.
    * Rules that expect it: `time-format`

    ## minute_rounding

    *interpretation*

    How a duration that is not a whole number of minutes becomes one.

    * Values, the default first: `half-up`, `down`, `exact`
    * In the settings file: `minute_rounding = "down"`
    * Rules: `minute-rounding`

    ## signers

    *setting of the account*

    Entries are signed off; an accepted entry cannot be changed.

    * Values, the default first: `false`, `true`
    * In the settings file: `signers = true`

    ## date

    *field of a time entry*

    The day of the work.

    * XML and SOAP: `date`
    * REST: `date`
    * Database: `date`
    * Kind: *date*. A day of the calendar, `YYYY-MM-DD`. In XML the element holds a nested `Date`.
    * Access: read-write, required on Add
    "#);
    let rule = output(&["id-format"], false, Format::Markdown).unwrap();
    assert_eq!(
        rule,
        suiteprojects::schema::rule_section(Rule::by_id("id-format").unwrap())
    );
}

#[test]
fn lines_are_not_longer_than_the_terminal() {
    let names: Vec<&str> = Topic::all().map(|topic| topic.name()).collect();
    for line in text(&names, 80).lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
}

/// Every rule, code, interpretation, setting and field is found by each of its names.
#[test]
fn everything_is_found() {
    for rule in Rule::all() {
        assert!(find(rule.id()).unwrap().contains(&Topic::Rule(rule)));
    }
    for known in ErrorCode::all() {
        let topic = Topic::Code(known);
        assert!(find(known.name()).unwrap().contains(&topic));
        assert_eq!(find(&known.code().get().to_string()).unwrap(), [topic]);
    }
    for &interpretation in Interpretation::ALL {
        assert_eq!(
            find(interpretation.name()).unwrap(),
            [Topic::Interpretation(interpretation)]
        );
    }
    for (key, ..) in Settings::keys() {
        assert_eq!(find(key).unwrap().len(), 1, "{key}");
    }
    for &field in Field::ALL {
        assert!(find(field.as_str()).unwrap().contains(&Topic::Field(field)));
    }
}

#[test]
fn a_name_that_two_share_explains_both_and_nothing_twice() {
    let kinds = |names: &[&str]| -> Vec<String> {
        parsed(names)
            .iter()
            .map(|object| object["type"].to_string())
            .collect()
    };
    assert_eq!(kinds(&["time-format"]), ["\"rule\"", "\"code\""]);
    assert_eq!(
        kinds(&["1404", "time-format", "start_time", "startTime"]),
        ["\"code\"", "\"rule\"", "\"field\""]
    );
}

#[test]
fn unknown_topics() {
    let error = |name| find(name).unwrap_err();
    assert_snapshot!(error("duration-mismatsh"), @r#"found "duration-mismatsh", expected a server code, a rule, an interpretation, a setting or a field; did you mean `duration-mismatch`?"#);
    assert_snapshot!(error("Minute_Rounding"), @r#"found "Minute_Rounding", expected a server code, a rule, an interpretation, a setting or a field; did you mean `minute_rounding`?"#);
    assert_snapshot!(error("projecttask"), @r#"found "projecttask", expected a server code, a rule, an interpretation, a setting or a field; did you mean `projecttaskid`?"#);
    assert_snapshot!(error("4711"), @"nothing is known about the server code 4711; `suiteprojects explain --list` and `suiteprojects fields` show what there is");
    assert_snapshot!(error("99999999999"), @"nothing is known about the server code 99999999999; `suiteprojects explain --list` and `suiteprojects fields` show what there is");
    assert_snapshot!(error(""), @r#"found "", expected a server code, a rule, an interpretation, a setting or a field; `suiteprojects explain --list` and `suiteprojects fields` show what there is"#);
    assert_snapshot!(error("\u{1b}[31m\n"), @r#"found "\u{1b}[31m\n", expected a server code, a rule, an interpretation, a setting or a field; `suiteprojects explain --list` and `suiteprojects fields` show what there is"#);
    assert!(error(&"x".repeat(100_000)).to_string().len() < 250);
}

#[test]
fn one_unknown_topic_and_nothing_is_written() {
    let arguments = Arguments {
        topics: vec!["1404".to_owned(), "nonsense".to_owned()],
        ..Arguments::default()
    };
    let mut out = Vec::new();
    assert!(matches!(run(&arguments, &mut out), Err(Error::Unknown(_))));
    assert!(out.is_empty());
}

/// Expected values: the tables of the library.
#[test]
fn json_says_what_the_tables_say() {
    for rule in Rule::all() {
        let object = &parsed(&[rule.id()])[0];
        assert_eq!(object["type"], "rule");
        assert_eq!(object["id"], rule.id());
        assert_eq!(object["severity"], rule.severity().as_str());
        assert_eq!(
            object["server_code"].as_u64(),
            rule.server_code().map(|code| code.get().into())
        );
        assert_eq!(
            object["interpretation"].as_str(),
            rule.interpretation().map(Interpretation::name)
        );
        for (key, example) in [
            ("fails", rule.failing_example()),
            ("passes", rule.passing_example()),
        ] {
            assert_eq!(object[key]["command"], example.command.as_str());
            let entries = object[key]["entries"].as_array().unwrap();
            assert_eq!(entries.len(), example.entries.len());
            for (entry, fields) in entries.iter().zip(example.entries) {
                for (name, value) in *fields {
                    assert_eq!(entry[*name], *value);
                }
            }
        }
    }
    for known in ErrorCode::all() {
        let number = known.code().get();
        let object = &parsed(&[&number.to_string()])[0];
        assert_eq!(object["code"], number);
        assert_eq!(object["meaning"], known.meaning());
        assert_eq!(object["advice"].as_str(), known.advice());
        let rules: Vec<&str> = super::rules_that_expect(known.code())
            .map(Rule::id)
            .collect();
        assert_eq!(object["rules"], serde_json::json!(rules));
    }
    let object = &parsed(&["decimal_hours"])[0];
    assert_eq!(
        (&object["type"], &object["rest"]),
        (&"field".into(), &"decimalHours".into())
    );
    let object = &parsed(&["allow_negative"])[0];
    assert_eq!(object["values"], serde_json::json!(["false", "true"]));
    assert_eq!(object["rules"], serde_json::json!(["negative-duration"]));
}

#[test]
fn the_list_has_one_line_for_each() {
    let text = output(&[], true, Format::Text).unwrap();
    let expected = Topic::listed().count();
    let lines = text.lines().filter(|line| line.contains(' '));
    assert_eq!(lines.count(), expected);
    let markdown = output(&[], true, Format::Markdown).unwrap();
    let items = markdown.lines().filter(|line| line.starts_with("* "));
    assert_eq!(items.count(), expected);
    let json: Vec<Value> = serde_json::from_str(&output(&[], true, Format::Json).unwrap()).unwrap();
    assert_eq!(json.len(), expected);
    for name in [
        "time-format",
        "minute_rounding",
        "start_end_times",
        "session-expired",
    ] {
        assert!(text.lines().any(|line| line.contains(name)), "{name}");
        assert!(json.iter().any(|item| item["name"] == name), "{name}");
    }
    let first = |start: &str| {
        text.lines()
            .find(|line| line.starts_with(start))
            .unwrap()
            .to_owned()
    };
    assert_snapshot!(first("days-with-decimal-hours"), @"days-with-decimal-hours          Decimal hours with minutes but without hours are refused where the account counts in days and has start and end times.");
    assert_snapshot!(first("1404"), @"1404 time-format                 The start or end time is not readable as a time of day.");
}
