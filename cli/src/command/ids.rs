//! Stored time entries that are named by their ids on the command line.

use std::io::Read as _;

use clap::Args;

use crate::failure::Failure;
use crate::input::Source;

/// The ids of stored time entries.
#[derive(Args, Clone, Debug)]
pub(super) struct Ids {
    /// The ids of the time entries; `-` takes ids from standard input, separated by blanks or lines
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
}

impl Ids {
    /// Whether standard input is read.
    pub(super) fn take_input(&self) -> bool {
        self.ids.iter().any(|id| id == "-")
    }

    /// The ids as entries that have nothing else: a line of JSON Lines each.
    ///
    /// # Errors
    ///
    /// [`Failure`] if standard input cannot be read.
    pub(super) fn source(&self) -> Result<Source, Failure> {
        let mut input = String::new();
        if self.take_input() {
            std::io::stdin()
                .read_to_string(&mut input)
                .map_err(|error| Source::Stdin.failure(error))?;
        }
        let mut text = String::new();
        let mut add = |id: &str| {
            text.push_str(&serde_json::json!({ "id": id }).to_string());
            text.push('\n');
        };
        for id in &self.ids {
            if id == "-" {
                // A second `-` has nothing left to read.
                std::mem::take(&mut input)
                    .split_whitespace()
                    .for_each(&mut add);
            } else {
                add(id);
            }
        }
        Ok(Source::Text {
            name: "<ids>".to_owned(),
            text,
        })
    }
}
