//! The samples of Bitrix24, if the folder with them lies beside the checkout: every answer is read and every request
//! is made by our types with an equal meaning.

#![allow(clippy::panic, clippy::unwrap_used, reason = "only tests are here")]

use std::io::Write as _;
use std::path::PathBuf;

use serde_json::Value;
use suiteprojects_connectors::bitrix24::{
    Action, AddElapsedItem, Batch, Call, CallError, Code, DeleteElapsedItem, ElapsedItemFields,
    GetElapsedItem, GetManifest, IsActionAllowed, ListElapsedItems, OAuthClient, Refresh, Response,
    Source, TasksError, TasksErrorKind, TokenError, UpdateElapsedItem,
};

fn folder() -> Option<PathBuf> {
    let shared = std::env::var_os("SUITEPROJECTS_SHARED").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared")),
        PathBuf::from,
    );
    let folder = shared.join("corpus/other-systems/bitrix24");
    if folder.is_dir() {
        return Some(folder);
    }
    let message = format!("skipped: no samples at {}\n", folder.display());
    std::io::stderr().write_all(message.as_bytes()).unwrap();
    None
}

fn get(item: &str) -> GetElapsedItem {
    GetElapsedItem::new(item.parse().unwrap(), "1".parse().unwrap())
}

fn fields() -> ElapsedItemFields {
    ElapsedItemFields::new(113, "comment text")
}

#[test]
fn every_answer_is_read() {
    let Some(folder) = folder() else { return };
    let mut seen = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let file = file.unwrap();
        let name = file.file_name().into_string().unwrap();
        if file.path().extension().is_none_or(|kind| kind != "json") {
            continue;
        }
        seen += 1;
        let body = std::fs::read(file.path()).unwrap();
        let status = if name.starts_with("err-") { 400 } else { 200 };
        let answer = Response::new(status, body.clone());
        let task = "691".parse().unwrap();
        match &*name {
            "res-add.json" | "res-add-oint-2025.json" | "res-add-oint-2026.json" => {
                let id = AddElapsedItem::new(task, fields()).decode(&answer).unwrap();
                assert!([5, 2914, 4382].contains(&id.get()), "{name}");
            }
            "res-get-array-form.json" => {
                let item = get("691").decode(&answer).unwrap();
                assert_eq!(item.seconds.value(), Some(&3600));
                assert_eq!(item.source.value(), Some(&Source::Manual));
                assert!(item.other.is_empty());
                // It is of another task than was asked for.
                assert!(get("692").decode(&answer).is_err());
            }
            "res-get-oint-object.json" => {
                let item = get("2404").decode(&answer).unwrap();
                assert_eq!(item.comment_text.value().unwrap(), "Time spent on work");
            }
            "res-getlist.json" => {
                let page = ListElapsedItems::of_all_tasks().decode(&answer).unwrap();
                assert_eq!((page.items.len(), page.has_more), (1, false));
            }
            "res-getmanifest.json" => {
                let manifest = GetManifest.decode(&answer).unwrap();
                assert_eq!(manifest["Manifest version"], "1.2");
            }
            "res-isactionallowed.json" => {
                let item = "5".parse().unwrap();
                let ask = IsActionAllowed::new(task, item, Action::Add);
                assert!(ask.decode(&answer).unwrap());
            }
            "res-update-null.json" => {
                let item = "5".parse().unwrap();
                let update = UpdateElapsedItem::new(task, item, fields());
                update.decode(&answer).unwrap();
            }
            "res-delete-null.json" => {
                let delete = DeleteElapsedItem::new(task, "5".parse().unwrap());
                delete.decode(&answer).unwrap();
            }
            "res-batch-ok.json" => {
                let batch = Batch::new().decode(&answer).unwrap();
                assert_eq!((batch.results.len(), batch.refusals.len()), (2, 0));
                assert_eq!(batch.totals["get_department"], 1);
            }
            "res-batch-error-halt0.json" | "res-batch-error-halt1.json" => {
                let batch = Batch::new().decode(&answer).unwrap();
                assert!(batch.results.is_empty());
                assert_eq!(batch.refusals["get_user"].code, Code::InsufficientScope);
            }
            "oauth-token-response.json" | "oauth-refresh-response.json" => {
                let refresh = Refresh::new(OAuthClient::new("id", "s"), "r".into());
                let tokens = refresh.decode(200, &body).unwrap();
                assert_eq!(tokens.expires_in.unwrap().as_secs(), 3600);
                assert!(tokens.refresh_token.is_some());
            }
            "err-oauth-payment-required.json" => {
                let refresh = Refresh::new(OAuthClient::new("id", "s"), "r".into());
                let Err(TokenError::Refused(refusal)) = refresh.decode(400, &body) else {
                    panic!("{name}");
                };
                assert_eq!(&*refusal.error, "PAYMENT_REQUIRED");
            }
            // A method of another API, whose answer has an envelope too.
            "res-v3-timeman-record-list.json" => {
                assert!(GetManifest.decode(&answer).unwrap().contains_key("items"));
            }
            name if name.starts_with("err-") => check_refusal(name, &answer),
            other => panic!("{other} is not tested"),
        }
    }
    assert!(seen >= 30, "{seen}");
}

