//! What became of an entry, as one line of JSON.

use std::borrow::Cow;
use std::{fmt, io};

use serde::Serialize;
use suiteprojects::api::{Outcome, Stored};

use super::spool::Waiting;
use crate::exit::ExitStatus;

/// What became of an entry. The members are always there.
#[derive(Debug, Serialize)]
pub(super) struct Line<'l> {
    /// Its place among all entries of the input, from 0.
    entry: u64,
    /// `stored`, `deleted` or `rejected`; `refused`, `unknown` or `not_sent`.
    status: &'static str,
    /// The internal id, if it is known.
    id: Option<Cow<'l, str>>,
    /// The code of the server for a refusal.
    code: Option<u32>,
    /// Why it was not done, or what the server warned of.
    message: Option<Cow<'l, str>>,
}

impl<'l> Line<'l> {
    /// What the server said.
    pub(super) fn of(
        waiting: &'l Waiting,
        outcome: &'l Outcome<Stored>,
        done: &'static str,
    ) -> Self {
        let entry = waiting.entry;
        let own_id = waiting.id.as_deref().map(Cow::Borrowed);
        match outcome {
            Outcome::Done(stored) => Self {
                entry,
                status: done,
                id: stored.id.map(|id| id.to_string().into()).or(own_id),
                code: None,
                message: stored.warnings.as_deref().map(Cow::Borrowed),
            },
            Outcome::Refused(refusal) => Self {
                entry,
                status: "refused",
                id: own_id,
                code: Some(refusal.code.get()),
                message: refusal
                    .text
                    .as_deref()
                    .or(refusal.code.meaning())
                    .map(Cow::Borrowed),
            },
            Outcome::Unknown(doubt) => Self {
                entry,
                status: "unknown",
                id: own_id,
                code: None,
                message: Some(doubt.as_str().into()),
            },
        }
    }

    /// An entry that there is no word of the server about.
    pub(super) fn without_answer(
        waiting: &'l Waiting,
        status: &'static str,
        message: &'l str,
    ) -> Self {
        Self {
            entry: waiting.entry,
            status,
            id: waiting.id.as_deref().map(Cow::Borrowed),
            code: None,
            message: Some(message.into()),
        }
    }

    pub(super) fn write(&self, out: &mut dyn io::Write) -> io::Result<()> {
        serde_json::to_writer(&mut *out, self)?;
        out.write_all(b"\n")
    }

    pub(super) const fn status(&self) -> &'static str {
        self.status
    }
}

/// How many entries came to what.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Counts {
    /// Stored, deleted or rejected.
    pub done: u64,
    /// Refused by the server.
    pub refused: u64,
    /// Perhaps done.
    pub unknown: u64,
    /// Not sent, because an earlier request failed.
    pub not_sent: u64,
}

impl Counts {
    pub(super) fn count(&mut self, status: &str) {
        *match status {
            "refused" => &mut self.refused,
            "unknown" => &mut self.unknown,
            "not_sent" => &mut self.not_sent,
            _ => &mut self.done,
        } += 1;
    }

    /// How a command ends that came to this.
    pub const fn status(&self) -> ExitStatus {
        if self.unknown > 0 || self.not_sent > 0 {
            ExitStatus::Failure
        } else if self.refused > 0 {
            ExitStatus::Findings
        } else {
            ExitStatus::Clean
        }
    }

    /// The counts in words, with the word for what was done.
    pub(super) fn shown(self, done: &'static str) -> impl fmt::Display {
        let mut words = format!("{} {done}", self.done);
        for (count, word) in [
            (self.refused, "refused"),
            (self.unknown, "unknown: look before you send them again"),
            (self.not_sent, "not sent"),
        ] {
            if count > 0 {
                words.push_str(&format!(", {count} {word}"));
            }
        }
        words
    }
}
