//! The same commands over XML and over SOAP, to one server and its twin, have the same typed results.

use std::fmt::Debug;

use suiteprojects::api::{
    Add, Command, Delete, Direction, Method, Modify, Outcome, PageSize, Read, Reject, Search,
    Stored, Time, Whoami,
};
use suiteprojects::client::{CommandOver, Soap, Xml};
use suiteprojects::record::Moment;
use suiteprojects::task::{Entry, Field, Id, Task};
use suiteprojects::validate::{CheckedEntry, Command as Purpose};

use crate::client::{BOTH, Driver, Kind, config};
use crate::soap;
use crate::stub::Stub;

struct Twins {
    xml: (Stub, Driver<Xml>),
    soap: (Stub, Driver<Soap>),
}

impl Twins {
    fn start(kind: Kind) -> Self {
        let refuse = |stub: &Stub| {
            stub.manners(|manners| {
                manners.refuse = Some(Box::new(|object| {
                    (object.text("projectid") == "999").then_some(829)
                }));
            });
        };
        let (first, second) = (Stub::start(), Stub::start());
        refuse(&first);
        refuse(&second);
        let over_xml = Driver::new(kind, config(&first.url()));
        let over_soap = soap(kind, &second.url());
        Self {
            xml: (first, over_xml),
            soap: (second, over_soap),
        }
    }

    /// The answer that both have.
    fn same<C: CommandOver<Xml> + CommandOver<Soap> + ?Sized>(&self, command: &C) -> C::Answer
    where
        C::Answer: Debug,
    {
        let over_xml = self.xml.1.send(command).unwrap();
        let over_soap = self.soap.1.send(command).unwrap();
        assert_eq!(format!("{over_soap:#?}"), format!("{over_xml:#?}"));
        over_xml
    }

    /// The same for what changes records: SOAP does not send them back.
    fn same_outcomes<C>(&self, command: &C) -> Vec<Outcome<Stored>>
    where
        C: CommandOver<Xml> + CommandOver<Soap> + Command<Answer = Vec<Outcome<Stored>>>,
    {
        let mut over_xml = self.xml.1.send(command).unwrap();
        for outcome in &mut over_xml {
            if let Outcome::Done(stored) = outcome {
                stored.record = None;
            }
        }
        let over_soap = self.soap.1.send(command).unwrap();
        assert_eq!(format!("{over_soap:#?}"), format!("{over_xml:#?}"));
        over_xml
    }
}

fn entry(day: u32, hours: &str, notes: &str) -> Entry<'static> {
    let mut entry = Entry::new();
    entry
        .set(Field::Date, format!("2026-01-{day:02}"))
        .set(Field::UserId, "251")
        .set(Field::Hours, hours.to_owned())
        .set(Field::Notes, notes.to_owned());
    entry
}

fn checked<'a>(command: Purpose, entries: &'a [Entry<'_>]) -> Vec<CheckedEntry<'a>> {
    entries
        .iter()
        .map(|entry| CheckedEntry::trust_without_checking(command, entry))
        .collect()
}

#[test]
fn commands_have_the_same_results() {
    for kind in BOTH {
        let twins = Twins::start(kind);
        twins.same(&Whoami::new()).unwrap().unwrap();
        twins.same(&Time).unwrap().unwrap();

        let mut entries = vec![
            entry(5, "8", "a < b & \"c\""),
            entry(6, "7.5", "é 😀 ]]>"),
            entry(7, "1", "refused"),
        ];
        entries[2].set(Field::ProjectId, "999");
        // The XML API refuses a batch as a whole where the stub does, so that one goes at a time.
        let mut ids = Vec::new();
        for entry in &entries {
            let one = checked(Purpose::Add, std::slice::from_ref(entry));
            let outcomes = twins.same_outcomes(&Add::tasks(&one).unwrap());
            ids.extend(outcomes.into_iter().filter_map(Outcome::done));
        }
        let ids: Vec<Id> = ids.into_iter().filter_map(|stored| stored.id).collect();
        assert_eq!(ids.len(), 2);

        let mut change = Entry::new();
        change
            .set(Field::Id, ids[0].to_string())
            .set(Field::Notes, "");
        let changes = checked(Purpose::Modify, std::slice::from_ref(&change));
        twins.same_outcomes(&Modify::tasks(&changes).unwrap());

        let day = Moment::from(chrono::NaiveDate::from_ymd_opt(2026, 1, 6).unwrap());
        let by_day = Method::EqualTo(Search::new().with_date("date", day).into());
        let by_notes = Method::EqualTo(Search::new().with_field("notes", "é 😀 ]]>").into());
        let none = Method::EqualTo(Search::new().with_field("notes", "nobody's").into());
        for (method, count) in [(by_day, 1), (by_notes, 1), (none, 0), (Method::All, 2)] {
            let read = Read::<Task>::new(method).with_order("id", Direction::Descending);
            let found = twins.same(&read).unwrap();
            assert_eq!(found.len(), count);
            let some = twins.same(&read.with_fields(["id", "notes"])).unwrap();
            assert_eq!(some.len(), count);
        }
        let several = vec![
            Read::<Task>::all(),
            Read::<Task>::all().with_page(1, PageSize::new(1).unwrap()),
        ];
        assert_eq!(twins.same(&several).len(), 2);

        let mut named = Entry::new();
        named.set(Field::Id, ids[1].to_string());
        let rejected = checked(Purpose::Reject, std::slice::from_ref(&named));
        twins.same_outcomes(&Reject::tasks(&rejected).unwrap());
        let mut nobody = Entry::new();
        nobody.set(Field::Id, "4711");
        for entry in [&named, &nobody] {
            let deleted = checked(Purpose::Delete, std::slice::from_ref(entry));
            twins.same_outcomes(&Delete::tasks(&deleted).unwrap());
        }
        assert_eq!(twins.xml.0.stored(), twins.soap.0.stored());
        assert_eq!(twins.soap.0.stored().len(), 1);
    }
}

#[test]
fn pages_are_read_alike() {
    for kind in BOTH {
        let twins = Twins::start(kind);
        for index in 0..25 {
            let index = index.to_string();
            twins.xml.0.store("Task", &[("notes", &index)]);
            twins.soap.0.store("Task", &[("notes", &index)]);
        }
        let read = || Read::<Task>::all().with_page(3, PageSize::new(7).unwrap());
        let over_xml = twins.xml.1.pages(read());
        let over_soap = twins.soap.1.pages(read());
        assert_eq!(format!("{over_soap:?}"), format!("{over_xml:?}"));
        assert_eq!(over_soap.len(), 22);
        assert_eq!(twins.soap.0.logins(), 1);
    }
}
