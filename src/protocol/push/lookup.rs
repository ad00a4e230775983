//! The look-up: which of some entries does the server have?
//!
//! First by key. The server is said to ignore a condition on a field that it cannot filter by, and to
//! return everything; so only a record that echoes the key counts as found, and an empty answer
//! counts as "not there" only if the key of an entry that is there was found in the same way.
//! Whatever is left open is looked for among all entries of its user and day.
//!
//! The entries of a day are believed to be complete if an entry that the server is known to have was
//! found in the same way; a role that may not see them, or a day that is reckoned in another time zone,
//! would hide both.
//!
//! Two interpretations of what the vendor does not document: as long as no entry is known to be there, an
//! empty or complete answer about a user and a day is taken at its word; and a server that echoed one
//! key when it was read is taken to echo every key.

use std::collections::HashMap;
use std::mem;

use chrono::NaiveDate;

use super::payload::{Contents, read_payload};
use super::question::{Answer, Question};
use super::scan::Scan;
use crate::api::Refusal;
use crate::protocol::journal::JournalEntry;
use crate::task::{Id, Task};

/// A key that is shorter is not taken for one that was cut: no column for keys is that narrow, and short
/// keys of other entries often begin alike.
const SHORTEST_CUT: usize = 16;

/// Days asked about in one request.
const DAYS_PER_REQUEST: usize = 10;

/// What a look-up found out about an entry.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Verdict {
    /// The server has it, under these ids; more than one if it has it several times.
    There { ids: Vec<Id> },
    /// The server does not have it.
    NotThere,
    /// It cannot be told.
    Undecided(Undecided),
}

/// Why it cannot be told whether the server has an entry.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Undecided {
    /// The server returns no keys, and has time entries with the same contents: these.
    LooksAlike(Vec<Id>),
    /// The server has a time entry whose key is nearly the same: this one.
    NearlyTheSameKey(Option<Id>),
    /// The server refused the question.
    Refused(Refusal),
    /// The answer had records that cannot be understood.
    Unreadable,
    /// There were more pages than a look-up reads.
    TooManyPages,
    /// The server shows neither the entry nor another one that it is known to have.
    NotShown,
    /// The server gives the same page again when it is asked for the next.
    RepeatedPage,
    /// The entry has no date by which it could be looked for.
    NoDate,
    /// It was sent several times, was never there afterwards, and never got an answer of its own.
    NoAnswer,
}

impl std::fmt::Display for Undecided {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let ids = |ids: &[Id]| ids.iter().map(Id::to_string).collect::<Vec<_>>().join(", ");
        match self {
            Self::LooksAlike(found) => write!(
                formatter,
                "the server returns no keys and has the same time entry as {}",
                ids(found)
            ),
            Self::NearlyTheSameKey(id) => write!(
                formatter,
                "the server has nearly the same key at the time entry {}",
                ids(id.as_slice())
            ),
            Self::Refused(refusal) => {
                write!(formatter, "the server refused to look it up: {refusal}")
            }
            Self::Unreadable => formatter
                .write_str("the answer to the look-up has records that cannot be understood"),
            Self::TooManyPages => formatter.write_str("the look-up found too many time entries"),
            Self::NotShown => formatter
                .write_str("the server does not show it, nor another time entry that it has"),
            Self::RepeatedPage => formatter
                .write_str("the server gives the same page again when it is asked for the next"),
            Self::NoDate => formatter.write_str("it has no date to look it up by"),
            Self::NoAnswer => {
                formatter.write_str("it was sent several times and never got an answer of its own")
            }
        }
    }
}

/// The entries of a look-up and what was seen of them.
#[derive(Debug)]
pub(super) struct Lookup {
    entries: Vec<JournalEntry>,
    contents: Vec<Option<Contents>>,
    found: Vec<Found>,
    /// Keys in lower case and in order, each with the index of its entry.
    keys: Vec<(String, usize)>,
    by_key: HashMap<String, usize>,
    control: Option<Control>,
    /// Whether the server was seen to return keys.
    echoes: bool,
    most_pages: u32,
    /// The scans that are over.
    over: Vec<Scan>,
    stage: Stage,
}

/// An entry that the server is known to have.
#[derive(Debug)]
struct Control {
    key: String,
    contents: Option<Contents>,
    /// Whether it came by among the entries of its day.
    is_shown: bool,
}

impl Control {
    /// Its user and day, to see whether the server shows it there.
    fn user_and_day(&self) -> Option<(Option<Id>, NaiveDate)> {
        self.contents.as_ref()?.user_and_day()
    }

    fn may_be(&self, record: &Task) -> bool {
        self.contents
            .as_ref()
            .is_some_and(|ours| ours.may_be(record))
    }
}

#[derive(Debug, Default)]
struct Found {
    ids: Vec<Id>,
    without_id: bool,
    /// A record had nearly the same key; its id, if it had one.
    is_near: bool,
    near: Option<Id>,
    alike: Vec<Id>,
    decided: Option<Verdict>,
}

