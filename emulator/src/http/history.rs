//! The last requests and their answers, without secrets, for people to look at.

use std::collections::VecDeque;

use chrono::NaiveDateTime;

use super::masking::masked;
use super::{Answer, Incoming};

/// The most exchanges that are kept, and the most bytes of all of them, and of one text.
const MOST: usize = 200;
const MOST_BYTES: usize = 8 << 20;
const LONGEST: usize = 64 << 10;

/// The last exchanges, the newest last.
#[derive(Debug, Default)]
pub(crate) struct History {
    exchanges: VecDeque<Exchange>,
    bytes: usize,
    count: u64,
}

/// A request and its answer.
#[derive(Clone, Debug)]
#[allow(dead_code, reason = "the page that shows them is not there yet")]
pub(crate) struct Exchange {
    /// From 1.
    pub(crate) number: u64,
    pub(crate) at: NaiveDateTime,
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) request: String,
    pub(crate) status: u16,
    pub(crate) answer: String,
}

impl Exchange {
    fn size(&self) -> usize {
        self.method.len() + self.path.len() + self.request.len() + self.answer.len()
    }
}

impl History {
    /// Keeps an exchange, and forgets the oldest if there are too many.
    pub(crate) fn add(&mut self, at: NaiveDateTime, incoming: &Incoming, answer: &Answer) {
        self.count += 1;
        let exchange = Exchange {
            number: self.count,
            at,
            method: incoming.method.to_string(),
            path: masked(&incoming.target),
            request: masked(cut(&String::from_utf8_lossy(&incoming.body))),
            status: answer.status.as_u16(),
            answer: masked(cut(&answer.body)),
        };
        self.bytes += exchange.size();
        self.exchanges.push_back(exchange);
        while self.exchanges.len() > MOST || self.bytes > MOST_BYTES {
            match self.exchanges.pop_front() {
                Some(oldest) => self.bytes -= oldest.size(),
                None => break,
            }
        }
    }

    /// The exchanges, the newest first.
    #[allow(dead_code, reason = "the page that shows them is not there yet")]
    pub(crate) fn newest_first(&self) -> impl Iterator<Item = &Exchange> {
        self.exchanges.iter().rev()
    }
}

fn cut(text: &str) -> &str {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use axum::http::{Method, StatusCode};

    use super::*;

    #[test]
    fn the_oldest_are_forgotten() {
        let mut history = History::default();
        let incoming = Incoming {
            method: Method::POST,
            target: "/soap".to_owned(),
            host: None,
            authorization: None,
            body: vec![b'x'; LONGEST],
        };
        let answer = Answer::text(StatusCode::OK, "y".repeat(2 * LONGEST));
        for _ in 0..500 {
            history.add(NaiveDateTime::default(), &incoming, &answer);
            assert!(history.bytes <= MOST_BYTES && history.exchanges.len() <= MOST);
        }
        let newest = history.newest_first().next().unwrap();
        assert_eq!((newest.number, newest.answer.len()), (500, LONGEST));
        let small = Incoming {
            body: Vec::new(),
            ..incoming
        };
        for _ in 0..500 {
            history.add(
                NaiveDateTime::default(),
                &small,
                &Answer::text(StatusCode::OK, ""),
            );
        }
        assert_eq!(history.newest_first().count(), MOST);
        let sizes: usize = history.exchanges.iter().map(Exchange::size).sum();
        assert_eq!(history.bytes, sizes);
    }
}
