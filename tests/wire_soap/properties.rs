//! What means nothing changes nothing, and what is cut off never counts.

use std::fmt::Debug;

use proptest::prelude::*;
use suiteprojects::api::{Delete, Read, Reject, Time, Whoami};
use suiteprojects::element::{Attribute, Element, Name, Node};
use suiteprojects::soap::exchange::{self, SoapCommand};
use suiteprojects::soap::server::Request;
use suiteprojects::task::Task;
use suiteprojects::xml::{Limits, tree};

use super::laws::through_soap;
use super::requests::two_reads;
use super::{golden, id};

const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";
const SOAP: &str = "http://schemas.xmlsoap.org/soap/envelope/";

/// Numbers to make choices by, one after the other.
struct Choices(std::vec::IntoIter<u8>);

impl Choices {
    fn of(&mut self, count: usize) -> usize {
        usize::from(self.0.next().unwrap_or(0)) % count.max(1)
    }
}

/// Says the same in another way.
fn vary(element: &mut Element, choices: &mut Choices, within: bool) {
    let is_array = element
        .attributes
        .iter()
        .any(|attribute| attribute.name.local == "arrayType");
    let is_of_envelope = element.name.namespace.as_deref() == Some(SOAP);
    if within && !is_of_envelope {
        vary_marks(element, choices);
    }
    let inside = within || element.name.local == "Body";
    // Nil and absent are the same.
    element.children.retain(|node| {
        let is_nil = |inner: &Element| {
            let mut marks = inner.attributes.iter();
            marks.any(|mark| matches!(&*mark.name.local, "nil" | "null"))
        };
        !node.as_element().is_some_and(is_nil) || choices.of(3) > 0
    });
    // The members of a structure have no order, the items of an array have.
    if inside && !is_array && !is_of_envelope {
        let length = element.children.len();
        for place in 0..length {
            let other = choices.of(length);
            element.children.swap(place, other);
        }
    }
    for node in &mut element.children {
        if let Node::Element(inner) = node {
            if is_array && choices.of(2) == 0 {
                "Any_thing".clone_into(&mut inner.name.local);
            }
            vary(inner, choices, inside);
        }
    }
}

fn vary_marks(element: &mut Element, choices: &mut Choices) {
    let is_simple = element.elements().next().is_none();
    let mut kept = Vec::new();
    for mut attribute in std::mem::take(&mut element.attributes) {
        match &*attribute.name.local {
            "nil" => attribute = nil(choices),
            "type" if is_simple && choices.of(2) == 0 => continue,
            "type" => {
                let local = attribute.value.rsplit(':').next().unwrap_or_default();
                let prefix = ["", "p:", "namesp7:", "perl:"][choices.of(4)];
                attribute.value = format!("{prefix}{local}");
            }
            "arrayType" if choices.of(3) == 0 => continue,
            _ => {}
        }
        kept.push(attribute);
    }
    element.attributes = kept;
    // Namespaces of members do not count.
    if choices.of(4) == 0 {
        element.name.namespace = Some("urn:any".to_owned());
    }
}

fn nil(choices: &mut Choices) -> Attribute {
    let (namespace, local, value) = [
        (Some(INSTANCE), "nil", "true"),
        (Some(INSTANCE), "nil", "1"),
        (
            Some("http://www.w3.org/1999/XMLSchema-instance"),
            "null",
            "1",
        ),
        (
            Some("http://www.w3.org/2000/10/XMLSchema-instance"),
            "null",
            "1",
        ),
        (None, "nil", "true"),
        (None, "null", "1"),
    ][choices.of(6)];
    let name = match namespace {
        Some(namespace) => Name::in_namespace(namespace, local),
        None => Name::new(local),
    };
    Attribute {
        name,
        value: value.to_owned(),
    }
}

fn varied(case: &str, choices: Vec<u8>) -> String {
    let mut message = tree::parse(golden(case).as_bytes(), Limits::default()).unwrap();
    vary(&mut message, &mut Choices(choices.into_iter()), false);
    tree::to_string(&message).unwrap()
}

#[track_caller]
fn same<C: SoapCommand>(command: &C, case: &str, choices: &[u8])
where
    C::Answer: Debug,
{
    let case = format!("{case}.response.xml");
    let decode = |text: &str| exchange::decode(command, text.as_bytes(), Limits::default());
    let expected = decode(&golden(&case)).unwrap();
    let message = varied(&case, choices.to_vec());
    let found = decode(&message).unwrap_or_else(|error| panic!("{error}: {message}"));
    let (found, expected) = (format!("{found:?}"), format!("{expected:?}"));
    assert_eq!(sorted(&found), sorted(&expected), "{message}");
}

