use insta::assert_snapshot;
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;

use super::*;
use crate::task::{Field, FieldName, Id, Kind, Task, Wire};
use crate::time::date;

/// Forms that are in use: the examples of the vendor's page on filters, and of clients in production.
#[test]
fn forms_in_use() {
    for (written, printed) in [
        (
            r#"date ON_OR_AFTER "2025-04-01" AND userId EQUAL 5"#,
            r#"date ON_OR_AFTER "2025-04-01" AND userId EQUAL 5"#,
        ),
        (
            "projectId ANY_OF [12, 15,18]",
            "projectId ANY_OF [12,15,18]",
        ),
        (
            "created BETWEEN ['2020-01-01','2020-06-30'] AND notes IS 'EUR'",
            r#"created BETWEEN ["2020-01-01","2020-06-30"] AND notes IS "EUR""#,
        ),
        (
            "projectTaskId EQUAL 1 OR projectTaskId EQUAL 2 AND userId EQUAL 3",
            "projectTaskId EQUAL 1 OR projectTaskId EQUAL 2 AND userId EQUAL 3",
        ),
        (
            "(projectTaskId EQUAL 1 OR projectTaskId EQUAL 2) AND (userId EQUAL 3)",
            "(projectTaskId EQUAL 1 OR projectTaskId EQUAL 2) AND userId EQUAL 3",
        ),
        ("notes EMPTY_NOT", "notes EMPTY_NOT"),
        ("id BETWEEN_NOT [1, 42]", "id BETWEEN_NOT [1,42]"),
        (
            "description START_WITH visit",
            r#"description START_WITH "visit""#,
        ),
        ("done__c IS true", "done__c IS true"),
    ] {
        assert_eq!(Query::parse(written).unwrap().to_string(), printed);
    }
}

#[test]
fn errors_say_where() {
    let deep = "(".repeat(200_000);
    let many = "id EMPTY OR ".repeat(1_001);
    let lines = [
        "",
        "userId",
        "userId EQUALS 5",
        "userId EQUAL",
        "userId EQUAL five",
        "userId EQUAL 5 userId EQUAL 6",
        "userId EQUAL 5 AND",
        "(userId EQUAL 5",
        "userId ANY_OF []",
        "userId ANY_OF [1,]",
        "userId IS \"5\"",
        "date EQUAL 5",
        "date ON \"2025-02-30\"",
        "notes IS \"open",
        "loaded_cost EQUAL 5",
        "USERID EQUAL 5",
        &deep,
        &many,
    ]
    .map(|text| {
        let error = Query::parse(text).unwrap_err();
        let cause = std::error::Error::source(&error).map(|cause| format!(": {cause}"));
        format!("{}{}", error, cause.unwrap_or_default())
    });
    assert_snapshot!(lines.join("\n"));
}

#[test]
fn conditions_that_cannot_be() {
    let both = Test::Text(TextRelation::Is, "it's \"5\"".to_owned());
    assert_eq!(
        Condition::new(Field::Notes, both),
        Err(ConditionError::BothQuotes)
    );
    assert_eq!(
        Condition::new(Field::UserId, Test::AnyOf(vec![])),
        Err(ConditionError::NoNumbers)
    );
    assert!(Condition::new(Field::LoadedCost, Test::Empty).is_err());
    assert!(Condition::new(Field::Notes, Test::Number(Comparison::Equal, 5.into())).is_err());
    let injected = Test::Text(TextRelation::Is, "x\" OR id EMPTY_NOT".to_owned());
    let query = Query::from(Condition::new(Field::Notes, injected).unwrap());
    assert_eq!(query.to_string(), "notes IS 'x\" OR id EMPTY_NOT'");
}

