//! The tables, and how a file with them is opened.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::error::StoreError;

/// Stands in the header of every file: `SPPE`.
const APPLICATION_ID: i64 = 0x5350_5045;

/// The form of the tables, as this version makes and reads it.
const FORMAT: i64 = 1;

/// The columns after `fields` are made from it, so that they never say something else. Only records
/// that have the field are in an index.
const TABLES: &str = "
CREATE TABLE record (
    type TEXT NOT NULL,
    id INTEGER NOT NULL,
    deleted INTEGER NOT NULL,
    fields TEXT NOT NULL,
    date TEXT AS (fields ->> 'date') VIRTUAL,
    externalid TEXT AS (fields ->> 'externalid') VIRTUAL,
    name TEXT AS (fields ->> 'name') VIRTUAL,
    nickname TEXT AS (fields ->> 'nickname') VIRTUAL,
    projectid TEXT AS (fields ->> 'projectid') VIRTUAL,
    thin_client_id TEXT AS (fields ->> 'thin_client_id') VIRTUAL,
    timesheetid TEXT AS (fields ->> 'timesheetid') VIRTUAL,
    userid TEXT AS (fields ->> 'userid') VIRTUAL,
    UNIQUE (type, id)
) STRICT;
CREATE INDEX record_by_user ON record (userid, type, date) WHERE userid IS NOT NULL;
CREATE INDEX record_by_project ON record (projectid, type) WHERE projectid IS NOT NULL;
CREATE INDEX record_by_timesheet ON record (timesheetid, type) WHERE timesheetid IS NOT NULL;
CREATE INDEX record_by_key ON record (thin_client_id, type) WHERE thin_client_id IS NOT NULL;
CREATE INDEX record_by_external_id ON record (externalid, type) WHERE externalid IS NOT NULL;
CREATE INDEX record_by_nickname ON record (nickname, type) WHERE nickname IS NOT NULL;
CREATE TABLE sequence (last INTEGER NOT NULL) STRICT;
INSERT INTO sequence VALUES (0);
CREATE TABLE approval (
    type TEXT NOT NULL,
    id INTEGER NOT NULL,
    command TEXT NOT NULL,
    at TEXT NOT NULL,
    by INTEGER NOT NULL,
    cc TEXT,
    notes TEXT
) STRICT;
";

/// How a file is used. `FULL` makes a write-ahead log wait for the disk at the end of each transaction.
const CONFIGURATION: &str = "PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA cell_size_check = ON;
    PRAGMA trusted_schema = OFF;";

/// Opens a file, which is made if it is not there, or a store in memory.
pub(super) fn open(path: Option<&Path>) -> Result<Connection, StoreError> {
    let failed = |error| StoreError::opening(path, error);
    let connection = match path {
        None => Connection::open_in_memory().map_err(failed)?,
        Some(path) => {
            // SQLite gives a meaning to some names, such as `:memory:`, but to no absolute path.
            let absolute = std::path::absolute(path)
                .map_err(|error| StoreError::other(Some(path), error.to_string()))?;
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
                | OpenFlags::SQLITE_OPEN_CREATE
                | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            Connection::open_with_flags(absolute, flags).map_err(failed)?
        }
    };
    connection.set_prepared_statement_cache_capacity(64);
    connection
        .busy_timeout(Duration::from_millis(200))
        .map_err(failed)?;
    prepare(path, &connection)?;
    Ok(connection)
}

/// Makes the tables in an empty file, and recognizes a file that has them, before anything is changed.
fn prepare(path: Option<&Path>, connection: &Connection) -> Result<(), StoreError> {
    let failed = |error| StoreError::opening(path, error);
    let number = |name| -> Result<i64, StoreError> {
        connection
            .pragma_query_value(None, name, |row| row.get(0))
            .map_err(failed)
    };
    let tables: i64 = connection
        .query_row("SELECT count(*) FROM sqlite_schema", (), |row| row.get(0))
        .map_err(failed)?;
    let is_new = tables == 0 && number("application_id")? == 0;
    if !is_new {
        if number("application_id")? != APPLICATION_ID {
            return Err(StoreError::other(
                path,
                "found an SQLite file of another program, expected data of this server",
            ));
        }
        let found = number("user_version")?;
        if found != FORMAT {
            return Err(StoreError::other(
                path,
                format!("found data in format {found}, expected {FORMAT}"),
            ));
        }
    }
    connection.execute_batch(CONFIGURATION).map_err(failed)?;
    // Whoever writes has the file alone: the ids of this process and those of another would collide.
    if path.is_some() {
        connection
            .execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; COMMIT;")
            .map_err(failed)?;
    }
    if is_new {
        let made = format!(
            "BEGIN IMMEDIATE; {TABLES} PRAGMA application_id = {APPLICATION_ID}; \
             PRAGMA user_version = {FORMAT}; COMMIT;"
        );
        connection.execute_batch(&made).map_err(failed)?;
    }
    Ok(())
}
