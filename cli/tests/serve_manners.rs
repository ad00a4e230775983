//! The local server as it is started from the command line, with quirks and faults.

#![cfg(feature = "serve")]
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod support;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use support::run;

/// A server; it ends with this value.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_suiteprojects"))
            .args(["serve", "--listen", "127.0.0.1:0"])
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        out.read_line(&mut line).unwrap();
        let address = line.trim_end().strip_prefix("http://").expect(&line);
        Self {
            address: address.to_owned(),
            child,
        }
    }

    /// Asks who is logged in.
    fn whoami(&self) -> String {
        let body = "<request key=\"k\" namespace=\"default\"><Auth><Login><company>c</company><user>u</user><password>p</password></Login></Auth><Whoami/></request>";
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let head = format!(
            "POST /api.pl HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
            self.address,
            body.len()
        );
        stream.write_all((head + body).as_bytes()).unwrap();
        let mut answer = String::new();
        let _ = stream.read_to_string(&mut answer);
        answer
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
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
    let first = server.whoami();
    assert!(first.contains("<response status = \"505\">"), "{first}");
    let second = server.whoami();
    assert!(second.starts_with("HTTP/1.1 429 "), "{second}");
    assert!(
        second.to_lowercase().contains("retry-after: 3\r\n"),
        "{second}"
    );
    let third = server.whoami();
    assert!(third.contains("<Auth status = \"0\"></Auth >"), "{third}");
    let plain = Server::start(&[]).whoami();
    assert!(plain.contains("<Auth status=\"0\"></Auth>"), "{plain}");
}

/// With the same number the same requests meet the fault.
#[test]
fn a_run_repeats_with_its_seed() {
    let pattern = |seed| {
        let server = Server::start(&["--fault", "http=503:share=50%", "--fault-seed", seed]);
        let is_met = |_| server.whoami().starts_with("HTTP/1.1 503 ");
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
