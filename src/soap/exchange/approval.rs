//! What the approval operations have in common.

use super::{Answer, SoapObject as _, objects, results};
use crate::api::answer::KeyKind;
use crate::api::{Approval, ApprovalRequest, Outcome, Stored, Target};
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
        let attributes: &[_] = if self.submit_warning {
            &[("submit_warning", "1")]
        } else {
            &[]
        };
        let mut list = parts.array("requests", request_type, self.targets.len())?;
        for target in &self.targets {
            let mut request = list.item(request_type)?;
            write_request(
                operation,
                target,
                attributes,
                self.approval.as_ref(),
                &mut request,
            )?;
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

/// Writes one request.
pub(in crate::soap) fn write_request(
    operation: Operation,
    target: &Target<'_>,
    attributes: &[(&str, &str)],
    approval: Option<&Approval>,
    request: &mut ValueWriter<'_>,
) -> Result<(), WriteError> {
    objects::write_attributes(attributes, "Attribute", request)?;
    let type_name = soap_type(target.object_type);
    target.write_fields(&mut request.structure(operation.as_str(), &type_name)?)?;
    let Some(approval) = approval else {
        return request.nil("approval");
    };
    let mut noted = request.structure("approval", "oaApproval")?;
    if let Some(cc) = &approval.cc {
        noted.text("cc", cc)?;
    }
    if let Some(notes) = &approval.notes {
        noted.text("notes", notes)?;
    }
    Ok(())
}
