//! `schema`: the schemas of what is read.

use std::io;

use clap::{Args, ValueEnum};
use suiteprojects::schema::{
    CustomFieldNameError, reference_json_schema, settings_json_schema, soap_encoding_schema,
    task_json_schema, wsdl_with_custom_fields, xsd_with_custom_fields,
};

use crate::exit::ExitStatus;
use crate::failure::Failure;

/// Arguments of `schema`.
#[derive(Args, Clone, Debug)]
#[command(after_help = "Examples:\n  \
    suiteprojects schema xsd > suiteprojects.xsd\n  \
    suiteprojects schema xsd --custom-field billing_note__c --custom-field cost_code__c\n  \
    suiteprojects schema wsdl > suiteprojects.wsdl && suiteprojects schema soap-encoding > soapenc.xsd\n  \
    suiteprojects schema json-schema > task.schema.json")]
pub struct Arguments {
    /// What is described
    #[arg(value_enum)]
    name: SchemaName,

    /// A custom field of the account that a time entry may have, for `xsd` and `wsdl`; may be given
    /// several times
    #[arg(long = "custom-field", value_name = "NAME__c")]
    custom_fields: Vec<String>,
}

/// What is described.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub enum SchemaName {
    /// Requests and responses of the XML API, as XML Schema 1.0.
    Xsd,
    /// The SOAP API in its rpc/encoded binding, for SOAP tools; imports `soapenc.xsd`.
    Wsdl,
    /// What the WSDL imports as `soapenc.xsd` from beside itself.
    SoapEncoding,
    /// A time entry as one JSON object, as JSON Schema (draft 2020-12).
    JsonSchema,
    /// A reference file, as JSON Schema.
    Reference,
    /// A settings file, as JSON Schema for editors of TOML.
    Settings,
}

/// Why no schema was written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A name that no custom field has.
    #[error("`--custom-field` is wrong")]
    CustomField(#[from] CustomFieldNameError),
    /// Custom fields for a schema that has none.
    #[error("found `--custom-field` with `{name}`, expected it with `xsd` or `wsdl` only")]
    CustomFieldElsewhere {
        /// The schema asked for.
        name: String,
    },
    /// The output cannot be written.
    #[error("cannot write the output")]
    Output(#[from] io::Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::CustomField(ref cause) => Self::Usage(format!("{error}: {cause}")),
            Error::CustomFieldElsewhere { .. } => Self::Usage(error.to_string()),
            Error::Output(error) => Self::Output(error),
        }
    }
}

/// Writes the schema.
///
/// # Errors
///
/// [`Error`] if the custom fields are wrong or the output cannot be written.
pub fn run(arguments: &Arguments, out: &mut dyn io::Write) -> Result<ExitStatus, Error> {
    let Arguments {
        name,
        custom_fields,
    } = arguments;
    let names: Vec<&str> = custom_fields.iter().map(String::as_str).collect();
    let schema = match name {
        SchemaName::Xsd => xsd_with_custom_fields(&names)?,
        SchemaName::Wsdl => wsdl_with_custom_fields(&names)?,
        other if !names.is_empty() => {
            let value = other.to_possible_value();
            return Err(Error::CustomFieldElsewhere {
                name: value.map_or_else(String::new, |value| value.get_name().to_owned()),
            });
        }
        SchemaName::SoapEncoding => soap_encoding_schema(),
        SchemaName::JsonSchema => task_json_schema(),
        SchemaName::Reference => reference_json_schema(),
        SchemaName::Settings => settings_json_schema(),
    };
    out.write_all(schema.as_bytes())?;
    Ok(ExitStatus::Clean)
}

#[cfg(test)]
mod tests {
    use std::error::Error as _;

    use insta::assert_snapshot;
    use suiteprojects::schema::{wsdl, xsd};

    use super::*;

    fn output(name: SchemaName, custom_fields: &[&str]) -> Result<String, Error> {
        let custom_fields = custom_fields
            .iter()
            .map(|name| (*name).to_owned())
            .collect();
        let mut out = Vec::new();
        run(
            &Arguments {
                name,
                custom_fields,
            },
            &mut out,
        )?;
        Ok(String::from_utf8(out).unwrap())
    }

    /// Expected values: the library's functions.
    #[test]
    fn each_name_writes_its_schema() {
        for (name, expected) in [
            (SchemaName::Xsd, xsd()),
            (SchemaName::Wsdl, wsdl()),
            (SchemaName::SoapEncoding, soap_encoding_schema()),
            (SchemaName::JsonSchema, task_json_schema()),
            (SchemaName::Reference, reference_json_schema()),
            (SchemaName::Settings, settings_json_schema()),
        ] {
            assert_eq!(output(name, &[]).unwrap(), expected);
        }
        for name in [SchemaName::Xsd, SchemaName::Wsdl] {
            let with_fields = output(name, &["a__c", "b__c"]).unwrap();
            assert!(with_fields.contains(r#"name="a__c""#));
            assert!(with_fields.contains(r#"name="b__c""#));
        }
    }

    #[test]
    fn errors() {
        let error = output(SchemaName::Xsd, &["a__c", "b"]).unwrap_err();
        assert_snapshot!(error, @"`--custom-field` is wrong");
        assert_snapshot!(error.source().unwrap(), @r#"found "b", expected the name of a custom field: letters, digits and underscores, ending in `__c`"#);
        assert_snapshot!(output(SchemaName::Settings, &["a__c"]).unwrap_err(), @"found `--custom-field` with `settings`, expected it with `xsd` or `wsdl` only");
        assert_snapshot!(output(SchemaName::JsonSchema, &["a__c"]).unwrap_err(), @"found `--custom-field` with `json-schema`, expected it with `xsd` or `wsdl` only");
    }
}
