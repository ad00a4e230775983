//! The parameters and results of the operations, and the arrays of them.
//!
//! Names, members and their types are those of the vendor's WSDL of 2016, apart from what says that
//! it is newer. The requests of `approve`, `reject` and `unapprove` are those of a shipped connector; their
//! results are taken to be that of `submit` with the one more member that this connector reads.

/// A struct.
pub(super) struct Structure {
    pub(super) name: &'static str,
    pub(super) documentation: &'static str,
    pub(super) members: &'static [Member],
}

/// A member of a struct.
pub(super) struct Member {
    pub(super) name: &'static str,
    /// The qualified name of its type.
    pub(super) of: &'static str,
    /// What it says; may be empty.
    pub(super) documentation: &'static str,
}

const fn structure(
    name: &'static str,
    members: &'static [Member],
    documentation: &'static str,
) -> Structure {
    Structure {
        name,
        documentation,
        members,
    }
}

const fn member(name: &'static str, of: &'static str, documentation: &'static str) -> Member {
    Member {
        name,
        of,
        documentation,
    }
}

const fn text(name: &'static str, documentation: &'static str) -> Member {
    member(name, "xs:string", documentation)
}

const fn one(name: &'static str, documentation: &'static str) -> Member {
    member(name, "perl:oaBase", documentation)
}

const fn records(name: &'static str, documentation: &'static str) -> Member {
    member(name, "perl:ArrayOfoaBase", documentation)
}

const ATTRIBUTES: Member = member("attributes", "perl:ArrayOfAttributes", "");
const ERRORS: Member = records("errors", "Records of the type `oaError`.");
const APPROVAL: Member = one("approval", "An `oaApproval`, if something is to be noted.");
const APPROVAL_WARNINGS: Member = text("approval_warnings", "");
const APPROVAL_ERRORS: Member = text("approval_errors", "");
const APPROVAL_STATUS: Member = text("approval_status", "");
const ID: Member = text("id", "The internal id.");
const LOG: Member = text("log", "What was done with the record.");
const STATUS: Member = text("status", "-1 if there are errors.");

const STEP_RESULT: &[Member] = &[
    ID,
    APPROVAL_WARNINGS,
    APPROVAL_ERRORS,
    APPROVAL_STATUS,
    LOG,
    ERRORS,
    STATUS,
];

