//! Prints the XML Schema, or the WSDL, for an account whose time entries have custom fields.
//!
//! ```text
//! cargo run --example custom_field_schema -- xsd billing_note__c cost_code__c
//! cargo run --example custom_field_schema -- wsdl billing_note__c cost_code__c
//! ```

use std::error::Error;
use std::io::{self, Write as _};

use suiteprojects::schema::{wsdl_with_custom_fields, xsd_with_custom_fields};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let schema = match arguments.split_first() {
        Some((&"xsd", names)) => xsd_with_custom_fields(names)?,
        Some((&"wsdl", names)) => wsdl_with_custom_fields(names)?,
        _ => return Err("expected `xsd` or `wsdl`, then the names of custom fields".into()),
    };
    io::stdout().write_all(schema.as_bytes())?;
    Ok(())
}
