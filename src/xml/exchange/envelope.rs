//! The envelope of a request: `<request>` with the program, the login and the commands.

use std::fmt;

use crate::api::{Application, Login, Secret};
use crate::xml::{ContentWriter, TagWriter, WriteError, Writer};

/// The bytes of a request. They hold the API key and the login, so `Debug` tells only how many
/// there are.
pub struct Request {
    text: Secret,
}

impl Request {
    /// The text of the request, secrets included.
    pub fn expose(&self) -> &str {
        self.text.expose()
    }

    /// How many bytes the request has.
    pub fn size(&self) -> usize {
        self.expose().len()
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Request")
            .field("bytes", &self.size())
            .finish_non_exhaustive()
    }
}

/// Adds commands to a request.
#[derive(Debug)]
pub struct RequestWriter<'w> {
    content: ContentWriter<'w>,
}

impl RequestWriter<'_> {
    /// Starts a command.
    ///
    /// # Errors
    ///
    /// [`WriteError`] if `name` is no name.
    pub fn command(&mut self, name: &str) -> Result<TagWriter<'_>, WriteError> {
        self.content.start(name)
    }
}

pub(super) fn write(
    application: &Application,
    login: Option<&Login>,
    commands: impl FnOnce(&mut RequestWriter<'_>) -> Result<(), WriteError>,
) -> Result<Request, WriteError> {
    let mut writer = Writer::new();
    writer.declaration();
    let mut tag = writer.start("request")?;
    tag.attribute("API_version", "1.0")?
        .attribute("client", &application.client)?
        .attribute("client_ver", &application.client_version)?
        .attribute("namespace", &application.namespace)?
        .attribute("key", application.key.expose())?;
    let mut request = RequestWriter {
        content: tag.content(),
    };
    if let Some(login) = login {
        let mut auth = request.content.start("Auth")?.content();
        write_login(&mut auth, login)?;
    }
    commands(&mut request)?;
    drop(request);
    Ok(Request {
        text: Secret::new(writer.into_string()),
    })
}

/// Writes the element `Login`, which `Auth` and `RemoteAuth` hold.
pub(super) fn write_login(
    content: &mut ContentWriter<'_>,
    login: &Login,
) -> Result<(), WriteError> {
    let mut content = content.start("Login")?.content();
    match login {
        Login::Password {
            company,
            user,
            password,
        } => {
            content.element_with_text("company", company)?;
            content.element_with_text("user", user)?;
            content.element_with_text("password", password.expose())
        }
        Login::AccessToken(token) => content.element_with_text("access_token", token.expose()),
    }
}
