//! Attributes of the resource: which field an attribute is, and what may be done with it.

use std::borrow::Cow;

use crate::task::{Access, Field, FieldName, Wire};

/// The field that an attribute of this name is. Other than in files of rows, the name has to be the
/// one that REST has, with its capitals.
pub(super) fn resolve(name: Cow<'_, str>) -> FieldName<'_> {
    match FieldName::from_any(name.clone()) {
        FieldName::Known(field) if field.name(Wire::Rest) == Some(&*name) => field.into(),
        FieldName::Known(_) => FieldName::Unknown(name),
        other => other,
    }
}

/// The name of the attribute that a field is, if the resource has it.
pub(super) fn of<'n>(name: &'n FieldName<'_>) -> Option<&'n str> {
    match name {
        FieldName::Known(field) => field.name(Wire::Rest),
        FieldName::Custom(name) => Some(name),
        FieldName::Unknown(_) => None,
    }
}

/// The fields that other APIs set and the resource does not.
pub(super) const fn is_kept_from_rest(field: Field) -> bool {
    matches!(
        field,
        Field::Category1Id
            | Field::Category2Id
            | Field::Category3Id
            | Field::Category4Id
            | Field::Category5Id
            | Field::CostCenterId
    )
}

/// Who may set the field over REST. The service lines and the cost center can only be read there, as
/// the vendor's page on time entries says; the other APIs set them.
pub fn access(field: Field) -> Access {
    if is_kept_from_rest(field) {
        Access::ReadOnly
    } else {
        field.access()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names from the vendor's field table; the two of the project task as corrected there.
    #[test]
    fn names_are_those_of_rest() {
        for (name, field) in [
            ("projectTaskId", Some(Field::ProjectTaskId)),
            ("projectTaskTypeId", Some(Field::ProjectTaskTypeId)),
            ("hour", Some(Field::Hours)),
            ("hoursRemaining", Some(Field::HoursRemaining)),
            ("hours", None),
            ("HOUR", None),
            ("projecttaskid", None),
        ] {
            let expected = field.map_or_else(|| FieldName::Unknown(name.into()), FieldName::Known);
            assert_eq!(resolve(name.into()), expected);
        }
        assert_eq!(
            resolve("reason__c".into()),
            FieldName::Custom("reason__c".into())
        );
        assert_eq!(of(&Field::LoadedCost.into()), None);
    }
}
