//! What the server says when it refuses a request, in each of its forms.

use std::fmt;

use serde_json::{Map, Value};
use suiteprojects::text::{one_line, shortened};

/// A request that the server refused, or did not carry out.
///
/// ```
/// use suiteprojects_connectors::moneybird::{Code, Refusal};
///
/// let refusal = Refusal::read(404, br#"{"error":"record not found","symbolic":{"user_id":"not_found"}}"#);
/// assert!(refusal.has(&Code::NotFound));
/// assert_eq!(refusal.to_string(), "HTTP 404: record not found (`user_id`: not_found)");
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Refusal {
    /// The status of HTTP.
    pub status: u16,
    /// Why, as far as the status says.
    pub kind: RefusalKind,
    /// The words of the server, on one line; `None` if it has none or they stand in
    /// [`problems`](Self::problems). They may be in the language of the account.
    pub message: Option<String>,
    /// What is wrong with each field.
    pub problems: Vec<Problem>,
}

/// Why a request was refused, as far as the status of HTTP says.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum RefusalKind {
    /// A parameter has a value that it cannot have (400).
    BadRequest,
    /// The token is not taken, or not for this (401).
    Unauthorized,
    /// The plan of the administration does not allow more (402).
    PaymentRequired,
    /// The user may not do this (403).
    Forbidden,
    /// There is no such record (404).
    NotFound,
    /// The values of the record are refused (422).
    Invalid,
    /// Too many requests (429).
    TooManyRequests,
    /// Another status.
    Other,
}

impl RefusalKind {
    const fn of(status: u16) -> Self {
        match status {
            400 => Self::BadRequest,
            401 => Self::Unauthorized,
            402 => Self::PaymentRequired,
            403 => Self::Forbidden,
            404 => Self::NotFound,
            422 => Self::Invalid,
            429 => Self::TooManyRequests,
            _ => Self::Other,
        }
    }
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Problem {
    /// The field, such as `ended_at`; `base` for the record as a whole, and with dots for a field of a
    /// part.
    pub field: String,
    /// The code, if the server gives one.
    pub code: Option<Code>,
    /// The words of the server.
    pub message: Option<String>,
    /// The value that was refused, if the server repeats it.
    pub value: Option<Value>,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal,)+) => {
        /// What a program can know a refusal by. The vendor has no list; these were seen.
        #[derive(Clone, Debug, Eq, Hash, PartialEq)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[doc = $doc])+ $variant,)+
            /// A code that is not known.
            Other(String),
        }

        impl Code {
            /// The code with this name.
            pub fn named(name: &str) -> Self {
                match name {
                    $($name => Self::$variant,)+
                    other => Self::Other(other.to_owned()),
                }
            }

            /// The name on the wire, such as `not_found`.
            pub fn name(&self) -> &str {
                match self {
                    $(Self::$variant => $name,)+
                    Self::Other(name) => name,
                }
            }
        }
    };
}

codes! {
    /// The field has no text.
    Blank = "blank",
    /// The timer was not started today.
    CannotResumeTimer = "cannot_resume_timer",
    /// The end is before the begin.
    EndedAtBeforeStartedAt = "ended_at_before_started_at",
    /// The value is none of those that the field can have.
    Inclusion = "inclusion",
    /// The user may not do this.
    InsufficientPermissions = "insufficient_permissions",
    /// The plan of the administration does not allow more.
    LimitReached = "limit_reached",
    /// There is no such record.
    NotFound = "not_found",
}

impl Refusal {
    /// Reads what came with another status than success. Whatever the body is, something is told: one
    /// in none of the forms is left out.
    ///
    /// The forms are `{"error": words}`, the same with `"symbolic": {field: code}`,
    /// `{"error": {field: [words]}, "details": {field: [{"error": code, "value": …}]}}`, and for a
    /// request too many the words alone.
    pub fn read(status: u16, body: &[u8]) -> Self {
        let mut refusal = Self {
            status,
            kind: RefusalKind::of(status),
            message: None,
            problems: Vec::new(),
        };
        match serde_json::from_slice(body) {
            Ok(Value::Object(members)) => refusal.read_members(&members),
            Ok(Value::String(words)) => refusal.say(&words),
            Err(_) if refusal.kind == RefusalKind::TooManyRequests => {
                refusal.say(&String::from_utf8_lossy(body));
            }
            // JSON of another kind, a page for people, or a body that was cut off.
            Ok(_) | Err(_) => {}
        }
        refusal
    }

