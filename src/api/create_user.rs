//! `CreateUser`: stores a new user.

use super::{Command, CommandError, CommandName, Outcome, Stored};
use crate::record::Record;

/// Stores a new user of a company; [`Add`](super::Add) cannot. Needs the right to make users.
///
/// The company is named by its `nickname`. The user needs a `nickname`, a `password` unless it is
/// generic, and an `email` in its address. Several users are a list of these commands.
///
/// ```
/// use suiteprojects::api::CreateUser;
/// use suiteprojects::record::Record;
///
/// let company = Record::new("Company")?.with_field("nickname", "Eagle");
/// let address = Record::new("Address")?.with_field("email", "ann@example.com");
/// let user = Record::new("User")?
///     .with_field("nickname", "ann")
///     .with_field("password", "s3cret")
///     .with_record("addr", address);
/// let create = CreateUser::new(&company, &user)?;
/// assert!(!format!("{create:?}").contains("s3cret"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct CreateUser<'a> {
    pub(crate) company: &'a Record,
    pub(crate) user: &'a Record,
    pub(crate) lookup: Option<&'a str>,
}

impl<'a> CreateUser<'a> {
    /// Stores this user of this company.
    ///
    /// # Errors
    ///
    /// [`CommandError`] if the records are not a `Company` and a `User`.
    pub fn new(company: &'a Record, user: &'a Record) -> Result<Self, CommandError> {
        of_type(company, "Company", "expected a Company first")?;
        of_type(user, "User", "expected a User behind the Company")?;
        Ok(Self {
            company,
            user,
            lookup: None,
        })
    }

    /// Looks the user up by this field first, and changes the one that is found instead of storing
    /// a new one ("upsert"). What happens if several are found is not documented.
    #[must_use]
    pub const fn with_lookup(self, field: &'a str) -> Self {
        Self {
            lookup: Some(field),
            ..self
        }
    }
}

fn of_type(record: &Record, object_type: &str, reason: &'static str) -> Result<(), CommandError> {
    if record.object_type() == object_type {
        return Ok(());
    }
    Err(CommandError::ObjectType {
        command: CommandName::CreateUser,
        object_type: record.object_type().into(),
        reason,
    })
}

impl Command for CreateUser<'_> {
    type Answer = Outcome<Stored>;

    fn is_read_only(&self) -> bool {
        false
    }
}
