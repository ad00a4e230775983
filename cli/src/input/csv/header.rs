//! The header of a CSV file: which column is which field, and what separates columns.

use std::borrow::Cow;

use csv::StringRecord;
use suiteprojects::task::{Entry, FieldName};

/// What can be told from the first bytes.
pub(super) struct Start {
    pub(super) delimiter: u8,
    /// Bytes to pass over: a first line such as `sep=;`, which spreadsheets write.
    pub(super) skip: usize,
    /// The lines in these bytes.
    pub(super) lines: usize,
}

/// Looks at the first bytes: a line `sep=;` says what separates columns, else the delimiter under
/// which most names of the header are fields of a time entry.
pub(super) fn start(bytes: &[u8]) -> Start {
    let line_end = memchr::memchr(b'\n', bytes).unwrap_or(bytes.len());
    let line = bytes.get(..line_end).unwrap_or_default();
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let bare = unquoted(line);
    if let [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter] = *bare
        && delimiter.is_ascii()
        && !matches!(delimiter, b'"' | b'\r')
    {
        return Start {
            delimiter,
            skip: (line_end + 1).min(bytes.len()),
            lines: 1,
        };
    }
    let known_names = |delimiter: u8| {
        let names = line.split(|&byte| byte == delimiter).map(unquoted);
        names
            .filter_map(|name| std::str::from_utf8(name).ok())
            .filter(|name| !matches!(FieldName::from_any(*name), FieldName::Unknown(_)))
            .count()
    };
    // The last of equals wins, and without any known name that should be the comma.
    let delimiter = *b"|\t;,"
        .iter()
        .max_by_key(|delimiter| known_names(**delimiter))
        .unwrap_or(&b',');
    Start {
        delimiter,
        skip: 0,
        lines: 0,
    }
}

/// The text without the quotes around it, if it has them.
fn unquoted(text: &[u8]) -> &[u8] {
    text.strip_prefix(b"\"")
        .and_then(|text| text.strip_suffix(b"\""))
        .unwrap_or(text)
}

/// The most columns of a file. A time entry has some forty fields besides its custom fields.
const WIDEST: usize = 1000;

/// The columns.
pub(super) struct Header<'h> {
    /// `None` for a column without a name, which has to stay blank.
    names: Vec<Option<FieldName<'h>>>,
}

/// Something wrong with a column.
pub(super) struct HeaderError {
    pub(super) column: usize,
    pub(super) message: String,
    pub(super) help: Cow<'static, str>,
}

impl<'h> Header<'h> {
    pub(super) fn new(record: &'h StringRecord) -> Result<Self, HeaderError> {
        if record.len() > WIDEST {
            return Err(HeaderError {
                column: WIDEST,
                message: format!(
                    "the header has {} columns, expected {WIDEST} at most",
                    record.len()
                ),
                help: "remove the columns that are no fields of a time entry".into(),
            });
        }
        let mut names: Vec<Option<FieldName<'h>>> = Vec::with_capacity(record.len());
        for (column, cell) in record.iter().enumerate() {
            let name = (!cell.is_empty()).then(|| FieldName::from_any(cell));
            let earlier = names
                .iter()
                .position(|earlier| earlier.is_some() && *earlier == name);
            if let Some(earlier) = earlier {
                let first = record.get(earlier).unwrap_or_default();
                return Err(HeaderError {
                    column,
                    message: format!(
                        "the header `{}` names the same field as the header `{}` in column {}",
                        cell.escape_debug(),
                        first.escape_debug(),
                        earlier + 1
                    ),
                    help: "remove one of the two columns".into(),
                });
            }
            names.push(name);
        }
        let others = names
            .iter()
            .flatten()
            .filter(|name| !matches!(name, FieldName::Known(_)))
            .count();
        if others > Entry::MOST_NAMED_FIELDS {
            return Err(HeaderError {
                column: 0,
                message: format!(
                    "the header has {others} custom and unknown fields, expected {} at most",
                    Entry::MOST_NAMED_FIELDS
                ),
                help: "remove the columns that are no fields of a time entry".into(),
            });
        }
        Ok(Self { names })
    }

    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    pub(super) fn names(&self) -> impl Iterator<Item = Option<&FieldName<'h>>> {
        self.names.iter().map(Option::as_ref)
    }

    /// The column of a field.
    pub(super) fn column(&self, field: &FieldName<'_>) -> Option<usize> {
        self.names
            .iter()
            .position(|name| name.as_ref() == Some(field))
    }

    /// The columns that are no fields of a time entry.
    pub(super) fn unknown(&self) -> impl Iterator<Item = HeaderError> {
        let none_known = !self
            .names
            .iter()
            .flatten()
            .any(|name| !matches!(name, FieldName::Unknown(_)));
        self.names.iter().enumerate().filter_map(move |(column, name)| match name {
            Some(FieldName::Unknown(name)) if name != "attributes" => Some(HeaderError {
                column,
                message: format!("the header `{}` is not a field of a time entry", name.escape_debug()),
                help: if none_known {
                    "the first row has to name the columns; `suiteprojects fields` lists the names".into()
                } else {
                    "rename or remove the column, or leave it out with `--allow unknown-field`".into()
                },
            }),
            _ => None,
        })
    }
}
