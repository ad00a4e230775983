//! What a command asks for.

use chrono::NaiveDateTime;

use super::request::login;
use crate::api::served::{Object, ReadCall, UrlCall};
use crate::api::{Approval, CommandName, Login, Secret, Version};
use crate::element::Element;
use crate::record::{FromRecord as _, Received, ServerTime};
use crate::task::Entry;
use crate::text::shortened;
use crate::xml::task::read_entry;
use crate::xml::{Event, ReadError, Reader, tree};

/// What a command asks for. The attributes stand at the [`CommandCall`](super::CommandCall).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Call {
    /// Store these objects; with the attribute `lookup`, change those that are found.
    Add(Vec<Object>),
    /// Change these objects.
    Modify(Vec<Object>),
    /// Change these objects if they were not changed since.
    #[non_exhaustive]
    ModifyOnCondition {
        /// The objects.
        objects: Vec<Object>,
        /// Since when; `None` if it is missing or no moment.
        moment: Option<NaiveDateTime>,
    },
    /// Remove these objects.
    Delete(Vec<Object>),
    /// Find records.
    Read(ReadCall),
    /// Submit, approve, reject or take back these records, as the name of the command says.
    #[non_exhaustive]
    Approval {
        /// The records.
        objects: Vec<Object>,
        /// What is noted.
        approval: Option<Approval>,
    },
    /// Store a user of a company.
    #[non_exhaustive]
    CreateUser {
        /// The user.
        user: Element,
        /// The company.
        company: Element,
    },
    /// Make an address.
    MakeUrl(UrlCall),
    /// Make an address for this login.
    RemoteAuth(Option<Login>),
    /// Make or mail a report about this record.
    Report(Vec<Object>),
    /// Tell the time.
    Time,
    /// Tell the newest version of a thin client.
    Version(Version),
    /// Tell who is logged in.
    Whoami,
    /// Something that no API of the vendor has.
    Unknown,
    /// A known command whose content cannot be understood; why not.
    Unreadable(String),
}

/// What stands in a command.
#[derive(Debug, Default)]
struct Content {
    objects: Vec<Object>,
    /// Elements that are no objects of the command's type.
    others: Vec<Element>,
    /// The first thing that cannot be understood.
    wrong: Option<String>,
}

impl Call {
    /// Reads the rest of the command that begins with this tag.
    pub(super) fn read(reader: &mut Reader<'_>, head: &Element) -> Result<Self, ReadError> {
        let name = head.name.local.as_str();
        let command = CommandName::from_xml_name(name).filter(|_| head.name.is_plain(name));
        let object_type = head.attribute("type").unwrap_or_default();
        let content = match command {
            // The search objects of a Read are no entries: their fields may have any texts.
            None | Some(CommandName::Read) => Content {
                others: elements(tree::read_element(reader)?),
                ..Content::default()
            },
            Some(_) => Content::read(reader, object_type)?,
        };
        if let Some(wrong) = content.wrong {
            return Ok(Self::Unreadable(wrong));
        }
        let Content {
            objects, others, ..
        } = content;
        let child = |name: &str| others.iter().find(|element| element.name.is_plain(name));
        let text = |name: &str| child(name).map(|element| element.text().into_owned());
        Ok(match command {
            Some(CommandName::Add) => Self::Add(objects),
            Some(CommandName::Modify) => Self::Modify(objects),
            Some(CommandName::ModifyOnCondition) => Self::ModifyOnCondition {
                objects,
                moment: child("Date").and_then(moment),
            },
            Some(CommandName::Delete) => Self::Delete(objects),
            Some(CommandName::Read) => Self::Read(question(head, others)),
            Some(
                CommandName::Submit
                | CommandName::Approve
                | CommandName::Reject
                | CommandName::Unapprove,
            ) => Self::Approval {
                objects,
                approval: child("Approval").map(|noted| {
                    let text = |name| noted.child(name).map(|text| text.text().into_owned());
                    Approval {
                        cc: text("cc"),
                        notes: text("notes"),
                    }
                }),
            },
            Some(CommandName::CreateUser) => match (child("User"), child("Company")) {
                (Some(user), Some(company)) => Self::CreateUser {
                    user: user.clone(),
                    company: company.clone(),
                },
                _ => Self::Unreadable("found no User or no Company, expected both".to_owned()),
            },
            Some(CommandName::MakeUrl) => Self::MakeUrl(UrlCall {
                uid: Secret::new(text("uid").unwrap_or_default()),
                page: text("page").unwrap_or_default(),
                application: text("app").unwrap_or_default(),
                argument: child("arg").and_then(|arg| arg.elements().next().cloned()),
            }),
            Some(CommandName::RemoteAuth) => Self::RemoteAuth(child("Login").and_then(login)),
            Some(CommandName::Report) => Self::Report(objects),
            Some(CommandName::Time) => Self::Time,
            Some(CommandName::Version) => Self::Version(Version::new(
                text("name").unwrap_or_default(),
                text("number").unwrap_or_default(),
            )),
            Some(CommandName::Whoami) => Self::Whoami,
            _ => Self::Unknown,
        })
    }
}

impl Content {
    fn read(reader: &mut Reader<'_>, object_type: &str) -> Result<Self, ReadError> {
        let mut content = Self::default();
        let mut entry = Entry::new();
        loop {
            match reader.next()? {
                Some(Event::Start(tag)) if object_type == "Task" && tag.name().is_plain("Task") => {
                    let outcome = read_entry(reader, &mut entry)?;
                    if let Err(error) = outcome {
                        content.wrong.get_or_insert_with(|| error.to_string());
                    }
                    let entry = std::mem::take(&mut entry).into_owned();
                    content.objects.push(Object::Task(Box::new(entry)));
                }
                Some(Event::Start(tag)) => {
                    let is_object = !object_type.is_empty() && tag.name().is_plain(object_type);
                    let start = tree::start(&tag);
                    let element = tree::read_into(reader, start)?;
                    if is_object {
                        content.objects.push(Object::Other(element));
                    } else {
                        content.others.push(element);
                    }
                }
                Some(Event::Text(text)) if !text.text.trim_ascii().is_empty() => {
                    content.wrong.get_or_insert_with(|| {
                        format!(
                            "found the text {:?}, expected elements",
                            shortened(&text.text)
                        )
                    });
                }
                Some(Event::Text(_)) => {}
                Some(Event::End) | None => return Ok(content),
            }
        }
    }
}

fn moment(date: &Element) -> Option<NaiveDateTime> {
    let time = ServerTime::from_record(Received::Other(date.clone()));
    time.ok().map(|time| time.local)
}

fn elements(element: Element) -> Vec<Element> {
    let nodes = element.children.into_iter();
    nodes
        .filter_map(|node| match node {
            crate::element::Node::Element(element) => Some(element),
            crate::element::Node::Text(_) => None,
        })
        .collect()
}

fn question(head: &Element, others: Vec<Element>) -> ReadCall {
    let attribute = |name| head.attribute(name).unwrap_or_default().to_owned();
    let (fields, objects): (Vec<_>, Vec<_>) = others
        .into_iter()
        .partition(|element| element.name.is_plain("_Return"));
    ReadCall {
        method: attribute("method"),
        fields: fields
            .iter()
            .flat_map(Element::elements)
            .map(|field| field.name.to_string())
            .collect(),
        attributes: head.attributes.iter().map(super::request::pair).collect(),
        object_type: attribute("type"),
        objects,
    }
}
