//! SOAP: what a request asks for is done by the engine, and the answer written as stock clients read it.

use axum::http::StatusCode;
use suiteprojects::api::NewestVersion;
use suiteprojects::error_code::ErrorCode;
use suiteprojects::record::ErrorText;
use suiteprojects::soap::server::{Call, ReadCall, ReadResult, Reply, Request, UpdateResult};
use suiteprojects::soap::{Fault, Service, Session};
use suiteprojects::task::Id;
use suiteprojects::xml;

use crate::engine::{Change, Done, Engine, Outcome, Refusal, received};
use crate::http::{Answer, Shared};
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

/// The answer to the body of a request.
pub(crate) fn answer(shared: &Shared, body: &[u8]) -> Answer {
    let request = match Request::parse(body, xml::Limits::default()) {
        Ok(request) => request,
        Err(error) => return fault(&Fault::of_error(&error)),
    };
    let reply = match reply(shared, &request) {
        Ok(reply) => reply,
        Err(Failure::Code(code)) => {
            let text = code.meaning().unwrap_or("refused");
            return fault(&Fault::of_code(code, text));
        }
        Err(Failure::Store(error)) => return fault(&Fault::named("Server", error.to_string())),
    };
    match reply.to_envelope(&Service::rpc_encoded()) {
        Ok(body) => Answer::xml(StatusCode::OK, body),
        Err(error) => fault(&Fault::named("Server", error.to_string())),
    }
}

fn fault(fault: &Fault) -> Answer {
    let body = fault.to_envelope().unwrap_or_default();
    Answer::xml(StatusCode::INTERNAL_SERVER_ERROR, body)
}

fn reply(shared: &Shared, request: &Request) -> Result<Reply, Failure> {
    let mut engine = shared.engine();
    let engine = &mut *engine;
    if let Call::Login {
        application, login, ..
    } = &request.call
    {
        engine.application(application)?;
        let user = engine.log_in(login)??;
        let session = engine.begin_session(user);
        return Ok(Reply::Login {
            session: session.into(),
            url: shared.url.clone(),
        });
    }
    if let Call::Version(_) = &request.call {
        return Ok(Reply::Version(NewestVersion::default()));
    }
    let user = user(engine, request.session.as_ref())?;
    Ok(match &request.call {
        Call::Add(objects) => Reply::Add(updates(
            engine.command(user, |work| work.add(objects, true))?,
        )),
        Call::Read(questions) => Reply::Read(reads(engine, user, questions)?),
        Call::Logout => {
            if let Some(Session::Id(id)) = &request.session {
                engine.end_session(id.expose());
            }
            Reply::Logout("Logged out".to_owned())
        }
        Call::ServerTime => Reply::ServerTime(engine.now()),
        Call::Whoami => {
            let found = engine.command(user, |work| work.whoami())?;
            let user = found.map_err(|refusal| refusal.code)?;
            match received(&user, &[], true) {
                suiteprojects::record::Received::Other(user) => Reply::Whoami(user),
                _ => return Err(ErrorCode::UNSPECIFIED_FAILURE.into()),
            }
        }
        _ => return Err(ErrorCode::NO_SUCH_COMMAND.into()),
    })
}

/// The user of the session of a request.
fn user(engine: &mut Engine, session: Option<&Session>) -> Result<Id, Failure> {
    match session {
        Some(Session::Id(id)) => Ok(engine.session(id.expose())?),
        Some(Session::AccessToken(token)) => Ok(engine.user_of_token(token.expose())??),
        _ => Err(ErrorCode::NOT_LOGGED_IN.into()),
    }
}

fn updates(outcomes: Vec<Outcome>) -> Vec<UpdateResult> {
    let update = |outcome: Outcome| match outcome {
        Ok(Done { change, record }) => match change {
            Change::Added => UpdateResult::added(record.id),
            Change::Updated => UpdateResult::updated(record.id),
            Change::Deleted => UpdateResult::deleted(record.id),
        },
        Err(refusal) => UpdateResult::refused(refusal.id, errors(&refusal)),
    };
    outcomes.into_iter().map(update).collect()
}

/// The errors that a refusal is told by: the meaning of the code in short, and what else there is to say
/// at length.
fn errors(refusal: &Refusal) -> Vec<ErrorText> {
    let mut error = ErrorText::default();
    error.code = Some(refusal.code.get().to_string());
    error.text = refusal.code.meaning().map(str::to_owned);
    error.comment = refusal.text.clone();
    vec![error]
}

fn reads(
    engine: &mut Engine,
    user: Id,
    questions: &[ReadCall],
) -> Result<Vec<ReadResult>, StoreError> {
    let read = |question: &ReadCall| -> Result<ReadResult, StoreError> {
        let found = engine.command(user, |work| work.read(question))?;
        Ok(match found {
            Ok(records) => {
                let records = records.iter();
                let records = records.map(|record| received(record, &question.fields, true));
                ReadResult::found(records.collect())
            }
            Err(refusal) => ReadResult::refused(errors(&refusal)),
        })
    };
    questions.iter().map(read).collect()
}
