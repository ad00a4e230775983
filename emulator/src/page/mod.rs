//! The page at `/`, for people to look at: what is stored, the last requests and answers, and a box that tells
//! what the rules say about a file.
//!
//! It changes nothing. Everything but the box and the refresh works without script, and nothing is loaded from
//! anywhere else. What it shows may be hostile: all text goes through [`maud`], which escapes it, and the
//! policy of the page forbids inline scripts besides. `guard` keeps other sites out.

mod check;
mod exchanges;
mod frame;
mod guard;
mod overview;
mod pretty;
mod records;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::response::Response;
use axum::routing::{get, post};
use maud::{Markup, html};
use url::form_urlencoded::parse;

use crate::http::{Answer, Shared};
use crate::store::StoreError;

/// What a page is, or why there is none.
type Page = Result<Markup, Trouble>;

/// Why there is no page.
#[derive(Debug)]
enum Trouble {
    NotFound(&'static str),
    Store(StoreError),
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// What the address of a page says besides its path.
#[derive(Debug)]
struct Asked {
    query: String,
}

impl Asked {
    fn text(&self, name: &str) -> Option<String> {
        let mut named = parse(self.query.as_bytes()).filter(|(key, _)| key == name);
        named.next().map(|(_, value)| value.into_owned())
    }

    fn number(&self, name: &str) -> u64 {
        self.text(name)
            .and_then(|text| text.parse().ok())
            .unwrap_or_default()
    }
}

/// The addresses of the page.
pub(crate) fn routes(shared: &Arc<Shared>) -> Router<Arc<Shared>> {
    Router::new()
        .route("/", get(overview))
        .route("/page/day", get(day))
        .route("/page/records/{type}", get(list))
        .route("/page/records/{type}/{id}", get(record))
        .route("/page/exchanges", get(all_exchanges))
        .route("/page/exchanges/{number}", get(one_exchange))
        .route("/page/check", get(box_alone))
        .route("/page/check", post(check::answer))
        .route("/page/style.css", get(style))
        .route("/page/script.js", get(script))
        .route("/page/icon.svg", get(icon))
        .layer(from_fn_with_state(Arc::clone(shared), guard::guard))
}

/// Makes a page from what it takes from the address; the store is asked on a thread that may wait.
async fn page(
    shared: Arc<Shared>,
    request: Request,
    make: impl FnOnce(&Shared, &Asked) -> Page + Send + 'static,
) -> Response {
    let asked = Asked {
        query: request.uri().query().unwrap_or_default().to_owned(),
    };
    let outcome = tokio::task::spawn_blocking(move || make(&shared, &asked)).await;
    let (status, markup) = match outcome {
        Ok(Ok(markup)) => (StatusCode::OK, markup),
        Ok(Err(Trouble::NotFound(what))) => (StatusCode::NOT_FOUND, trouble(what)),
        Ok(Err(Trouble::Store(error))) => (
            StatusCode::INTERNAL_SERVER_ERROR,
            trouble(&error.with_cause()),
        ),
        Err(_) => (
            StatusCode::INTERNAL_SERVER_ERROR,
            trouble("this page could not be made"),
        ),
    };
    hypertext(status, markup)
}

fn trouble(what: &str) -> Markup {
    frame::whole("Not here", "", &html! { h1 { "Not here" } p { (what) } })
}

fn hypertext(status: StatusCode, markup: Markup) -> Response {
    let mut answer = Answer::text(status, markup.into_string());
    answer.content_type = "text/html; charset=utf-8";
    answer.into_response()
}

async fn overview(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    page(shared, request, overview::overview).await
}

async fn day(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    page(shared, request, records::day).await
}

async fn list(
    State(shared): State<Arc<Shared>>,
    Path(object_type): Path<String>,
    request: Request,
) -> Response {
    page(shared, request, move |shared, asked| {
        records::list(shared, asked, &object_type)
    })
    .await
}

async fn record(
    State(shared): State<Arc<Shared>>,
    Path((object_type, id)): Path<(String, String)>,
    request: Request,
) -> Response {
    page(shared, request, move |shared, _| {
        records::record(shared, &object_type, &id)
    })
    .await
}

async fn all_exchanges(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    page(shared, request, |shared, _| Ok(exchanges::all(shared))).await
}

async fn one_exchange(
    State(shared): State<Arc<Shared>>,
    Path(number): Path<String>,
    request: Request,
) -> Response {
    page(shared, request, move |shared, _| {
        exchanges::one(shared, &number)
    })
    .await
}

async fn box_alone(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    page(shared, request, |_, _| Ok(check::alone())).await
}

async fn style() -> Response {
    file("text/css; charset=utf-8", include_str!("style.css"))
}

async fn script() -> Response {
    file("text/javascript; charset=utf-8", include_str!("script.js"))
}

async fn icon() -> Response {
    file("image/svg+xml", include_str!("icon.svg"))
}

fn file(content_type: &'static str, text: &'static str) -> Response {
    let mut answer = Answer::text(StatusCode::OK, text);
    answer.content_type = content_type;
    answer.into_response()
}
