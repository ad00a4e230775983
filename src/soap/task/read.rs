//! The time entries of a whole message.

use crate::soap::Operation;
use crate::soap::message::{Message, MessageError, Value};
use crate::soap::record::{self, read_entry};
use crate::soap::server::items;
use crate::task::Entry;
use crate::text::shortened;
use crate::validate::Command;
use crate::xml::Limits;
use crate::xml::task::Found;

/// Shows each time entry of a request or an answer to `visit`, as
/// [`xml::task::read_entries`](crate::xml::task::read_entries) does.
///
/// In requests the entries of `add`, `upsert`, `modify`, `delete` and `reject` are shown, in answers
/// those of every operation. The search object of a `read` is no entry. Spans are in bytes of the input.
///
/// ```
/// use suiteprojects::soap::task::read_entries;
/// use suiteprojects::task::Field;
/// use suiteprojects::xml::{Limits, task::Found};
///
/// let request = br#"<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>
///     <delete><objects><oaTask><id>5512</id></oaTask></objects></delete></e:Body></e:Envelope>"#;
/// let mut ids = Vec::new();
/// read_entries(request, Limits::default(), |found| {
///     if let Found::Entry { entry: Ok(entry), .. } = found {
///         ids.extend(entry.text(Field::Id).map(str::to_owned));
///     }
/// })?;
/// assert_eq!(ids, ["5512"]);
/// # Ok::<(), suiteprojects::soap::MessageError>(())
/// ```
///
/// # Errors
///
/// [`MessageError`] if the document is no SOAP message of a known operation. Nothing was shown then.
pub fn read_entries(
    input: &[u8],
    limits: Limits,
    mut visit: impl FnMut(Found<'_, '_>),
) -> Result<(), MessageError> {
    let message = Message::parse(input, limits)?;
    let wrapper = message.entry();
    let name = wrapper.name();
    let request = Operation::from_name(name);
    let answer = || Operation::from_name(name.strip_suffix("Response")?);
    let mut shower = Shower {
        entry: Entry::new(),
        name,
        command: None,
        visit: &mut visit,
    };
    match request.or_else(answer) {
        Some(operation) if request.is_some() && !message.is_fault() => {
            shower.request(operation, wrapper)
        }
        Some(_) if !message.is_fault() => {
            shower.answer(wrapper);
            Ok(())
        }
        _ => {
            let found = format!("<{}>", shortened(name));
            let expected = "an operation such as <add>, or the answer to it";
            Err(MessageError::layout(wrapper.tag(), found, expected))
        }
    }
}

struct Shower<'s, 'm, V> {
    entry: Entry<'m>,
    /// The name of the wrapper.
    name: &'s str,
    command: Option<Command>,
    visit: &'s mut V,
}

impl<'m, V: FnMut(Found<'_, '_>)> Shower<'_, 'm, V> {
    fn request(
        &mut self,
        operation: Operation,
        wrapper: Value<'m, '_>,
    ) -> Result<(), MessageError> {
        self.command = match operation {
            Operation::Add | Operation::Upsert => Some(Command::Add),
            Operation::Delete => Some(Command::Delete),
            Operation::Modify => Some(Command::Modify),
            Operation::Reject => Some(Command::Reject),
            _ => None,
        };
        match operation {
            Operation::Add | Operation::Upsert | Operation::Delete | Operation::Modify => {
                for attribute in items(wrapper, "attributes")? {
                    let name = attribute.text_of("name")?.unwrap_or_default();
                    if name != "update_custom" {
                        self.other(&format!("attribute `{}`", shortened(&name)));
                    }
                }
                for object in items(wrapper, "objects")? {
                    self.object(object);
                }
            }
            Operation::Reject => {
                for request in items(wrapper, "requests")? {
                    for member in request.members().filter(|member| !member.is_nil()) {
                        match member.name() {
                            "reject" => self.object(member),
                            name if member.has_elements() => self.other(name),
                            _ => {}
                        }
                    }
                }
            }
            // The login is no part of what is asked.
            Operation::Login => {}
            _ => wrapper.members().for_each(|part| self.other(part.name())),
        }
        Ok(())
    }

    /// Shows the records in an answer, wherever its server puts them. The message was checked for its
    /// depth, with all references followed.
    fn answer(&mut self, value: Value<'m, '_>) {
        for member in value.members() {
            let is_record = record::object_type(member).is_some() && !member.is_array();
            match member.name() {
                _ if is_record => self.object(member),
                "objects" => member.members().for_each(|object| self.object(object)),
                // Why something was refused is no part of what is answered.
                "errors" => {}
                _ => self.answer(member),
            }
        }
    }

    fn object(&mut self, object: Value<'m, '_>) {
        match record::object_type(object) {
            Some("Task") => {
                let outcome = read_entry(object, &mut self.entry);
                (self.visit)(Found::Entry {
                    command: self.command,
                    entry: outcome.map(|()| &self.entry),
                    span: object.tag(),
                });
            }
            Some(object_type) => self.other(object_type),
            None => self.other(object.name()),
        }
    }

    fn other(&mut self, element: &str) {
        (self.visit)(Found::Other {
            command: self.name,
            element,
        });
    }
}
