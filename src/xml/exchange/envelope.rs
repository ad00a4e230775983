//! The envelope of a request: `<request>` with the program, the login and the commands.

use std::fmt;

use crate::api::{Application, Login, Secret};
use crate::xml::{ContentWriter, TagWriter, WriteError, Writer};

/// The bytes of a request. They hold the API key and the login, so `Debug` tells only how many
/// there are.
pub struct Request {
    text: Secret,
    commands: CommandCounts,
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

    /// The names of the commands in their order, and how often each follows itself, as a log may
    /// show them: `Add (3), Read`.
    pub fn commands(&self) -> String {
        let named = self.commands.iter().map(|(name, count)| match count {
            1 => name.clone(),
            count => format!("{name} ({count})"),
        });
        named.collect::<Vec<_>>().join(", ")
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Request")
            .field("bytes", &self.size())
            .field("commands", &self.commands())
            .finish_non_exhaustive()
    }
}

/// Names of commands, and how often each follows itself.
type CommandCounts = Vec<(String, usize)>;

/// Adds commands to a request.
#[derive(Debug)]
pub struct RequestWriter<'w> {
    content: ContentWriter<'w>,
    commands: CommandCounts,
}

impl RequestWriter<'_> {
    /// Starts a command.
    ///
    /// # Errors
    ///
    /// [`WriteError`] if `name` is no name.
    pub fn command(&mut self, name: &str) -> Result<TagWriter<'_>, WriteError> {
        match self.commands.last_mut() {
            Some((last, count)) if last == name => *count += 1,
            _ => self.commands.push((name.to_owned(), 1)),
        }
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
        commands: Vec::new(),
    };
    if let Some(login) = login {
        let mut auth = request.content.start("Auth")?.content();
        write_login(&mut auth, login)?;
    }
    commands(&mut request)?;
    let commands = std::mem::take(&mut request.commands);
    drop(request);
    Ok(Request {
        text: Secret::new(writer.into_string()),
        commands,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_names_its_commands_and_nothing_else() {
        let application = Application::new("test", "1", "the-key");
        let request = write(
            &application,
            Some(&Login::access_token("the-token")),
            |request| {
                for name in ["Add", "Add", "Read", "Add"] {
                    request.command(name)?;
                }
                Ok(())
            },
        )
        .unwrap();
        assert_eq!(request.commands(), "Add (2), Read, Add");
        let shown = format!("{request:?}");
        assert!(
            shown.contains("Add (2), Read, Add") && !shown.contains("the-"),
            "{shown}"
        );
    }
}
