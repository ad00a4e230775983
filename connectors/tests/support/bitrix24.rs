//! Both clients of Bitrix24 behind one face, and what a portal tells them.

#![allow(dead_code, reason = "each test uses a part")]
#![allow(clippy::unwrap_used, reason = "only tests use it")]

use std::time::Duration;

use suiteprojects::protocol::{Rates, RetryPolicy};
use suiteprojects_connectors::bitrix24::client::{Client, Config, Error, blocking};
use suiteprojects_connectors::bitrix24::{
    Bitrix24, Call, ElapsedItem, Endpoint, ListElapsedItems, OAuthClient,
};
use tokio::runtime::Runtime;

use crate::server::{Server, Step, json};

/// One of both clients.
pub(crate) enum Either {
    Async(Client, Runtime),
    Blocking(blocking::Client),
}

/// Both clients, each with a server of its own.
pub(crate) fn both(
    server: impl Fn() -> Server,
    config: impl Fn(&Server) -> Config,
    test: impl Fn(&Server, &Either),
) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let first = server();
    let client = Client::new(config(&first)).unwrap();
    test(&first, &Either::Async(client, runtime));
    let second = server();
    let client = blocking::Client::new(config(&second)).unwrap();
    test(&second, &Either::Blocking(client));
}

impl Either {
    pub(crate) fn send<C: Call<System = Bitrix24>>(&self, call: &C) -> Result<C::Answer, Error> {
        match self {
            Self::Async(client, runtime) => runtime.block_on(client.send(call)),
            Self::Blocking(client) => client.send(call),
        }
    }

    pub(crate) fn list(&self, list: ListElapsedItems) -> Vec<Result<ElapsedItem, Error>> {
        match self {
            Self::Async(client, runtime) => runtime.block_on(async {
                let mut items = client.elapsed_items(list);
                let mut all = Vec::new();
                while let Some(item) = items.next().await {
                    all.push(item);
                }
                all
            }),
            Self::Blocking(client) => client.elapsed_items(list).collect(),
        }
    }
}

fn quick(config: Config) -> Config {
    let retry =
        RetryPolicy::default().with_delays(Duration::from_millis(1), Duration::from_secs(60));
    config.with_retry(retry).with_rates(Rates::unlimited())
}

pub(crate) const CODE: &str = "canary-webhook-1";
pub(crate) const ACCESS: &str = "canary-access-2";
pub(crate) const REFRESH: &str = "canary-refresh-3";
pub(crate) const CLIENT_SECRET: &str = "canary-client-secret-4";

/// A client with a webhook.
pub(crate) fn webhook(server: &Server) -> Config {
    let webhook = format!("{}/rest/7/{CODE}/", server.url());
    quick(Config::new(Endpoint::Webhook(webhook.parse().unwrap())))
}

/// A client with an access token that is renewed.
pub(crate) fn oauth(server: &Server) -> Config {
    let portal: suiteprojects_connectors::bitrix24::Portal = server.url().parse().unwrap();
    let program = OAuthClient::new("local.1", CLIENT_SECRET);
    let endpoint = Endpoint::refreshed(portal.clone(), ACCESS, program, REFRESH);
    quick(Config::new(endpoint).with_token_server(&portal))
}

pub(crate) fn ok(result: &str) -> Step {
    Step::answers(json("200 OK", &format!(r#"{{"result":{result}}}"#)))
}

pub(crate) fn refused(status: &str, error: &str, description: &str) -> Step {
    let body = serde_json::json!({"error": error, "error_description": description});
    Step::refuses(json(status, &body.to_string()))
}
