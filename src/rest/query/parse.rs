//! Reads a query.

use thiserror::Error;

use super::{
    Comparison, Condition, ConditionError, DayRelation, Expression, Query, Test, TextRelation,
};
use crate::rest::name;
use crate::task::{FieldName, Kind};
use crate::text::shortened;
use crate::time::{date, decimal};

/// A text that is no query.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("the query has {found} at byte {offset}, expected {expected}")]
pub struct QueryError {
    offset: usize,
    found: Box<str>,
    expected: &'static str,
    source: Option<ConditionError>,
}

impl QueryError {
    /// The byte of the text at which the trouble was seen.
    pub const fn offset(&self) -> usize {
        self.offset
    }
}

pub(super) fn parse(text: &str) -> Result<Query, QueryError> {
    let mut parser = Parser {
        text,
        at: 0,
        conditions: 0,
    };
    let expression = parser.any(0)?;
    match parser.peek()? {
        Token::End => Ok(Query(expression)),
        _ => Err(parser.unexpected("AND, OR or the end")),
    }
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Token<'q> {
    Word(&'q str),
    Quoted(&'q str),
    Sign(char),
    End,
}

struct Parser<'q> {
    text: &'q str,
    /// Where the next token is looked for.
    at: usize,
    conditions: usize,
}

impl<'q> Parser<'q> {
    fn rest(&self) -> &'q str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip_blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
    }

    /// The next token and its length.
    fn look(&mut self) -> Result<(Token<'q>, usize), QueryError> {
        self.skip_blanks();
        let rest = self.rest();
        let Some(first) = rest.chars().next() else {
            return Ok((Token::End, 0));
        };
        match first {
            '(' | ')' | '[' | ']' | ',' => Ok((Token::Sign(first), 1)),
            '"' | '\'' => {
                let inner = rest.get(1..).unwrap_or_default();
                let Some(end) = inner.find(first) else {
                    return Err(self.error("a text that does not end", "its closing quote"));
                };
                Ok((Token::Quoted(inner.get(..end).unwrap_or_default()), end + 2))
            }
            _ => {
                let ends = |character: char| {
                    character.is_ascii_whitespace()
                        || matches!(character, '(' | ')' | '[' | ']' | ',' | '"' | '\'')
                };
                let end = rest.find(ends).unwrap_or(rest.len());
                Ok((Token::Word(rest.get(..end).unwrap_or_default()), end))
            }
        }
    }

    fn peek(&mut self) -> Result<Token<'q>, QueryError> {
        self.look().map(|(token, _)| token)
    }

    fn take(&mut self) -> Result<Token<'q>, QueryError> {
        let (token, length) = self.look()?;
        self.at += length;
        Ok(token)
    }

    fn takes(&mut self, token: Token<'_>) -> Result<bool, QueryError> {
        let is_it = self.peek()? == token;
        if is_it {
            self.take()?;
        }
        Ok(is_it)
    }

    fn needs(&mut self, sign: char, expected: &'static str) -> Result<(), QueryError> {
        if self.takes(Token::Sign(sign))? {
            return Ok(());
        }
        Err(self.unexpected(expected))
    }

    fn error(&self, found: impl Into<Box<str>>, expected: &'static str) -> QueryError {
        QueryError {
            offset: self.at,
            found: found.into(),
            expected,
            source: None,
        }
    }

    /// The next token is not what was expected.
    fn unexpected(&mut self, expected: &'static str) -> QueryError {
        match self.peek() {
            Err(error) => error,
            Ok(Token::End) => self.error("nothing more", expected),
            Ok(Token::Sign(sign)) => self.error(format!("`{sign}`"), expected),
            Ok(Token::Word(text) | Token::Quoted(text)) => {
                self.error(format!("{:?}", shortened(text)), expected)
            }
        }
    }

    fn any(&mut self, depth: usize) -> Result<Expression, QueryError> {
        let mut parts = vec![self.all(depth)?];
        while self.takes(Token::Word("OR"))? {
            parts.push(self.all(depth)?);
        }
        Ok(Expression::any(parts))
    }

    fn all(&mut self, depth: usize) -> Result<Expression, QueryError> {
        let mut parts = vec![self.one(depth)?];
        while self.takes(Token::Word("AND"))? {
            parts.push(self.one(depth)?);
        }
        Ok(Expression::all(parts))
    }

    fn one(&mut self, depth: usize) -> Result<Expression, QueryError> {
        if self.peek()? != Token::Sign('(') {
            return self.condition().map(Expression::Condition);
        }
        if depth >= Query::DEEPEST {
            return Err(self.unexpected("parentheses that are not nested as deeply"));
        }
        self.take()?;
        let inner = self.any(depth + 1)?;
        self.needs(')', "AND, OR or `)`")?;
        Ok(inner)
    }

    fn condition(&mut self) -> Result<Condition, QueryError> {
        self.conditions += 1;
        if self.conditions > Query::MOST_CONDITIONS {
            return Err(self.unexpected("fewer conditions"));
        }
        let Token::Word(attribute) = self.peek()? else {
            return Err(self.unexpected("the name of an attribute"));
        };
        let start = self.at;
        self.take()?;
        let field = name::resolve(attribute.into());
        let Token::Word(word) = self.peek()? else {
            return Err(self.unexpected("an operator"));
        };
        let (operator, is_negated) = match word.strip_suffix("_NOT") {
            Some(operator) => (operator, true),
            None => (word, false),
        };
        let test = self.test(&field, operator)?;
        let condition = Condition::new(field, test).map_err(|error| QueryError {
            offset: start,
            found: "a condition that cannot be".into(),
            expected: "a test that suits its attribute",
            source: Some(error),
        })?;
        Ok(if is_negated {
            condition.negated()
        } else {
            condition
        })
    }

    /// The test after an attribute; its operator has been looked at, but not taken.
    fn test(&mut self, field: &FieldName<'_>, operator: &str) -> Result<Test, QueryError> {
        if operator == "EMPTY" {
            self.take()?;
            return Ok(Test::Empty);
        }
        if let Some(comparison) = Comparison::from_word(operator) {
            self.take()?;
            return Ok(Test::Number(comparison, self.number()?));
        }
        if let Some(relation) = DayRelation::from_word(operator) {
            self.take()?;
            return Ok(Test::Day(relation, self.day()?));
        }
        if let Some(relation) = TextRelation::from_word(operator) {
            self.take()?;
            return self.text_or_flag(relation);
        }
        match operator {
            "ANY_OF" => {
                self.take()?;
                self.needs('[', "`[`")?;
                let mut numbers = vec![self.number()?];
                while self.takes(Token::Sign(','))? {
                    numbers.push(self.number()?);
                }
                self.needs(']', "`,` or `]`")?;
                Ok(Test::AnyOf(numbers))
            }
            "BETWEEN" => {
                self.take()?;
                self.needs('[', "`[`")?;
                let are_days = match field {
                    FieldName::Known(field) => {
                        matches!(field.kind(), Kind::Date | Kind::DateTime)
                    }
                    // A custom field holds days if it is compared with one.
                    _ => matches!(self.peek()?, Token::Quoted(_)),
                };
                let test = if are_days {
                    let from = self.day()?;
                    self.needs(',', "`,`")?;
                    Test::DayBetween(from, self.day()?)
                } else {
                    let from = self.number()?;
                    self.needs(',', "`,`")?;
                    Test::NumberBetween(from, self.number()?)
                };
                self.needs(']', "`]`")?;
                Ok(test)
            }
            _ => Err(self.unexpected("an operator such as EQUAL")),
        }
    }

    fn text_or_flag(&mut self, relation: TextRelation) -> Result<Test, QueryError> {
        let token = self.peek()?;
        let test = match (relation, token) {
            (TextRelation::Is, Token::Word("true")) => Test::Flag(true),
            (TextRelation::Is, Token::Word("false")) => Test::Flag(false),
            (_, Token::Quoted(text) | Token::Word(text)) => Test::Text(relation, text.to_owned()),
            _ => return Err(self.unexpected("a text")),
        };
        self.take()?;
        Ok(test)
    }

    fn number(&mut self) -> Result<rust_decimal::Decimal, QueryError> {
        let number = match self.peek()? {
            Token::Word(text) | Token::Quoted(text) => decimal::parse(text).ok(),
            _ => None,
        };
        let number = number.ok_or_else(|| self.unexpected("a number"))?;
        self.take()?;
        Ok(number)
    }

    fn day(&mut self) -> Result<chrono::NaiveDate, QueryError> {
        let day = match self.peek()? {
            Token::Word(text) | Token::Quoted(text) => date::parse(text).ok(),
            _ => None,
        };
        let day = day.ok_or_else(|| self.unexpected("a day such as \"2026-01-05\""))?;
        self.take()?;
        Ok(day)
    }
}
