//! The way of a request: read, planned, carried out, kept in the history, answered.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::Request;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, HOST, HeaderName};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::Response;

use super::manners::Plan;
use super::{Answer, Shared, body, delivery};

/// A request that has arrived whole.
#[derive(Debug)]
pub(crate) struct Incoming {
    pub(crate) method: Method,
    /// Path and query.
    pub(crate) target: String,
    /// The host that it was sent to, as it says itself.
    pub(crate) host: Option<String>,
    /// The header of this name; never shown.
    pub(crate) authorization: Option<String>,
    pub(crate) body: Vec<u8>,
}

/// Answers requests of one wire.
pub(super) type Wire = fn(&Shared, &Incoming, &Plan) -> Answer;

impl Incoming {
    async fn receive(request: Request, shared: &Shared) -> Result<Self, Answer> {
        let incoming = Self::head(&request);
        let body = body::read(request, &shared.limits).await?;
        Ok(Self { body, ..incoming })
    }

    fn head(request: &Request) -> Self {
        let header = |name: HeaderName| {
            let value = request.headers().get(name)?;
            value.to_str().ok().map(str::to_owned)
        };
        let target = request.uri().path_and_query();
        Self {
            method: request.method().clone(),
            target: target.map_or("/", |target| target.as_str()).to_owned(),
            host: header(HOST),
            authorization: header(AUTHORIZATION),
            body: Vec::new(),
        }
    }

    /// The path, without the query.
    pub(crate) fn path(&self) -> &str {
        let (path, _) = self.target.split_once('?').unwrap_or((&self.target, ""));
        path
    }

    /// The query, without its question mark.
    pub(crate) fn query(&self) -> &str {
        self.target.split_once('?').map_or("", |(_, query)| query)
    }
}

/// Answers a request over a wire.
pub(super) async fn answer(shared: Arc<Shared>, request: Request, wire: Wire) -> Response {
    let incoming = match Incoming::receive(request, &shared).await {
        Ok(incoming) => incoming,
        Err(refusal) => return refusal.into_response(),
    };
    let mut plan = shared.manners.plan(&incoming);
    let (delivery, after) = (plan.delivery, plan.after);
    let later = plan.applied_later;
    if later.is_none() {
        tokio::time::sleep(plan.before).await;
    }
    // What has begun is brought to its end even if the client is gone.
    let begun = Instant::now();
    let work = move || {
        let answer = match plan.instead.take() {
            Some(answer) => answer,
            None => wire(&shared, &incoming, &plan),
        };
        let answer = shared.manners.dress(&incoming, answer);
        let now = shared.clock.now();
        shared
            .history()
            .add(now, begun.elapsed(), &incoming, &answer);
        answer
    };
    if let Some(later) = later {
        tokio::spawn(async move {
            tokio::time::sleep(later).await;
            let _ = tokio::task::spawn_blocking(work).await;
        });
        return delivery::prepare(Response::default(), String::new(), delivery);
    }
    let answer = tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| {
        Answer::text(
            StatusCode::INTERNAL_SERVER_ERROR,
            "the server failed on this request; what was not answered was not kept\n",
        )
    });
    if !after.is_zero() {
        tokio::time::sleep(after).await;
    }
    let head = answer.head();
    delivery::prepare(head, answer.body, delivery)
}

impl Answer {
    fn head(&self) -> Response {
        let mut response = Response::default();
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(self.content_type));
        for (name, value) in &self.headers {
            // A value that no header can have is left out.
            if let Ok(value) = HeaderValue::from_str(value) {
                headers.insert(name.clone(), value);
            }
        }
        response
    }

    pub(crate) fn into_response(self) -> Response {
        let head = self.head();
        delivery::prepare(head, self.body, super::manners::Delivery::Whole)
    }
}
