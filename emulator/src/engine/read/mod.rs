//! `Read`: finds records.
//!
//! Not documented, and so our reading: several search objects are alternatives; an empty field of one
//! asks for nothing, unless `empty_is_nil` is `false`; a condition on a calculated field is not heeded, as a connector
//! in production tells; `custom equal to` is `equal to` with custom fields; the filters that look at a timesheet,
//! an envelope or a slip look at the one that the record points to, or at the record itself; without `order` records
//! come in the order of their ids.

mod filter;
mod method;
mod options;

use suiteprojects::api::Deleted;
use suiteprojects::api::served::ReadCall;
use suiteprojects::error_code::ErrorCode;
use suiteprojects::task::{Field, FieldName};

use super::outcome::{Failure, Refusal, settled};
use super::task::is_object_type;
use super::{MOST_OBJECTS, Work};
use crate::store::{Condition, Search, StoreError, Stored};

use options::Options;

impl Work<'_> {
    /// The records that a question finds. None is refused with 601 if it was `equal to` something, as
    /// answers show; otherwise it is an empty list.
    pub(crate) fn read(
        &self,
        question: &ReadCall,
    ) -> Result<Result<Vec<Stored>, Refusal>, StoreError> {
        settled(self.answer(question))
    }

    fn answer(&self, question: &ReadCall) -> Result<Vec<Stored>, Failure> {
        let object_type = &*question.object_type;
        if !is_object_type(object_type) {
            let refusal = Refusal::new(ErrorCode::UNKNOWN_TYPE_OR_METHOD);
            let text = format!("there is no type {object_type}");
            return Err(refusal.with_text(text).into());
        }
        let options = Options::of(question, self.account.page_limit)?;
        if question.objects.len() > MOST_OBJECTS {
            return Err(ErrorCode::TOO_MANY_INPUT_OBJECTS.into());
        }
        if let Some(name) = question
            .fields
            .iter()
            .find(|name| !is_field(object_type, name))
        {
            let refusal = Refusal::new(ErrorCode::UNKNOWN_FIELD);
            return Err(refusal
                .with_text(format!("there is no field {name}"))
                .into());
        }
        let mut conditions = vec![method::condition(question, &options)?];
        conditions.extend(filter::conditions(question, &options)?);
        match options.deleted {
            Deleted::Included => {}
            deleted => conditions.push(Condition::Deleted(deleted == Deleted::Only)),
        }
        // Placeholders come only to those who ask for them.
        if object_type == "User" && !options.generic {
            conditions.push(Condition::is("generic", "1").negated());
        }
        let search = Search {
            object_type,
            condition: Condition::All(conditions),
            order: options
                .order
                .as_ref()
                .map(|(field, descends)| (field.as_str(), *descends)),
            offset: options.offset,
            limit: options.limit,
        };
        let found = self.records.search(&search)?;
        if found.is_empty() && options.offset == 0 && question.method == "equal to" {
            return Err(ErrorCode::NO_RECORD.into());
        }
        Ok(found)
    }
}

/// Whether records of the type have this field. Of other types than time entries any name is taken.
fn is_field(object_type: &str, name: &str) -> bool {
    object_type != "Task" || !matches!(FieldName::from_xml(name), FieldName::Unknown(_))
}

/// Whether the server calculates the field when it is read, so that nothing can be found by it.
fn is_calculated(object_type: &str, name: &str) -> bool {
    object_type == "Task" && Field::from_xml_name(name) == Some(Field::DecimalHours)
}

#[cfg(test)]
mod tests {
    use suiteprojects::element::Element;
    use suiteprojects::record::Moment;
    use suiteprojects::time::NaiveDate;

    use crate::engine::testing::{Bench, code, element, question, task};

    /// Three time entries of two users on 5, 6 and 7 January, with the keys a, b and c.
    fn bench() -> Bench {
        let mut bench = Bench::open();
        for (key, day, user) in [
            ("a", "2026-01-05", "7"),
            ("b", "2026-01-06", "8"),
            ("c", "2026-01-07", "7"),
        ] {
            bench.added(&[
                ("date", day),
                ("userid", user),
                ("projectid", "3"),
                ("hours", "8"),
                ("thin_client_id", key),
            ]);
            bench.later(1);
        }
        bench
    }

