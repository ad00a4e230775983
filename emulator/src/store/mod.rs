//! What is stored: records of every type in one SQLite table.
//!
//! A record is its type, its id, whether it was deleted, and its fields as a JSON object. Fields that
//! records are often found by are columns made from that object, with indexes; so there is one way to
//! write and one way to ask, for time entries as for everything else.
//!
//! In memory unless a file is named. A file is written with a write-ahead log and `synchronous = FULL`:
//! what a transaction has committed is there after a crash of the process or of the machine.

mod condition;
mod error;
mod overview;
mod record;
mod schema;

use std::path::Path;

use rusqlite::{Connection, OptionalExtension as _, Row, params, params_from_iter};
use suiteprojects::api::Approval;
use suiteprojects::task::Id;

pub(crate) use condition::Condition;
pub use error::StoreError;
pub(crate) use overview::{Count, Sum};
pub(crate) use record::{Content, Fields, Stored};

use condition::Statement;

/// The records.
#[derive(Debug)]
pub(crate) struct Store {
    connection: Connection,
}

impl Store {
    /// The records in the file, or an empty store in memory.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self, StoreError> {
        let connection = schema::open(path)?;
        Ok(Self { connection })
    }

    /// Begins a transaction. One that was left open by a request that panicked is undone first.
    pub(crate) fn begin(&self) -> Result<(), StoreError> {
        self.roll_back()?;
        Ok(self.connection.execute_batch("BEGIN IMMEDIATE")?)
    }

    /// Ends the transaction; what was done in it is kept for good when this returns.
    pub(crate) fn commit(&self) -> Result<(), StoreError> {
        Ok(self.connection.execute_batch("COMMIT")?)
    }

    /// Undoes the transaction, if one is open.
    pub(crate) fn roll_back(&self) -> Result<(), StoreError> {
        if !self.connection.is_autocommit() {
            self.connection.execute_batch("ROLLBACK")?;
        }
        Ok(())
    }

    /// Does all of the work or, if it fails, nothing: within the transaction that is open, or in one of its own.
    pub(crate) fn work<T>(
        &self,
        work: impl FnOnce(&Records<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let run = |sql| -> Result<(), StoreError> {
            self.connection.prepare_cached(sql)?.execute(())?;
            Ok(())
        };
        run("SAVEPOINT work")?;
        let result = work(&Records(&self.connection)).and_then(|value| {
            run("RELEASE work")?;
            Ok(value)
        });
        if result.is_err() && !self.connection.is_autocommit() {
            // After some errors SQLite has undone everything by itself.
            self.connection
                .execute_batch("ROLLBACK TO work; RELEASE work")?;
        }
        result
    }

    /// Reads without writing.
    pub(crate) fn read(&self) -> Records<'_> {
        Records(&self.connection)
    }
}

/// The records within a transaction.
#[derive(Debug)]
pub(crate) struct Records<'c>(&'c Connection);

/// What a search returns, and in which order.
#[derive(Clone, Debug)]
pub(crate) struct Search<'s> {
    pub(crate) object_type: &'s str,
    pub(crate) condition: Condition,
    /// A field, and whether its largest values come first.
    pub(crate) order: Option<(&'s str, bool)>,
    pub(crate) offset: u64,
    pub(crate) limit: u64,
}

impl<'s> Search<'s> {
    /// All records of a type, deleted ones too, in the order of their ids.
    pub(crate) fn new(object_type: &'s str, condition: Condition) -> Self {
        Self {
            object_type,
            condition,
            order: None,
            offset: 0,
            limit: u64::MAX,
        }
    }

    /// Those that were not deleted.
    pub(crate) fn present(object_type: &'s str, condition: Condition) -> Self {
        let condition = Condition::All(vec![Condition::Deleted(false), condition]);
        Self::new(object_type, condition)
    }

    pub(crate) fn first(self) -> Self {
        Self { limit: 1, ..self }
    }
}

