//! What the approval operations have in common.

use super::{Answer, SoapObject as _, objects, results};
use crate::api::answer::KeyKind;
use crate::api::{ApprovalRequest, Outcome, Stored};
use crate::soap::Operation;
use crate::soap::record::soap_type;
use crate::soap::writer::ValueWriter;
use crate::xml::WriteError;
use crate::xml::exchange::AnswerError;

/// The name of the type of one request, such as `RejectRequest`.
pub(in crate::soap) fn request_type(operation: Operation) -> &'static str {
    match operation {
        Operation::Approve => "ApproveRequest",
        Operation::Reject => "RejectRequest",
        Operation::Unapprove => "UnapproveRequest",
        _ => "SubmitRequest",
    }
}

impl ApprovalRequest<'_> {
    /// Writes the part `requests`: one for each record, named after the operation.
    pub(super) fn write_requests(
        &self,
        operation: Operation,
        parts: &mut ValueWriter<'_>,
    ) -> Result<(), WriteError> {
        let request_type = request_type(operation);
        let attributes: &[_] = match self.submit_warning {
            true => &[("submit_warning", "1")],
            false => &[],
        };
        let mut list = parts.array("requests", request_type, self.targets.len())?;
        for target in &self.targets {
            let mut request = list.item(request_type)?;
            objects::write_attributes(attributes, "Attribute", &mut request)?;
            let type_name = soap_type(target.object_type);
            target.write_fields(&mut request.structure(operation.as_str(), &type_name)?)?;
            let Some(approval) = &self.approval else {
                request.nil("approval")?;
                continue;
            };
            let mut noted = request.structure("approval", "oaApproval")?;
            if let Some(cc) = &approval.cc {
                noted.text("cc", cc)?;
            }
            if let Some(notes) = &approval.notes {
                noted.text("notes", notes)?;
            }
        }
        Ok(())
    }

    /// Reads what became of each record.
    pub(super) fn read_results(
        &self,
        answer: Answer<'_, '_>,
    ) -> Result<Vec<Outcome<Stored>>, AnswerError> {
        objects::read(&self.targets, KeyKind::Id, answer, results::approval)
    }
}
