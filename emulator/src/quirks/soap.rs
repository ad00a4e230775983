//! Answers of SOAP in rpc/encoded; those in document/literal stay as they are, because nothing is known of theirs.

use suiteprojects::element::{Attribute, Element};
use suiteprojects::xml::{ContentWriter, Limits, WriteError, Writer, tree};

use super::{Quirk, Quirks};
use crate::random;

const ENCODING: &str = "http://schemas.xmlsoap.org/soap/encoding/";
const ENVELOPE: &str = "http://schemas.xmlsoap.org/soap/envelope/";
const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";
const SCHEMA: &str = "http://www.w3.org/2001/XMLSchema";
const TYPES: &str = "http://namespaces.soaplite.com/perl";

/// How long a text may be to be taken for a number.
const LONGEST_NUMBER: usize = 20;

/// The answer with these quirks; `None` if it is no message, or one in document/literal.
pub(super) fn dress(body: &str, quirks: &Quirks, number: u64) -> Option<String> {
    let envelope = tree::parse(body.as_bytes(), Limits::default()).ok()?;
    let message = envelope
        .elements()
        .find(|child| child.name.local == "Body")?
        .elements()
        .next()?;
    let is_encoded = mark(&envelope, ENVELOPE, "encodingStyle").is_some();
    if !is_encoded {
        return None;
    }
    let mut dresser = Dresser {
        quirks,
        chance: number,
        nils: 0,
    };
    dresser.envelope(message).ok()
}

/// The value of an attribute in a namespace.
fn mark<'e>(element: &'e Element, namespace: &str, local: &str) -> Option<&'e str> {
    let named = |attribute: &&Attribute| {
        let name = &attribute.name;
        name.namespace.as_deref() == Some(namespace) && name.local == local
    };
    let attribute = element.attributes.iter().find(named)?;
    Some(&attribute.value)
}

struct Dresser<'q> {
    quirks: &'q Quirks,
    chance: u64,
    /// How many members without a value there were.
    nils: u64,
}

impl Dresser<'_> {
    fn is_lite(&self) -> bool {
        self.quirks.has(Quirk::SoapLite)
    }

    fn envelope(&mut self, message: &Element) -> Result<String, WriteError> {
        let mut writer = Writer::new();
        writer.declaration();
        let mut envelope = writer.start("soap:Envelope")?;
        envelope.attribute("soap:encodingStyle", ENCODING)?;
        let types = if self.is_lite() { "namesp1" } else { "perl" };
        envelope.attribute(&format!("xmlns:{types}"), TYPES)?;
        envelope.attribute("xmlns:soap", ENVELOPE)?;
        envelope.attribute("xmlns:soapenc", ENCODING)?;
        envelope.attribute("xmlns:xsd", SCHEMA)?;
        envelope.attribute("xmlns:xsi", INSTANCE)?;
        let mut envelope = envelope.content();
        let mut body = envelope.start("soap:Body")?.content();
        let local = &*message.name.local;
        if message.name.namespace.as_deref() == Some(ENVELOPE) {
            let mut fault = body.start(&format!("soap:{local}"))?.content();
            for member in message.elements() {
                self.value(member, &member.name.local, &mut fault)?;
            }
            fault.end();
        } else {
            let namespace = message.name.namespace.as_deref().unwrap_or_default();
            let prefix = if self.is_lite() { "" } else { "oair:" };
            let declaration = if self.is_lite() {
                "xmlns"
            } else {
                "xmlns:oair"
            };
            let mut wrapper = body.start(&format!("{prefix}{local}"))?;
            wrapper.attribute(declaration, namespace)?;
            let mut wrapper = wrapper.content();
            for part in message.elements() {
                self.value(part, self.part_name(part), &mut wrapper)?;
            }
            wrapper.end();
        }
        body.end();
        envelope.end();
        Ok(writer.into_string())
    }

    /// What the result is called.
    fn part_name<'e>(&self, part: &'e Element) -> &'e str {
        if !self.is_lite() {
            return &part.name.local;
        }
        match mark(part, INSTANCE, "type") {
            Some("soapenc:Array") => "soapenc:Array",
            Some("xsd:string") => "s-gensym3",
            _ => &part.name.local,
        }
    }

    fn value(
        &mut self,
        value: &Element,
        name: &str,
        content: &mut ContentWriter<'_>,
    ) -> Result<(), WriteError> {
        let mut members: Vec<&Element> = value.elements().collect();
        let text = value.text();
        let mut tag = content.start(name)?;
        for Attribute { name, value } in &value.attributes {
            let marked = match (name.namespace.as_deref(), &*name.local) {
                (Some(INSTANCE), "type") => "xsi:type",
                (Some(INSTANCE), "nil") => self.nil(),
                (Some(ENCODING), "arrayType") => "soapenc:arrayType",
                (_, name) => name,
            };
            let is_text = marked == "xsi:type" && value == "xsd:string" && members.is_empty();
            let said = match marked {
                "xsi:null" => "1".to_owned(),
                _ if !self.is_lite() => value.clone(),
                _ if is_text => looks_like(&text).to_owned(),
                _ => value.replace("perl:", "namesp1:"),
            };
            tag.attribute(marked, &said)?;
        }
        if members.is_empty() {
            return tag.text(&text);
        }
        let is_structure =
            mark(value, ENCODING, "arrayType").is_none() && mark(value, INSTANCE, "type").is_some();
        if is_structure && self.quirks.has(Quirk::Shuffled) {
            self.chance = random::number(self.chance);
            members.sort_by_cached_key(|member| random::place(self.chance, &member.name.local));
        }
        let mut inside = tag.content();
        for member in members {
            self.value(member, &member.name.local, &mut inside)?;
        }
        inside.end();
        Ok(())
    }

    /// How a member without a value is marked.
    fn nil(&mut self) -> &'static str {
        if !self.quirks.has(Quirk::Nil) {
            return "xsi:nil";
        }
        self.nils += 1;
        if self.nils.is_multiple_of(2) {
            "xsi:null"
        } else {
            "nil"
        }
    }
}

