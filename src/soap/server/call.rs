//! What a request asks for.

use super::objects::{items, object, object_type, objects};
use super::{ApprovalCall, Object, ReadCall, UrlCall};
use crate::api::{Application, Approval, Login, Secret, Version};
use crate::element::Element;
use crate::soap::message::{MessageError, Value};
use crate::soap::{Operation, record};

/// What a request asks for, with its arguments.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Call {
    /// Store these objects.
    Add(Vec<Object>),
    /// Approve these records.
    Approve(Vec<ApprovalCall>),
    /// Store a user of a company.
    #[non_exhaustive]
    CreateUser {
        /// The user.
        user: Element,
        /// The company.
        company: Element,
    },
    /// Remove these objects.
    Delete(Vec<Object>),
    /// Begin a session.
    #[non_exhaustive]
    Login {
        /// The sending program.
        application: Application,
        /// Who logs in, always with a password.
        login: Login,
    },
    /// End the session.
    Logout,
    /// Make these addresses.
    MakeUrl(Vec<UrlCall>),
    /// Change these objects.
    #[non_exhaustive]
    Modify {
        /// Names and values of the attributes, such as `update_custom`.
        attributes: Vec<(String, String)>,
        /// The objects.
        objects: Vec<Object>,
    },
    /// Find records; a result for each.
    Read(Vec<ReadCall>),
    /// Send these records back.
    Reject(Vec<ApprovalCall>),
    /// Tell the time.
    ServerTime,
    /// Submit these records.
    Submit(Vec<ApprovalCall>),
    /// Take the approvals of these records back.
    Unapprove(Vec<ApprovalCall>),
    /// Change the objects that are found, and store the others.
    #[non_exhaustive]
    Upsert {
        /// Names and values of the attributes, such as `lookup`.
        attributes: Vec<(String, String)>,
        /// The objects.
        objects: Vec<Object>,
    },
    /// Tell the newest version of a thin client.
    Version(Version),
    /// Tell who is logged in.
    Whoami,
}

impl Call {
    /// The operation.
    pub const fn operation(&self) -> Operation {
        match self {
            Self::Add(_) => Operation::Add,
            Self::Approve(_) => Operation::Approve,
            Self::CreateUser { .. } => Operation::CreateUser,
            Self::Delete(_) => Operation::Delete,
            Self::Login { .. } => Operation::Login,
            Self::Logout => Operation::Logout,
            Self::MakeUrl(_) => Operation::MakeUrl,
            Self::Modify { .. } => Operation::Modify,
            Self::Read(_) => Operation::Read,
            Self::Reject(_) => Operation::Reject,
            Self::ServerTime => Operation::ServerTime,
            Self::Submit(_) => Operation::Submit,
            Self::Unapprove(_) => Operation::Unapprove,
            Self::Upsert { .. } => Operation::Upsert,
            Self::Version(_) => Operation::Version,
            Self::Whoami => Operation::Whoami,
        }
    }

    /// Reads the parts of an operation.
    pub(super) fn read(operation: Operation, call: Value<'_, '_>) -> Result<Self, MessageError> {
        Ok(match operation {
            Operation::Add => Self::Add(objects(call, "objects")?),
            Operation::Approve => Self::Approve(approvals(operation, call)?),
            Operation::CreateUser => Self::CreateUser {
                user: part(call, "user", "User")?,
                company: part(call, "company", "Company")?,
            },
            Operation::Delete => Self::Delete(objects(call, "objects")?),
            Operation::Login => login(call)?,
            Operation::Logout => Self::Logout,
            Operation::MakeUrl => Self::MakeUrl(urls(call)?),
            Operation::Modify => Self::Modify {
                attributes: attributes(call)?,
                objects: objects(call, "objects")?,
            },
            Operation::Read => Self::Read(reads(call)?),
            Operation::Reject => Self::Reject(approvals(operation, call)?),
            Operation::ServerTime => Self::ServerTime,
            Operation::Submit => Self::Submit(approvals(operation, call)?),
            Operation::Unapprove => Self::Unapprove(approvals(operation, call)?),
            Operation::Upsert => Self::Upsert {
                attributes: attributes(call)?,
                objects: objects(call, "objects")?,
            },
            Operation::Version => {
                Self::Version(Version::new(text(call, "name")?, text(call, "number")?))
            }
            Operation::Whoami => Self::Whoami,
        })
    }
}

