//! Time entries from and to other time systems.

pub mod zoho;
