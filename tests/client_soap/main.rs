//! The client over SOAP, async and blocking alike: sessions, faults, and the same results as over XML.
//!
//! What the server says is written by hand after sections 2, 3 and 5 of the notes on the SOAP
//! operations; that a fault comes with HTTP 500 is SOAP 1.1, 6.2.

#![cfg(feature = "client")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "only tests are here")]

#[path = "../support/client.rs"]
mod client;
mod faults;
mod law;
#[path = "../support/server.rs"]
mod server;
mod session;
#[path = "../support/stub/mod.rs"]
mod stub;

use client::{Driver, Kind, config};
use server::{Step, answer};
use suiteprojects::client::{Config, Soap};

pub(crate) fn soap(kind: Kind, url: &str) -> Driver<Soap> {
    soap_with(kind, config(url))
}

pub(crate) fn soap_with(kind: Kind, config: Config) -> Driver<Soap> {
    Driver::over(Soap::rpc_encoded(), kind, config)
}

fn envelope(content: &str) -> String {
    format!(
        "<E:Envelope xmlns:E='http://schemas.xmlsoap.org/soap/envelope/' \
         xmlns:i='http://www.w3.org/2001/XMLSchema-instance'><E:Body>{content}</E:Body></E:Envelope>"
    )
}

/// A message with HTTP 200.
pub(crate) fn message(content: &str) -> Vec<u8> {
    let body = envelope(content);
    answer("200 OK", &["Content-Type: text/xml"], body.as_bytes())
}

/// The answer to a login.
pub(crate) fn begun(id: &str) -> Step {
    Step::refuses(message(&format!(
        "<loginResponse><loginReturn><sessionId>{id}</sessionId><url>https://x/</url></loginReturn></loginResponse>"
    )))
}

/// The answer to an Add of one time entry.
pub(crate) const ADDED: &str = "<addResponse><Array><UpdateResult><errors nil='true'/><id>5512</id>\
     <status>A</status></UpdateResult></Array></addResponse>";

/// The answer to a Read that finds one.
pub(crate) const FOUND: &str = "<readResponse><Array><ReadResult><objects><item i:type='oaTask'><id>5512</id>\
     </item></objects><errors nil='true'/></ReadResult></Array></readResponse>";

pub(crate) fn added() -> Step {
    Step::answers(message(ADDED))
}

/// A fault with this code, with HTTP 500.
pub(crate) fn fault(code: &str, text: &str) -> Step {
    let body = envelope(&format!(
        "<E:Fault><faultcode>E:{code}</faultcode><faultstring>{text}</faultstring>\
         <faultactor>http://www.soaplite.com/custom</faultactor></E:Fault>"
    ));
    Step::refuses(answer(
        "500 Internal Server Error",
        &["Content-Type: text/xml; charset=utf-8"],
        body.as_bytes(),
    ))
}

/// The operations that a server saw.
pub(crate) fn operations(server: &server::Server) -> Vec<String> {
    let seen = server.seen();
    let actions = seen.iter().map(|request| {
        let action = request.header("soapaction").unwrap_or_default();
        let (_, operation) = action.trim_matches('"').split_once('#').unwrap();
        operation.to_owned()
    });
    actions.collect()
}
