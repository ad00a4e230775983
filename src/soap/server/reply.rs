//! Answers, to be written.

use chrono::NaiveDateTime;

use super::{ApprovalResult, ReadResult, UpdateResult, UrlResult};
use crate::api::{NewestVersion, Secret};
use crate::element::Element;
use crate::record::date_members;
use crate::soap::record::write_fields;
use crate::soap::writer::{ArrayWriter, ValueWriter, declare};
use crate::soap::{Operation, Service};
use crate::xml::{WriteError, Writer};

/// The answer to a request; each operation has its own.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Reply {
    /// What became of each object of `add`.
    Add(Vec<UpdateResult>),
    /// What became of each record of `approve`.
    Approve(Vec<ApprovalResult>),
    /// What became of the user.
    CreateUser(UpdateResult),
    /// What became of each object of `delete`.
    Delete(Vec<UpdateResult>),
    /// The session that has begun.
    Login {
        /// Its id.
        session: Secret,
        /// The address of the account.
        url: String,
    },
    /// The session has ended; in words.
    Logout(String),
    /// The addresses.
    MakeUrl(Vec<UrlResult>),
    /// What became of each object of `modify`.
    Modify(Vec<UpdateResult>),
    /// A result for each question.
    Read(Vec<ReadResult>),
    /// What became of each record of `reject`.
    Reject(Vec<ApprovalResult>),
    /// The time of the server.
    ServerTime(NaiveDateTime),
    /// What became of each record of `submit`.
    Submit(Vec<ApprovalResult>),
    /// What became of each record of `unapprove`.
    Unapprove(Vec<ApprovalResult>),
    /// What became of each object of `upsert`.
    Upsert(Vec<UpdateResult>),
    /// The newest version.
    Version(NewestVersion),
    /// The user, in the form that XML has.
    Whoami(Element),
}

impl Reply {
    /// The operation that is answered.
    pub const fn operation(&self) -> Operation {
        match self {
            Self::Add(_) => Operation::Add,
            Self::Approve(_) => Operation::Approve,
            Self::CreateUser(_) => Operation::CreateUser,
            Self::Delete(_) => Operation::Delete,
            Self::Login { .. } => Operation::Login,
            Self::Logout(_) => Operation::Logout,
            Self::MakeUrl(_) => Operation::MakeUrl,
            Self::Modify(_) => Operation::Modify,
            Self::Read(_) => Operation::Read,
            Self::Reject(_) => Operation::Reject,
            Self::ServerTime(_) => Operation::ServerTime,
            Self::Submit(_) => Operation::Submit,
            Self::Unapprove(_) => Operation::Unapprove,
            Self::Upsert(_) => Operation::Upsert,
            Self::Version(_) => Operation::Version,
            Self::Whoami(_) => Operation::Whoami,
        }
    }

    /// The whole answer. How the vendor's answers look in document/literal is not documented; the same
    /// names without types is our reading.
    ///
    /// # Errors
    ///
    /// [`WriteError`] if a text has a character that XML 1.0 cannot carry.
    pub fn to_envelope(&self, service: &Service) -> Result<String, WriteError> {
        let mut writer = Writer::new();
        writer.declaration();
        let mut envelope = writer.start("soap:Envelope")?;
        declare(&mut envelope, service.binding(), None)?;
        let mut envelope = envelope.content();
        let mut body = envelope.start("soap:Body")?.content();
        let mut wrapper = body.start(&format!("oair:{}Response", self.operation()))?;
        wrapper.attribute("xmlns:oair", service.namespace())?;
        self.write(&mut ValueWriter::new(wrapper.content(), service.binding()))?;
        drop(body);
        drop(envelope);
        Ok(writer.into_string())
    }

    fn write(&self, out: &mut ValueWriter<'_>) -> Result<(), WriteError> {
        let operation = self.operation();
        let part = operation.result_part();
        match self {
            Self::Add(results)
            | Self::Delete(results)
            | Self::Modify(results)
            | Self::Upsert(results) => list(operation, results, out, UpdateResult::write),
            Self::Approve(results)
            | Self::Reject(results)
            | Self::Submit(results)
            | Self::Unapprove(results) => list(operation, results, out, |result, item| {
                result.write(operation, item)
            }),
            Self::MakeUrl(results) => list(operation, results, out, UrlResult::write),
            Self::Read(results) => list(operation, results, out, ReadResult::write),
            Self::CreateUser(result) => result.write(&mut out.structure(part, "UpdateResult")?),
            Self::Login { session, url } => {
                let mut result = out.structure(part, "LoginResult")?;
                result.text("sessionId", session.expose())?;
                result.text("url", url)
            }
            Self::Logout(text) => out.text(part, text),
            Self::ServerTime(time) => {
                let mut date = out.structure(part, "oaDate")?;
                date_members(time.date(), Some(time.time()))
                    .try_for_each(|(name, text)| date.text(name, &text))
            }
            Self::Version(version) => {
                let mut result = out.structure(part, "VersionResult")?;
                result.text_or_nil("number", version.number.as_deref())?;
                result.text_or_nil("url", version.url.as_deref())?;
                result.text_or_nil("size", version.size.as_deref())
            }
            Self::Whoami(user) => write_fields(user, &mut out.structure(part, "oaUser")?),
        }
    }
}

fn list<R>(
    operation: Operation,
    results: &[R],
    out: &mut ValueWriter<'_>,
    write: impl Fn(&R, &mut ValueWriter<'_>) -> Result<(), WriteError>,
) -> Result<(), WriteError> {
    let item_type = operation.result_item().unwrap_or_default();
    let mut list: ArrayWriter<'_> = out.array(operation.result_part(), item_type, results.len())?;
    results
        .iter()
        .try_for_each(|result| write(result, &mut list.item(item_type)?))
}
