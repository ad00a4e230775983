//! Time entries of OpenAir / NetSuite SuiteProjects Pro.

pub mod element;
pub mod error_code;
pub mod json;
pub mod schema;
pub mod task;
pub mod text;
pub mod time;
pub mod validate;
pub mod xml;