fn check_refusal(name: &str, answer: &Response) {
    let Err(CallError::Refused(refusal)) = get("691").decode(answer) else {
        panic!("{name}");
    };
    let kind = refusal.tasks.as_ref().map(TasksError::kind);
    let expected = match name {
        name if name.starts_with("err-tasks-256") => Some(TasksErrorKind::WrongArguments),
        "err-tasks-4-action-not-allowed.json" => Some(TasksErrorKind::ActionNotAllowed),
        "err-tasks-512-item-not-found.json" => Some(TasksErrorKind::ItemNotFound),
        "err-tasks-8-action-failed.json" => Some(TasksErrorKind::ActionFailed),
        _ => None,
    };
    assert_eq!(kind, expected, "{name}");
    if let Some(tasks) = &refusal.tasks {
        assert!(!tasks.name.ends_with(['.', '>']), "{name}: {tasks:?}");
    }
    assert_ne!(refusal.code.as_str(), "", "{name}");
    let is_known = !matches!(refusal.code, Code::Other(_));
    let is_of_these = !name.contains("-v3-") && !name.contains("generic");
    assert_eq!(is_known, is_of_these, "{name}");
}

/// Method and body of a sample, which is JSON.
fn sample(folder: &std::path::Path, name: &str) -> (String, Value) {
    let text = std::fs::read_to_string(folder.join(name)).unwrap();
    let (head, body) = text.split_once("\n\n").unwrap();
    let address = head.split(' ').nth(1).unwrap();
    let method = address.rsplit('/').next().unwrap();
    let body = serde_json::from_str(body).unwrap();
    (method.to_ascii_lowercase(), body)
}

#[test]
fn every_request_is_made() {
    let Some(folder) = folder() else { return };
    let (task, item) = ("691".parse().unwrap(), "5".parse().unwrap());
    let requests = [
        (
            "req-add-webhook.http",
            AddElapsedItem::new(task, fields()).request(),
        ),
        (
            "req-get.http",
            GetElapsedItem::new(task, "1".parse().unwrap()).request(),
        ),
        (
            "req-update.http",
            UpdateElapsedItem::new(task, item, fields()).request(),
        ),
        (
            "req-delete.http",
            DeleteElapsedItem::new(task, item).request(),
        ),
        (
            "req-isactionallowed.http",
            IsActionAllowed::new(task, item, Action::Add).request(),
        ),
    ];
    for (name, request) in requests {
        let (method, body) = sample(&folder, name);
        assert_eq!(request.path, format!("/{method}"), "{name}");
        assert!(request.query.is_empty(), "{name}");
        let ours: Value = serde_json::from_slice(&request.body.unwrap()).unwrap();
        assert_eq!(ours, body, "{name}");
    }
    // The same but for texts instead of numbers, a time without a zone, and the token.
    let (method, body) = sample(&folder, "req-add-oint.http");
    assert_eq!(method, "task.elapseditem.add");
    let moment = "2025-08-15T22:51:17+00:00".parse().unwrap();
    let fields = ElapsedItemFields::new(7200, "Time spent on work")
        .of_user("10".parse().unwrap())
        .with_created_date(moment);
    let request = AddElapsedItem::new("7998".parse().unwrap(), fields).request();
    let ours: Value = serde_json::from_slice(&request.body.unwrap()).unwrap();
    assert_eq!(ours["TASKID"].to_string(), body["TASKID"].as_str().unwrap());
    let (ours, theirs) = (&ours["ARFIELDS"], &body["ARFIELDS"]);
    for name in ["SECONDS", "USER_ID"] {
        assert_eq!(ours[name].to_string(), theirs[name].as_str().unwrap());
    }
    assert_eq!(ours["COMMENT_TEXT"], theirs["COMMENT_TEXT"]);
    let day = ours["CREATED_DATE"].as_str().unwrap();
    assert!(day.starts_with(theirs["CREATED_DATE"].as_str().unwrap()));
    // Pages are told by the last id and not by their number, so order and filter are ours; the names and their
    // places are those of the sample.
    let (method, body) = sample(&folder, "req-getlist-named.http");
    let list = ListElapsedItems::of_task("1".parse().unwrap()).request();
    assert_eq!(list.path, format!("/{method}"));
    let text = String::from_utf8(list.body.unwrap()).unwrap();
    let ours: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(ours["TASKID"], body["TASKID"]);
    let places = ["TASKID", "ORDER", "FILTER", "SELECT", "PARAMS"];
    let places = places.map(|name| text.find(&format!("\"{name}\":")).unwrap());
    assert!(places.is_sorted());
    assert_eq!(body.as_object().unwrap().len(), places.len());
}
