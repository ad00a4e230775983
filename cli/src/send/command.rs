//! The commands that change time entries, as one type.

use suiteprojects::api::{
    Add, Application, Approval, CommandError, Delete, Modify, Outcome, Reject, Stored,
};
use suiteprojects::client::Error;
use suiteprojects::soap::exchange::EncodeError;
use suiteprojects::soap::{self, Service};
use suiteprojects::validate::{self, CheckedEntry};
use suiteprojects::xml::{self, WriteError};

use crate::connection::AnyClient;

/// What is to be done with the entries.
#[derive(Clone, Debug)]
pub enum Kind {
    /// They are stored; with a field by which one that is there already is found and changed.
    Add {
        /// The field.
        lookup: Option<String>,
    },
    /// They are changed.
    Modify,
    /// They are removed.
    Delete,
    /// They are sent back.
    Reject(Approval),
}

impl Kind {
    /// The command that the rules know.
    pub const fn command(&self) -> validate::Command {
        match self {
            Self::Add { .. } => validate::Command::Add,
            Self::Modify => validate::Command::Modify,
            Self::Delete => validate::Command::Delete,
            Self::Reject(_) => validate::Command::Reject,
        }
    }

    /// The status of an entry with which it was done.
    pub const fn done(&self) -> &'static str {
        match self {
            Self::Add { .. } | Self::Modify => "stored",
            Self::Delete => "deleted",
            Self::Reject(_) => "rejected",
        }
    }

    /// What REST would have to do for it and cannot; `None` if it can.
    pub(crate) const fn not_over_rest(&self) -> Option<&'static str> {
        match self {
            Self::Add { lookup: None } | Self::Delete => None,
            Self::Add { .. } => Some("look up whether an entry is there"),
            Self::Modify => Some("change time entries"),
            Self::Reject(_) => Some("reject time entries"),
        }
    }

    /// The command for some entries.
    pub(super) fn of<'a, 'e>(
        &'a self,
        entries: &'a [CheckedEntry<'e>],
    ) -> Result<AnyCommand<'a, 'e>, CommandError> {
        Ok(match self {
            Self::Add { lookup } => {
                let add = Add::tasks(entries)?;
                AnyCommand::Add(match lookup {
                    Some(field) => add.with_lookup(field),
                    None => add,
                })
            }
            Self::Modify => AnyCommand::Modify(Modify::tasks(entries)?),
            Self::Delete => AnyCommand::Delete(Delete::tasks(entries)?),
            Self::Reject(approval) => {
                AnyCommand::Reject(Reject::tasks(entries)?.with_approval(approval.clone()))
            }
        })
    }
}

/// One of the commands that change time entries.
#[derive(Debug)]
pub(super) enum AnyCommand<'a, 'e> {
    Add(Add<'a, CheckedEntry<'e>>),
    Modify(Modify<'a, CheckedEntry<'e>>),
    Delete(Delete<'static>),
    Reject(Reject<'static>),
}

macro_rules! each {
    ($command:expr, $inner:ident => $do:expr) => {
        match $command {
            AnyCommand::Add($inner) => $do,
            AnyCommand::Modify($inner) => $do,
            AnyCommand::Delete($inner) => $do,
            AnyCommand::Reject($inner) => $do,
        }
    };
}

impl AnyCommand<'_, '_> {
    /// Sends it.
    pub(super) fn send(&self, client: &AnyClient) -> Result<Vec<Outcome<Stored>>, Error> {
        each!(self, command => client.send(command))
    }

    /// The request that would be sent over the XML API, without credentials.
    pub(super) fn xml(&self) -> Result<String, WriteError> {
        let application = Application::new("suiteprojects", env!("CARGO_PKG_VERSION"), "");
        each!(self, command => {
            Ok(xml::exchange::encode(&application, None, command)?.expose().to_owned())
        })
    }

    /// The request that would be sent to a service of SOAP, without a session.
    pub(super) fn soap(&self, service: &Service) -> Result<String, EncodeError> {
        each!(self, command => {
            Ok(soap::exchange::encode(service, None, command)?.expose().to_owned())
        })
    }
}
