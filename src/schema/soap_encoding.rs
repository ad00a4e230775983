//! The schema of the SOAP encoding that the WSDL imports.

use super::printer::Printer;
use crate::soap::names::ENCODING;

/// The name of the file, where the WSDL looks for it: beside itself.
pub(super) const FILE: &str = "soapenc.xsd";

const INTRODUCTION: &str = "As much of the SOAP 1.1 encoding as the WSDL beside this file needs: an array, and its attribute \
    `arrayType`. It stands in for the official schema of this namespace, so that nothing has to be \
    fetched from a network. It never names its own namespace, because some tools fetch the \
    official schema as soon as one does.";

/// The schema that [`wsdl`](super::wsdl) imports as `soapenc.xsd`, for tools that cannot or must
/// not fetch the official one.
///
/// ```
/// let schema = suiteprojects::schema::soap_encoding_schema();
/// assert!(schema.contains(r#"<xs:attribute name="arrayType""#));
/// ```
pub fn soap_encoding_schema() -> String {
    let mut xsd = Printer::generated();
    xsd.element(
        &format!(
            r#"xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{ENCODING}""#
        ),
        |xsd| {
            xsd.documentation(INTRODUCTION);
            xsd.empty(r#"xs:attribute name="arrayType" type="xs:string""#);
            xsd.element(r#"xs:complexType name="Array""#, |xsd| {
                xsd.anything(0);
                xsd.empty(r#"xs:attribute name="id" type="xs:ID""#);
                xsd.empty(r#"xs:attribute name="href" type="xs:anyURI""#);
                xsd.empty(r###"xs:anyAttribute namespace="##any" processContents="lax""###);
            });
        },
    );
    xsd.text
}
