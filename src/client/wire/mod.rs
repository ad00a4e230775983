//! What a client speaks: how a command becomes a request of HTTP and an answer becomes a result, and
//! by what a request is let in.

mod common;
mod rest;
mod soap;
mod xml;

use std::fmt::{self, Debug};
use std::pin::Pin;

pub(super) use common::{Commands, Common};
pub use rest::Rest;
pub use soap::Soap;
pub use xml::Xml;

use super::blocking;
use super::config::Config;
use super::driver::Client;
use super::http::{Incoming, Outgoing};
use super::problem::{Problem, Trouble};
use super::secrets::Secrets;
use crate::api::{Command, Login};
use crate::protocol::RetryPolicy;
use crate::xml::Limits;
use crate::xml::exchange::AnswerError;

/// A protocol that a client speaks: [`Xml`], [`Soap`] or [`Rest`].
#[expect(private_bounds, reason = "sealed")]
pub trait Protocol: Speaks {}

/// A protocol that has the commands of [`api`](crate::api): [`Xml`] or [`Soap`].
#[expect(private_bounds, reason = "sealed")]
pub trait CommandProtocol: Protocol + Commands {}

/// A command that a protocol has.
///
/// Every [`XmlCommand`](crate::xml::exchange::XmlCommand) can be sent over [`Xml`], every
/// [`SoapCommand`](crate::soap::exchange::SoapCommand) over [`Soap`], and every
/// [`RestCommand`](crate::rest::RestCommand) over [`Rest`].
#[expect(private_bounds, reason = "sealed")]
pub trait CommandOver<P: Protocol>: Exchange<P> {}

impl Protocol for Xml {}
impl Protocol for Soap {}
impl Protocol for Rest {}

impl CommandProtocol for Xml {}
impl CommandProtocol for Soap {}

impl<P: Protocol, C: Exchange<P> + ?Sized> CommandOver<P> for C {}

/// A session that is begun.
pub(super) type Beginning<'c, T> = Pin<Box<dyn Future<Output = Result<T, Trouble>> + Send + 'c>>;

/// What a client has to know of a protocol.
pub(super) trait Speaks: Debug + Sized + Send + Sync + 'static {
    /// What lets a request in: a login, or a session.
    type Pass: Clone + Debug + Send + Sync + 'static;

    /// How the media types of its answers end.
    const MEDIA_TYPE: &'static str = "xml";

    /// Whether an answer is read together with its HTTP status, so that one of failure may be an answer
    /// too.
    const READS_STATUS: bool = false;

    /// What lets requests in by this login; `None` if a session has to begin first.
    fn pass(login: &Login) -> Option<Self::Pass>;

    /// Adds the secrets of it.
    fn add_to(pass: &Self::Pass, secrets: &mut Secrets);

    /// Whether an answer of this HTTP status may be a refusal in the words of the protocol.
    fn tells_by(status: u16) -> bool;

    /// Begins a session.
    fn begin(client: &Client<Self>, policy: RetryPolicy) -> Beginning<'_, Self::Pass>
    where
        Self: Protocol;

    /// The same for a thread that may wait.
    fn begin_blocking(
        client: &blocking::Client<Self>,
        policy: RetryPolicy,
    ) -> Result<Self::Pass, Trouble>
    where
        Self: Protocol;
}

/// A command in a protocol.
pub(super) trait Exchange<P: Speaks>: Command {
    /// Whether a request of it has to be let in.
    fn needs_pass(&self) -> bool;

    /// The request.
    fn encode(
        &self,
        protocol: &P,
        config: &Config,
        pass: Option<&P::Pass>,
    ) -> Result<Written, Problem>;

    /// The answer.
    fn decode(&self, answer: &Incoming, limits: Limits) -> Result<Self::Answer, AnswerError>;
}

/// A request that was written. It holds secrets, so `Debug` tells only what it asks for.
pub(super) struct Written {
    pub(super) outgoing: Outgoing,
    /// The names of its commands.
    pub(super) commands: String,
}

impl fmt::Debug for Written {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Written")
            .field("commands", &self.commands)
            .finish_non_exhaustive()
    }
}
