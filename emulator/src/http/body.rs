//! The body of a request, within the limits.

use axum::extract::Request;
use axum::http::StatusCode;
use http_body_util::BodyExt as _;

use super::Answer;
use crate::options::Limits;

/// So many times the limit are read and thrown away, so that a client that sends first and reads then
/// gets its answer.
const PATIENCE: u64 = 16;

/// Reads the body.
pub(super) async fn read(request: Request, limits: &Limits) -> Result<Vec<u8>, Answer> {
    tokio::time::timeout(limits.body_time, collect(request, limits.body_bytes))
        .await
        .unwrap_or_else(|_| {
            Err(Answer::text(
                StatusCode::REQUEST_TIMEOUT,
                "the body of the request took too long\n",
            ))
        })
}

async fn collect(request: Request, most: usize) -> Result<Vec<u8>, Answer> {
    let mut body = request.into_body();
    let mut bytes = Vec::new();
    let mut size: u64 = 0;
    while let Some(frame) = body.frame().await {
        let Ok(frame) = frame else {
            return Err(Answer::text(
                StatusCode::BAD_REQUEST,
                "the body of the request broke off\n",
            ));
        };
        let Some(data) = frame.data_ref() else {
            continue;
        };
        size += data.len() as u64;
        if size <= most as u64 {
            bytes.extend_from_slice(data);
        } else {
            bytes = Vec::new();
        }
        if size > PATIENCE * most as u64 {
            break;
        }
    }
    if size > most as u64 {
        return Err(Answer::text(
            StatusCode::PAYLOAD_TOO_LARGE,
            format!("the body of the request is larger than {most} bytes\n"),
        ));
    }
    Ok(bytes)
}
