//! The commands of the XML API as the schema describes them: names, attributes, contents.
//!
//! From the vendor's pages on each command and, where those are silent, from published clients.

use crate::api::CommandName;

/// A command of a request.
pub(super) struct CommandShape {
    pub(super) name: CommandName,
    /// Whether a document may consist of the command alone.
    pub(super) alone: bool,
    /// What the command does, and what its result is.
    pub(super) documentation: &'static str,
    pub(super) attributes: &'static [AttributeShape],
    pub(super) content: Content,
    /// The types of records that it is not for, and why.
    pub(super) refused: &'static [(&'static str, &'static str)],
}

pub(super) struct AttributeShape {
    pub(super) name: &'static str,
    /// The simple type of the value.
    pub(super) simple_type: &'static str,
    pub(super) required: bool,
    pub(super) documentation: &'static str,
}

/// What stands in a command.
#[derive(Clone, Copy)]
pub(super) enum Content {
    /// Nothing.
    Empty,
    /// Any number of records.
    AnyRecords,
    /// One record or more.
    Records,
    /// These elements, in this order.
    InOrder(&'static [&'static str]),
    /// These elements, in any order, each if wanted.
    AnyOrder(&'static [(&'static str, &'static str)]),
}

const fn required(
    name: &'static str,
    simple_type: &'static str,
    documentation: &'static str,
) -> AttributeShape {
    AttributeShape {
        name,
        simple_type,
        required: true,
        documentation,
    }
}

const fn optional(
    name: &'static str,
    simple_type: &'static str,
    documentation: &'static str,
) -> AttributeShape {
    AttributeShape {
        name,
        simple_type,
        required: false,
        documentation,
    }
}

const TYPE: AttributeShape = required("type", "xs:string", "The type of the records.");
const ENABLE_CUSTOM: AttributeShape = optional(
    "enable_custom",
    "Flag",
    "1: custom fields are sent or returned by their names.",
);
const LOOKUP: AttributeShape = optional(
    "lookup",
    "xs:string",
    "The field by which an existing record is looked up; if there is one, it is changed.",
);
const SUBMIT_WARNING: AttributeShape = optional(
    "submit_warning",
    "Flag",
    "1: the step is taken in spite of warnings.",
);

const CUSTOM_EQUAL_TO: AttributeShape = optional(
    "method",
    "xs:string",
    "`custom equal to`: values of custom fields are changed.",
);
const NO_TASK: (&str, &str) = ("Task", "A time entry can only be rejected.");

/// What an answer may say about a record, within the record.
pub(super) const REMARKS: [(&str, &str); 3] = [
    ("errors", "Why the command was refused for this record."),
    ("log", "What was done with this record."),
    ("warnings", "What the server warns of at this record."),
];

