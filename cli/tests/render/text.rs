use insta::assert_snapshot;
use suiteprojects_cli::render::text::Text;

use crate::rendered;

#[test]
fn plain() {
    assert_snapshot!(rendered(|out| Text::new(out, false, Some(80))), @r#"
    error[time-format]: `start_time` is "9", which is not a time of day: a colon is expected after the hour
     --> data/my entries.csv:2:16
      |
    2 | 2026-01-05,251,9,17:00,8
      |                ^^^^
      |
      = help: write hh:mm:ss on the 24-hour clock, such as 09:30:00
      = note: the server answers 1404 (time-format)
      = note: `suiteprojects explain time-format` says more

    warning[sub-minute-mismatch]: the duration 1:00 is 15 s away from the time between 10:30:15 and 11:30:30; whether the server rounds that is not documented
     --> data/my entries.csv:3:16
      |
    3 | 2026-01-05,251,10:30:15,11:30:30,1
      |                ^^^^^^^^
      |
      = help: give the times in whole minutes; `sub_minute_mismatch = "error"` makes this an error
      = note: the server may answer 1407 (duration-mismatch)
      = note: `suiteprojects explain sub-minute-mismatch` says more

    error[time-format]: `end_time` is "25:00", which is not a time of day: hour 25 is not in 0 to 23
      --> data/my entries.csv:10:17
       |
    10 | 2026-01-05,251,,25:00,8
       |                 ^^^^^
       |
       = help: write hh:mm:ss on the 24-hour clock, such as 09:30:00
       = note: the server answers 1404 (time-format)

    error[number-format]: `minutes` is "3\n0": '\n' cannot be part of a number
      --> data/my entries.csv:11:16
       |
    11 |   2026-01-05,251,"3
       |  ________________^
    12 | | 0",note
       | |__^
       |
       = help: write a plain number such as 5 or 5.5
       = note: `suiteprojects explain number-format` says more

    error[id-format]: `projectid` is "日本é": an id consists of digits only
      --> data/my entries.csv:13:16
       |
    13 | 2026-01-05,251,日本é,8
       |                ^^^^^
       |
       = help: send the internal id, a positive whole number; external ids and names need a look-up attribute
       = note: `suiteprojects explain id-format` says more

    error[id-format]: `projectid` is "\u{1b}[31m\tred\u{9b}0m": an id consists of digits only
      --> ␛[2J:,%.csv:14:16
       |
    14 | 2026-01-05    251,␛[31m    red�0m,8
       |                   ^^^^^^^^^^^^^^^
       |
       = help: send the internal id, a positive whole number; external ids and names need a look-up attribute

    error[date-format]: `date` is "2026-02-29", which is not a date: 2026-02 has no day 29
      --> data/my entries.csv:15:2501
       |
    15 | ...,x,x,x,x,x,x,x,x,x,x,x,x,x,x,2026-02-29,yz,yz,yz,yz,yz,yz,yz,yz,yz,yz...
       |                                 ^^^^^^^^^^
       |
       = help: write the day as YYYY-MM-DD, such as 2026-01-05
       = note: the server answers 826 (date-required)
       = note: `suiteprojects explain date-format` says more

    error[unknown-field]: a time entry has no field `houres`
     --> <stdin>
     |
     = help: did you mean `hours`?
     = note: the server answers 602 (unknown-field)
     = note: `suiteprojects explain unknown-field` says more

    error: a quote is not closed
      --> data/my entries.csv:16:12
       |
    16 | 2026-01-05,"251
       |            ^^^^
       |
       = help: close the quote, or double it inside the cell

    error: the file does not exist
     --> data/my entries.csv
     |

    warning[days-and-times]: the account counts in days and has start and end times, which the vendor advises against
     |
     = help: check `days_instead_of_hours` and `start_end_times` in the settings
     = note: `suiteprojects explain days-and-times` says more

    note[user-not-usable]: `user-not-usable` was not checked: the users of the account are not known (12 entries)
     |
     = help: give reference data with `users`
     = note: the server may answer 829 (bad-user)
     = note: `suiteprojects explain user-not-usable` says more

    12 entries: 6 valid, 6 invalid; 6 errors, 2 warnings, 1 rule unchecked, 2 rows or files unreadable
    "#);
}
