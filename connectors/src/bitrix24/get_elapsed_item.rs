//! Reads a record of spent time.

use serde_json::Value;

use super::command::{Command, read, unreadable};
use super::{CallError, ElapsedItem, ItemId, Parameters, TaskId};

/// `task.elapseditem.get`: reads a record of a task.
///
/// The vendor's sample has an array with one, its table and live replies an object: both are read. An answer about
/// another task than was asked for is none.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct GetElapsedItem {
    /// The task.
    pub task: TaskId,
    /// The record.
    pub item: ItemId,
}

impl GetElapsedItem {
    /// A record of a task.
    pub const fn new(task: TaskId, item: ItemId) -> Self {
        Self { task, item }
    }
}

impl Command for GetElapsedItem {
    type Answer = ElapsedItem;

    fn method(&self) -> &'static str {
        "task.elapseditem.get"
    }

    fn parameters(&self) -> Parameters {
        Parameters::none()
            .with("TASKID", self.task)
            .with("ITEMID", self.item)
    }

    fn changes_nothing(&self) -> bool {
        true
    }

    fn read(&self, result: Value) -> Result<ElapsedItem, CallError> {
        let result = match result {
            Value::Array(mut items) if items.len() == 1 => items.remove(0),
            other => other,
        };
        let item: ElapsedItem = read(result, "a record")?;
        match item.task_id.value() {
            Some(task) if *task != self.task => Err(unreadable(
                &format!("a record of task {task}"),
                "one of the task that was asked for",
            )),
            _ => Ok(item),
        }
    }
}