#[test]
fn entries_that_match() {
    let mut task = Task {
        id: Id::new(5512),
        ..Task::default()
    };
    task.set_text(Field::Date, "2026-01-05").unwrap();
    task.set_text(Field::Updated, "2026-01-06 23:59:59")
        .unwrap();
    task.set_text(Field::DecimalHours, "7.50").unwrap();
    task.set_text(Field::Notes, "R&D visit").unwrap();
    for (query, expected) in [
        ("id EQUAL 5512", true),
        ("id ANY_OF_NOT [5512, 1]", false),
        ("date ON '2026-01-05'", true),
        ("date BETWEEN ['2026-01-01', '2026-01-05']", true),
        ("updated AFTER '2026-01-06'", false),
        ("updated ON '2026-01-06'", true),
        ("decimalHours EQUAL 7.5", true),
        ("decimalHours GREATER_NOT 7.5", true),
        ("notes CONTAIN 'visit' AND notes START_WITH 'R'", true),
        ("notes IS 'r&d visit'", false),
        ("userId EQUAL 5", false),
        ("userId EQUAL_NOT 5", true),
        ("userId EMPTY", true),
        ("done__c IS false", true),
        ("userId EQUAL 5 OR id EQUAL 5512 AND notes EMPTY", false),
        ("(userId EQUAL 5 OR id EQUAL 5512) AND userId EMPTY", true),
    ] {
        assert_eq!(
            Query::parse(query).unwrap().matches(&task),
            expected,
            "{query}"
        );
    }
}

fn test_for(field: &FieldName<'_>) -> BoxedStrategy<Test> {
    let number =
        || (any::<i64>(), 0..10_u32).prop_map(|(digits, scale)| Decimal::new(digits, scale));
    let day = || {
        (1..9999_i32, 1..13_u32, 1..29_u32)
            .prop_map(|(y, m, d)| date::parse(&format!("{y:04}-{m:02}-{d:02}")).unwrap())
    };
    let text = || {
        let pieces = select(vec![
            "a", " ", "\"", "(", "]", "\\", "é", "AND", ",", "true", "\n",
        ]);
        prop::collection::vec(pieces, 0..6).prop_map(|pieces| pieces.concat())
    };
    let numbers = prop_oneof![
        (select(Comparison::ALL), number()).prop_map(|(by, number)| Test::Number(by, number)),
        (number(), number()).prop_map(|(from, to)| Test::NumberBetween(from, to)),
        prop::collection::vec(number(), 1..4).prop_map(Test::AnyOf),
    ];
    let days = prop_oneof![
        (select(DayRelation::ALL), day()).prop_map(|(by, day)| Test::Day(by, day)),
        (day(), day()).prop_map(|(from, to)| Test::DayBetween(from, to)),
    ];
    let texts = (select(TextRelation::ALL), text()).prop_map(|(by, text)| Test::Text(by, text));
    let suited = match field {
        FieldName::Known(field) => match field.kind() {
            Kind::Date | Kind::DateTime => days.boxed(),
            Kind::Text | Kind::Clock => texts.boxed(),
            _ => numbers.boxed(),
        },
        _ => prop_oneof![numbers, days, texts, any::<bool>().prop_map(Test::Flag)].boxed(),
    };
    prop_oneof![1 => Just(Test::Empty), 5 => suited].boxed()
}

fn query() -> impl Strategy<Value = Query> {
    let mut fields: Vec<FieldName<'static>> = Field::ALL
        .iter()
        .filter(|field| field.name(Wire::Rest).is_some())
        .map(|&field| field.into())
        .collect();
    fields.push(FieldName::Custom("reason__c".into()));
    let condition = select(fields).prop_flat_map(|field| {
        (test_for(&field), any::<bool>()).prop_map(move |(test, negated)| {
            let condition = Condition::new(field.clone(), test).unwrap();
            let condition = if negated {
                condition.negated()
            } else {
                condition
            };
            Query::from(condition)
        })
    });
    condition.prop_recursive(5, 32, 4, |inner| {
        (prop::collection::vec(inner, 2..4), any::<bool>()).prop_map(|(parts, all)| {
            let joined =
                parts.into_iter().reduce(
                    |left, right| {
                        if all { left.and(right) } else { left.or(right) }
                    },
                );
            joined.unwrap()
        })
    })
}

proptest! {
    #[test]
    fn print_and_parse_are_inverse(query in query()) {
        prop_assert_eq!(Query::parse(&query.to_string()), Ok(query));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "([a-z(),\"'\\[\\] 0-9]|AND|OR|EQUAL|EMPTY|id|notes|é){0,40}") {
        if let Ok(query) = Query::parse(&text) {
            prop_assert_eq!(Query::parse(&query.to_string()), Ok(query));
        }
    }
}
