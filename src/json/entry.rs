//! Time entries as JSON objects.

use std::borrow::Cow;

use super::error::{ReadError, ReadErrorKind};
use super::object::{Member, Scalar, each_element, each_member};
use crate::task::{Entry, FieldName, Span};

/// Reads the JSON object that is `text` into an entry, which is emptied first.
///
/// Keys are XML, REST or database names of fields (case does not count), or custom fields. Values
/// are strings or numbers; `null` is an absent field. Spans are in bytes of `text`, with the quotes.
///
/// ```
/// use suiteprojects::json::read_entry;
/// use suiteprojects::task::{Entry, Field};
///
/// let mut entry = Entry::new();
/// read_entry(r#"{"date": "2026-01-05", "userId": 251, "hour": 1.50}"#, &mut entry)?;
/// assert_eq!(entry.text(Field::Hours), Some("1.50"));
/// # Ok::<(), suiteprojects::json::ReadError>(())
/// ```
///
/// # Errors
///
/// [`ReadError`] if the text is not a JSON object of strings and numbers, a field stands twice in
/// it, or a number has more digits than can be kept exactly. The entry then holds what was read
/// before and should not be used.
pub fn read_entry<'a>(text: &'a str, entry: &mut Entry<'a>) -> Result<(), ReadError> {
    *entry = std::mem::take(entry).recycle();
    each_member(text, |key, member| {
        let value: Cow<'a, str> = match member.scalar()? {
            Scalar::Null => return Ok(()),
            Scalar::Text(text) => text,
            Scalar::Boolean(_) => return Err(member.unexpected("a string or number")),
        };
        let span = Span {
            start: member.offset,
            end: member.offset + member.text.len(),
        };
        entry
            .add(FieldName::from_any(key), value, Some(span), None)
            .map_err(|error| ReadError::field(member.offset, error))
    })
}

