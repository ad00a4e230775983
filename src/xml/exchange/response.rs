//! `<response>`: the results of a request, read whole before anything of them counts.

use std::collections::VecDeque;

use super::answer::{AnswerError, RequestRefusal};
use crate::api::{CommandName, CommandResult, MOST_OBJECTS};
use crate::error_code::ErrorCode;
use crate::record::{Received, TaskRecord};
use crate::task::{Entry, Task};
use crate::text::shortened;
use crate::xml::chars::is_all_blank;
use crate::xml::task::read_entry;
use crate::xml::{Event, Limits, ReadError, Reader, StartTag, tree};

/// An answer of the XML API.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Response {
    /// The status of the answer as a whole; there is none if all is well.
    pub status: Option<ErrorCode>,
    /// The text beside a status.
    pub text: String,
    /// What became of the login; `None` if the request had none, as for `Time`.
    pub auth: Option<AuthResult>,
    /// The results of the commands, in the order of the request.
    pub results: Vec<CommandResult>,
}

/// What became of the login.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct AuthResult {
    /// The status; `None` if there is none that can be read.
    pub status: Option<ErrorCode>,
    /// The text, such as `invalid access token`.
    pub text: String,
}

impl Response {
    /// How many records an answer may hold: a hundred times as many as the server returns for a
    /// command. An empty record takes a hundred times the memory of its bytes.
    pub const MOST_RECORDS: usize = 100 * MOST_OBJECTS;

    /// How many elements an answer may hold, whatever [`Limits::elements`] says: some seven
    /// requests for a thousand users with all their flags, the largest records there are.
    pub const MOST_ELEMENTS: usize = 4_000_000;

    /// Reads an answer to its end.
    ///
    /// Of the limits, the depth counts up to [`tree::MAX_DEPTH`] and the elements up to
    /// [`MOST_ELEMENTS`](Self::MOST_ELEMENTS), because an answer is kept whole.
    ///
    /// # Errors
    ///
    /// [`AnswerError`] if it is not XML, was cut off, or is no `<response>`.
    pub fn parse(body: &[u8], limits: Limits) -> Result<Self, AnswerError> {
        let limits = limits
            .with_depth(limits.depth.min(tree::MAX_DEPTH))
            .with_elements(limits.elements.min(Self::MOST_ELEMENTS));
        let mut reader = Reader::new(body, limits);
        let mut response = Self::default();
        let Some(Event::Start(root)) = reader.next()? else {
            // The reader delivers the root first, or an error.
            return Ok(response);
        };
        if !root.name().is_plain("response") {
            let found = format!("<{}>", shortened(&root.name().to_string()));
            while reader.next()?.is_some() {}
            return Err(AnswerError::unexpected(found, "<response>"));
        }
        response.status = status(&root);
        // What is no number may mean anything but that all is well.
        if let (None, Some(text)) = (response.status, root.attribute("status")) {
            let found = format!("the status {:?}", shortened(text));
            while reader.next()?.is_some() {}
            return Err(AnswerError::unexpected(found, "a number"));
        }
        let mut scratch = Entry::new();
        let mut records = 0;
        while let Some(event) = reader.next()? {
            match event {
                Event::Start(tag) if tag.name().is_plain("Auth") => {
                    let status = status(&tag);
                    let text = tree::read_element(&mut reader)?.text().trim().to_owned();
                    if response.auth.is_some() {
                        while reader.next()?.is_some() {}
                        return Err(AnswerError::unexpected("a second Auth", "one"));
                    }
                    response.auth = Some(AuthResult { status, text });
                }
                Event::Start(tag) => {
                    let result = CommandResult {
                        name: tag.name().to_string(),
                        status: status(&tag),
                        ..CommandResult::default()
                    };
                    let result = read_result(&mut reader, result, &mut scratch, &mut records)?;
                    response.results.push(result);
                }
                Event::Text(text) => response.text += &text.text,
                Event::End => {}
            }
        }
        if is_all_blank(&response.text) {
            response.text.clear();
        }
        Ok(response)
    }

