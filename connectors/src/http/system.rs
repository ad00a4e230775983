//! What is special to a system.

use std::fmt;
use std::time::Duration;

use chrono::{DateTime, Utc};
use suiteprojects::api::Secret;
use suiteprojects::protocol::Happening;

use super::{Call, Outgoing, Request, Response};

/// A system: where it is, what lets requests in, and how its answers are understood.
pub trait System: Clone + fmt::Debug + Send + Sync + 'static {
    /// Why something is no answer.
    type Failure: Failure;
    /// Why nothing lets requests in.
    type LoginFailure: Clone + fmt::Debug + fmt::Display + Send + Sync;
    /// What lets requests in now, and where they go.
    type Pass: Clone + fmt::Debug + Send + Sync;
    /// A request for a new pass.
    type Renewal: Send;

    /// Whether any of its addresses is one of HTTPS.
    fn is_encrypted(&self) -> bool;

    /// What lets requests in at first; `None` if it has to be asked for.
    fn pass(&self) -> Option<Self::Pass>;

    /// What to ask for a new pass with, and how; `None` if there is nothing.
    fn renewal(&self, last: Option<&Self::Pass>) -> Option<(Self::Renewal, Outgoing)> {
        let _ = last;
        None
    }

    /// Whether a pass can be renewed.
    fn can_renew(&self) -> bool {
        false
    }

    /// Reads the answer to a renewal.
    ///
    /// # Errors
    ///
    /// There is no new pass.
    fn renewed(
        &self,
        renewal: &Self::Renewal,
        response: &Response,
    ) -> Result<Access<Self::Pass>, Self::LoginFailure>;

    /// Whether there is no new pass because what was shown for it is not accepted.
    fn is_login_refused(failure: &Self::LoginFailure) -> bool {
        let _ = failure;
        true
    }

    /// The request as it leaves.
    ///
    /// # Errors
    ///
    /// What is wrong with the pass.
    fn outgoing(&self, request: Request, pass: &Self::Pass) -> Result<Outgoing, &'static str>;

    /// What no text may hold.
    fn secrets<'p>(&self, pass: &'p Self::Pass) -> Vec<&'p Secret>;

    /// What the headers say about waiting.
    fn limits(&self, response: &Response, now: DateTime<Utc>) -> Limits {
        Limits {
            retry_after: retry_after(response, now),
            hold: None,
        }
    }

    /// The pass for where the system has moved to, if the answer says so.
    fn moved(&self, response: &Response, pass: &Self::Pass) -> Option<Self::Pass> {
        let _ = (response, pass);
        None
    }
}

/// A new pass.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Access<P> {
    /// The pass.
    pub pass: P,
    /// For how long it is good; `None` if that is not known.
    pub good_for: Option<Duration>,
}

impl<P> Access<P> {
    /// A new pass, and for how long it is good if that is known.
    pub const fn new(pass: P, good_for: Option<Duration>) -> Self {
        Self { pass, good_for }
    }
}

/// What an answer says about waiting.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct Limits {
    /// How long to wait before the same request is sent again.
    pub retry_after: Option<Duration>,
    /// How long no request may leave.
    pub hold: Option<Duration>,
}

impl Limits {
    /// What to wait before the same request, and before any.
    pub const fn new(retry_after: Option<Duration>, hold: Option<Duration>) -> Self {
        Self { retry_after, hold }
    }
}

/// Why something is no answer. One line, nothing secret.
pub trait Failure: Clone + std::error::Error + Send + Sync + 'static {
    /// What a call has to know of it, with the wait that a header asked for.
    fn happening(&self, retry_after: Option<Duration>) -> Happening;

    /// How long to wait by the kind of the refusal.
    fn wait(&self) -> Option<Duration> {
        None
    }

    /// Whether the system does not accept who is asking.
    fn is_auth(&self) -> bool;

    /// Whether no more requests may be sent for now.
    fn is_throttled(&self) -> bool;
}

/// A list on its way to the end, page by page, without input or output.
pub trait Listing {
    /// The call that brings a page.
    type Call: Call;
    /// What it lists.
    type Record;

    /// What to call next; `None` at the end.
    fn next_call(&self) -> Option<&Self::Call>;

    /// Takes a page: the records that are new, and what is wrong with the list as a whole.
    fn take(&mut self, page: <Self::Call as Call>::Answer) -> (Vec<Self::Record>, Option<String>);

    /// Ends it before the last page.
    fn end(&mut self);
}

/// The wait that the server asks for: in seconds, or until a moment, which is reckoned by the clock of the
/// server if it tells the time.
pub(crate) fn retry_after(response: &Response, now: DateTime<Utc>) -> Option<Duration> {
    let moment = |text: &str| DateTime::parse_from_rfc2822(text.trim()).ok();
    let wait = response.header("retry-after")?;
    if let Ok(seconds) = wait.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = moment(wait)?.to_utc();
    let date = response.header("date").and_then(moment);
    let now = date.map_or(now, |date| date.to_utc());
    Some((until - now).to_std().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Both forms of RFC 9110, 10.2.3; the moment is the example of its 5.6.7.
    #[test]
    fn the_server_asks_for_a_wait_in_seconds_or_until_a_moment() {
        let now = DateTime::parse_from_rfc3339("1994-11-06T08:49:00Z").unwrap();
        let wait = |text: &str| {
            let response = Response::new(429, "").with_header("Retry-After", text);
            retry_after(&response, now.to_utc())
        };
        assert_eq!(wait("120"), Some(Duration::from_secs(120)));
        let moment = "Sun, 06 Nov 1994 08:49:37 GMT";
        assert_eq!(wait(moment), Some(Duration::from_secs(37)));
        assert_eq!(wait("soon"), None);
    }
}
