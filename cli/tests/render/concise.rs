use insta::assert_snapshot;
use suiteprojects_cli::render::concise::Concise;

use crate::rendered;

#[test]
fn lines() {
    assert_snapshot!(rendered(Concise::new), @r#"
    data/my entries.csv:2:16: error[time-format] 1404: `start_time` is "9", which is not a time of day: a colon is expected after the hour
    data/my entries.csv:3:16: warning[sub-minute-mismatch] 1407: the duration 1:00 is 15 s away from the time between 10:30:15 and 11:30:30; whether the server rounds that is not documented
    data/my entries.csv:10:17: error[time-format] 1404: `end_time` is "25:00", which is not a time of day: hour 25 is not in 0 to 23
    data/my entries.csv:11:16: error[number-format]: `minutes` is "3\n0": '\n' cannot be part of a number
    data/my entries.csv:13:16: error[id-format]: `projectid` is "日本é": an id consists of digits only
    ␛[2J:,%.csv:14:16: error[id-format]: `projectid` is "\u{1b}[31m\tred\u{9b}0m": an id consists of digits only
    data/my entries.csv:15:2501: error[date-format] 826: `date` is "2026-02-29", which is not a date: 2026-02 has no day 29
    <stdin>: error[unknown-field] 602: a time entry has no field `houres`
    data/my entries.csv:16:12: error: a quote is not closed
    data/my entries.csv: error: the file does not exist
    warning[days-and-times]: the account counts in days and has start and end times, which the vendor advises against
    unchecked[user-not-usable] 829: `user-not-usable` was not checked: the users of the account are not known (12 entries)
    12 entries: 6 valid, 6 invalid; 6 errors, 2 warnings, 1 rule unchecked, 2 rows or files unreadable
    "#);
}
