//! Time entries from and to SuiteProjects Pro.
//!
//! Both sides count in whole minutes. A moment of Moneybird becomes a day and a time of day in a time zone, that
//! of the user or of the administration; work over midnight becomes an entry for each day. What has no place is
//! said in [`Loss`]es, never dropped in silence: an error means that the entry cannot go over, a warning that
//! something of it stays behind or had to be made up.
//!
//! | SuiteProjects Pro | Moneybird |
//! |---|---|
//! | `userid` | `user_id` |
//! | `date` | the local day of `started_at` |
//! | `hours` and `minutes` | from `started_at` to `ended_at` without `paused_duration` |
//! | `start_time`, `end_time` | the local times, if they differ by the duration |
//! | `projectid`, `customerid` | `project_id`, `contact_id` |
//! | `notes`; on the way back `notes` and `description` | `description` |

mod export;
mod import;

pub use export::{Export, Exported};
pub use import::{Imported, Part, import, key};

pub use crate::mapping::{Kind, Loss, Times};

use suiteprojects::task::Id;

use super::{ContactId, ProjectId, UserId};

/// Which records stand for each other. Each method answers `None` for what is not known.
pub trait Counterparts {
    /// The user here who is that user there.
    fn user(&self, user: &UserId) -> Option<Id>;
    /// The project here that is that project there.
    fn project(&self, project: &ProjectId) -> Option<Id>;
    /// The customer here who is that contact there.
    fn customer(&self, contact: &ContactId) -> Option<Id>;
    /// The user there who is that user here.
    fn user_of(&self, user: Id) -> Option<UserId>;
    /// The project there that is that project here.
    fn project_of(&self, project: Id) -> Option<ProjectId>;
    /// The contact there who is that customer here.
    fn contact_of(&self, customer: Id) -> Option<ContactId>;
}
