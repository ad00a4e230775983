//! Messages as values and as JSON.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::path::Path;

use serde_json::{Value, json};
use suiteprojects::element::Element;
use suiteprojects::xml::document::{Command, Document, Kind};
use suiteprojects::xml::{Limits, tree};

fn document(text: &str) -> Document {
    Document::parse(text.as_bytes(), Limits::default()).unwrap()
}

fn json(text: &str) -> Value {
    serde_json::to_value(document(text)).unwrap()
}

/// Each message of the folder against the JSON beside it, byte by byte.
#[test]
fn golden_files() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/wire/xml/generic");
    let mut names = Vec::new();
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "xml") {
            continue;
        }
        let message = std::fs::read(&path).unwrap();
        let document = Document::parse(&message, Limits::default()).unwrap();
        let written = serde_json::to_string_pretty(&document).unwrap() + "\n";
        let expected = std::fs::read_to_string(path.with_extension("json")).unwrap();
        assert_eq!(written, expected, "{}", path.display());
        names.push(path.file_stem().unwrap().to_str().unwrap().to_owned());
    }
    let readme = std::fs::read_to_string(folder.join("README.md")).unwrap();
    assert!(!names.is_empty());
    for name in names {
        assert!(
            readme.contains(&format!("| `{name}` |")),
            "{name} is not described"
        );
    }
}

#[test]
fn kinds() {
    for (text, kind, commands, records) in [
        ("<request/>", Kind::Request, 0, 0),
        ("<response><Auth/><Read/></response>", Kind::Response, 2, 0),
        ("<Read/>", Kind::Fragment, 1, 0),
        ("<ModifyOnCondition/>", Kind::Fragment, 1, 0),
        ("<Task/>", Kind::Fragment, 0, 1),
        ("<read/>", Kind::Fragment, 0, 1),
        ("<Date/>", Kind::Fragment, 0, 1),
        ("<request xmlns='urn:x'/>", Kind::Fragment, 0, 1),
        (
            "<s:Envelope xmlns:s='urn:x'><s:Body/></s:Envelope>",
            Kind::Fragment,
            0,
            1,
        ),
    ] {
        let document = document(text);
        let found = (
            document.kind,
            document.commands.len(),
            document.records.len(),
        );
        assert_eq!(found, (kind, commands, records), "{text}");
    }
}

/// A status counts only if it is a number and nothing else.
#[test]
fn statuses() {
    for (value, status) in [
        ("0", Some(0)),
        ("601", Some(601)),
        ("4294967295", Some(4_294_967_295)),
        ("4294967296", None),
        ("", None),
        (" 0", None),
        ("+1", None),
        ("-1", None),
        ("1.0", None),
        ("ok", None),
    ] {
        let text = format!("<response status='{value}'><Read status='{value}'/></response>");
        let document = document(&text);
        assert_eq!(document.status(), status, "{value}");
        assert_eq!(document.commands[0].status(), status, "{value}");
        let json = json(&text);
        assert_eq!(json.get("status"), status.map(Value::from).as_ref());
        assert_eq!(json["commands"][0]["attributes"]["status"], value);
    }
    assert_eq!(document("<response/>").status(), None);
    let other = "<response xmlns:x='u'><Read x:status='1'/></response>";
    assert_eq!(document(other).commands[0].status(), None);
}

/// Fields start with a small letter, everything else is a record.
#[test]
fn fields_and_records() {
    let read = Command::new(
        Element::new("Read")
            .with_child(Element::new("errors"))
            .with_child(Element::new("Task"))
            .with_child(Element::new("_Return"))
            .with_child(Element::new("éa"))
            .with_child(Element::new("中")),
    );
    let names = |element: &Element| element.name.local.clone();
    assert_eq!(
        read.fields().map(names).collect::<Vec<_>>(),
        ["errors", "éa"]
    );
    assert_eq!(
        read.records().map(names).collect::<Vec<_>>(),
        ["Task", "_Return", "中"]
    );
}

