//! The XML Schema of requests and responses of the XML API.

use std::collections::BTreeSet;

use super::commands::{
    COMMANDS, CommandShape, Content, LOOKUP_ATTRIBUTES, OPTIONAL_STATUS, REMARKS,
    REQUEST_ATTRIBUTES, RESULT_ATTRIBUTES,
};
use super::custom_fields::{self, CustomFieldNameError};
use super::printer::Printer;
use super::{kind_description, pattern};
use crate::task::{Field, Kind, Wire};

const INTRODUCTION: &str = "Requests and responses of the XML API. The roots are `request` and `response`; a command (Add, \
    Modify, Read, Delete, Reject) or a record (Task, User, Date) may also stand alone. The fields of \
    Task, the time entry, have types; records of other types may hold anything.\n\
    \n\
    An XML Schema 1.0 cannot say: which fields a command needs; how fields depend on each other; \
    that a date exists in the calendar; that the text of a foreign key is a number unless it has \
    an attribute `external` or `name`; that a request has the attributes that the server asks for; that the \
    attribute `type` of a command names the records in it; whether a \
    record belongs to a request or a response, and so that the remarks on a `Task` (`errors`, `log`, \
    `warnings`) belong to responses. Custom fields differ from account to account, so \
    they are in the schema only if it was made with their names. The command \
    `suiteprojects validate` checks what the schema cannot.";

/// The XML Schema 1.0 of requests and responses of the XML API, without custom fields.
///
/// In a `Task` every field has its type and stands once at most, in any order. An empty element is
/// always right: it clears a field, or says that there is no value.
///
/// ```
/// assert!(suiteprojects::schema::xsd().starts_with("<?xml"));
/// ```
pub fn xsd() -> String {
    schema(&BTreeSet::new())
}

/// The same, with these custom fields in `Task`. The order of the names does not matter.
///
/// ```
/// use suiteprojects::schema::xsd_with_custom_fields;
///
/// let schema = xsd_with_custom_fields(&["billing_note__c"])?;
/// assert!(schema.contains(r#"<xs:element name="billing_note__c""#));
/// assert!(xsd_with_custom_fields(&["billing note"]).is_err());
/// # Ok::<(), suiteprojects::schema::CustomFieldNameError>(())
/// ```
///
/// # Errors
///
/// [`CustomFieldNameError`] if one of the names is not that of a custom field.
pub fn xsd_with_custom_fields(names: &[&str]) -> Result<String, CustomFieldNameError> {
    Ok(schema(&custom_fields::checked(names)?))
}

fn schema(custom_fields: &BTreeSet<&str>) -> String {
    let mut xsd = Printer::generated();
    xsd.element(
        r#"xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema""#,
        |xsd| {
            xsd.documentation(INTRODUCTION);
            requests(xsd);
            responses(xsd);
            commands(xsd);
            records(xsd, custom_fields);
            simple_types(xsd);
        },
    );
    xsd.text
}

fn requests(xsd: &mut Printer) {
    xsd.element(r#"xs:element name="request""#, |xsd| {
        xsd.documentation("A login, if the commands need one, and any number of commands.");
        xsd.element("xs:complexType", |xsd| {
            xsd.element("xs:sequence", |xsd| {
                xsd.element(r#"xs:element name="Auth" minOccurs="0""#, |xsd| {
                    xsd.documentation("Who asks.");
                    xsd.element("xs:complexType", |xsd| {
                        xsd.element("xs:sequence", |xsd| {
                            xsd.empty(r#"xs:element name="Login" type="Login""#);
                        });
                    });
                });
                xsd.element(r#"xs:choice minOccurs="0" maxOccurs="unbounded""#, |xsd| {
                    for shape in COMMANDS {
                        if shape.alone {
                            xsd.empty(&format!(r#"xs:element ref="{}""#, shape.name));
                        } else {
                            command_element(xsd, shape);
                        }
                    }
                });
            });
            xsd.attributes(REQUEST_ATTRIBUTES);
        });
    });
    xsd.element(r#"xs:complexType name="Login""#, |xsd| {
        xsd.documentation("Either company, user and password, or an access token of OAuth 2.0.");
        xsd.element("xs:all", |xsd| {
            for name in ["company", "user", "password", "access_token"] {
                xsd.empty(&format!(
                    r#"xs:element name="{name}" type="xs:string" minOccurs="0""#
                ));
            }
        });
    });
}

