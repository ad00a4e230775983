//! The journal in an SQLite file.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior, params};

use super::error::{Problem, SqliteJournalError};
use super::file;
use super::row::{self, COLUMNS, Columns};
use crate::protocol::journal::{
    Binding, Counts, Inserted, Journal, JournalEntry, NewEntry, State, StateKind,
};

/// A journal in an SQLite file. Whoever has it open has it alone.
///
/// Between two changes everything stands in the one file; a file beside it whose name ends in
/// `-journal` belongs to a change that was interrupted, and is needed by the next that opens it.
#[derive(Debug)]
pub struct SqliteJournal {
    connection: Connection,
    path: PathBuf,
    /// Whether entries are written down that count only together.
    begun: bool,
}

impl SqliteJournal {
    /// Opens the journal at this path, or makes a new one if nothing is there. It is looked
    /// through for damage first, which takes the longer the larger it is.
    ///
    /// # Errors
    ///
    /// [`SqliteJournalError`] if another process has it, something else stands there, it is damaged,
    /// or it cannot be written. What is no journal is not touched.
    pub fn open(path: impl Into<PathBuf>) -> Result<Self, SqliteJournalError> {
        let path = path.into();
        match file::open(&path) {
            Ok(connection) => Ok(Self {
                connection,
                path,
                begun: false,
            }),
            Err(problem) => Err(SqliteJournalError::new(&path, problem)),
        }
    }

    /// The path of the file, as it was given.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn error(&self, doing: &'static str, source: rusqlite::Error) -> SqliteJournalError {
        SqliteJournalError::new(&self.path, Problem::database(doing, source))
    }

    fn read<T>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, SqliteJournalError> {
        work(&self.connection).map_err(|error| self.error("read", error))
    }

    /// Does everything or nothing of the work, and waits until it is on the disk; after `begin`, all
    /// of that waits for `commit`.
    fn write<T>(
        &mut self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, SqliteJournalError> {
        let result = if self.begun {
            if self.connection.is_autocommit() {
                return Err(SqliteJournalError::new(&self.path, Problem::Undone));
            }
            work(&self.connection).inspect_err(|_| {
                // Half of it must not be made to count.
                let _ = self.connection.execute_batch("ROLLBACK");
            })
        } else {
            self.alone(work)
        };
        result.map_err(|error| self.error("write", error))
    }

    fn alone<T>(
        &mut self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<T> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let value = work(&transaction)?;
        transaction.commit()?;
        Ok(value)
    }

    #[cfg(test)]
    pub(super) fn connection(&self) -> &Connection {
        &self.connection
    }
}

impl Journal for SqliteJournal {
    type Error = SqliteJournalError;

    fn bind(&mut self, first: Binding) -> Result<Binding, SqliteJournalError> {
        self.write(|connection| {
            let present = connection
                .query_row("SELECT target, nonce FROM binding", (), |row| {
                    Ok(Binding {
                        target: row.get(0)?,
                        nonce: row.get::<_, i64>(1)?.cast_unsigned(),
                    })
                })
                .optional()?;
            if let Some(present) = present {
                return Ok(present);
            }
            connection.execute(
                "INSERT INTO binding (only_row, target, nonce) VALUES (1, ?1, ?2)",
                params![first.target, first.nonce.cast_signed()],
            )?;
            Ok(first)
        })
    }

    fn begin(&mut self) -> Result<(), SqliteJournalError> {
        self.connection
            .execute_batch("BEGIN IMMEDIATE")
            .map_err(|error| self.error("write", error))?;
        self.begun = true;
        Ok(())
    }

