//! What every call has, and what is made of the answer.

use std::num::NonZeroU32;
use std::time::Duration;

use serde::de::DeserializeOwned;
use suiteprojects::protocol::Happening;
use suiteprojects::text::one_line;
use thiserror::Error;

use super::{LinkError, Page, Refusal, RefusalKind, Request, Response};
use crate::http::Failure;

impl Request {
    /// Asks for a page where only what follows the first is documented.
    pub(super) fn with_later_page(self, page: NonZeroU32) -> Self {
        if page == NonZeroU32::MIN {
            return self;
        }
        self.with_parameter("page", &page)
    }
}

impl Response {
    pub(super) fn json<T: DeserializeOwned>(&self, expected: &'static str) -> Result<T, CallError> {
        self.check()?;
        serde_json::from_slice(&self.body).map_err(|error| CallError::Unreadable {
            expected,
            reason: one_line(&error.to_string()),
        })
    }

    pub(super) fn page<T: DeserializeOwned>(
        &self,
        expected: &'static str,
        number: NonZeroU32,
    ) -> Result<Page<T>, CallError> {
        let records = self.json(expected)?;
        let (link, total) = (self.header("link"), self.header("x-total-count"));
        Ok(Page::new(number, records, link, total)?)
    }

    pub(super) fn check(&self) -> Result<(), CallError> {
        if (200..300).contains(&self.status) {
            return Ok(());
        }
        Err(CallError::Refused(Refusal::read(self.status, &self.body)))
    }
}

/// Why a call brought no answer.
#[derive(Clone, Debug, Error)]
#[non_exhaustive]
pub enum CallError {
    /// It was refused.
    #[error("the server refused the request: {0}")]
    Refused(Refusal),
    /// It is not what was expected.
    #[error("the answer cannot be read as {expected}: {reason}")]
    Unreadable {
        /// What was expected.
        expected: &'static str,
        /// What is wrong.
        reason: String,
    },
    /// It does not say where the list goes on.
    #[error(transparent)]
    Link(#[from] LinkError),
}

impl CallError {
    /// The refusal, if it is one.
    pub const fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused(refusal) => Some(refusal),
            Self::Unreadable { .. } | Self::Link(_) => None,
        }
    }

    fn is(&self, kind: RefusalKind) -> bool {
        self.refusal().is_some_and(|refusal| refusal.kind == kind)
    }
}

impl Failure for CallError {
    fn happening(&self, retry_after: Option<Duration>) -> Happening {
        match self {
            Self::Refused(refusal) => Happening::http_status(refusal.status, retry_after),
            Self::Unreadable { .. } | Self::Link(_) => Happening::Unreadable,
        }
    }

    fn is_auth(&self) -> bool {
        self.is(RefusalKind::Unauthorized)
    }

    fn is_throttled(&self) -> bool {
        self.is(RefusalKind::TooManyRequests)
    }
}
