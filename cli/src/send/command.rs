//! The commands that change time entries, as one type.

use suiteprojects::api::{
    Add, Approval, Command, CommandError, Delete, Modify, Outcome, Reject, Stored,
};
use suiteprojects::validate::{self, CheckedEntry};
use suiteprojects::xml::WriteError;
use suiteprojects::xml::exchange::{AnswerError, RequestWriter, Results, XmlCommand};

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

impl Command for AnyCommand<'_, '_> {
    type Answer = Vec<Outcome<Stored>>;

    fn is_read_only(&self) -> bool {
        each!(self, command => command.is_read_only())
    }
}

impl XmlCommand for AnyCommand<'_, '_> {
    fn write(&self, request: &mut RequestWriter<'_>) -> Result<(), WriteError> {
        each!(self, command => command.write(request))
    }

    fn elements(&self) -> usize {
        each!(self, command => command.elements())
    }

    fn read(&self, results: &mut Results) -> Result<Self::Answer, AnswerError> {
        each!(self, command => command.read(results))
    }
}
