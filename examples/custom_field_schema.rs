//! Prints the XML Schema for an account whose time entries have custom fields.
//!
//! ```text
//! cargo run --example custom_field_schema -- billing_note__c cost_code__c
//! ```

use std::error::Error;
use std::io::{self, Write as _};

use suiteprojects::schema::xsd_with_custom_fields;

fn main() -> Result<(), Box<dyn Error>> {
    let names: Vec<String> = std::env::args().skip(1).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let schema = xsd_with_custom_fields(&names)?;
    io::stdout().write_all(schema.as_bytes())?;
    Ok(())
}
