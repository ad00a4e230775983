//! Objects as clients send them.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use suiteprojects::record::Record;
use suiteprojects::task::{Entry, Field, Lookup, LookupBy};

use super::text;

fn lookup() -> impl Strategy<Value = Option<Lookup<'static>>> {
    let by = select(vec![LookupBy::External, LookupBy::Name]);
    option::of(
        (by, select(vec!["Project", "User"]))
            .prop_map(|(by, object_type)| Lookup::new(by, object_type)),
    )
}

/// Texts of fields that are sent as they are.
pub(crate) fn entry() -> impl Strategy<Value = Entry<'static>> {
    let key = (text(), lookup());
    (
        option::of(text()),
        option::of(text()),
        key,
        vec(text(), 0..3),
    )
        .prop_map(|(notes, description, (project, lookup), custom)| {
            let mut entry = Entry::new();
            entry.set(Field::Id, "5512");
            if let Some(notes) = notes {
                entry.set(Field::Notes, notes);
            }
            if let Some(description) = description {
                entry.set(Field::Description, description);
            }
            match lookup {
                Some(lookup) => entry.set_lookup(Field::ProjectId, project, lookup),
                None => entry.set(Field::ProjectId, project),
            };
            for (number, text) in custom.into_iter().enumerate() {
                entry.set_named(format!("field_{number}__c"), text);
            }
            entry
        })
}

pub(crate) fn record() -> impl Strategy<Value = Record> {
    let object_type = select(vec!["Customer", "Projecttask_type", "Slip"]);
    let field = (
        select(vec!["name", "notes", "projectid", "tier__c"]),
        text(),
        lookup(),
    );
    (object_type, vec(field, 0..5)).prop_map(|(object_type, fields)| {
        let record = Record::new(object_type).unwrap().with_field("id", "37");
        fields
            .into_iter()
            .fold(record, |record, (name, text, lookup)| match lookup {
                Some(lookup) if !text.is_empty() => record.with_lookup(name, &text, &lookup),
                _ => record.with_field(name, &text),
            })
    })
}
