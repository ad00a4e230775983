//! A request with its commands, and the answer to it.
//!
//! [`encode`] writes a command, or several, as a whole request; [`decode`] reads the answer to it.
//! Nothing of an answer counts before its end was reached: an answer that was cut off is an error,
//! however much of it could be read.
//!
//! ```
//! use suiteprojects::api::{Add, Application, Login, Outcome};
//! use suiteprojects::task::{Entry, Field};
//! use suiteprojects::validate::{CheckedEntry, Command};
//! use suiteprojects::xml::{Limits, exchange};
//!
//! let mut entry = Entry::new();
//! entry.set(Field::UserId, "251").set(Field::Hours, "8");
//! let entries = [CheckedEntry::trust_without_checking(Command::Add, &entry)];
//! let add = Add::tasks(&entries)?;
//!
//! let application = Application::new("payroll bridge", "2.1", "the key");
//! let login = Login::access_token("the token");
//! let request = exchange::encode(&application, Some(&login), &add)?;
//! assert!(request.expose().contains("<Add type=\"Task\"><Task><hours>8</hours><userid>251</userid></Task></Add>"));
//!
//! let answer = b"<response><Auth status='0'/><Add status='0'><Task><id>5512</id></Task></Add></response>";
//! let outcomes = exchange::decode(&add, answer, Limits::default())?;
//! assert!(matches!(&outcomes[..], [Outcome::Done(stored)] if stored.id.is_some_and(|id| id.get() == 5512)));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod add;
pub(crate) mod address;
mod answer;
mod approval;
mod approve;
mod create_user;
mod delete;
mod envelope;
mod make_url;
mod modify;
mod modify_on_condition;
mod object;
mod objects;
mod read;
mod reject;
mod remote_auth;
mod report;
mod response;
mod several;
pub(crate) mod single;
mod submit;
mod time;
mod unapprove;
mod version;
mod whoami;

pub use crate::api::CommandResult;
pub use answer::{AnswerError, RequestRefusal};
pub use envelope::{Request, RequestWriter};
pub use object::WriteObject;
pub(crate) use read::attributes as read_attributes;
pub use response::{AuthResult, Response, Results};

use super::{Limits, WriteError};
use crate::api::{Application, Command, Login};

/// A command that the XML API has.
pub trait XmlCommand: Command {
    /// Adds the elements of the command to a request.
    ///
    /// # Errors
    ///
    /// [`WriteError`] if a text has a character that XML 1.0 cannot carry.
    fn write(&self, request: &mut RequestWriter<'_>) -> Result<(), WriteError>;

    /// How many elements [`write`](XmlCommand::write) adds: the server answers each with a result.
    fn elements(&self) -> usize;

    /// Takes the results of the command from an answer that was read whole.
    ///
    /// # Errors
    ///
    /// [`AnswerError`] if the next result belongs to another command.
    fn read(&self, results: &mut Results) -> Result<Self::Answer, AnswerError>;
}

/// Writes a request with a command, or several.
///
/// # Errors
///
/// [`WriteError`] if a text has a character that XML 1.0 cannot carry.
pub fn encode<C: XmlCommand + ?Sized>(
    application: &Application,
    login: Option<&Login>,
    command: &C,
) -> Result<Request, WriteError> {
    envelope::write(application, login, |request| command.write(request))
}

/// Reads the answer to a request.
///
/// # Errors
///
/// [`AnswerError`] tells apart a refusal of the request as a whole, which means that nothing was
/// carried out, and an answer that cannot be understood, which does not say what was.
pub fn decode<C: XmlCommand + ?Sized>(
    command: &C,
    body: &[u8],
    limits: Limits,
) -> Result<C::Answer, AnswerError> {
    let mut results = Response::parse(body, limits)?
        .into_results()?
        .expecting(command.elements());
    let answer = command.read(&mut results)?;
    results.finish()?;
    Ok(answer)
}
