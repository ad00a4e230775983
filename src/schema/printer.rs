//! Prints the elements of a schema or a WSDL.

use quick_xml::escape::escape;

use crate::schema::commands::AttributeShape;

/// Prints elements, each on a line of its own and indented.
#[derive(Default)]
pub(super) struct Printer {
    pub(super) text: String,
    depth: usize,
}

impl Printer {
    /// Begins a document that is generated.
    pub(super) fn generated() -> Self {
        let mut printer = Self::default();
        printer.line(r#"<?xml version="1.0" encoding="UTF-8"?>"#);
        printer.line(
            "<!-- Generated from the tables of the crate `suiteprojects`. Do not edit by hand. -->",
        );
        printer
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(&"  ".repeat(self.depth));
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// An element with content. `tag` is its name and attributes.
    pub(super) fn element(&mut self, tag: &str, content: impl FnOnce(&mut Self)) {
        self.line(&format!("<{tag}>"));
        self.depth += 1;
        content(self);
        self.depth -= 1;
        let name = tag.split(' ').next().unwrap_or_default();
        self.line(&format!("</{name}>"));
    }

    pub(super) fn empty(&mut self, tag: &str) {
        self.line(&format!("<{tag}/>"));
    }

    pub(super) fn documentation(&mut self, text: &str) {
        self.element("xs:annotation", |xsd| {
            xsd.line(&format!(
                "<xs:documentation>{}</xs:documentation>",
                escape(text)
            ));
        });
    }

    /// A documentation of WSDL, which stands first in its element.
    pub(super) fn wsdl_documentation(&mut self, text: &str) {
        self.line(&format!(
            "<wsdl:documentation>{}</wsdl:documentation>",
            escape(text)
        ));
    }

    /// Elements of any kind; those that the schema knows have to be right.
    pub(super) fn anything(&mut self, minimum: u8) {
        self.element("xs:sequence", |xsd| {
            xsd.empty(&format!(
                r#"xs:any processContents="lax" minOccurs="{minimum}" maxOccurs="unbounded""#
            ));
        });
    }

    pub(super) fn attributes(&mut self, attributes: &[AttributeShape]) {
        for attribute in attributes {
            let usage = if attribute.required {
                "required"
            } else {
                "optional"
            };
            let tag = format!(
                r#"xs:attribute name="{}" type="{}" use="{usage}""#,
                attribute.name, attribute.simple_type
            );
            self.element(&tag, |xsd| xsd.documentation(attribute.documentation));
        }
    }

    /// Elements that must not be there. XML Schema has no words for that; but elements that a key
    /// selects need the field it names, and none has an attribute `never`. Some validators find
    /// only elements that are declared globally.
    pub(super) fn never(&mut self, key: &str, path: &str, documentation: &str) {
        self.element(&format!(r#"xs:key name="{key}""#), |xsd| {
            xsd.documentation(documentation);
            xsd.empty(&format!(r#"xs:selector xpath="{path}""#));
            xsd.empty(r#"xs:field xpath="@never""#);
        });
    }

    pub(super) fn pattern(&mut self, grammar: &str) {
        self.empty(&format!(r#"xs:pattern value="{}""#, escape(grammar)));
    }

    /// A text that matches all of the patterns, or is empty. Patterns of one step are
    /// alternatives in XML Schema, so each one has a step of its own.
    pub(super) fn patterns(&mut self, patterns: &[&str]) {
        let Some((last, before)) = patterns.split_last() else {
            return;
        };
        if before.is_empty() {
            self.element(r#"xs:restriction base="xs:string""#, |xsd| {
                xsd.pattern(&format!("({last})?"));
            });
        } else {
            self.element("xs:restriction", |xsd| {
                xsd.element("xs:simpleType", |xsd| xsd.patterns(before));
                xsd.pattern(&format!("({last})?"));
            });
        }
    }
}
