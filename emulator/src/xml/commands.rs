//! The commands.

use chrono::{Datelike as _, Timelike as _};
use suiteprojects::api::served::{Object, ReadCall};
use suiteprojects::api::{Approval, CommandResult};
use suiteprojects::element::Element;
use suiteprojects::error_code::ErrorCode;
use suiteprojects::record::Received;
use suiteprojects::task::Id;
use suiteprojects::time::NaiveDateTime;
use suiteprojects::xml::server::{Call, CommandCall};

use super::results::{approvals, deleted, refusal, updates};
use super::with_status;
use crate::engine::{Engine, MOST_OBJECTS, Refusal, Step, complete};
use crate::store::StoreError;

/// Does what a command asks for, for this user.
pub(super) fn carry_out(
    engine: &mut Engine,
    url: &str,
    user: Id,
    command: &CommandCall,
) -> Result<CommandResult, StoreError> {
    let custom = command.attribute("enable_custom") == Some("1");
    let lookup = command.attribute("lookup");
    Ok(match &command.call {
        Call::Add(objects) => {
            let outcomes = engine.command(user, |work| match lookup {
                Some(field) => work.upsert(objects, field, custom),
                None => work.add(objects, custom),
            })?;
            updates(command, outcomes, custom)
        }
        Call::Modify(objects) => {
            let custom_lookup = match command.attribute("method") {
                Some("custom equal to") => lookup.or(custom_field(objects)),
                _ => lookup,
            };
            let outcomes =
                engine.command(user, |work| work.modify(objects, custom_lookup, custom))?;
            updates(command, outcomes, custom)
        }
        Call::ModifyOnCondition {
            objects, moment, ..
        } => {
            let (Some(since), Some("if-not-updated")) = (*moment, command.attribute("condition"))
            else {
                let refusal = Refusal::new(ErrorCode::BAD_PARAMETERS)
                    .with_text("expected the condition if-not-updated and a Date");
                return Ok(self::refusal(command, &refusal));
            };
            let outcomes = engine.command(user, |work| {
                work.modify_if_not_updated(objects, since, custom)
            })?;
            updates(command, outcomes, custom)
        }
        Call::Delete(objects) => {
            deleted(command, engine.command(user, |work| work.delete(objects))?)
        }
        Call::Read(question) => read(engine, user, command, question, custom)?,
        Call::Approval {
            objects, approval, ..
        } => approval_result(engine, user, command, objects, approval.as_ref())?,
        Call::CreateUser {
            user: person,
            company,
            ..
        } => {
            let outcome = engine.command(user, |work| work.create_user(person, company, custom))?;
            updates(command, vec![outcome], custom)
        }
        Call::MakeUrl(call) => {
            let made = engine.make_url(url, call.uid.expose(), &call.page, &call.application);
            address(command, made)
        }
        Call::RemoteAuth(login) => {
            let user = match login {
                Some(login) => engine.log_in(login)?,
                None => Err(ErrorCode::BAD_CREDENTIALS),
            };
            let made = user.map(|user| format!("{url}/?uid={}", engine.begin_session(user)));
            address(command, made.map_err(Refusal::new))
        }
        // Nothing can be mailed here, and so no record is looked at.
        Call::Report(_) => with_status(command, ErrorCode::OK),
        Call::Whoami => match engine.whoami(user)? {
            Ok(user) => {
                let mut result = with_status(command, ErrorCode::OK);
                result.records.push(complete(&user, &[], custom));
                result
            }
            Err(refusal) => self::refusal(command, &refusal),
        },
        Call::Unreadable(found) => {
            let code = match command.name.as_str() {
                "CreateUser" => ErrorCode::CREATE_USER_OBJECTS_MISSING,
                _ => ErrorCode::UNSPECIFIED_FAILURE,
            };
            let refusal = Refusal::new(code).with_text(found);
            self::refusal(command, &refusal)
        }
        _ => with_status(command, ErrorCode::NO_SUCH_COMMAND),
    })
}

/// What is done without knowing who asks.
pub(super) fn without_login(engine: &Engine, command: &CommandCall) -> CommandResult {
    let mut result = with_status(command, ErrorCode::OK);
    match &command.call {
        Call::Time => result.records.push(Received::Other(time(engine.now()))),
        Call::Version(_) => {
            result.remarks = ["number", "url", "size"].map(Element::new).into();
        }
        Call::Read(question) => return error_texts(command, question),
        _ => {}
    }
    result
}