fn responses(xsd: &mut Printer) {
    xsd.element(r#"xs:element name="response""#, |xsd| {
        xsd.documentation(
            "A result for each command, in the order of the request. A refusal of the whole \
            request is a status and a text instead.",
        );
        xsd.element(r#"xs:complexType mixed="true""#, |xsd| {
            xsd.element(r#"xs:choice minOccurs="0" maxOccurs="unbounded""#, |xsd| {
                xsd.empty(r#"xs:element name="Auth" type="AuthResult""#);
                for CommandShape { name, .. } in COMMANDS {
                    xsd.empty(&format!(r#"xs:element name="{name}" type="Result""#));
                }
            });
            xsd.attributes(OPTIONAL_STATUS);
        });
    });
    for (name, documentation, attributes) in [
        (
            "Result",
            "What became of a command: a status, and records, `errors` or a text.",
            RESULT_ATTRIBUTES,
        ),
        ("AuthResult", "What became of the login.", OPTIONAL_STATUS),
    ] {
        xsd.element(
            &format!(r#"xs:complexType name="{name}" mixed="true""#),
            |xsd| {
                xsd.documentation(documentation);
                xsd.anything(0);
                xsd.attributes(attributes);
                // A later release of the server may say more.
                xsd.empty(r#"xs:anyAttribute processContents="lax""#);
            },
        );
    }
}

/// The element of a command, with what must not stand in it.
fn command_element(xsd: &mut Printer, shape: &CommandShape) {
    let CommandShape { name, .. } = shape;
    let tag = format!(r#"xs:element name="{name}" type="{name}""#);
    if shape.refused.is_empty() {
        xsd.empty(&tag);
        return;
    }
    xsd.element(&tag, |xsd| {
        for (object_type, reason) in shape.refused {
            xsd.never(
                &format!("{name}.is-not-for-{object_type}"),
                object_type,
                reason,
            );
        }
    });
}

fn commands(xsd: &mut Printer) {
    for shape in COMMANDS {
        let CommandShape { name, .. } = shape;
        if shape.alone {
            command_element(xsd, shape);
        }
        xsd.element(&format!(r#"xs:complexType name="{name}""#), |xsd| {
            xsd.documentation(shape.documentation);
            match shape.content {
                Content::Empty => {}
                Content::AnyRecords => xsd.anything(0),
                Content::Records => xsd.anything(1),
                Content::InOrder(names) => xsd.element("xs:sequence", |xsd| {
                    for name in names {
                        let kind = if *name == "Login" { "Login" } else { "Record" };
                        xsd.empty(&format!(r#"xs:element name="{name}" type="{kind}""#));
                    }
                }),
                Content::AnyOrder(members) => xsd.element("xs:all", |xsd| {
                    for (name, kind) in members {
                        xsd.empty(&format!(
                            r#"xs:element name="{name}" type="{kind}" minOccurs="0""#
                        ));
                    }
                }),
            }
            xsd.attributes(shape.attributes);
        });
    }
    xsd.element(r#"xs:complexType name="Record" mixed="true""#, |xsd| {
        xsd.documentation("A record of any type.");
        xsd.anything(0);
        xsd.empty(r#"xs:anyAttribute processContents="lax""#);
    });
}

fn records(xsd: &mut Printer, custom_fields: &BTreeSet<&str>) {
    xsd.empty(r#"xs:element name="User" type="Record""#);
    xsd.empty(r#"xs:element name="Task" type="Task""#);
    xsd.element(r#"xs:complexType name="Task""#, |xsd| {
        xsd.documentation("A time entry, and what an answer remarks on it.");
        xsd.element("xs:all", |xsd| {
            for &field in Field::ALL {
                let Some(name) = field.name(Wire::Xml) else {
                    continue;
                };
                xsd.element(
                    &format!(
                        r#"xs:element name="{name}" type="{}" minOccurs="0""#,
                        type_of(field)
                    ),
                    |xsd| xsd.documentation(field.description()),
                );
            }
            for (name, documentation) in REMARKS {
                xsd.element(
                    &format!(r#"xs:element name="{name}" type="xs:string" minOccurs="0""#),
                    |xsd| xsd.documentation(documentation),
                );
            }
            for name in custom_fields {
                xsd.element(
                    &format!(r#"xs:element name="{name}" type="xs:string" minOccurs="0""#),
                    |xsd| xsd.documentation("A custom field of the account."),
                );
            }
        });
    });
    xsd.element(r#"xs:complexType name="DateField""#, |xsd| {
        xsd.documentation("A date or timestamp: a nested `Date`, or nothing.");
        xsd.element("xs:sequence", |xsd| {
            xsd.empty(r#"xs:element ref="Date" minOccurs="0""#);
        });
    });
    xsd.empty(r#"xs:element name="Date" type="Date""#);
    xsd.element(r#"xs:complexType name="Date""#, |xsd| {
        xsd.documentation(
            "A date or a moment. Members may be padded with zeros or not; no date is a `Date` of \
            empty members.",
        );
        xsd.element("xs:all", |xsd| {
            for (name, _) in DATE_MEMBERS {
                xsd.empty(&format!(
                    r#"xs:element name="{name}" type="Date.{name}" minOccurs="0""#
                ));
            }
        });
    });
    xsd.element(r#"xs:complexType name="Reference""#, |xsd| {
        xsd.documentation(
            "The internal id of another record, in digits; or, with one of the attributes, its \
            external id or name.",
        );
        xsd.element("xs:simpleContent", |xsd| {
            xsd.element(r#"xs:extension base="xs:string""#, |xsd| {
                xsd.attributes(LOOKUP_ATTRIBUTES);
            });
        });
    });
}

/// The members of a `Date` and their grammars. None of them has to be there or have a text.
const DATE_MEMBERS: [(&str, &str); 7] = [
    ("year", "[0-9]{4}"),
    ("month", "0?[0-9]|1[0-2]"),
    ("day", "[0-2]?[0-9]|3[01]"),
    ("hour", "[01]?[0-9]|2[0-3]"),
    ("minute", "[0-5]?[0-9]"),
    ("second", "[0-5]?[0-9]"),
    ("timezone", "[+-][0-9]{4}"),
];

/// The type of a field's element. Every kind but the foreign keys has a type of its own.
fn type_of(field: Field) -> &'static str {
    match field.kind() {
        Kind::Clock => "Clock",
        Kind::Date | Kind::DateTime => "DateField",
        Kind::Decimal => "Decimal",
        Kind::Id if field == Field::Id => "Id",
        Kind::Id => "Reference",
        Kind::Money => "Money",
        Kind::Text => "xs:string",
        Kind::Whole => "Whole",
    }
}

fn simple_types(xsd: &mut Printer) {
    for (name, kind, patterns) in [
        ("Clock", Kind::Clock, pattern::CLOCK),
        ("Decimal", Kind::Decimal, pattern::DECIMAL),
        ("Id", Kind::Id, pattern::ID),
        ("Money", Kind::Money, pattern::DECIMAL),
        ("Whole", Kind::Whole, pattern::WHOLE),
    ] {
        xsd.element(&format!(r#"xs:simpleType name="{name}""#), |xsd| {
            xsd.documentation(&format!("{} Or no text.", kind_description(kind)));
            xsd.patterns(patterns);
        });
    }
    for (name, grammar) in DATE_MEMBERS {
        xsd.element(&format!(r#"xs:simpleType name="Date.{name}""#), |xsd| {
            xsd.patterns(&[grammar]);
        });
    }
    for (name, base, documentation, grammar) in [
        (
            "Condition",
            "xs:string",
            "`if-not-updated`: the records were not updated after the `Date` behind them.",
            "if-not-updated",
        ),
        (
            "Flag",
            "xs:string",
            "1 for yes, 0 or nothing for no.",
            "[01]?",
        ),
        (
            "Limit",
            "xs:string",
            "A number of records, or the number of the first, a comma and the number of records.",
            "([0-9]+, ?)?[0-9]+",
        ),
        (
            "Status",
            "xs:unsignedInt",
            "An error code of the server.",
            "[0-9]+",
        ),
    ] {
        xsd.element(&format!(r#"xs:simpleType name="{name}""#), |xsd| {
            xsd.documentation(documentation);
            xsd.element(&format!(r#"xs:restriction base="{base}""#), |xsd| {
                xsd.pattern(grammar);
            });
        });
    }
}

#[cfg(test)]
mod tests {
    use quick_xml::escape::escape;

    use super::*;

    #[test]
    fn every_xml_field_is_an_element_with_its_description() {
        let xsd = xsd();
        for field in Field::ALL {
            let found = xsd.contains(&format!(
                r#"<xs:element name="{field}" type="{}""#,
                type_of(*field)
            ));
            assert_eq!(found, field.name(Wire::Xml).is_some(), "{field}");
            if found {
                assert!(xsd.contains(&*escape(field.description())), "{field}");
            }
        }
    }

    #[test]
    fn every_type_that_is_used_is_declared_once() {
        let xsd = xsd();
        let values = |start: &str| -> Vec<String> {
            let values = xsd.split(start).skip(1);
            values
                .map(|rest| rest.split('"').next().unwrap().to_owned())
                .collect()
        };
        let mut declared = values(r#"<xs:complexType name=""#);
        declared.extend(values(r#"<xs:simpleType name=""#));
        for name in values(r#" type=""#) {
            let count = declared
                .iter()
                .filter(|declared| **declared == name)
                .count();
            assert_eq!(count, usize::from(!name.starts_with("xs:")), "{name}");
        }
    }

    #[test]
    fn custom_fields_are_added_once_each_in_order() {
        let with = |names: &[&str]| xsd_with_custom_fields(names).unwrap();
        let text = with(&["b__c", "a__c", "b__c"]);
        assert_eq!(text, with(&["a__c", "b__c"]));
        assert_eq!(text.matches(r#"name="b__c""#).count(), 1);
        assert_eq!(with(&[]), xsd());
    }

    #[test]
    fn names_that_are_not_of_custom_fields_are_refused() {
        for name in [
            "",
            "date",
            "note",
            "1__c",
            "__c",
            "a b__c",
            "x\"/><y__c",
            "\u{e9}__c",
        ] {
            assert!(
                xsd_with_custom_fields(&["fine__c", name]).is_err(),
                "{name}"
            );
        }
        insta::assert_snapshot!(
            xsd_with_custom_fields(&["note"]).unwrap_err(),
            @"found \"note\", expected the name of a custom field: letters, digits and underscores, ending in `__c`"
        );
    }
}