#[derive(Debug)]
enum Stage {
    Keys,
    Days {
        running: Vec<Scan>,
        waiting: Vec<Scan>,
    },
    Done,
}

impl Lookup {
    /// `control` is an entry that the server is known to have.
    pub(super) fn new(
        entries: Vec<JournalEntry>,
        control: Option<&JournalEntry>,
        echoes: bool,
        most_pages: u32,
    ) -> Self {
        let contents_of = |entry: &JournalEntry| {
            let read = read_payload(&entry.payload).ok()?;
            Some(Contents::of_entry(&read))
        };
        let contents = entries.iter().map(contents_of).collect();
        let control = control.map(|entry| Control {
            key: entry.key.clone(),
            contents: contents_of(entry),
            is_shown: false,
        });
        let by_key: HashMap<String, usize> = entries
            .iter()
            .enumerate()
            .map(|(index, entry)| (entry.key.clone(), index))
            .collect();
        let mut keys: Vec<(String, usize)> = by_key
            .iter()
            .map(|(key, &index)| (normal(key), index))
            .collect();
        keys.sort_unstable();
        Self {
            found: entries.iter().map(|_| Found::default()).collect(),
            contents,
            entries,
            keys,
            by_key,
            control,
            echoes,
            most_pages,
            over: Vec::new(),
            stage: Stage::Keys,
        }
    }

    /// The questions to ask next, in one request; none if everything was asked.
    pub(super) fn questions(&self) -> Vec<Question> {
        match &self.stage {
            Stage::Keys => {
                let keys = self.entries.iter().map(|entry| &entry.key);
                keys.chain(self.control.as_ref().map(|control| &control.key))
                    .map(|key| Question::Key { key: key.clone() })
                    .collect()
            }
            Stage::Days { running, .. } => running.iter().map(Scan::question).collect(),
            Stage::Done => Vec::new(),
        }
    }

    /// Takes the answers to [`questions`](Self::questions), in order.
    pub(super) fn on_answers(&mut self, answers: Vec<Answer>) {
        match mem::replace(&mut self.stage, Stage::Done) {
            Stage::Keys => self.on_keys(answers),
            Stage::Days { running, waiting } => self.on_days(running, waiting, answers),
            Stage::Done => {}
        }
    }

    fn on_keys(&mut self, answers: Vec<Answer>) {
        let mut empty = Vec::new();
        let mut control_found = false;
        for (index, answer) in answers.into_iter().enumerate() {
            let Ok(records) = answer else { continue };
            if records.is_empty() {
                empty.push(index);
            }
            for record in records.into_iter().flatten() {
                let control = self.control.as_ref().map(|control| control.key.as_str());
                if index == self.entries.len() && record.thin_client_id.as_deref() == control {
                    control_found = true;
                }
                self.see(&record, false);
            }
        }
        self.echoes |= control_found;
        if control_found {
            for index in empty {
                if let Some(found) = self.found.get_mut(index) {
                    found.decided = Some(Verdict::NotThere);
                }
            }
        }
        let mut scans: Vec<Scan> = Vec::new();
        for index in 0..self.entries.len() {
            if self.is_settled(index) {
                continue;
            }
            let contents = self.contents.get(index).and_then(Option::as_ref);
            let Some((user, date)) = contents.and_then(Contents::user_and_day) else {
                if let Some(found) = self.found.get_mut(index) {
                    found.decided = Some(Verdict::Undecided(Undecided::NoDate));
                }
                continue;
            };
            match scans.iter_mut().find(|scan| scan.is_of(user, date)) {
                Some(scan) => scan.members.push(index),
                None => {
                    let mut scan = Scan::new(user, date, self.most_pages);
                    scan.members.push(index);
                    scans.push(scan);
                }
            }
        }
        if let Some((user, date)) = self.control.as_ref().and_then(Control::user_and_day)
            && !scans.is_empty()
        {
            match scans.iter().position(|scan| scan.is_of(user, date)) {
                Some(place) => scans.swap(0, place),
                None => scans.insert(0, Scan::new(user, date, self.most_pages)),
            }
        }
        // The first runs alone: a server that ignores a condition begins each answer with the same
        // records, and then one scan answers for others. And what the control shows has to be known
        // before an entry is said not to be there.
        let waiting = scans.split_off(scans.len().min(1));
        self.go_on(scans, waiting);
    }

