//! Time entries of other systems.

pub mod moneybird;
