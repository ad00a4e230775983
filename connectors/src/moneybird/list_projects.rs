//! Lists projects.

use std::num::NonZeroU32;

use super::page::{List, Page, PageOptions};
use super::{AdministrationId, Project};
use super::{Call, CallError, Method, Moneybird, Request, Response};

/// Lists the projects of an administration, archived ones too: their entries are still there. The token
/// needs access to `settings`.
#[derive(Clone, Debug)]
pub struct ListProjects {
    administration: AdministrationId,
    page: PageOptions,
}

impl ListProjects {
    /// All projects.
    pub const fn new(administration: AdministrationId) -> Self {
        Self {
            administration,
            page: PageOptions::FIRST,
        }
    }
}

impl Call for ListProjects {
    type System = Moneybird;
    type Answer = Page<Project>;

    fn request(&self) -> Request {
        Request::new(
            Method::Get,
            format!("/{}/projects.json", self.administration),
        )
        .with_parameter("filter", "state:all")
        .with_parameter("page", &self.page.number)
        .with_parameter("per_page", &self.page.per_page)
    }

    fn decode(&self, response: &Response) -> Result<Self::Answer, CallError> {
        response.page("a list of projects", self.page.number)
    }
}

impl List for ListProjects {
    type Record = Project;

    fn page(&self) -> NonZeroU32 {
        self.page.number
    }

    fn with_page(mut self, page: NonZeroU32) -> Self {
        self.page.number = page;
        self
    }

    fn id(record: &Project) -> &str {
        record.id.as_str()
    }
}
