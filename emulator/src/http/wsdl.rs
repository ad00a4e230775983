//! The WSDL and the schema that it imports.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use suiteprojects::schema;

use super::{Answer, Shared};

/// The WSDL of the rpc/encoded binding, with the address of this server.
pub(super) async fn wsdl(State(shared): State<Arc<Shared>>) -> Response {
    let wsdl = schema::wsdl();
    let address = format!(r#"<soap:address location="{}/soap""#, shared.url);
    let (before, rest) = wsdl.split_once("<soap:address").unwrap_or((&wsdl, ""));
    let (_, after) = rest.split_once("/>").unwrap_or(("", rest));
    Answer::xml(StatusCode::OK, format!("{before}{address}/>{after}")).into_response()
}

/// The schema of the SOAP encoding.
pub(super) async fn encoding() -> Response {
    Answer::xml(StatusCode::OK, schema::soap_encoding_schema()).into_response()
}