/// Custom fields and those of generic records stand in the order in which they came, which is as random as
/// the message; what is compared is what there is.
fn sorted(shown: &str) -> Vec<char> {
    let mut characters: Vec<char> = shown.chars().collect();
    characters.sort_unstable();
    characters
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn answers_say_the_same_in_other_ways(choices in prop::collection::vec(any::<u8>(), 400)) {
        let ids = [id(5512), id(5513)];
        same(&Delete::ids("Task", &ids).unwrap(), "delete/two-tasks", &choices);
        let ids = [id(1111), id(1112)];
        same(&Reject::ids("Task", &ids).unwrap(), "reject/two-tasks", &choices);
        same(&Read::<Task>::all(), "read/all", &choices);
        same(&two_reads(), "read/two-reads", &choices);
        same(&Time, "servertime/session", &choices);
        same(&Whoami::new(), "whoami/token", &choices);
    }

    #[test]
    fn requests_say_the_same_in_other_ways(choices in prop::collection::vec(any::<u8>(), 400)) {
        for case in ["add/one-task", "add/looked-up", "upsert/two-tasks", "modify/clear-notes", "delete/two-tasks", "reject/two-tasks"] {
            let case = format!("{case}.request.xml");
            let message = varied(&case, choices.clone());
            let expected = through_soap(&golden(&case));
            prop_assert!(!expected.is_empty());
            prop_assert_eq!(through_soap(&message), expected, "{}", message);
            // A server reads the same operation and session.
            let [found, expected] = [&message, &golden(&case)].map(|text| {
                let request = Request::parse(text.as_bytes(), Limits::default()).unwrap();
                (request.call.operation(), request.session.map(|session| session.secret().expose().to_owned()))
            });
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn anything_is_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200), at in any::<prop::sample::Index>(), case in 0..4_usize) {
        let case = ["add/records.request.xml", "read/everything.request.xml", "read/all.references.response.xml", "upsert/two-tasks.response.xml"][case];
        let mut message = golden(case).into_bytes();
        let at = at.index(message.len());
        let end = (at + bytes.len() / 8).min(message.len());
        message.splice(at..end, bytes.into_iter().take(12));
        // Neither panics, whatever comes.
        let _ = Request::parse(&message, Limits::default());
        let _ = exchange::decode(&Read::<Task>::all(), &message, Limits::default());
        let _ = suiteprojects::soap::task::read_entries(&message, Limits::default(), |_| {});
    }
}

/// A request for one entry and another.
#[test]
fn cut_off_anywhere_nothing_counts() {
    let is_whole = |text: &str, end: usize| end >= text.trim_end().len();
    for case in [
        "add/one-task",
        "read/everything",
        "reject/two-tasks",
        "add/one-task.literal",
    ] {
        let text = golden(&format!("{case}.request.xml"));
        for end in 0..text.len() {
            let part = &text.as_bytes()[..end];
            let outcome = Request::parse(part, Limits::default());
            assert_eq!(outcome.is_ok(), is_whole(&text, end), "{case} at {end}");
        }
    }
    let reads = two_reads();
    let delete = Delete::ids("Task", &[id(5512), id(5513)]).unwrap();
    for case in ["delete/two-tasks", "delete/two-tasks.new-lite"] {
        let text = golden(&format!("{case}.response.xml"));
        for end in 0..text.len() {
            let outcome = exchange::decode(&delete, &text.as_bytes()[..end], Limits::default());
            assert_eq!(outcome.is_ok(), is_whole(&text, end), "{case} at {end}");
        }
    }
    let text = golden("read/two-reads.response.xml");
    for end in 0..text.len() {
        let outcome = exchange::decode(&reads, &text.as_bytes()[..end], Limits::default());
        assert_eq!(outcome.is_ok(), is_whole(&text, end), "at {end}");
    }
    // A fault that was cut off is no refusal.
    let text = golden("fault/logged-out.response.xml");
    for end in 0..text.len() {
        let error =
            exchange::decode(&Time, &text.as_bytes()[..end], Limits::default()).unwrap_err();
        assert_eq!(error.refusal().is_some(), is_whole(&text, end), "at {end}");
    }
}
