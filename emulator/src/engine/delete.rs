//! `Delete`: removes stored records. They are kept as deleted.

use suiteprojects::error_code::ErrorCode;
use suiteprojects::soap::server::Object;
use suiteprojects::task::{Entry, Field, Id};
use suiteprojects::validate::{Command, Report};

use super::entry::Rules;
use super::outcome::{Change, Done, Failure, Refusal};
use super::{Outcome, Work, object};
use crate::store::{Condition, Search, StoreError};

/// Which records stand in the way of removing one: those of these types that point to it by this field.
const DEPENDENTS: [(&str, &str, &str); 10] = [
    ("Category", "Task", "categoryid"),
    ("Customer", "Project", "customerid"),
    ("Customer", "Task", "customerid"),
    ("Project", "Projecttask", "projectid"),
    ("Project", "Task", "projectid"),
    ("Projecttask", "Task", "projecttaskid"),
    ("Timesheet", "Task", "timesheetid"),
    ("Timetype", "Task", "timetypeid"),
    ("User", "Task", "userid"),
    ("User", "Timesheet", "userid"),
];

/// The most dependents that a refusal lists.
const MOST_DEPENDENTS: u64 = 100;

impl Work<'_> {
    /// Removes the records that these objects name. One that others depend on is refused with 701, and
    /// they are listed.
    pub(crate) fn delete(&self, objects: &[Object]) -> Result<Vec<Outcome>, StoreError> {
        self.each(objects, |rules, object| self.delete_one(rules, object))
    }

    fn delete_one(&self, rules: &Rules<'_>, object: &Object) -> Result<Done, Failure> {
        let object_type = object.object_type();
        let id = object::id(object).ok_or(ErrorCode::NO_RECORD)?;
        let record = self.records.present(object_type, id)?;
        let mut record = record.ok_or(ErrorCode::NO_RECORD)?;
        if object_type == "Task" {
            let mut entry = Entry::new();
            entry.set(Field::Id, id.to_string());
            let mut report = Report::new();
            let is_allowed = rules.check(Command::Delete, &entry, &mut report).is_some();
            rules.reference().failure()?;
            if !is_allowed {
                return Err(Refusal::of_report(&report).about(id).into());
            }
        }
        let dependents = self.dependents(object_type, id)?;
        if !dependents.is_empty() {
            let refusal = Refusal::new(ErrorCode::DELETE_HAS_DEPENDENTS).about(id);
            return Err(Refusal {
                dependents,
                ..refusal
            }
            .into());
        }
        record.is_deleted = true;
        record.fields.set("updated", self.timestamp());
        self.records.write(&record)?;
        Ok(Done {
            change: Change::Deleted,
            record,
        })
    }

    fn dependents(&self, object_type: &str, id: Id) -> Result<Vec<(String, Id)>, StoreError> {
        let mut dependents = Vec::new();
        for (_, dependent, field) in DEPENDENTS.iter().filter(|(of, ..)| *of == object_type) {
            let mut search = Search::present(dependent, Condition::id(field, id));
            search.limit = MOST_DEPENDENTS;
            let found = self.records.search(&search)?;
            dependents.extend(
                found
                    .into_iter()
                    .map(|record| (record.object_type, record.id)),
            );
        }
        Ok(dependents)
    }
}

#[cfg(test)]
mod tests {
    use crate::engine::testing::{Bench, code, other, task};

    #[test]
    fn a_deleted_record_is_kept_as_deleted() {
        let mut bench = Bench::open();
        let added = bench.added(&[("date", "2026-01-05"), ("userid", "7")]);
        let id = added.id.to_string();
        let object = || [task(&[("id", &id)])];
        assert_eq!(code(bench.one(|work| work.delete(&object()))), 0);
        assert!(bench.find("Task", added.id).unwrap().is_deleted);
        assert_eq!(code(bench.one(|work| work.delete(&object()))), 601);
        assert_eq!(
            code(bench.one(|work| work.modify(&object(), None, true))),
            601
        );
    }

    /// Code 701 lists what stands in the way.
    #[test]
    fn dependents_stand_in_the_way() {
        let mut bench = Bench::open();
        let project = bench.record("Project", &[("name", "Harbour")]);
        let id = project.to_string();
        let added = bench.added(&[("date", "2026-01-05"), ("userid", "7"), ("projectid", &id)]);
        let object = || [other("Project", &[("id", &id)])];
        let refused = bench.one(|work| work.delete(&object())).unwrap_err();
        assert_eq!(refused.code.get(), 701);
        assert_eq!(refused.dependents, [("Task".to_owned(), added.id)]);
        bench
            .one(|work| work.delete(&[task(&[("id", &added.id.to_string())])]))
            .unwrap();
        assert_eq!(code(bench.one(|work| work.delete(&object()))), 0);
    }

    /// An entry of a submitted timesheet cannot be removed: 821, as for Modify.
    #[test]
    fn closed_timesheets_keep_their_entries() {
        let mut bench = Bench::seeded();
        let outcome = bench.one(|work| work.delete(&[task(&[("id", "5514")])]));
        assert_eq!(code(outcome), 821);
    }
}
