//! A small server of the XML API and of SOAP for tests, with its storage in memory and with bad manners on
//! demand. It shares no code with the library: it reads requests with `roxmltree` and writes answers
//! by hand. The local server will take its place.
//!
//! It listens on a port of its own, so programs under test can be separate processes, and be killed.
//!
//! | part | what |
//! |---|---|
//! | [`Stub`] | the handle of the test: address, storage, counters |
//! | [`Manners`] | how it behaves all the time |
//! | [`Fault`], [`When`] | what goes wrong with some requests |

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]
#![allow(dead_code, reason = "each test uses a part of this")]

mod faults;
mod http;
mod object;
mod read;
mod request;
mod soap;
mod store;

use std::collections::BTreeMap;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::Duration;

pub(crate) use faults::{Fault, When};
pub(crate) use object::Object;

use faults::Plan;
use store::Store;

/// Says with which code an object is refused, if it is.
pub(crate) type RefuseBy = Box<dyn Fn(&Object) -> Option<u32> + Send>;

/// How the server behaves all the time.
pub(crate) struct Manners {
    /// Whether Read heeds a condition on `thin_client_id`; otherwise it returns everything that fits
    /// the other conditions.
    pub(crate) heeds_keys: bool,
    /// Whether Read heeds methods and date filters; otherwise it returns everything.
    pub(crate) heeds_conditions: bool,
    /// Whether answers hold `thin_client_id`.
    pub(crate) returns_keys: bool,
    /// How many records an answer to Read has at most, whatever `limit` says.
    pub(crate) most_records: usize,
    /// With which code an Add or Modify is refused.
    pub(crate) refuse: Option<RefuseBy>,
    /// How long every answer takes.
    pub(crate) latency: Duration,
    /// The API key that is expected; `None` is any.
    pub(crate) key: Option<String>,
    /// The password that is expected; `None` is any.
    pub(crate) password: Option<String>,
    /// The access token that is expected; `None` is any.
    pub(crate) token: Option<String>,
}

impl Default for Manners {
    fn default() -> Self {
        Self {
            heeds_keys: true,
            heeds_conditions: true,
            returns_keys: true,
            most_records: 1_000,
            refuse: None,
            latency: Duration::ZERO,
            key: None,
            password: None,
            token: None,
        }
    }
}

/// What the server has counted.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Counts {
    /// Requests that arrived whole, those with a fault among them.
    pub(crate) requests: u64,
    /// Commands that were carried out or refused, by name.
    pub(crate) commands: BTreeMap<String, u64>,
    /// How often an object with this `thin_client_id` was stored by an Add. Nothing should be above 1.
    pub(crate) stored: BTreeMap<String, u64>,
    /// Requests that met a fault.
    pub(crate) faults: u64,
}

struct Shared {
    manners: Manners,
    plan: Plan,
    store: Store,
    counts: Counts,
    last_request: String,
    /// The sessions of SOAP that are going on.
    sessions: Vec<soap::Session>,
    /// How often a login was asked for over SOAP.
    logins: u64,
    stopped: bool,
}

/// A running server; it stops when the handle goes.
pub(crate) struct Stub {
    shared: Arc<Mutex<Shared>>,
    address: SocketAddr,
}

impl Stub {
    /// A server with good manners, without time entries and with a few records of other types.
    pub(crate) fn start() -> Self {
        Self::with(Manners::default())
    }

    /// A server with these manners.
    pub(crate) fn with(manners: Manners) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Mutex::new(Shared {
            manners,
            plan: Plan::default(),
            store: Store::canned(),
            counts: Counts::default(),
            last_request: String::new(),
            sessions: Vec::new(),
            logins: 0,
            stopped: false,
        }));
        let listening = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming() {
                if lock(&listening).stopped {
                    break;
                }
                // A client that was killed before it was let in is no trouble.
                let Ok(stream) = stream else { continue };
                let shared = Arc::clone(&listening);
                thread::spawn(move || http::serve(&stream, &shared));
            }
        });
        Self { shared, address }
    }

    /// The base address, `http://127.0.0.1:PORT`.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Changes the manners.
    pub(crate) fn manners(&self, change: impl FnOnce(&mut Manners)) {
        change(&mut lock(&self.shared).manners);
    }

    /// From now on some requests meet a fault. The first fault whose time it is wins.
    pub(crate) fn fault(&self, fault: Fault, when: When) {
        lock(&self.shared).plan.add(fault, when);
    }

    /// From now on nothing goes wrong any more.
    pub(crate) fn recover(&self) {
        lock(&self.shared).plan = Plan::default();
    }

    /// Stores an object past all rules. Returns its id.
    pub(crate) fn store(&self, object_type: &str, fields: &[(&str, &str)]) -> u64 {
        let mut object = Object::new(object_type);
        for (name, text) in fields {
            object.set(name, text);
        }
        lock(&self.shared).store.add(object)
    }

    /// The time entries that are stored and not deleted, in the order of their ids.
    pub(crate) fn stored(&self) -> Vec<Object> {
        self.stored_of("Task")
    }

    /// The objects of a type that are stored and not deleted, in the order of their ids.
    pub(crate) fn stored_of(&self, object_type: &str) -> Vec<Object> {
        let shared = lock(&self.shared);
        let objects = shared.store.of_type(object_type);
        objects
            .filter(|object| !object.is_deleted())
            .cloned()
            .collect()
    }

    /// Takes all objects of a type away.
    pub(crate) fn clear(&self, object_type: &str) {
        lock(&self.shared).store.clear(object_type);
    }

    /// Ends all sessions of SOAP.
    pub(crate) fn end_sessions(&self) {
        lock(&self.shared).sessions.clear();
    }

    /// How often a login was asked for over SOAP.
    pub(crate) fn logins(&self) -> u64 {
        lock(&self.shared).logins
    }

    /// What was counted so far.
    pub(crate) fn counts(&self) -> Counts {
        lock(&self.shared).counts.clone()
    }

    /// The body of the last request that arrived whole.
    pub(crate) fn last_request(&self) -> String {
        lock(&self.shared).last_request.clone()
    }
}

impl Drop for Stub {
    fn drop(&mut self) {
        lock(&self.shared).stopped = true;
        // Wakes the listener up.
        let _ = TcpStream::connect(self.address);
    }
}

/// A test that panicked with the lock in its hand is reported by itself.
fn lock(shared: &Mutex<Shared>) -> MutexGuard<'_, Shared> {
    shared
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}
