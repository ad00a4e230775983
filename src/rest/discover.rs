//! `OPTIONS`: what the resource has.

use super::{Method, Reply, ReplyError, Request, RestCommand};
use crate::api::Command;

/// Asks for the methods of the resource and its description.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct Discover;

impl Discover {
    /// Asks for them.
    pub const fn new() -> Self {
        Self
    }
}

/// What the resource says of itself.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct Discovered {
    /// The methods that may be used, as named in the header `Access-Control-Allow-Methods`.
    pub methods: Vec<String>,
    /// The description, which is JSON by `OpenAPI` 3.0 at the vendor's; not looked into.
    pub description: String,
}

impl Command for Discover {
    type Answer = Discovered;

    fn is_read_only(&self) -> bool {
        true
    }
}

impl RestCommand for Discover {
    fn request(&self) -> Request {
        Request::to(Method::Options)
    }

    fn read(&self, reply: &Reply<'_>) -> Result<Discovered, ReplyError> {
        if !reply.is_success() {
            return Err(reply.failure());
        }
        let methods = reply.allowed_methods.unwrap_or_default().split(',');
        Ok(Discovered {
            methods: methods
                .map(|method| method.trim().to_owned())
                .filter(|method| !method.is_empty())
                .collect(),
            description: reply.text()?.to_owned(),
        })
    }
}
