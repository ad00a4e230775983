//! Lists users.

use std::num::NonZeroU32;

use super::page::{List, Page};
use super::{AdministrationId, User};
use super::{Call, CallError, Method, Moneybird, Request, Response};

/// Lists the users of an administration, those who left too: their entries are still there. The token
/// needs access to `settings`.
#[derive(Clone, Debug)]
pub struct ListUsers {
    administration: AdministrationId,
    page: NonZeroU32,
}

impl ListUsers {
    /// All users.
    pub const fn new(administration: AdministrationId) -> Self {
        Self {
            administration,
            page: NonZeroU32::MIN,
        }
    }
}

impl Call for ListUsers {
    type System = Moneybird;
    type Answer = Page<User>;

    fn request(&self) -> Request {
        Request::new(Method::Get, format!("/{}/users.json", self.administration))
            .with_parameter("include_inactive", "true")
            .with_later_page(self.page)
    }

    fn decode(&self, response: &Response) -> Result<Self::Answer, CallError> {
        response.page("a list of users", self.page)
    }
}

impl List for ListUsers {
    type Record = User;

    fn page(&self) -> NonZeroU32 {
        self.page
    }

    fn with_page(mut self, page: NonZeroU32) -> Self {
        self.page = page;
        self
    }

    fn id(record: &User) -> &str {
        record.id.as_str()
    }
}
