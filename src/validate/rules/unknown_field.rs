//! 602: names that a time entry does not have.

use super::prelude::*;
use crate::task::Wire;

rule! {
    /// A field has to be one of a time entry, or a custom field.
    ///
    /// # Why
    ///
    /// The server answers 602 to a field that the object does not have or that cannot be used there
    /// (published client lists). Custom fields end in `__c`. `exported`, `hoursRemaining` and
    /// `scheduleRequestItemId` exist in REST alone; `attributes` is part of SOAP and never counts.
    ///
    /// # What to do
    ///
    /// Correct the name, or leave the field out. `suiteprojects fields` lists the names.
    UnknownField = "unknown-field", Error, code Some(ErrorCode::UNKNOWN_FIELD);
    parameters {
        /// The name as received.
        found: Box<str>,
        /// The known name that is most like it.
        suggestion: Option<&'static str>,
        /// The wire on which the field exists instead.
        exists_in: Option<&'static str>,
    }
    message(this, field, f) => match this.exists_in {
        Some(wire) => write!(f, "`{}` is a field of the {wire} API only", this.found.escape_debug()),
        None => write!(f, "a time entry has no field `{}`", this.found.escape_debug()),
    };
    help(this) => match (this.exists_in, this.suggestion) {
        (Some(_), _) => "leave the field out".into(),
        (None, Some(suggestion)) => format!("did you mean `{suggestion}`?"),
        (None, None) => "leave the field out; the name of a custom field has letters, digits and underscores, and ends in `__c`".to_owned(),
    };
    fails Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("houres", "8")]]);
    passes Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("houres__c", "8")]]);
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    for unknown in facts.entry.unknown() {
        if unknown.name == "attributes"
            || (unknown.text.is_empty() && facts.command == Command::Add)
        {
            continue;
        }
        // In XML the names of REST are unknown ones.
        let only_rest = Field::ALL
            .iter()
            .any(|field| field.name(Wire::Xml).is_none() && field.as_str() == unknown.name);
        let problem = UnknownField {
            found: found(&unknown.name),
            suggestion: nearest(&unknown.name, facts.wire).filter(|_| !only_rest),
            exists_in: only_rest.then_some("REST"),
        };
        facts.report(
            report,
            FieldName::Unknown(unknown.name.clone()).into_owned(),
            problem,
        );
    }
    for (field, text) in facts.entry.fields() {
        if field.name(facts.wire).is_none() && !(text.is_empty() && facts.command == Command::Add) {
            let exists_in = if facts.wire == Wire::Rest {
                "XML"
            } else {
                "REST"
            };
            let problem = UnknownField {
                found: field.as_str().into(),
                suggestion: None,
                exists_in: Some(exists_in),
            };
            facts.report(report, field, problem);
        }
    }
}

/// The known name that is most like the unknown one, if one is alike at all.
#[cold]
fn nearest(name: &str, wire: Wire) -> Option<&'static str> {
    /// From 0 for nothing in common to 1 for the same.
    const ALIKE: f64 = 0.8;
    /// In bytes. No longer name is a known one mistyped.
    const LONGEST: usize = 64;
    if name.len() > LONGEST {
        return None;
    }
    let name = name.to_ascii_lowercase();
    Field::ALL
        .iter()
        .filter_map(|field| field.name(wire))
        .map(|known| {
            (
                strsim::jaro_winkler(&known.to_ascii_lowercase(), &name),
                known,
            )
        })
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, known)| known)
}
