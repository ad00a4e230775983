//! A request with one operation, and the answer to it.
//!
//! [`encode`] writes a command as a request; [`decode`] reads the answer to it, whichever of the known
//! servers and libraries wrote it. Nothing of an answer counts before its end was reached.
//!
//! The commands are those of [`api`](crate::api). A request has one operation, so what goes together
//! is the objects of one command, or several [`Read`](crate::api::Read)s in a list. What a command asks
//! for and SOAP does not have is an [`EncodeError`], never left out.
//!
//! ```
//! use suiteprojects::api::{Add, Outcome};
//! use suiteprojects::soap::{Service, Session, exchange};
//! use suiteprojects::task::{Entry, Field};
//! use suiteprojects::validate::{CheckedEntry, Command};
//! use suiteprojects::xml::Limits;
//!
//! let mut entry = Entry::new();
//! entry.set(Field::UserId, "251").set(Field::Hours, "8");
//! let entries = [CheckedEntry::trust_without_checking(Command::Add, &entry)];
//! let add = Add::tasks(&entries)?;
//!
//! let session = Session::id("the id that login returned");
//! let request = exchange::encode(&Service::rpc_encoded(), Some(&session), &add)?;
//! assert_eq!(request.soap_action(), "\"https://www.openair.com/OAirService#add\"");
//! assert!(request.expose().contains("<hours xsi:type=\"xsd:string\">8</hours>"));
//!
//! let answer = br#"<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>
//!     <addResponse><Array><UpdateResult><id>5512</id><status>A</status></UpdateResult></Array></addResponse>
//!     </soap:Body></soap:Envelope>"#;
//! let outcomes = exchange::decode(&add, answer, Limits::default())?;
//! assert!(matches!(&outcomes[..], [Outcome::Done(stored)] if stored.id.is_some_and(|id| id.get() == 5512)));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod add;
mod answer;
pub(super) mod approval;
mod approve;
mod create_user;
mod delete;
pub(super) mod envelope;
mod error;
mod log_in;
mod log_out;
mod make_url;
mod modify;
mod object;
pub(super) mod objects;
mod read;
mod reject;
mod results;
mod server_time;
mod submit;
mod unapprove;
mod version;
mod whoami;

pub use crate::xml::exchange::{AnswerError, RequestRefusal};
pub use answer::Answer;
pub use envelope::Request;
pub use error::EncodeError;
pub use log_in::{LogIn, LoggedIn};
pub use log_out::LogOut;
pub use object::SoapObject;

use super::writer::ValueWriter;
use super::{Operation, Service, Session};
use crate::api::{Command, CommandName};
use crate::xml::Limits;

/// A command that the SOAP API has.
pub trait SoapCommand: Command {
    /// The operation that carries it out.
    fn operation(&self) -> Operation;

    /// Writes the parts of the operation.
    ///
    /// # Errors
    ///
    /// [`EncodeError`] if a text has a character that XML 1.0 cannot carry, or the command asks for
    /// something that SOAP does not have.
    fn write(&self, parts: &mut ValueWriter<'_>) -> Result<(), EncodeError>;

    /// Reads the answer.
    ///
    /// # Errors
    ///
    /// [`AnswerError`] if it is no answer to this command.
    fn read(&self, answer: Answer<'_, '_>) -> Result<Self::Answer, AnswerError>;
}

impl<C: SoapCommand + ?Sized> SoapCommand for &C {
    fn operation(&self) -> Operation {
        (**self).operation()
    }

    fn write(&self, parts: &mut ValueWriter<'_>) -> Result<(), EncodeError> {
        (**self).write(parts)
    }

    fn read(&self, answer: Answer<'_, '_>) -> Result<Self::Answer, AnswerError> {
        (**self).read(answer)
    }
}

/// Writes a request. Every operation but `login` and `version` needs a session; without one the
/// request has no header, for whoever adds it later.
///
/// # Errors
///
/// [`EncodeError`] if the command cannot be said in SOAP, or not in the binding of the service.
pub fn encode<C: SoapCommand + ?Sized>(
    service: &Service,
    session: Option<&Session>,
    command: &C,
) -> Result<Request, EncodeError> {
    envelope::write(service, session, command.operation(), |parts| {
        command.write(parts)
    })
}

/// Reads the answer to a request, in either binding. An answer with an HTTP status of 500 is read like
/// one with 200: faults come with it.
///
/// # Errors
///
/// [`AnswerError`] tells apart a refusal of the request as a whole, which is a fault with an error code
/// and means that nothing was carried out, and an answer that cannot be understood, which does not say
/// what was. A session that is over is a refusal with
/// [`SESSION_EXPIRED`](crate::error_code::ErrorCode::SESSION_EXPIRED).
pub fn decode<C: SoapCommand + ?Sized>(
    command: &C,
    body: &[u8],
    limits: Limits,
) -> Result<C::Answer, AnswerError> {
    answer::read(command.operation(), body, limits, |answer| {
        command.read(answer)
    })
}

/// The name that the command of an operation has in XML.
pub(super) const fn command_name(operation: Operation) -> &'static str {
    match operation {
        Operation::Add | Operation::Upsert => CommandName::Add.as_str(),
        Operation::Approve => CommandName::Approve.as_str(),
        Operation::CreateUser => CommandName::CreateUser.as_str(),
        Operation::Delete => CommandName::Delete.as_str(),
        Operation::Login | Operation::Logout => CommandName::Auth.as_str(),
        Operation::MakeUrl => CommandName::MakeUrl.as_str(),
        Operation::Modify => CommandName::Modify.as_str(),
        Operation::Read => CommandName::Read.as_str(),
        Operation::Reject => CommandName::Reject.as_str(),
        Operation::ServerTime => CommandName::Time.as_str(),
        Operation::Submit => CommandName::Submit.as_str(),
        Operation::Unapprove => CommandName::Unapprove.as_str(),
        Operation::Version => CommandName::Version.as_str(),
        Operation::Whoami => CommandName::Whoami.as_str(),
    }
}
