//! The operations that need a session.

use suiteprojects::error_code::ErrorCode;
use suiteprojects::record::Received;
use suiteprojects::soap::server::{
    ApprovalCall, Call, ReadCall, ReadResult, Reply, UrlCall, UrlResult,
};
use suiteprojects::task::Id;

use super::Failure;
use super::results::{approvals, errors, update, updates};
use crate::engine::{Engine, Step, complete, received};
use crate::store::{StoreError, Stored};

/// Custom fields are taken and returned without being asked for, as the vendor's pages say of an account's own
/// WSDL.
const CUSTOM: bool = true;

/// Does what a request asks for, for this user.
pub(super) fn carry_out(
    engine: &mut Engine,
    url: &str,
    user: Id,
    call: &Call,
) -> Result<Reply, Failure> {
    Ok(match call {
        Call::Add(objects) => Reply::Add(updates(
            engine.command(user, |work| work.add(objects, CUSTOM))?,
        )),
        Call::Modify {
            attributes,
            objects,
            ..
        } => {
            let lookup = attribute(attributes, "lookup_custom").or(attribute(attributes, "lookup"));
            let outcomes = engine.command(user, |work| work.modify(objects, lookup, CUSTOM))?;
            Reply::Modify(updates(outcomes))
        }
        Call::Upsert {
            attributes,
            objects,
            ..
        } => {
            // The documented default.
            let lookup = attribute(attributes, "lookup").unwrap_or("id");
            let outcomes = engine.command(user, |work| work.upsert(objects, lookup, CUSTOM))?;
            Reply::Upsert(updates(outcomes))
        }
        Call::Delete(objects) => {
            Reply::Delete(updates(engine.command(user, |work| work.delete(objects))?))
        }
        Call::Read(questions) => Reply::Read(reads(engine, user, questions)?),
        Call::Submit(calls) => Reply::Submit(approvals(steps(engine, user, Step::Submit, calls)?)),
        Call::Approve(calls) => {
            Reply::Approve(approvals(steps(engine, user, Step::Approve, calls)?))
        }
        Call::Reject(calls) => Reply::Reject(approvals(steps(engine, user, Step::Reject, calls)?)),
        Call::Unapprove(calls) => {
            Reply::Unapprove(approvals(steps(engine, user, Step::Unapprove, calls)?))
        }
        Call::CreateUser {
            user: person,
            company,
            ..
        } => Reply::CreateUser(update(
            engine.command(user, |work| work.create_user(person, company, CUSTOM))?,
        )),
        Call::MakeUrl(calls) => {
            Reply::MakeUrl(calls.iter().map(|call| made(engine, url, call)).collect())
        }
        Call::ServerTime => Reply::ServerTime(engine.now()),
        Call::Whoami => {
            let found = engine.whoami(user)?;
            let user = found.map_err(|refusal| refusal.code)?;
            match returned(&user, &[]) {
                Received::Other(user) => Reply::Whoami(user),
                _ => return Err(ErrorCode::UNSPECIFIED_FAILURE.into()),
            }
        }
        _ => return Err(ErrorCode::NO_SUCH_COMMAND.into()),
    })
}

fn attribute<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    attributes
        .iter()
        .find(|(attribute, _)| attribute == name)
        .map(|(_, value)| value.as_str())
        .filter(|value| !value.is_empty())
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
                let records = records.map(|record| returned(record, &question.fields));
                ReadResult::found(records.collect())
            }
            Err(refusal) => ReadResult::refused(errors(&refusal)),
        })
    };
    questions.iter().map(read).collect()
}

/// A record as it is returned. Of a time entry what has no value is left out; records of other types have it as
/// empty texts, as answers of the real server show, so that a switch that is off is told from one that was not asked for.
fn returned(record: &Stored, only: &[String]) -> Received {
    match record.object_type.as_str() {
        "Task" => received(record, only, CUSTOM),
        _ => complete(record, only, CUSTOM),
    }
}

type Steps = Vec<Result<crate::engine::Moved, crate::engine::Refusal>>;

fn steps(
    engine: &mut Engine,
    user: Id,
    step: Step,
    calls: &[ApprovalCall],
) -> Result<Steps, StoreError> {
    let objects = calls
        .iter()
        .map(|call| (&call.object, call.approval.as_ref()));
    engine.command(user, |work| work.approval(step, objects))
}

fn made(engine: &mut Engine, url: &str, call: &UrlCall) -> UrlResult {
    let mut result = UrlResult::default();
    match engine.make_url(url, call.uid.expose(), &call.page, &call.application) {
        Ok(url) => result.url = Some(url),
        Err(refusal) => result.errors = errors(&refusal),
    }
    result
}
