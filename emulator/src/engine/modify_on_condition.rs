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

#[cfg(test)]
mod tests {
    use crate::engine::testing::{Bench, code, task};

    /// Code 1200: the condition is not met.
    #[test]
    fn a_record_that_somebody_else_changed_stays() {
        let mut bench = Bench::open();
        let added = bench.added(&[("date", "2026-01-05"), ("userid", "7")]);
        let read_at = bench.engine.now();
        let id = added.id.to_string();
        let change = || [task(&[("id", &id), ("notes", "x")])];
        let first = bench.one(|work| work.modify_if_not_updated(&change(), read_at, true));
        assert_eq!(code(first), 0);
        bench.later(1);
        let meanwhile = bench.one(|work| work.modify(&change(), None, true));
        assert_eq!(code(meanwhile), 0);
        let late = bench.one(|work| work.modify_if_not_updated(&change(), read_at, true));
        assert_eq!(code(late), 1200);
    }
}
