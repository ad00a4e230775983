//! Foreign keys by external id or name: `oaFieldAttribute`.
//!
//! SOAP says that a field holds an external id or a name, not which type of record is looked up. That
//! is given by the field.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::soap::message::Value;
use crate::task::{Lookup, LookupBy};

/// The member of a record that holds how its foreign keys are looked up.
pub(in crate::soap) const ATTRIBUTES: &str = "attributes";
/// The type of its items.
pub(in crate::soap) const FIELD_ATTRIBUTE: &str = "oaFieldAttribute";

/// How the foreign keys of a record are looked up, by their fields. Read once a record, which may have
/// very many fields.
#[derive(Debug)]
pub(super) struct Lookups<'m>(HashMap<Cow<'m, str>, LookupBy>);

impl<'m> Lookups<'m> {
    /// Those of a record. Where a field is named twice, the first counts.
    pub(super) fn of(record: Value<'m, '_>) -> Self {
        let mut lookups = HashMap::new();
        let lists = record.members_named(ATTRIBUTES);
        for attribute in lists.flat_map(Value::members) {
            let member = |name| attribute.members_named(name).next().map(Value::text);
            if let (Some(name), Some(field)) = (member("name"), member("value"))
                && let Some(by) = by_name(name.trim_ascii())
            {
                lookups.entry(field).or_insert(by);
            }
        }
        Self(lookups)
    }

    /// How the field of this name is looked up, if it is.
    pub(super) fn field(&self, name: &str) -> Option<Lookup<'static>> {
        let by = *self.0.get(name)?;
        Some(Lookup::new(by, object_type(name)))
    }
}

fn by_name(name: &str) -> Option<LookupBy> {
    [LookupBy::External, LookupBy::Name]
        .into_iter()
        .find(|by| by.as_str() == name)
}

/// The type that a foreign key points to: its name without `id`, with a capital letter, but for the types
/// that the vendor writes as one word.
fn object_type(field: &str) -> Cow<'static, str> {
    let stem = field.strip_suffix("id").unwrap_or(field);
    let stem = stem.strip_suffix('_').unwrap_or(stem);
    match stem {
        "cost_center" => Cow::Borrowed("Costcenter"),
        "job_code" => Cow::Borrowed("Jobcode"),
        "payroll_type" => Cow::Borrowed("Payrolltype"),
        _ => {
            let mut name = stem.to_owned();
            if let Some(first) = name.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            Cow::Owned(name)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The types are those of the vendor's WSDL of 2016.
    #[test]
    fn each_foreign_key_points_to_a_type() {
        for (field, expected) in [
            ("category_1id", "Category_1"),
            ("categoryid", "Category"),
            ("cost_centerid", "Costcenter"),
            ("customerid", "Customer"),
            ("job_codeid", "Jobcode"),
            ("payroll_typeid", "Payrolltype"),
            ("projectid", "Project"),
            ("projecttask_typeid", "Projecttask_type"),
            ("projecttaskid", "Projecttask"),
            ("slipid", "Slip"),
            ("timesheetid", "Timesheet"),
            ("timetypeid", "Timetype"),
            ("userid", "User"),
        ] {
            assert_eq!(object_type(field), expected);
        }
    }
}
