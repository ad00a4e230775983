//! Reads what the portal says about the methods.

use serde_json::{Map, Value};

use super::command::{Command, read};
use super::{CallError, Parameters};

/// `task.elapseditem.getmanifest`: the methods and fields by the words of the portal, which says not to rely on
/// their form.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct GetManifest;

impl Command for GetManifest {
    type Answer = Map<String, Value>;

    fn method(&self) -> &'static str {
        "task.elapseditem.getmanifest"
    }

    fn parameters(&self) -> Parameters {
        Parameters::none()
    }

    fn changes_nothing(&self) -> bool {
        true
    }

    fn read(&self, result: Value) -> Result<Map<String, Value>, CallError> {
        read(result, "a manifest")
    }
}
