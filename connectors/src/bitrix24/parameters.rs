//! Parameters of a method, in their order.

use serde_json::{Map, Value};
use url::form_urlencoded::byte_serialize;

/// The parameters of a method, in the order that the vendor documents.
///
/// The server goes by the order and not by the names, as replies to other clients show, although its pages have
/// names. So both are kept: an object with the documented names in the documented order, and no query in the
/// address, which would come first.
///
/// ```
/// use suiteprojects_connectors::bitrix24::{Command, GetElapsedItem};
///
/// let get = GetElapsedItem::new("691".parse()?, "5".parse()?);
/// assert_eq!(get.parameters().body(), r#"{"TASKID":691,"ITEMID":5}"#);
/// assert_eq!(get.parameters().query(), "TASKID=691&ITEMID=5");
/// # Ok::<(), suiteprojects::task::IdError>(())
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Parameters(Vec<(&'static str, Value)>);

impl Parameters {
    pub(super) const fn none() -> Self {
        Self(Vec::new())
    }

    pub(super) fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.0.push((name, value.into()));
        self
    }

    /// As the body of a request, in JSON.
    pub fn body(&self) -> String {
        // A map of the JSON library would sort the names.
        let members = self.0.iter();
        let members: Vec<_> = members
            .map(|(name, value)| format!("\"{name}\":{value}"))
            .collect();
        format!("{{{}}}", members.join(","))
    }

    /// As a query, which a command of a batch is.
    pub fn query(&self) -> String {
        let mut pairs = Vec::new();
        for (name, value) in &self.0 {
            flatten((*name).to_owned(), value, &mut pairs);
        }
        pairs.join("&")
    }
}

fn flatten(name: String, value: &Value, pairs: &mut Vec<String>) {
    let inside = |key: &str| format!("{name}[{}]", encoded(key));
    match value {
        // What has nothing in it would have no pair, and the parameter after it would take its place.
        Value::Array(values) if values.is_empty() => pairs.push(name + "="),
        Value::Object(members) if members.is_empty() => pairs.push(name + "="),
        Value::Array(values) => {
            for (place, value) in values.iter().enumerate() {
                flatten(inside(&place.to_string()), value, pairs);
            }
        }
        Value::Object(members) => {
            for (key, value) in members {
                flatten(inside(key), value, pairs);
            }
        }
        Value::String(text) => pairs.push(format!("{name}={}", encoded(text))),
        Value::Null => pairs.push(name + "="),
        other => pairs.push(format!("{name}={other}")),
    }
}

fn encoded(text: &str) -> String {
    byte_serialize(text.as_bytes()).collect()
}

/// An object of these members.
pub(super) fn object(members: impl IntoIterator<Item = (String, Value)>) -> Value {
    Value::Object(members.into_iter().collect::<Map<_, _>>())
}
