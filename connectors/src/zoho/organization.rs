//! The organizations of a user, of which one is named in every request.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::answer;
use super::{AnswerError, Call, Method, OrganizationId, Request, Response, Zoho};
use crate::given::Given;

/// Lists the organizations of who asks. It needs a scope of the settings.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct ListOrganizations;

/// An organization.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[non_exhaustive]
pub struct Organization {
    /// The id.
    pub organization_id: OrganizationId,
    /// The name.
    #[serde(default)]
    pub name: Given<String>,
    /// The time zone, in which begins and ends of time entries are; `PST` in the vendor's sample, so no
    /// name of the time zone database.
    #[serde(default)]
    pub time_zone: Given<String>,
    /// What else is told.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

impl Call for ListOrganizations {
    type System = Zoho;
    type Answer = Vec<Organization>;

    fn request(&self) -> Request {
        Request::new(Method::Get, "/organizations")
    }

    fn decode(&self, response: &Response) -> Result<Vec<Organization>, AnswerError> {
        answer::member(
            response.status,
            &response.body,
            "organizations",
            "a list of organizations",
        )
    }
}