/// Reads the entries of a JSON text: an array of objects, one object, or an object whose `data`
/// holds either, as the REST API sends it. Each entry, or why it cannot be read, is shown to `visit`
/// with the byte at which it begins; spans and error offsets count from the start of `text`.
///
/// # Errors
///
/// [`ReadError`] where the text as a whole cannot be read. What `visit` was shown before that was
/// read from the part before the trouble.
pub fn read_entries<'a>(
    text: &'a str,
    mut visit: impl FnMut(usize, Result<&Entry<'a>, ReadError>),
) -> Result<(), ReadError> {
    let mut entry = Entry::new();
    let mut one = |member: Member<'a>| {
        let outcome = read_entry(member.text, &mut entry);
        match outcome {
            Ok(()) => {
                entry.shift_spans(member.offset);
                visit(member.offset, Ok(&entry));
            }
            Err(error) => visit(member.offset, Err(error.shifted(member.offset))),
        }
    };
    let whole = text.trim_start_matches([' ', '\t', '\n', '\r']);
    if whole.starts_with('[') {
        return each_element(text, |element| {
            one(element);
            Ok(())
        });
    }
    let mut data = None;
    each_member(text, |key, member| {
        if key == "data" && data.replace(member).is_some() {
            let name = key.into_owned();
            return Err(ReadError::new(
                member.offset,
                ReadErrorKind::Duplicate { name },
            ));
        }
        Ok(())
    })?;
    match data {
        Some(member) if member.text.starts_with('[') => each_element(member.text, |element| {
            one(Member {
                offset: member.offset + element.offset,
                ..element
            });
            Ok(())
        })
        .map_err(|error| error.shifted(member.offset)),
        Some(member) => {
            one(member);
            Ok(())
        }
        None => {
            let offset = text.len() - whole.len();
            one(Member {
                text: &text[offset..],
                offset,
            });
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use proptest::prelude::*;

    use super::*;
    use crate::task::{Field, Value};

    fn error(text: &str) -> String {
        let error = read_entry(text, &mut Entry::new()).unwrap_err();
        format!("{}: {error}", error.offset())
    }

    #[test]
    fn reads_strings_and_numbers_as_text() {
        let mut entry = Entry::new();
        let text = r#"{"HOURS": 0.10, "minute": "30", "notes": "a \"b\" \u00e9", "date": null, "x__c": -1e5, "description": ""}"#;
        read_entry(text, &mut entry).unwrap();
        assert_eq!(entry.text(Field::Hours), Some("0.10"));
        assert_eq!(entry.text(Field::Minutes), Some("30"));
        assert_eq!(entry.text(Field::Notes), Some("a \"b\" é"));
        assert_eq!(entry.value(Field::Date), Value::Absent);
        assert_eq!(entry.value(Field::Description), Value::Empty);
        assert_eq!(entry.custom()[0].text, "-1e5");
        let span = entry.span(&Field::Minutes.into()).unwrap();
        assert_eq!(&text[span.start..span.end], "\"30\"");
    }

    #[test]
    fn errors_say_where() {
        let long = format!(r#"{{"hours": {}}}"#, "7".repeat(40));
        let lines = [
            "",
            "{",
            r#"{"hours": }"#,
            r#"{"hours": 1"#,
            r#"{"hours": 01}"#,
            r#"{"hours": 1}}"#,
            "[1]",
            "7",
            "\"x\"",
            r#"{"hours": [1]}"#,
            r#"{"hours": {"a": 1}}"#,
            r#"{"hours": true}"#,
            r#"{"hours": 1, "hour": 2}"#,
            r#"{"notes": "\ud800"}"#,
            "{\"notes\": \"a\u{1}\"}",
            r#"{"hours": NaN}"#,
            "{'hours': 1}",
            &long,
        ]
        .map(error);
        assert_snapshot!(lines.join("\n"), @r"
        0: not JSON: EOF while parsing a value
        0: not JSON: EOF while parsing an object
        10: not JSON: expected value
        10: not JSON: EOF while parsing an object
        11: not JSON: invalid number
        12: not JSON: trailing characters
        0: found an array, expected an object
        0: found a number, expected an object
        0: found a string, expected an object
        10: found an array, expected a string or number
        10: found an object, expected a string or number
        10: found a boolean, expected a string or number
        21: the field `hours` stands twice in one record
        17: not JSON: unexpected end of hex escape
        11: not JSON: control character (\u0000-\u001F) found while parsing a string
        10: not JSON: expected value
        1: not JSON: key must be a string
        10: found a number of 40 digits, expected 28 at most; write it as a string if it is not a quantity
        ");
    }

    fn entries(text: &str) -> (Vec<String>, Option<String>) {
        let mut shown = Vec::new();
        let outcome = read_entries(text, |offset, outcome| {
            shown.push(match outcome {
                Ok(entry) => {
                    let span = entry.span(&Field::Hours.into()).unwrap();
                    assert_eq!(Some(&text[span.start..span.end]), entry.text(Field::Hours));
                    format!("{offset}: {}", &text[span.start..span.end])
                }
                Err(error) => format!("{offset}: {} {error}", error.offset()),
            });
        });
        (
            shown,
            outcome
                .err()
                .map(|error| format!("{}: {error}", error.offset())),
        )
    }

    #[test]
    fn arrays_objects_and_envelopes() {
        assert_eq!(
            entries(r#" [{"hours":1}, {"hours":2}]"#),
            (vec!["2: 1".into(), "15: 2".into()], None)
        );
        assert_eq!(entries(r#" {"hours":1}"#), (vec!["1: 1".into()], None));
        let envelope = r#"{"data": [{"hours":1}, {"hours":2}], "message": "success"}"#;
        assert_eq!(
            entries(envelope),
            (vec!["10: 1".into(), "23: 2".into()], None)
        );
        assert_eq!(
            entries(r#"{"data": {"hours":1}}"#),
            (vec!["9: 1".into()], None)
        );
        assert_eq!(entries("[]"), (vec![], None));
    }

    #[test]
    fn entries_beside_a_broken_one_are_read() {
        let (shown, whole) = entries(r#"[{"hours":1}, 7, {"hours":[]}, {"hours":4}]"#);
        assert_snapshot!(shown.join("\n"), @"
        1: 1
        14: 14 found a number, expected an object
        17: 26 found an array, expected a string or number
        31: 4
        ");
        assert_eq!(whole, None);
        let (shown, whole) = entries(r#"[{"hours":1}, {"hours":2"#);
        assert_eq!(shown, ["1: 1"]);
        assert_snapshot!(whole.unwrap(), @"23: not JSON: EOF while parsing an object");
    }

    #[test]
    fn depth_is_no_danger() {
        let deep = format!("{{\"notes\": {}", "[".repeat(200_000));
        assert!(read_entry(&deep, &mut Entry::new()).is_err());
        assert!(read_entries(&"[".repeat(200_000), |_, _| ()).is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in any::<String>()) {
            let _ = read_entry(&text, &mut Entry::new());
            let _ = read_entries(&text, |_, _| ());
        }

        /// Oracle: serde_json's own value.
        #[test]
        fn strings_agree_with_the_library(notes in any::<String>()) {
            let text = serde_json::json!({ "notes": notes }).to_string();
            let mut entry = Entry::new();
            read_entry(&text, &mut entry).unwrap();
            prop_assert_eq!(entry.text(Field::Notes).unwrap_or_default(), notes);
        }

        #[test]
        fn truncation_is_never_taken_for_the_whole(end in 0_usize..66) {
            let text = r#"{"date": "2026-01-05", "userId": 251, "hour": 1.5, "notes": "é\n"}"#;
            let end = (0..=end).rev().find(|&at| text.is_char_boundary(at)).unwrap();
            prop_assert!(read_entry(&text[..end], &mut Entry::new()).is_err());
        }
    }
}
