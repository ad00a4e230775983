//! What strangers send leaves the server running, and is answered clearly.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod support;

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use suiteprojects_emulator::{Emulator, Limits, Options};
use support::{exchange, request, status};

fn is_alive(emulator: &Emulator) -> bool {
    status(&request(emulator.address(), "GET", "/healthz", b"")) == 200
}

const PATHS: [&str; 12] = [
    "/",
    "/api.pl",
    "/soap",
    "/wsdl.pl",
    "/soapenc.xsd",
    "/rest/v1/time-entries",
    "/rest/v1/time-entries/5",
    "/page/check",
    "/page/records/Task/x",
    "/login/oauth2/v1/authorize",
    "/login/oauth2/v1/token",
    "/healthz",
];

#[test]
fn garbage_on_every_route() {
    let emulator = Emulator::start(Options::default()).unwrap();
    let bodies: [&[u8]; 8] = [
        b"",
        b"\0\xff\xfe",
        b"<",
        b"<request><Auth>",
        b"<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
        b"{\"data\": [",
        b"grant_type=authorization_code&code=%ff%00",
        &vec![b'<'; 100_000],
    ];
    for path in PATHS {
        for method in [
            "GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "X",
        ] {
            for body in bodies {
                let answer = request(emulator.address(), method, path, body);
                assert!((200..=599).contains(&status(&answer)), "{method} {path}");
            }
        }
        let strange = format!("{path}?%ff&q=%00&limit=-1&=&&\u{e9}");
        request(emulator.address(), "GET", &strange, b"");
    }
    for bytes in [
        &b"\r\n\r\n"[..],
        b"GET",
        b"\x16\x03\x01\x02",
        b"GET / HTTP/9.9\r\n\r\n",
        &vec![0xff; 70_000],
    ] {
        let mut stream = TcpStream::connect(emulator.address()).unwrap();
        let _ = stream.write_all(bytes);
        drop(stream);
    }
    assert!(is_alive(&emulator));
}

/// Depth, width and references of XML are bounded by the reader of the library.
#[test]
fn xml_that_grows() {
    let emulator = Emulator::start(Options::default()).unwrap();
    let deep = "<a>".repeat(100_000);
    let wide = format!(
        "<a {}/>",
        (0..50_000)
            .map(|number| format!("b{number}='' "))
            .collect::<String>()
    );
    let envelope = |body: &str| {
        format!(
            "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body>{body}</e:Body></e:Envelope>"
        )
    };
    for body in [
        deep.clone(),
        envelope(&deep),
        wide.clone(),
        envelope(&wide),
        envelope("<a href='#x'/><b id='x' href='#x'/>"),
    ] {
        for path in ["/soap", "/api.pl"] {
            let answer = request(emulator.address(), "POST", path, body.as_bytes());
            assert!(status(&answer) >= 200, "{path}");
        }
    }
    assert!(is_alive(&emulator));
}

#[test]
fn a_body_of_100_megabytes() {
    let emulator = Emulator::start(Options::default()).unwrap();
    for path in ["/soap", "/login/oauth2/v1/token"] {
        let body = vec![b' '; 100_000_000];
        let answer = request(emulator.address(), "POST", path, &body);
        assert_eq!(status(&answer), 413, "{path}: {answer}");
        assert!(answer.contains("larger than 33554432 bytes"), "{answer}");
    }
    assert!(is_alive(&emulator));
}

#[test]
fn a_body_that_does_not_end() {
    let mut limits = Limits::default();
    limits.body_time = Duration::from_millis(100);
    let emulator = Emulator::start(Options::default().with_limits(limits)).unwrap();
    let head = b"POST /soap HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n<half";
    let answer = exchange(emulator.address(), head);
    assert_eq!(status(&answer), 408, "{answer}");
    assert!(is_alive(&emulator));
}

/// More slow connections than are served at a time: they are closed when their time is over, and whoever
/// comes then is served.
#[test]
fn a_thousand_slow_connections() {
    let mut limits = Limits::default();
    limits.connections = 400;
    limits.head_time = Duration::from_millis(300);
    let emulator = Emulator::start(Options::default().with_limits(limits)).unwrap();
    let slow: Vec<TcpStream> = (0..1_000)
        .map(|_| {
            let mut stream = TcpStream::connect(emulator.address()).unwrap();
            stream.write_all(b"POST /soap HTTP/1.1\r\nHo").unwrap();
            stream
        })
        .collect();
    assert!(is_alive(&emulator));
    for mut stream in slow {
        // Each was closed, with an answer or without.
        let mut rest = Vec::new();
        let _ = stream.set_read_timeout(Some(Duration::from_secs(30)));
        match stream.read_to_end(&mut rest) {
            Ok(_) => {}
            Err(error) => assert_ne!(error.kind(), std::io::ErrorKind::WouldBlock, "{error}"),
        }
    }
    assert!(is_alive(&emulator));
}

#[test]
fn a_stop_waits_for_what_is_being_answered() {
    let emulator = Emulator::start(Options::default()).unwrap();
    let address = emulator.address();
    let mut stream = TcpStream::connect(address).unwrap();
    let head =
        b"POST /soap HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n";
    stream.write_all(head).unwrap();
    // It says so once it waits for the body.
    let mut go_on = [0; 25];
    stream.read_exact(&mut go_on).unwrap();
    assert_eq!(&go_on, b"HTTP/1.1 100 Continue\r\n\r\n");
    let stopping = std::thread::spawn(move || emulator.shutdown());
    // Nobody listens any more.
    while TcpStream::connect(address).is_ok() {
        std::thread::yield_now();
    }
    stream.write_all(b"<a/>").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert_eq!(status(&answer), 500, "{answer}");
    assert!(answer.contains("Fault"), "{answer}");
    stopping.join().unwrap();
}

#[test]
fn the_wsdl_names_this_server() {
    let emulator = Emulator::start(Options::default()).unwrap();
    let wsdl = request(emulator.address(), "GET", "/wsdl.pl?wsdl", b"");
    assert_eq!(status(&wsdl), 200);
    let address = format!("<soap:address location=\"{}/soap\"/>", emulator.url());
    assert!(wsdl.contains(&address), "{}", &wsdl[wsdl.len() - 600..]);
    assert_eq!(wsdl.matches("soap:address").count(), 1);
    assert!(wsdl.trim_end().ends_with("</wsdl:definitions>"));
    // The schema that it imports is where it says, beside it.
    assert!(wsdl.contains("schemaLocation=\"soapenc.xsd\""));
    let schema = request(emulator.address(), "GET", "/soapenc.xsd", b"");
    assert_eq!(status(&schema), 200);
    assert!(schema.contains("arrayType"));
}

#[test]
fn another_host_is_refused() {
    let options = Options::default().with_account_host("acme.app.example.com");
    let emulator = Emulator::start(options).unwrap();
    let answer = request(emulator.address(), "POST", "/soap", b"<a/>");
    assert!(
        answer.contains("<faultcode>soap:426</faultcode>"),
        "{answer}"
    );
    let head = "POST /soap HTTP/1.1\r\nHost: acme.app.example.com\r\nConnection: close\r\nContent-Length: 4\r\n\r\n<a/>";
    let answer = exchange(emulator.address(), head.as_bytes());
    assert!(
        answer.contains("<faultcode>soap:Client</faultcode>"),
        "{answer}"
    );
}