#[test]
fn values_of_fields() {
    for (field, expected) in [
        ("<a/>", json!("")),
        ("<a></a>", json!("")),
        ("<a> </a>", json!(" ")),
        ("<a>x<!-- -->&amp;</a>", json!("x&")),
        ("<a b='1'/>", json!({"@attributes": {"b": "1"}})),
        (
            "<a b='1'>x</a>",
            json!({"@attributes": {"b": "1"}, "@text": "x"}),
        ),
        ("<a><b>1</b></a>", json!({"b": "1"})),
        ("<a><b/><c/><b>2</b></a>", json!({"b": ["", "2"], "c": ""})),
        ("<a>x<b/>y</a>", json!({"@text": "xy", "b": ""})),
        (
            "<a b='1'><b>2</b></a>",
            json!({"@attributes": {"b": "1"}, "b": "2"}),
        ),
    ] {
        let json = json(&format!("<Task>{field}</Task>"));
        assert_eq!(
            json["records"][0]["fields"],
            json!({"a": expected}),
            "{field}"
        );
    }
}

/// The order of the input is the order of the output; a list stands where its first value stood.
#[test]
fn order_is_kept() {
    let document = document("<Task z='1' a='2'><y/><x/><y/><a/></Task>");
    assert_eq!(
        serde_json::to_string(&document).unwrap(),
        r#"{"protocol":"xml","kind":"fragment","commands":[],"records":[{"type":"Task","attributes":{"z":"1","a":"2"},"fields":{"y":["",""],"x":"","a":""}}]}"#
    );
}

/// Many different names in one place must not take the square of the time.
#[test]
fn many_fields() {
    use std::fmt::Write;
    let mut text = "<Task>".to_owned();
    for number in 0..100_000 {
        write!(text, "<f{number}/>").unwrap();
    }
    text.push_str("</Task>");
    assert_eq!(
        json(&text)["records"][0]["fields"]
            .as_object()
            .unwrap()
            .len(),
        100_000
    );
}

/// The deepest tree that is read can also be written, compared and dropped, on the small stack of
/// a test thread.
#[test]
fn the_deepest_tree() {
    let limits = Limits::default().with_depth(tree::MAX_DEPTH);
    let text = "<a>".repeat(tree::MAX_DEPTH) + &"</a>".repeat(tree::MAX_DEPTH);
    let document = Document::parse(text.as_bytes(), limits).unwrap();
    assert_eq!(document, document.clone());
    assert!(serde_json::to_vec(&document).unwrap().len() > 5 * tree::MAX_DEPTH);
    assert!(format!("{:?}", document.records[0]).len() > 5 * tree::MAX_DEPTH);
    let shortened =
        "<a>".repeat(tree::MAX_DEPTH - 1) + "<a/>" + &"</a>".repeat(tree::MAX_DEPTH - 1);
    assert_eq!(tree::to_string(&document.records[0]).unwrap(), shortened);
}

#[test]
fn credentials_are_redacted() {
    let secret = "c4nary";
    for text in [
        "<request key='c4nary'><Auth><Login><user>u</user><password>c4nary</password></Login></Auth></request>",
        "<request key='c4nary'><RemoteAuth><Login><access_token>c4<!-- -->nary</access_token></Login></RemoteAuth></request>",
        "<Login><password>x<c4nary/>c4nary</password></Login>",
        "<Auth><Login><password>c4nary</password></Login></Auth>",
        "<Task><a><b><api_key>c4nary</api_key></b></a></Task>",
        "<s:Envelope xmlns:s='urn:s'><s:Header><SessionHeader><sessionId>c4nary</sessionId><accessToken>c4nary</accessToken></SessionHeader></s:Header></s:Envelope>",
        "<s:login xmlns:s='urn:s'><s:api_key>c4nary</s:api_key></s:login>",
        "<CreateUser><User><password>c4nary</password></User></CreateUser>",
    ] {
        let mut document = document(text);
        assert!(serde_json::to_string(&document).unwrap().contains(secret));
        assert!(
            !format!("{document:?} {document:#?}").contains(secret),
            "{text}"
        );
        document.redact();
        let json = serde_json::to_string(&document).unwrap();
        assert!(!json.contains(secret), "{json}");
        assert!(json.contains("[redacted]"), "{json}");
    }
}

#[test]
fn only_credentials_are_redacted() {
    let text = "<request API_version='1.0' key=''><Auth><Login><company>c</company><password/></Login></Auth>\
        <Read key='1'><Flag key='2'/></Read></request>";
    let mut redacted = document(text);
    redacted.redact();
    let mut expected = document(text);
    assert_eq!(expected.attributes[1].value, "");
    "[redacted]".clone_into(&mut expected.attributes[1].value);
    assert_eq!(redacted, expected);
}
