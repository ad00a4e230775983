//! Writes down spent time.

use serde_json::Value;

use super::command::{Command, read};
use super::{CallError, ElapsedItemFields, ItemId, ListElapsedItems, Parameters, TaskId};

/// `task.elapseditem.add`: writes down time that was spent on a task.
///
/// The API knows no key by which a second request of the same would be found out. So it is not sent again when its
/// answer is lost: [`look_up`](Self::look_up) asks for what is there, and [`ElapsedItemFields::are_of`] finds it.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct AddElapsedItem {
    /// The task.
    pub task: TaskId,
    /// What is written down.
    pub fields: ElapsedItemFields,
}

impl AddElapsedItem {
    /// Time spent on a task.
    pub const fn new(task: TaskId, fields: ElapsedItemFields) -> Self {
        Self { task, fields }
    }

    /// The list in which the record stands if it was made: of its task, and of its user and moment if they are set.
    pub fn look_up(&self) -> ListElapsedItems {
        let mut list = ListElapsedItems::of_task(self.task);
        if let Some(user) = self.fields.user_id {
            list = list.of_user(user);
        }
        if let Some(moment) = self.fields.created_date {
            let second = chrono::TimeDelta::seconds(1);
            let around = |shift| moment.checked_add_signed(shift).unwrap_or(moment);
            list = list.created_within(around(-second), around(second));
        }
        list
    }
}

impl Command for AddElapsedItem {
    type Answer = ItemId;

    fn method(&self) -> &'static str {
        "task.elapseditem.add"
    }

    fn parameters(&self) -> Parameters {
        Parameters::none()
            .with("TASKID", self.task)
            .with("ARFIELDS", self.fields.value())
    }

    fn changes_nothing(&self) -> bool {
        false
    }

    fn read(&self, result: Value) -> Result<ItemId, CallError> {
        read(result, "the id of a record")
    }
}
