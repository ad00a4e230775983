//! The WSDL against the vendor's of 2016, where that is at hand, and against names that were written
//! down from it.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::PathBuf;
use std::{env, fs};

use roxmltree::{Document, Node};
use suiteprojects::schema::{wsdl, wsdl_with_custom_fields};

const XSD: &str = "http://www.w3.org/2001/XMLSchema";
const WSDL: &str = "http://schemas.xmlsoap.org/wsdl/";

/// The fields of `oaTask` in the vendor's WSDL of 2016.
const TASK_OF_2016: &str = "acct_date attributes category_1id category_2id category_3id \
    category_4id category_5id categoryid cost_centerid created customerid date decimal_hours \
    description hours id job_codeid loaded_cost loaded_cost_2 loaded_cost_3 minutes notes \
    payroll_typeid project_loaded_cost project_loaded_cost_2 project_loaded_cost_3 projectid \
    projecttask_typeid projecttaskid slipid thin_client_id timesheetid timetypeid updated userid";

/// Those that came later, from the vendor's page on the time entry.
const LATER: [&str; 2] = ["end_time", "start_time"];

/// The mark of what is newer.
const MARK: &str = "Not in the WSDL of 2016.";

/// The operations of the SOAP API that have a command of their own, and `version`.
const OPERATIONS: &str = "add approve createUser delete login logout makeURL modify read reject \
    servertime submit unapprove upsert version whoami";

/// What a WSDL says, prefixes apart.
#[derive(Debug, Default)]
struct Contents {
    /// Fields or members of each type, with their types and whether they are marked as newer.
    types: BTreeMap<String, BTreeMap<String, (String, bool)>>,
    /// The type of the items of each array.
    arrays: BTreeMap<String, String>,
    /// Parts of the request, the part of the response, and whether there is a session.
    operations: BTreeMap<String, Operation>,
    marked: BTreeSet<String>,
}

#[derive(Debug, Eq, PartialEq)]
struct Operation {
    request: Vec<(String, String)>,
    response: Vec<(String, String)>,
    action: String,
    namespace: String,
    has_session: bool,
}

fn named<'a, 'i: 'a>(
    within: Node<'a, 'i>,
    namespace: &'static str,
    name: &'static str,
) -> impl Iterator<Item = Node<'a, 'i>> {
    within
        .descendants()
        .filter(move |node| node.has_tag_name((namespace, name)))
}

fn attribute(node: Node<'_, '_>, name: &str) -> String {
    node.attribute(name).unwrap_or_default().to_owned()
}

fn local(name: &str) -> String {
    name.rsplit(':').next().unwrap().to_owned()
}

fn is_marked(node: Node<'_, '_>) -> bool {
    let own = node.children().filter(Node::is_element).take(1);
    own.flat_map(|child| child.descendants())
        .filter(Node::is_text)
        .any(|text| text.text().unwrap().contains(MARK))
}

fn contents(text: &str) -> Contents {
    let document = Document::parse(text).unwrap();
    let root = document.root_element();
    let mut contents = Contents::default();
    for node in named(root, XSD, "complexType") {
        let name = attribute(node, "name");
        if is_marked(node) {
            contents.marked.insert(name.clone());
        }
        if let Some(array) = named(node, XSD, "attribute").next() {
            let item = array.attribute((WSDL, "arrayType")).unwrap();
            let item = local(item.strip_suffix("[]").unwrap());
            contents.arrays.insert(name, item);
            continue;
        }
        let members = named(node, XSD, "element")
            .map(|member| {
                let of = local(&attribute(member, "type"));
                (attribute(member, "name"), (of, is_marked(member)))
            })
            .collect();
        contents.types.insert(name, members);
    }
    let parts: BTreeMap<String, Vec<(String, String)>> = named(root, WSDL, "message")
        .map(|message| {
            let parts = named(message, WSDL, "part")
                .map(|part| (attribute(part, "name"), local(&attribute(part, "type"))))
                .collect();
            (attribute(message, "name"), parts)
        })
        .collect();
    let port_type = named(root, WSDL, "portType").next().unwrap();
    let binding = named(root, WSDL, "binding").next().unwrap();
    for operation in named(port_type, WSDL, "operation") {
        let name = attribute(operation, "name");
        let message = |direction| {
            let message = named(operation, WSDL, direction).next().unwrap();
            parts[&local(&attribute(message, "message"))].clone()
        };
        let bound = named(binding, WSDL, "operation")
            .find(|bound| bound.attribute("name") == Some(&name))
            .unwrap();
        let soap = |name: &str| {
            let mut found = bound.descendants();
            found.find(|node| {
                node.tag_name().name() == name && node.tag_name().namespace() != Some(WSDL)
            })
        };
        let bound = Operation {
            request: message("input"),
            response: message("output"),
            action: attribute(soap("operation").unwrap(), "soapAction"),
            namespace: attribute(soap("body").unwrap(), "namespace"),
            has_session: soap("header").is_some(),
        };
        contents.operations.insert(name, bound);
    }
    contents
}

