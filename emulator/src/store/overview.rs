//! How much there is: counts and sums for people to look at.

use rusqlite::params;
use suiteprojects::time::NaiveDate;

use super::{Records, StoreError};

/// How many records of a type there are.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Count {
    pub(crate) object_type: String,
    pub(crate) present: u64,
    pub(crate) deleted: u64,
}

/// The time entries of a user on a day.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Sum {
    /// As it stands in the entries.
    pub(crate) user: String,
    /// `YYYY-MM-DD`
    pub(crate) day: String,
    pub(crate) present: u64,
    pub(crate) deleted: u64,
    /// Of those that were not deleted.
    pub(crate) minutes: i64,
}

impl Records<'_> {
    /// The types of which there are records, in alphabetical order.
    pub(crate) fn counts(&self) -> Result<Vec<Count>, StoreError> {
        let mut statement = self.0.prepare_cached(
            "SELECT type, sum(deleted = 0), sum(deleted <> 0) FROM record GROUP BY type ORDER BY type",
        )?;
        let counts = statement.query_map((), |row| {
            Ok(Count {
                object_type: row.get(0)?,
                present: number(row.get(1)?),
                deleted: number(row.get(2)?),
            })
        })?;
        Ok(counts.collect::<Result<_, _>>()?)
    }

    /// The last day that has a time entry.
    pub(crate) fn last_day(&self) -> Result<Option<String>, StoreError> {
        Ok(self
            .0
            .prepare_cached("SELECT max(date) FROM record WHERE type = 'Task' AND deleted = 0")?
            .query_row((), |row| row.get(0))?)
    }

    /// What the entries of the days from the first to the last come to, for so many users after the first few.
    pub(crate) fn sums(
        &self,
        first: NaiveDate,
        last: NaiveDate,
        users: u64,
        after: u64,
    ) -> Result<Vec<Sum>, StoreError> {
        let mut statement = self.0.prepare_cached(
            "WITH entry AS (
                SELECT coalesce(userid, '') AS user, date, deleted, fields FROM record
                WHERE type = 'Task' AND date BETWEEN ?1 AND ?2
             )
             SELECT user, date, sum(deleted = 0), sum(deleted <> 0),
                CAST(sum(CASE WHEN deleted = 0
                    THEN coalesce(CAST(fields ->> 'hours' AS INTEGER), 0) * 60
                        + coalesce(CAST(fields ->> 'minutes' AS INTEGER), 0)
                    ELSE 0 END) AS INTEGER)
             FROM entry
             WHERE user IN (
                SELECT DISTINCT user FROM entry ORDER BY CAST(user AS INTEGER), user LIMIT ?3 OFFSET ?4
             )
             GROUP BY user, date ORDER BY CAST(user AS INTEGER), user, date",
        )?;
        let sums = statement.query_map(
            params![
                first.to_string(),
                last.to_string(),
                i64::try_from(users).unwrap_or(i64::MAX),
                i64::try_from(after).unwrap_or(i64::MAX)
            ],
            |row| {
                Ok(Sum {
                    user: row.get(0)?,
                    day: row.get(1)?,
                    present: number(row.get(2)?),
                    deleted: number(row.get(3)?),
                    minutes: row.get(4)?,
                })
            },
        )?;
        Ok(sums.collect::<Result<_, _>>()?)
    }
}

/// A count is never negative.
fn number(count: i64) -> u64 {
    u64::try_from(count).unwrap_or_default()
}
