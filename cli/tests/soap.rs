//! Messages of the SOAP API as input and as output.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod support;

use serde_json::{Value, json};
use support::{root, run_with};

const ENVELOPE: &str = "xmlns:e='http://schemas.xmlsoap.org/soap/envelope/' \
    xmlns:i='http://www.w3.org/2001/XMLSchema-instance'";

fn with_body(body: &str) -> String {
    format!("<e:Envelope {ENVELOPE}>\n<e:Body>{body}</e:Body>\n</e:Envelope>\n")
}

fn golden(case: &str) -> String {
    std::fs::read_to_string(root().join("tests/wire/soap").join(case)).unwrap()
}

#[test]
fn requests_are_checked() {
    let request = with_body(
        "<modify><attributes><a><name>lookup_custom</name><value>x__c</value></a></attributes><objects>\
         <o i:type='p:oaTask'><id>1</id>\n<hours>x</hours></o><o i:type='p:oaSlip'/></objects></modify>",
    );
    for form in [&[][..], &["--from", "xml"], &["--from", "soap"]] {
        let arguments = [&["validate", "--format", "concise"], form].concat();
        let outcome = run_with(&arguments, request.as_bytes());
        assert_eq!(outcome.code, 1, "{outcome:?}");
        // The text of the field stands in the third line.
        assert!(
            outcome.stdout.starts_with("<stdin>:3:8: error"),
            "{outcome:?}"
        );
        assert!(
            outcome
                .stderr
                .contains("1 × Slip in modify, 1 × attribute `lookup_custom` in modify"),
            "{outcome:?}"
        );
    }
}

#[test]
fn what_is_no_message_is_unreadable() {
    for (message, expected) in [
        (
            with_body("<fly/>"),
            "found <fly>, expected an operation such as <add>",
        ),
        (
            with_body("<add/><add/>"),
            "found <add> as a second element of the Body",
        ),
        (
            with_body("<e:Fault/>"),
            "found <Fault>, expected an operation",
        ),
        (with_body("<add>"), "expected </add>, found </e:Body>"),
        (
            "<Envelope><Body/></Envelope>".to_owned(),
            "found an Envelope without a namespace, expected an Envelope of SOAP 1.1",
        ),
    ] {
        let outcome = run_with(&["validate"], message.as_bytes());
        assert_eq!(outcome.code, 2, "{outcome:?}");
        assert!(outcome.stdout.contains(expected), "{outcome:?}");
    }
}

#[test]
fn entries_are_converted_there_and_back() {
    let csv =
        "date,userid,hours,notes,reason__c\n2026-01-05,251,8,R&D <b>,x\n2026-01-06,251,7.5,,\n";
    let soap = run_with(
        &["convert", "--to", "soap", "--from", "csv"],
        csv.as_bytes(),
    );
    assert_eq!(soap.code, 0, "{soap:?}");
    assert!(soap.stdout.contains("soapenc:arrayType=\"perl:oaBase[2]\""));
    let back = run_with(&["convert", "--to", "jsonl"], soap.stdout.as_bytes());
    let direct = run_with(
        &["convert", "--to", "jsonl", "--from", "csv"],
        csv.as_bytes(),
    );
    assert_eq!((back.code, &back.stdout), (0, &direct.stdout));

    let deletes = "<request><Delete type='Task'><Task><id>5512</id></Task><Task><id>5513</id></Task></Delete></request>";
    let soap = run_with(&["convert", "--to", "soap"], deletes.as_bytes());
    let header = "<soap:Header><SessionHeader xsi:type=\"perl:SessionHeader\"><sessionId xsi:type=\"xsd:string\">\
                  SESSION</sessionId></SessionHeader></soap:Header>";
    assert_eq!(
        soap.stdout,
        golden("delete/two-tasks.request.xml").replace(header, "")
    );

    let mixed = "<request><Delete type='Task'><Task><id>1</id></Task></Delete>\
                 <Reject type='Task'><Task><id>2</id></Task></Reject></request>";
    let outcome = run_with(&["convert", "--to", "soap"], mixed.as_bytes());
    assert_eq!((outcome.code, &*outcome.stdout), (1, ""), "{outcome:?}");
    assert!(
        outcome
            .stderr
            .contains("the entry at place 1 was checked for Reject, expected Delete")
    );
}

fn inspected(arguments: &[&str], message: &str) -> Value {
    let outcome = run_with(&[&["inspect"], arguments].concat(), message.as_bytes());
    assert_eq!(outcome.code, 0, "{outcome:?}");
    serde_json::from_str(&outcome.stdout).unwrap()
}

#[test]
fn messages_are_shown() {
    let shown = inspected(
        &["--redact"],
        &golden("delete/two-tasks.literal.request.xml"),
    );
    let session = json!({"sessionId": "[redacted]"});
    let namespace = "https://acme.app.netsuitesuiteprojectspro.com/OAirServiceDocument";
    let command = json!({
        "command": "delete",
        "namespace": namespace,
        "attributes": {},
        "fields": {"objects": ""},
        "records": [
            {"type": "Task", "fields": {"id": "5512"}},
            {"type": "Task", "fields": {"id": "5513"}},
        ],
    });
    let header = format!("{{{namespace}}}SessionHeader");
    let expected = json!({
        "protocol": "soap",
        "kind": "request",
        "header": {header: session},
        "commands": [command],
    });
    assert_eq!(shown, expected);

    let shown = inspected(&[], &golden("read/all.new-lite.response.xml"));
    assert_eq!(shown["kind"], "response");
    let command = &shown["commands"][0];
    assert_eq!(command["command"], "read");
    assert_eq!(command["records"][0]["type"], "Task");
    let shown = inspected(&[], &golden("fault/client.response.xml"));
    assert_eq!(shown["kind"], "fault");
    assert_eq!(shown["commands"][0]["fields"]["faultcode"], "soap:Client");
}