/// What is wrong with the objects of a command, after so many in the commands before. It says of which type
/// they are, and has at least one; elements of other types are none, as users of the vendor's server found.
pub(super) fn objectionable(command: &CommandCall, before: &mut usize) -> Option<Refusal> {
    let objects = match &command.call {
        Call::Add(objects)
        | Call::Modify(objects)
        | Call::Delete(objects)
        | Call::Report(objects)
        | Call::ModifyOnCondition { objects, .. }
        | Call::Approval { objects, .. } => Some(objects.len()),
        Call::Read(_) => None,
        _ => return None,
    };
    if command.attribute("type").is_none() {
        let refusal = Refusal::new(ErrorCode::UNKNOWN_TYPE_OR_METHOD);
        return Some(refusal.with_text("found no type, expected one"));
    }
    let objects = objects?;
    *before = before.saturating_add(objects);
    if objects == 0 {
        return Some(Refusal::new(ErrorCode::MISSING_ARGUMENTS));
    }
    (*before > MOST_OBJECTS).then(|| {
        Refusal::new(ErrorCode::TOO_MANY_INPUT_OBJECTS).with_text(format!(
            "expected at most {MOST_OBJECTS} objects in a request"
        ))
    })
}

/// The custom field by which the objects of a Modify are found.
fn custom_field(objects: &[Object]) -> Option<&str> {
    match objects.first()? {
        Object::Task(entry) => entry.custom().first().map(|field| &*field.name),
        Object::Other(element) => {
            let mut fields = element.elements().map(|field| field.name.local.as_str());
            fields.find(|name| name.ends_with("__c"))
        }
        _ => None,
    }
}

fn read(
    engine: &mut Engine,
    user: Id,
    command: &CommandCall,
    question: &ReadCall,
    custom: bool,
) -> Result<CommandResult, StoreError> {
    Ok(match engine.command(user, |work| work.read(question))? {
        Ok(records) => {
            let mut result = with_status(command, ErrorCode::OK);
            let records = records.iter();
            let records = records.map(|record| complete(record, &question.fields, custom));
            result.records = records.collect();
            result
        }
        Err(refusal) => self::refusal(command, &refusal),
    })
}

/// The long texts of codes, which the vendor keeps as records of the type `Error`.
fn error_texts(command: &CommandCall, question: &ReadCall) -> CommandResult {
    let mut result = with_status(command, ErrorCode::OK);
    for object in &question.objects {
        let code = object.child("code").map(Element::text).unwrap_or_default();
        let Some((code, meaning)) = code
            .trim_ascii()
            .parse::<ErrorCode>()
            .ok()
            .and_then(|code| Some((code, code.meaning()?)))
        else {
            continue;
        };
        let field = |name: &str, text: &str| Element::new(name).with_text(text);
        let record = Element::new("Error")
            .with_child(field("code", &code.get().to_string()))
            .with_child(field("text", meaning))
            .with_child(Element::new("comment"));
        result.records.push(Received::Other(record));
    }
    if result.records.is_empty() {
        result.status = Some(ErrorCode::NO_RECORD);
    }
    result
}

fn approval_result(
    engine: &mut Engine,
    user: Id,
    command: &CommandCall,
    objects: &[Object],
    approval: Option<&Approval>,
) -> Result<CommandResult, StoreError> {
    let step = match command.name.as_str() {
        "Submit" => Step::Submit,
        "Approve" => Step::Approve,
        "Reject" => Step::Reject,
        _ => Step::Unapprove,
    };
    let objects = objects.iter().map(|object| (object, approval));
    let outcomes = engine.command(user, |work| work.approval(step, objects))?;
    Ok(approvals(command, outcomes))
}

fn address(command: &CommandCall, made: Result<String, Refusal>) -> CommandResult {
    match made {
        Ok(url) => {
            let mut result = with_status(command, ErrorCode::OK);
            result.text = url;
            result
        }
        Err(refusal) => self::refusal(command, &refusal),
    }
}

/// The `Date` that `Time` answers with: its numbers are not padded, and it says how far it is from UTC.
fn time(now: NaiveDateTime) -> Element {
    let members = [
        ("hour", now.hour().to_string()),
        ("minute", now.minute().to_string()),
        ("timezone", "+0000".to_owned()),
        ("second", now.second().to_string()),
        ("month", now.month().to_string()),
        ("day", now.day().to_string()),
        ("year", now.year().to_string()),
    ];
    members
        .into_iter()
        .fold(Element::new("Date"), |date, (name, text)| {
            date.with_child(Element::new(name).with_text(text))
        })
}
