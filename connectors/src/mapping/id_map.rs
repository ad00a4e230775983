//! Which records stand for each other, read from a file.

use std::collections::BTreeMap;

use serde::Deserialize;
use suiteprojects::task::Id;
use suiteprojects::text::{one_line, shortened};
use thiserror::Error;

use super::{Kind, Loss};

/// Which records of another system stand for which of SuiteProjects Pro: ids there, as texts, and ids here.
///
/// A task there stands for a project, or for a task of a project.
///
/// ```
/// use suiteprojects_connectors::mapping::IdMap;
///
/// let map = IdMap::from_json(r#"{
///     "users": {"13": 251},
///     "projects": {"11": 5521},
///     "tasks": {"12": {"project": 5521, "task": 88231}},
///     "customers": {"17": 301}
/// }"#)?;
/// assert_eq!(map.user("13").map(|id| id.get()), Some(251));
/// assert_eq!(map.user("14"), None);
/// # Ok::<(), suiteprojects_connectors::mapping::IdMapError>(())
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct IdMap {
    users: Pairs,
    projects: Pairs,
    customers: Pairs,
    tasks: BTreeMap<String, (Option<Id>, Option<Id>)>,
}

type Pairs = BTreeMap<String, Id>;

/// Why a file is no map of ids.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[non_exhaustive]
pub enum IdMapError {
    /// It cannot be read.
    #[error("the map of ids cannot be read: {reason}")]
    #[non_exhaustive]
    Unreadable {
        /// What is wrong.
        reason: Box<str>,
    },
    /// An id of SuiteProjects Pro is none.
    #[error("{place} has the id {found}, expected a whole number from 1")]
    #[non_exhaustive]
    Id {
        /// Where it stands.
        place: Box<str>,
        /// What was found.
        found: u64,
    },
    /// Two records there stand for the same one here, so that the way back is not known.
    #[error("{kind} {here} has two counterparts, {first:?} and {second:?}, expected one")]
    #[non_exhaustive]
    Twice {
        /// Which kind.
        kind: Kind,
        /// The id here.
        here: Id,
        /// An id there.
        first: Box<str>,
        /// Another.
        second: Box<str>,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
struct File {
    users: BTreeMap<String, u64>,
    projects: BTreeMap<String, u64>,
    customers: BTreeMap<String, u64>,
    tasks: BTreeMap<String, FileTask>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileTask {
    project: Option<u64>,
    task: Option<u64>,
}

impl IdMap {
    /// Reads a map in JSON: objects `users`, `projects`, `customers` and `tasks`, each of which may be absent.
    /// Of an id that is there twice the last counts.
    ///
    /// # Errors
    ///
    /// [`IdMapError`] if it has another form, an id that is none, or two records for one.
    pub fn from_json(text: &str) -> Result<Self, IdMapError> {
        let unreadable = |reason: &str| IdMapError::Unreadable {
            reason: shortened(&one_line(reason)).into(),
        };
        // The library would read an empty array as an object without members.
        if !text.trim_start().starts_with('{') {
            return Err(unreadable("found something else, expected an object"));
        }
        let file: File =
            serde_json::from_str(text).map_err(|error| unreadable(&error.to_string()))?;
        let mut tasks = BTreeMap::new();
        for (there, task) in file.tasks {
            let read = |id: Option<u64>| id.map(|id| id_of("tasks", &there, id)).transpose();
            let work = (read(task.project)?, read(task.task)?);
            tasks.insert(there, work);
        }
        let map = Self {
            users: pairs("users", file.users)?,
            projects: pairs("projects", file.projects)?,
            customers: pairs("customers", file.customers)?,
            tasks,
        };
        check(
            Kind::User,
            map.users.iter().map(|(there, here)| (there, *here)),
        )?;
        check(
            Kind::Project,
            map.projects.iter().map(|(there, here)| (there, *here)),
        )?;
        check(
            Kind::Contact,
            map.customers.iter().map(|(there, here)| (there, *here)),
        )?;
        let tasks = map.tasks.iter();
        check(
            Kind::Task,
            tasks.filter_map(|(there, (_, task))| Some((there, (*task)?))),
        )?;
        Ok(map)
    }

    /// The user here who is that user there.
    pub fn user(&self, there: &str) -> Option<Id> {
        self.users.get(there).copied()
    }

    /// The project here that is that project there.
    pub fn project(&self, there: &str) -> Option<Id> {
        self.projects.get(there).copied()
    }

    /// The customer here who is that contact there.
    pub fn customer(&self, there: &str) -> Option<Id> {
        self.customers.get(there).copied()
    }

    /// The project and the task of it here that are that task there.
    pub fn task(&self, there: &str) -> Option<(Option<Id>, Option<Id>)> {
        self.tasks.get(there).copied()
    }

    /// The user there who is that user here.
    pub fn user_of(&self, here: Id) -> Option<&str> {
        back(&self.users, here)
    }

    /// The project there that is that project here.
    pub fn project_of(&self, here: Id) -> Option<&str> {
        back(&self.projects, here)
    }

    /// The contact there who is that customer here.
    pub fn customer_of(&self, here: Id) -> Option<&str> {
        back(&self.customers, here)
    }

    /// The task there that is that task of a project here.
    pub fn task_of(&self, here: Id) -> Option<&str> {
        let found = self.tasks.iter().find(|(_, work)| work.1 == Some(here));
        found.map(|(there, _)| there.as_str())
    }
}

/// What is missing in a map, by the losses of all entries: each record once, in order.
///
/// ```
/// use suiteprojects_connectors::mapping::{Kind, Loss, missing};
///
/// let losses = [Loss::NoCounterpart(Kind::User, "14".into()), Loss::Running, Loss::NoCounterpart(Kind::User, "14".into())];
/// assert_eq!(missing(&losses), ["user 14 there"]);
/// ```
pub fn missing<'l>(losses: impl IntoIterator<Item = &'l Loss>) -> Vec<String> {
    let named = losses.into_iter().filter_map(|loss| match loss {
        Loss::NoCounterpart(kind, there) => Some(format!("{kind} {there} there")),
        Loss::UnknownHere(kind, here) => Some(format!("{kind} {here} of SuiteProjects Pro")),
        _ => None,
    });
    let named: std::collections::BTreeSet<_> = named.collect();
    named.into_iter().collect()
}

fn id_of(list: &str, there: &str, found: u64) -> Result<Id, IdMapError> {
    Id::new(found).ok_or_else(|| IdMapError::Id {
        place: format!("{list}.{}", shortened(&one_line(there))).into(),
        found,
    })
}

fn pairs(list: &str, read: BTreeMap<String, u64>) -> Result<Pairs, IdMapError> {
    let pairs = read.into_iter().map(|(there, here)| {
        let id = id_of(list, &there, here)?;
        Ok((there, id))
    });
    pairs.collect()
}

fn check<'m>(kind: Kind, pairs: impl Iterator<Item = (&'m String, Id)>) -> Result<(), IdMapError> {
    let mut seen: BTreeMap<Id, &String> = BTreeMap::new();
    for (there, here) in pairs {
        if let Some(first) = seen.insert(here, there) {
            return Err(IdMapError::Twice {
                kind,
                here,
                first: first.as_str().into(),
                second: there.as_str().into(),
            });
        }
    }
    Ok(())
}

