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

#[cfg(test)]
mod tests {
    use crate::engine::Change;
    use crate::engine::testing::{Bench, code, done, task};

    /// No match adds, one match updates.
    #[test]
    fn what_is_found_is_changed() {
        let mut bench = Bench::open();
        let entry = |key: &str| {
            [task(&[
                ("date", "2026-01-05"),
                ("userid", "7"),
                ("thin_client_id", key),
            ])]
        };
        let mut upsert =
            |key: &str| bench.one(|work| work.upsert(&entry(key), "thin_client_id", true));
        let first = done(upsert("a"));
        let second = done(upsert("a"));
        let third = done(upsert("b"));
        assert_eq!(
            [first.change, second.change, third.change],
            [Change::Added, Change::Updated, Change::Added]
        );
        assert_eq!(second.record.id, first.record.id);
        assert_ne!(third.record.id, first.record.id);
        // Several: our reading is 910.
        bench.added(&[
            ("date", "2026-01-05"),
            ("userid", "7"),
            ("thin_client_id", "a"),
        ]);
        let several = bench.one(|work| work.upsert(&entry("a"), "thin_client_id", true));
        assert_eq!(code(several), 910);
    }

    #[test]
    fn the_internal_id_is_one_to_look_up_by() {
        let mut bench = Bench::open();
        let added = bench.added(&[("date", "2026-01-05"), ("userid", "7")]);
        let id = added.id.to_string();
        let change = task(&[("id", &id), ("notes", "x")]);
        let changed = done(bench.one(|work| work.upsert(&[change], "id", true)));
        assert_eq!(
            (changed.change, changed.record.id),
            (Change::Updated, added.id)
        );
        let new = task(&[("date", "2026-01-05"), ("userid", "7")]);
        let stored = done(bench.one(|work| work.upsert(&[new], "id", true)));
        assert_eq!(stored.change, Change::Added);
    }
}