impl Records<'_> {
    /// The next id. Ids are given once, over all types.
    pub(crate) fn next_id(&self) -> Result<Id, StoreError> {
        let id: i64 = self
            .0
            .prepare_cached("UPDATE sequence SET last = last + 1 RETURNING last")?
            .query_row((), |row| row.get(0))?;
        u64::try_from(id)
            .ok()
            .and_then(Id::new)
            .ok_or_else(|| StoreError::damaged("the last id is no id"))
    }

    /// Makes sure that ids up to this one are not given any more.
    pub(crate) fn reserve(&self, id: Id) -> Result<(), StoreError> {
        self.0
            .prepare_cached("UPDATE sequence SET last = max(last, ?1)")?
            .execute([row_id(id)])?;
        Ok(())
    }

    /// Writes a record, in the place of an earlier one of the same type and id.
    pub(crate) fn write(&self, record: &Stored) -> Result<(), StoreError> {
        let fields = serde_json::to_string(&record.fields)
            .map_err(|error| StoreError::damaged(error.to_string()))?;
        self.0
            .prepare_cached(
                "INSERT INTO record (type, id, deleted, fields) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (type, id) DO UPDATE SET deleted = ?3, fields = ?4",
            )?
            .execute(params![
                record.object_type,
                row_id(record.id),
                record.is_deleted,
                fields
            ])?;
        Ok(())
    }

    /// The record of this type and id, even if it was deleted.
    pub(crate) fn find(&self, object_type: &str, id: Id) -> Result<Option<Stored>, StoreError> {
        let found = self
            .0
            .prepare_cached("SELECT id, deleted, fields FROM record WHERE type = ?1 AND id = ?2")?
            .query_row(params![object_type, row_id(id)], |row| {
                Ok(stored(object_type, row))
            })
            .optional()?;
        found.transpose()
    }

    /// The record of this type and id, unless it was deleted.
    pub(crate) fn present(&self, object_type: &str, id: Id) -> Result<Option<Stored>, StoreError> {
        let found = self.find(object_type, id)?;
        Ok(found.filter(|record| !record.is_deleted))
    }

    /// The records that a search finds.
    pub(crate) fn search(&self, search: &Search<'_>) -> Result<Vec<Stored>, StoreError> {
        let mut found = Vec::new();
        self.each(search, |record| found.push(record))?;
        Ok(found)
    }

    /// Shows the records that a search finds, one after the other, so that no more than one of them is in memory.
    pub(crate) fn each(
        &self,
        search: &Search<'_>,
        mut visit: impl FnMut(Stored),
    ) -> Result<(), StoreError> {
        let statement = statement(search);
        let mut prepared = self.0.prepare_cached(&statement.sql)?;
        let mut rows = prepared.query(params_from_iter(&statement.parameters))?;
        while let Some(row) = rows.next()? {
            visit(stored(search.object_type, row)?);
        }
        Ok(())
    }

    /// The names of the custom fields that records of a type have, in alphabetical order.
    pub(crate) fn custom_fields(&self, object_type: &str) -> Result<Vec<String>, StoreError> {
        let mut statement = self.0.prepare(
            "SELECT DISTINCT key FROM record, json_each(record.fields)
             WHERE record.type = ?1 AND key LIKE '%\\_\\_c' ESCAPE '\\' ORDER BY key",
        )?;
        let names = statement.query_map([object_type], |row| row.get(0))?;
        Ok(names.collect::<Result<_, _>>()?)
    }

    /// Writes down who did what with a record in its approval, and what was noted.
    pub(crate) fn note(
        &self,
        command: &str,
        object_type: &str,
        id: Id,
        at: &str,
        by: Id,
        approval: Option<&Approval>,
    ) -> Result<(), StoreError> {
        let cc = approval.and_then(|approval| approval.cc.as_deref());
        let notes = approval.and_then(|approval| approval.notes.as_deref());
        self.0
            .prepare_cached(
                "INSERT INTO approval (type, id, command, at, by, cc, notes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![object_type, row_id(id), command, at, row_id(by), cc, notes])?;
        Ok(())
    }

    /// What was noted with a record, in order.
    #[cfg(test)]
    pub(crate) fn notes(&self, object_type: &str, id: Id) -> Result<Vec<String>, StoreError> {
        let mut statement = self.0.prepare(
            "SELECT notes FROM approval WHERE type = ?1 AND id = ?2 AND notes IS NOT NULL ORDER BY rowid",
        )?;
        let notes = statement.query_map(params![object_type, row_id(id)], |row| row.get(0))?;
        Ok(notes.collect::<Result<_, _>>()?)
    }

    /// The first record that a search finds.
    pub(crate) fn first(&self, search: Search<'_>) -> Result<Option<Stored>, StoreError> {
        Ok(self.search(&search.first())?.into_iter().next())
    }
}

/// What SQLite is asked.
fn statement(search: &Search<'_>) -> Statement {
    let mut statement =
        Statement::new("SELECT r.id, r.deleted, r.fields FROM record r WHERE r.type = ");
    statement.bind(search.object_type.to_owned());
    statement.sql.push_str(" AND ");
    statement.condition("r", &search.condition);
    statement.order("r", search.order);
    statement.sql.push_str(" LIMIT ");
    statement.bind(i64::try_from(search.limit).unwrap_or(i64::MAX));
    statement.sql.push_str(" OFFSET ");
    statement.bind(i64::try_from(search.offset).unwrap_or(i64::MAX));
    statement
}

/// Ids beyond what SQLite can number are those of no record.
fn row_id(id: Id) -> i64 {
    i64::try_from(id.get()).unwrap_or(-1)
}

fn stored(object_type: &str, row: &Row<'_>) -> Result<Stored, StoreError> {
    let id: i64 = row.get(0)?;
    let fields = row.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?;
    let damaged = |found: String| StoreError::damaged(format!("the record {id}: {found}"));
    Ok(Stored {
        object_type: object_type.to_owned(),
        id: u64::try_from(id)
            .ok()
            .and_then(Id::new)
            .ok_or_else(|| damaged("no id".to_owned()))?,
        is_deleted: row.get(1)?,
        fields: serde_json::from_str(fields).map_err(|error| damaged(error.to_string()))?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The steps that SQLite plans for a search, in its words.
    fn plan(store: &Store, search: &Search<'_>) -> String {
        let statement = statement(search);
        let explained = format!("EXPLAIN QUERY PLAN {}", statement.sql);
        let mut explained = store.connection.prepare(&explained).unwrap();
        let steps = explained
            .query_map(params_from_iter(&statement.parameters), |row| {
                row.get::<_, String>(3)
            })
            .unwrap();
        steps.map(Result::unwrap).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn searches_use_their_indexes() {
        let store = Store::open(None).unwrap();
        let is = |name| Condition::is(name, "7");
        for (condition, index) in [
            (is("thin_client_id"), "record_by_key"),
            (is("externalid"), "record_by_external_id"),
            (is("nickname"), "record_by_nickname"),
            (is("timesheetid"), "record_by_timesheet"),
            (is("projectid"), "record_by_project"),
            (is("userid"), "record_by_user"),
            (
                Condition::All(vec![is("userid"), is("date")]),
                "record_by_user",
            ),
            (is("id"), "sqlite_autoindex_record_1 (type=? AND id=?)"),
            (Condition::All(Vec::new()), "sqlite_autoindex_record_1"),
        ] {
            let search = Search::present("Task", condition);
            let plan = plan(&store, &search);
            assert!(plan.contains(index), "{search:?}: {plan}");
        }
    }
}
