//! Time entries of OpenAir / NetSuite SuiteProjects Pro.

pub mod error_code;