    fn keys(
        bench: &mut Bench,
        method: &str,
        attributes: &[(&str, &str)],
        objects: Vec<Element>,
    ) -> Result<String, u32> {
        let question = question("Task", method, attributes, objects);
        let found = bench.run(|work| work.read(&question));
        let keys = |record: crate::store::Stored| record.fields.text("thin_client_id").to_owned();
        found
            .map(|records| records.into_iter().map(keys).collect())
            .map_err(|refusal| refusal.code.get())
    }

    fn day(day: u32) -> Element {
        let day = NaiveDate::from_ymd_opt(2026, 1, day).unwrap();
        Moment::from(day).to_element()
    }

    /// Notes on the wire format, section 3.
    #[test]
    fn methods() {
        let mut bench = bench();
        let mut find = |method: &str, objects| keys(&mut bench, method, &[], objects);
        assert_eq!(find("all", vec![]), Ok("abc".to_owned()));
        let of_user = |id| vec![element("Task", &[("userid", id)])];
        assert_eq!(find("equal to", of_user("7")), Ok("ac".to_owned()));
        assert_eq!(find("not equal to", of_user("7")), Ok("b".to_owned()));
        assert_eq!(find("equal to", of_user("9")), Err(601));
        let either = ["a", "b"].map(|key| element("Task", &[("thin_client_id", key)]));
        assert_eq!(find("equal to", either.into()), Ok("ab".to_owned()));
        assert_eq!(
            find("user", vec![element("User", &[("id", "8")])]),
            Ok("b".to_owned())
        );
        assert_eq!(
            find("user", vec![element("User", &[("id", "9")])]),
            Ok(String::new())
        );
        let project = vec![element("Project", &[("id", "3")])];
        assert_eq!(find("project", project), Ok("abc".to_owned()));
        assert_eq!(find("not exported", vec![]), Ok("abc".to_owned()));
        assert_eq!(find("some", vec![]), Err(603));
        assert_eq!(find("equal to", vec![]), Err(4));
        let wrong = vec![element("Task", &[("colour", "red")])];
        assert_eq!(find("equal to", wrong), Err(602));
        // A calculated field cannot be searched by; the condition is not heeded.
        let calculated = vec![element("Task", &[("decimal_hours", "1")])];
        assert_eq!(find("equal to", calculated), Ok("abc".to_owned()));
    }

    #[test]
    fn pages_and_order() {
        let mut bench = bench();
        let mut find = |attributes: &[(&str, &str)]| keys(&mut bench, "all", attributes, vec![]);
        assert_eq!(find(&[("limit", "2")]), Ok("ab".to_owned()));
        assert_eq!(find(&[("limit", "2,2")]), Ok("c".to_owned()));
        assert_eq!(find(&[("limit", "9,2")]), Ok(String::new()));
        assert_eq!(find(&[("limit", "")]), Err(605));
        assert_eq!(find(&[("limit", "1001")]), Err(605));
        assert_eq!(find(&[("limit", "0")]), Err(605));
        assert_eq!(find(&[("order", "date,desc")]), Ok("cba".to_owned()));
        assert_eq!(find(&[("order", "userid")]), Ok("acb".to_owned()));
        assert_eq!(find(&[("order", "colour")]), Err(602));
    }

    /// Dates are compared by day, the bounds left out.
    #[test]
    fn date_filters() {
        let mut bench = bench();
        let mut find = |filter: &str, field: &str, dates: Vec<Element>| {
            keys(
                &mut bench,
                "all",
                &[("filter", filter), ("field", field)],
                dates,
            )
        };
        assert_eq!(
            find("newer-than", "date", vec![day(5)]),
            Ok("bc".to_owned())
        );
        assert_eq!(
            find("older-than", "date", vec![day(7)]),
            Ok("ab".to_owned())
        );
        assert_eq!(
            find("date-equal-to", "date", vec![day(6)]),
            Ok("b".to_owned())
        );
        assert_eq!(
            find("date-not-equal-to", "date", vec![day(6)]),
            Ok("ac".to_owned())
        );
        let both = find("newer-than,older-than", "date,date", vec![day(5), day(7)]);
        assert_eq!(both, Ok("b".to_owned()));
        // The default field is `updated`; all three were stored on 12 January.
        assert_eq!(find("newer-than", "", vec![day(11)]), Ok("abc".to_owned()));
        assert_eq!(find("newer-than", "", vec![day(12)]), Ok(String::new()));
        assert_eq!(find("newer-than", "date", vec![]), Err(871));
        assert_eq!(find("newer-than", "date", vec![day(5), day(6)]), Err(871));
        assert_eq!(find("bluer-than", "date", vec![]), Err(10));
    }