    /// Whether a field, or the record, was refused with this code.
    pub fn has(&self, code: &Code) -> bool {
        self.problems
            .iter()
            .any(|problem| problem.code.as_ref() == Some(code))
    }

    fn say(&mut self, words: &str) {
        let words = one_line(words);
        if !words.is_empty() {
            self.message = Some(words);
        }
    }

    fn read_members(&mut self, members: &Map<String, Value>) {
        match members.get("error") {
            Some(Value::String(words)) => self.say(words),
            Some(Value::Object(fields)) => {
                let details = members.get("details").and_then(Value::as_object);
                self.read_fields(fields, details);
            }
            _ => {}
        }
        if let Some(symbols) = members.get("symbolic") {
            self.read_symbols(String::new(), symbols);
        }
    }

    /// Words and codes of a field stand in two lists, the first with the first.
    fn read_fields(&mut self, fields: &Map<String, Value>, details: Option<&Map<String, Value>>) {
        let words = |field: &str| list(fields.get(field));
        let codes = |field: &str| list(details.and_then(|details| details.get(field)));
        let only_codes = details
            .into_iter()
            .flat_map(Map::keys)
            .filter(|field| !fields.contains_key(*field));
        for field in fields.keys().chain(only_codes) {
            let (words, codes) = (words(field), codes(field));
            for place in 0..words.len().max(codes.len()) {
                let detail = codes.get(place);
                let text = |value: Option<&Value>| Some(value?.as_str()?.to_owned());
                self.problems.push(Problem {
                    field: field.clone(),
                    code: text(detail.and_then(|detail| detail.get("error")))
                        .map(|name| Code::named(&name)),
                    message: words.get(place).map(|words| match words {
                        Value::String(words) => one_line(words),
                        other => one_line(&other.to_string()),
                    }),
                    value: detail.and_then(|detail| detail.get("value")).cloned(),
                });
            }
        }
    }

    /// Codes of fields, or of fields of parts.
    fn read_symbols(&mut self, field: String, symbols: &Value) {
        match symbols {
            Value::Object(members) => {
                for (name, symbols) in members {
                    let field = if field.is_empty() {
                        name.clone()
                    } else {
                        format!("{field}.{name}")
                    };
                    self.read_symbols(field, symbols);
                }
            }
            Value::Array(elements) => {
                for symbols in elements {
                    self.read_symbols(field.clone(), symbols);
                }
            }
            Value::String(name) => self.problems.push(Problem {
                field,
                code: Some(Code::named(name)),
                message: None,
                value: None,
            }),
            _ => {}
        }
    }
}