fn words(text: &str) -> BTreeSet<&str> {
    text.split_ascii_whitespace().collect()
}

#[test]
fn the_time_entry_has_all_fields_and_marks_the_later_ones() {
    let contents = contents(&wsdl());
    let task = &contents.types["oaTask"];
    let fields: BTreeSet<&str> = task.keys().map(String::as_str).collect();
    let marked: BTreeSet<&str> = task
        .iter()
        .filter(|(_, (_, is_marked))| *is_marked)
        .map(|(name, _)| name.as_str())
        .collect();
    let later = BTreeSet::from(LATER);
    assert_eq!(marked, later);
    assert_eq!(fields, words(TASK_OF_2016).union(&later).copied().collect());
}

#[test]
fn the_operations_are_there() {
    let contents = contents(&wsdl());
    for name in words(OPERATIONS) {
        let operation = &contents.operations[name];
        assert_eq!(
            operation.action,
            format!("https://www.openair.com/OAirService#{name}")
        );
        assert_eq!(
            operation.has_session,
            !["login", "version"].contains(&name),
            "{name}"
        );
    }
}

/// Whatever a part, a member or an item says it is, is there.
#[test]
fn no_type_is_missing() {
    let contents = contents(&wsdl());
    let mut used = BTreeSet::new();
    for members in contents.types.values() {
        used.extend(members.values().map(|(of, _)| of.as_str()));
    }
    used.extend(contents.arrays.values().map(String::as_str));
    for operation in contents.operations.values() {
        let parts = operation.request.iter().chain(&operation.response);
        used.extend(parts.map(|(_, of)| of.as_str()));
    }
    used.remove("string");
    for name in used {
        let is_known = contents.types.contains_key(name) || contents.arrays.contains_key(name);
        assert!(is_known, "{name}");
    }
}

#[test]
fn custom_fields_are_in_the_time_entry_alone() {
    let with_field = contents(&wsdl_with_custom_fields(&["billing_note__c"]).unwrap());
    let holders: Vec<&String> = with_field
        .types
        .iter()
        .filter(|(_, members)| members.contains_key("billing_note__c"))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(holders, ["oaTask"]);
    assert!(wsdl_with_custom_fields(&["billing_note"]).is_err());
}

#[test]
fn everything_of_the_vendor_is_in_it() {
    let shared = env::var_os("SUITEPROJECTS_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let path = shared.join("corpus/wsdl/OA2016.wsdl");
    let Ok(text) = fs::read_to_string(&path) else {
        // Straight to the stream: the harness hides what passing tests print.
        let mut stream = std::io::stderr();
        writeln!(stream, "skipped: {} is not there", path.display()).unwrap();
        return;
    };
    let theirs = contents(&text);
    let ours = contents(&wsdl());
    assert!(theirs.types.len() > 160);

    for (name, members) in &theirs.types {
        let own = ours.types.get(name);
        let own = own.unwrap_or_else(|| panic!("{name} is missing"));
        for (member, (of, _)) in members {
            assert_eq!(
                own.get(member),
                Some(&(of.clone(), false)),
                "{name} {member}"
            );
        }
        for (member, (_, is_marked)) in own {
            let is_newer = !members.contains_key(member);
            assert_eq!(*is_marked, is_newer, "{name} {member}");
        }
    }
    for name in ours
        .types
        .keys()
        .filter(|name| !theirs.types.contains_key(*name))
    {
        assert!(ours.marked.contains(name), "{name}");
    }
    for (name, item) in &theirs.arrays {
        // Nothing in the vendor's WSDL uses this one.
        if name != "ArrayOfString" {
            assert_eq!(ours.arrays.get(name), Some(item), "{name}");
        }
    }
    for (name, operation) in &theirs.operations {
        assert_eq!(ours.operations.get(name), Some(operation), "{name}");
    }
    let newer = ours
        .operations
        .keys()
        .filter(|name| !theirs.operations.contains_key(*name));
    assert_eq!(
        newer.collect::<Vec<_>>(),
        ["approve", "reject", "unapprove"]
    );
}
