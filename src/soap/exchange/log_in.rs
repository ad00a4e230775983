//! `login`.

use super::{Answer, EncodeError, SoapCommand};
use crate::api::{Application, Command, Login, Secret};
use crate::soap::writer::ValueWriter;
use crate::soap::{Binding, Operation, Session};
use crate::xml::exchange::AnswerError;

/// Begins a session, in which the other operations are asked for.
///
/// ```
/// use suiteprojects::api::{Application, Login};
/// use suiteprojects::soap::LogIn;
///
/// let application = Application::new("payroll bridge", "2.1", "the key");
/// let login = Login::password("Eagle", "ann", "s3cret");
/// assert!(LogIn::new(&application, &login).is_some());
/// // A token is sent with each request instead.
/// assert!(LogIn::new(&application, &Login::access_token("token")).is_none());
/// ```
#[derive(Clone, Copy, Debug)]
pub struct LogIn<'a> {
    application: &'a Application,
    company: &'a str,
    user: &'a str,
    password: &'a Secret,
}

/// A session that has begun.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct LoggedIn {
    /// The session, for the requests that follow.
    pub session: Session,
    /// The address of the account, if the server tells it.
    pub url: Option<String>,
}

impl<'a> LogIn<'a> {
    /// Begins a session of this user; `None` for an access token, with which there is nothing to begin:
    /// see [`Session::AccessToken`].
    pub fn new(application: &'a Application, login: &'a Login) -> Option<Self> {
        match login {
            Login::Password {
                company,
                user,
                password,
            } => Some(Self {
                application,
                company,
                user,
                password,
            }),
            Login::AccessToken(_) => None,
        }
    }
}

impl Command for LogIn<'_> {
    type Answer = LoggedIn;

    fn is_read_only(&self) -> bool {
        true
    }
}

impl SoapCommand for LogIn<'_> {
    fn operation(&self) -> Operation {
        Operation::Login
    }

    fn write(&self, parts: &mut ValueWriter<'_>) -> Result<(), EncodeError> {
        let part = match parts.binding() {
            Binding::RpcEncoded => "login_par",
            Binding::DocumentLiteral => "login",
        };
        let mut parameters = parts.structure(part, "LoginParams")?;
        parameters.text("api_namespace", &self.application.namespace)?;
        parameters.text("api_key", self.application.key.expose())?;
        parameters.text("company", self.company)?;
        parameters.text("user", self.user)?;
        parameters.text("password", self.password.expose())?;
        parameters.text("client", &self.application.client)?;
        parameters.text("version", &self.application.client_version)?;
        Ok(())
    }

    fn read(&self, answer: Answer<'_, '_>) -> Result<Self::Answer, AnswerError> {
        let result = answer.structure(&["sessionId"])?;
        let Some(id) = result.text_of("sessionId")? else {
            return Err(AnswerError::unexpected(
                "a login without a sessionId",
                "one",
            ));
        };
        Ok(LoggedIn {
            session: Session::id(id.into_owned()),
            url: result.text_of("url")?.map(Into::into),
        })
    }
}
