//! `Add`: stores new records.

use suiteprojects::element::Element;
use suiteprojects::error_code::ErrorCode;
use suiteprojects::soap::server::Object;
use suiteprojects::task::LookupBy;

use super::entry::Rules;
use super::outcome::{Change, Done, Failure, settled};
use super::task::is_custom;
use super::{MOST_OBJECTS, Outcome, Refusal, Work};
use crate::store::{Condition, Content, Fields, Search, StoreError};

impl Work<'_> {
    /// Stores these objects; those that are refused change nothing for the others.
    pub(crate) fn add(&self, objects: &[Object], custom: bool) -> Result<Vec<Outcome>, StoreError> {
        self.each(objects, |rules, object| self.add_one(rules, object, custom))
    }

    /// Does something for each object of a command that takes at most so many.
    pub(super) fn each(
        &self,
        objects: &[Object],
        work: impl Fn(&Rules<'_>, &Object) -> Result<Done, Failure>,
    ) -> Result<Vec<Outcome>, StoreError> {
        if objects.len() > MOST_OBJECTS {
            let refusal = Refusal::new(ErrorCode::TOO_MANY_INPUT_OBJECTS).with_text(format!(
                "found {} objects, expected at most {MOST_OBJECTS}",
                objects.len()
            ));
            return Ok(vec![Err(refusal); objects.len()]);
        }
        let rules = self.rules_with_records();
        objects
            .iter()
            .map(|object| settled(work(&rules, object)))
            .collect()
    }

    pub(super) fn add_one(
        &self,
        rules: &Rules<'_>,
        object: &Object,
        custom: bool,
    ) -> Result<Done, Failure> {
        match object {
            Object::Task(entry) => self.add_task(rules, entry, custom),
            Object::Other(element) => self.add_record(element, custom),
            _ => Err(ErrorCode::UNKNOWN_TYPE_OR_METHOD.into()),
        }
    }

    /// Stores a record of another type as it is. A user is made by `CreateUser` alone.
    fn add_record(&self, element: &Element, custom: bool) -> Result<Done, Failure> {
        let object_type = &*element.name.local;
        if object_type == "User" {
            let refusal = Refusal::new(ErrorCode::UNKNOWN_TYPE_OR_METHOD);
            return Err(refusal.with_text("users are made by CreateUser").into());
        }
        let mut fields = Fields::default();
        self.take(element, custom, &mut fields)?;
        if object_type == "Timesheet" && fields.text("status").is_empty() {
            fields.set("status", "O");
        }
        if object_type == "ImportExport" {
            return self.mark(element, fields);
        }
        let record = self.stamped(object_type, fields)?;
        Ok(Done {
            change: Change::Added,
            record,
        })
    }

    /// Stores a mark that another record was exported. Its `id` is that of the other record, and there is one mark
    /// for each record and application.
    fn mark(&self, element: &Element, mut fields: Fields) -> Result<Done, Failure> {
        let of = element.child("id").map(Element::text).unwrap_or_default();
        fields.set("recordid", &*of);
        let same =
            ["application", "type", "recordid"].map(|name| Condition::is(name, fields.text(name)));
        let search = Search::present("ImportExport", Condition::All(same.into()));
        if let Some(mut mark) = self.records.first(search)? {
            self.take(element, false, &mut mark.fields)?;
            return self.save(mark);
        }
        let record = self.stamped("ImportExport", fields)?;
        Ok(Done {
            change: Change::Added,
            record,
        })
    }

    /// Takes the fields of an element over; those that the server keeps itself stay.
    pub(super) fn take(
        &self,
        element: &Element,
        custom: bool,
        fields: &mut Fields,
    ) -> Result<(), Failure> {
        for field in element.elements() {
            let name = &*field.name.local;
            if matches!(name, "id" | "created" | "updated" | "attributes") {
                continue;
            }
            if is_custom(name) && !custom {
                continue;
            }
            let by = [LookupBy::External, LookupBy::Name]
                .into_iter()
                .find_map(|by| Some((by, field.attribute(by.as_str())?)));
            let content = match by {
                Some((by, object_type)) if !field.text().is_empty() => {
                    Content::Text(self.looked_up(by, object_type, &field.text())?.to_string())
                }
                _ => Content::of(field),
            };
            fields.set(name, content);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use suiteprojects::validate::Settings;

    use crate::engine::testing::{Bench, code, other, task, texts};

    const DURATION: [&str; 3] = ["hours", "minutes", "decimal_hours"];

    /// Validation rules, sections 4 and 7.
    #[test]
    fn durations_are_normalised() {
        let mut bench = Bench::open();
        for (given, expected) in [
            (
                [("decimal_hours", "5.5"), ("notes", "")],
                ["5", "30", "5.50"],
            ),
            ([("hours", "5.5"), ("minutes", "6")], ["5", "36", "5.60"]),
            (
                [("decimal_hours", "5.5"), ("minutes", "6")],
                ["5", "6", "5.10"],
            ),
            (
                [("decimal_hours", "5.5"), ("hours", "2.1")],
                ["2", "36", "2.60"],
            ),
            (
                [("decimal_hours", "0.33"), ("notes", "")],
                ["0", "20", "0.33"],
            ),
            ([("hours", "1"), ("minutes", "90")], ["2", "30", "2.50"]),
        ] {
            let [first, second] = given;
            let added = bench.added(&[("date", "2026-01-05"), ("userid", "7"), first, second]);
            assert_eq!(texts(&added, DURATION), expected, "{given:?}");
        }
    }

    /// Validation rules, section 4, and the codes of section 5.
    #[test]
    fn the_rules_are_applied() {
        let mut bench = Bench::open();
        let mut add = |fields: &[(&str, &str)]| {
            let object = task(fields);
            code(bench.one(|work| work.add(&[object], true)))
        };
        assert_eq!(add(&[("userid", "7"), ("hours", "1")]), 826);
        assert_eq!(add(&[("date", "2026-01-05"), ("hours", "1")]), 829);
        assert_eq!(add(&[("date", "2026-13-05"), ("userid", "7")]), 826);
        assert_eq!(
            add(&[("date", "2026-01-05"), ("userid", "7"), ("colour", "red")]),
            602
        );
        let times = [
            ("date", "2026-01-05"),
            ("userid", "7"),
            ("hours", "8"),
            ("start_time", "9:00"),
            ("end_time", "17:00"),
        ];
        assert_eq!(add(&times), 1406);
        // An error that no code is known for.
        assert_eq!(
            add(&[("date", "2026-01-05"), ("userid", "7"), ("minutes", "30.5")]),
            1
        );
        let mut settings = Settings::default();
        settings.start_end_times = true;
        let mut bench = Bench::with(None, settings);
        let added = bench.added(&times);
        assert_eq!(
            texts(&added, ["start_time", "end_time"]),
            ["09:00:00", "17:00:00"]
        );
        let wrong = [("date", "2026-01-05"), ("userid", "7"), ("hours", "7")];
        let wrong = [&wrong[..], &times[3..]].concat();
        assert_eq!(
            code(bench.one(|work| work.add(&[task(&wrong)], true))),
            1407
        );
    }

    /// Without a seed any positive id is taken; with one, only what is in it.
    #[test]
    fn a_seed_tells_what_there_is() {
        let entry = |more: &[(&str, &str)]| {
            let fields = [("date", "2026-01-07"), ("hours", "1")];
            task(&[&fields[..], more].concat())
        };
        let cases: [(&[(&str, &str)], u32); 9] = [
            (&[("userid", "251")], 0),
            (&[("userid", "999")], 829),
            (&[("userid", "252")], 829),                        // generic
            (&[("userid", "253")], 829),                        // inactive
            (&[("userid", "254")], 829),                        // deleted
            (&[("userid", "251"), ("projectid", "5523")], 813), // deleted
            (&[("userid", "251"), ("projecttaskid", "9")], 815),
            (
                &[
                    ("userid", "251"),
                    ("projectid", "5522"),
                    ("projecttaskid", "88231"),
                ],
                913,
            ),
            (&[("userid", "251"), ("timesheetid", "1")], 809),
        ];
        let mut bench = Bench::seeded();
        for (more, expected) in cases {
            let outcome = bench.one(|work| work.add(&[entry(more)], true));
            assert_eq!(code(outcome), expected, "{more:?}");
        }
        let mut bench = Bench::open();
        for (more, _) in cases {
            let outcome = bench.one(|work| work.add(&[entry(more)], true));
            assert_eq!(code(outcome), 0, "{more:?}");
        }
    }

    /// The vendor's page on Task: the timesheet of the date is taken, or one is made, and the customer is
    /// that of the project.
    #[test]
    fn timesheet_and_customer_are_filled_in() {
        let mut bench = Bench::seeded();
        let on = |day: &'static str| [("date", day), ("userid", "251"), ("projectid", "5521")];
        let added = bench.added(&on("2026-01-07"));
        assert_eq!(texts(&added, ["timesheetid", "customerid"]), ["998", "77"]);
        let added = bench.added(&on("2026-01-14"));
        let sheet = bench.find("Timesheet", added.fields.id("timesheetid").unwrap());
        let sheet = sheet.unwrap();
        assert_eq!(
            texts(&sheet, ["starts", "ends", "status", "userid"]),
            ["2026-01-12", "2026-01-18", "O", "251"]
        );
        let again = bench.added(&on("2026-01-18"));
        assert_eq!(again.fields.id("timesheetid"), Some(sheet.id));
        // The sheet of that week is submitted, approved, exported.
        for day in ["2026-01-02", "2025-12-10", "2025-12-23"] {
            let outcome = bench.one(|work| work.add(&[task(&on(day))], true));
            assert_eq!(code(outcome), 821, "{day}");
        }
        // Rejected: open for correction.
        assert_eq!(
            bench.added(&on("2025-12-16")).fields.text("timesheetid"),
            "996"
        );
    }

    #[test]
    fn what_the_server_keeps_is_its_own() {
        let mut bench = Bench::open();
        let added = bench.added(&[
            ("id", "12"),
            ("created", "2001-01-01 00:00:00"),
            ("slipid", "5"),
            ("date", "2026-01-05"),
            ("userid", "7"),
        ]);
        assert_ne!(added.id.get(), 12);
        assert_eq!(
            texts(&added, ["created", "updated", "slipid"]),
            ["2026-01-12 09:30:00", "2026-01-12 09:30:00", ""]
        );
    }

    /// Each object is on its own: no transaction over a batch (notes on the wire format, 1.7).
    #[test]
    fn a_batch_succeeds_in_part() {
        let mut bench = Bench::open();
        let good = task(&[("date", "2026-01-05"), ("userid", "7"), ("hours", "1")]);
        let bad = task(&[("userid", "7"), ("hours", "1")]);
        let outcomes = bench.run(|work| work.add(&[good.clone(), bad, good.clone()], true));
        let codes: Vec<u32> = outcomes.into_iter().map(code).collect();
        assert_eq!(codes, [0, 826, 0]);
        let many = vec![good; 1_001];
        let outcomes = bench.run(|work| work.add(&many, true));
        assert_eq!(outcomes.len(), 1_001);
        assert!(outcomes.into_iter().all(|outcome| code(outcome) == 555));
    }

    #[test]
    fn records_of_every_type_are_stored() {
        let mut bench = Bench::open();
        let id = bench.record(
            "Customer",
            &[("name", "Heron"), ("rank__c", "A"), ("phone", "")],
        );
        let stored = bench.find("Customer", id).unwrap();
        assert_eq!(texts(&stored, ["name", "rank__c"]), ["Heron", "A"]);
        let without_custom = other("Customer", &[("name", "Tern"), ("rank__c", "B")]);
        let added = bench
            .one(|work| work.add(&[without_custom], false))
            .unwrap();
        assert_eq!(texts(&added.record, ["name", "rank__c"]), ["Tern", ""]);
        let user = other("User", &[("nickname", "x")]);
        assert_eq!(code(bench.one(|work| work.add(&[user], true))), 603);
    }
}
