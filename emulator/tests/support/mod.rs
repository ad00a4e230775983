//! What the tests over sockets have in common.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]
#![allow(dead_code, reason = "each test uses a part of this")]

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use suiteprojects::api::{Application, Login, Outcome, Stored};
use suiteprojects::client::{Config, LoginSource};
use suiteprojects::task::{Entry, Id};
use suiteprojects::validate::{CheckedEntry, Command};

/// The example reference file of the library.
pub(crate) const REFERENCE: &str = include_str!("../../../examples/reference.json");

/// A configuration for the server at this address.
pub(crate) fn config(url: &str, login: impl Into<LoginSource>) -> Config {
    let application = Application::new("test", "1", "the key");
    Config::new(url.parse().unwrap(), application, login)
}

pub(crate) fn password() -> Login {
    Login::password("acme", "Ada Quist", "the password")
}

pub(crate) fn entry(fields: &[(&str, &str)]) -> Entry<'static> {
    let mut entry = Entry::new();
    for (name, text) in fields {
        entry.set_named((*name).to_owned(), (*text).to_owned());
    }
    entry
}

/// Entries as they are, past the rules: what the server says about them is what is tested.
pub(crate) fn unchecked<'a>(command: Command, entries: &'a [Entry<'a>]) -> Vec<CheckedEntry<'a>> {
    entries
        .iter()
        .map(|entry| CheckedEntry::trust_without_checking(command, entry))
        .collect()
}

/// The codes of outcomes; 0 for success.
pub(crate) fn codes(outcomes: &[Outcome<Stored>]) -> Vec<u32> {
    let code = |outcome: &Outcome<Stored>| match outcome {
        Outcome::Done(_) => 0,
        Outcome::Refused(refusal) => refusal.code.get(),
        Outcome::Unknown(doubt) => panic!("{doubt}"),
    };
    outcomes.iter().map(code).collect()
}

/// The ids of objects that were all stored or changed.
pub(crate) fn ids(outcomes: Vec<Outcome<Stored>>) -> Vec<Id> {
    let id = |outcome: Outcome<Stored>| outcome.done().unwrap().id.unwrap();
    outcomes.into_iter().map(id).collect()
}

/// Sends bytes and returns everything that comes back.
pub(crate) fn exchange(address: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(60)))
        .unwrap();
    // The server may have said what it has to say before everything was sent.
    let _ = stream.write_all(bytes);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

/// A request of HTTP on a connection of its own.
pub(crate) fn request(address: SocketAddr, method: &str, path: &str, body: &[u8]) -> String {
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    exchange(address, &[head.as_bytes(), body].concat())
}

/// The status of an answer.
pub(crate) fn status(answer: &str) -> u16 {
    let status = answer.split(' ').nth(1).expect(answer);
    status.parse().expect(answer)
}
