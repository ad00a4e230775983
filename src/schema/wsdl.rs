//! The WSDL of the SOAP API in its rpc/encoded binding.

mod operations;
mod structures;

use std::collections::BTreeSet;

use operations::{OPERATIONS, Shape};
use structures::{ARRAYS, Member, STRUCTURES};

use super::custom_fields::{self, CustomFieldNameError};
use super::printer::Printer;
use super::soap_encoding;
use crate::record::{ObjectType, field_descriptions};
use crate::soap::names::{ENCODING, SERVICE, TYPES};
use crate::task::{Field, Wire};

/// Where an account without a domain of its own would be.
const ADDRESS: &str = "https://www.openair.com/soap";

const INTRODUCTION: &str = "The SOAP API, rpc/encoded. Every account has an address of its own; the one here stands for it. \
    The order of members has no meaning in SOAP encoding, so there is none. \
    Every array names its items `item`, and the schema of the encoding is imported from beside this file, so that tools \
    load it without a network. Types and fields are those of the vendor's WSDL of 2016; what is newer \
    says so. Custom fields differ from account to account, so they are in it only if it was made \
    with their names. All values are texts: a date is `YYYY-MM-DD`, a timestamp `YYYY-MM-DD HH:MM:SS`.";

const NEWER: &str = "Not in the WSDL of 2016.";

/// The WSDL of the SOAP API in its rpc/encoded binding, without custom fields.
///
/// It is meant for stock SOAP tools: operations, parts, types and fields have the vendor's names, while arrays
/// are told in the way that those tools understand, and the order of members is free. It imports
/// [`soap_encoding_schema`](super::soap_encoding_schema) as `soapenc.xsd` from beside itself.
///
/// How `approve`, `reject` and `unapprove` look is not in the vendor's WSDL of 2016: their requests are those of a
/// shipped connector, their results those of `submit` with the member `approval_status` of that connector.
///
/// ```
/// let wsdl = suiteprojects::schema::wsdl();
/// assert!(wsdl.contains(r#"<xs:complexType name="oaTask">"#));
/// assert!(wsdl.contains(r#"<wsdl:operation name="upsert">"#));
/// ```
pub fn wsdl() -> String {
    definitions(&BTreeSet::new())
}

/// The same, with these custom fields in `oaTask`. The order of the names does not matter.
///
/// ```
/// use suiteprojects::schema::wsdl_with_custom_fields;
///
/// let wsdl = wsdl_with_custom_fields(&["billing_note__c"])?;
/// assert!(wsdl.contains(r#"<xs:element name="billing_note__c""#));
/// # Ok::<(), suiteprojects::schema::CustomFieldNameError>(())
/// ```
///
/// # Errors
///
/// [`CustomFieldNameError`] if one of the names is not that of a custom field.
pub fn wsdl_with_custom_fields(names: &[&str]) -> Result<String, CustomFieldNameError> {
    Ok(definitions(&custom_fields::checked(names)?))
}

