//! The result of one command.

use std::fmt;

use crate::api::CommandName;
use crate::element::{Element, REDACTED};
use crate::error_code::ErrorCode;
use crate::record::Received;
use crate::task::Id;

/// The result of one command. `Debug` does not show the text of `MakeURL` and `RemoteAuth`: whoever
/// has such an address is logged in.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct CommandResult {
    /// The name of the command.
    pub name: String,
    /// The status; `None` if there is none that can be read.
    pub status: Option<ErrorCode>,
    /// The internal id that the result itself tells, as SOAP does instead of returning the record.
    pub id: Option<Id>,
    /// The text directly inside, such as the address that `MakeURL` makes.
    pub text: String,
    /// The elements inside that are no records: `errors` and the like, whose names begin with a
    /// small letter.
    pub remarks: Vec<Element>,
    /// The records.
    pub records: Vec<Received>,
}

impl fmt::Debug for CommandResult {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("CommandResult");
        shown.field("name", &self.name);
        shown.field("status", &self.status);
        shown.field("id", &self.id);
        let is_address = matches!(
            CommandName::from_xml_name(&self.name),
            Some(CommandName::MakeUrl | CommandName::RemoteAuth)
        );
        if is_address && !self.text.is_empty() {
            shown.field("text", &format_args!("{REDACTED}"));
        } else {
            shown.field("text", &self.text);
        }
        shown.field("remarks", &self.remarks);
        shown.field("records", &self.records);
        shown.finish()
    }
}
