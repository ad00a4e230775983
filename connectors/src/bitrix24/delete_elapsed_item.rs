//! Deletes a record of spent time.

use serde_json::Value;

use super::command::Command;
use super::{CallError, ItemId, Parameters, TaskId};

/// `task.elapseditem.delete`: deletes a record of a task.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct DeleteElapsedItem {
    /// The task.
    pub task: TaskId,
    /// The record.
    pub item: ItemId,
}

impl DeleteElapsedItem {
    /// A record of a task.
    pub const fn new(task: TaskId, item: ItemId) -> Self {
        Self { task, item }
    }
}

impl Command for DeleteElapsedItem {
    type Answer = ();

    fn method(&self) -> &'static str {
        "task.elapseditem.delete"
    }

    fn parameters(&self) -> Parameters {
        Parameters::none()
            .with("TASKID", self.task)
            .with("ITEMID", self.item)
    }

    fn changes_nothing(&self) -> bool {
        false
    }

    /// `null`, and nothing else that counts.
    fn read(&self, _: Value) -> Result<(), CallError> {
        Ok(())
    }
}
