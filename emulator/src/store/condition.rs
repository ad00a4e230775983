//! Which records are asked for, and how that is said to SQLite.

use rusqlite::types::Value;
use suiteprojects::api::DateRelation;
use suiteprojects::task::Id;

/// Fields with a column of their own, which indexes are made of; see the tables.
const COLUMNS: [&str; 8] = [
    "date",
    "externalid",
    "name",
    "nickname",
    "projectid",
    "thin_client_id",
    "timesheetid",
    "userid",
];

/// What has to hold for a record.
#[derive(Clone, Debug)]
pub(crate) enum Condition {
    /// All of these.
    All(Vec<Self>),
    /// At least one of these.
    Any(Vec<Self>),
    /// Not this.
    Not(Box<Self>),
    /// The field has this text; none for an empty text.
    Is(String, String),
    /// The date in the field stands in this relation to the text. A text without a time of day is
    /// about whole days.
    Date(String, DateRelation, String),
    /// The record that the field points to, which has this type, fulfils the condition.
    Points(String, String, Box<Self>),
    /// Whether it was deleted.
    Deleted(bool),
    /// A record of `ImportExport` marks it as exported.
    Exported,
}

impl Condition {
    pub(crate) fn is(name: &str, text: impl Into<String>) -> Self {
        Self::Is(name.to_owned(), text.into())
    }

    pub(crate) fn id(name: &str, id: Id) -> Self {
        Self::is(name, id.to_string())
    }

    pub(crate) fn negated(self) -> Self {
        Self::Not(Box::new(self))
    }
}

/// A statement in the making, and its parameters. `table` is the alias of the records it is about.
pub(super) struct Statement {
    pub(super) sql: String,
    pub(super) parameters: Vec<Value>,
    aliases: usize,
}

impl Statement {
    pub(super) fn new(sql: &str) -> Self {
        Self {
            sql: sql.to_owned(),
            parameters: Vec::new(),
            aliases: 0,
        }
    }

    pub(super) fn bind(&mut self, value: impl Into<Value>) {
        self.parameters.push(value.into());
        self.sql.push_str(&format!("?{}", self.parameters.len()));
    }

    pub(super) fn condition(&mut self, table: &str, condition: &Condition) {
        match condition {
            Condition::All(conditions) => self.joined(table, conditions, " AND ", "TRUE"),
            Condition::Any(conditions) => self.joined(table, conditions, " OR ", "FALSE"),
            Condition::Not(condition) => {
                self.sql.push_str("NOT ");
                self.condition(table, condition);
            }
            Condition::Is(name, text) => self.is(table, name, text),
            Condition::Date(name, relation, text) => self.date(table, name, *relation, text),
            Condition::Points(name, object_type, condition) => {
                self.points(table, name, object_type, condition);
            }
            Condition::Deleted(is_deleted) => {
                let not = if *is_deleted { "" } else { "NOT " };
                self.sql.push_str(&format!("({not}{table}.deleted)"));
            }
            Condition::Exported => {
                let other = self.alias();
                self.sql.push_str(&format!(
                    "EXISTS (SELECT 1 FROM record {other} WHERE {other}.type = 'ImportExport' AND NOT {other}.deleted \
                     AND {other}.fields ->> 'type' = {table}.type AND {other}.fields ->> 'recordid' = CAST({table}.id AS TEXT) \
                     AND {other}.fields ->> 'exported' <> '')"
                ));
            }
        }
    }

    fn alias(&mut self) -> String {
        self.aliases += 1;
        format!("other{}", self.aliases)
    }

    /// Joins conditions in halves: SQLite limits how deep an expression is, and a long chain is as deep as it is long.
    fn joined(&mut self, table: &str, conditions: &[Condition], with: &str, without: &str) {
        match conditions {
            [] => self.sql.push_str(without),
            [condition] => self.condition(table, condition),
            conditions => {
                let (first, second) = conditions.split_at(conditions.len() / 2);
                self.sql.push('(');
                self.joined(table, first, with, without);
                self.sql.push_str(with);
                self.joined(table, second, with, without);
                self.sql.push(')');
            }
        }
    }

    fn is(&mut self, table: &str, name: &str, text: &str) {
        if name == "id" {
            match row_id(text) {
                Some(id) => {
                    self.sql.push_str(&format!("({table}.id = "));
                    self.bind(id);
                    self.sql.push(')');
                }
                None => self.sql.push_str("FALSE"),
            }
            return;
        }
        let field = field(table, name);
        if text.is_empty() {
            self.sql.push_str(&format!("({field} IS NULL)"));
        } else {
            // A missing field is not equal, rather than neither equal nor unequal.
            self.sql
                .push_str(&format!("({field} IS NOT NULL AND {field} = "));
            self.bind(text.to_owned());
            self.sql.push(')');
        }
    }

    fn date(&mut self, table: &str, name: &str, relation: DateRelation, text: &str) {
        let field = field(table, name);
        let shown = if text.len() <= "YYYY-MM-DD".len() {
            format!("substr({field}, 1, 10)")
        } else {
            field
        };
        let operator = match relation {
            DateRelation::NewerThan => ">",
            DateRelation::OlderThan => "<",
            DateRelation::EqualTo => "=",
            _ => "<>",
        };
        self.sql
            .push_str(&format!("(ifnull({shown}, '') {operator} "));
        self.bind(text.to_owned());
        // A record without the date is not older, it has none.
        if operator == "<" {
            self.sql.push_str(&format!(" AND {shown} IS NOT NULL"));
        }
        self.sql.push(')');
    }

    fn points(&mut self, table: &str, name: &str, object_type: &str, condition: &Condition) {
        let other = self.alias();
        let field = field(table, name);
        self.sql.push_str(&format!(
            "EXISTS (SELECT 1 FROM record {other} WHERE NOT {other}.deleted AND {other}.type = "
        ));
        self.bind(object_type.to_owned());
        self.sql
            .push_str(&format!(" AND {other}.id = CAST({field} AS INTEGER) AND "));
        self.condition(&other, condition);
        self.sql.push(')');
    }

    /// Sorts by a field: numbers among themselves as numbers, everything else as texts. Records that have the same
    /// there come in the order of their ids.
    pub(super) fn order(&mut self, table: &str, order: Option<(&str, bool)>) {
        self.sql.push_str(" ORDER BY ");
        if let Some((name, descends)) = order {
            let direction = if descends { "DESC" } else { "ASC" };
            let field = if name == "id" {
                format!("{table}.id")
            } else {
                field(table, name)
            };
            self.sql.push_str(&format!(
                "CASE WHEN {field} NOT GLOB '*[^0-9.]*' THEN CAST({field} AS REAL) END {direction}, {field} {direction}, "
            ));
        }
        self.sql.push_str(&format!("{table}.id"));
    }
}

/// The expression for a field. A name that no field can have stands for a field that is never there.
fn field(table: &str, name: &str) -> String {
    let is_name = name
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if COLUMNS.contains(&name) {
        format!("{table}.{name}")
    } else if is_name && !name.is_empty() {
        format!("({table}.fields ->> '{name}')")
    } else {
        "NULL".to_owned()
    }
}

/// An id as SQLite numbers rows. Beyond that nothing is stored.
pub(super) fn row_id(text: &str) -> Option<i64> {
    i64::try_from(Id::parse(text).ok()?.get()).ok()
}
