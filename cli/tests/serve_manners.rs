//! The local server as it is started from the command line, with quirks and faults.

#![cfg(feature = "serve")]
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "support/server.rs"]
mod server;
mod support;

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use server::Server;
use support::run;

/// Asks who is logged in.
fn whoami(server: &Server) -> String {
    let address = server.url.strip_prefix("http://").expect(&server.url);
    let body = "<request key=\"k\" namespace=\"default\"><Auth><Login><company>c</company><user>u</user><password>p</password></Login></Auth><Whoami/></request>";
    let mut stream = TcpStream::connect(address).unwrap();
    let head = format!(
        "POST /api.pl HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
        address,
        body.len()
    );
    stream.write_all((head + body).as_bytes()).unwrap();
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer);
    answer
}

#[test]
fn quirks_and_faults_are_those_asked_for() {
    let server = Server::start(&[
        "--quirks",
        "blanks,nil",
        "--fault",
        "505:nth=1",
        "--fault",
        "http=429:retry-after=3:nth=2:command=Whoami",
    ]);
    let first = whoami(&server);
    assert!(first.contains("<response status = \"505\">"), "{first}");
    let second = whoami(&server);
    assert!(second.starts_with("HTTP/1.1 429 "), "{second}");
    assert!(
        second.to_lowercase().contains("retry-after: 3\r\n"),
        "{second}"
    );
    let third = whoami(&server);
    assert!(third.contains("<Auth status = \"0\"></Auth >"), "{third}");
    let plain = whoami(&Server::start(&[]));
    assert!(plain.contains("<Auth status=\"0\"></Auth>"), "{plain}");
}

/// With the same number the same requests meet the fault.
#[test]
fn a_run_repeats_with_its_seed() {
    let pattern = |seed| {
        let server = Server::start(&["--fault", "http=503:share=50%", "--fault-seed", seed]);
        let is_met = |_| whoami(&server).starts_with("HTTP/1.1 503 ");
        (0..40).map(is_met).collect::<Vec<_>>()
    };
    assert_eq!(pattern("7"), pattern("7"));
    assert_ne!(pattern("7"), pattern("8"));
}

#[test]
fn what_is_not_understood_is_told() {
    for (arguments, words) in [
        (
            ["serve", "--quirks", "blank"],
            "quirk \"blank\", expected blanks, ",
        ),
        (
            ["serve", "--fault", "often"],
            "\"often\", expected a code such as 505, ",
        ),
        (
            ["serve", "--fault", "505:every=0"],
            "\"0\", expected a whole number from 1 on",
        ),
    ] {
        let outcome = run(&arguments);
        assert_eq!((outcome.code, &*outcome.stdout), (2, ""), "{outcome:?}");
        assert!(outcome.stderr.contains(words), "{outcome:?}");
    }
}
