//! Logging time: making a time entry.

use super::answer;
use super::filter::Period;
use super::{
    AnswerError, Call, ListTimeEntries, Method, Request, Response, TimeEntry, TimeEntryFields, Zoho,
};

/// Makes a time entry.
///
/// The API knows no key by which a second request of the same would be found out. So it is not sent again
/// when its answer is lost: [`look_up`](Self::look_up) asks for what is there, and
/// [`TimeEntryFields::are_of`] finds it.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct LogTimeEntry {
    /// What the time entry says.
    pub fields: TimeEntryFields,
}

impl LogTimeEntry {
    /// Makes a time entry of these fields.
    pub const fn new(fields: TimeEntryFields) -> Self {
        Self { fields }
    }

    /// The listing in which the time entry stands if it was made: of its user, project and day.
    pub fn look_up(&self) -> ListTimeEntries {
        ListTimeEntries::within(Period::day(self.fields.log_date.day()))
            .of_project(self.fields.project_id)
            .of_user(self.fields.user_id)
    }
}

impl Call for LogTimeEntry {
    type System = Zoho;
    type Answer = TimeEntry;

    fn request(&self) -> Request {
        Request::about(Method::Post, "").with_body(&self.fields.json())
    }

    fn decode(&self, response: &Response) -> Result<TimeEntry, AnswerError> {
        answer::time_entry(response.status, &response.body)
    }
}
