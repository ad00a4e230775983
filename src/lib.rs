//! Time entries of OpenAir / NetSuite SuiteProjects Pro.

pub mod task;
pub mod time;
