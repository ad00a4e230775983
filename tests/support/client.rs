//! The async and the blocking client behind one surface, and the commands that the tests send.

#![allow(dead_code, reason = "each test uses a part")]
#![allow(clippy::unwrap_used, reason = "only tests use it")]

use std::time::Duration;

use suiteprojects::api::{Add, Application, Login, Outcome, Read, Refusal, Stored};
use suiteprojects::client::{
    self, CommandOver, CommandProtocol, Config, Error, LoginSource, PageError, Protocol, Xml,
};
use suiteprojects::protocol::RetryPolicy;
use suiteprojects::record::{FromRecord, RecordError};
use suiteprojects::task::{Entry, Field, Task};
use suiteprojects::validate::{CheckedEntry, Command};
use tokio::runtime::Runtime;

/// Which client.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Kind {
    Async,
    Blocking,
}

pub(crate) const BOTH: [Kind; 2] = [Kind::Async, Kind::Blocking];

/// A client of either kind.
#[derive(Debug)]
pub(crate) enum Driver<P: Protocol = Xml> {
    Async(client::Client<P>, Runtime),
    Blocking(client::blocking::Client<P>),
}

impl Driver {
    pub(crate) fn new(kind: Kind, config: Config) -> Self {
        Self::over(Xml::default(), kind, config)
    }
}

impl<P: Protocol> Driver<P> {
    pub(crate) fn over(protocol: P, kind: Kind, config: Config) -> Self {
        match kind {
            Kind::Async => {
                let client = client::Client::over(protocol, config).unwrap();
                Self::Async(client, runtime())
            }
            Kind::Blocking => {
                Self::Blocking(client::blocking::Client::over(protocol, config).unwrap())
            }
        }
    }

    pub(crate) fn send<C: CommandOver<P> + ?Sized>(&self, command: &C) -> Result<C::Answer, Error> {
        match self {
            Self::Async(client, runtime) => runtime.block_on(client.send(command)),
            Self::Blocking(client) => client.send(command),
        }
    }

    /// Lets time pass in which the client can see what happens to its connections.
    pub(crate) fn rest(&self, time: Duration) {
        match self {
            Self::Async(_, runtime) => runtime.block_on(async { tokio::time::sleep(time).await }),
            Self::Blocking(_) => std::thread::sleep(time),
        }
    }
}

impl<P: CommandProtocol> Driver<P> {
    pub(crate) fn pages<T: FromRecord + Send + 'static>(
        &self,
        read: Read<T>,
    ) -> Vec<Result<T, PageError>> {
        match self {
            Self::Async(client, runtime) => runtime.block_on(async {
                let mut pages = client.pages(read);
                let mut records = Vec::new();
                while let Some(record) = pages.next().await {
                    records.push(record);
                }
                records
            }),
            Self::Blocking(client) => client.pages(read).collect(),
        }
    }
}

pub(crate) fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
}

/// A client of a user with a password, with waits that do not slow the tests down.
pub(crate) fn config(url: &str) -> Config {
    config_with(url, Login::password("acme", "ann", "the-password"))
}

pub(crate) fn config_with(url: &str, login: impl Into<LoginSource>) -> Config {
    let application = Application::new("test", "1", "the-key");
    Config::new(url.parse().unwrap(), application, login).with_retry(quick())
}

pub(crate) fn quick() -> RetryPolicy {
    RetryPolicy::default().with_delays(Duration::from_millis(1), Duration::from_millis(5))
}

/// An Add of one time entry.
pub(crate) fn add<P: CommandProtocol>(driver: &Driver<P>) -> Result<usize, Error>
where
    for<'a, 'e> Add<'a, CheckedEntry<'e>>: CommandOver<P, Answer = Vec<Outcome<Stored>>>,
{
    let mut entry = Entry::new();
    entry.set(Field::UserId, "251").set(Field::Hours, "8");
    let entries = [CheckedEntry::trust_without_checking(Command::Add, &entry)];
    let add = Add::tasks(&entries).unwrap();
    let outcomes = driver.send(&add)?;
    Ok(outcomes
        .into_iter()
        .filter_map(suiteprojects::api::Outcome::done)
        .count())
}

/// The answer to [`add`].
pub(crate) const ADDED: &str =
    "<response><Auth status='0'/><Add status='0'><Task><id>5512</id></Task></Add></response>";

/// A Read of time entries.
pub(crate) fn read<P: CommandProtocol>(driver: &Driver<P>) -> Result<usize, Error>
where
    Read<Task>: CommandOver<P, Answer = Result<Vec<Result<Task, RecordError>>, Refusal>>,
{
    let read = Read::<Task>::all();
    Ok(driver.send(&read)?.unwrap().len())
}

/// The answer to [`read`].
pub(crate) const FOUND: &str =
    "<response><Auth status='0'/><Read status='0'><Task><id>5512</id></Task></Read></response>";
