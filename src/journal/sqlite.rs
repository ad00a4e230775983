//! The journal in an SQLite file.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension as _, Transaction, TransactionBehavior, params};

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
}

impl SqliteJournal {
    /// Opens the journal at this path, or makes a new one if nothing is there. The journal is looked
    /// through before it is used, which takes about a second for a million entries.
    ///
    /// # Errors
    ///
    /// [`SqliteJournalError`] if another process has it, something else stands there, it is damaged,
    /// or it cannot be written. What is no journal is not touched.
    pub fn open(path: impl Into<PathBuf>) -> Result<Self, SqliteJournalError> {
        let path = path.into();
        match file::open(&path) {
            Ok(connection) => Ok(Self { connection, path }),
            Err(problem) => Err(SqliteJournalError::new(&path, problem)),
        }
    }

    /// The path of the file, as it was given.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn read<T>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, SqliteJournalError> {
        work(&self.connection)
            .map_err(|error| SqliteJournalError::new(&self.path, Problem::database("read", error)))
    }

    /// Does everything or nothing of the work, and waits until it is on the disk.
    fn write<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, SqliteJournalError> {
        let done = || {
            let transaction = self
                .connection
                .transaction_with_behavior(TransactionBehavior::Immediate)?;
            let value = work(&transaction)?;
            transaction.commit()?;
            Ok(value)
        };
        done()
            .map_err(|error| SqliteJournalError::new(&self.path, Problem::database("write", error)))
    }

    #[cfg(test)]
    pub(super) fn connection(&self) -> &Connection {
        &self.connection
    }
}

impl Journal for SqliteJournal {
    type Error = SqliteJournalError;

    fn bind(&mut self, first: Binding) -> Result<Binding, SqliteJournalError> {
        self.write(|transaction| {
            let present = transaction
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
            transaction.execute(
                "INSERT INTO binding (only_row, target, nonce) VALUES (1, ?1, ?2)",
                params![first.target, first.nonce.cast_signed()],
            )?;
            Ok(first)
        })
    }

    fn insert(&mut self, entries: &[NewEntry]) -> Result<Vec<Inserted>, SqliteJournalError> {
        self.write(|transaction| {
            let mut place: i64 = transaction.query_row(
                "SELECT ifnull(max(place) + 1, 0) FROM entry",
                (),
                |row| row.get(0),
            )?;
            let mut find =
                transaction.prepare("SELECT payload = ?2, state FROM entry WHERE key = ?1")?;
            let mut insert = transaction.prepare(
                "INSERT INTO entry (place, key, payload, state) VALUES (?1, ?2, ?3, ?4)",
            )?;
            let mut inserted = Vec::with_capacity(entries.len());
            for NewEntry { key, payload } in entries {
                let present = find
                    .query_row([key, payload], |row| {
                        Ok((row.get::<_, bool>(0)?, row::state_kind(row, 1)?))
                    })
                    .optional()?;
                inserted.push(match present {
                    Some((true, kind)) => Inserted::Present(kind),
                    Some((false, _)) => Inserted::Conflict,
                    None => {
                        insert.execute(params![
                            place,
                            key,
                            payload,
                            row::word(StateKind::Waiting)
                        ])?;
                        place += 1;
                        Inserted::New
                    }
                });
            }
            Ok(inserted)
        })
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
        self.write(|transaction| {
            let mut update = transaction.prepare(
                "UPDATE entry SET state = ?2, sent_at = ?3, id = ?4, code = ?5, text = ?6 WHERE place = ?1",
            )?;
            for (place, state) in changes {
                let Ok(place) = i64::try_from(*place) else {
                    continue;
                };
                let columns = Columns::from(state);
                let [state, sent_at, id, code, text] = columns.values();
                update.execute(params![place, state, sent_at, id, code, text])?;
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