/// In alphabetical order.
pub(super) const STRUCTURES: &[Structure] = &[
    structure(
        "ApproveRequest",
        &[
            ATTRIBUTES,
            one("approve", "The record to approve."),
            APPROVAL,
        ],
        "An argument of `approve`. Not in the WSDL of 2016.",
    ),
    structure(
        "ApproveResult",
        STEP_RESULT,
        "A result of `approve`. Not in the WSDL of 2016.",
    ),
    structure(
        "Attribute",
        &[text("name", ""), text("value", "")],
        "How an operation is to be done, such as `limit` of a read or `lookup` of an upsert.",
    ),
    structure(
        "CrystalResult",
        &[
            text("db_id", ""),
            text("crystal_host", ""),
            text("crystal_port", ""),
        ],
        "The result of `getCrystalInfo`.",
    ),
    structure(
        "LoginParams",
        &[
            text(
                "api_namespace",
                "The namespace of the API key, mostly `default`.",
            ),
            text("api_key", ""),
            text("company", ""),
            text("user", ""),
            text("password", ""),
            text("client", "The name of the sending program."),
            text("version", "The version of the sending program."),
        ],
        "Who logs in.",
    ),
    structure(
        "LoginResult",
        &[
            text("sessionId", "What `SessionHeader` has to hold from now on."),
            text("url", "The address of the account."),
        ],
        "The result of `login`.",
    ),
    structure(
        "MakeURLRequest",
        &[
            text("uid", ""),
            text("page", ""),
            text("app", ""),
            one("arg", "The record that the page shows."),
        ],
        "An argument of `makeURL`.",
    ),
    structure(
        "MakeURLResult",
        &[text("url", ""), ERRORS, STATUS],
        "A result of `makeURL`.",
    ),
    structure(
        "ReadRequest",
        &[
            text(
                "method",
                "How records are sought, such as `all` or `equal to`.",
            ),
            text(
                "fields",
                "The fields wanted, with commas between them; all if left out.",
            ),
            ATTRIBUTES,
            text(
                "type",
                "The type of the records, without `oa`, such as `Task`.",
            ),
            records(
                "objects",
                "The record that says what is sought, and an `oaDate` for each date filter.",
            ),
        ],
        "An argument of `read`.",
    ),
    structure(
        "ReadResult",
        &[records("objects", "The records found."), ERRORS],
        "A result of `read`.",
    ),
    structure(
        "RejectRequest",
        &[
            ATTRIBUTES,
            one("reject", "The record to send back."),
            APPROVAL,
        ],
        "An argument of `reject`. Not in the WSDL of 2016.",
    ),
    structure(
        "RejectResult",
        STEP_RESULT,
        "A result of `reject`. Not in the WSDL of 2016.",
    ),
    structure(
        "RunReportRequest",
        &[text("reportid", "")],
        "The argument of `runReport`.",
    ),
    structure(
        "RunReportResult",
        &[text("status", "1 if the report was started, else -1.")],
        "The result of `runReport`.",
    ),
    structure(
        "SessionHeader",
        &[
            text("sessionId", "What `login` returned."),
            text(
                "accessToken",
                "An access token of OAuth 2.0, in place of a login. Not in the WSDL of 2016.",
            ),
        ],
        "Who asks.",
    ),
    structure(
        "SubmitRequest",
        &[ATTRIBUTES, one("submit", "The record to submit."), APPROVAL],
        "An argument of `submit`.",
    ),
    structure(
        "SubmitResult",
        &[ID, APPROVAL_WARNINGS, APPROVAL_ERRORS, LOG, ERRORS, STATUS],
        "A result of `submit`.",
    ),
    structure(
        "UnapproveRequest",
        &[
            ATTRIBUTES,
            one("unapprove", "The record whose approval is taken back."),
            APPROVAL,
        ],
        "An argument of `unapprove`. Not in the WSDL of 2016.",
    ),
    structure(
        "UnapproveResult",
        STEP_RESULT,
        "A result of `unapprove`. Not in the WSDL of 2016.",
    ),
    structure(
        "UpdateResult",
        &[
            ID,
            ERRORS,
            text("status", "A added, U updated, D deleted, -1 refused."),
            records("objects", "Not in the WSDL of 2016."),
        ],
        "What became of a record.",
    ),
    structure(
        "VersionResult",
        &[text("number", ""), text("url", ""), text("size", "")],
        "The result of `version`.",
    ),
];

/// Name and type of the items. The name of the array of attributes is irregular.
pub(super) const ARRAYS: &[(&str, &str)] = &[
    ("ArrayOfApproveRequest", "perl:ApproveRequest"),
    ("ArrayOfApproveResult", "perl:ApproveResult"),
    ("ArrayOfAttributes", "perl:Attribute"),
    ("ArrayOfMakeURLRequest", "perl:MakeURLRequest"),
    ("ArrayOfMakeURLResult", "perl:MakeURLResult"),
    ("ArrayOfReadRequest", "perl:ReadRequest"),
    ("ArrayOfReadResult", "perl:ReadResult"),
    ("ArrayOfRejectRequest", "perl:RejectRequest"),
    ("ArrayOfRejectResult", "perl:RejectResult"),
    ("ArrayOfSubmitRequest", "perl:SubmitRequest"),
    ("ArrayOfSubmitResult", "perl:SubmitResult"),
    ("ArrayOfUnapproveRequest", "perl:UnapproveRequest"),
    ("ArrayOfUnapproveResult", "perl:UnapproveResult"),
    ("ArrayOfUpdateResult", "perl:UpdateResult"),
    ("ArrayOfoaBase", "perl:oaBase"),
];
