//! Lists records of spent time.

use chrono::{DateTime, FixedOffset, SecondsFormat};
use serde_json::{Map, Value, json};

use super::command::{Command, read};
use super::parameters::object;
use super::{CallError, ElapsedItem, ItemId, Parameters, TaskId, UserId};

/// How many records a page has at most, 1 to 50.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct PageSize(u8);

impl PageSize {
    /// As many as the server gives.
    pub const MOST: Self = Self(50);

    /// So many; `None` if they are not 1 to 50.
    pub const fn new(records: u8) -> Option<Self> {
        if records >= 1 && records <= Self::MOST.0 {
            Some(Self(records))
        } else {
            None
        }
    }

    /// The number.
    pub const fn get(self) -> u8 {
        self.0
    }
}

/// `task.elapseditem.getlist`: a page of records, those with the lowest ids first.
///
/// The parameter `start` of other methods does not page this one, and numbers of pages shift when a record is made
/// or deleted meanwhile. So a page is asked for by the id that the one before ended with; see
/// [`Paging`](super::Paging).
///
/// Without a task, records of all tasks are listed: a sample of the vendor does so without a word about it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ListElapsedItems {
    task: Option<TaskId>,
    users: Vec<UserId>,
    created: Option<(DateTime<FixedOffset>, DateTime<FixedOffset>)>,
    after: Option<ItemId>,
    size: PageSize,
}

impl ListElapsedItems {
    const fn new(task: Option<TaskId>) -> Self {
        Self {
            task,
            users: Vec::new(),
            created: None,
            after: None,
            size: PageSize::MOST,
        }
    }

    /// Records of a task.
    pub const fn of_task(task: TaskId) -> Self {
        Self::new(Some(task))
    }

    /// Records of all tasks that who asks may see.
    pub const fn of_all_tasks() -> Self {
        Self::new(None)
    }

    /// Only those of this user, or of one of several if it is called again.
    #[must_use]
    pub fn of_user(mut self, user: UserId) -> Self {
        self.users.push(user);
        self
    }

    /// Only work from one moment to another, both included.
    #[must_use]
    pub const fn created_within(
        mut self,
        from: DateTime<FixedOffset>,
        to: DateTime<FixedOffset>,
    ) -> Self {
        self.created = Some((from, to));
        self
    }

    /// Only records with a greater id.
    #[must_use]
    pub const fn after(mut self, item: ItemId) -> Self {
        self.after = Some(item);
        self
    }

    /// Pages of so many records. 50 otherwise.
    #[must_use]
    pub const fn with_page_size(mut self, size: PageSize) -> Self {
        self.size = size;
        self
    }

    pub(super) const fn last_before(&self) -> Option<ItemId> {
        self.after
    }

    fn filter(&self) -> Value {
        let mut filter = Vec::new();
        let moment = |moment: DateTime<FixedOffset>| {
            Value::from(moment.to_rfc3339_opts(SecondsFormat::Secs, false))
        };
        if let Some(after) = self.after {
            filter.push((">ID", after.into()));
        }
        match &*self.users {
            [] => {}
            [user] => filter.push(("USER_ID", (*user).into())),
            users => filter.push((
                "USER_ID",
                users.iter().map(|user| Value::from(*user)).collect(),
            )),
        }
        if let Some((from, to)) = self.created {
            filter.push((">=CREATED_DATE", moment(from)));
            filter.push(("<=CREATED_DATE", moment(to)));
        }
        object(
            filter
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value)),
        )
    }
}

/// A page of records.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ElapsedItemPage {
    /// The records.
    pub items: Vec<ElapsedItem>,
    /// Whether more follow.
    pub has_more: bool,
}

impl Command for ListElapsedItems {
    type Answer = ElapsedItemPage;

    fn method(&self) -> &'static str {
        "task.elapseditem.getlist"
    }

    fn parameters(&self) -> Parameters {
        let parameters = match self.task {
            Some(task) => Parameters::none().with("TASKID", task),
            None => Parameters::none(),
        };
        parameters
            .with("ORDER", json!({"ID": "asc"}))
            .with("FILTER", self.filter())
            .with("SELECT", json!(["*"]))
            .with(
                "PARAMS",
                json!({"NAV_PARAMS": {"nPageSize": self.size.get(), "iNumPage": 1}}),
            )
    }

    fn changes_nothing(&self) -> bool {
        true
    }

    fn read(&self, result: Value) -> Result<ElapsedItemPage, CallError> {
        let items: Vec<ElapsedItem> = read(result, "a list of records")?;
        let has_more = items.len() >= usize::from(self.size.get());
        Ok(ElapsedItemPage { items, has_more })
    }

    /// The total, if it is told, counts the records from this page on.
    fn read_envelope(&self, mut members: Map<String, Value>) -> Result<ElapsedItemPage, CallError> {
        let mut page = self.read(members.remove("result").unwrap_or_default())?;
        if let Some(total) = members.get("total").and_then(Value::as_u64) {
            page.has_more = !page.items.is_empty() && total > page.items.len() as u64;
        }
        Ok(page)
    }
}
