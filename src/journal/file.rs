//! The file of a journal: made in one step, opened by one process, recognized before anything in it
//! is touched.

use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::error::Problem;
use super::row::TABLES;

/// Stands in the header of every journal: `SPPJ`.
const APPLICATION_ID: i64 = 0x5350_504a;

/// The form of the tables, as this version of the library makes and reads it.
const FORMAT: i64 = 1;

/// How a journal is opened. The lock is not waited for: whoever has it keeps it for a whole push.
///
/// A rollback journal, not a write-ahead log: between two changes everything stands in the one file
/// that the caller named, which can be copied and moved. `synchronous = EXTRA` because with `FULL` a
/// change can be undone by a loss of power right after it. The rest is for files from strangers.
const CONFIGURATION: &str = "PRAGMA busy_timeout = 0;
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA journal_mode = DELETE;
    PRAGMA synchronous = EXTRA;
    PRAGMA cell_size_check = ON;
    PRAGMA mmap_size = 0;";

/// Opens a journal for this process alone, or makes a new one where nothing stands.
pub(super) fn open(path: &Path) -> Result<Connection, Problem> {
    // SQLite gives a meaning to some names, such as `:memory:`, but to no absolute path.
    let path = &std::path::absolute(path).map_err(|source| system("open", source))?;
    match fs::metadata(path) {
        Ok(metadata) => examine(path, &metadata)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound && !is_link(path) => create(path)?,
        Err(source) => return Err(system("open", source)),
    }
    let mut connection = connect(path, "open")?;
    let mut check = || -> Result<(), Problem> {
        let transaction = connection
            .transaction_with_behavior(TransactionBehavior::Exclusive)
            .map_err(|error| Problem::database("open", error))?;
        identify(&transaction)?;
        check_contents(&transaction)?;
        // Changes nothing, but shows now and not after the first request that the file can be written.
        transaction
            .pragma_update(None, "user_version", FORMAT)
            .and_then(|()| transaction.commit())
            .map_err(|error| Problem::database("write", error))
    };
    check()?;
    Ok(connection)
}

fn system(doing: &'static str, source: io::Error) -> Problem {
    Problem::File { doing, source }
}

fn is_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Refuses what is no journal without touching it.
fn examine(path: &Path, metadata: &fs::Metadata) -> Result<(), Problem> {
    if metadata.is_dir() {
        return Err(Problem::not_a_journal("a directory"));
    }
    if !metadata.is_file() {
        return Err(Problem::not_a_journal("no ordinary file"));
    }
    // A new journal is never empty. One that became empty has lost what was sent, and must not be
    // taken for a new one.
    if metadata.len() == 0 {
        return Err(Problem::not_a_journal("an empty file"));
    }
    // SQLite takes less than its smallest page for nothing.
    if metadata.len() < 512 {
        return Err(Problem::not_a_journal("no SQLite file"));
    }
    // An ordinary connection would finish what another program left undone in its own file.
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    Connection::open_with_flags(immutable(path), flags)
        .map_err(|error| Problem::database("open", error))
        .and_then(|connection| identify(&connection))
}

/// The address of a file that SQLite is to read without locks and without its journal. The file is
/// not read past SQLite, because closing it would give up the locks that this process has on it.
fn immutable(path: &Path) -> String {
    let mut address = "file:".to_owned();
    for byte in path.as_os_str().as_encoded_bytes() {
        if byte.is_ascii_alphanumeric() {
            address.push(char::from(*byte));
        } else {
            address.push_str(&format!("%{byte:02x}"));
        }
    }
    address + "?immutable=1"
}

