//! Changes a record of spent time.

use serde_json::Value;

use super::command::Command;
use super::{CallError, ElapsedItemFields, ItemId, Parameters, TaskId};

/// `task.elapseditem.update`: changes a record of a task. Seconds and comment are required here too.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct UpdateElapsedItem {
    /// The task.
    pub task: TaskId,
    /// The record.
    pub item: ItemId,
    /// What it says from now on.
    pub fields: ElapsedItemFields,
}

impl UpdateElapsedItem {
    /// Another content for a record.
    pub const fn new(task: TaskId, item: ItemId, fields: ElapsedItemFields) -> Self {
        Self { task, item, fields }
    }
}

impl Command for UpdateElapsedItem {
    type Answer = ();

    fn method(&self) -> &'static str {
        "task.elapseditem.update"
    }

    fn parameters(&self) -> Parameters {
        Parameters::none()
            .with("TASKID", self.task)
            .with("ITEMID", self.item)
            .with("ARFIELDS", self.fields.value())
    }

    fn changes_nothing(&self) -> bool {
        false
    }

    /// `null`, and nothing else that counts.
    fn read(&self, _: Value) -> Result<(), CallError> {
        Ok(())
    }
}
