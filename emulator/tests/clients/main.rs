//! The client of the library against the server over XML and SOAP: what the suite beside this, which is the same over
//! every wire, does not have.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod entries;
mod reading;
mod sessions;
#[path = "../support/mod.rs"]
mod support;

use suiteprojects::client::{CommandOver, Config, Error, Soap, Xml, blocking::Client};
use suiteprojects_emulator::{Emulator, Options, Seed};
use support::{REFERENCE, config, password};

/// The client over a wire.
enum Driver {
    Xml(Client),
    Soap(Client<Soap>),
}

/// A wire.
#[derive(Clone, Copy, Debug)]
enum Wire {
    Xml,
    Soap,
}

const WIRES: [Wire; 2] = [Wire::Xml, Wire::Soap];

impl Driver {
    fn with(wire: Wire, config: Config) -> Self {
        match wire {
            Wire::Xml => Self::Xml(Client::new(config).unwrap()),
            Wire::Soap => Self::Soap(Client::over(Soap::rpc_encoded(), config).unwrap()),
        }
    }

    fn to(wire: Wire, emulator: &Emulator) -> Self {
        Self::with(wire, config(&emulator.url(), password()))
    }

    fn try_send<C>(&self, command: &C) -> Result<C::Answer, Error>
    where
        C: CommandOver<Xml> + CommandOver<Soap> + ?Sized,
    {
        match self {
            Self::Xml(client) => client.send(command),
            Self::Soap(client) => client.send(command),
        }
    }

    fn send<C>(&self, command: &C) -> C::Answer
    where
        C: CommandOver<Xml> + CommandOver<Soap> + ?Sized,
    {
        self.try_send(command).unwrap()
    }
}

fn seeded() -> Options {
    Options::default().with_seed(Seed::parse(REFERENCE).unwrap())
}
