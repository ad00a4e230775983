//! The names of the commands.

/// The commands the vendor lists, and `CreateAccount`, which older clients send.
pub(crate) const COMMANDS: [&str; 18] = [
    "Add",
    "Approve",
    "Auth",
    "CreateAccount",
    "CreateUser",
    "Delete",
    "MakeURL",
    "Modify",
    "ModifyOnCondition",
    "Read",
    "Reject",
    "RemoteAuth",
    "Report",
    "Submit",
    "Time",
    "Unapprove",
    "Version",
    "Whoami",
];
