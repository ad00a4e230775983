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

#[cfg(test)]
mod tests {
    use crate::engine::testing::{Bench, code, done, other, task, texts};

    /// The vendor's rule: what is not sent stays, what is sent empty is cleared.
    #[test]
    fn what_is_not_sent_stays() {
        let mut bench = Bench::open();
        let added = bench.added(&[
            ("date", "2026-01-05"),
            ("userid", "7"),
            ("hours", "2"),
            ("minutes", "30"),
            ("notes", "a"),
            ("description", "b"),
            ("mark__c", "c"),
        ]);
        bench.later(5);
        let id = added.id.to_string();
        let change = task(&[("id", &id), ("hours", "4"), ("notes", ""), ("mark__c", "")]);
        let changed = done(bench.one(|work| work.modify(&[change], None, true))).record;
        // `modify_partial_duration`: the other part stays.
        assert_eq!(
            texts(&changed, ["hours", "minutes", "decimal_hours"]),
            ["4", "30", "4.50"]
        );
        assert_eq!(
            texts(&changed, ["notes", "description", "mark__c"]),
            ["", "b", ""]
        );
        assert_eq!(
            texts(&changed, ["created", "updated"]),
            ["2026-01-12 09:30:00", "2026-01-12 09:35:00"]
        );
    }

    /// Validation rules, section 5.
    #[test]
    fn refusals() {
        let mut bench = Bench::seeded();
        let mut modify = |fields: &[(&str, &str)]| {
            let object = task(fields);
            code(bench.one(|work| work.modify(&[object], None, true)))
        };
        assert_eq!(modify(&[("notes", "x")]), 601);
        assert_eq!(modify(&[("id", "1"), ("notes", "x")]), 601);
        assert_eq!(modify(&[("id", "0"), ("notes", "x")]), 601);
        assert_eq!(modify(&[("id", "5512"), ("notes", "x")]), 0);
        assert_eq!(modify(&[("id", "5512"), ("userid", "254")]), 829);
        assert_eq!(modify(&[("id", "5512"), ("date", "")]), 826);
        // Its timesheet is submitted.
        assert_eq!(modify(&[("id", "5514"), ("notes", "x")]), 821);
        assert_eq!(modify(&[("id", "5512"), ("timesheetid", "996")]), 1);
    }

    #[test]
    fn records_are_found_by_a_lookup() {
        let mut bench = Bench::open();
        let id = bench.record("Project", &[("name", "Harbour"), ("externalid", "EXT-1")]);
        let change = other("Project", &[("externalid", "EXT-1"), ("name", "Quay")]);
        let changed = bench.one(|work| work.modify(&[change], Some("externalid"), true));
        assert_eq!(done(changed).record.id, id);
        let unknown = other("Project", &[("externalid", "EXT-2")]);
        assert_eq!(
            code(bench.one(|work| work.modify(&[unknown], Some("externalid"), true))),
            601
        );
    }
}
