//! Records of other types, between their XML form and their SOAP form.

use std::collections::HashMap;

use super::foreign_key::{ATTRIBUTES, Lookups};
use super::write::write_lookups;
use super::{object_type, soap_type};
use crate::element::{Element, Node};
use crate::soap::message::Value;
use crate::soap::writer::ValueWriter;
use crate::task::LookupBy;
use crate::time::date::{MEMBERS, text_of_members};
use crate::xml::WriteError;

/// The members of an `Address`, as the WSDL of 2016 lists them.
const ADDRESS_MEMBERS: [&str; 18] = [
    "addr1",
    "addr2",
    "addr3",
    "addr4",
    "city",
    "contact_id",
    "country",
    "email",
    "fax",
    "first",
    "id",
    "last",
    "middle",
    "mobile",
    "phone",
    "salutation",
    "state",
    "zip",
];

/// A record in the form that XML has: fields that are nil left out, an address put together again, the
/// items of arrays named after their types. Dates stay the texts that they are in SOAP.
pub(in crate::soap) fn element(record: Value<'_, '_>, name: &str) -> Element {
    let mut element = Element::new(name);
    if !record.has_elements() {
        let text = record.text();
        return if text.is_empty() {
            element
        } else {
            element.with_text(text)
        };
    }
    let lookups = Lookups::of(record);
    // Where the addresses stand that were begun.
    let mut addresses: HashMap<&str, usize> = HashMap::new();
    for member in record.members() {
        if member.is_nil() || is_lookups(member) {
            continue;
        }
        let Some((address, part)) = part_of_address(member.name()) else {
            element = element.with_child(field(&lookups, member, member.name()));
            continue;
        };
        let field = field(&lookups, member, part);
        let begun = addresses.get(address);
        if let Some(found) = begun.and_then(|&place| address_at(&mut element, place)) {
            found.children.push(Node::Element(field));
        } else {
            addresses.insert(address, element.children.len());
            let found = Element::new("Address").with_child(field);
            element = element.with_child(Element::new(address).with_child(found));
        }
    }
    element
}

/// Whether this is the list that says how foreign keys are looked up, whatever its items are called.
fn is_lookups(member: Value<'_, '_>) -> bool {
    member.name() == ATTRIBUTES && member.members().all(|item| item.has("name"))
}

fn field(lookups: &Lookups<'_>, member: Value<'_, '_>, name: &str) -> Element {
    let mut field = Element::new(name);
    if let Some(lookup) = lookups.field(member.name()) {
        field = field.with_attribute(lookup.by.as_str(), &*lookup.object_type);
    }
    if !member.has_elements() {
        let text = member.text();
        return if text.is_empty() {
            field
        } else {
            field.with_text(text)
        };
    }
    match object_type(member) {
        Some(inner) if !member.is_array() => field.with_child(element(member, inner)),
        _ => member
            .members()
            .filter(|item| !item.is_nil())
            .fold(field, |field, item| {
                field.with_child(element(item, object_type(item).unwrap_or(item.name())))
            }),
    }
}

/// The field that holds the address and the member of it, of `addr_city` or `billing_addr_city`.
fn part_of_address(name: &str) -> Option<(&str, &str)> {
    ADDRESS_MEMBERS.iter().find_map(|part| {
        let address = name.strip_suffix(part)?.strip_suffix('_')?;
        (address == "addr" || address.ends_with("_addr"))
            .then(|| (address, name.get(address.len() + 1..).unwrap_or_default()))
    })
}

/// The `Address` in the field at this place.
fn address_at(element: &mut Element, place: usize) -> Option<&mut Element> {
    let Node::Element(field) = element.children.get_mut(place)? else {
        return None;
    };
    match field.children.first_mut()? {
        Node::Element(address) => Some(address),
        Node::Text(_) => None,
    }
}

/// Writes the fields of a record in its XML form: a date as a text, an address flat, inner records as an
/// array, and how foreign keys are looked up behind them.
pub(in crate::soap) fn write_fields(
    record: &Element,
    out: &mut ValueWriter<'_>,
) -> Result<(), WriteError> {
    let mut lookups = Vec::new();
    for field in record.elements() {
        let name = &*field.name.local;
        let by = [LookupBy::External, LookupBy::Name].into_iter();
        lookups.extend(
            by.filter(|by| field.attribute(by.as_str()).is_some())
                .map(|by| (by, name)),
        );
        write_field(field, out)?;
    }
    write_lookups(&lookups, out)
}

fn write_field(field: &Element, out: &mut ValueWriter<'_>) -> Result<(), WriteError> {
    let name = &*field.name.local;
    let inner: Vec<&Element> = field.elements().collect();
    match &inner[..] {
        [] => out.text(name, &field.text()),
        [date] if date.name.local == "Date" => {
            let member = |member| date.child(member).map(Element::text).unwrap_or_default();
            let texts = MEMBERS.map(member);
            out.text(
                name,
                &text_of_members(texts.each_ref().map(|text| &**text), true),
            )
        }
        [address] if address.name.local == "Address" => address
            .elements()
            .try_for_each(|part| out.text(&format!("{name}_{}", part.name.local), &part.text())),
        records => {
            let mut list = out.array(name, "oaBase", records.len())?;
            for record in records {
                write_fields(record, &mut list.item(&soap_type(&record.name.local))?)?;
            }
            Ok(())
        }
    }
}
