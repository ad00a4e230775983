//! Commands that the XML API and SOAP have, for what a client does over either.

use super::{Exchange, Soap, Speaks, Written, Xml};
use crate::api::Command;
use crate::client::config::Config;
use crate::client::http::Incoming;
use crate::client::problem::Problem;
use crate::soap::exchange::SoapCommand;
use crate::xml::Limits;
use crate::xml::exchange::{AnswerError, XmlCommand};

/// A command that the XML API and SOAP have.
#[derive(Debug)]
pub(in crate::client) struct Common<'c, C: ?Sized>(pub(in crate::client) &'c C);

/// A protocol that has the common commands.
pub(in crate::client) trait Commands: Speaks {
    /// Whether a request has to be let in.
    fn needs_pass<C: XmlCommand + SoapCommand + ?Sized>(command: &C) -> bool;

    /// The request.
    fn encode<C: XmlCommand + SoapCommand + ?Sized>(
        &self,
        command: &C,
        config: &Config,
        pass: Option<&Self::Pass>,
    ) -> Result<Written, Problem>;

    /// The answer.
    fn decode<C: XmlCommand + SoapCommand + ?Sized>(
        command: &C,
        answer: &Incoming,
        limits: Limits,
    ) -> Result<C::Answer, AnswerError>;
}

/// The one body that both have: which exchange is meant says the protocol.
macro_rules! commands {
    ($($protocol:ty),+) => {
        $(impl Commands for $protocol {
            fn needs_pass<C: XmlCommand + SoapCommand + ?Sized>(command: &C) -> bool {
                Exchange::<Self>::needs_pass(command)
            }

            fn encode<C: XmlCommand + SoapCommand + ?Sized>(
                &self,
                command: &C,
                config: &Config,
                pass: Option<&Self::Pass>,
            ) -> Result<Written, Problem> {
                Exchange::<Self>::encode(command, self, config, pass)
            }

            fn decode<C: XmlCommand + SoapCommand + ?Sized>(
                command: &C,
                answer: &Incoming,
                limits: Limits,
            ) -> Result<C::Answer, AnswerError> {
                Exchange::<Self>::decode(command, answer, limits)
            }
        })+
    };
}

commands!(Xml, Soap);

impl<C: Command + ?Sized> Command for Common<'_, C> {
    type Answer = C::Answer;

    fn is_read_only(&self) -> bool {
        self.0.is_read_only()
    }
}

impl<P: Commands, C: XmlCommand + SoapCommand + ?Sized> Exchange<P> for Common<'_, C> {
    fn needs_pass(&self) -> bool {
        P::needs_pass(self.0)
    }

    fn encode(
        &self,
        protocol: &P,
        config: &Config,
        pass: Option<&P::Pass>,
    ) -> Result<Written, Problem> {
        protocol.encode(self.0, config, pass)
    }

    fn decode(&self, answer: &Incoming, limits: Limits) -> Result<C::Answer, AnswerError> {
        P::decode(self.0, answer, limits)
    }
}
