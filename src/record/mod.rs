//! Records of every type: generic ones to send, and records as the server sent them.
//!
//! The time entry has a home of its own, [`task`](crate::task). Every other object type of the
//! vendor (`Customer`, `Slip`, `Timesheet`, …) can be sent as a [`Record`] and read as an
//! [`Element`]; those that the rules of time entries need have typed forms, such as [`User`].

mod fields;
mod moment;
mod object_type;
mod received;
mod server_time;
mod typed;

pub use fields::field_text;
pub use moment::Moment;
pub(crate) use moment::date_members;
pub(crate) use object_type::ObjectType;
pub use object_type::field_names;
pub use received::{FromRecord, Received, RecordError, TaskRecord, TypedRecord};
pub use server_time::ServerTime;
pub(crate) use typed::field_descriptions;
pub use typed::{Category, Customer, ErrorText, Project, ProjectTask, TimeType, Timesheet, User};

use thiserror::Error;

use crate::element::Element;
use crate::task::{Id, Lookup, LookupBy};

/// A record of any type but `Task`, for sending.
///
/// The name of the element is the type, its children are the fields. A time entry is not sent in
/// this way, because it would go around the rules: see [`CheckedEntry`](crate::validate::CheckedEntry).
///
/// ```
/// use suiteprojects::element::Element;
/// use suiteprojects::record::Record;
///
/// let customer = Record::new("Customer")?.with_field("name", "Eagle Ltd");
/// assert_eq!(customer.object_type(), "Customer");
/// assert_eq!(customer.element().child("name").map(Element::text).as_deref(), Some("Eagle Ltd"));
/// assert!(Record::new("Task").is_err());
/// # Ok::<(), suiteprojects::record::RecordTypeError>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Record {
    element: Element,
}

impl Record {
    /// A record of this type without fields.
    ///
    /// # Errors
    ///
    /// [`RecordTypeError`] if no such record can be sent.
    pub fn new(object_type: &str) -> Result<Self, RecordTypeError> {
        Self::try_from(Element::new(object_type))
    }

    /// Adds a field with a text; an empty text clears the field on Modify.
    #[must_use]
    pub fn with_field(mut self, name: &str, text: &str) -> Self {
        let mut field = Element::new(name);
        if !text.is_empty() {
            field = field.with_text(text);
        }
        self.element = self.element.with_child(field);
        self
    }

    /// Adds a foreign key whose text is not an internal id but the external id or the name of a record
    /// of the type in the look-up; several with commas between them. An unknown one is refused with 910.
    ///
    /// ```
    /// use suiteprojects::record::Record;
    /// use suiteprojects::task::{Lookup, LookupBy};
    ///
    /// let project = Lookup::new(LookupBy::External, "Project");
    /// let slip = Record::new("Slip")?.with_lookup("projectid", "EXT-1", &project);
    /// # Ok::<(), suiteprojects::record::RecordTypeError>(())
    /// ```
    #[must_use]
    pub fn with_lookup(self, name: &str, text: &str, lookup: &Lookup<'_>) -> Self {
        let field = Element::new(name).with_attribute(lookup.by.as_str(), &*lookup.object_type);
        self.with_element(field.with_text(text))
    }

    /// Adds a day, or a day with a time of day. Custom fields take them as a text instead,
    /// `YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS`.
    #[must_use]
    pub fn with_date(self, name: &str, moment: impl Into<Moment>) -> Self {
        self.with_element(Element::new(name).with_child(moment.into().to_element()))
    }

    /// Adds a record within the record, such as the `Address` in `addr`.
    #[must_use]
    pub fn with_record(self, name: &str, record: Self) -> Self {
        self.with_element(Element::new(name).with_child(record.element))
    }

    /// Adds a field in a form that the other functions do not have.
    #[must_use]
    pub fn with_element(mut self, field: Element) -> Self {
        self.element = self.element.with_child(field);
        self
    }

    /// The type of the record, such as `Customer`.
    pub fn object_type(&self) -> &str {
        &self.element.name.local
    }

    /// The internal id, if the record has one that can be read.
    pub fn id(&self) -> Option<Id> {
        let id = self.element.child("id")?;
        if is_looked_up(id) {
            None
        } else {
            Id::parse(&id.text()).ok()
        }
    }

    /// The record as an element.
    pub fn element(&self) -> &Element {
        &self.element
    }
}

impl TryFrom<Element> for Record {
    type Error = RecordTypeError;

    fn try_from(element: Element) -> Result<Self, Self::Error> {
        if element.name.local == "Task" {
            return Err(RecordTypeError::Task);
        }
        if !is_object_type(&element.name.local) || element.name.namespace.is_some() {
            let found = crate::text::shortened(&element.name.local).into();
            return Err(RecordTypeError::Name { found });
        }
        Ok(Self { element })
    }
}

/// Whether the text of a field is an external id or a name, not an internal id.
fn is_looked_up(field: &Element) -> bool {
    [LookupBy::External, LookupBy::Name]
        .iter()
        .any(|by| field.attribute(by.as_str()).is_some())
}

/// Whether this can be the name of an object type: a capital letter, then letters, digits and
/// underscores, as all types of the vendor are named.
pub(crate) fn is_object_type(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_uppercase())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// A type of record that cannot be sent as a generic one.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[non_exhaustive]
pub enum RecordTypeError {
    /// A time entry, which goes through the rules first.
    #[error("a Task is no generic record, expected a checked entry")]
    Task,
    /// Not the name of an object type.
    #[error("found {found:?}, expected the name of an object type such as \"Customer\"")]
    #[non_exhaustive]
    Name {
        /// What was found, shortened.
        found: Box<str>,
    },
}
