//! The operations of the SOAP API.
//!
//! Names, parts and results are those of the vendor's WSDL of 2016; `approve`, `reject` and
//! `unapprove`, which it lacks, those of a shipped connector.

/// An operation.
#[derive(Clone, Copy)]
pub(super) struct Operation {
    pub(super) name: &'static str,
    /// What it does.
    pub(super) documentation: &'static str,
    /// Whether it needs a login, and so the header `SessionHeader`.
    pub(super) has_session: bool,
    /// Names and types of what is sent, in order.
    pub(super) parts: &'static [(&'static str, &'static str)],
    /// Name and type of what comes back.
    pub(super) result: (&'static str, &'static str),
}

const fn operation(
    name: &'static str,
    parts: &'static [(&'static str, &'static str)],
    result: (&'static str, &'static str),
    documentation: &'static str,
) -> Operation {
    Operation {
        name,
        documentation,
        has_session: true,
        parts,
        result,
    }
}

const fn without_session(operation: Operation) -> Operation {
    Operation {
        has_session: false,
        ..operation
    }
}

const ATTRIBUTES: (&str, &str) = ("attributes", "perl:ArrayOfAttributes");
const OBJECTS: (&str, &str) = ("objects", "perl:ArrayOfoaBase");
const USER_OF_COMPANY: &[(&str, &str)] = &[("user", "perl:oaUser"), ("company", "perl:oaCompany")];

/// In alphabetical order.
pub(super) const OPERATIONS: &[Operation] = &[
    operation(
        "add",
        &[OBJECTS],
        ("addReturn", "perl:ArrayOfUpdateResult"),
        "Stores records. There is a result for each, with the id.",
    ),
    operation(
        "approve",
        &[("requests", "perl:ArrayOfApproveRequest")],
        ("approveReturn", "perl:ArrayOfApproveResult"),
        "Approves submitted records. Not for time entries. Not in the WSDL of 2016.",
    ),
    operation(
        "createAccount",
        USER_OF_COMPANY,
        ("return", "perl:UpdateResult"),
        "Made an account; closed to customers.",
    ),
    operation(
        "createUser",
        USER_OF_COMPANY,
        ("return", "perl:UpdateResult"),
        "Makes a user of a company.",
    ),
    operation(
        "delete",
        &[OBJECTS],
        ("deleteReturn", "perl:ArrayOfUpdateResult"),
        "Removes the records with these ids.",
    ),
    operation(
        "getCrystalInfo",
        &[],
        ("getCrystalInfoReturn", "perl:CrystalResult"),
        "Tells where the reports of Crystal are made.",
    ),
    operation("logout", &[], ("status", "xs:string"), "Ends the session."),
    without_session(operation(
        "login",
        &[("login_par", "perl:LoginParams")],
        ("loginReturn", "perl:LoginResult"),
        "Begins a session. All operations but this one and `version` need its id in the header.",
    )),
    operation(
        "makeURL",
        &[("requests", "perl:ArrayOfMakeURLRequest")],
        ("MakeURLReturn", "perl:ArrayOfMakeURLResult"),
        "Makes addresses of the web interface.",
    ),
    operation(
        "modify",
        &[ATTRIBUTES, OBJECTS],
        ("modifyReturn", "perl:ArrayOfUpdateResult"),
        "Changes records. A field that is left out stays, an empty one is cleared.",
    ),
    operation(
        "read",
        &[("method", "perl:ArrayOfReadRequest")],
        ("readReturn", "perl:ArrayOfReadResult"),
        "Returns records. There is a result for each request.",
    ),
    operation(
        "reject",
        &[("requests", "perl:ArrayOfRejectRequest")],
        ("rejectReturn", "perl:ArrayOfRejectResult"),
        "Sends submitted records back. The one approval operation for time entries. Not in the WSDL of 2016.",
    ),
    operation(
        "runReport",
        &[("runReportRequest", "perl:RunReportRequest")],
        ("runReportReturn", "perl:RunReportResult"),
        "Runs a report and sends it by mail.",
    ),
    operation(
        "servertime",
        &[],
        ("servertimeReturn", "perl:oaDate"),
        "Asks for the time of the server.",
    ),
    operation(
        "servertimeWithTimezone",
        &[ATTRIBUTES],
        ("servertimeReturn", "perl:oaDate"),
        "Asks for the time of the server in a time zone. The name of the attribute is not documented.",
    ),
    operation(
        "submit",
        &[("requests", "perl:ArrayOfSubmitRequest")],
        ("submitReturn", "perl:ArrayOfSubmitResult"),
        "Submits records for approval. Not for time entries.",
    ),
    operation(
        "unapprove",
        &[("requests", "perl:ArrayOfUnapproveRequest")],
        ("unapproveReturn", "perl:ArrayOfUnapproveResult"),
        "Takes approvals back. Not for time entries. Not in the WSDL of 2016.",
    ),
    operation(
        "upsert",
        &[ATTRIBUTES, OBJECTS],
        ("upsertReturn", "perl:ArrayOfUpdateResult"),
        "Changes the records that the field in the attribute `lookup` finds, and stores the others.",
    ),
    without_session(operation(
        "version",
        &[("name", "xs:string"), ("number", "xs:string")],
        ("versionReturn", "perl:VersionResult"),
        "Asks for the newest version of a client.",
    )),
    operation(
        "whoami",
        &[],
        ("whoamiReturn", "perl:oaUser"),
        "Asks who is logged in.",
    ),
];