/// The elements of a list, or the one value that stands in the place of a list.
fn list(value: Option<&Value>) -> &[Value] {
    match value {
        Some(Value::Array(elements)) => elements,
        Some(value) => std::slice::from_ref(value),
        None => &[],
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "HTTP {}", self.status)?;
        if let Some(message) = &self.message {
            write!(formatter, ": {message}")?;
        }
        if self.problems.is_empty() {
            return Ok(());
        }
        formatter.write_str(if self.message.is_some() { " (" } else { ": " })?;
        for (place, problem) in self.problems.iter().enumerate() {
            if place > 0 {
                formatter.write_str("; ")?;
            }
            problem.fmt(formatter)?;
        }
        if self.message.is_some() {
            formatter.write_str(")")?;
        }
        Ok(())
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let field = one_line(&self.field);
        write!(formatter, "`{}`", shortened(&field))?;
        match (&self.message, &self.code) {
            (Some(message), _) => write!(formatter, " {}", shortened(message)),
            (None, Some(code)) => write!(formatter, ": {}", shortened(&one_line(code.name()))),
            (None, None) => formatter.write_str(" is refused"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(status: u16, body: &str) -> Refusal {
        Refusal::read(status, body.as_bytes())
    }

    #[test]
    fn words_alone() {
        let refusal = read(400, r#"{"error":"per_page does not have a valid value"}"#);
        assert_eq!(refusal.kind, RefusalKind::BadRequest);
        assert_eq!(
            refusal.to_string(),
            "HTTP 400: per_page does not have a valid value"
        );
    }

    #[test]
    fn words_with_symbols() {
        let refusal = read(
            402,
            r#"{"error":"limited","symbolic":{"administration":"limit_reached"}}"#,
        );
        assert_eq!(refusal.kind, RefusalKind::PaymentRequired);
        assert!(refusal.has(&Code::LimitReached));
        assert_eq!(
            refusal.to_string(),
            "HTTP 402: limited (`administration`: limit_reached)"
        );
    }

    #[test]
    fn symbols_of_parts() {
        let refusal = read(
            400,
            r#"{"error":"no","symbolic":{"a":{"b":"not_found","c":["odd","blank"]},"d":7}}"#,
        );
        let found: Vec<_> = refusal
            .problems
            .iter()
            .map(|problem| (problem.field.as_str(), problem.code.clone().unwrap()))
            .collect();
        let expected = [
            ("a.b", Code::NotFound),
            ("a.c", Code::Other("odd".to_owned())),
            ("a.c", Code::Blank),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn fields_with_words_and_codes() {
        let refusal = read(
            422,
            r#"{"error":{"ended_at":["is too early"],"description":["is empty","is short"]},
                "details":{"ended_at":[{"error":"ended_at_before_started_at"}],
                           "description":[{"error":"blank"},{"error":"short","value":"x"}]}}"#,
        );
        assert_eq!(refusal.kind, RefusalKind::Invalid);
        assert!(refusal.has(&Code::EndedAtBeforeStartedAt));
        assert!(refusal.has(&Code::Blank));
        let short = refusal
            .problems
            .iter()
            .find(|problem| problem.code == Some(Code::Other("short".to_owned())))
            .unwrap();
        assert_eq!(short.field, "description");
        assert_eq!(short.message.as_deref(), Some("is short"));
        assert_eq!(short.value, Some(Value::from("x")));
        assert_eq!(
            refusal.to_string(),
            "HTTP 422: `description` is empty; `description` is short; `ended_at` is too early"
        );
    }

    /// The published description has no `details`, and only it may be there.
    #[test]
    fn fields_with_one_of_the_two() {
        let refusal = read(422, r#"{"error":{"base":["no",{"a":1}]}}"#);
        assert_eq!(refusal.to_string(), "HTTP 422: `base` no; `base` {\"a\":1}");
        let refusal = read(422, r#"{"error":{},"details":{"a.b":[{"error":"blank"}]}}"#);
        assert_eq!(refusal.to_string(), "HTTP 422: `a.b`: blank");
    }

    #[test]
    fn a_request_too_many() {
        let refusal = read(429, "Retry later\n");
        assert_eq!(refusal.kind, RefusalKind::TooManyRequests);
        assert_eq!(refusal.to_string(), "HTTP 429: Retry later");
        assert_eq!(read(429, "\"Retry later\""), refusal);
    }

    #[test]
    fn whatever_else() {
        for body in [
            "",
            "<html>502</html>",
            "[]",
            "{}",
            "null",
            "{\"error\":",
            "\u{1b}[2J",
        ] {
            assert_eq!(read(502, body).to_string(), "HTTP 502", "{body}");
        }
        assert_eq!(Refusal::read(500, b"\xff\xfe").problems, []);
        let refusal = read(403, r#"{"error":"no\n\u001b[31m way"}"#);
        assert_eq!(refusal.to_string(), "HTTP 403: no [31m way");
    }
}