/// The type that a text is marked with. What has a leading zero, such as a month, is a number too, as far as the
/// measured answers say [our reading].
fn looks_like(text: &str) -> &'static str {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if text.len() > LONGEST_NUMBER {
        return "xsd:string";
    }
    if is_digits(unsigned) {
        // Larger ones are another type with every version.
        return match text.parse::<i32>() {
            Ok(_) => "xsd:int",
            Err(_) => "xsd:string",
        };
    }
    if let Some((whole, part)) = unsigned.split_once('.') {
        return if is_digits(whole) && is_digits(part) {
            "xsd:float"
        } else {
            "xsd:string"
        };
    }
    let parts: Vec<&str> = text.split('-').collect();
    match *parts.as_slice() {
        [year, month, day]
            if [year, month, day].into_iter().all(is_digits)
                && [year.len(), month.len(), day.len()] == [4, 2, 2] =>
        {
            "xsd:date"
        }
        _ => "xsd:string",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:soapenc=\"http://schemas.xmlsoap.org/soap/encoding/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" xmlns:perl=\"http://namespaces.soaplite.com/perl\" soap:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\"><soap:Body><oair:addResponse xmlns:oair=\"https://www.openair.com/OAirService\"><addReturn soapenc:arrayType=\"perl:UpdateResult[1]\" xsi:type=\"soapenc:Array\"><item xsi:type=\"perl:UpdateResult\"><id xsi:type=\"xsd:string\">5514</id><errors xsi:nil=\"true\"/><status xsi:type=\"xsd:string\">A</status></item></addReturn></oair:addResponse></soap:Body></soap:Envelope>";

    /// The shape of a measured answer to `add`, with the members in the order of the WSDL.
    #[test]
    fn soap_lite_shapes_answers_like_this() {
        let answer = Quirks::from(Quirk::SoapLite).dress_soap(BODY.to_owned(), 1);
        let (_, message) = answer.split_once("<soap:Body>").unwrap();
        assert_eq!(
            message,
            "<addResponse xmlns=\"https://www.openair.com/OAirService\"><soapenc:Array soapenc:arrayType=\"namesp1:UpdateResult[1]\" xsi:type=\"soapenc:Array\"><item xsi:type=\"namesp1:UpdateResult\"><id xsi:type=\"xsd:int\">5514</id><errors xsi:nil=\"true\"/><status xsi:type=\"xsd:string\">A</status></item></soapenc:Array></addResponse></soap:Body></soap:Envelope>"
        );
    }

    #[test]
    fn the_nil_form_alone_changes_nothing_else() {
        let answer = Quirks::from(Quirk::Nil).dress_soap(BODY.to_owned(), 1);
        let message = |body: &str| body.split_once("<soap:Body>").unwrap().1.to_owned();
        assert_eq!(
            message(&answer),
            message(BODY).replace("xsi:nil=\"true\"", "nil=\"true\"")
        );
    }

    /// Types as measured.
    #[test]
    fn values_look_like_types() {
        for (text, expected) in [
            ("5512", "xsd:int"),
            ("-1", "xsd:int"),
            ("5.50", "xsd:float"),
            ("2026-11-20", "xsd:date"),
            ("2026-11-20 10:00:00", "xsd:string"),
            ("site visit", "xsd:string"),
            ("", "xsd:string"),
            ("-", "xsd:string"),
        ] {
            assert_eq!(looks_like(text), expected, "{text}");
        }
    }
}
