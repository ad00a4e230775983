//! The objects of a command, as the engine takes them.

use suiteprojects::api::Approval;
use suiteprojects::element::Element;
use suiteprojects::record::field_text;
use suiteprojects::soap::server::{Object, ReadCall};
use suiteprojects::task::{Entry, FieldError, FieldName, Lookup, LookupBy};

/// Whether custom fields are taken and returned.
pub(super) fn takes_custom(command: &Element) -> bool {
    command.attribute("enable_custom") == Some("1")
}

/// The objects of the type of a command; why one of them is none. Elements of other types are left
/// out, as users of the vendor's server complain.
pub(super) fn objects(command: &Element) -> Vec<Result<Object, FieldError>> {
    let object_type = command.attribute("type").unwrap_or_default();
    command.children_named(object_type).map(object).collect()
}

/// An object.
pub(super) fn object(element: &Element) -> Result<Object, FieldError> {
    if element.name.local != "Task" {
        return Ok(Object::Other(element.clone()));
    }
    let mut entry = Entry::new();
    for field in element.elements() {
        let name = FieldName::from_xml(&field.name.local).into_owned();
        // What a field of a time entry cannot hold is kept as a text, for the rules to refuse.
        let text = field_text(field).unwrap_or_else(|| field.text());
        entry.add(name, text.into_owned(), None, lookup(field))?;
    }
    Ok(Object::Task(Box::new(entry)))
}

fn lookup(field: &Element) -> Option<Lookup<'static>> {
    [LookupBy::External, LookupBy::Name]
        .into_iter()
        .find_map(|by| {
            let object_type = field.attribute(by.as_str())?;
            Some(Lookup::new(by, object_type.to_owned()))
        })
}

/// What is noted with an approval.
pub(super) fn approval(command: &Element) -> Option<Approval> {
    let approval = command.child("Approval")?;
    let text = |name: &str| {
        let text = approval.child(name)?.text().into_owned();
        Some(text).filter(|text| !text.is_empty())
    };
    let mut noted = Approval::default();
    noted.cc = text("cc");
    noted.notes = text("notes");
    Some(noted)
}

/// What a Read asks for.
pub(super) fn question(command: &Element) -> ReadCall {
    let attribute = |name: &str| command.attribute(name).unwrap_or_default().to_owned();
    let mut question = ReadCall::default();
    question.method = attribute("method");
    question.object_type = attribute("type");
    let attributes = command.attributes.iter();
    question.attributes = attributes
        .map(|attribute| (attribute.name.local.clone(), attribute.value.clone()))
        .collect();
    for element in command.elements() {
        if element.name.local == "_Return" {
            let names = element.elements().map(|field| field.name.local.clone());
            question.fields.extend(names);
        } else {
            question.objects.push(element.clone());
        }
    }
    question
}
