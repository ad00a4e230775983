//! The operations of the SOAP API as the WSDL describes them.
//!
//! Names, parts and results are those of the vendor's WSDL of 2016; the requests of `approve`, `reject` and
//! `unapprove`, which it lacks, those of a shipped connector. What the library speaks is in the table of
//! [`Operation`]; what else was in that WSDL, here.

use std::fmt;

use crate::soap::Operation;

/// An operation.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    pub(super) name: &'static str,
    /// What it does.
    pub(super) documentation: &'static str,
    /// Whether it needs a login, and so the header `SessionHeader`.
    pub(super) has_session: bool,
    /// Names and types of what is sent, in order.
    pub(super) parts: Parts,
    /// The name of what comes back.
    pub(super) result: &'static str,
    /// Its type.
    pub(super) of: ResultType,
}

type Parts = &'static [(&'static str, &'static str)];

/// The type of a result. `Display` writes its qualified name.
#[derive(Clone, Copy)]
pub(super) enum ResultType {
    One(&'static str),
    ArrayOf(&'static str),
}

impl fmt::Display for ResultType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::One(of) => formatter.write_str(of),
            Self::ArrayOf(item) => write!(formatter, "perl:ArrayOf{item}"),
        }
    }
}

/// An operation with one result, which has this type.
const fn one(
    operation: Operation,
    parts: Parts,
    of: &'static str,
    documentation: &'static str,
) -> Shape {
    Shape {
        name: operation.as_str(),
        documentation,
        has_session: operation.needs_session(),
        parts,
        result: operation.result_part(),
        of: match operation.result_item() {
            Some(item) => ResultType::ArrayOf(item),
            None => ResultType::One(of),
        },
    }
}

/// An operation with a result for each argument.
const fn each(operation: Operation, parts: Parts, documentation: &'static str) -> Shape {
    one(operation, parts, "", documentation)
}

/// An operation that the library does not speak.
const fn other(
    name: &'static str,
    parts: Parts,
    (result, of): (&'static str, &'static str),
    documentation: &'static str,
) -> Shape {
    Shape {
        name,
        documentation,
        has_session: true,
        parts,
        result,
        of: ResultType::One(of),
    }
}

const ATTRIBUTES: (&str, &str) = ("attributes", "perl:ArrayOfAttributes");
const OBJECTS: (&str, &str) = ("objects", "perl:ArrayOfoaBase");
const USER_OF_COMPANY: Parts = &[("user", "perl:oaUser"), ("company", "perl:oaCompany")];

/// In alphabetical order.
pub(super) const OPERATIONS: &[Shape] = &[
    each(
        Operation::Add,
        &[OBJECTS],
        "Stores records. There is a result for each, with the id.",
    ),
    each(
        Operation::Approve,
        &[("requests", "perl:ArrayOfApproveRequest")],
        "Approves submitted records. Not for time entries. Not in the WSDL of 2016.",
    ),
    other(
        "createAccount",
        USER_OF_COMPANY,
        ("return", "perl:UpdateResult"),
        "Made an account; closed to customers.",
    ),
    one(
        Operation::CreateUser,
        USER_OF_COMPANY,
        "perl:UpdateResult",
        "Makes a user of a company.",
    ),
    each(
        Operation::Delete,
        &[OBJECTS],
        "Removes the records with these ids.",
    ),
    other(
        "getCrystalInfo",
        &[],
        ("getCrystalInfoReturn", "perl:CrystalResult"),
        "Tells where the reports of Crystal are made.",
    ),
    one(
        Operation::Login,
        &[("login_par", "perl:LoginParams")],
        "perl:LoginResult",
        "Begins a session. All operations but this one and `version` need its id in the header.",
    ),
    one(Operation::Logout, &[], "xs:string", "Ends the session."),
    each(
        Operation::MakeUrl,
        &[("requests", "perl:ArrayOfMakeURLRequest")],
        "Makes addresses of the web interface.",
    ),
    each(
        Operation::Modify,
        &[ATTRIBUTES, OBJECTS],
        "Changes records. A field that is left out stays, an empty one is cleared.",
    ),
    each(
        Operation::Read,
        &[("method", "perl:ArrayOfReadRequest")],
        "Returns records. There is a result for each request.",
    ),
    each(
        Operation::Reject,
        &[("requests", "perl:ArrayOfRejectRequest")],
        "Sends submitted records back. The one approval operation for time entries. Not in the WSDL of 2016.",
    ),
    other(
        "runReport",
        &[("runReportRequest", "perl:RunReportRequest")],
        ("runReportReturn", "perl:RunReportResult"),
        "Runs a report and sends it by mail.",
    ),
    one(
        Operation::ServerTime,
        &[],
        "perl:oaDate",
        "Asks for the time of the server.",
    ),
    other(
        "servertimeWithTimezone",
        &[ATTRIBUTES],
        ("servertimeReturn", "perl:oaDate"),
        "Asks for the time of the server in a time zone. The name of the attribute is not documented.",
    ),
    each(
        Operation::Submit,
        &[("requests", "perl:ArrayOfSubmitRequest")],
        "Submits records for approval. Not for time entries.",
    ),
    each(
        Operation::Unapprove,
        &[("requests", "perl:ArrayOfUnapproveRequest")],
        "Takes approvals back. Not for time entries. Not in the WSDL of 2016.",
    ),
    each(
        Operation::Upsert,
        &[ATTRIBUTES, OBJECTS],
        "Changes the records that the field in the attribute `lookup` finds, and stores the others.",
    ),
    one(
        Operation::Version,
        &[("name", "xs:string"), ("number", "xs:string")],
        "perl:VersionResult",
        "Asks for the newest version of a client.",
    ),
    one(
        Operation::Whoami,
        &[],
        "perl:oaUser",
        "Asks who is logged in.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_is_described_in_order() {
        for operation in Operation::ALL {
            let described = OPERATIONS
                .iter()
                .filter(|shape| shape.name == operation.as_str());
            assert_eq!(described.count(), 1, "{operation}");
        }
        assert!(OPERATIONS.is_sorted_by(|before, after| before.name < after.name));
    }

    #[test]
    fn every_result_has_a_type() {
        for shape in OPERATIONS {
            assert!(!shape.of.to_string().is_empty(), "{}", shape.name);
        }
    }
}
