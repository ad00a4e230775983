//! Foreign keys by the external id or the name of a record instead of its id.

use suiteprojects::error_code::ErrorCode;
use suiteprojects::task::{Entry, Field, Id, LookupBy};

use super::Work;
use super::known::is_on;
use super::outcome::{Failure, Refusal};
use crate::store::{Condition, Search};

impl Work<'_> {
    /// The only record of the type that has this external id or name. None is refused with 910, and so
    /// are several, which is our reading. Generic users are not found, as documented.
    pub(super) fn looked_up(
        &self,
        by: LookupBy,
        object_type: &str,
        text: &str,
    ) -> Result<Id, Failure> {
        let field = match by {
            LookupBy::External => "externalid",
            _ => "name",
        };
        let found = self
            .records
            .search(&Search::present(object_type, Condition::is(field, text)))?;
        let found: Vec<Id> = found
            .iter()
            .filter(|record| object_type != "User" || !is_on(&record.fields, "generic"))
            .map(|record| record.id)
            .collect();
        match &found[..] {
            [id] if !text.is_empty() => Ok(*id),
            _ => Err(Refusal::new(ErrorCode::LOOKUP_NOT_FOUND)
                .with_text(format!(
                    "{} records of type {object_type} have this {field}",
                    found.len()
                ))
                .into()),
        }
    }

    /// The entry with the ids of what it looks up.
    pub(super) fn with_ids(&self, entry: &Entry<'static>) -> Result<Entry<'static>, Failure> {
        let mut resolved = entry.clone();
        for &field in Field::ALL {
            let (Some(lookup), Some(text)) = (entry.lookup(field), entry.text(field)) else {
                continue;
            };
            let id = self.looked_up(lookup.by, &lookup.object_type, text)?;
            resolved.set(field, id.to_string());
        }
        Ok(resolved)
    }
}
