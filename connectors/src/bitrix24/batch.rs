//! Several methods in one request.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use thiserror::Error;

use super::command::{Command, envelope, post, unreadable};
use super::{Bitrix24, CallError, Refusal};
use crate::http::{Call, Request, Response};

/// Several methods in one request, each under a key of its own; at most 50.
///
/// It saves requests, not the time of the server that each method may use.
///
/// ```
/// use suiteprojects_connectors::bitrix24::{Batch, Call, GetElapsedItem};
///
/// let get = GetElapsedItem::new("691".parse()?, "5".parse()?);
/// let batch = Batch::new().with("a", &get)?;
/// let body = batch.request().body.unwrap_or_default();
/// assert_eq!(body, br#"{"halt":0,"cmd":{"a":"task.elapseditem.get?TASKID=691&ITEMID=5"}}"#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Batch {
    halts: bool,
    commands: Vec<(String, String)>,
    changes: bool,
}

/// Why a method does not go into a batch.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[non_exhaustive]
pub enum BatchError {
    /// There are 50 already.
    #[error("a batch has at most 50 methods")]
    Full,
    /// The key is there already.
    #[error("the key is in the batch already, expected one of its own for each method")]
    Key,
}

impl Batch {
    /// One without methods.
    pub fn new() -> Self {
        Self::default()
    }

    /// Ends at the first method that is refused.
    #[must_use]
    pub const fn halting(mut self) -> Self {
        self.halts = true;
        self
    }

    /// With one method more.
    ///
    /// # Errors
    ///
    /// [`BatchError`] if it is full, or has the key already.
    pub fn with(
        mut self,
        key: impl Into<String>,
        command: &impl Command,
    ) -> Result<Self, BatchError> {
        let key = key.into();
        if self.commands.len() >= 50 {
            return Err(BatchError::Full);
        }
        if self.commands.iter().any(|(known, _)| *known == key) {
            return Err(BatchError::Key);
        }
        let query = command.parameters().query();
        self.changes |= !command.changes_nothing();
        self.commands
            .push((key, format!("{}?{query}", command.method())));
        Ok(self)
    }
}

/// What became of the methods of a [`Batch`].
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct BatchAnswer {
    /// Results by key.
    pub results: BTreeMap<String, Value>,
    /// Refusals by key.
    pub refusals: BTreeMap<String, Refusal>,
    /// Totals of lists by key.
    pub totals: BTreeMap<String, Value>,
}

impl BatchAnswer {
    /// What the method under a key brought; `None` if it was not carried out, because one before it was refused.
    ///
    /// # Errors
    ///
    /// It was refused, or its result cannot be read.
    pub fn of<C: Command>(&self, key: &str, command: &C) -> Option<Result<C::Answer, CallError>> {
        if let Some(refusal) = self.refusals.get(key) {
            return Some(Err(CallError::Refused(refusal.clone())));
        }
        let mut members = Map::new();
        members.insert("result".to_owned(), self.results.get(key)?.clone());
        if let Some(total) = self.totals.get(key) {
            members.insert("total".to_owned(), total.clone());
        }
        Some(command.read_envelope(members))
    }
}

impl Call for Batch {
    type System = Bitrix24;
    type Answer = BatchAnswer;

    fn request(&self) -> Request {
        let commands = self.commands.iter();
        let commands: Vec<_> = commands
            .map(|(key, command)| {
                let (key, command) = (Value::from(key.as_str()), Value::from(command.as_str()));
                format!("{key}:{command}")
            })
            .collect();
        let halts = u8::from(self.halts);
        let body = format!("{{\"halt\":{halts},\"cmd\":{{{}}}}}", commands.join(","));
        post("batch", body)
    }

    fn is_read_only(&self) -> bool {
        !self.changes
    }

    fn decode(&self, response: &Response) -> Result<BatchAnswer, CallError> {
        let Some(Value::Object(mut result)) = envelope(response)?.remove("result") else {
            return Err(unreadable("another result", "an object with results"));
        };
        let mut part = |name: &str| Self::by_key(result.remove(name).unwrap_or_default());
        let status = response.status;
        let refusals = part("result_error")?.into_iter().map(|(key, error)| {
            let (code, description) = match &error {
                Value::Object(members) => (members.get("error"), members.get("error_description")),
                other => (Some(other), None),
            };
            let refusal = Refusal::read(status, code.unwrap_or(&Value::Null), description);
            (key, refusal)
        });
        let refusals = refusals.collect();
        Ok(BatchAnswer {
            refusals,
            results: part("result")?,
            totals: part("result_total")?,
        })
    }
}

impl Batch {
    /// An object; what is empty is an array, and what has keys 0, 1 and so on is one too.
    fn by_key(value: Value) -> Result<BTreeMap<String, Value>, CallError> {
        match value {
            Value::Null => Ok(BTreeMap::new()),
            Value::Object(members) => Ok(members.into_iter().collect()),
            Value::Array(values) => {
                let keys = (0..).map(|place: usize| place.to_string());
                Ok(keys.zip(values).collect())
            }
            _ => {
                let expected = "an object with a member for each method";
                Err(unreadable("another form", expected))
            }
        }
    }
}
