//! An entry as a row of the table `entry`.

use rusqlite::types::{Type, ValueRef};
use rusqlite::{Row, ToSql};

use crate::error_code::ErrorCode;
use crate::protocol::journal::{JournalEntry, Moment, State, StateKind};
use crate::task::Id;

/// The tables. A journal has exactly these: the text is compared when one is opened.
pub(super) const TABLES: [(&str, &str); 3] = [
    (
        "binding",
        "CREATE TABLE binding (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), target TEXT NOT NULL, nonce INTEGER NOT NULL) STRICT",
    ),
    (
        "entry",
        "CREATE TABLE entry (place INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, payload TEXT NOT NULL, state TEXT NOT NULL, ask_first INTEGER, sent_at INTEGER, id INTEGER, code INTEGER, text TEXT) STRICT",
    ),
    (
        "entry_by_state",
        "CREATE INDEX entry_by_state ON entry (state, place)",
    ),
];

/// The columns from which [`read`] makes an entry.
pub(super) const COLUMNS: &str = "place, key, payload, state, sent_at, id, code, text, ask_first";

/// The word for a kind of state. Words, because people look into the file too.
pub(super) const fn word(kind: StateKind) -> &'static str {
    match kind {
        StateKind::Waiting => "waiting",
        StateKind::Sent => "sent",
        StateKind::Accepted => "accepted",
        StateKind::Refused => "refused",
    }
}

/// The kind of state that a word stands for.
pub(super) fn kind(word: &[u8]) -> Option<StateKind> {
    [
        StateKind::Waiting,
        StateKind::Sent,
        StateKind::Accepted,
        StateKind::Refused,
    ]
    .into_iter()
    .find(|kind| self::word(*kind).as_bytes() == word)
}

/// The columns `state, sent_at, id, code, text, ask_first` of a state.
pub(super) struct Columns<'s> {
    pub(super) state: &'static str,
    pub(super) sent_at: Option<i64>,
    pub(super) id: Option<i64>,
    pub(super) code: Option<u32>,
    pub(super) text: Option<&'s str>,
    pub(super) ask_first: Option<bool>,
}

impl<'s> From<&'s State> for Columns<'s> {
    fn from(state: &'s State) -> Self {
        let mut columns = Self {
            state: word(state.kind()),
            sent_at: None,
            id: None,
            code: None,
            text: None,
            ask_first: None,
        };
        match state {
            State::Waiting { ask_first } => columns.ask_first = Some(*ask_first),
            // SQLite has signed numbers of 64 bits; the bits are what counts.
            State::Sent { at } => columns.sent_at = Some(at.0.cast_signed()),
            State::Accepted { id } => columns.id = id.map(|id| id.get().cast_signed()),
            State::Refused { code, text } => {
                columns.code = Some(code.get());
                columns.text = text.as_deref();
            }
        }
        columns
    }
}

impl Columns<'_> {
    /// The values in the order of their names.
    pub(super) fn values(&self) -> [&dyn ToSql; 6] {
        [
            &self.state,
            &self.sent_at,
            &self.id,
            &self.code,
            &self.text,
            &self.ask_first,
        ]
    }
}

/// Reads an entry from [`COLUMNS`].
pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<JournalEntry> {
    let place: i64 = row.get(0)?;
    let key: String = row.get(1)?;
    let payload: String = row.get(2)?;
    let state = match state_kind(row, 3)? {
        StateKind::Waiting => State::Waiting {
            ask_first: row.get(8)?,
        },
        StateKind::Sent => State::Sent {
            at: Moment(row.get::<_, i64>(4)?.cast_unsigned()),
        },
        StateKind::Accepted => State::Accepted {
            id: match row.get::<_, Option<i64>>(5)? {
                None => None,
                Some(number) => {
                    Some(Id::new(number.cast_unsigned()).ok_or_else(|| wrong(row, 5, "an id"))?)
                }
            },
        },
        StateKind::Refused => State::Refused {
            code: ErrorCode::new(row.get(6)?),
            text: row.get(7)?,
        },
    };
    Ok(JournalEntry::new(
        place.cast_unsigned(),
        key,
        payload,
        state,
    ))
}

/// Reads the kind of a state from its word.
pub(super) fn state_kind(row: &Row<'_>, column: usize) -> rusqlite::Result<StateKind> {
    match row.get_ref(column)? {
        ValueRef::Text(text) => kind(text),
        _ => None,
    }
    .ok_or_else(|| wrong(row, column, "waiting, sent, accepted or refused"))
}

fn wrong(row: &Row<'_>, column: usize, expected: &str) -> rusqlite::Error {
    let (data_type, found) = match row.get_ref(column) {
        Ok(value) => (value.data_type(), format!("{value:?}")),
        Err(_) => (Type::Null, "nothing".to_owned()),
    };
    let message = format!("found {found}, expected {expected}");
    rusqlite::Error::FromSqlConversionFailure(column, data_type, message.into())
}
