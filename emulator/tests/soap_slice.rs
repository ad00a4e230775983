//! SOAP over a real socket.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use suiteprojects_emulator::{Emulator, Options};

fn post(emulator: &Emulator, path: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(emulator.address()).unwrap();
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(body.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

fn envelope(session: &str, call: &str) -> String {
    format!(
        "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\" \
         xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:p=\"http://namespaces.soaplite.com/perl\">\
         <e:Header><SessionHeader><sessionId>{session}</sessionId></SessionHeader></e:Header>\
         <e:Body>{call}</e:Body></e:Envelope>"
    )
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = text.split_once(before).expect(text);
    rest.split_once(after).expect(text).0
}

#[test]
fn a_time_entry_is_added_and_read() {
    let emulator = Emulator::start(Options::default()).unwrap();
    let login = "<login><login_par><api_namespace>default</api_namespace><api_key>k</api_key>\
        <company>c</company><user>u</user><password>p</password></login_par></login>";
    let answer = post(&emulator, "/soap", &envelope("", login));
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let session = between(&answer, "<sessionId xsi:type=\"xsd:string\">", "<");
    let add = "<add><objects><item i:type=\"p:oaTask\"><date>2026-01-05</date><userid>251</userid>\
        <hours>5.5</hours><minutes>6</minutes></item></objects></add>";
    let answer = post(&emulator, "/soap", &envelope(session, add));
    assert!(answer.contains(">A</status>"), "{answer}");
    let id = between(&answer, "<id xsi:type=\"xsd:string\">", "<");
    let read = format!(
        "<read><method><item><method>equal to</method><attributes><item><name>limit</name><value>1</value></item></attributes>\
         <type>Task</type><objects><item i:type=\"p:oaTask\"><id>{id}</id></item></objects></item></method></read>"
    );
    let answer = post(&emulator, "/soap", &envelope(session, &read));
    // Validation rules, section 4: 5.5 hours and 6 minutes are 5:36.
    assert!(answer.contains(">5</hours>"), "{answer}");
    assert!(answer.contains(">36</minutes>"), "{answer}");
    assert!(answer.contains(">5.60</decimal_hours>"), "{answer}");
    emulator.shutdown();
}
