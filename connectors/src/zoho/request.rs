//! Where time entries are.

use std::fmt;

use super::{Method, Request};

impl Request {
    /// A request about time entries: with what comes after their path.
    pub(super) fn about(method: Method, rest: impl fmt::Display) -> Self {
        Self::new(method, format!("/projects/timeentries{rest}"))
    }
}