    /// The results, unless the server refused the request as a whole.
    ///
    /// # Errors
    ///
    /// [`AnswerError`] with the status of the response or of the login.
    pub fn into_results(self) -> Result<Results, AnswerError> {
        let text = |text: String| Some(text).filter(|text| !text.is_empty());
        if let Some(code) = self.status.filter(|code| !code.is_success()) {
            if self.auth.is_none() && self.results.is_empty() {
                return Err(AnswerError::Refused(RequestRefusal {
                    code,
                    text: text(self.text),
                    bare: true,
                }));
            }
            return Err(AnswerError::unexpected(
                format!("results and the status {code}"),
                "one or the other",
            ));
        }
        if let Some(auth) = self.auth
            && !auth.status.is_some_and(ErrorCode::is_success)
        {
            // What the login refused cannot have been carried out; an answer that says both
            // is believed in neither.
            if let Some(done) = self
                .results
                .iter()
                .find(|result| result.status.is_some_and(ErrorCode::is_success))
            {
                return Err(AnswerError::unexpected(
                    format!("a refused login and a successful {}", shortened(&done.name)),
                    "one or the other",
                ));
            }
            let Some(code) = auth.status else {
                return Err(AnswerError::unexpected(
                    "an Auth without a status",
                    "one with a status",
                ));
            };
            return Err(AnswerError::Refused(RequestRefusal {
                code,
                text: text(auth.text),
                bare: false,
            }));
        }
        Ok(Results {
            waiting: self.results.into(),
            is_complete: true,
        })
    }
}

/// The results of an answer, taken by the commands in the order of the request.
#[derive(Clone, Debug)]
pub struct Results {
    waiting: VecDeque<CommandResult>,
    is_complete: bool,
}

impl Results {
    /// Says how many results the request calls for.
    #[must_use]
    pub fn expecting(self, count: usize) -> Self {
        Self {
            is_complete: self.waiting.len() == count,
            ..self
        }
    }

    /// Whether there was a result for each element of the request. If not, the place of a result
    /// does not tell which element it answers.
    pub const fn is_complete(&self) -> bool {
        self.is_complete
    }

    /// Takes the next result.
    ///
    /// # Errors
    ///
    /// [`AnswerError`] if there is none, or it belongs to another command.
    pub fn take(&mut self, name: &str) -> Result<CommandResult, AnswerError> {
        let expected = || format!("a result of {name}");
        match self.waiting.pop_front() {
            Some(result) if result.name == name => Ok(result),
            Some(result) => Err(AnswerError::unexpected(
                format!("a result of {}", shortened(&result.name)),
                expected(),
            )),
            None => Err(AnswerError::unexpected("no further result", expected())),
        }
    }

    /// Takes the result of a command that was sent once; `None` if there is none, or if the answer
    /// lacks others, so that this one may belong to another command of the same name.
    pub(super) fn take_one(&mut self, name: CommandName) -> Option<CommandResult> {
        let result = self.take_up_to(name.as_str(), 1).pop()?;
        self.is_complete.then_some(result)
    }

    /// Takes the results that follow each other and belong to a command that was sent so many
    /// times. There may be fewer.
    pub fn take_up_to(&mut self, name: &str, count: usize) -> Vec<CommandResult> {
        let found = self
            .waiting
            .iter()
            .take(count)
            .take_while(|result| result.name == name)
            .count();
        self.waiting.drain(..found).collect()
    }

    /// Says that no command is left.
    ///
    /// # Errors
    ///
    /// [`AnswerError`] if a result is left.
    pub fn finish(self) -> Result<(), AnswerError> {
        match self.waiting.front() {
            None => Ok(()),
            Some(result) => Err(AnswerError::unexpected(
                format!("a further result of {}", shortened(&result.name)),
                "one result for each command",
            )),
        }
    }
}

fn status(tag: &StartTag<'_, '_>) -> Option<ErrorCode> {
    let text = tag.attribute("status")?;
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
}

fn read_result<'a>(
    reader: &mut Reader<'a>,
    mut result: CommandResult,
    scratch: &mut Entry<'a>,
    records: &mut usize,
) -> Result<CommandResult, AnswerError> {
    loop {
        if *records > Response::MOST_RECORDS {
            return Err(AnswerError::unexpected(
                format!("more than {} records", Response::MOST_RECORDS),
                "at most that many",
            ));
        }
        match reader.next()? {
            Some(Event::Start(tag)) if tag.name().is_plain("Task") => {
                let record = read_task(reader, scratch)?;
                result.records.push(Received::Task(Box::new(record)));
                *records += 1;
            }
            Some(Event::Start(tag)) => {
                let element = tree::start(&tag);
                let element = tree::read_into(reader, element)?;
                if element.name.local.starts_with(char::is_lowercase) {
                    result.remarks.push(element);
                } else {
                    result.records.push(Received::Other(element));
                    *records += 1;
                }
            }
            Some(Event::Text(text)) => result.text += &text.text,
            Some(Event::End) | None => break,
        }
    }
    if is_all_blank(&result.text) {
        result.text.clear();
    }
    Ok(result)
}

fn read_task<'a>(reader: &mut Reader<'a>, entry: &mut Entry<'a>) -> Result<TaskRecord, ReadError> {
    let outcome = read_entry(reader, entry)?;
    let (task, value_error) = Task::from_answer(entry);
    let wrong = outcome.err().map(|error| error.to_string());
    Ok(TaskRecord::of(task, wrong, value_error))
}
