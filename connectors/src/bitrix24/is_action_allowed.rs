//! Asks whether something may be done with a record of spent time.

use serde_json::Value;

use super::command::{Command, read};
use super::{CallError, ItemId, Parameters, TaskId};

/// What may be done with a record.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Action {
    /// Adding one.
    Add,
    /// Changing it.
    Modify,
    /// Deleting it.
    Remove,
}

impl Action {
    /// The number on the wire.
    pub const fn number(self) -> u8 {
        match self {
            Self::Add => 1,
            Self::Modify => 2,
            Self::Remove => 3,
        }
    }
}

/// `task.elapseditem.isactionallowed`: whether who asks may do something with a record of a task.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct IsActionAllowed {
    /// The task.
    pub task: TaskId,
    /// The record.
    pub item: ItemId,
    /// What is to be done.
    pub action: Action,
}

impl IsActionAllowed {
    /// Something with a record of a task.
    pub const fn new(task: TaskId, item: ItemId, action: Action) -> Self {
        Self { task, item, action }
    }
}

impl Command for IsActionAllowed {
    type Answer = bool;

    fn method(&self) -> &'static str {
        "task.elapseditem.isactionallowed"
    }

    fn parameters(&self) -> Parameters {
        Parameters::none()
            .with("TASKID", self.task)
            .with("ITEMID", self.item)
            .with("ACTIONID", self.action.number())
    }

    fn changes_nothing(&self) -> bool {
        true
    }

    fn read(&self, result: Value) -> Result<bool, CallError> {
        read(result, "true or false")
    }
}