fn definitions(custom_fields: &BTreeSet<&str>) -> String {
    let mut wsdl = Printer::generated();
    let tag = format!(
        "wsdl:definitions xmlns:wsdl=\"http://schemas.xmlsoap.org/wsdl/\" \
        xmlns:soap=\"http://schemas.xmlsoap.org/wsdl/soap/\" \
        xmlns:soapenc=\"{ENCODING}\" \
        xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" \
        xmlns:perl=\"{TYPES}\" \
        targetNamespace=\"{TYPES}\""
    );
    wsdl.element(&tag, |wsdl| {
        wsdl.wsdl_documentation(INTRODUCTION);
        wsdl.element("wsdl:types", |wsdl| types(wsdl, custom_fields));
        messages(wsdl);
        port_type(wsdl);
        binding(wsdl);
        wsdl.element(r#"wsdl:service name="OAirServiceHandlerService""#, |wsdl| {
            wsdl.element(
                r#"wsdl:port name="OAirService" binding="perl:OAirServiceSoapBinding""#,
                |wsdl| wsdl.empty(&format!(r#"soap:address location="{ADDRESS}""#)),
            );
        });
    });
    wsdl.text
}

fn types(wsdl: &mut Printer, custom_fields: &BTreeSet<&str>) {
    wsdl.element(&format!(r#"xs:schema targetNamespace="{TYPES}""#), |xsd| {
        xsd.empty(&format!(
            r#"xs:import namespace="{ENCODING}" schemaLocation="{}""#,
            soap_encoding::FILE
        ));
        xsd.element(r#"xs:complexType name="oaBase""#, |xsd| {
            xsd.documentation("What every record extends.");
        });
        for object_type in ObjectType::all() {
            if object_type.name == "Task" {
                task(xsd, object_type, custom_fields);
            } else {
                record(xsd, object_type);
            }
        }
        for structure in STRUCTURES {
            xsd.element(
                &format!(r#"xs:complexType name="{}""#, structure.name),
                |xsd| {
                    xsd.documentation(structure.documentation);
                    xsd.element("xs:all", |xsd| {
                        for member in structure.members {
                            structure_member(xsd, member);
                        }
                    });
                },
            );
        }
        for (name, item) in ARRAYS {
            array(xsd, name, item);
        }
    });
}

/// A member of a parameter or a result. All may be missing or nil; the vendor's WSDL wants each of them, nil
/// if need be, but its server takes requests without them.
fn structure_member(xsd: &mut Printer, member: &Member) {
    let tag = format!(
        r#"xs:element name="{}" type="{}" minOccurs="0" nillable="true""#,
        member.name, member.of
    );
    described(xsd, &tag, member.documentation);
}

fn described(xsd: &mut Printer, tag: &str, documentation: &str) {
    if documentation.is_empty() {
        xsd.empty(tag);
    } else {
        xsd.element(tag, |xsd| xsd.documentation(documentation));
    }
}

/// A type of records. The fields come in any order: those of a struct are told apart by their names
/// (SOAP 1.1, section 5.4.1), and the server writes them in a random one.
fn extension(
    xsd: &mut Printer,
    object_type: ObjectType,
    documentation: &str,
    fields: impl FnOnce(&mut Printer),
) {
    xsd.element(
        &format!(r#"xs:complexType name="oa{}""#, object_type.name),
        |xsd| {
            if !documentation.is_empty() {
                xsd.documentation(documentation);
            }
            xsd.element("xs:complexContent", |xsd| {
                xsd.element(r#"xs:extension base="perl:oaBase""#, |xsd| {
                    xsd.element("xs:all", fields);
                });
            });
        },
    );
}

fn field(xsd: &mut Printer, name: &str, is_array: bool, documentation: &str) {
    let of = if is_array {
        "perl:ArrayOfoaBase"
    } else {
        "xs:string"
    };
    let tag = format!(r#"xs:element name="{name}" type="{of}" minOccurs="0""#);
    described(xsd, &tag, documentation);
}

/// Marks what is newer than the WSDL of 2016.
fn marked(description: &str, is_newer: bool) -> String {
    match (description, is_newer) {
        (_, false) => description.to_owned(),
        ("", true) => NEWER.to_owned(),
        (_, true) => format!("{description} {NEWER}"),
    }
}

fn task(xsd: &mut Printer, of_2016: ObjectType, custom_fields: &BTreeSet<&str>) {
    extension(xsd, of_2016, "A time entry.", |xsd| {
        for known in Field::ALL {
            let Some(name) = known.name(Wire::Soap) else {
                continue;
            };
            let is_newer = of_2016.fields().all(|field| field.name != name);
            field(xsd, name, false, &marked(known.description(), is_newer));
        }
        // Fields for SOAP alone, which the table of a time entry does not have.
        for array in of_2016.fields().filter(|field| field.is_array) {
            field(xsd, array.name, true, "");
        }
        for name in custom_fields {
            field(xsd, name, false, "A custom field of the account.");
        }
    });
}

fn record(xsd: &mut Printer, object_type: ObjectType) {
    let descriptions = field_descriptions(object_type.name);
    extension(xsd, object_type, "", |xsd| {
        for known in object_type.fields() {
            let mut names = descriptions.iter();
            let found = names.find(|(name, _)| *name == known.name);
            let description = found.map_or("", |(_, description)| *description);
            field(
                xsd,
                known.name,
                known.is_array,
                &marked(description, known.is_newer),
            );
        }
    });
}

fn array(xsd: &mut Printer, name: &str, item: &str) {
    xsd.element(&format!(r#"xs:complexType name="{name}""#), |xsd| {
        xsd.element("xs:complexContent", |xsd| {
            xsd.element(r#"xs:restriction base="soapenc:Array""#, |xsd| {
                xsd.element("xs:sequence", |xsd| {
                    xsd.empty(&format!(
                        r#"xs:element name="item" type="{item}" minOccurs="0" maxOccurs="unbounded" nillable="true""#
                    ));
                });
                xsd.empty(&format!(
                    r#"xs:attribute ref="soapenc:arrayType" wsdl:arrayType="{item}[]""#
                ));
            });
        });
    });
}

fn messages(wsdl: &mut Printer) {
    wsdl.element(r#"wsdl:message name="Header""#, |wsdl| {
        wsdl.empty(r#"wsdl:part name="SessionHeader" type="perl:SessionHeader""#);
    });
    for Shape {
        name,
        parts,
        result,
        of,
        ..
    } in OPERATIONS
    {
        let request = format!(r#"wsdl:message name="{name}Request""#);
        if parts.is_empty() {
            wsdl.empty(&request);
        } else {
            wsdl.element(&request, |wsdl| {
                for (part, of) in *parts {
                    wsdl.empty(&format!(r#"wsdl:part name="{part}" type="{of}""#));
                }
            });
        }
        wsdl.element(&format!(r#"wsdl:message name="{name}Response""#), |wsdl| {
            wsdl.empty(&format!(r#"wsdl:part name="{result}" type="{of}""#));
        });
    }
}

fn port_type(wsdl: &mut Printer) {
    wsdl.element(r#"wsdl:portType name="OAirServiceHandler""#, |wsdl| {
        for Shape {
            name,
            documentation,
            ..
        } in OPERATIONS
        {
            wsdl.element(&format!(r#"wsdl:operation name="{name}""#), |wsdl| {
                wsdl.wsdl_documentation(documentation);
                wsdl.empty(&format!(r#"wsdl:input message="perl:{name}Request""#));
                wsdl.empty(&format!(r#"wsdl:output message="perl:{name}Response""#));
            });
        }
    });
}

fn binding(wsdl: &mut Printer) {
    let encoded = format!(r#"use="encoded" encodingStyle="{ENCODING}""#);
    let body = format!(r#"soap:body {encoded} namespace="{SERVICE}""#);
    wsdl.element(
        r#"wsdl:binding name="OAirServiceSoapBinding" type="perl:OAirServiceHandler""#,
        |wsdl| {
            wsdl.empty(
                r#"soap:binding style="rpc" transport="http://schemas.xmlsoap.org/soap/http""#,
            );
            for Shape {
                name, has_session, ..
            } in OPERATIONS
            {
                wsdl.element(&format!(r#"wsdl:operation name="{name}""#), |wsdl| {
                    wsdl.empty(&format!(r#"soap:operation soapAction="{SERVICE}#{name}""#));
                    wsdl.element("wsdl:input", |wsdl| {
                        wsdl.empty(&body);
                        if *has_session {
                            // Without a namespace, as clients send it.
                            wsdl.empty(&format!(
                                r#"soap:header message="perl:Header" part="SessionHeader" {encoded}"#
                            ));
                        }
                    });
                    wsdl.element("wsdl:output", |wsdl| wsdl.empty(&body));
                });
            }
        },
    );
}
