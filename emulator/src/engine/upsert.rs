//! `upsert`, and `Add` with a look-up: changes the record that is found, and stores a new one if none is.

use suiteprojects::error_code::ErrorCode;
use suiteprojects::soap::server::Object;

use super::{Outcome, Work, object};
use crate::store::StoreError;

impl Work<'_> {
    /// Looks each object up by the text of a field. An object without a text there is stored as a new record; so
    /// is one with an id that nothing has, under an id of the server, which is our reading.
    pub(crate) fn upsert(
        &self,
        objects: &[Object],
        lookup: &str,
        custom: bool,
    ) -> Result<Vec<Outcome>, StoreError> {
        self.each(objects, |rules, object| {
            let found = if lookup == "id" {
                match object::id(object) {
                    Some(id) => self.records.present(object.object_type(), id)?,
                    None => None,
                }
                .map(|record| record.id)
            } else {
                self.found_by(lookup, object)?
            };
            match found {
                Some(id) => self.modify_one(rules, object, Some(id), custom),
                None if object.object_type() == "User" => Err(ErrorCode::NO_RECORD.into()),
                None => self.add_one(rules, object, custom),
            }
        })
    }
}
