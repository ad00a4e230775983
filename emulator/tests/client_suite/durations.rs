//! Durations and times come back as the server keeps them: validation rules, sections 3, 4 and 7.

use suiteprojects::task::Field;
use suiteprojects::task::Field::{DecimalHours, EndTime, Hours, Minutes, StartTime};

use crate::{both, code, entry, id, text};

/// What is sent; hours, minutes and decimal hours that come back.
type Row = (&'static [(Field, &'static str)], [&'static str; 3]);

const STORED: [Row; 11] = [
    (&[(DecimalHours, "5.5")], ["5", "30", "5.50"]),
    (&[(Hours, "5.5"), (Minutes, "6")], ["5", "36", "5.60"]),
    (&[(DecimalHours, "5.5"), (Minutes, "6")], ["5", "6", "5.10"]),
    (
        &[(DecimalHours, "5.5"), (Hours, "2.1")],
        ["2", "36", "2.60"],
    ),
    (
        &[(DecimalHours, "5.5"), (Hours, "2.1"), (Minutes, "20")],
        ["2", "26", "2.43"],
    ),
    (&[(DecimalHours, "0.1")], ["0", "6", "0.10"]),
    (&[(DecimalHours, "0.33")], ["0", "20", "0.33"]),
    (
        &[(DecimalHours, "0.7"), (Hours, "1.6")],
        ["2", "18", "2.30"],
    ),
    (&[(Hours, "1"), (Minutes, "90")], ["2", "30", "2.50"]),
    (
        &[
            (Hours, "8"),
            (Minutes, "0"),
            (StartTime, "9:00"),
            (EndTime, "17:00"),
        ],
        ["8", "0", "8.00"],
    ),
    (
        &[
            (DecimalHours, "8"),
            (StartTime, "0:0"),
            (EndTime, "00:00:00"),
        ],
        ["0", "0", "0.00"],
    ),
];

#[test]
fn durations_come_back_as_the_server_keeps_them() {
    both(|client| {
        for (fields, expected) in STORED {
            let outcomes = client.add(&[entry("2026-01-06", fields)]);
            let task = client.task(id(&outcomes[0]));
            let found = [Hours, Minutes, DecimalHours].map(|field| text(&task, field));
            assert_eq!(found, expected, "{fields:?}");
        }
    });
}

#[test]
fn times_come_back_with_two_digits() {
    both(|client| {
        let fields = [(Hours, "8"), (StartTime, "9:0"), (EndTime, "17:0:0")];
        let task = client.task(id(&client.add(&[entry("2026-01-06", &fields)])[0]));
        assert_eq!(text(&task, StartTime), "09:00:00");
        assert_eq!(text(&task, EndTime), "17:00:00");
    });
}

/// What is sent, and the code.
const REFUSED: [(&[(Field, &str)], u32); 6] = [
    (
        &[(DecimalHours, "8"), (StartTime, "9:00"), (EndTime, "17:30")],
        1407,
    ),
    (&[(StartTime, "9:00"), (EndTime, "17:00")], 1407),
    (
        &[(DecimalHours, "8"), (StartTime, "17:00"), (EndTime, "9:00")],
        1405,
    ),
    (
        &[(DecimalHours, "0"), (StartTime, "9:00"), (EndTime, "9:00")],
        1405,
    ),
    (
        &[(DecimalHours, "8"), (StartTime, "9"), (EndTime, "17:00")],
        1404,
    ),
    (
        &[
            (DecimalHours, "8"),
            (StartTime, "25:00"),
            (EndTime, "17:00"),
        ],
        1404,
    ),
];

#[test]
fn times_that_do_not_fit_are_refused_with_their_code() {
    both(|client| {
        for (fields, expected) in REFUSED {
            let outcomes = client.add(&[entry("2026-01-06", fields)]);
            assert_eq!(code(&outcomes[0]), expected, "{fields:?}");
        }
    });
}

/// Section 2: without the feature any attempt is 1406, before everything else.
#[test]
fn times_are_refused_where_the_feature_is_off() {
    crate::each(
        || crate::open().with_settings(suiteprojects::validate::Settings::default()),
        |client| {
            for (fields, _) in REFUSED {
                let outcomes = client.add(&[entry("2026-01-06", fields)]);
                assert_eq!(code(&outcomes[0]), 1406, "{fields:?}");
            }
        },
    );
}
