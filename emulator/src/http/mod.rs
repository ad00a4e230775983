//! The routes, and how connections are served.

mod body;
mod wsdl;

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use axum::routing::{get, post};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, oneshot};

use crate::engine::Engine;
use crate::options::Limits;
use crate::server::Stop;
use crate::soap;

/// What all requests share.
#[derive(Debug)]
pub(crate) struct Shared {
    engine: Mutex<Engine>,
    /// The base address.
    pub(crate) url: String,
    /// The only host that requests may be sent to, if there is one.
    account_host: Option<String>,
    pub(crate) limits: Limits,
}

impl Shared {
    pub(crate) fn new(
        engine: Engine,
        address: SocketAddr,
        account_host: Option<String>,
        limits: Limits,
    ) -> Self {
        Self {
            engine: Mutex::new(engine),
            url: format!("http://{address}"),
            account_host,
            limits,
        }
    }

    /// Whether requests to this host are for this account.
    pub(crate) fn is_account_host(&self, host: Option<&str>) -> bool {
        self.account_host
            .as_deref()
            .is_none_or(|account| host.is_some_and(|host| host.eq_ignore_ascii_case(account)))
    }

    /// The engine. A transaction that panicked was rolled back, so that what is behind the lock is whole.
    pub(crate) fn engine(&self) -> MutexGuard<'_, Engine> {
        self.engine.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An answer, before it goes to the wire.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) content_type: &'static str,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn text(status: StatusCode, body: impl Into<String>) -> Self {
        Self {
            status,
            content_type: "text/plain; charset=utf-8",
            body: body.into(),
        }
    }

    pub(crate) fn xml(status: StatusCode, body: String) -> Self {
        Self {
            status,
            content_type: "text/xml; charset=utf-8",
            body,
        }
    }

    fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = self.status;
        response.headers_mut().insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static(self.content_type),
        );
        response
    }
}

fn routes(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/soap", post(soap))
        .route("/wsdl.pl", get(wsdl::wsdl))
        .route("/soapenc.xsd", get(wsdl::encoding))
        .route("/healthz", get(healthz))
        .fallback(nothing_here)
        .method_not_allowed_fallback(other_method)
        .with_state(shared)
}

/// Answers a SOAP request.
async fn soap(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let host = host(&request);
    match body::read(request, &shared.limits).await {
        Ok(body) => work(move || soap::answer(&shared, host.as_deref(), &body)).await,
        Err(answer) => answer.into_response(),
    }
}

/// The host that a request was sent to, as it says itself.
fn host(request: &Request) -> Option<String> {
    let host = request.headers().get(header::HOST)?;
    host.to_str().ok().map(str::to_owned)
}

/// Does work that waits for the store.
async fn work(work: impl FnOnce() -> Answer + Send + 'static) -> Response {
    let answer = tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| {
        Answer::text(
            StatusCode::INTERNAL_SERVER_ERROR,
            "the server failed on this request; nothing of it was kept\n",
        )
    });
    answer.into_response()
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
        let service = TowerToHyperService::new(routes.clone());
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
