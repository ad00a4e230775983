//! Results that are an address of the web interface.

use super::CommandResult;
use crate::api::answer::of_one;
use crate::api::{Doubt, Outcome, Secret};

/// The address that a result holds.
pub(crate) fn read(result: Option<CommandResult>) -> Outcome<Secret> {
    let address = result.as_ref().map(|result| result.text.trim().to_owned());
    match (of_one(result), address) {
        (Outcome::Done(_), Some(address)) if !address.is_empty() => {
            Outcome::Done(Secret::from(address))
        }
        (Outcome::Done(_), _) => Outcome::Unknown(Doubt::NoResult),
        (Outcome::Refused(refusal), _) => Outcome::Refused(refusal),
        (Outcome::Unknown(doubt), _) => Outcome::Unknown(doubt),
    }
}