    fn on_days(&mut self, running: Vec<Scan>, waiting: Vec<Scan>, answers: Vec<Answer>) {
        let mut unfinished = Vec::new();
        let mut answers = answers.into_iter();
        for mut scan in running {
            match answers.next() {
                // The driver answers every question; one that it did not answer is asked again.
                None => {}
                Some(Err(refusal)) => scan.on_refusal(refusal),
                Some(Ok(records)) => {
                    for record in records.iter().flatten() {
                        self.see(record, true);
                    }
                    scan.on_page(&records);
                }
            }
            for other in &self.over {
                scan.end_like(other);
            }
            if !scan.is_over() {
                unfinished.push(scan);
                continue;
            }
            for &index in &scan.members {
                self.decide(index, scan.doubt());
            }
            self.over.push(scan);
        }
        self.go_on(unfinished, waiting);
    }

    fn go_on(&mut self, mut running: Vec<Scan>, mut waiting: Vec<Scan>) {
        if running.is_empty() {
            waiting.retain(|scan| scan.members.iter().any(|&index| !self.is_settled(index)));
            let rest = waiting.split_off(waiting.len().min(DAYS_PER_REQUEST));
            running = mem::replace(&mut waiting, rest);
        }
        self.stage = if running.is_empty() {
            Stage::Done
        } else {
            Stage::Days { running, waiting }
        };
    }

    /// Looks at a record, whatever question it answers.
    fn see(&mut self, record: &Task, compare_contents: bool) {
        let Some(key) = record
            .thin_client_id
            .as_deref()
            .filter(|key| !key.is_empty())
        else {
            if compare_contents
                && let Some(control) = &mut self.control
                && control.may_be(record)
            {
                control.is_shown = true;
            }
            if compare_contents && let Some(id) = record.id {
                for (found, contents) in self.found.iter_mut().zip(&self.contents) {
                    let alike = contents.as_ref().is_some_and(|ours| ours.may_be(record));
                    if alike && !found.alike.contains(&id) {
                        found.alike.push(id);
                    }
                }
            }
            return;
        };
        if compare_contents {
            self.echoes = true;
            if let Some(control) = &mut self.control
                && control.key == key
            {
                control.is_shown = true;
            }
        }
        if let Some(&index) = self.by_key.get(key) {
            self.echoes = true;
            if let Some(found) = self.found.get_mut(index) {
                match record.id {
                    Some(id) if !found.ids.contains(&id) => found.ids.push(id),
                    Some(_) => {}
                    None => found.without_id = true,
                }
            }
            return;
        }
        // A server that trims, folds or cuts keys must not be taken for one that lost the entry.
        let normal = normal(key);
        let start = self.keys.partition_point(|(ours, _)| *ours < normal);
        for (_, index) in self
            .keys
            .iter()
            .skip(start)
            .take_while(|(ours, _)| ours.starts_with(&normal))
            .filter(|(ours, _)| *ours == normal || normal.len() >= SHORTEST_CUT)
        {
            let contents = self.contents.get(*index).and_then(Option::as_ref);
            if contents.is_some_and(|ours| ours.may_be(record))
                && let Some(found) = self.found.get_mut(*index)
            {
                found.is_near = true;
                found.near = found.near.or(record.id);
            }
        }
    }

    fn is_settled(&self, index: usize) -> bool {
        self.found.get(index).is_none_or(|found| {
            found.decided.is_some() || found.without_id || !found.ids.is_empty()
        })
    }

    fn decide(&mut self, index: usize, doubt: Option<Undecided>) {
        if self.is_settled(index) {
            return;
        }
        let echoes = self.echoes;
        let is_blind = self
            .control
            .as_ref()
            .is_some_and(|control| !control.is_shown && control.user_and_day().is_some());
        if let Some(found) = self.found.get_mut(index) {
            found.decided = Some(match doubt {
                _ if found.is_near => Verdict::Undecided(Undecided::NearlyTheSameKey(found.near)),
                Some(doubt) => Verdict::Undecided(doubt),
                None if !echoes && !found.alike.is_empty() => {
                    Verdict::Undecided(Undecided::LooksAlike(mem::take(&mut found.alike)))
                }
                None if is_blind => Verdict::Undecided(Undecided::NotShown),
                None => Verdict::NotThere,
            });
        }
    }

    /// The entries, when nothing could be found out.
    pub(super) fn into_entries(self) -> Vec<JournalEntry> {
        self.entries
    }

    /// Whether everything was asked.
    pub(super) fn is_done(&self) -> bool {
        matches!(self.stage, Stage::Done)
    }

    /// The entries with what was found out about each, and whether the server returns keys.
    pub(super) fn into_verdicts(self) -> (Vec<(JournalEntry, Verdict)>, bool) {
        let verdicts = self.entries.into_iter().zip(self.found);
        let verdicts = verdicts
            .map(|(entry, found)| {
                let verdict = if found.without_id || !found.ids.is_empty() {
                    Verdict::There { ids: found.ids }
                } else {
                    found
                        .decided
                        .unwrap_or(Verdict::Undecided(Undecided::NoAnswer))
                };
                (entry, verdict)
            })
            .collect();
        (verdicts, self.echoes)
    }
}

fn normal(key: &str) -> String {
    key.trim().to_lowercase()
}