/// The text of a member; empty if it is missing or nil.
fn text(value: Value<'_, '_>, name: &str) -> Result<String, MessageError> {
    Ok(value.text_of(name)?.unwrap_or_default().into_owned())
}

/// A part that is a record; it says its type or has this one.
fn part(call: Value<'_, '_>, name: &str, object_type: &str) -> Result<Element, MessageError> {
    let Some(value) = call.member(name)? else {
        let found = format!("no part `{name}`");
        return Err(MessageError::layout(call.tag(), found, "one"));
    };
    Ok(record::element(value, object_type))
}

/// Names and values of the attributes. An attribute without a name says nothing.
fn attributes(value: Value<'_, '_>) -> Result<Vec<(String, String)>, MessageError> {
    let mut attributes = Vec::new();
    for item in items(value, "attributes")? {
        if let Some(name) = item.text_of("name")? {
            attributes.push((name.into_owned(), text(item, "value")?));
        }
    }
    Ok(attributes)
}

/// `login`: its part has a name of its own in each binding and in older WSDLs.
fn login(call: Value<'_, '_>) -> Result<Call, MessageError> {
    let mut parts = call.members().filter(|part| part.has("company"));
    let Some(part) = parts.next() else {
        return Err(MessageError::layout(
            call.tag(),
            "no part `login_par`",
            "one",
        ));
    };
    let company = text(part, "company")?;
    let user = text(part, "user")?;
    let mut application = Application::new(
        text(part, "client")?,
        text(part, "version")?,
        text(part, "api_key")?,
    );
    if let Some(namespace) = part.text_of("api_namespace")? {
        application = application.in_namespace(namespace);
    }
    Ok(Call::Login {
        application,
        login: Login::password(company, user, text(part, "password")?),
    })
}

fn reads(call: Value<'_, '_>) -> Result<Vec<ReadCall>, MessageError> {
    let read = |request: Value<'_, '_>| {
        let object_type = text(request, "type")?;
        let names = text(request, "fields")?;
        let fields = names.split(',').map(str::trim_ascii);
        let mut objects = Vec::new();
        for item in items(request, "objects")? {
            let item_type = record::object_type(item).unwrap_or(&object_type);
            objects.push(record::element(item, item_type));
        }
        Ok(ReadCall {
            method: text(request, "method")?,
            fields: fields
                .filter(|name| !name.is_empty())
                .map(str::to_owned)
                .collect(),
            attributes: attributes(request)?,
            object_type,
            objects,
        })
    };
    items(call, "method")?.into_iter().map(read).collect()
}

fn approvals(operation: Operation, call: Value<'_, '_>) -> Result<Vec<ApprovalCall>, MessageError> {
    let read = |request: Value<'_, '_>| {
        let name = operation.as_str();
        let Some(object) = request.member(name)? else {
            let found = format!("a request of {name} without a record");
            return Err(MessageError::layout(request.tag(), found, "one"));
        };
        let approval = match request.member("approval")? {
            Some(noted) => {
                let text = |name| noted.text_of(name).map(|text| text.map(Into::into));
                Some(Approval {
                    cc: text("cc")?,
                    notes: text("notes")?,
                })
            }
            None => None,
        };
        Ok(ApprovalCall {
            attributes: attributes(request)?,
            object: self::object(object)?,
            approval,
        })
    };
    items(call, "requests")?.into_iter().map(read).collect()
}

fn urls(call: Value<'_, '_>) -> Result<Vec<UrlCall>, MessageError> {
    let read = |request: Value<'_, '_>| {
        let argument = request.member("arg")?;
        Ok(UrlCall {
            uid: Secret::new(text(request, "uid")?),
            page: text(request, "page")?,
            application: text(request, "app")?,
            argument: match argument {
                Some(record) => Some(record::element(record, object_type(record)?)),
                None => None,
            },
        })
    };
    items(call, "requests")?.into_iter().map(read).collect()
}
