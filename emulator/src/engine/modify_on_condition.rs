//! `ModifyOnCondition`: changes stored records that nobody else has changed.

use suiteprojects::error_code::ErrorCode;
use suiteprojects::soap::server::Object;
use suiteprojects::time::NaiveDateTime;

use super::{Outcome, Work, object};
use crate::store::StoreError;

impl Work<'_> {
    /// Changes the records that were not changed after this moment; the others are refused with 1200.
    pub(crate) fn modify_if_not_updated(
        &self,
        objects: &[Object],
        since: NaiveDateTime,
        custom: bool,
    ) -> Result<Vec<Outcome>, StoreError> {
        let since = since.format("%Y-%m-%d %H:%M:%S").to_string();
        self.each(objects, |rules, object| {
            let id = object::id(object);
            if let Some(id) = id
                && let Some(record) = self.records.present(object.object_type(), id)?
                && record.fields.text("updated") > since.as_str()
            {
                return Err(ErrorCode::CONDITION_NOT_MET.into());
            }
            self.modify_one(rules, object, id, custom)
        })
    }
}
