//! OAuth 2.0: the page that would ask the user, which here says yes at once, and the tokens.
//!
//! Requests and answers are those of RFC 6749 (4.1, 5, 6). The verifier of PKCE has to be there if a challenge
//! was; whether it fits is not checked.

use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, LOCATION};
use serde_json::json;
use url::Url;
use url::form_urlencoded::parse;

use super::manners::Plan;
use super::{Answer, Incoming, Shared};
use crate::engine::{Grant, Tokens};

/// Sends the user back with a code.
pub(super) fn authorize(shared: &Shared, incoming: &Incoming, _plan: &Plan) -> Answer {
    let parameter = |name: &str| {
        let mut named = parse(incoming.query().as_bytes()).filter(|(key, _)| key == name);
        named.next().map(|(_, value)| value.into_owned())
    };
    let wrong = |text: &str| Answer::text(StatusCode::BAD_REQUEST, format!("{text}\n"));
    let Some(back) = parameter("redirect_uri").and_then(|uri| Url::parse(&uri).ok()) else {
        return wrong("there is no redirect_uri that can be read");
    };
    if parameter("response_type").as_deref() != Some("code") {
        return wrong("the response_type is not code");
    }
    let challenge = parameter("code_challenge").is_some();
    let code = shared
        .engine()
        .request(|engine| engine.new_code(back.as_str(), challenge));
    let code = match code {
        Ok(Ok(code)) => code,
        Ok(Err(code)) => return wrong(code.meaning().unwrap_or("refused")),
        Err(error) => return Answer::failed(&error),
    };
    let mut back = back;
    back.query_pairs_mut().append_pair("code", &code);
    if let Some(state) = parameter("state") {
        back.query_pairs_mut().append_pair("state", &state);
    }
    let mut answer = Answer::text(StatusCode::FOUND, "");
    answer.headers.push((LOCATION, back.into()));
    answer
}

/// Turns a code or a refresh token into tokens.
pub(super) fn token(shared: &Shared, incoming: &Incoming, _plan: &Plan) -> Answer {
    let parameter = |name: &str| {
        let mut named = parse(&incoming.body).filter(|(key, _)| key == name);
        named
            .next()
            .map(|(_, value)| value.into_owned())
            .unwrap_or_default()
    };
    let is_known = incoming
        .authorization
        .as_deref()
        .is_some_and(|header| header.starts_with("Basic "))
        || !parameter("client_id").is_empty();
    if !is_known {
        return error(StatusCode::UNAUTHORIZED, "invalid_client");
    }
    let grant = match &*parameter("grant_type") {
        "authorization_code" => Grant::Code {
            code: parameter("code"),
            redirect: parameter("redirect_uri"),
            has_verifier: !parameter("code_verifier").is_empty(),
        },
        "refresh_token" => Grant::Refresh(parameter("refresh_token")),
        _ => return error(StatusCode::BAD_REQUEST, "unsupported_grant_type"),
    };
    let tokens = shared.engine().request(|engine| engine.tokens(&grant));
    match tokens {
        Ok(Some(Tokens {
            access,
            refresh,
            seconds,
        })) => {
            let tokens = json!({
                "access_token": access,
                "token_type": "Bearer",
                "expires_in": seconds,
                "refresh_token": refresh,
            });
            answer(StatusCode::OK, &tokens)
        }
        Ok(None) => error(StatusCode::BAD_REQUEST, "invalid_grant"),
        Err(problem) => Answer::failed(&problem),
    }
}

fn error(status: StatusCode, name: &str) -> Answer {
    answer(status, &json!({ "error": name }))
}

fn answer(status: StatusCode, json: &serde_json::Value) -> Answer {
    let mut answer = Answer::text(status, json.to_string());
    answer.content_type = "application/json";
    // RFC 6749, 5.1.
    answer.headers.push((CACHE_CONTROL, "no-store".to_owned()));
    answer
}
