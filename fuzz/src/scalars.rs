//! Scalars.

use suiteprojects::task::Id;
use suiteprojects::time::duration::{Parts, combine};
use suiteprojects::time::{TimeOfDay, date, decimal};

/// What is read prints as a text that reads as the same.
pub fn scalars(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    if let Ok(time) = TimeOfDay::parse(text) {
        assert_eq!(TimeOfDay::parse(&time.to_string()), Ok(time));
        assert!(text.len() <= 8 && text.contains(':'));
    }
    if let Ok(day) = date::parse(text) {
        assert_eq!(day.to_string(), text);
    }
    if let Ok(id) = Id::parse(text) {
        assert_eq!(id.to_string(), text.trim_start_matches('0'));
    }
    if let Ok(number) = decimal::parse(text) {
        assert_eq!(decimal::parse(&number.to_string()), Ok(number));
    }
    // Three numbers, one a line: the combination is total.
    let mut lines = text.split('\n');
    let mut number = || lines.next().and_then(|line| decimal::parse(line).ok());
    let (decimal_hours, hours) = (number(), number());
    let minutes = lines
        .next()
        .and_then(|line| decimal::parse_whole(line).ok());
    let parts = Parts {
        decimal_hours,
        hours,
        minutes,
    };
    let combined = combine(parts, Default::default(), Default::default());
    assert_eq!(combined.is_some(), parts != Parts::default());
}
