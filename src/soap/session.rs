//! The session that a request belongs to.

use crate::api::Secret;

/// What the `SessionHeader` of a request holds.
///
/// ```
/// use suiteprojects::soap::Session;
///
/// let session = Session::id("s3cret");
/// assert!(!format!("{session:?}").contains("s3cret"));
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Session {
    /// `sessionId`: the id that `login` returned.
    Id(Secret),
    /// `accessToken`: an access token of OAuth 2.0, which needs no `login`. An invalid one is refused
    /// even beside a valid session.
    AccessToken(Secret),
}

impl Session {
    /// The session with the id that `login` returned.
    pub fn id(id: impl Into<Secret>) -> Self {
        Self::Id(id.into())
    }

    /// The session that an access token of OAuth 2.0 stands for.
    pub fn access_token(token: impl Into<Secret>) -> Self {
        Self::AccessToken(token.into())
    }

    /// The name of the member.
    pub(super) const fn member(&self) -> &'static str {
        match self {
            Self::Id(_) => "sessionId",
            Self::AccessToken(_) => "accessToken",
        }
    }

    /// The id or token.
    pub const fn secret(&self) -> &Secret {
        match self {
            Self::Id(secret) | Self::AccessToken(secret) => secret,
        }
    }
}
