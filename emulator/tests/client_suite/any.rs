//! A client that speaks one of the protocols.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use suiteprojects::api::{
    Add, Application, Approval, CommandError, Delete, Direction, Login, Modify, Outcome, Read,
    Reject, Secret, Stored, Submit,
};
use suiteprojects::client::blocking::{Client, exchange_code};
use suiteprojects::client::{CommandOver, Config, Error, OAuthApplication, Rest, Scope, Soap, Xml};
use suiteprojects::protocol::RetryPolicy;
use suiteprojects::record::FromRecord;
use suiteprojects::rest;
use suiteprojects::soap::Binding;
use suiteprojects::task::{Entry, Field, Id, Task};
use suiteprojects::validate::{CheckedEntry, Command};

/// A protocol that the suite is run over.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Protocol {
    Xml,
    Soap,
    Rest,
}

/// Those that have commands.
pub(crate) const PROTOCOLS: [Protocol; 2] = [Protocol::Xml, Protocol::Soap];

pub(crate) const EVERY: [Protocol; 3] = [Protocol::Xml, Protocol::Soap, Protocol::Rest];

#[derive(Debug)]
pub(crate) enum Any {
    Xml(Client<Xml>),
    Soap(Client<Soap>),
    Rest(Client<Rest>),
}

/// An access token, as a browser and a program get it.
fn token(url: &str) -> Secret {
    let application = OAuthApplication::new(
        url.parse().unwrap(),
        "the client",
        "https://bridge.example.com/done",
    );
    let application = application.unwrap();
    let authorization = application.authorize(&[Scope::Rest]);
    let page = authorization.url().to_string();
    let path = page.strip_prefix(url).unwrap();
    let mut stream = TcpStream::connect(url.strip_prefix("http://").unwrap()).unwrap();
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let back = answer
        .lines()
        .find_map(|line| line.strip_prefix("location: "));
    let code = authorization.code(back.expect(&answer)).unwrap();
    exchange_code(&application, code)
        .unwrap()
        .access_token()
        .clone()
}

pub(crate) fn config(url: &str, login: Login) -> Config {
    let application = Application::new("suite", "1", "any key");
    Config::new(url.parse().unwrap(), application, login).with_retry(quick())
}

/// Many tries, with waits that do not slow the tests down.
fn quick() -> RetryPolicy {
    let (first, most) = (Duration::from_millis(1), Duration::from_millis(3));
    RetryPolicy::default()
        .with_tries(6)
        .with_delays(first, most)
}

impl Any {
    pub(crate) fn new(protocol: Protocol, url: &str, user: &str) -> Self {
        let login = match protocol {
            // Only a token lets requests in.
            Protocol::Rest => Login::access_token(token(url)),
            _ => Login::password("acme", user, "any"),
        };
        Self::with(protocol, config(url, login))
    }

    pub(crate) fn with(protocol: Protocol, config: Config) -> Self {
        match protocol {
            Protocol::Xml => Self::Xml(Client::new(config).unwrap()),
            Protocol::Soap => {
                let soap = Soap::in_binding(Binding::RpcEncoded, &config.endpoint);
                Self::Soap(Client::over(soap, config).unwrap())
            }
            Protocol::Rest => Self::Rest(Client::over(Rest::new(), config).unwrap()),
        }
    }

    pub(crate) fn send<C: CommandOver<Xml> + CommandOver<Soap> + ?Sized>(
        &self,
        command: &C,
    ) -> Result<C::Answer, Error> {
        match self {
            Self::Xml(client) => client.send(command),
            Self::Soap(client) => client.send(command),
            Self::Rest(_) => panic!("REST does not have the command"),
        }
    }

    /// Adds entries that are not checked before.
    pub(crate) fn add(&self, entries: &[Entry<'_>]) -> Vec<Outcome<Stored>> {
        let checked = unchecked(Command::Add, entries);
        if let Self::Rest(client) = self {
            // A request adds one.
            let one =
                |entry| client.send(&rest::Create::tasks(std::slice::from_ref(entry)).unwrap());
            return checked
                .iter()
                .flat_map(|entry| one(entry).unwrap())
                .collect();
        }
        self.send(&Add::tasks(&checked).unwrap()).unwrap()
    }

    /// Adds entries, or changes those that have the same text in this field.
    pub(crate) fn upsert(&self, lookup: &str, entries: &[Entry<'_>]) -> Vec<Outcome<Stored>> {
        let checked = unchecked(Command::Add, entries);
        let add = Add::tasks(&checked).unwrap().with_lookup(lookup);
        self.send(&add).unwrap()
    }

    pub(crate) fn modify(&self, entries: &[Entry<'_>]) -> Vec<Outcome<Stored>> {
        let checked = unchecked(Command::Modify, entries);
        self.send(&Modify::tasks(&checked).unwrap()).unwrap()
    }

    pub(crate) fn delete(&self, ids: &[Id]) -> Vec<Outcome<Stored>> {
        if let Self::Rest(client) = self {
            let one = |id: &Id| client.send(&rest::Delete::new(*id)).unwrap();
            return ids.iter().map(one).collect();
        }
        self.send(&Delete::ids("Task", ids).unwrap()).unwrap()
    }

    pub(crate) fn reject(&self, ids: &[Id], notes: &str) -> Vec<Outcome<Stored>> {
        let mut approval = Approval::default();
        approval.notes = Some(notes.to_owned());
        let reject: Result<Reject<'_>, CommandError> = Reject::ids("Task", ids);
        self.send(&reject.unwrap().with_approval(approval)).unwrap()
    }

    pub(crate) fn submit(&self, timesheet: Id) -> Vec<Outcome<Stored>> {
        let submit = Submit::ids("Timesheet", &[timesheet]).unwrap();
        self.send(&submit).unwrap()
    }

    #[allow(clippy::needless_pass_by_value, reason = "most are made for this")]
    pub(crate) fn read<T: FromRecord>(&self, read: Read<T>) -> Vec<T> {
        let records = self.send(&read).unwrap().unwrap();
        records.into_iter().map(Result::unwrap).collect()
    }

    /// The ids of all time entries, in their order.
    pub(crate) fn ids(&self) -> Vec<Id> {
        let tasks = match self {
            Self::Rest(client) => {
                let list = rest::List::new()
                    .with_order(rest::Order::by(Field::Id, Direction::Ascending).unwrap());
                client.time_entries(list).map(Result::unwrap).collect()
            }
            _ => self.read(Read::<Task>::all()),
        };
        tasks.iter().filter_map(|task| task.id).collect()
    }

    pub(crate) fn task(&self, id: Id) -> Task {
        if let Self::Rest(client) = self {
            let stored = client.send(&rest::Get::new(id)).unwrap().done().unwrap();
            return Task::from_record(stored.record.unwrap()).unwrap();
        }
        let mut found = self.read(Read::<Task>::by_id(id));
        assert_eq!(found.len(), 1);
        found.remove(0)
    }
}

fn unchecked<'a, 'e>(command: Command, entries: &'a [Entry<'e>]) -> Vec<CheckedEntry<'a>>
where
    'e: 'a,
{
    entries
        .iter()
        .map(|entry| CheckedEntry::trust_without_checking(command, entry))
        .collect()
}
