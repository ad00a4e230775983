//! Laws of Read: whatever is asked, the request is well-formed (`roxmltree` decides), has a date for
//! each date filter and brings every text over unchanged; whatever is answered, an answer that was cut
//! off is none, and every record has its place.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod xml_support;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use proptest::prelude::*;
use proptest::sample::select;
use suiteprojects::api::{
    Application, DateFilter, DateRelation, Deleted, Direction, Filter, Flags, Method, OneOrMore,
    PageSize, Read, Search, Secret, Time, Whoami,
};
use suiteprojects::element::Element;
use suiteprojects::record::{Moment, User};
use suiteprojects::task::{Id, Lookup, LookupBy, Task};
use suiteprojects::xml::exchange::{self, XmlCommand};
use suiteprojects::xml::{Limits, tree};
use xml_support::{mutate, mutations};

/// Any text that XML 1.0 can carry.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~]{0,12}",
        "[\\t\\n\\r<>&\"'\\]éß€😀\u{FFFD} ]{0,8}",
        any::<String>().prop_map(|text| {
            let characters = text.chars();
            characters
                .filter(|&character| suiteprojects::text::is_xml_character(character))
                .collect()
        }),
    ]
}

fn field() -> impl Strategy<Value = String> {
    "[a-z][a-z0-9_]{0,8}(__c)?"
}

fn id() -> impl Strategy<Value = Id> {
    (1_u64..).prop_map(|number| Id::new(number).unwrap())
}

fn moment() -> impl Strategy<Value = Moment> {
    let first = NaiveDate::from_ymd_opt(1, 1, 1).unwrap();
    let first = first.and_hms_opt(0, 0, 0).unwrap();
    // To the end of the year 9999.
    (0_i64..3_652_059 * 86_400, any::<bool>()).prop_map(move |(seconds, with_time)| {
        let moment: NaiveDateTime = first + TimeDelta::seconds(seconds);
        if with_time {
            moment.into()
        } else {
            moment.date().into()
        }
    })
}

fn search() -> impl Strategy<Value = Search> {
    let one = prop_oneof![
        (field(), text()).prop_map(|(name, text)| (name, Some(text), None, None)),
        (field(), moment()).prop_map(|(name, moment)| (name, None, Some(moment), None)),
        (field(), text(), any::<bool>()).prop_map(|(name, text, by_name)| {
            let by = if by_name {
                LookupBy::Name
            } else {
                LookupBy::External
            };
            (name, Some(text), None, Some(by))
        }),
    ];
    prop::collection::vec(one, 0..4).prop_map(|fields| {
        fields
            .into_iter()
            .fold(Search::new(), |search, field| match field {
                (name, Some(text), _, Some(by)) => {
                    search.with_lookup(&name, &text, &Lookup::new(by, "Project"))
                }
                (name, Some(text), _, None) => search.with_field(&name, &text),
                (name, _, Some(moment), _) => search.with_date(&name, moment),
                (_, None, None, _) => search,
            })
    })
}

fn method() -> impl Strategy<Value = Method> {
    let searches = || {
        prop::collection::vec(search(), 1..4)
            .prop_map(|searches| OneOrMore::several(searches).unwrap())
    };
    let ids = || prop::collection::vec(id(), 1..4).prop_map(|ids| OneOrMore::several(ids).unwrap());
    prop_oneof![
        Just(Method::All),
        Just(Method::NotExported),
        searches().prop_map(Method::EqualTo),
        searches().prop_map(Method::NotEqualTo),
        searches().prop_map(Method::CustomEqualTo),
        ids().prop_map(Method::User),
        ids().prop_map(Method::Project),
    ]
}

fn filter() -> impl Strategy<Value = Filter> {
    prop_oneof![
        (select(DateRelation::ALL), field(), moment())
            .prop_map(|(relation, field, moment)| DateFilter::new(relation, field, moment).into()),
        select(vec!["open-slips", "not-exported", "something-new"])
            .prop_map(|name| Filter::named(name).unwrap()),
    ]
}

/// A Read, and the filters and fields that it was given.
#[derive(Clone, Debug)]
struct Asked {
    read: Read,
    method: Method,
    filters: Vec<Filter>,
    fields: Vec<String>,
    order: Option<(String, Direction)>,
}

