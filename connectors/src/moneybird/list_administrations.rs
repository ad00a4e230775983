//! Lists administrations.

use std::num::NonZeroU32;

use super::Administration;
use super::page::{List, Page};
use super::{Call, CallError, Method, Moneybird, Request, Response};

/// Lists the administrations that the token opens.
#[derive(Clone, Debug)]
pub struct ListAdministrations {
    page: NonZeroU32,
}

impl ListAdministrations {
    /// All of them.
    pub const fn new() -> Self {
        Self {
            page: NonZeroU32::MIN,
        }
    }
}

impl Default for ListAdministrations {
    fn default() -> Self {
        Self::new()
    }
}

impl Call for ListAdministrations {
    type System = Moneybird;
    type Answer = Page<Administration>;

    fn request(&self) -> Request {
        Request::new(Method::Get, "/administrations.json".to_owned()).with_later_page(self.page)
    }

    fn decode(&self, response: &Response) -> Result<Self::Answer, CallError> {
        response.page("a list of administrations", self.page)
    }
}

impl List for ListAdministrations {
    type Record = Administration;

    fn page(&self) -> NonZeroU32 {
        self.page
    }

    fn with_page(mut self, page: NonZeroU32) -> Self {
        self.page = page;
        self
    }

    fn id(record: &Administration) -> &str {
        record.id.as_str()
    }
}
