//! Deleting several time entries at once.

use super::answer;
use super::{AnswerError, Call, Method, Request, Response, TimeEntryId, Zoho};

/// Deletes several time entries at once, and never none.
///
/// The pages of this API name no parameter for the ids, and what becomes of a request without any is not
/// documented: it may delete everything. So there is no such request here. The parameter is that of the
/// sister product's library: `time_entry_ids` in the query, with commas. A program that has not tried it
/// on its account deletes one after the other with [`DeleteTimeEntry`](super::DeleteTimeEntry).
///
/// ```
/// use suiteprojects_connectors::zoho::DeleteTimeEntries;
///
/// let delete = DeleteTimeEntries::new("460000000044021".parse()?).and("460000000044023".parse()?);
/// assert_eq!(delete.ids().count(), 2);
/// assert_eq!(DeleteTimeEntries::of([]), None);
/// # Ok::<(), suiteprojects::task::IdError>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct DeleteTimeEntries {
    first: TimeEntryId,
    others: Vec<TimeEntryId>,
}

impl DeleteTimeEntries {
    /// Deletes this one.
    pub const fn new(first: TimeEntryId) -> Self {
        Self {
            first,
            others: Vec::new(),
        }
    }

    /// Deletes these; `None` if there are none.
    pub fn of(ids: impl IntoIterator<Item = TimeEntryId>) -> Option<Self> {
        let mut ids = ids.into_iter();
        Some(Self {
            first: ids.next()?,
            others: ids.collect(),
        })
    }

    /// Deletes this one too.
    #[must_use]
    pub fn and(mut self, other: TimeEntryId) -> Self {
        self.others.push(other);
        self
    }

    /// The time entries, of which there is at least one.
    pub fn ids(&self) -> impl Iterator<Item = TimeEntryId> + '_ {
        std::iter::once(self.first).chain(self.others.iter().copied())
    }
}

impl Call for DeleteTimeEntries {
    type System = Zoho;
    type Answer = ();

    fn request(&self) -> Request {
        let ids: Vec<String> = self.ids().map(|id| id.to_string()).collect();
        Request::about(Method::Delete, "").with_query(vec![("time_entry_ids", ids.join(","))])
    }

    fn decode(&self, response: &Response) -> Result<(), AnswerError> {
        answer::done(response.status, &response.body)
    }
}