fn asked() -> impl Strategy<Value = Asked> {
    let page = (any::<u64>(), 1_usize..=1_000);
    let order = prop::option::of((field(), any::<bool>()));
    let filters = prop::collection::vec(filter(), 0..6);
    let fields = prop::collection::vec(field(), 0..4);
    let options = (
        select(vec![Deleted::Excluded, Deleted::Only, Deleted::Included]),
        select(vec![Flags::Default, Flags::Excluded, Flags::Included]),
        any::<[bool; 6]>(),
        text(),
    );
    (method(), filters, page, order, fields, options).prop_map(
        |(
            method,
            filters,
            (offset, count),
            order,
            fields,
            (deleted, flags, switches, currency),
        )| {
            let page_size = PageSize::new(count).unwrap();
            let mut read = Read::of("Slip", method.clone())
                .unwrap()
                .with_page(offset, page_size)
                .with_deleted(deleted)
                .with_flags(flags)
                .with_fields(fields.clone())
                .with_base_currency(currency);
            read = filters.iter().cloned().fold(read, Read::with_filter);
            let [generic, project, hours, cache, nil, custom] = switches;
            if generic {
                read = read.with_generic();
            }
            if project {
                read = read.with_project_only();
            }
            if hours {
                read = read.with_calculated_hours();
            }
            if cache {
                read = read.with_cleared_filter_cache();
            }
            if nil {
                read = read.with_empty_is_nil(custom);
            }
            let order = order.map(|(field, ascending)| {
                let direction = if ascending {
                    Direction::Ascending
                } else {
                    Direction::Descending
                };
                (field, direction)
            });
            if let Some((field, direction)) = &order {
                read = read.with_order(field, *direction);
            }
            Asked {
                read,
                method,
                filters,
                fields,
                order,
            }
        },
    )
}

fn encoded<C: XmlCommand>(command: &C) -> String {
    let application = Application::new("tests", "1", Secret::new("key"));
    let request = exchange::encode(&application, None, command).unwrap();
    request.expose().to_owned()
}

/// What `roxmltree` sees of an element, in our terms.
fn seen(node: roxmltree::Node<'_, '_>) -> Element {
    let attributes = node.attributes();
    let mut element = attributes.fold(
        Element::new(node.tag_name().name()),
        |element, attribute| element.with_attribute(attribute.name(), attribute.value()),
    );
    for child in node.children() {
        element = if child.is_element() {
            element.with_child(seen(child))
        } else {
            element.with_text(child.text().unwrap())
        };
    }
    element
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn requests_say_what_was_asked(asked in asked()) {
        let request = encoded(&asked.read);
        let document = roxmltree::Document::parse(&request).unwrap();
        let read = document.root_element().first_element_child().unwrap();
        prop_assert_eq!(read.attribute("type"), Some("Slip"));
        prop_assert_eq!(read.attribute("method"), Some(asked.method.as_str()));
        let limit = format!("{},{}", asked.read.offset(), asked.read.page_size().get());
        prop_assert_eq!(read.attribute("limit"), Some(&*limit));
        let order = asked.order.map(|(field, direction)| format!("{field},{}", direction.as_str()));
        prop_assert_eq!(read.attribute("order"), order.as_deref());

        let list = |name| -> Vec<&str> {
            let list = read.attribute(name).map(|list| list.split(',').collect());
            list.unwrap_or_default()
        };
        let names: Vec<&str> = asked.filters.iter().map(Filter::name).collect();
        prop_assert_eq!(list("filter"), names);
        let dates: Vec<&DateFilter> = asked
            .filters
            .iter()
            .filter_map(|filter| match filter {
                Filter::Date(filter) => Some(filter),
                _ => None,
            })
            .collect();
        let compared: Vec<&str> = dates.iter().map(|filter| filter.field()).collect();
        prop_assert_eq!(list("field"), compared);

        // Dates first and in order, then search objects, then the fields.
        let mut expected: Vec<Element> =
            dates.iter().map(|filter| filter.moment().to_element()).collect();
        for search in asked.method.searches() {
            let fields = search.fields().iter().cloned();
            expected.push(fields.fold(Element::new("Slip"), Element::with_child));
        }
        let of = |object_type: &str, id: &Id| {
            Element::new(object_type).with_child(Element::new("id").with_text(id.to_string()))
        };
        match &asked.method {
            Method::User(ids) => expected.extend(ids.as_slice().iter().map(|id| of("User", id))),
            Method::Project(ids) => expected.extend(ids.as_slice().iter().map(|id| of("Project", id))),
            _ => {}
        }
        if !asked.fields.is_empty() {
            let fields = asked.fields.iter().map(|name| Element::new(name.as_str()));
            expected.push(fields.fold(Element::new("_Return"), Element::with_child));
        }
        let found: Vec<Element> = read.children().map(seen).collect();
        // An empty text is no node.
        let without_empty = |elements: Vec<Element>| {
            let root = elements.into_iter().fold(Element::new("a"), Element::with_child);
            let text = tree::to_string(&root).unwrap();
            tree::parse(text.as_bytes(), Limits::default()).unwrap()
        };
        prop_assert_eq!(without_empty(found), without_empty(expected));
    }

    #[test]
    fn attributes_come_over_unchanged(value in text()) {
        let read = Read::of("Currencyrate", Method::All).unwrap().with_base_currency(&*value);
        let request = encoded(&read);
        let document = roxmltree::Document::parse(&request).unwrap();
        let read = document.root_element().first_element_child().unwrap();
        prop_assert_eq!(read.attribute("base_currency"), Some(&*value));
    }
}

