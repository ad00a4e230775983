//! Time entries of other systems, from and to SuiteProjects Pro.

pub mod bitrix24;
mod given;
pub mod http;
pub mod mapping;
pub mod moneybird;
mod number_id;
mod oauth_client;
pub mod zoho;
