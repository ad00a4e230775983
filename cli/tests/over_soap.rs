//! The commands that talk to a server, over SOAP. What they print is what they print over the XML API,
//! against a twin of the server.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "../../tests/support/stub/mod.rs"]
mod stub;
mod support;

use stub::{Fault, Stub, When};
use support::{Outcome, root, run_against, run_within};

const WEEK: &str = "date,userid,hours,thin_client_id,notes\n\
    2026-01-05,251,8,a,\"one <two> & \"\"three\"\"\"\n\
    2026-01-06,251,7,b,\n\
    2026-01-07,251,6,c,é 😀\n";

fn over_soap(stub: &Stub, arguments: &[&str], input: &str) -> Outcome {
    let arguments = [arguments, &["--protocol", "soap"]].concat();
    let logins = stub.logins();
    let outcome = run_against(&stub.url(), &arguments, input);
    assert_eq!(stub.logins(), logins + 1, "{arguments:?}: {outcome:?}");
    outcome
}

/// The outcome that both protocols have.
fn both(xml: &Stub, soap: &Stub, arguments: &[&str], input: &str) -> Outcome {
    let over_xml = run_against(&xml.url(), arguments, input);
    let over_soap = over_soap(soap, arguments, input);
    let shown = |outcome: &Outcome| {
        let Outcome {
            code,
            stdout,
            stderr,
        } = outcome;
        format!("{code}\n{stdout}\n{stderr}")
    };
    assert_eq!(shown(&over_soap), shown(&over_xml), "{arguments:?}");
    over_soap
}

#[test]
fn every_command_does_the_same_over_soap() {
    let (xml, soap) = (Stub::start(), Stub::start());
    let succeeds = |arguments: &[&str], input: &str| {
        let outcome = both(&xml, &soap, arguments, input);
        assert_eq!(outcome.code, 0, "{outcome:?}");
        outcome
    };
    let who = succeeds(&["whoami", "--format", "json"], "");
    assert_eq!(who.lines()[0]["nickname"], "agrant");
    let added = succeeds(&["add", "-"], WEEK);
    assert_eq!(added.lines()[0]["id"], "5001");
    succeeds(&["modify"], "{\"id\":5001,\"notes\":\"\"}\n");
    let found = succeeds(
        &[
            "read",
            "--user",
            "251",
            "--from",
            "2026-01-06",
            "--return",
            "id",
            "--return",
            "notes",
        ],
        "",
    );
    assert_eq!(found.lines().len(), 2);
    assert_eq!(found.lines()[1]["notes"], "é 😀");
    // A moment at midnight is printed as a day if it came in parts, as in XML.
    succeeds(&["read", "--type", "User", "--return", "nickname"], "");
    succeeds(&["reject", "5001", "5003", "--notes", "why?"], "");
    succeeds(&["delete", "5001"], "");
    let missing = both(&xml, &soap, &["delete", "4711"], "");
    assert_eq!(
        (missing.code, missing.lines()[0]["code"].as_u64()),
        (1, Some(601))
    );
    succeeds(&["reference", "pull"], "");
    assert_eq!(soap.stored(), xml.stored());
}

#[test]
fn a_push_over_soap_sends_each_entry_once() {
    let stub = Stub::start();
    stub.fault(Fault::DropAfter, When::With("Add", When::Nth(0).into()));
    stub.fault(Fault::CutAnswer, When::With("Add", When::Nth(2).into()));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("week.csv");
    std::fs::write(&file, WEEK).unwrap();
    let file = file.to_str().unwrap();
    let arguments = ["push", "--batch", "1", "--settle", "0.05", file];
    let outcome = over_soap(&stub, &arguments, "");
    assert_eq!(outcome.code, 0, "{outcome:?}");
    let hours: Vec<String> = stub
        .stored()
        .iter()
        .map(|task| task.text("hours").to_owned())
        .collect();
    assert_eq!(hours, ["8", "7", "6"]);
}

