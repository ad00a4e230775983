//! Which result belongs to which object.
//!
//! The server answers the elements of a request in order and says no more than that. Only the ids
//! and keys in the records it sends back can confirm it. So the place of a result counts only if
//! there is a result for each element and no record contradicts its place; otherwise what a result
//! says is believed of the object whose id or key it shows, and of no other.

use std::collections::{HashMap, HashSet, VecDeque};

use super::CommandResult;
use super::verdict::{lists_dependents, outcome, refusal, remark, stored};
use crate::api::{Doubt, Outcome, Stored};
use crate::error_code::ErrorCode;
use crate::record::Received;
use crate::task::Id;

/// By what the server shows which object a record of an answer is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum KeyKind {
    /// The internal id, where the request has it.
    Id,
    /// The key of the sending program, where the id is not there yet.
    ThinClientId,
}

impl KeyKind {
    fn of(self, record: &Received) -> Option<Key<'_>> {
        match (self, record) {
            (Self::Id, record) => record.id().map(Key::Id),
            (Self::ThinClientId, Received::Task(record)) => {
                let key = record.task.thin_client_id.as_deref()?;
                Some(Key::ThinClientId(key))
            }
            (Self::ThinClientId, Received::Other(_)) => None,
        }
    }

    /// The key that a result itself tells, beside its records.
    fn of_result(self, result: &CommandResult) -> Option<Key<'static>> {
        match self {
            Self::Id => result.id.map(Key::Id),
            Self::ThinClientId => None,
        }
    }

    /// The key of what was stored: that of its record, or the id without one.
    fn of_stored(self, stored: &Stored) -> Option<Key<'_>> {
        match &stored.record {
            Some(record) => self.of(record),
            None if self == Self::Id => stored.id.map(Key::Id),
            None => None,
        }
    }
}

/// What tells an object of a command from the others.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) enum Key<'o> {
    Id(Id),
    ThinClientId(&'o str),
}

/// What is known of an object that was sent.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sent<'o> {
    pub(crate) object_type: &'o str,
    pub(crate) key: Option<Key<'o>>,
}

impl Sent<'_> {
    /// Whether a record has the type of this object. Case does not count, because in that the names
    /// of the vendor's types are not regular.
    pub(crate) fn is_of_type(&self, record: &Received) -> bool {
        self.object_type.eq_ignore_ascii_case(record.object_type())
    }
}

