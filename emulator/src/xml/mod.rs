//! The XML API: each command of a request is done by the engine in its order, and told by a result of its
//! own. A command that is refused does not keep back the others.
//!
//! A request that is not XML, or whose key is not taken, is answered by a status of the whole. Where the
//! login is refused every command still has a result, with status 2. The objects of a request beyond the first
//! 1,000 are refused with 555.

mod commands;
mod results;

use axum::http::StatusCode;
use suiteprojects::api::{CommandResult, Login};
use suiteprojects::error_code::ErrorCode;
use suiteprojects::task::Id;
use suiteprojects::xml::Limits;
use suiteprojects::xml::exchange::{AuthResult, Response};
use suiteprojects::xml::server::{Call, CommandCall, Request, Style};

use crate::engine::Engine;
use crate::http::{Answer, Incoming, Plan, Shared};
use crate::store::StoreError;

/// The answer to the body of a request.
pub(crate) fn answer(shared: &Shared, incoming: &Incoming, plan: &Plan) -> Answer {
    let response = match Request::parse(&incoming.body, Limits::default()) {
        Ok(request) => match respond(shared, incoming, plan, &request) {
            Ok(response) => response,
            Err(error) => return Answer::failed(&error),
        },
        // The real server has the words of its parser there.
        Err(error) => Response::refused(ErrorCode::UNSPECIFIED_FAILURE, error.to_string()),
    };
    let mut style = Style::default();
    style.has_empty_fields = true;
    let written = response.to_document_in(style).or_else(|error| {
        Response::refused(ErrorCode::UNSPECIFIED_FAILURE, error.to_string()).to_document()
    });
    Answer::xml(StatusCode::OK, written.unwrap_or_default())
}

/// The refusal of a whole request.
pub(crate) fn refused_whole(code: ErrorCode) -> Answer {
    let written = Response::refused(code, words(code)).to_document();
    Answer::xml(StatusCode::OK, written.unwrap_or_default())
}

fn respond(
    shared: &Shared,
    incoming: &Incoming,
    plan: &Plan,
    request: &Request,
) -> Result<Response, StoreError> {
    let mut engine = shared.engine();
    if let Err(code) = engine.application(&request.application) {
        return Ok(Response::refused(code, words(code)));
    }
    let is_account_host = shared.is_account_host(incoming.host.as_deref());
    engine.request(|engine| {
        let mut response = Response::default();
        let user = if is_account_host {
            log_in(engine, request)?
        } else {
            Some(Err(ErrorCode::ACCOUNT_DOMAIN_REQUIRED))
        };
        response.auth = user.map(|user| auth_result(request, user.err()));
        let user = user.and_then(Result::ok);
        let mut objects = 0;
        for command in request.commands.iter().take(plan.most_commands) {
            shared.manners.count(&command.name);
            let result = match user {
                _ if needs_no_login(command) => commands::without_login(engine, command),
                None => with_status(command, ErrorCode::NOT_LOGGED_IN),
                Some(user) => match commands::objectionable(command, &mut objects) {
                    Some(refusal) => results::refusal(command, &refusal),
                    None => commands::carry_out(engine, &shared.url, user, command)?,
                },
            };
            response.results.push(result);
        }
        Ok(response)
    })
}

/// What is said about the login. Of an access token it is what a client in production looks for.
fn auth_result(request: &Request, code: Option<ErrorCode>) -> AuthResult {
    let mut auth = AuthResult::default();
    auth.status = Some(code.unwrap_or(ErrorCode::OK));
    auth.text = code.map(words).unwrap_or_default();
    if code == Some(ErrorCode::SESSION_EXPIRED)
        && matches!(request.login, Some(Login::AccessToken(_)))
    {
        auth.status = Some(ErrorCode::NOT_LOGGED_IN);
        "invalid access token".clone_into(&mut auth.text);
    }
    auth
}

/// What becomes of the login, if there is one.
fn log_in(
    engine: &mut Engine,
    request: &Request,
) -> Result<Option<Result<Id, ErrorCode>>, StoreError> {
    if !request.has_auth {
        return Ok(None);
    }
    match &request.login {
        Some(login) => engine.log_in(login).map(Some),
        None => Ok(Some(Err(ErrorCode::BAD_CREDENTIALS))),
    }
}

/// `Time` and reads of `Error` are documented to go without a login; that `Version` does so too is our
/// reading.
fn needs_no_login(command: &CommandCall) -> bool {
    match &command.call {
        Call::Time | Call::Version(_) => true,
        Call::Read(question) => question.object_type == "Error",
        _ => false,
    }
}

/// A result with nothing but its status.
fn with_status(command: &CommandCall, code: ErrorCode) -> CommandResult {
    let mut result = CommandResult::default();
    result.name.clone_from(&command.name);
    result.status = Some(code);
    result
}

fn words(code: ErrorCode) -> String {
    match code {
        // As a client in production saw it.
        ErrorCode::KEY_NAMESPACE_MISMATCH => "The namespace and key do not match".to_owned(),
        ErrorCode::BAD_CREDENTIALS => String::new(),
        code => code.meaning().unwrap_or_default().to_owned(),
    }
}
