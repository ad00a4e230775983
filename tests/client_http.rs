//! The client against a server that plays a script, async and blocking alike.
#![cfg(feature = "client")]

#[path = "support/http.rs"]
mod http;

use std::time::Duration;

use http::{Reply, Server, xml};
use suiteprojects::api::{Add, Application, Login};
use suiteprojects::client::{self, Config};
use suiteprojects::protocol::RetryPolicy;
use suiteprojects::task::{Entry, Field};
use suiteprojects::validate::{CheckedEntry, Command};

fn config(url: &str) -> Config {
    Config::new(
        url.parse().unwrap(),
        Application::new("test", "1", "the-key"),
        Login::password("acme", "ann", "the-password"),
    )
    .with_retry(
        RetryPolicy::default().with_delays(Duration::from_millis(1), Duration::from_millis(5)),
    )
}

#[test]
fn an_add_is_answered() {
    let body =
        "<response><Auth status='0'/><Add status='0'><Task><id>5512</id></Task></Add></response>";
    let server = Server::new([Reply::Keep(xml(body)), Reply::Keep(xml(body))]);
    let mut entry = Entry::new();
    entry.set(Field::UserId, "251").set(Field::Hours, "8");
    let entries = [CheckedEntry::trust_without_checking(Command::Add, &entry)];
    let add = Add::tasks(&entries).unwrap();
    let client = client::blocking::Client::new(config(&server.url())).unwrap();
    let outcomes = client.send(&add).unwrap();
    assert_eq!(outcomes.len(), 1);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let outcomes = runtime.block_on(async {
        client::Client::new(config(&server.url()))
            .unwrap()
            .send(&add)
            .await
    });
    assert_eq!(outcomes.unwrap().len(), 1);
    assert_eq!(server.seen().len(), 2);
}
