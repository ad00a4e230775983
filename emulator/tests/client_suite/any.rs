//! A client that speaks one of the protocols.

use suiteprojects::api::{
    Add, Application, Approval, CommandError, Delete, Login, Modify, Outcome, Read, Reject, Stored,
    Submit,
};
use suiteprojects::client::blocking::Client;
use suiteprojects::client::{CommandOver, Config, Error, Soap, Xml};
use suiteprojects::protocol::RetryPolicy;
use suiteprojects::record::FromRecord;
use suiteprojects::soap::Binding;
use suiteprojects::task::{Entry, Id, Task};
use suiteprojects::validate::{CheckedEntry, Command};

/// A protocol that the suite is run over.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Protocol {
    Xml,
    Soap,
}

pub(crate) const PROTOCOLS: [Protocol; 2] = [Protocol::Xml, Protocol::Soap];

#[derive(Debug)]
pub(crate) enum Any {
    Xml(Client<Xml>),
    Soap(Client<Soap>),
}

pub(crate) fn config(url: &str, login: Login) -> Config {
    let application = Application::new("suite", "1", "any key");
    Config::new(url.parse().unwrap(), application, login).with_retry(RetryPolicy::never())
}

impl Any {
    pub(crate) fn new(protocol: Protocol, url: &str, user: &str) -> Self {
        Self::with(protocol, config(url, Login::password("acme", user, "any")))
    }

    pub(crate) fn with(protocol: Protocol, config: Config) -> Self {
        match protocol {
            Protocol::Xml => Self::Xml(Client::new(config).unwrap()),
            Protocol::Soap => {
                let soap = Soap::in_binding(Binding::RpcEncoded, &config.endpoint);
                Self::Soap(Client::over(soap, config).unwrap())
            }
        }
    }

    pub(crate) fn send<C: CommandOver<Xml> + CommandOver<Soap> + ?Sized>(
        &self,
        command: &C,
    ) -> Result<C::Answer, Error> {
        match self {
            Self::Xml(client) => client.send(command),
            Self::Soap(client) => client.send(command),
        }
    }

    /// Adds entries that are not checked before.
    pub(crate) fn add(&self, entries: &[Entry<'_>]) -> Vec<Outcome<Stored>> {
        let checked = unchecked(Command::Add, entries);
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

    pub(crate) fn read<T: FromRecord>(&self, read: Read<T>) -> Vec<T> {
        let records = self.send(&read).unwrap().unwrap();
        records.into_iter().map(Result::unwrap).collect()
    }

    pub(crate) fn task(&self, id: Id) -> Task {
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