/// In alphabetical order.
pub(super) const COMMANDS: &[CommandShape] = &[
    CommandShape {
        name: CommandName::Add,
        alone: true,
        documentation: "Stores records. The result holds them with their ids. A `User` cannot be added in this way.",
        attributes: &[TYPE, ENABLE_CUSTOM, LOOKUP],
        content: Content::Records,
        refused: &[("User", "A user is made by CreateUser.")],
    },
    CommandShape {
        name: CommandName::Approve,
        alone: false,
        documentation: "Approves a submitted record, with an `Approval` if something is to be noted. Not for time entries.",
        attributes: &[TYPE, SUBMIT_WARNING],
        content: Content::Records,
        refused: &[NO_TASK],
    },
    CommandShape {
        name: CommandName::CreateAccount,
        alone: false,
        documentation: "Made an account; closed to customers.",
        attributes: &[],
        content: Content::InOrder(&["Company", "User"]),
        refused: &[],
    },
    CommandShape {
        name: CommandName::CreateUser,
        alone: false,
        documentation: "Makes a user of a company.",
        attributes: &[ENABLE_CUSTOM, LOOKUP],
        content: Content::InOrder(&["Company", "User"]),
        refused: &[],
    },
    CommandShape {
        name: CommandName::Delete,
        alone: true,
        documentation: "Removes the records with these ids. Where others depend on one, the result lists them.",
        attributes: &[TYPE],
        content: Content::Records,
        refused: &[],
    },
    CommandShape {
        name: CommandName::MakeUrl,
        alone: false,
        documentation: "Makes an address of the web interface. The result is its text.",
        attributes: &[],
        content: Content::AnyOrder(&[
            ("uid", "xs:string"),
            ("page", "xs:string"),
            ("app", "xs:string"),
            ("arg", "Record"),
        ]),
        refused: &[],
    },
    CommandShape {
        name: CommandName::Modify,
        alone: true,
        documentation: "Changes records. A field that is left out stays, an empty one is cleared.",
        attributes: &[TYPE, ENABLE_CUSTOM, CUSTOM_EQUAL_TO],
        content: Content::Records,
        refused: &[],
    },
    CommandShape {
        name: CommandName::ModifyOnCondition,
        alone: false,
        documentation: "Changes records that were not updated after the `Date` behind them.",
        attributes: &[
            TYPE,
            ENABLE_CUSTOM,
            CUSTOM_EQUAL_TO,
            required("condition", "Condition", "The one condition there is."),
        ],
        content: Content::Records,
        refused: &[],
    },
    CommandShape {
        name: CommandName::Read,
        alone: true,
        documentation: "Returns records. Holds one `Date` for each date filter, then the records that say what is sought, then `_Return` with the fields wanted.",
        attributes: &[
            TYPE,
            required(
                "method",
                "xs:string",
                "How records are sought: `all`, `equal to`, `not equal to`, `custom equal to`, `user`, `project`, `not exported`.",
            ),
            optional(
                "limit",
                "Limit",
                "At most how many records, `N` or `offset,N`. The server asks for it in almost every Read and takes 1000 at most.",
            ),
            optional(
                "filter",
                "xs:string",
                "Filters such as `newer-than`, with commas between them.",
            ),
            optional(
                "field",
                "xs:string",
                "The date field of each date filter, with commas between them; `updated` if left out.",
            ),
            optional(
                "order",
                "xs:string",
                "The field to sort by, and `asc` or `desc` after a comma.",
            ),
            optional("deleted", "Flag", "1: deleted records."),
            optional(
                "include_nondeleted",
                "Flag",
                "1: with `deleted`, the others too.",
            ),
            optional("include_flags", "Flag", "1: with the flags of users."),
            optional("exclude_flags", "Flag", "1: without the flags of users."),
            ENABLE_CUSTOM,
            optional(
                "generic",
                "xs:string",
                "Whether generic resources are wanted.",
            ),
            optional(
                "with_project_only",
                "xs:string",
                "Whether only customers with projects are wanted.",
            ),
            optional("base_currency", "xs:string", "The currency of amounts."),
            optional("between_date", "xs:string", "A period for entity tags."),
            optional(
                "calculate_hours",
                "Flag",
                "1: timesheets with the least and most hours.",
            ),
            optional(
                "clear_filter_cache",
                "xs:string",
                "Whether filter sets are read anew.",
            ),
            optional("empty_is_nil", "xs:string", "How an empty field is sought."),
        ],
        content: Content::AnyRecords,
        refused: &[],
    },
    CommandShape {
        name: CommandName::Reject,
        alone: true,
        documentation: "Sends a submitted record back, with an `Approval` if something is to be noted. The one approval command for time entries.",
        attributes: &[TYPE, SUBMIT_WARNING],
        content: Content::Records,
        refused: &[],
    },
    CommandShape {
        name: CommandName::RemoteAuth,
        alone: false,
        documentation: "Logs in to the web interface. The result is its address.",
        attributes: &[],
        content: Content::InOrder(&["Login"]),
        refused: &[],
    },
    CommandShape {
        name: CommandName::Report,
        alone: false,
        documentation: "Runs a report and sends it by mail.",
        attributes: &[TYPE],
        content: Content::Records,
        refused: &[],
    },
    CommandShape {
        name: CommandName::Submit,
        alone: false,
        documentation: "Submits a record for approval. Not for time entries.",
        attributes: &[TYPE, SUBMIT_WARNING],
        content: Content::Records,
        refused: &[NO_TASK],
    },
    CommandShape {
        name: CommandName::Time,
        alone: false,
        documentation: "Asks for the time of the server; the result is a `Date` with `timezone`. Needs no login.",
        attributes: &[],
        content: Content::Empty,
        refused: &[],
    },
    CommandShape {
        name: CommandName::Unapprove,
        alone: false,
        documentation: "Takes an approval back. Not for time entries.",
        attributes: &[TYPE, SUBMIT_WARNING],
        content: Content::Records,
        refused: &[NO_TASK],
    },
    CommandShape {
        name: CommandName::Version,
        alone: false,
        documentation: "Asks for the newest version of a client.",
        attributes: &[],
        content: Content::AnyRecords,
        refused: &[],
    },
    CommandShape {
        name: CommandName::Whoami,
        alone: false,
        documentation: "Asks who is logged in; the result is a `User`.",
        attributes: &[],
        content: Content::AnyRecords,
        refused: &[],
    },
];

/// The attributes of a request. All of them may be missing, as they are in requests that are
/// written before anybody logs in.
pub(super) const REQUEST_ATTRIBUTES: &[AttributeShape] = &[
    optional("API_version", "xs:string", "The version of the API, `1.0`."),
    optional(
        "API_ver",
        "xs:string",
        "The older spelling of `API_version`.",
    ),
    optional("client", "xs:string", "The name of the sending program."),
    optional(
        "client_ver",
        "xs:string",
        "The version of the sending program.",
    ),
    optional(
        "namespace",
        "xs:string",
        "The namespace of the API key, mostly `default`; the server asks for it.",
    ),
    optional("key", "xs:string", "The API key; the server asks for it."),
];

/// The attributes of a foreign key that is looked up.
pub(super) const LOOKUP_ATTRIBUTES: &[AttributeShape] = &[
    optional(
        "external",
        "xs:string",
        "The type of the record that the text is the external id of.",
    ),
    optional(
        "name",
        "xs:string",
        "The type of the record that the text is the name of.",
    ),
];

/// The attributes of a result.
pub(super) const RESULT_ATTRIBUTES: &[AttributeShape] = &[required(
    "status",
    "Status",
    "0 if the command was carried out, else an error code.",
)];

/// The attributes of elements that the server was also seen to send without a status.
pub(super) const OPTIONAL_STATUS: &[AttributeShape] = &[optional(
    "status",
    "Status",
    "0 if all is well, else an error code.",
)];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::validate::Command;

    #[test]
    fn the_commands_of_the_engine_may_stand_alone() {
        for command in [
            Command::Add,
            Command::Modify,
            Command::Delete,
            Command::Reject,
        ] {
            assert!(
                COMMANDS
                    .iter()
                    .any(|shape| shape.name.as_str() == command.as_str() && shape.alone)
            );
        }
    }

    /// `Auth` has a place of its own before the commands.
    #[test]
    fn every_command_is_described_in_order() {
        let described: Vec<CommandName> = COMMANDS.iter().map(|shape| shape.name).collect();
        let all = CommandName::ALL.iter().copied();
        let expected: Vec<CommandName> = all.filter(|name| *name != CommandName::Auth).collect();
        assert_eq!(described, expected);
        assert!(CommandName::ALL.is_sorted_by_key(|name| name.as_str()));
    }
}
