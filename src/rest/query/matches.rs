//! Whether a time entry passes a query.

use std::borrow::Cow;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{Comparison, Condition, DayRelation, Expression, Query, Test, TextRelation};
use crate::task::{FieldName, Task};
use crate::time::{date, decimal};

impl Query {
    /// Whether the time entry is one of those that the query asks for.
    pub fn matches(&self, task: &Task) -> bool {
        self.0.matches(task)
    }
}

impl Expression {
    fn matches(&self, task: &Task) -> bool {
        match self {
            Self::Condition(condition) => condition.matches(task),
            Self::All(parts) => parts.iter().all(|part| part.matches(task)),
            Self::Any(parts) => parts.iter().any(|part| part.matches(task)),
        }
    }
}

impl Condition {
    fn matches(&self, task: &Task) -> bool {
        let text = match &self.field {
            FieldName::Known(field) => task.text(*field),
            FieldName::Custom(name) | FieldName::Unknown(name) => task
                .custom
                .iter()
                .find(|custom| custom.name == *name)
                .map(|custom| Cow::Borrowed(custom.text.as_str())),
        };
        let text = text.as_deref().filter(|text| !text.is_empty());
        let passes = match text {
            None => matches!(self.test, Test::Empty | Test::Flag(false)),
            Some(value) => passes(value, &self.test),
        };
        passes != self.is_negated
    }
}

fn passes(value: &str, test: &Test) -> bool {
    let number = |test: &dyn Fn(Decimal) -> bool| decimal::parse(value).is_ok_and(test);
    let day = |test: &dyn Fn(NaiveDate) -> bool| day_of(value).is_some_and(test);
    match test {
        Test::Empty => false,
        Test::Number(comparison, other) => number(&|own| match comparison {
            Comparison::Equal => own == *other,
            Comparison::Greater => own > *other,
            Comparison::GreaterOrEqual => own >= *other,
            Comparison::Less => own < *other,
            Comparison::LessOrEqual => own <= *other,
        }),
        Test::NumberBetween(from, to) => number(&|own| (*from..=*to).contains(&own)),
        Test::AnyOf(others) => number(&|own| others.contains(&own)),
        Test::Text(relation, other) => match relation {
            TextRelation::Is => value == other,
            TextRelation::Contains => value.contains(other),
            TextRelation::StartsWith => value.starts_with(other),
            TextRelation::EndsWith => value.ends_with(other),
        },
        Test::Day(relation, other) => day(&|own| match relation {
            DayRelation::Before => own < *other,
            DayRelation::On => own == *other,
            DayRelation::After => own > *other,
            DayRelation::OnOrBefore => own <= *other,
            DayRelation::OnOrAfter => own >= *other,
        }),
        Test::DayBetween(from, to) => day(&|own| (*from..=*to).contains(&own)),
        Test::Flag(is_set) => *is_set == (value == "1"),
    }
}

/// The day of a day or moment.
fn day_of(text: &str) -> Option<NaiveDate> {
    let day = date::parse(text).ok();
    day.or_else(|| Some(date::parse_date_time(text).ok()?.date()))
}
