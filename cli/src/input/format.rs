//! The forms in which time entries come.

use std::path::Path;

use clap::ValueEnum;

/// A form of input.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub enum Format {
    /// Rows under a header; comma, semicolon, tab or bar between the cells.
    Csv,
    /// One JSON object a line.
    Jsonl,
    /// A JSON array of objects, one object, or the `data` of a REST answer.
    Json,
    /// A request or response of the XML API, a command or a `<Task>` by itself.
    Xml,
    /// A request or answer of the SOAP API.
    Soap,
}

impl Format {
    /// The form that the suffix of the name says, or else the first bytes of the content. XML is looked
    /// at once more when it is read: an envelope is SOAP.
    pub fn guess(path: Option<&Path>, start: &[u8]) -> Self {
        let suffix = path
            .and_then(Path::extension)
            .and_then(|suffix| suffix.to_str());
        match suffix.map(str::to_ascii_lowercase).as_deref() {
            Some("csv" | "tsv") => Self::Csv,
            Some("jsonl" | "ndjson") => Self::Jsonl,
            Some("json") => Self::Json,
            Some("xml") => Self::Xml,
            _ => Self::of_content(start),
        }
    }

    fn of_content(start: &[u8]) -> Self {
        let start = start.trim_ascii_start();
        match start.first() {
            Some(b'<') => Self::Xml,
            Some(b'[') => Self::Json,
            Some(b'{') => {
                // One object on one line reads the same either way, but the `data` of a REST answer
                // only as JSON.
                let end = memchr::memchr(b'\n', start).unwrap_or(start.len());
                let (line, rest) = start.split_at(end);
                let whole = serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok();
                if whole && !rest.trim_ascii().is_empty() {
                    Self::Jsonl
                } else {
                    Self::Json
                }
            }
            _ => Self::Csv,
        }
    }
}
