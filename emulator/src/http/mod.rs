//! The routes, and how connections are served.

pub(crate) mod body;
mod commands;
mod delivery;
mod exchange;
mod history;
mod manners;
mod masking;
mod oauth;
#[cfg(test)]
mod push_tests;
pub(crate) mod site;
#[cfg(test)]
mod tests;
mod wsdl;

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderName, StatusCode};
use axum::response::Response;
use axum::routing::{any, get, post};
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, oneshot};

pub(crate) use exchange::Incoming;
pub(crate) use history::Exchange;
pub use manners::Counts;
pub(crate) use manners::{Delivery, Manners, Plan};
pub(crate) use masking::masked;

use history::History;

use crate::engine::{Clock, Engine};
use crate::options::Limits;
use crate::reading::FileReader;
use crate::server::Stop;
use crate::store::StoreError;
use crate::{page, rest, soap, xml};

/// What all requests share.
#[derive(Debug)]
pub(crate) struct Shared {
    engine: Mutex<Engine>,
    /// That of the engine, for asking the time without waiting for it.
    clock: Clock,
    /// The base address.
    pub(crate) url: String,
    /// The only host that requests may be sent to, if there is one.
    account_host: Option<String>,
    pub(crate) limits: Limits,
    pub(crate) manners: Manners,
    pub(crate) file_reader: Arc<dyn FileReader>,
    /// Where it listens.
    pub(crate) address: SocketAddr,
    history: Mutex<History>,
}

impl Shared {
    pub(crate) fn new(
        engine: Engine,
        address: SocketAddr,
        account_host: Option<String>,
        limits: Limits,
        manners: Manners,
        file_reader: Arc<dyn FileReader>,
    ) -> Self {
        Self {
            clock: engine.clock().clone(),
            engine: Mutex::new(engine),
            url: format!("http://{address}"),
            account_host,
            limits,
            manners,
            file_reader,
            address,
            history: Mutex::default(),
        }
    }

    /// Whether requests to this host are for this account.
    pub(crate) fn is_account_host(&self, host: Option<&str>) -> bool {
        self.account_host
            .as_deref()
            .is_none_or(|account| host.is_some_and(|host| host.eq_ignore_ascii_case(account)))
    }

    /// The last requests and answers.
    pub(crate) fn history(&self) -> MutexGuard<'_, History> {
        self.history.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The engine. A transaction that panicked was rolled back, so that what is behind the lock is whole.
    pub(crate) fn engine(&self) -> MutexGuard<'_, Engine> {
        self.engine.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An answer, before it goes to the wire.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) content_type: &'static str,
    /// Headers besides.
    pub(crate) headers: Vec<(HeaderName, String)>,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn text(status: StatusCode, body: impl Into<String>) -> Self {
        Self {
            status,
            content_type: "text/plain; charset=utf-8",
            headers: Vec::new(),
            body: body.into(),
        }
    }

    /// The answer to a request that the store failed on.
    pub(crate) fn failed(error: &StoreError) -> Self {
        Self::text(StatusCode::INTERNAL_SERVER_ERROR, error.with_cause() + "\n")
    }

    pub(crate) fn xml(status: StatusCode, body: String) -> Self {
        Self {
            content_type: "text/xml; charset=utf-8",
            ..Self::text(status, body)
        }
    }
}

/// Everything at an address goes over one wire.
macro_rules! over {
    ($wire:expr) => {
        |State(shared): State<Arc<Shared>>, request: Request| {
            exchange::answer(shared, request, $wire)
        }
    };
}

fn routes(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/api.pl", post(over!(xml::answer)).put(over!(xml::answer)))
        .route("/soap", post(over!(soap::answer)))
        .route("/wsdl.pl", get(wsdl::wsdl))
        .route("/soapenc.xsd", get(wsdl::encoding))
        .route("/login/oauth2/v1/authorize", get(over!(oauth::authorize)))
        .route("/login/oauth2/v1/token", post(over!(oauth::token)))
        .route("/rest/v1/{*path}", any(over!(rest::answer)))
        .route("/healthz", get(healthz))
        .merge(page::routes(&shared))
        .fallback(nothing_here)
        .method_not_allowed_fallback(other_method)
        .layer(axum::middleware::from_fn(site::keep_out))
        .with_state(shared)
}

async fn healthz() -> Response {
    Answer::text(StatusCode::OK, "ok\n").into_response()
}

async fn nothing_here(request: Request) -> Response {
    let path: String = request.uri().path().chars().take(100).collect();
    let text = format!(
        "nothing is at {path:?}, expected /api.pl, /soap, /wsdl.pl, /rest/v1/time-entries or /healthz\n"
    );
    Answer::text(StatusCode::NOT_FOUND, text).into_response()
}

async fn other_method(request: Request) -> Response {
    let text = format!("{} is not for this address\n", request.method());
    Answer::text(StatusCode::METHOD_NOT_ALLOWED, text).into_response()
}

/// Serves connections until it is told to stop.
pub(crate) async fn serve(
    listener: TcpListener,
    shared: Arc<Shared>,
    mut stop: oneshot::Receiver<Stop>,
) {
    let limits = shared.limits;
    let routes = routes(shared);
    let connections = Arc::new(Semaphore::new(limits.connections));
    let graceful = GracefulShutdown::new();
    let how = loop {
        // The permit comes first: who cannot be served waits in the queue of the system.
        let accepted = async {
            let permit = Arc::clone(&connections).acquire_owned().await.ok()?;
            Some((permit, listener.accept().await))
        };
        let (permit, stream) = tokio::select! {
            biased;
            how = &mut stop => break how.unwrap_or(Stop::AtOnce),
            accepted = accepted => match accepted {
                Some((permit, Ok((stream, _)))) => (permit, stream),
                // A client that is gone already, or no more files: neither is for ever.
                Some((_, Err(_))) => {
                    tokio::time::sleep(std::time::Duration::from_millis(10)).await;
                    continue;
                }
                None => break Stop::AtOnce,
            },
        };
        let _ = stream.set_nodelay(true);
        let mut http = hyper::server::conn::http1::Builder::new();
        http.timer(TokioTimer::new())
            .header_read_timeout(limits.head_time);
        let routes = TowerToHyperService::new(routes.clone());
        let service = service_fn(move |request| {
            let answer = routes.call(request);
            async move { delivery::checked(answer.await) }
        });
        let connection = graceful.watch(http.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            // Whatever breaks off here is a client that went away.
            let _ = tokio::time::timeout(limits.connection_time, connection).await;
            drop(permit);
        });
    };
    drop(listener);
    if matches!(how, Stop::Gracefully) {
        let _ = tokio::time::timeout(limits.stop_time, graceful.shutdown()).await;
    }
}
