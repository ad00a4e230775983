//! `Modify`: changes stored records.

use suiteprojects::error_code::ErrorCode;
use suiteprojects::soap::server::Object;
use suiteprojects::task::{Field, Id};

use super::entry::Rules;
use super::outcome::{Done, Failure, Refusal};
use super::{Outcome, Work, object};
use crate::store::{Condition, Search, StoreError};

impl Work<'_> {
    /// Changes the records that these objects name: by their id, or by the text of a look-up field. What
    /// is not sent stays, what is sent empty is cleared.
    pub(crate) fn modify(
        &self,
        objects: &[Object],
        lookup: Option<&str>,
        custom: bool,
    ) -> Result<Vec<Outcome>, StoreError> {
        self.each(objects, |rules, object| {
            let id = match lookup.filter(|field| *field != "id") {
                Some(field) => Some(self.found_by(field, object)?.ok_or(ErrorCode::NO_RECORD)?),
                None => object::id(object),
            };
            self.modify_one(rules, object, id, custom)
        })
    }

    pub(super) fn modify_one(
        &self,
        rules: &Rules<'_>,
        object: &Object,
        id: Option<Id>,
        custom: bool,
    ) -> Result<Done, Failure> {
        match object {
            Object::Task(entry) => {
                let mut entry = self.with_ids(entry)?;
                // An id that cannot be read stays, for the rules to speak about.
                if let Some(id) = id {
                    entry.set(Field::Id, id.to_string());
                }
                self.modify_task(rules, &entry, custom)
            }
            Object::Other(element) => {
                let id = id.ok_or(ErrorCode::NO_RECORD)?;
                let record = self.records.present(object.object_type(), id)?;
                let mut record = record.ok_or(ErrorCode::NO_RECORD)?;
                self.take(element, custom, &mut record.fields)?;
                self.save(record)
            }
            _ => Err(ErrorCode::UNKNOWN_TYPE_OR_METHOD.into()),
        }
    }

    /// The only record of the type of the object with the same text in a field. Several are refused with
    /// 910, which is our reading.
    pub(super) fn found_by(&self, field: &str, object: &Object) -> Result<Option<Id>, Failure> {
        let text = object::text(object, field);
        if text.is_empty() {
            return Ok(None);
        }
        let mut search = Search::present(object.object_type(), Condition::is(field, &*text));
        search.limit = 2;
        let found = self.records.search(&search)?;
        match &found[..] {
            [] => Ok(None),
            [record] => Ok(Some(record.id)),
            _ => Err(Refusal::new(ErrorCode::LOOKUP_NOT_FOUND)
                .with_text(format!("several records have this {field}"))
                .into()),
        }
    }
}
