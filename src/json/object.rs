//! JSON objects and arrays member by member, each value as the text it is written in.

use std::borrow::Cow;
use std::fmt;

use serde::Deserializer as _;
use serde::de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::error::{ReadError, ReadErrorKind};
use crate::time::decimal::MAXIMUM_DIGITS;

/// A value as it is written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Member<'a> {
    pub(crate) text: &'a str,
    /// The byte of the enclosing text at which it begins.
    pub(crate) offset: usize,
}

/// The text of a scalar.
pub(crate) enum Scalar<'a> {
    Null,
    Text(Cow<'a, str>),
    Boolean(bool),
}

impl<'a> Member<'a> {
    /// Reads a string, number, boolean or null.
    pub(crate) fn scalar(self) -> Result<Scalar<'a>, ReadError> {
        match self.text.as_bytes() {
            [b'"', .., b'"'] => {
                let inner = &self.text[1..self.text.len() - 1];
                if inner.contains('\\') {
                    serde_json::from_str(self.text)
                        .map(|text: String| Scalar::Text(text.into()))
                        .map_err(|error| ReadError::syntax(self.text, self.offset, &error))
                } else {
                    Ok(Scalar::Text(inner.into()))
                }
            }
            b"null" => Ok(Scalar::Null),
            b"true" => Ok(Scalar::Boolean(true)),
            b"false" => Ok(Scalar::Boolean(false)),
            [b'{' | b'[', ..] => Err(self.unexpected("a string or number")),
            _ => {
                let mantissa = self.text.split(['e', 'E']).next().unwrap_or_default();
                let digits = mantissa
                    .bytes()
                    .filter(u8::is_ascii_digit)
                    .skip_while(|&digit| digit == b'0')
                    .count();
                if u32::try_from(digits).is_ok_and(|digits| digits <= MAXIMUM_DIGITS) {
                    Ok(Scalar::Text(self.text.into()))
                } else {
                    Err(ReadError::new(
                        self.offset,
                        ReadErrorKind::LongNumber { digits },
                    ))
                }
            }
        }
    }

    pub(crate) fn unexpected(self, expected: &'static str) -> ReadError {
        let found = match self.text.as_bytes().first() {
            Some(b'{') => "an object",
            Some(b'[') => "an array",
            Some(b'"') => "a string",
            Some(b't' | b'f') => "a boolean",
            Some(b'n') => "null",
            _ => "a number",
        };
        ReadError::new(self.offset, ReadErrorKind::Unexpected { found, expected })
    }
}

/// Shows each member of the object that is `text` to `visit`; the first error ends the reading.
pub(crate) fn each_member<'a>(
    text: &'a str,
    visit: impl FnMut(Cow<'a, str>, Member<'a>) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    read(
        text,
        Members {
            text,
            visit,
            error: None,
        },
        "an object",
    )
}

/// Shows each element of the array that is `text` to `visit`; the first error ends the reading.
pub(crate) fn each_element<'a>(
    text: &'a str,
    visit: impl FnMut(Member<'a>) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    read(
        text,
        Elements {
            text,
            visit,
            error: None,
        },
        "an array",
    )
}

/// A visitor that keeps its own error, which says more than the parser's can.
trait Keeps {
    fn error(&mut self) -> &mut Option<ReadError>;
}

fn read<'a, V>(text: &'a str, mut visitor: V, expected: &'static str) -> Result<(), ReadError>
where
    V: Keeps,
    for<'v> &'v mut V: Visitor<'a, Value = ()>,
{
    let first = text.trim_start_matches([' ', '\t', '\n', '\r']);
    if let Some(found) = first.chars().next() {
        let opening = if expected == "an object" { '{' } else { '[' };
        let other_value = matches!(found, '{' | '[' | '"' | 't' | 'f' | 'n' | '-' | '0'..='9');
        if found != opening && other_value {
            // Only if it is JSON at all is the wrong type the trouble.
            serde_json::from_str::<&RawValue>(text)
                .map_err(|error| ReadError::syntax(text, 0, &error))?;
            let member = Member {
                text: first,
                offset: text.len() - first.len(),
            };
            return Err(member.unexpected(expected));
        }
    }
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let outcome = deserializer
        .deserialize_any(&mut visitor)
        .and_then(|()| deserializer.end());
    match (visitor.error().take(), outcome) {
        (Some(error), _) => Err(error),
        (None, Err(error)) => Err(ReadError::syntax(text, 0, &error)),
        (None, Ok(())) => Ok(()),
    }
}

fn member<'a>(text: &'a str, raw: &'a RawValue) -> Member<'a> {
    // The value is a part of the text, so the difference of their addresses is its place.
    let offset = raw
        .get()
        .as_ptr()
        .addr()
        .saturating_sub(text.as_ptr().addr());
    Member {
        text: raw.get(),
        offset,
    }
}

struct Members<'a, F> {
    text: &'a str,
    visit: F,
    error: Option<ReadError>,
}

impl<F> Keeps for Members<'_, F> {
    fn error(&mut self) -> &mut Option<ReadError> {
        &mut self.error
    }
}

impl<'a, F> Visitor<'a> for &mut Members<'a, F>
where
    F: FnMut(Cow<'a, str>, Member<'a>) -> Result<(), ReadError>,
{
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key_seed(Key)? {
            let value = member(self.text, map.next_value()?);
            if let Err(error) = (self.visit)(key, value) {
                self.error = Some(error);
                return Err(de::Error::custom("stopped"));
            }
        }
        Ok(())
    }
}

struct Elements<'a, F> {
    text: &'a str,
    visit: F,
    error: Option<ReadError>,
}

impl<F> Keeps for Elements<'_, F> {
    fn error(&mut self) -> &mut Option<ReadError> {
        &mut self.error
    }
}

impl<'a, F> Visitor<'a> for &mut Elements<'a, F>
where
    F: FnMut(Member<'a>) -> Result<(), ReadError>,
{
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut sequence: A) -> Result<(), A::Error> {
        while let Some(raw) = sequence.next_element()? {
            if let Err(error) = (self.visit)(member(self.text, raw)) {
                self.error = Some(error);
                return Err(de::Error::custom("stopped"));
            }
        }
        Ok(())
    }
}

/// An object key, borrowed unless it has escapes.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Cow<'de, str>;

    fn deserialize<D: de::Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(key))
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(key.to_owned()))
    }
}
