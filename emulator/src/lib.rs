//! A local server that speaks the APIs of OpenAir / NetSuite SuiteProjects Pro for time entries.

mod engine;
mod http;
mod options;
mod seed;
mod server;
mod soap;
mod store;
mod xml;

pub use options::{Limits, Options};
pub use seed::{Seed, SeedError};
pub use server::{Emulator, StartError};
pub use store::StoreError;
