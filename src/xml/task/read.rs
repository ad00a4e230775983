//! One `<Task>` element as an entry.

use std::borrow::Cow;
use std::ops::Range;

use thiserror::Error;

use crate::task::{Entry, Field, FieldError, FieldName, Kind, Lookup, LookupBy};
use crate::time::date::{MEMBERS, text_of_members};
use crate::xml::{Attribute, Event, Name, ReadError, Reader};

/// A `<Task>` element that is well-formed but cannot be taken as an entry.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("{kind}")]
pub struct EntryError {
    kind: EntryErrorKind,
    span: Range<usize>,
}

/// Why a `<Task>` element cannot be taken as an entry.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[non_exhaustive]
pub enum EntryErrorKind {
    /// A field stands twice, or there are too many or too long names.
    #[error(transparent)]
    Field(FieldError),
    /// Elements stand where a text is expected.
    #[error("the field `{name}` holds elements, expected text")]
    #[non_exhaustive]
    Elements {
        /// The name of the field.
        name: String,
    },
    /// Text stands between the fields.
    #[error("text stands between the fields of a <Task>")]
    Text,
}

impl EntryError {
    pub(crate) const fn new(kind: EntryErrorKind, span: Range<usize>) -> Self {
        Self { kind, span }
    }

    /// What is wrong.
    pub const fn kind(&self) -> &EntryErrorKind {
        &self.kind
    }

    /// Where it stands in the input, in bytes.
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }
}

/// Reads the fields of the `<Task>` element whose start tag the reader delivered last, up to its
/// end, into an entry, which is emptied first.
///
/// A `<Date>` becomes `YYYY-MM-DD`, with ` HH:MM:SS` behind it if it has a time other than midnight
/// or the field is a timestamp with a time. Attributes `external` and `name` of a foreign key become
/// its look-up. Spans are in bytes of the input.
///
/// # Errors
///
/// The outer error is that of the reader: the document is broken. The inner one is about this
/// entry alone; the reader then stands behind it all the same.
pub fn read_entry<'a>(
    reader: &mut Reader<'a>,
    entry: &mut Entry<'a>,
) -> Result<Result<(), EntryError>, ReadError> {
    *entry = std::mem::take(entry).recycle();
    let mut outcome = Ok(());
    let mut fail = |kind: EntryErrorKind, span: Range<usize>| {
        if outcome.is_ok() {
            outcome = Err(EntryError::new(kind, span));
        }
    };
    loop {
        let (name, lookup, tag) = match reader.next()? {
            Some(Event::Start(tag)) => {
                let name = field_name(tag.name());
                let lookup = lookup(&name, tag.attributes());
                (name, lookup, tag.span())
            }
            Some(Event::Text(text)) => {
                if !text.text.trim_ascii().is_empty() {
                    fail(EntryErrorKind::Text, text.span);
                }
                continue;
            }
            Some(Event::End) | None => return Ok(outcome),
        };
        let kind = match &name {
            FieldName::Known(field) => Some(field.kind()),
            FieldName::Custom(_) | FieldName::Unknown(_) => None,
        };
        let (text, span, has_elements) = if let Some(kind @ (Kind::Date | Kind::DateTime)) = kind {
            read_date(reader, kind == Kind::DateTime)?
        } else {
            let text = reader.read_text_element()?;
            (text.text, text.span, text.has_elements)
        };
        // An empty element is shown by its tag.
        let span = if span.is_empty() { tag.clone() } else { span };
        let is_unknown = matches!(name, FieldName::Unknown(_));
        if has_elements && !is_unknown {
            fail(
                EntryErrorKind::Elements {
                    name: name.as_str().to_owned(),
                },
                span.clone(),
            );
        }
        // An unknown element is refused by the rules, once is enough.
        if is_unknown && entry.contains(&name) {
            continue;
        }
        if let Err(error) = entry.add(name, text, Some(span.into()), lookup) {
            fail(EntryErrorKind::Field(error), tag);
        }
    }
}

fn field_name<'a>(name: &Name<'a>) -> FieldName<'a> {
    if name.namespace().is_some() {
        FieldName::Unknown(Cow::Owned(name.to_string()))
    } else {
        FieldName::from_xml(name.local())
    }
}

fn lookup<'a>(name: &FieldName<'_>, attributes: &[Attribute<'a>]) -> Option<Lookup<'a>> {
    let FieldName::Known(field) = name else {
        return None;
    };
    if field.kind() != Kind::Id || *field == Field::Id {
        return None;
    }
    [LookupBy::External, LookupBy::Name]
        .into_iter()
        .find_map(|by| {
            let attribute = attributes
                .iter()
                .find(|attribute| attribute.name().is_plain(by.as_str()))?;
            Some(Lookup {
                by,
                object_type: attribute.value().clone(),
            })
        })
}

/// The members of a `<Date>`.
#[derive(Default)]
struct Members<'a> {
    texts: [Cow<'a, str>; MEMBERS.len()],
}

impl Members<'_> {
    fn text(&self, is_timestamp: bool) -> String {
        text_of_members(self.texts.each_ref().map(|text| &**text), is_timestamp)
    }
}

/// Reads the content of a date field: a `<Date>`, or a text as custom fields and SOAP have it.
fn read_date<'a>(
    reader: &mut Reader<'a>,
    is_timestamp: bool,
) -> Result<(Cow<'a, str>, Range<usize>, bool), ReadError> {
    let mut begin = reader.byte_offset();
    let mut members = None;
    let mut text: Option<(Cow<'a, str>, Range<usize>)> = None;
    let mut others = false;
    loop {
        match reader.next()? {
            Some(Event::Start(tag)) if tag.name().is_plain("Date") && members.is_none() => {
                begin = tag.span().start;
                let read = read_members(reader)?;
                others |= read.1;
                members = Some(read.0);
            }
            Some(Event::Start(_)) => {
                reader.skip_element()?;
                others = true;
            }
            Some(Event::Text(found)) => {
                if !found.text.trim_ascii().is_empty() {
                    others |= text.is_some();
                    text = Some((found.text, found.span));
                }
            }
            Some(Event::End) | None => break,
        }
    }
    let end = reader.byte_offset();
    Ok(match (members, text) {
        (None, None) => (Cow::Borrowed(""), begin..begin, others),
        (None, Some((text, span))) => (text, span, others),
        (Some(members), text) => {
            let others = others || text.is_some();
            let text = members.text(is_timestamp);
            let end = if text.is_empty() { begin } else { end };
            (Cow::Owned(text), begin..end, others)
        }
    })
}

fn read_members<'a>(reader: &mut Reader<'a>) -> Result<(Members<'a>, bool), ReadError> {
    let mut members = Members::default();
    let mut seen = [false; MEMBERS.len()];
    let mut others = false;
    loop {
        let place = match reader.next()? {
            Some(Event::Start(tag)) => {
                let place = MEMBERS
                    .iter()
                    .position(|member| tag.name().is_plain(member));
                // The time zone is empty in records.
                others |= place.is_none() && !tag.name().is_plain("timezone");
                place
            }
            Some(Event::Text(text)) => {
                others |= !text.text.trim_ascii().is_empty();
                continue;
            }
            Some(Event::End) | None => return Ok((members, others)),
        };
        let text = reader.read_text_element()?;
        others |= text.has_elements;
        if let Some((member, seen)) =
            place.and_then(|place| members.texts.get_mut(place).zip(seen.get_mut(place)))
        {
            others |= *seen;
            *seen = true;
            *member = text.text;
        }
    }
}
