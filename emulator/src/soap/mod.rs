//! SOAP: what a request asks for is done by the engine, and the answer written as stock clients read it.
//!
//! Faults are for what is wrong with the request as a whole: a message that is none, a session that is
//! not there, a login that is refused. Everything else is told with each object.

mod operations;
mod results;

use axum::http::StatusCode;
use suiteprojects::api::NewestVersion;
use suiteprojects::error_code::ErrorCode;
use suiteprojects::soap::server::{Call, Reply, Request};
use suiteprojects::soap::{Fault, Session};
use suiteprojects::task::Id;
use suiteprojects::xml;

use crate::engine::Engine;
use crate::http::{Answer, Incoming, Plan, Shared};
use crate::store::StoreError;

/// Why there is a fault and no answer.
enum Failure {
    Code(ErrorCode),
    Store(StoreError),
}

impl From<ErrorCode> for Failure {
    fn from(code: ErrorCode) -> Self {
        Self::Code(code)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl Failure {
    fn fault(&self) -> Fault {
        match self {
            Self::Code(code) => Fault::of_code(*code, code.meaning().unwrap_or("refused")),
            Self::Store(error) => Fault::named("Server", error.with_cause()),
        }
    }
}

/// The answer to the body of a request.
pub(crate) fn answer(shared: &Shared, incoming: &Incoming, _plan: &Plan) -> Answer {
    if !shared.is_account_host(incoming.host.as_deref()) {
        return fault(&Failure::from(ErrorCode::ACCOUNT_DOMAIN_REQUIRED).fault());
    }
    let request = match Request::parse(&incoming.body, xml::Limits::default()) {
        Ok(request) => request,
        Err(error) => return fault(&Fault::of_error(&error)),
    };
    let reply = shared
        .engine()
        .request(|engine| reply(engine, &shared.url, &request));
    let reply = match reply {
        Ok(reply) => reply,
        Err(failure) => return fault(&failure.fault()),
    };
    match reply.to_envelope(&request.service) {
        Ok(body) => Answer::xml(StatusCode::OK, body),
        Err(error) => fault(&Fault::named("Server", error.to_string())),
    }
}

fn fault(fault: &Fault) -> Answer {
    let body = fault.to_envelope().unwrap_or_default();
    Answer::xml(StatusCode::INTERNAL_SERVER_ERROR, body)
}

fn reply(engine: &mut Engine, url: &str, request: &Request) -> Result<Reply, Failure> {
    match &request.call {
        Call::Login {
            application, login, ..
        } => {
            engine.application(application)?;
            let user = engine.log_in(login)??;
            Ok(Reply::Login {
                session: engine.begin_session(user).into(),
                url: url.to_owned(),
            })
        }
        Call::Version(_) => Ok(Reply::Version(NewestVersion::default())),
        Call::Logout => {
            user(engine, request.session.as_ref())?;
            if let Some(Session::Id(id)) = &request.session {
                engine.end_session(id.expose());
            }
            Ok(Reply::Logout("Logged out".to_owned()))
        }
        call => {
            let user = user(engine, request.session.as_ref())?;
            operations::carry_out(engine, url, user, call)
        }
    }
}

/// The user of the session of a request.
fn user(engine: &mut Engine, session: Option<&Session>) -> Result<Id, Failure> {
    match session {
        Some(Session::Id(id)) => Ok(engine.session(id.expose())?),
        Some(Session::AccessToken(token)) => Ok(engine.user_of_token(token.expose())??),
        _ => Err(ErrorCode::NOT_LOGGED_IN.into()),
    }
}
