//! The parameters of a finding as a JSON object.

use serde::ser::{Serialize, SerializeMap as _, Serializer};
use suiteprojects::validate::Parameter;

use crate::diagnostic::Statement;

/// The parameters of a statement in the order in which the engine names them; for what is said once
/// for the run also `entries`, how many it concerns.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parameters<'s>(pub(super) &'s Statement<'s>);

impl Serialize for Parameters<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let mut outcome = Ok(());
        if let Some(finding) = self.0.finding() {
            finding.visit_parameters(&mut |name, value| {
                if outcome.is_ok() {
                    outcome = map.serialize_entry(name, &Value(value));
                }
            });
        }
        outcome?;
        if let Statement::Unchecked { entries, .. } = self.0 {
            map.serialize_entry("entries", entries)?;
        }
        map.end()
    }
}

struct Value<'p>(Parameter<'p>);

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Parameter::Text(text) => serializer.serialize_str(text),
            // Beyond 64 bits most readers of JSON would take another number.
            Parameter::Integer(number) => match (i64::try_from(*number), u64::try_from(*number)) {
                (Ok(number), _) => serializer.serialize_i64(number),
                (_, Ok(number)) => serializer.serialize_u64(number),
                _ => serializer.collect_str(number),
            },
            _ => serializer.serialize_none(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_beyond_64_bits_are_texts() {
        let json = |number| serde_json::to_string(&Value(Parameter::Integer(number))).unwrap();
        assert_eq!(json(-1), "-1");
        assert_eq!(json(i128::from(u64::MAX)), "18446744073709551615");
        assert_eq!(json(i128::from(i64::MIN)), "-9223372036854775808");
        assert_eq!(json(i128::from(u64::MAX) + 1), "\"18446744073709551616\"");
        assert_eq!(json(i128::from(i64::MIN) - 1), "\"-9223372036854775809\"");
    }

    #[test]
    fn nothing_is_null() {
        let json = |value| serde_json::to_string(&Value(value)).unwrap();
        assert_eq!(json(Parameter::Nothing), "null");
        assert_eq!(json(Parameter::Text("8:00".into())), "\"8:00\"");
    }
}
