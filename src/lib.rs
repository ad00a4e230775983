//! Time entries of OpenAir / NetSuite SuiteProjects Pro.

pub mod element;
pub mod xml;
