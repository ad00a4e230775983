//! Time entries of other systems, from and to SuiteProjects Pro.

pub mod http;
pub mod moneybird;
pub mod zoho;
