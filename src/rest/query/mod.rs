//! The query language of lists, the parameter `q`: `userId EQUAL 5 AND date ON_OR_AFTER "2026-01-05"`.
//!
//! A [`Query`] is built from conditions and cannot be one that the server would misread: a test that
//! does not suit its field is refused when the [`Condition`] is made, and parentheses stand where the
//! order of `AND` and `OR` needs them. A server reads it with [`Query::parse`] and asks it with
//! [`Query::matches`].
//!
//! Not documented, and so our reading:
//!
//! * `AND` binds more closely than `OR`, and parentheses group.
//! * A text stands in double quotes, or in single quotes if it has a double one in it, and nothing in it
//!   is escaped: a text with both cannot be asked for. Both are in use; the vendor's page has single
//!   quotes, clients in production write double ones.
//! * `EQUAL` and its kin are for ids and quantities, `IS` and its kin for texts and times of day, `ON` and
//!   its kin for days and moments, as in the vendor's REST API for NetSuite, whose operators these are.
//!   `BETWEEN` includes both ends, for days too.
//! * Capitals count in texts. A field without a value passes no test but `EMPTY` and those that end in
//!   `_NOT`.

mod condition;
mod matches;
mod operator;
mod parse;

use std::fmt;

pub use condition::{Condition, ConditionError, Test};
pub use operator::{Comparison, DayRelation, TextRelation};
pub use parse::QueryError;

/// What the time entries of a list have in common.
///
/// ```
/// use suiteprojects::rest::{Comparison, Condition, DayRelation, Query, Test};
/// use suiteprojects::task::Field;
/// use suiteprojects::time::date;
///
/// let user = Condition::new(Field::UserId, Test::Number(Comparison::Equal, 5.into()))?;
/// let since = Test::Day(DayRelation::OnOrAfter, date::parse("2026-01-05")?);
/// let query = Query::from(user).and(Condition::new(Field::Date, since)?);
/// assert_eq!(query.to_string(), "userId EQUAL 5 AND date ON_OR_AFTER \"2026-01-05\"");
/// assert_eq!(Query::parse(&query.to_string())?, query);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Query(Expression);

/// A list of `All` or `Any` has two members or more, none of which is a list of its own kind.
#[derive(Clone, Debug, Eq, PartialEq)]
enum Expression {
    Condition(Condition),
    All(Vec<Expression>),
    Any(Vec<Expression>),
}

impl Query {
    /// The deepest nesting of parentheses that is read.
    pub const DEEPEST: usize = 32;

    /// The most conditions that a query which is read may have.
    pub const MOST_CONDITIONS: usize = 1_000;

    /// Reads the value of the parameter `q`, decoded.
    ///
    /// # Errors
    ///
    /// [`QueryError`] says where the text is no query, or tests a field for what it cannot be.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        parse::parse(text)
    }

    /// What passes both.
    #[must_use]
    pub fn and(self, other: impl Into<Self>) -> Self {
        Self(Expression::all([self.0, other.into().0]))
    }

    /// What passes one of them, or both.
    #[must_use]
    pub fn or(self, other: impl Into<Self>) -> Self {
        Self(Expression::any([self.0, other.into().0]))
    }
}

impl From<Condition> for Query {
    fn from(condition: Condition) -> Self {
        Self(Expression::Condition(condition))
    }
}

impl Expression {
    fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut list = Vec::new();
        for part in parts {
            match part {
                Self::All(parts) => list.extend(parts),
                part => list.push(part),
            }
        }
        Self::one_or(list, Self::All)
    }

    fn any(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut list = Vec::new();
        for part in parts {
            match part {
                Self::Any(parts) => list.extend(parts),
                part => list.push(part),
            }
        }
        Self::one_or(list, Self::Any)
    }

    fn one_or(mut list: Vec<Self>, several: fn(Vec<Self>) -> Self) -> Self {
        match (list.pop(), list.is_empty()) {
            (Some(only), true) => only,
            (popped, _) => {
                list.extend(popped);
                several(list)
            }
        }
    }
}

impl fmt::Display for Query {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl fmt::Display for Expression {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (parts, word) = match self {
            Self::Condition(condition) => return condition.fmt(formatter),
            Self::All(parts) => (parts, " AND "),
            Self::Any(parts) => (parts, " OR "),
        };
        for (place, part) in parts.iter().enumerate() {
            if place > 0 {
                formatter.write_str(word)?;
            }
            match (self, part) {
                (Self::All(_), Self::Any(_)) => write!(formatter, "({part})")?,
                _ => part.fmt(formatter)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
