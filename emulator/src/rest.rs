//! REST: the resource of time entries, over the same engine as the other wires.
//!
//! Not documented, and so our reading: every request but `OPTIONS` needs an access token; several entries in
//! one body are stored one by one, those that are refused change nothing for the others.

use axum::http::StatusCode;
use axum::http::header::HeaderName;
use suiteprojects::api::served::Object;
use suiteprojects::api::{self, Direction};
use suiteprojects::error_code::ErrorCode;
use suiteprojects::rest::PATH;
use suiteprojects::rest::server::{Answer as Reply, Call, CreateCall, ListCall};
use suiteprojects::task::{Entry, Field, Id, Task, Wire};

use crate::engine::{Engine, Outcome, Refusal, task};
use crate::http::{Answer, Incoming, Plan, Shared};
use crate::store::{StoreError, Stored};

/// Custom fields are taken and returned: nothing tells whether they are wanted.
const CUSTOM: bool = true;

/// The answer to a request.
pub(crate) fn answer(shared: &Shared, incoming: &Incoming, _plan: &Plan) -> Answer {
    let (path, query) = incoming
        .target
        .split_once('?')
        .unwrap_or((&incoming.target, ""));
    let call = Call::parse(incoming.method.as_str(), path, query, &incoming.body);
    let reply = match call {
        Ok(Call::Discover) => Ok(Reply::description()),
        Ok(call) => shared
            .engine()
            .request(|engine| reply(engine, shared, incoming, call)),
        Err(reply) => Ok(reply),
    };
    match reply {
        Ok(reply) => written(reply),
        Err(error) => Answer::failed(&error),
    }
}

fn written(reply: Reply) -> Answer {
    let status = StatusCode::from_u16(reply.status);
    let mut answer = Answer::text(
        status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
        reply.body,
    );
    answer.content_type = "application/json";
    answer.headers = reply
        .headers
        .into_iter()
        .filter_map(|(name, value)| Some((HeaderName::from_bytes(name.as_bytes()).ok()?, value)))
        .collect();
    answer
}

fn reply(
    engine: &mut Engine,
    shared: &Shared,
    incoming: &Incoming,
    call: Call<'_>,
) -> Result<Reply, StoreError> {
    if !shared.is_account_host(incoming.host.as_deref()) {
        let refusal = Refusal::new(ErrorCode::ACCOUNT_DOMAIN_REQUIRED);
        return Ok(Reply::refused(&told(refusal)));
    }
    let Some(token) = bearer(incoming) else {
        return Ok(Reply::unauthorized("an access token is missing"));
    };
    let Ok(user) = engine.user_of_token(token)? else {
        return Ok(Reply::unauthorized("the access token is not valid"));
    };
    match call {
        Call::List(call) => list(engine, shared, user, &call),
        Call::Get { id, selection, .. } => {
            let found = engine.command_over(Wire::Rest, user, |work| work.time_entry(id))?;
            Ok(match found {
                Some(record) => Reply::one(&task(&record), selection.as_ref()),
                None => Reply::refused(&told(Refusal::new(ErrorCode::NO_RECORD))),
            })
        }
        Call::Create(call) => create(engine, user, &call),
        Call::Delete(id) => {
            let object = [object_of(id)];
            let outcomes = engine.command_over(Wire::Rest, user, |work| work.delete(&object))?;
            Ok(match outcomes.into_iter().next() {
                Some(Err(refusal)) => Reply::refused(&told(refusal)),
                _ => Reply::deleted(id),
            })
        }
        _ => Ok(Reply::failed(405, "the resource does not have this method")),
    }
}

/// The access token of a request.
fn bearer(incoming: &Incoming) -> Option<&str> {
    let (scheme, token) = incoming.authorization.as_deref()?.split_once(' ')?;
    let token = token.trim_ascii();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}

fn list(engine: &Engine, shared: &Shared, user: Id, call: &ListCall) -> Result<Reply, StoreError> {
    let order = call.order.map(|order| {
        let descends = order.direction() == Direction::Descending;
        (order.field().as_str(), descends)
    });
    // How many there are in all is a part of the answer, so all are looked at; those of the page are kept.
    let mut page: Vec<Task> = Vec::new();
    let mut total: u64 = 0;
    let mut visit = |record: Stored| {
        let task = task(&record);
        if call.query.as_ref().is_none_or(|query| query.matches(&task)) {
            if total >= call.offset && page.len() < call.limit.get() {
                page.push(task);
            }
            total += 1;
        }
    };
    engine.command_over(Wire::Rest, user, |work| {
        work.each_time_entry(order, &mut visit)
    })?;
    let address = format!("{}{PATH}", shared.url);
    Ok(Reply::page(call, &page, total, &address))
}

fn create(engine: &Engine, user: Id, call: &CreateCall<'_>) -> Result<Reply, StoreError> {
    let objects: Vec<Object> = call
        .entries
        .iter()
        .map(|entry| Object::Task(Box::new(entry.clone().into_owned())))
        .collect();
    let outcomes = engine.command_over(Wire::Rest, user, |work| work.add(&objects, CUSTOM))?;
    let result = |outcome: Outcome| match outcome {
        Ok(done) => Ok(task(&done.record)),
        Err(refusal) => Err(told(refusal)),
    };
    let results: Vec<_> = outcomes.into_iter().map(result).collect();
    Ok(Reply::created(call, &results))
}

fn object_of(id: Id) -> Object {
    let mut entry = Entry::new();
    entry.set(Field::Id, id.to_string());
    Object::Task(Box::new(entry))
}

/// A refusal as the library writes it.
fn told(refusal: Refusal) -> api::Refusal {
    let mut told = api::Refusal::new(refusal.code);
    told.text = refusal.text;
    told
}
