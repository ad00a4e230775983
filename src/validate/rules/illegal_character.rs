//! Characters that no request can carry.

use super::prelude::*;
use crate::text::first_illegal_character;

rule! {
    /// A text may have only characters that XML 1.0 can carry.
    ///
    /// # Why
    ///
    /// Control characters other than tab and line breaks cannot stand in an XML document, not even
    /// escaped: the server would refuse the request as a whole, with all its entries.
    ///
    /// # What to do
    ///
    /// Remove the character. It often comes from text copied out of another program.
    IllegalCharacter = "illegal-character", Error, code None;
    parameters {
        /// The character.
        character: char,
        /// Its place in the text, in characters from 1.
        position: u64,
    }
    message(this, field, f) => write!(f, "character {} of `{field}` is U+{:04X}, which XML cannot carry", this.position, u32::from(this.character));
    help(this) => "remove the character; the server would refuse the whole request";
    fails Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("notes", "one\u{b}two")]]);
    passes Example::add(&[&[("date", "2026-01-05"), ("userid", "251"), ("notes", "one\ttwo\n\u{fffd}")]]);
}

pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
    for (field, text) in facts.entry.fields() {
        check_text(facts, report, field.into(), text);
    }
    for custom in facts.entry.custom() {
        check_text(
            facts,
            report,
            FieldName::Custom(custom.name.as_ref().into()),
            &custom.text,
        );
    }
}

fn check_text(facts: &Facts<'_>, report: &mut Report, name: FieldName<'_>, text: &str) {
    if let Some(at) = first_illegal_character(text) {
        let (before, rest) = text.split_at(at);
        let Some(character) = rest.chars().next() else {
            return;
        };
        let before = before.chars().count();
        let position = u64::try_from(before).unwrap_or(u64::MAX).saturating_add(1);
        facts.report(
            report,
            name.into_owned(),
            IllegalCharacter {
                character,
                position,
            },
        );
    }
}
