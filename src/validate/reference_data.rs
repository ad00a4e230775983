//! Reference data in memory.

use std::collections::HashMap;

use super::reference::{CurrentTask, Knowledge, Project, ProjectTask, Reference, Timesheet, User};
use crate::task::Id;

/// Records of one type: all of them, or nothing known.
type Records<T> = Option<HashMap<Id, T>>;

/// Reference data in memory, list by list.
///
/// A list that is never touched is not known, and rules that need it are reported as unchecked; a
/// list that is there, even empty, is taken to be complete. The list of stored time entries is the
/// exception: an id that is not in it is not known.
///
/// ```
/// use suiteprojects::task::Id;
/// use suiteprojects::validate::{Knowledge, Reference, ReferenceData, User};
///
/// let (seven, eight) = (Id::new(7).ok_or("zero")?, Id::new(8).ok_or("zero")?);
/// let mut data = ReferenceData::default();
/// assert_eq!(data.user(seven), Knowledge::NotKnown);
/// data.insert_user(seven, User::default());
/// assert_eq!(data.user(seven), Knowledge::Record(User::default()));
/// assert_eq!(data.user(eight), Knowledge::NoSuchRecord);
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ReferenceData {
    users: Records<User>,
    projects: Records<Project>,
    project_tasks: Records<ProjectTask>,
    timesheets: Records<Timesheet>,
    tasks: HashMap<Id, CurrentTask>,
}

macro_rules! lists {
    ($($list:ident, $declare:ident, $insert:ident, $type:ty, $words:literal;)*) => {
        impl ReferenceData {
            $(
                #[doc = concat!("Declares the ", $words, " to be known, with those inserted so far.")]
                pub fn $declare(&mut self) {
                    self.$list.get_or_insert_default();
                }

                #[doc = concat!("Adds one of the ", $words, "; the earlier record of the same id, if there is one, is returned.")]
                pub fn $insert(&mut self, id: Id, record: $type) -> Option<$type> {
                    self.$list.get_or_insert_default().insert(id, record)
                }
            )*
        }
    };
}

lists! {
    users, declare_users, insert_user, User, "users";
    projects, declare_projects, insert_project, Project, "projects";
    project_tasks, declare_project_tasks, insert_project_task, ProjectTask, "project tasks";
    timesheets, declare_timesheets, insert_timesheet, Timesheet, "timesheets";
}

impl ReferenceData {
    /// Adds a time entry as it is stored now; the earlier record of the same id, if there is one,
    /// is returned.
    pub fn insert_task(&mut self, id: Id, record: CurrentTask) -> Option<CurrentTask> {
        self.tasks.insert(id, record)
    }
}

fn find<T: Copy>(records: Option<&HashMap<Id, T>>, id: Id) -> Knowledge<T> {
    match records {
        None => Knowledge::NotKnown,
        Some(records) => records
            .get(&id)
            .map_or(Knowledge::NoSuchRecord, |&record| Knowledge::Record(record)),
    }
}

impl Reference for ReferenceData {
    fn user(&self, id: Id) -> Knowledge<User> {
        find(self.users.as_ref(), id)
    }

    fn project(&self, id: Id) -> Knowledge<Project> {
        find(self.projects.as_ref(), id)
    }

    fn project_task(&self, id: Id) -> Knowledge<ProjectTask> {
        find(self.project_tasks.as_ref(), id)
    }

    fn timesheet(&self, id: Id) -> Knowledge<Timesheet> {
        find(self.timesheets.as_ref(), id)
    }

    fn task(&self, id: Id) -> Knowledge<CurrentTask> {
        self.tasks
            .get(&id)
            .map_or(Knowledge::NotKnown, |&record| Knowledge::Record(record))
    }
}
