//! Answers, to be written.

use crate::api::CommandResult;
use crate::error_code::ErrorCode;
use crate::record::Received;
use crate::xml::exchange::{AuthResult, Response};
use crate::xml::task::write_task;
use crate::xml::{ContentWriter, TagWriter, WriteError, Writer, tree};

impl Response {
    /// The document, as a server sends it: one result for each command, each with its status. An
    /// empty result has an end tag of its own, as the samples of the real server have.
    ///
    /// # Errors
    ///
    /// [`WriteError`] if a text has a character that XML 1.0 cannot carry, or a result a name that is
    /// none.
    pub fn to_document(&self) -> Result<String, WriteError> {
        let mut writer = Writer::new();
        writer.declaration();
        let mut root = writer.start("response")?;
        write_status(&mut root, self.status)?;
        let mut content = root.content();
        if !self.text.is_empty() {
            content.text(&self.text)?;
        }
        if let Some(auth) = &self.auth {
            write_auth(auth, &mut content)?;
        }
        for result in &self.results {
            write_result(result, &mut content)?;
        }
        content.end();
        Ok(writer.into_string())
    }

    /// The refusal of a whole request, on a `response` without elements.
    pub fn refused(code: ErrorCode, text: impl Into<String>) -> Self {
        Self {
            status: Some(code),
            text: text.into(),
            ..Self::default()
        }
    }
}

fn write_status(tag: &mut TagWriter<'_>, status: Option<ErrorCode>) -> Result<(), WriteError> {
    if let Some(status) = status {
        tag.attribute("status", &status.get().to_string())?;
    }
    Ok(())
}

fn write_auth(auth: &AuthResult, content: &mut ContentWriter<'_>) -> Result<(), WriteError> {
    let mut tag = content.start("Auth")?;
    write_status(&mut tag, auth.status)?;
    write_text(tag, &auth.text)
}

/// Writes text as all that is inside; an end tag comes also without.
fn write_text(tag: TagWriter<'_>, text: &str) -> Result<(), WriteError> {
    let mut content = tag.content();
    content.writer().finish_tag();
    content.text(text)
}

fn write_result(result: &CommandResult, content: &mut ContentWriter<'_>) -> Result<(), WriteError> {
    let mut tag = content.start(&result.name)?;
    write_status(&mut tag, result.status)?;
    if result.records.is_empty() && result.remarks.is_empty() {
        return write_text(tag, &result.text);
    }
    let mut content = tag.content();
    if !result.text.is_empty() {
        content.text(&result.text)?;
    }
    for remark in &result.remarks {
        tree::write_into(remark, &mut content)?;
    }
    for record in &result.records {
        match record {
            Received::Task(record) => write_task(content.start("Task")?, &record.task)?,
            Received::Other(element) => tree::write_into(element, &mut content)?,
        }
    }
    content.end();
    Ok(())
}