/// Makes sure that the header is that of a journal of this format.
fn identify(connection: &Connection) -> Result<(), Problem> {
    let number = |name| -> Result<i64, Problem> {
        connection
            .pragma_query_value(None, name, |row| row.get(0))
            .map_err(|error| Problem::database("read", error))
    };
    if number("application_id")? != APPLICATION_ID {
        return Err(Problem::not_a_journal("an SQLite file of another program"));
    }
    match number("user_version")? {
        FORMAT => Ok(()),
        found if found > FORMAT => Err(Problem::Newer {
            found,
            known: FORMAT,
        }),
        found => Err(Problem::damaged(format!("it has format {found}"))),
    }
}

/// Makes sure that the tables are ours, without triggers that a stranger added, and sound.
fn check_contents(connection: &Connection) -> Result<(), Problem> {
    if tables(connection)? != TABLES.map(|(name, sql)| (name.to_owned(), sql.to_owned())) {
        return Err(Problem::damaged("it has other tables than a journal"));
    }
    let verdict: String = connection
        .pragma_query_value(None, "quick_check", |row| row.get(0))
        .map_err(|error| Problem::database("read", error))?;
    if verdict == "ok" {
        Ok(())
    } else {
        Err(Problem::damaged(verdict))
    }
}

/// Names and definitions of what is in a file, in the order of the names.
fn tables(connection: &Connection) -> Result<Vec<(String, String)>, Problem> {
    connection
        .prepare("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
        .and_then(|mut statement| {
            statement
                .query_map((), |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        })
        .map_err(|error| Problem::database("read", error))
}

fn connect(path: &Path, doing: &'static str) -> Result<Connection, Problem> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let configured = || {
        let connection = Connection::open_with_flags(path, flags)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
        connection.execute_batch(CONFIGURATION)?;
        Ok(connection)
    };
    configured().map_err(|error| Problem::database(doing, error))
}

/// Makes a journal under another name and then gives it its own, so that at no moment something
/// unfinished has the name of a journal. An end in between leaves the other name, which is used again.
fn create(path: &Path) -> Result<(), Problem> {
    let new = new_name(path);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(&new) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            return Err(system("create", error));
        }
        _ => {}
    }
    let in_the_way = || {
        let message = format!("{} is in the way", new.display());
        system(
            "create",
            io::Error::new(io::ErrorKind::AlreadyExists, message),
        )
    };
    fill(&new).map_err(|problem| match problem {
        Problem::NotAJournal { .. } | Problem::Newer { .. } | Problem::Damaged { .. } => {
            in_the_way()
        }
        problem => problem,
    })?;
    // Unlike a renaming, a link never takes the place of a journal that another process made meanwhile.
    match fs::hard_link(&new, path) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        // Some file systems have no links.
        Err(_) => fs::rename(&new, path).map_err(|source| system("create", source))?,
    }
    match fs::remove_file(&new) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(system("create", error));
        }
        _ => {}
    }
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        // As SQLite does it: where a folder cannot be flushed, nothing can be done about it.
        let _ = fs::File::open(folder).and_then(|folder| folder.sync_all());
    }
    Ok(())
}

/// The name under which a journal is made.
fn new_name(path: &Path) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(".new");
    PathBuf::from(name)
}

/// Makes the tables, all of them or none. A file that has them already is left as it is, if nothing
/// was written down in it.
fn fill(path: &Path) -> Result<(), Problem> {
    let mut connection = connect(path, "create")?;
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Exclusive)
        .map_err(|error| Problem::database("create", error))?;
    if !tables(&transaction)?.is_empty() {
        identify(&transaction)?;
        check_contents(&transaction)?;
        let used: bool = transaction
            .query_row(
                "SELECT EXISTS (SELECT * FROM entry) OR EXISTS (SELECT * FROM binding)",
                (),
                |row| row.get(0),
            )
            .map_err(|error| Problem::database("create", error))?;
        return if used {
            Err(Problem::not_a_journal("a journal with entries"))
        } else {
            Ok(())
        };
    }
    let made = || {
        for (_, sql) in TABLES {
            transaction.execute_batch(sql)?;
        }
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", FORMAT)?;
        transaction.commit()
    };
    made().map_err(|error| Problem::database("create", error))
}