fn back(pairs: &Pairs, here: Id) -> Option<&str> {
    let found = pairs.iter().find(|(_, id)| **id == here);
    found.map(|(there, _)| there.as_str())
}

/// The maps of ids as each mapping asks for them.
mod counterparts {
    use suiteprojects::task::Id;

    use super::IdMap;
    use crate::{bitrix24, moneybird, zoho};

    impl bitrix24::mapping::Counterparts for IdMap {
        fn user(&self, user: bitrix24::UserId) -> Option<Id> {
            self.user(&user.to_string())
        }

        fn work(&self, task: bitrix24::TaskId) -> Option<bitrix24::mapping::Work> {
            let (project, task) = self.task(&task.to_string())?;
            Some(bitrix24::mapping::Work::new(project, task))
        }

        fn user_of(&self, user: Id) -> Option<bitrix24::UserId> {
            self.user_of(user)?.parse().ok()
        }

        fn task_of(&self, task: Id) -> Option<bitrix24::TaskId> {
            self.task_of(task)?.parse().ok()
        }
    }

    impl moneybird::mapping::Counterparts for IdMap {
        fn user(&self, user: &moneybird::UserId) -> Option<Id> {
            self.user(user.as_str())
        }

        fn project(&self, project: &moneybird::ProjectId) -> Option<Id> {
            self.project(project.as_str())
        }

        fn customer(&self, contact: &moneybird::ContactId) -> Option<Id> {
            self.customer(contact.as_str())
        }

        fn user_of(&self, user: Id) -> Option<moneybird::UserId> {
            self.user_of(user)?.parse().ok()
        }

        fn project_of(&self, project: Id) -> Option<moneybird::ProjectId> {
            self.project_of(project)?.parse().ok()
        }

        fn contact_of(&self, customer: Id) -> Option<moneybird::ContactId> {
            self.customer_of(customer)?.parse().ok()
        }
    }

    impl zoho::mapping::Counterparts for IdMap {
        fn user(&self, user: zoho::UserId) -> Option<Id> {
            self.user(&user.to_string())
        }

        fn project(&self, project: zoho::ProjectId) -> Option<Id> {
            self.project(&project.to_string())
        }

        fn task(&self, task: zoho::TaskId) -> Option<Id> {
            self.task(&task.to_string())?.1
        }

        fn user_of(&self, user: Id) -> Option<zoho::UserId> {
            self.user_of(user)?.parse().ok()
        }

        fn project_of(&self, project: Id) -> Option<zoho::ProjectId> {
            self.project_of(project)?.parse().ok()
        }

        fn task_of(&self, task: Id) -> Option<zoho::TaskId> {
            self.task_of(task)?.parse().ok()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let map = IdMap::from_json(
            r#"{"users":{"13":251},"tasks":{"12":{"project":5,"task":88},"14":{"project":5}}}"#,
        )
        .unwrap();
        let id = |id| Id::new(id).unwrap();
        assert_eq!(map.user_of(id(251)), Some("13"));
        assert_eq!(map.task("12"), Some((Some(id(5)), Some(id(88)))));
        assert_eq!(map.task("14"), Some((Some(id(5)), None)));
        assert_eq!(map.task_of(id(88)), Some("12"));
        assert_eq!((map.task_of(id(5)), map.project("1")), (None, None));
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (json, error) in [
            (
                r#"{"users":{"13":0}}"#,
                "users.13 has the id 0, expected a whole number from 1",
            ),
            (
                r#"{"users":{"13":5,"14":5}}"#,
                "user 5 has two counterparts, \"13\" and \"14\", expected one",
            ),
            (
                r#"{"tasks":{"1":{"task":5},"2":{"task":5}}}"#,
                "task 5 has two counterparts, \"1\" and \"2\", expected one",
            ),
        ] {
            assert_eq!(IdMap::from_json(json).unwrap_err().to_string(), error);
        }
        for json in [r#"{"user":{}}"#, "[]", "", r#"{"tasks":{"1":5}}"#] {
            let error = IdMap::from_json(json).unwrap_err().to_string();
            assert!(
                error.starts_with("the map of ids cannot be read: "),
                "{error}"
            );
        }
    }
}
