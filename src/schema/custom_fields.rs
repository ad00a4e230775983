//! The names of custom fields that a schema is made with.

use std::collections::BTreeSet;

use thiserror::Error;

use crate::task::FieldName;

/// A text that cannot be the name of a custom field.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error(
    "found {found:?}, expected the name of a custom field: letters, digits and underscores, ending in `__c`"
)]
pub struct CustomFieldNameError {
    found: Box<str>,
}

/// The names, each once and in order.
pub(super) fn checked<'n>(names: &[&'n str]) -> Result<BTreeSet<&'n str>, CustomFieldNameError> {
    names
        .iter()
        .map(|name| match FieldName::from_xml(name) {
            FieldName::Custom(_) => Ok(*name),
            FieldName::Known(_) | FieldName::Unknown(_) => Err(CustomFieldNameError {
                found: crate::text::shortened(name).into(),
            }),
        })
        .collect()
}
