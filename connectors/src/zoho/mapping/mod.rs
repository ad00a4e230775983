//! Time entries from and to SuiteProjects Pro.
//!
//! Both sides count in whole minutes and in local days, so that a day needs no time zone and a duration is
//! the same on both. What one side has no place for is said in [`Loss`]es, never dropped in silence:
//! an error means that the entry cannot go over, a warning that something of it stays behind.
//!
//! | SuiteProjects Pro | Zoho Billing |
//! |---|---|
//! | `userid` | `user_id` |
//! | `date` | `log_date` |
//! | `hours` and `minutes` | `log_time`, or from `begin_time` to `end_time` |
//! | `start_time`, `end_time` | `begin_time`, `end_time`, if they agree with the duration |
//! | `projectid`, `projecttaskid` | `project_id`, `task_id` |
//! | `notes`; on the way back `notes` and `description` | `notes` |

mod export;
mod import;
mod loss;

pub use export::{Exported, export};
pub use import::{Imported, import, key};

pub use crate::mapping::{Kind, Times};
pub use loss::Loss;

use suiteprojects::task::Id;

use super::{ProjectId, TaskId, UserId};

/// Which records stand for each other. Each method answers `None` for what is not known.
pub trait Counterparts {
    /// The user here who is that user there.
    fn user(&self, user: UserId) -> Option<Id>;
    /// The project here that is that project there.
    fn project(&self, project: ProjectId) -> Option<Id>;
    /// The project task here that is that task there.
    fn task(&self, task: TaskId) -> Option<Id>;
    /// The user there who is that user here.
    fn user_of(&self, user: Id) -> Option<UserId>;
    /// The project there that is that project here.
    fn project_of(&self, project: Id) -> Option<ProjectId>;
    /// The task there that is that project task here.
    fn task_of(&self, task: Id) -> Option<TaskId>;
}