/// The requests are those of the library's golden files for a session that is still to begin.
#[test]
fn a_dry_run_shows_the_envelopes() {
    let csv = "date,userid,hours\n2026-01-05,251,8\n";
    let show = |arguments: &[&str]| {
        let arguments = [&["add", "-", "--dry-run"], arguments].concat();
        let outcome = run_within(&[], &arguments, csv.as_bytes());
        (outcome.code, outcome.stdout, outcome.stderr)
    };
    let (code, shown, _) = show(&["--protocol", "soap"]);
    assert_eq!(code, 0);
    for part in [
        "<oair:add>",
        "xsi:type=\"perl:oaTask\"",
        "<hours xsi:type=\"xsd:string\">8</hours>",
    ] {
        assert!(shown.contains(part), "{shown}");
    }
    assert!(!shown.contains("Header"), "{shown}");
    let url = ["--url", "https://acme.app.netsuitesuiteprojectspro.com"];
    let (code, shown, _) = show(&[&["--protocol", "soap-document"][..], &url].concat());
    assert_eq!(code, 0);
    assert!(
        shown.contains("https://acme.app.netsuitesuiteprojectspro.com/OAirServiceDocument"),
        "{shown}"
    );
    // Only this binding has the address of the account in it.
    let (code, _, told) = show(&["--protocol", "soap-document"]);
    assert_eq!(code, 2);
    assert!(told.contains("`--url` or SUITEPROJECTS_URL"), "{told}");
}

#[test]
fn what_a_binding_does_not_have_is_told_before_anything_is_sent() {
    let stub = Stub::start();
    let arguments = ["whoami", "--protocol", "soap-document"];
    let outcome = run_against(&stub.url(), &arguments, "");
    assert_eq!(outcome.code, 2);
    assert_eq!(
        outcome.stderr,
        "error: the request cannot be written: document/literal has no operation whoami, expected rpc/encoded\n"
    );
    let arguments = [
        "add",
        "-",
        "--lookup",
        "notes",
        "--protocol",
        "soap-document",
    ];
    let outcome = run_against(&stub.url(), &arguments, WEEK);
    assert_eq!(outcome.code, 2);
    assert!(
        outcome.stderr.contains("has no operation upsert"),
        "{outcome:?}"
    );
    assert_eq!((stub.logins(), stub.counts().requests), (0, 0));
}

#[test]
fn the_protocol_may_stand_where_the_other_settings_do() {
    let stub = Stub::start();
    let url = stub.url();
    let login = [
        ("SUITEPROJECTS_URL", &*url),
        ("SUITEPROJECTS_COMPANY", "acme"),
        ("SUITEPROJECTS_USER", "agrant"),
        ("SUITEPROJECTS_PASSWORD", "s3cret"),
        ("SUITEPROJECTS_API_KEY", "key"),
    ];
    let with = |variables: &[(&'static str, &'static str)], arguments: &[&str]| {
        let variables = [&login[..], variables].concat();
        run_within(&variables, &[&["whoami"], arguments].concat(), b"")
    };
    let soap = ("SUITEPROJECTS_PROTOCOL", "soap");
    assert_eq!(with(&[soap], &[]).code, 0);
    assert_eq!(stub.logins(), 1);
    // The argument comes first.
    assert_eq!(with(&[soap], &["--protocol", "xml"]).code, 0);
    assert_eq!(stub.logins(), 1);
    let folder = tempfile::tempdir_in(root().join("target")).unwrap();
    let file = folder.path().join("config.toml");
    std::fs::write(&file, "[profiles.default]\nprotocol = \"soap\"\n").unwrap();
    let file = file.to_str().unwrap();
    assert_eq!(with(&[], &["--config-file", file]).code, 0);
    assert_eq!(stub.logins(), 2);

    let odd = with(&[("SUITEPROJECTS_PROTOCOL", "smtp")], &[]);
    assert_eq!(
        (odd.code, &*odd.stderr),
        (
            2,
            "error: SUITEPROJECTS_PROTOCOL is \"smtp\": expected xml, soap, soap-document, rest\n"
        )
    );
}