    #[test]
    fn filters_look_at_timesheets_and_exports() {
        let mut bench = bench();
        let all =
            |bench: &mut Bench, filter: &str| keys(bench, "all", &[("filter", filter)], vec![]);
        assert_eq!(all(&mut bench, "open-timesheets"), Ok("abc".to_owned()));
        assert_eq!(all(&mut bench, "approved-timesheets"), Ok(String::new()));
        let found = bench.run(|work| work.read(&question("Task", "all", &[], vec![])));
        let [a, b, _] = &found.unwrap()[..] else {
            panic!()
        };
        let sheet = b.fields.text("timesheetid").to_owned();
        bench.run(|work| {
            let mut sheet = work
                .records
                .find("Timesheet", sheet.parse().unwrap())?
                .unwrap();
            sheet.fields.set("status", "S");
            work.records.write(&sheet)
        });
        assert_eq!(all(&mut bench, "submitted-timesheets"), Ok("b".to_owned()));
        let id = a.id.to_string();
        bench.record(
            "ImportExport",
            &[
                ("application", "payroll"),
                ("type", "Task"),
                ("id", &id),
                ("exported", "2026-01-12"),
            ],
        );
        assert_eq!(all(&mut bench, "not-exported"), Ok("bc".to_owned()));
    }

    /// The most objects that a Read may have, and more fields than an expression of SQLite may be deep.
    #[test]
    fn many_alternatives_and_conditions_are_no_trouble() {
        let mut bench = bench();
        let objects = |key: &dyn Fn(u32) -> String| -> Vec<Element> {
            (0..1_000)
                .map(|number| element("Task", &[("thin_client_id", &key(number)), ("userid", "7")]))
                .collect()
        };
        let last_is_a = objects(&|number| if number == 999 { "a" } else { "x" }.to_owned());
        assert_eq!(
            keys(&mut bench, "equal to", &[], last_is_a),
            Ok("a".to_owned())
        );
        let wide = (0..2_000).fold(Element::new("Task"), |task, number| {
            task.with_child(Element::new(format!("c{number}__c")).with_text("1"))
        });
        assert_eq!(keys(&mut bench, "equal to", &[], vec![wide]), Err(601));
    }

    #[test]
    fn deleted_records_are_found_on_demand() {
        let mut bench = bench();
        let question = question(
            "Task",
            "equal to",
            &[],
            vec![element("Task", &[("userid", "8")])],
        );
        let found = bench.run(|work| work.read(&question)).unwrap();
        let gone = task(&[("id", &found[0].id.to_string())]);
        assert_eq!(code(bench.one(|work| work.delete(&[gone]))), 0);
        let mut find = |attributes: &[(&str, &str)]| keys(&mut bench, "all", attributes, vec![]);
        assert_eq!(find(&[]), Ok("ac".to_owned()));
        assert_eq!(find(&[("deleted", "1")]), Ok("b".to_owned()));
        let both = [("deleted", "1"), ("include_nondeleted", "1")];
        assert_eq!(find(&both), Ok("abc".to_owned()));
    }

    #[test]
    fn seeds_can_be_read() {
        let mut bench = Bench::seeded();
        for (object_type, attributes, expected) in [
            ("User", &[][..], 3), // neither the generic nor the deleted one
            ("User", &[("generic", "1")][..], 4),
            ("User", &[("deleted", "1")][..], 1),
            ("Project", &[][..], 2),
            ("Projecttask", &[][..], 4),
            ("Timesheet", &[][..], 6),
            ("Task", &[][..], 3),
        ] {
            let question = question(object_type, "all", attributes, vec![]);
            let found = bench.run(|work| work.read(&question)).unwrap();
            assert_eq!(found.len(), expected, "{object_type} {attributes:?}");
        }
        let wrong = question("ProjectTask", "all", &[], vec![]);
        assert_eq!(code(bench.run(|work| work.read(&wrong))), 603);
    }
}
