//! Records as the server sent them.

use thiserror::Error;

use super::moment::Moment;
use crate::element::Element;
use crate::task::{Field, Id, Kind, Task, ValueError, Wire};
use crate::time::date;

/// A record of an answer. Time entries are decoded while they are read; records of other types stay
/// generic trees until a type is asked for.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Received {
    /// A time entry.
    Task(Box<TaskRecord>),
    /// A record of another type.
    Other(Element),
}

/// A time entry of an answer.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct TaskRecord {
    /// The entry, with whatever could be decoded.
    pub task: Task,
    /// The first field whose text does not fit it, if there is one.
    pub problem: Option<RecordError>,
}

impl TaskRecord {
    /// What was understood of a time entry: what is wrong with how its fields stand comes before what is
    /// wrong with their texts.
    pub(crate) fn of(task: Task, wrong: Option<String>, value: Option<ValueError>) -> Self {
        let id = task.id;
        let problem = match (wrong, value) {
            (Some(found), _) => Some(RecordError::Entry {
                id,
                found: found.into(),
            }),
            (None, Some(source)) => Some(RecordError::Value { id, source }),
            (None, None) => None,
        };
        Self { task, problem }
    }

    /// The text of a field that is not in the table of fields, such as `errors`.
    pub fn unknown(&self, name: &str) -> Option<&str> {
        self.task
            .unknown
            .iter()
            .find(|field| field.name == name)
            .map(|field| field.text.as_str())
    }
}

impl Received {
    /// The type of the record, such as `Task`.
    pub fn object_type(&self) -> &str {
        match self {
            Self::Task(_) => "Task",
            Self::Other(element) => &element.name.local,
        }
    }

    /// The internal id, if the record has one that can be read.
    pub fn id(&self) -> Option<Id> {
        match self {
            Self::Task(record) => record.task.id,
            Self::Other(element) => Id::parse(&element.child("id")?.text()).ok(),
        }
    }

    /// The text of a member that says how a command went, such as `errors`, `warnings` or `log`;
    /// `None` if it is missing or empty.
    pub fn remark(&self, name: &str) -> Option<String> {
        let text = match self {
            Self::Task(record) => record.unknown(name)?.to_owned(),
            Self::Other(element) => element.child(name)?.text().into_owned(),
        };
        Some(text).filter(|text| !text.trim_ascii().is_empty())
    }
}

/// A type that records of an answer can be turned into.
///
/// ```
/// use suiteprojects::element::Element;
/// use suiteprojects::record::{FromRecord, Received, User};
///
/// let record = Element::new("User")
///     .with_child(Element::new("id").with_text("251"))
///     .with_child(Element::new("generic"))
///     .with_child(Element::new("skills__c").with_text("Rust"));
/// let user = User::from_record(Received::Other(record))?;
/// assert_eq!(user.generic, Some(false));
/// assert_eq!(user.other[0].text(), "Rust");
/// # Ok::<(), suiteprojects::record::RecordError>(())
/// ```
pub trait FromRecord: Sized {
    /// The form of a record.
    ///
    /// # Errors
    ///
    /// [`RecordError`] if the record has another type, or a text that does not fit its field.
    fn from_record(record: Received) -> Result<Self, RecordError>;
}

/// A type for the records of one object type.
///
/// ```
/// use suiteprojects::api::Read;
/// use suiteprojects::record::{Project, TypedRecord};
///
/// assert_eq!(Project::OBJECT_TYPE, "Project");
/// let read = Read::<Project>::all().with_fields(Project::field_names());
/// ```
pub trait TypedRecord: FromRecord {
    /// The object type, such as `User`.
    const OBJECT_TYPE: &'static str;

    /// The XML names of the fields that the type has members for, for asking for these alone.
    fn field_names() -> Vec<&'static str>;
}

