//! Hiding what lets requests in where a server sends it back.

use serde_json::Value;
use suiteprojects::api::Secret;

const HIDDEN: &str = "[redacted]";

/// The body without the secrets, also where JSON writes them in escapes; `None` if they are not in it.
pub(super) fn hidden(body: &[u8], secrets: &[&Secret]) -> Option<Vec<u8>> {
    let text = String::from_utf8_lossy(body);
    let plain = without(&text, secrets);
    // Most secrets have nothing to escape, and most bodies no escape.
    let Some(mut json) = serde_json::from_str::<Value>(&plain)
        .ok()
        .filter(|_| plain.contains('\\'))
    else {
        return (*text != *plain).then(|| plain.into_bytes());
    };
    if hide(&mut json, secrets) {
        return Some(json.to_string().into_bytes());
    }
    (*text != *plain).then(|| plain.into_bytes())
}

fn without(text: &str, secrets: &[&Secret]) -> String {
    let secrets = secrets.iter().map(|secret| secret.expose());
    secrets
        .filter(|secret| !secret.is_empty())
        .fold(text.to_owned(), |text, secret| text.replace(secret, HIDDEN))
}

fn hide(json: &mut Value, secrets: &[&Secret]) -> bool {
    match json {
        Value::String(text) => {
            let hidden = without(text, secrets);
            let is_changed = hidden != *text;
            *text = hidden;
            is_changed
        }
        Value::Array(values) => values
            .iter_mut()
            .fold(false, |is_changed, value| hide(value, secrets) | is_changed),
        Value::Object(members) => {
            let mut is_changed = false;
            let hidden = std::mem::take(members)
                .into_iter()
                .map(|(name, mut value)| {
                    is_changed |= hide(&mut value, secrets);
                    let shown = without(&name, secrets);
                    is_changed |= shown != name;
                    (shown, value)
                });
            let hidden = hidden.collect();
            *members = hidden;
            is_changed
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_in_every_dress() {
        let secret = Secret::from("canary-1");
        let hide = |body: &str| {
            let hidden = hidden(body.as_bytes(), &[&secret]);
            hidden.map(|body| String::from_utf8(body).unwrap())
        };
        assert_eq!(hide("a canary-1 b").as_deref(), Some("a [redacted] b"));
        assert_eq!(
            hide(r#"{"a":["\u0063anary-1"]}"#).as_deref(),
            Some(r#"{"a":["[redacted]"]}"#)
        );
        assert_eq!(
            hide(r#"{"\u0063anary-1":1}"#).as_deref(),
            Some(r#"{"[redacted]":1}"#)
        );
        assert_eq!(hide(r#"{"a":"\u0063anary"}"#), None);
        assert_eq!(hide(""), None);
    }
}
