//! How an answer leaves: whole, in half, or not at all.

use std::convert::Infallible;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use hyper::body::{Bytes, Frame, SizeHint};
use tokio::time::Sleep;

use super::manners::Delivery;

/// The mark of an answer that must not leave.
#[derive(Clone, Copy, Debug)]
struct Dropped;

/// How long the half of an answer has for leaving before the connection is closed.
const HEAD_START: Duration = Duration::from_millis(50);

/// Prepares an answer for leaving like this.
pub(super) fn prepare(mut response: Response, body: String, delivery: Delivery) -> Response {
    let bytes = Bytes::from(body);
    match delivery {
        Delivery::Whole => *response.body_mut() = Body::from(bytes),
        Delivery::Half => {
            let length = HeaderValue::from(bytes.len());
            response
                .headers_mut()
                .insert(header::CONTENT_LENGTH, length);
            *response.body_mut() = Body::new(Half {
                size: bytes.len() as u64,
                bytes: Some(bytes.slice(..bytes.len() / 2)),
                gone: Box::pin(tokio::time::sleep(HEAD_START)),
            });
        }
        Delivery::Nothing => {
            response.extensions_mut().insert(Dropped);
        }
    }
    response
}

/// The answer, or the error that makes the server close the connection.
pub(super) fn checked(answer: Result<Response, Infallible>) -> Result<Response, io::Error> {
    match answer {
        Ok(response) if response.extensions().get::<Dropped>().is_some() => {
            Err(io::ErrorKind::ConnectionAborted.into())
        }
        Ok(response) => Ok(response),
        Err(never) => match never {},
    }
}

/// A body that breaks off.
struct Half {
    size: u64,
    bytes: Option<Bytes>,
    gone: Pin<Box<Sleep>>,
}

impl hyper::body::Body for Half {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(bytes) = self.bytes.take() {
            return Poll::Ready(Some(Ok(Frame::data(bytes))));
        }
        let gone = self.gone.as_mut();
        gone.poll(context)
            .map(|()| Some(Err(io::ErrorKind::ConnectionAborted.into())))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.size)
    }
}