impl FromRecord for Task {
    fn from_record(record: Received) -> Result<Self, RecordError> {
        match record {
            Received::Task(record) => match record.problem {
                None => Ok(record.task),
                Some(problem) => Err(problem),
            },
            Received::Other(element) => Err(RecordError::object_type(
                Self::OBJECT_TYPE,
                &element.name.local,
            )),
        }
    }
}

impl TypedRecord for Task {
    const OBJECT_TYPE: &'static str = "Task";

    fn field_names() -> Vec<&'static str> {
        let names = Field::ALL.iter().filter_map(|field| field.name(Wire::Xml));
        names.collect()
    }
}

/// Records of any type as they were received. A time entry is put together again from what was
/// understood of it, in the order of the table of fields.
impl FromRecord for Element {
    fn from_record(record: Received) -> Result<Self, RecordError> {
        match record {
            Received::Other(element) => Ok(element),
            task @ Received::Task(_) => Task::from_record(task).map(|task| element_of(&task)),
        }
    }
}

fn element_of(task: &Task) -> Element {
    let with_text = |name: &str, text: &str| {
        let element = Element::new(name);
        if text.is_empty() {
            element
        } else {
            element.with_text(text)
        }
    };
    let mut element = Element::new(Task::OBJECT_TYPE);
    for &field in Field::ALL {
        let (Some(name), Some(text)) = (field.name(Wire::Xml), task.text(field)) else {
            continue;
        };
        let moment = match field.kind() {
            Kind::Date => date::parse(&text).ok().map(Moment::Day),
            Kind::DateTime => date::parse_date_time(&text).ok().map(Moment::Time),
            _ => None,
        };
        element = element.with_child(match moment {
            Some(moment) => Element::new(name).with_child(moment.to_element()),
            None => with_text(name, &text),
        });
    }
    for field in task.custom.iter().chain(&task.unknown) {
        element = element.with_child(with_text(&field.name, &field.text));
    }
    element
}

/// A record of an answer that cannot be understood.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[non_exhaustive]
pub enum RecordError {
    /// The record has another type than was asked for.
    #[error("found a record of type {found:?}, expected {expected}")]
    #[non_exhaustive]
    ObjectType {
        /// The type asked for.
        expected: &'static str,
        /// The type found.
        found: Box<str>,
    },
    /// A text does not fit its field in a time entry.
    #[error("the time entry {} cannot be understood", Named(.id))]
    #[non_exhaustive]
    Value {
        /// The id of the time entry, if that could be read.
        id: Option<Id>,
        /// What does not fit.
        source: ValueError,
    },
    /// A time entry whose fields do not stand as they should: one twice, or with elements inside.
    #[error("the time entry {} cannot be understood: {found}", Named(.id))]
    #[non_exhaustive]
    Entry {
        /// The id of the time entry, if that could be read.
        id: Option<Id>,
        /// What is wrong with it.
        found: Box<str>,
    },
    /// A field of another record is not what it should be: twice there, with elements inside, or with a text that does
    /// not fit.
    #[error("the field `{field}` of {object_type} {} is {found}", Named(.id))]
    #[non_exhaustive]
    Field {
        /// The type of the record.
        object_type: Box<str>,
        /// The id of the record, if that could be read.
        id: Option<Id>,
        /// The field.
        field: Box<str>,
        /// What was found and what was expected, such as `"x", expected an id`.
        found: Box<str>,
    },
}

struct Named<'i>(&'i Option<Id>);

impl std::fmt::Display for Named<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            Some(id) => write!(formatter, "{id}"),
            None => formatter.write_str("(no id)"),
        }
    }
}

impl RecordError {
    pub(crate) fn object_type(expected: &'static str, found: &str) -> Self {
        Self::ObjectType {
            expected,
            found: crate::text::shortened(found).into(),
        }
    }

    /// The id of the record that cannot be understood, if that could be read.
    pub fn id(&self) -> Option<Id> {
        match self {
            Self::ObjectType { .. } => None,
            Self::Value { id, .. } | Self::Entry { id, .. } | Self::Field { id, .. } => *id,
        }
    }
}