    fn insert(&mut self, entries: &[NewEntry]) -> Result<Vec<Inserted>, SqliteJournalError> {
        self.write(|connection| {
            let mut place: i64 =
                connection.query_row("SELECT ifnull(max(place) + 1, 0) FROM entry", (), |row| {
                    row.get(0)
                })?;
            let mut find = connection
                .prepare("SELECT place, payload = ?2, state FROM entry WHERE key = ?1")?;
            let mut insert = connection.prepare(
                "INSERT INTO entry (place, key, payload, state, ask_first) VALUES (?1, ?2, ?3, 'waiting', ?4)",
            )?;
            let mut replace = connection.prepare(
                "UPDATE entry SET payload = ?2, state = 'waiting', ask_first = TRUE, code = NULL, text = NULL WHERE place = ?1",
            )?;
            let mut inserted = Vec::with_capacity(entries.len());
            for NewEntry {
                key,
                payload,
                ask_first,
            } in entries
            {
                let present = find
                    .query_row([key, payload], |row| {
                        let (place, same): (i64, bool) = (row.get(0)?, row.get(1)?);
                        Ok((place, same, row::state_kind(row, 2)?))
                    })
                    .optional()?;
                inserted.push(match present {
                    None => {
                        insert.execute(params![place, key, payload, ask_first])?;
                        place += 1;
                        Inserted::New
                    }
                    Some((_, true, kind)) => Inserted::Present(kind),
                    Some((_, false, StateKind::Sent | StateKind::Accepted)) => Inserted::Conflict,
                    Some((present, false, StateKind::Waiting | StateKind::Refused)) => {
                        replace.execute(params![present, payload])?;
                        Inserted::Replaced
                    }
                });
            }
            Ok(inserted)
        })
    }

    fn commit(&mut self) -> Result<(), SqliteJournalError> {
        if !std::mem::take(&mut self.begun) {
            return Ok(());
        }
        if self.connection.is_autocommit() {
            return Err(SqliteJournalError::new(&self.path, Problem::Undone));
        }
        self.connection.execute_batch("COMMIT").map_err(|error| {
            // What cannot be undone now is undone when the file is opened again.
            let _ = self.connection.execute_batch("ROLLBACK");
            self.error("write", error)
        })
    }

    fn roll_back(&mut self) -> Result<(), SqliteJournalError> {
        self.begun = false;
        // SQLite itself undoes everything after some errors.
        if self.connection.is_autocommit() {
            return Ok(());
        }
        self.connection
            .execute_batch("ROLLBACK")
            .map_err(|error| self.error("write", error))
    }

    fn entries(
        &mut self,
        kind: StateKind,
        from: u64,
        limit: usize,
    ) -> Result<Vec<JournalEntry>, SqliteJournalError> {
        // Beyond what SQLite can number there is no entry.
        let Ok(from) = i64::try_from(from) else {
            return Ok(Vec::new());
        };
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.read(|connection| {
            connection
                .prepare(&entries_statement())?
                .query_map(params![row::word(kind), from, limit], row::read)?
                .collect()
        })
    }

    fn record(&mut self, changes: &[(u64, State)]) -> Result<(), SqliteJournalError> {
        self.write(|connection| {
            let mut update = connection.prepare(
                "UPDATE entry SET state = ?2, sent_at = ?3, id = ?4, code = ?5, text = ?6, ask_first = ?7 WHERE place = ?1",
            )?;
            for (place, state) in changes {
                let Ok(place) = i64::try_from(*place) else {
                    continue;
                };
                let columns = Columns::from(state);
                let [state, sent_at, id, code, text, ask_first] = columns.values();
                update.execute(params![place, state, sent_at, id, code, text, ask_first])?;
            }
            Ok(())
        })
    }

    fn counts(&mut self) -> Result<Counts, SqliteJournalError> {
        self.read(|connection| {
            let mut counts = Counts::default();
            let mut statement =
                connection.prepare("SELECT state, count(*) FROM entry GROUP BY state")?;
            let mut rows = statement.query(())?;
            while let Some(row) = rows.next()? {
                let count: i64 = row.get(1)?;
                *counts.of(row::state_kind(row, 0)?) += count.cast_unsigned();
            }
            Ok(counts)
        })
    }
}

/// Which entries are of a kind; the index has them in this order.
pub(super) fn entries_statement() -> String {
    format!("SELECT {COLUMNS} FROM entry WHERE state = ?1 AND place >= ?2 ORDER BY place LIMIT ?3")
}
