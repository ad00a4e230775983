//! The protocol that is spoken with the server.

use suiteprojects::api::Read;
use suiteprojects::client::blocking::{Client, Pages};
use suiteprojects::client::{
    CommandOver, Config, Endpoint, Error, PageError, PushEnd, PushError, PushProgress, Rest, Soap,
    Xml,
};
use suiteprojects::protocol::journal::Journal;
use suiteprojects::protocol::push::{OpenError, Options, Push};
use suiteprojects::record::FromRecord;
use suiteprojects::soap::Binding;

use std::ops::ControlFlow;

use clap::ValueEnum;

use crate::failure::Failure;

/// A protocol that is spoken with the server.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, ValueEnum)]
pub enum Protocol {
    /// The XML API
    #[default]
    Xml,
    /// SOAP, rpc/encoded
    Soap,
    /// SOAP, document/literal, which cannot look up, reject or tell who is logged in
    SoapDocument,
    /// The REST API, which reads, adds and deletes time entries; it needs an access token
    Rest,
}

impl Protocol {
    /// The names, as they are written.
    pub(super) fn names() -> impl Iterator<Item = String> {
        let values = Self::value_variants().iter();
        values
            .filter_map(ValueEnum::to_possible_value)
            .map(|value| value.get_name().to_owned())
    }

    /// The binding, if it is SOAP.
    pub(crate) const fn binding(self) -> Option<Binding> {
        match self {
            Self::Xml | Self::Rest => None,
            Self::Soap => Some(Binding::RpcEncoded),
            Self::SoapDocument => Some(Binding::DocumentLiteral),
        }
    }

    /// What SOAP needs to know, if it is SOAP. Document/literal has the address in its namespace.
    pub(crate) fn soap(self, endpoint: &Endpoint) -> Option<Soap> {
        Some(Soap::in_binding(self.binding()?, endpoint))
    }
}

/// A client of whichever protocol.
#[derive(Debug)]
pub enum Speaker {
    /// One that has the commands.
    Commands(AnyClient),
    /// One that has time entries as a resource.
    Rest(Client<Rest>),
}

impl Speaker {
    pub(super) fn new(protocol: Protocol, config: Config) -> Result<Self, Error> {
        Ok(match protocol {
            Protocol::Rest => Self::Rest(Client::over(Rest::new(), config)?),
            _ => Self::Commands(AnyClient::new(protocol, config)?),
        })
    }
}

/// Says that something cannot be done over REST.
pub(crate) fn not_over_rest(what: &str) -> Failure {
    Failure::Usage(format!(
        "the REST API cannot {what}; `--protocol xml` or `soap` can"
    ))
}

/// A client that speaks one of the protocols with commands.
#[derive(Debug)]
pub enum AnyClient {
    /// The XML API.
    Xml(Client<Xml>),
    /// SOAP.
    Soap(Client<Soap>),
}

/// The same with either client.
macro_rules! with {
    ($client:expr, $inner:ident => $do:expr) => {
        match $client {
            AnyClient::Xml($inner) => $do,
            AnyClient::Soap($inner) => $do,
        }
    };
}

impl AnyClient {
    pub(super) fn new(protocol: Protocol, config: Config) -> Result<Self, Error> {
        Ok(match protocol.soap(&config.endpoint) {
            None => Self::Xml(Client::new(config)?),
            Some(soap) => Self::Soap(Client::over(soap, config)?),
        })
    }

    /// See [`Client::send`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn send<C: CommandOver<Xml> + CommandOver<Soap> + ?Sized>(
        &self,
        command: &C,
    ) -> Result<C::Answer, Error> {
        with!(self, client => client.send(command))
    }

    /// See [`Client::pages`].
    pub fn pages<T: FromRecord>(&self, read: Read<T>) -> AnyPages<T> {
        match self {
            Self::Xml(client) => AnyPages::Xml(client.pages(read)),
            Self::Soap(client) => AnyPages::Soap(client.pages(read)),
        }
    }

    /// See [`Client::open_push`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn open_push<J: Journal>(
        &self,
        journal: J,
        options: Options,
    ) -> Result<Push<J>, OpenError<J::Error>> {
        with!(self, client => client.open_push(journal, options))
    }

    /// See [`Client::push_observed`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn push_observed<J: Journal>(
        &self,
        push: &mut Push<J>,
        observer: impl FnMut(PushProgress) -> ControlFlow<()>,
    ) -> Result<PushEnd, PushError<J::Error>> {
        with!(self, client => client.push_observed(push, observer))
    }
}

/// The records of all pages, over one of the protocols.
#[derive(Debug)]
pub enum AnyPages<T> {
    /// The XML API.
    Xml(Pages<T, Xml>),
    /// SOAP.
    Soap(Pages<T, Soap>),
}

impl<T: FromRecord> Iterator for AnyPages<T> {
    type Item = Result<T, PageError>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Xml(pages) => pages.next(),
            Self::Soap(pages) => pages.next(),
        }
    }
}
