//! Time entries of other systems, from and to SuiteProjects Pro.

mod given;
pub mod http;
pub mod mapping;
pub mod moneybird;
pub mod zoho;
