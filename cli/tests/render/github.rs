use insta::assert_snapshot;
use suiteprojects_cli::render::github::Github;

use crate::rendered;

#[test]
fn workflow_commands() {
    assert_snapshot!(rendered(Github::new), @r#"
    ::error file=data/my entries.csv,line=2,col=16,endColumn=20,title=time-format (1404)::`start_time` is "9", which is not a time of day: a colon is expected after the hour%0Awrite hh:mm:ss on the 24-hour clock, such as 09:30:00
    ::warning file=data/my entries.csv,line=3,col=16,endColumn=24,title=sub-minute-mismatch (1407)::the duration 1:00 is 15 s away from the time between 10:30:15 and 11:30:30; whether the server rounds that is not documented%0Agive the times in whole minutes; `sub_minute_mismatch = "error"` makes this an error
    ::error file=data/my entries.csv,line=10,col=17,endColumn=22,title=time-format (1404)::`end_time` is "25:00", which is not a time of day: hour 25 is not in 0 to 23%0Awrite hh:mm:ss on the 24-hour clock, such as 09:30:00
    ::error file=data/my entries.csv,line=11,col=16,title=number-format::`minutes` is "3\n0": '\n' cannot be part of a number%0Awrite a plain number such as 5 or 5.5
    ::error file=data/my entries.csv,line=13,col=16,endColumn=19,title=id-format::`projectid` is "日本é": an id consists of digits only%0Asend the internal id, a positive whole number; external ids and names need a look-up attribute
    ::error file=[2J%3A%2C%25.csv,line=14,col=16,endColumn=28,title=id-format::`projectid` is "\u{1b}[31m\tred\u{9b}0m": an id consists of digits only%0Asend the internal id, a positive whole number; external ids and names need a look-up attribute
    ::error file=data/my entries.csv,line=15,col=2501,endColumn=2511,title=date-format (826)::`date` is "2026-02-29", which is not a date: 2026-02 has no day 29%0Awrite the day as YYYY-MM-DD, such as 2026-01-05
    ::error file=<stdin>,title=unknown-field (602)::a time entry has no field `houres`%0Adid you mean `hours`?
    ::error file=data/my entries.csv,line=16,col=12,endColumn=16,title=unreadable::a quote is not closed%0Aclose the quote, or double it inside the cell
    ::error file=data/my entries.csv,title=unreadable::the file does not exist
    ::warning title=days-and-times::the account counts in days and has start and end times, which the vendor advises against%0Acheck `days_instead_of_hours` and `start_end_times` in the settings
    ::notice title=user-not-usable (829)::`user-not-usable` was not checked: the users of the account are not known (12 entries)%0Agive reference data with `users`
    12 entries: 6 valid, 6 invalid; 6 errors, 2 warnings, 1 rule unchecked, 2 rows or files unreadable
    "#);
}
