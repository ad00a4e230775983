//! The typed records: those that the rules of time entries and their reference data need, and what is
//! asked for on the way.
//!
//! One table for each; a field stands in it once. To add a field, add a row. Types and fields are
//! those of the vendor's WSDL of 2016 and its samples.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;

use super::fields::{Fields, RecordValue};
use super::received::{FromRecord, Received, RecordError, TypedRecord};
use crate::element::Element;
use crate::error_code::ErrorCode;
use crate::task::Id;

macro_rules! rust_type {
    (Boolean) => {
        bool
    };
    (Date) => {
        NaiveDate
    };
    (DateTime) => {
        NaiveDateTime
    };
    (Decimal) => {
        Decimal
    };
    (Id) => {
        Id
    };
    (Text) => {
        String
    };
}

macro_rules! records {
    ($(
        $(#[doc = $doc:literal])+
        $record:ident = $object_type:literal {
            $($member:ident: $kind:ident, $description:literal;)+
        }
    )+) => {
        $(
            $(#[doc = $doc])+
            ///
            /// `None` is a field that was not sent or has no value; a switch that was sent without
            /// a value is off.
            #[derive(Clone, Debug, Default, Eq, PartialEq)]
            #[non_exhaustive]
            pub struct $record {
                $(#[doc = $description] pub $member: Option<rust_type!($kind)>,)+
                /// All other fields, as they were received.
                pub other: Vec<Element>,
            }

            impl $record {
                /// The canonical text of the field with this XML name, if there is a member for it and it
                /// has a value.
                pub fn text(&self, name: &str) -> Option<Cow<'_, str>> {
                    match name {
                        $(stringify!($member) => self.$member.as_ref().map(RecordValue::print),)+
                        _ => None,
                    }
                }
            }

            impl FromRecord for $record {
                fn from_record(record: Received) -> Result<Self, RecordError> {
                    let mut fields = Fields::of(Self::OBJECT_TYPE, record)?;
                    Ok(Self {
                        $($member: fields.take(stringify!($member))?,)+
                        other: fields.rest(),
                    })
                }
            }

            impl TypedRecord for $record {
                const OBJECT_TYPE: &'static str = $object_type;

                fn field_names() -> Vec<&'static str> {
                    vec![$(stringify!($member)),+]
                }
            }
        )+

        /// The XML names of the members of the typed record for this object type, with what they
        /// mean; none if there is no such record.
        pub(crate) fn field_descriptions(
            object_type: &str,
        ) -> &'static [(&'static str, &'static str)] {
            match object_type {
                $($object_type => &[$((stringify!($member), $description)),+],)+
                _ => &[],
            }
        }
    };
}

records! {
    /// A user: an employee, a guest or a generic resource.
    ///
    /// There is no field for a user that was deleted; which Read a user came from tells, see
    /// [`Deleted`](crate::api::Deleted).
    User = "User" {
        id: Id, "The internal id.";
        name: Text, "The name, mostly `Last, First`.";
        nickname: Text, "The user id for the login.";
        externalid: Text, "The id in another system.";
        active: Boolean, "Whether the user is active.";
        generic: Boolean, "Whether the user is a generic resource, a placeholder for planning.";
        locked: Boolean, "Whether the user is kept from logging in.";
        departmentid: Id, "The department.";
        currency: Text, "The currency, three letters.";
        created: DateTime, "When the user was made.";
        updated: DateTime, "When the user was last changed.";
    }

    /// A project.
    Project = "Project" {
        id: Id, "The internal id.";
        name: Text, "The name.";
        externalid: Text, "The id in another system.";
        active: Boolean, "Whether the project is active.";
        deleted: Boolean, "Whether the project was deleted. Not in the WSDL of 2016, but in server samples.";
        customerid: Id, "The customer of the project.";
        userid: Id, "The owner of the project.";
        start_date: Date, "The scheduled first day.";
        finish_date: Date, "The calculated last day.";
        created: DateTime, "When the project was made.";
        updated: DateTime, "When the project was last changed.";
    }

    /// A task or phase of a project.
    ProjectTask = "Projecttask" {
        id: Id, "The internal id.";
        name: Text, "The name.";
        externalid: Text, "The id in another system.";
        projectid: Id, "The project that the project task belongs to.";
        customerid: Id, "The customer of the project.";
        parentid: Id, "The phase that holds the project task.";
        projecttask_typeid: Id, "The type of the project task.";
        is_a_phase: Boolean, "Whether it is a phase, which holds project tasks.";
        closed: Boolean, "Whether the project task is closed.";
        non_billable: Boolean, "Whether work on it is not billed.";
        deleted: Boolean, "Whether the project task was deleted.";
        calculated_starts: Date, "The calculated first day.";
        calculated_finishes: Date, "The calculated last day.";
        starts: Date, "The scheduled first day.";
        fnlt_date: Date, "The latest day to finish.";
        created: DateTime, "When the project task was made.";
        updated: DateTime, "When the project task was last changed.";
    }

    /// A timesheet: the time entries of a user in a period.
    Timesheet = "Timesheet" {
        id: Id, "The internal id.";
        name: Text, "The name.";
        userid: Id, "The user whose timesheet it is.";
        status: Text, "The state: O open, S submitted, A approved, R rejected, X archived.";
        starts: Date, "The first day.";
        ends: Date, "The last day.";
        total: Decimal, "The hours of all entries.";
        submitted: DateTime, "When the timesheet was submitted.";
        approved: DateTime, "When the timesheet was approved.";
        created: DateTime, "When the timesheet was made.";
        updated: DateTime, "When the timesheet was last changed.";
    }

    /// A customer.
    Customer = "Customer" {
        id: Id, "The internal id.";
        name: Text, "The name.";
        company: Text, "The name of the company.";
        externalid: Text, "The id in another system.";
        active: Boolean, "Whether the customer is active.";
        currency: Text, "The currency, three letters.";
        created: DateTime, "When the customer was made.";
        updated: DateTime, "When the customer was last changed.";
    }

    /// A service (category) that work falls under.
    Category = "Category" {
        id: Id, "The internal id.";
        name: Text, "The name.";
        code: Text, "The code of the account for it.";
        externalid: Text, "The id in another system.";
        active: Boolean, "Whether the category is active.";
        created: DateTime, "When the category was made.";
        updated: DateTime, "When the category was last changed.";
    }

    /// A time type, such as regular time or overtime.
    TimeType = "Timetype" {
        id: Id, "The internal id.";
        name: Text, "The name.";
        code: Text, "The code of the account for it.";
        payroll_code: Text, "The code for payroll.";
        externalid: Text, "The id in another system.";
        active: Boolean, "Whether the time type is active.";
        created: DateTime, "When the time type was made.";
        updated: DateTime, "When the time type was last changed.";
    }

    /// What the server says about one of its codes, see [`Read::error_text`](crate::api::Read::error_text).
    ErrorText = "Error" {
        code: Text, "The code, a number.";
        text: Text, "What it says in short.";
        comment: Text, "What it says at length.";
    }
}

impl ErrorText {
    /// The code as a number, if it is one.
    pub fn error_code(&self) -> Option<ErrorCode> {
        let code = self.code.as_deref()?;
        let is_number = !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { code.parse().ok() } else { None }
    }
}
