//! Schemas and references for people and programs outside Rust, made from the tables of this crate.
//!
//! Every function returns a text; nothing is read or written. The repository keeps the outputs in
//! `schemas/`, and a test compares them.
//!
//! ```
//! let schema = suiteprojects::schema::xsd();
//! assert!(schema.contains(r#"<xs:element name="projecttaskid" type="Reference""#));
//! ```

mod code_reference;
mod commands;
mod custom_fields;
mod field_reference;
mod json;
mod json_schema;
mod json_values;
mod kinds;
mod markdown;
mod pattern;
mod printer;
mod reference;
mod rule_reference;
mod settings;
mod soap_encoding;
mod wsdl;
mod xsd;

pub use code_reference::{
    class_description, code_reference, confidence_description, retry_description,
};
pub use custom_fields::CustomFieldNameError;
pub use field_reference::field_reference;
pub use json_schema::task_json_schema;
pub use kinds::kind_description;
pub use reference::reference_json_schema;
pub use rule_reference::{example_text, rule_reference, rule_section};
pub use settings::settings_json_schema;
pub use soap_encoding::soap_encoding_schema;
pub use wsdl::{wsdl, wsdl_with_custom_fields};
pub use xsd::{xsd, xsd_with_custom_fields};
