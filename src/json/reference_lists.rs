//! The lists of a reference file and the keys of their records.

/// What a value of a reference file is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum ReferenceKind {
    /// A positive whole number, as a number or a string.
    Id,
    /// `true` or `false`.
    Boolean,
    /// `YYYY-MM-DD`; an empty string, `0000-00-00` or `null` is no date.
    Date,
    /// A letter of [`TimesheetStatus`](crate::validate::TimesheetStatus).
    Status,
    /// For people to read; nothing is made of it.
    Text,
}

/// A key of the records of a list.
#[derive(Clone, Copy, Debug)]
pub struct ReferenceField {
    /// The key, which is the vendor's XML name of the field where the vendor has one.
    pub name: &'static str,
    /// What its value is.
    pub kind: ReferenceKind,
    /// What it means, and what holds if it is left out.
    pub description: &'static str,
}

/// A list of a reference file.
#[derive(Clone, Copy, Debug)]
pub struct ReferenceList {
    /// The key of the list.
    pub name: &'static str,
    /// What its records are.
    pub description: &'static str,
    /// The keys of its records. A stored time entry has the fields of a time entry besides.
    pub fields: &'static [ReferenceField],
}

const fn field(
    name: &'static str,
    kind: ReferenceKind,
    description: &'static str,
) -> ReferenceField {
    ReferenceField {
        name,
        kind,
        description,
    }
}

const ID: ReferenceField = field(
    "id",
    ReferenceKind::Id,
    "The internal id; every record has one.",
);
const NAME: ReferenceField = field("name", ReferenceKind::Text, "The name, for people to read.");
const ACTIVE: ReferenceField = field(
    "active",
    ReferenceKind::Boolean,
    "Whether the record is active; true if left out.",
);
const DELETED: ReferenceField = field(
    "deleted",
    ReferenceKind::Boolean,
    "Whether the record was deleted; false if left out.",
);

pub(super) const USERS: ReferenceList = ReferenceList {
    name: "users",
    description: "All users of the account, the deleted ones included where they matter.",
    fields: &[
        ID,
        NAME,
        field(
            "nickname",
            ReferenceKind::Text,
            "The user id for the login; no rule looks at it.",
        ),
        field(
            "active",
            ReferenceKind::Boolean,
            "Whether the user is active; true if left out.",
        ),
        field(
            "generic",
            ReferenceKind::Boolean,
            "Whether the user is a generic resource; false if left out.",
        ),
        DELETED,
    ],
};

pub(super) const PROJECTS: ReferenceList = ReferenceList {
    name: "projects",
    description: "All projects of the account.",
    fields: &[
        ID,
        NAME,
        field(
            "customerid",
            ReferenceKind::Id,
            "The customer of the project; none if left out.",
        ),
        DELETED,
    ],
};

pub(super) const PROJECT_TASKS: ReferenceList = ReferenceList {
    name: "projecttasks",
    description: "All project tasks of the account.",
    fields: &[
        ID,
        NAME,
        field(
            "projectid",
            ReferenceKind::Id,
            "The project that the project task belongs to; not known if left out.",
        ),
        field(
            "projecttask_typeid",
            ReferenceKind::Id,
            "The type of the project task; none if left out.",
        ),
        field(
            "calculated_starts",
            ReferenceKind::Date,
            "The calculated first day; open if left out.",
        ),
        field(
            "calculated_finishes",
            ReferenceKind::Date,
            "The calculated last day; open if left out.",
        ),
        field(
            "starts",
            ReferenceKind::Date,
            "The scheduled first day; open if left out.",
        ),
        field(
            "fnlt_date",
            ReferenceKind::Date,
            "The latest day to finish; open if left out.",
        ),
        DELETED,
    ],
};

pub(super) const TIMESHEETS: ReferenceList = ReferenceList {
    name: "timesheets",
    description: "All timesheets that entries may name.",
    fields: &[
        ID,
        NAME,
        field("userid", ReferenceKind::Id, "The user of the timesheet."),
        field(
            "status",
            ReferenceKind::Status,
            "O open, S submitted, A approved, R rejected, X archived; O if left out.",
        ),
        field(
            "starts",
            ReferenceKind::Date,
            "The first day of the timesheet.",
        ),
        field(
            "ends",
            ReferenceKind::Date,
            "The last day of the timesheet.",
        ),
        field(
            "exported",
            ReferenceKind::Boolean,
            "Whether the timesheet was marked as exported; false if left out.",
        ),
    ],
};

pub(super) const CUSTOMERS: ReferenceList = ReferenceList {
    name: "customers",
    description: "All customers of the account. No rule looks at them; the local server has them.",
    fields: &[ID, NAME, ACTIVE, DELETED],
};

pub(super) const CATEGORIES: ReferenceList = ReferenceList {
    name: "categories",
    description: "All categories of the account. No rule looks at them; the local server has them.",
    fields: &[ID, NAME, ACTIVE, DELETED],
};

pub(super) const TIME_TYPES: ReferenceList = ReferenceList {
    name: "timetypes",
    description: "All time types of the account. No rule looks at them; the local server has them.",
    fields: &[ID, NAME, ACTIVE, DELETED],
};

pub(super) const TASKS: ReferenceList = ReferenceList {
    name: "tasks",
    description: "Time entries as they are stored now, for checking a Modify or Delete of them. An id that is not listed is not known.",
    fields: &[
        ID,
        field(
            "accepted",
            ReferenceKind::Boolean,
            "Whether a signer accepted the entry; not known if left out.",
        ),
    ],
};

/// The lists of a reference file and the keys of their records: what [`read_reference`](super::read_reference) reads and
/// the published schema says.
pub const REFERENCE_LISTS: &[ReferenceList] = &[
    USERS,
    PROJECTS,
    PROJECT_TASKS,
    TIMESHEETS,
    CUSTOMERS,
    CATEGORIES,
    TIME_TYPES,
    TASKS,
];
