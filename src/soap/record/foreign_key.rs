//! Foreign keys by external id or name: `oaFieldAttribute`.
//!
//! SOAP says that a field holds an external id or a name, not which type of record is looked up. That
//! is given by the field.

use std::borrow::Cow;

use crate::soap::message::Value;
use crate::task::{Lookup, LookupBy};

/// The member of a record that holds how its foreign keys are looked up.
pub(in crate::soap) const ATTRIBUTES: &str = "attributes";
/// The type of its items.
pub(in crate::soap) const FIELD_ATTRIBUTE: &str = "oaFieldAttribute";

/// How the field of this name is looked up in a record.
pub(super) fn lookup<'m>(record: Value<'m, '_>, field: &str) -> Option<Lookup<'m>> {
    let lists = record.members_named(ATTRIBUTES);
    let by = lists.flat_map(Value::members).find_map(|attribute| {
        let names_field = attribute
            .members_named("value")
            .any(|value| value.text() == field);
        if !names_field {
            return None;
        }
        let name = attribute.members_named("name").next()?.text();
        by_name(name.trim_ascii())
    })?;
    Some(Lookup::new(by, object_type(field)))
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
