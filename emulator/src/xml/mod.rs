//! The XML API: a request is a login and commands, each with an answer of its own.
//!
//! What is wrong with a request as a whole is a bare `<response status="…">`; a login that is refused has its
//! status on `Auth`, and every command has 2 then. `Time`, `Version` and reads of `Error` need no login.
//!
//! Not documented, and so our reading: a root that is no `request` is refused with 1; several objects in one
//! command are carried out one by one, the status is that of the first that was refused, and the records of
//! those that were done are in the answer, of a removed one its id; the objects of a request beyond the first 1,000 are refused
//! with 555; custom fields are left alone without `enable_custom`.

mod arguments;
mod commands;
mod reading;
mod reply;

use suiteprojects::api::{Application, Login};
use suiteprojects::element::Element;
use suiteprojects::error_code::ErrorCode;
use suiteprojects::task::Id;
use suiteprojects::xml::{Limits, tree};

use crate::engine::Engine;
use crate::http::{Answer, Incoming, Plan, Shared};
use crate::store::StoreError;

use reply::{result, with_text};

/// The answer to a request.
pub(crate) fn answer(shared: &Shared, incoming: &Incoming, plan: &Plan) -> Answer {
    if !shared.is_account_host(incoming.host.as_deref()) {
        return reply::bare(ErrorCode::ACCOUNT_DOMAIN_REQUIRED, None);
    }
    let request = match tree::parse(&incoming.body, Limits::default()) {
        Ok(request) => request,
        Err(error) => {
            let text = error.to_string();
            return reply::bare(ErrorCode::UNSPECIFIED_FAILURE, Some(&text));
        }
    };
    if !request.name.is_plain("request") {
        let text = "the root element is not request";
        return reply::bare(ErrorCode::UNSPECIFIED_FAILURE, Some(text));
    }
    let mut engine = shared.engine();
    if let Err(code) = engine.application(&application(&request)) {
        let text = match code {
            ErrorCode::KEY_NAMESPACE_MISMATCH => Some("The namespace and key do not match"),
            _ => None,
        };
        return reply::bare(code, text);
    }
    let results = engine.request(|engine| {
        Session {
            engine,
            url: &shared.url,
            user: None,
            objects: 0,
        }
        .carry_out(&request, plan.most_commands)
    });
    match results {
        Ok(results) => reply::document(results),
        Err(error) => Answer::failed(&error),
    }
}

fn application(request: &Element) -> Application {
    let attribute = |name| request.attribute(name).unwrap_or_default();
    Application::new(
        attribute("client"),
        attribute("client_ver"),
        attribute("key"),
    )
    .in_namespace(attribute("namespace"))
}

/// A request at work.
struct Session<'s> {
    engine: &'s mut Engine,
    url: &'s str,
    /// Who is logged in.
    user: Option<Id>,
    /// How many objects the commands so far had.
    objects: usize,
}

impl Session<'_> {
    /// The results of the commands, in order.
    fn carry_out(mut self, request: &Element, most: usize) -> Result<Vec<Element>, StoreError> {
        let mut results = Vec::new();
        let mut commands = 0;
        for command in request.elements() {
            let name = &*command.name.local;
            if name == "Auth" {
                results.push(self.log_in(command)?);
                continue;
            }
            if commands == most {
                break;
            }
            commands += 1;
            results.push(self.command(name, command)?);
        }
        Ok(results)
    }

    fn log_in(&mut self, auth: &Element) -> Result<Element, StoreError> {
        let login = auth.child("Login").map(login);
        let user = match &login {
            Some(login) => self.engine.log_in(login)?,
            None => Err(ErrorCode::BAD_CREDENTIALS),
        };
        self.user = user.ok();
        Ok(match (user, login) {
            (Ok(_), _) => result("Auth", ErrorCode::OK),
            // As a client in production looks for it.
            (Err(_), Some(Login::AccessToken(_))) => with_text(
                result("Auth", ErrorCode::NOT_LOGGED_IN),
                "invalid access token",
            ),
            (Err(code), _) => result("Auth", code),
        })
    }
}

fn login(login: &Element) -> Login {
    let text = |name: &str| {
        let text = login.child(name).map(Element::text);
        text.unwrap_or_default().into_owned()
    };
    if login.child("access_token").is_some() {
        return Login::access_token(text("access_token"));
    }
    Login::password(text("company"), text("user"), text("password"))
}
