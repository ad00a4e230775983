//! Both clients of Zoho Billing behind one face, and what a server tells them.

#![allow(dead_code, reason = "each test uses a part")]
#![allow(clippy::unwrap_used, reason = "only tests use it")]

use std::time::Duration;

use serde_json::Value;
use suiteprojects::protocol::{Rates, RetryPolicy};
use suiteprojects_connectors::zoho::client::{Client, Config, Credentials, Error, blocking};
use suiteprojects_connectors::zoho::{
    Call, Endpoint, ListTimeEntries, Notes, OAuthClient, TimeEntry, TimeEntryFields, TimeSpent,
    Zoho,
};
use tokio::runtime::Runtime;

use crate::server::{Server, json};

/// A runtime of one thread.
pub(crate) fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
}

/// Which client.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Driver {
    Async,
    Blocking,
}

/// One of both clients.
pub(crate) enum Either {
    Async(Client, Runtime),
    Blocking(blocking::Client),
}

impl Driver {
    pub(crate) fn both() -> [Self; 2] {
        [Self::Async, Self::Blocking]
    }

    pub(crate) fn client(self, config: Config) -> Either {
        match self {
            Self::Async => Either::Async(Client::new(config).unwrap(), runtime()),
            Self::Blocking => Either::Blocking(blocking::Client::new(config).unwrap()),
        }
    }
}

impl Either {
    pub(crate) fn send<O: Call<System = Zoho>>(&self, operation: &O) -> Result<O::Answer, Error> {
        match self {
            Self::Async(client, runtime) => runtime.block_on(client.send(operation)),
            Self::Blocking(client) => client.send(operation),
        }
    }

    pub(crate) fn list(&self, list: ListTimeEntries) -> Vec<Result<TimeEntry, Error>> {
        match self {
            Self::Async(client, runtime) => runtime.block_on(async {
                let mut entries = client.time_entries(list);
                let mut all = Vec::new();
                while let Some(entry) = entries.next().await {
                    all.push(entry);
                }
                all
            }),
            Self::Blocking(client) => client.time_entries(list).collect(),
        }
    }
}

fn config_by(server: &Server, credentials: Credentials) -> Config {
    let api = format!("{}/billing/v1", server.url());
    let endpoint = Endpoint::at(&api, &server.url()).unwrap();
    let retry =
        RetryPolicy::default().with_delays(Duration::from_millis(1), Duration::from_secs(60));
    Config::new(endpoint, "10234695".parse().unwrap(), credentials)
        .with_retry(retry)
        .with_rates(Rates::unlimited())
}

/// A client with an access token.
pub(crate) fn config(server: &Server) -> Config {
    config_by(server, Credentials::access_token("1000.acc3ss.t0ken"))
}

/// A client with a refresh token.
pub(crate) fn config_with_refresh(server: &Server) -> Config {
    let program = OAuthClient::new("1000.CLIENT", "cl1ent-s3cret");
    config_by(server, Credentials::refresh(program, "1000.r3fresh.t0ken"))
}

pub(crate) fn fields() -> TimeEntryFields {
    TimeEntryFields::new(
        "982000000044019".parse().unwrap(),
        "982000000044009".parse().unwrap(),
        "982000000024003".parse().unwrap(),
        "2026-03-17".parse().unwrap(),
        TimeSpent::between("08:15".parse().unwrap(), "11:45".parse().unwrap()).unwrap(),
    )
    .billable(true)
    .with_notes(Notes::new("Pier 4, both sides").unwrap())
}

/// An answer with one time entry.
pub(crate) fn one() -> String {
    include_str!("../zoho/time_entry.json").to_owned()
}

/// That time entry.
pub(crate) fn entry() -> String {
    let answer: Value = serde_json::from_str(&one()).unwrap();
    answer["time_entry"].to_string()
}

/// An answer that says success.
pub(crate) fn done() -> Vec<u8> {
    json(
        "200 OK",
        r#"{"code":0,"message":"The time entry has been deleted."}"#,
    )
}

/// A refusal.
pub(crate) fn refused(status: &str, code: i64) -> Vec<u8> {
    json(
        status,
        &format!(r#"{{"code":{code},"message":"No such luck"}}"#),
    )
}

/// An answer with an access token.
pub(crate) fn new_token(token: &str) -> Vec<u8> {
    let body = format!(
        r#"{{"access_token":"{token}","api_domain":"https://www.zohoapis.com","token_type":"Bearer","expires_in":3600}}"#
    );
    json("200 OK", &body)
}
