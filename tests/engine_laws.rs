//! Laws of the engine on arbitrary entries under arbitrary settings.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use proptest::prelude::*;
use suiteprojects::json::read_reference;
use suiteprojects::task::{Entry, Field, FieldName, Kind};
use suiteprojects::validate::{
    CheckedValue, Command, ReferenceData, Report, Settings, Severity, Validator,
};

/// Texts that a field may get: right ones, wrong ones and junk.
fn text_for(field: Field) -> BoxedStrategy<String> {
    let likely = match field {
        Field::UserId => "25[0-6]",
        Field::ProjectId => "552[1-4]",
        Field::ProjectTaskId => "8823[0-3]|88240",
        Field::TimesheetId => "99[2-9]",
        Field::Id => "551[1-5]",
        _ => match field.kind() {
            Kind::Clock => "[0-2]?[0-9]:[0-6]?[0-9](:[0-5][0-9])?|00:00:00|0:0",
            Kind::Date | Kind::DateTime => "2026-01-[0-3][0-9]|2026-0?2-28",
            Kind::Decimal | Kind::Money => r"-?[0-9]{0,2}\.?[0-9]{0,3}",
            Kind::Whole => "-?[0-9]{1,3}",
            Kind::Id => "[0-9]{1,3}",
            _ => "[a-z\\u{0}-\\u{20}]{0,6}",
        },
    };
    prop_oneof![8 => likely.prop_map(String::from), 1 => Just(String::new()), 1 => any::<String>()]
        .boxed()
}

fn entries() -> impl Strategy<Value = Vec<(Field, String)>> {
    let fields = proptest::sample::subsequence(Field::ALL.to_vec(), 0..Field::COUNT);
    fields.prop_flat_map(|fields| {
        fields
            .into_iter()
            .map(|field| text_for(field).prop_map(move |text| (field, text)))
            .collect::<Vec<_>>()
    })
}

fn settings() -> impl Strategy<Value = Settings> {
    let keys = Settings::keys();
    let choices: Vec<_> = keys.iter().map(|(_, values, _)| 0..values.len()).collect();
    choices.prop_map(move |chosen| {
        let mut settings = Settings::default();
        for ((key, values, _), chosen) in keys.iter().zip(chosen) {
            settings.set(key, values[chosen]).unwrap();
        }
        settings
    })
}

fn commands() -> impl Strategy<Value = Command> {
    prop_oneof![4 => Just(Command::Add), 4 => Just(Command::Modify), 1 => Just(Command::Delete), 1 => Just(Command::Reject)]
}

fn reference() -> ReferenceData {
    read_reference(include_str!("../examples/reference.json")).unwrap()
}

fn entry_of(fields: &[(Field, String)]) -> Entry<'_> {
    let mut entry = Entry::new();
    for (field, text) in fields {
        entry.set(*field, &**text);
    }
    entry
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn valid_means_no_error(fields in entries(), settings in settings(), command in commands(), known: bool) {
        let reference = if known { reference() } else { ReferenceData::default() };
        let validator = Validator::new(settings).with_reference(reference);
        let entry = entry_of(&fields);
        let mut report = Report::new();
        let checked = validator.check(command, &entry, &mut report);
        let errors = report.findings().iter().filter(|finding| finding.severity() == Severity::Error).count();
        prop_assert_eq!(checked.is_some(), errors == 0);
        prop_assert_eq!(report.is_valid(), errors == 0);
        let codes: Vec<_> = report.errors().filter_map(suiteprojects::validate::Finding::server_code).collect();
        prop_assert_eq!(report.expected_server_code(), codes.first().copied());
    }

    /// What a finding points at is in the entry, or is what the entry lacks.
    #[test]
    fn findings_point_into_the_entry(fields in entries(), settings in settings(), command in commands()) {
        let validator = Validator::new(settings).with_reference(reference());
        let entry = entry_of(&fields);
        let mut report = Report::new();
        let mut run = validator.run();
        run.check(command, &entry, &mut report);
        run.check(command, &entry, &mut report);
        for finding in report.findings() {
            let field = finding.field().unwrap();
            let lacking = matches!(finding.rule().id(), "date-required" | "user-required" | "id-required");
            prop_assert!(lacking || entry.contains(field), "{}", finding);
            let message = finding.message().to_string();
            prop_assert!(!message.is_empty() && !message.contains('\n'), "{}", message);
        }
    }

    #[test]
    fn the_order_of_fields_changes_nothing(fields in entries(), settings in settings(), command in commands(), turn: usize) {
        let validator = Validator::new(settings).with_reference(reference());
        let mut turned = fields.clone();
        if !turned.is_empty() {
            let by = turn % turned.len();
            turned.rotate_left(by);
        }
        let mut reports = [Report::new(), Report::new()];
        let ends = [&fields, &turned].map(|fields| entry_of(fields));
        for (report, entry) in reports.iter_mut().zip(&ends) {
            validator.check(command, entry, report);
        }
        let [mut one, mut other] = reports.map(|report| report.findings().iter().map(ToString::to_string).collect::<Vec<_>>());
        one.sort();
        other.sort();
        prop_assert_eq!(one, other);
    }

    /// What is handed out as checked is accepted again, unchanged.
    #[test]
    fn checked_entries_are_a_fixed_point(fields in entries(), settings in settings()) {
        let validator = Validator::new(settings);
        let entry = entry_of(&fields);
        let mut report = Report::new();
        if let Some(checked) = validator.check(Command::Add, &entry, &mut report) {
            let canonical: Vec<(Field, String)> = checked.fields().map(|(field, value)| (field, value.to_string())).collect();
            let again = entry_of(&canonical);
            let mut second = Report::new();
            let rechecked = validator.check(Command::Add, &again, &mut second);
            prop_assert!(rechecked.is_some(), "{:?} {:?}", second, canonical);
            let rechecked = rechecked.unwrap();
            prop_assert_eq!(rechecked.duration(), checked.duration());
            let twice: Vec<(Field, String)> = rechecked.fields().map(|(field, value)| (field, value.to_string())).collect();
            prop_assert_eq!(twice, canonical.clone());
            if checked.duration().is_some() {
                prop_assert!(checked.value(Field::DecimalHours).is_none());
                prop_assert!(matches!(checked.value(Field::Hours), Some(CheckedValue::Whole(_))));
            }
        }
    }

    /// A name is resolved alike however it is spelled.
    #[test]
    fn names_resolve_in_every_spelling(index in 0..Field::COUNT, upper: bool) {
        let field = Field::ALL[index];
        for wire in suiteprojects::task::Wire::ALL {
            if let Some(name) = field.name(wire) {
                let spelled = if upper { name.to_uppercase() } else { name.to_owned() };
                let shared = name == "loaded_cost.cost";
                prop_assert_eq!(FieldName::from_any(spelled) == FieldName::Known(field), !shared);
            }
        }
    }
}
