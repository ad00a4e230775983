//! Commands and what the server answers to them, the same on every wire.
//!
//! One file each: what the command asks, and what its answer is. How a command looks on a wire stands
//! in the module of the wire, for example [`xml::exchange`](crate::xml::exchange).
//!
//! A command borrows what it sends and its answer owns what it received; only a [`Read`] owns what it
//! asks, because it is asked again from page to page. Several commands go into
//! one request as a tuple, an array or a slice, and their answers come back in the same form.
//!
//! An answer to many objects is a list with an [`Outcome`] for each, in the order of the objects:
//! that one of them was refused is no error of the call.

mod add;
pub(crate) mod answer;
mod approval;
mod approve;
mod create_user;
mod delete;
mod login;
mod make_url;
mod modify;
mod modify_on_condition;
mod name;
mod outcome;
mod read;
mod reject;
mod remote_auth;
mod report;
pub mod served;
mod submit;
mod target;
mod time;
mod unapprove;
mod version;
mod whoami;

pub use add::Add;
pub use answer::CommandResult;
pub use approval::Approval;
pub use approve::Approve;
pub use create_user::CreateUser;
pub use delete::Delete;
pub use login::{Application, Login, Secret};
pub use make_url::MakeUrl;
pub use modify::Modify;
pub use modify_on_condition::ModifyOnCondition;
pub use name::CommandName;
pub use outcome::{Dependent, Doubt, Outcome, Refusal, Stored};
pub use read::{
    DateFilter, DateRelation, Deleted, Direction, Filter, Flags, Method, OneOrMore, OtherFilter,
    PageSize, Read, Search,
};
pub use reject::Reject;
pub use remote_auth::RemoteAuth;
pub use report::Report;
pub use submit::Submit;
pub use unapprove::Unapprove;

pub(crate) use approval::ApprovalRequest;
pub(crate) use target::{Target, id_of};
pub use time::Time;
pub use version::{NewestVersion, Version};
pub use whoami::Whoami;

use thiserror::Error;

/// A command of the API.
pub trait Command {
    /// What the server answers.
    type Answer;

    /// Whether the command changes nothing on the server, so that sending it again after an answer
    /// got lost does no harm.
    fn is_read_only(&self) -> bool;
}

impl<C: Command + ?Sized> Command for &C {
    type Answer = C::Answer;

    fn is_read_only(&self) -> bool {
        (**self).is_read_only()
    }
}

impl<C: Command> Command for [C] {
    type Answer = Vec<C::Answer>;

    fn is_read_only(&self) -> bool {
        self.iter().all(Command::is_read_only)
    }
}

impl<C: Command, const N: usize> Command for [C; N] {
    type Answer = Vec<C::Answer>;

    fn is_read_only(&self) -> bool {
        self.as_slice().is_read_only()
    }
}

impl<C: Command> Command for Vec<C> {
    type Answer = Vec<C::Answer>;

    fn is_read_only(&self) -> bool {
        self.as_slice().is_read_only()
    }
}

macro_rules! tuples {
    ($(($($command:ident $place:tt),+))+) => {
        $(impl<$($command: Command),+> Command for ($($command,)+) {
            type Answer = ($($command::Answer,)+);

            fn is_read_only(&self) -> bool {
                $(self.$place.is_read_only())&&+
            }
        })+
    };
}

tuples! {
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
}

/// The most objects that the server takes in one request, and returns in one answer.
pub const MOST_OBJECTS: usize = 1_000;

/// A command that cannot be built: the server would refuse it, or it would not do what it says.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[non_exhaustive]
pub enum CommandError {
    /// More objects than the server takes in one request.
    #[error("found {found} objects, expected at most {MOST_OBJECTS} in one request")]
    #[non_exhaustive]
    TooManyObjects {
        /// How many there are.
        found: usize,
    },
    /// No object at all where the command needs one.
    #[error("found no objects, expected at least one")]
    NoObjects,
    /// An entry that was checked for another command.
    #[error("the entry at place {index} was checked for {found}, expected {expected}")]
    #[non_exhaustive]
    OtherCommand {
        /// The place of the entry, from 0.
        index: usize,
        /// What it was checked for.
        found: crate::validate::Command,
        /// The command that is built.
        expected: crate::validate::Command,
    },
    /// An object that does not say which record it is about.
    #[error("the object at place {index} has no internal id, expected one for {command}")]
    #[non_exhaustive]
    NoId {
        /// The place of the object, from 0.
        index: usize,
        /// The command.
        command: CommandName,
    },
    /// The command is not for objects of this type.
    #[error("{command} is not for {object_type}: {reason}")]
    #[non_exhaustive]
    ObjectType {
        /// The command.
        command: CommandName,
        /// The type of the objects.
        object_type: Box<str>,
        /// Why not, and what to use instead.
        reason: &'static str,
    },
    /// Not the name of a filter that can stand alone.
    #[error("found the filter {found:?}, expected {expected}")]
    #[non_exhaustive]
    Filter {
        /// What was found, shortened.
        found: Box<str>,
        /// What was expected.
        expected: &'static str,
    },
}

fn at_most(found: usize) -> Result<(), CommandError> {
    if found > MOST_OBJECTS {
        return Err(CommandError::TooManyObjects { found });
    }
    Ok(())
}

fn checked_for(
    expected: crate::validate::Command,
    entries: &[crate::validate::CheckedEntry<'_>],
) -> Result<(), CommandError> {
    at_most(entries.len())?;
    let other = entries
        .iter()
        .enumerate()
        .find(|(_, entry)| entry.command() != expected);
    match other {
        None => Ok(()),
        Some((index, entry)) => Err(CommandError::OtherCommand {
            index,
            found: entry.command(),
            expected,
        }),
    }
}