/// What became of each object: `groups` says how many of them each element held, `is_complete` that
/// there is a result for each element of the whole request.
pub(crate) fn pair(
    kind: KeyKind,
    sent: &[Sent<'_>],
    groups: &[usize],
    results: Vec<CommandResult>,
    is_complete: bool,
) -> Vec<Outcome<Stored>> {
    if !is_complete || results.len() != groups.len() {
        let (outcomes, are_all_told) = by_key(kind, sent, results);
        let doubt = if are_all_told {
            Doubt::NoResult
        } else {
            Doubt::Ambiguous
        };
        return filled(outcomes, |_| doubt);
    }
    let mut rest = sent;
    let groups = groups.iter().map_while(|&count| {
        let (group, behind) = rest.split_at_checked(count)?;
        rest = behind;
        Some(group)
    });
    let groups: Vec<&[Sent<'_>]> = groups.collect();
    let contradicted: Vec<bool> = groups
        .iter()
        .zip(&results)
        .flat_map(|(group, result)| {
            let contradicts = contradicts(kind, group, result);
            group.iter().map(move |_| contradicts)
        })
        .collect();
    if contradicted.contains(&true) {
        let (outcomes, _) = by_key(kind, sent, results);
        return filled(outcomes, |place| {
            if contradicted.get(place).copied().unwrap_or_default() {
                Doubt::OtherRecord
            } else {
                Doubt::Ambiguous
            }
        });
    }
    let mut outcomes = Vec::with_capacity(sent.len());
    for (group, result) in groups.into_iter().zip(results) {
        match group {
            [object] => outcomes.push(outcome(object, result)),
            _ => outcomes.extend(of_group(kind, group, result)),
        }
    }
    outcomes
}

/// Whether a record of the result is none of the objects of its element.
fn contradicts(kind: KeyKind, group: &[Sent<'_>], result: &CommandResult) -> bool {
    let is_done = result.status.is_some_and(ErrorCode::is_success);
    if let Some(own) = kind.of_result(result) {
        return !group.iter().any(|object| object.key == Some(own));
    }
    if !is_done && lists_dependents(result) {
        return false;
    }
    let keys: Option<HashSet<Key<'_>>> = group.iter().map(|object| object.key).collect();
    let Some(keys) = keys else { return false };
    result.records.iter().any(|record| {
        let speaks_of_objects = is_done || group.iter().any(|object| object.is_of_type(record));
        speaks_of_objects && kind.of(record).is_some_and(|key| !keys.contains(&key))
    })
}

/// What became of the objects of one element.
fn of_group(kind: KeyKind, group: &[Sent<'_>], result: CommandResult) -> Vec<Outcome<Stored>> {
    let in_doubt = |doubt| group.iter().map(|_| Outcome::Unknown(doubt)).collect();
    match result.status {
        None => in_doubt(Doubt::NoStatus),
        Some(code) if !code.is_success() => in_doubt(Doubt::Grouped),
        Some(_) if result.records.is_empty() => {
            let stored = Stored {
                warnings: remark(&result, "warnings"),
                ..Stored::default()
            };
            group
                .iter()
                .map(|_| Outcome::Done(stored.clone()))
                .collect()
        }
        Some(_) => {
            let has_keys = group.iter().any(|object| object.key.is_some())
                && result
                    .records
                    .iter()
                    .any(|record| kind.of(record).is_some());
            if !has_keys && result.records.len() == group.len() {
                return stored(result).into_iter().map(Outcome::Done).collect();
            }
            let (outcomes, _) = by_key(kind, group, vec![result]);
            filled(outcomes, |_| Doubt::Ambiguous)
        }
    }
}

fn filled(
    outcomes: Vec<Option<Outcome<Stored>>>,
    doubt: impl Fn(usize) -> Doubt,
) -> Vec<Outcome<Stored>> {
    let outcomes = outcomes.into_iter().enumerate();
    outcomes
        .map(|(place, outcome)| outcome.unwrap_or_else(|| Outcome::Unknown(doubt(place))))
        .collect()
}

/// What the results say of the objects whose keys they show, and whether each of them does.
fn by_key(
    kind: KeyKind,
    sent: &[Sent<'_>],
    results: Vec<CommandResult>,
) -> (Vec<Option<Outcome<Stored>>>, bool) {
    #[derive(Default)]
    struct Told {
        objects: usize,
        outcomes: VecDeque<Outcome<Stored>>,
    }
    let mut places: HashMap<Key<'_>, usize> = HashMap::new();
    let mut told: Vec<Told> = Vec::new();
    for key in sent.iter().filter_map(|object| object.key) {
        let place = *places.entry(key).or_insert(told.len());
        if place == told.len() {
            told.push(Told::default());
        }
        if let Some(told) = told.get_mut(place) {
            told.objects += 1;
        }
    }
    let place_of = |key: Option<Key<'_>>| places.get(&key?).copied();
    let mut are_all_told = true;
    for result in results {
        let refused = |status: Option<ErrorCode>, place, result: &_| {
            let outcome = match status {
                Some(code) => Outcome::Refused(refusal(code, None, result)),
                None => Outcome::Unknown(Doubt::NoStatus),
            };
            vec![(place, outcome)]
        };
        let found: Vec<(Option<usize>, Outcome<Stored>)> = match result.status {
            Some(code) if code.is_success() => stored(result)
                .into_iter()
                .map(|stored| {
                    let place = place_of(kind.of_stored(&stored));
                    (place, Outcome::Done(stored))
                })
                .collect(),
            status => match (kind.of_result(&result), &result.records[..]) {
                (own @ Some(_), _) => refused(status, place_of(own), &result),
                (None, [record]) if !lists_dependents(&result) => {
                    refused(status, place_of(kind.of(record)), &result)
                }
                _ => Vec::new(),
            },
        };
        are_all_told &= !found.is_empty();
        for (place, outcome) in found {
            match place.and_then(|place| told.get_mut(place)) {
                Some(told) => told.outcomes.push_back(outcome),
                None => are_all_told = false,
            }
        }
    }
    let outcomes = sent.iter().map(|object| {
        let told = told.get_mut(*places.get(&object.key?)?)?;
        match told.outcomes.len() {
            0 => None,
            // Some were taken already.
            count if count == told.objects => {
                told.objects -= 1;
                told.outcomes.pop_front()
            }
            _ => Some(Outcome::Unknown(Doubt::Ambiguous)),
        }
    });
    (outcomes.collect(), are_all_told)
}
