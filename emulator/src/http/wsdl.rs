//! The WSDL and the schema that it imports.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use suiteprojects::schema;

use super::{Answer, Shared};

/// The WSDL of the rpc/encoded binding, with the address of this server and the custom fields that
/// time entries have: what stock clients read must stand in it.
pub(super) async fn wsdl(State(shared): State<Arc<Shared>>) -> Response {
    let written = tokio::task::spawn_blocking(move || written(&shared)).await;
    let failed = |_| Answer::text(StatusCode::INTERNAL_SERVER_ERROR, "the WSDL was not made\n");
    written.unwrap_or_else(failed).into_response()
}

fn written(shared: &Shared) -> Answer {
    let names = match shared.engine().custom_fields("Task") {
        Ok(names) => names,
        Err(error) => return Answer::failed(&error),
    };
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let wsdl = schema::wsdl_with_custom_fields(&names).unwrap_or_else(|_| schema::wsdl());
    let address = format!(r#"<soap:address location="{}/soap""#, shared.url);
    let (before, rest) = wsdl.split_once("<soap:address").unwrap_or((&wsdl, ""));
    let (_, after) = rest.split_once("/>").unwrap_or(("", rest));
    Answer::xml(StatusCode::OK, format!("{before}{address}/>{after}"))
}

/// The schema of the SOAP encoding.
pub(super) async fn encoding() -> Response {
    Answer::xml(StatusCode::OK, schema::soap_encoding_schema()).into_response()
}