/// Records with fields that fit or do not, in any order.
fn answer() -> impl Strategy<Value = (Vec<Element>, String)> {
    let value = prop_oneof![text(), Just(String::new()), "[0-9]{1,3}", "[01]"];
    let name = select(vec![
        "id", "name", "active", "updated", "hours", "userid", "notes", "x__c",
    ]);
    let record = (
        select(vec!["User", "Task", "Slip"]),
        prop::collection::vec((name, value), 0..5),
    );
    let record = record.prop_map(|(object_type, fields)| {
        let fields = fields.into_iter().map(|(name, text)| {
            let field = Element::new(name);
            if text.is_empty() {
                field
            } else {
                field.with_text(text)
            }
        });
        fields.fold(Element::new(object_type), Element::with_child)
    });
    (prop::collection::vec(record, 0..4), any::<bool>()).prop_map(|(records, with_auth)| {
        let read = records.iter().cloned();
        let read = read.fold(
            Element::new("Read").with_attribute("status", "0"),
            Element::with_child,
        );
        let mut response = Element::new("response");
        if with_auth {
            response = response.with_child(Element::new("Auth").with_attribute("status", "0"));
        }
        let answer = tree::to_string(&response.with_child(read)).unwrap();
        (records, answer)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn an_answer_that_was_cut_off_is_none((_, answer) in answer()) {
        let users = Read::<User>::all();
        let tasks = Read::<Task>::all();
        let slips = Read::of("Slip", Method::All).unwrap();
        for end in 0..answer.len() {
            let cut = &answer.as_bytes()[..end];
            prop_assert!(exchange::decode(&users, cut, Limits::default()).is_err());
            prop_assert!(exchange::decode(&tasks, cut, Limits::default()).is_err());
            prop_assert!(exchange::decode(&slips, cut, Limits::default()).is_err());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// A record of another type is an error in its place, and one of the type asked for is that record.
    #[test]
    fn every_record_has_its_place((records, answer) in answer()) {
        let users = exchange::decode(&Read::<User>::all(), answer.as_bytes(), Limits::default());
        let users = users.unwrap().unwrap();
        prop_assert_eq!(users.len(), records.len());
        for (record, user) in records.iter().zip(&users) {
            if record.name.local != "User" {
                prop_assert!(user.is_err());
            } else if let Ok(user) = user {
                let id = record.child("id").map(Element::text);
                let id = id.as_deref().and_then(|id| Id::parse(id).ok());
                prop_assert_eq!(user.id, id);
            }
        }
        let slips = Read::of("Slip", Method::All).unwrap();
        let slips = exchange::decode(&slips, answer.as_bytes(), Limits::default());
        let slips = slips.unwrap().unwrap();
        prop_assert_eq!(slips.len(), records.len());
        for (record, slip) in records.iter().zip(&slips) {
            if record.name.local != "Task" {
                prop_assert_eq!(slip.as_ref(), Ok(&reread(record)));
            }
        }
    }
}

/// A record as it looks after the wire: without texts of nothing but blanks between elements.
fn reread(record: &Element) -> Element {
    tree::parse(
        tree::to_string(record).unwrap().as_bytes(),
        Limits::default(),
    )
    .unwrap()
}

/// Answers with one of everything.
const ANSWERS: [&str; 5] = [
    include_str!("wire/xml/exchange/read/users.response.xml"),
    include_str!("wire/xml/exchange/read/tasks.response.xml"),
    include_str!("wire/xml/exchange/read/bad-values.response.xml"),
    include_str!("wire/xml/exchange/read/several.response.xml"),
    include_str!("wire/xml/exchange/time/plain.response.xml"),
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2_000, ..ProptestConfig::default() })]

    /// Damage ends in an error or in records, never in a panic; and the typed form of an answer can be
    /// read wherever the generic one can.
    #[test]
    fn damaged_answers(answer in select(&ANSWERS[..]), damage in mutations()) {
        let answer = mutate(answer, &damage);
        let limits = Limits::default();
        let generic = Read::of("User", Method::All).unwrap();
        let generic = exchange::decode(&generic, answer.as_bytes(), limits);
        let users = exchange::decode(&Read::<User>::all(), answer.as_bytes(), limits);
        match (generic, users) {
            (Ok(Ok(generic)), Ok(Ok(users))) => prop_assert_eq!(generic.len(), users.len()),
            (Ok(Err(generic)), Ok(Err(users))) => prop_assert_eq!(generic, users),
            (Err(generic), Err(users)) => prop_assert_eq!(generic, users),
            (generic, users) => panic!("{generic:?}, {users:?}"),
        }
        let commands = (Read::<Task>::all(), Read::<Task>::all(), Whoami::new(), Time);
        let _ = exchange::decode(&commands, answer.as_bytes(), limits);
        let _ = exchange::decode(&Time, answer.as_bytes(), limits);
    }
}
