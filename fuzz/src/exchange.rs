//! Arbitrary bytes as the answer to a request.

use suiteprojects::api::{
    Add, CreateUser, Delete, MakeUrl, Method, Modify, Outcome, Read, Reject, Stored, Submit, Time,
    Version, Whoami,
};
use suiteprojects::error_code::ErrorCode;
use suiteprojects::record::{Received, Record};
use suiteprojects::task::{Entry, Field, Id, Task};
use suiteprojects::validate::{CheckedEntry, Command};
use suiteprojects::xml::Limits;
use suiteprojects::xml::exchange::{AnswerError, Response, XmlCommand, decode};

/// Every object gets one outcome and none that the answer gives to another, and what is cut off is
/// no answer.
pub fn exchange(data: &[u8]) {
    let answer = Answer::new(data);
    let entries = |command, field, values: &[&str]| -> Vec<(Command, Entry<'static>)> {
        let entry = |value: &&str| {
            let mut entry = Entry::new();
            entry.set(Field::Hours, "8");
            if !value.is_empty() {
                entry.set(field, (*value).to_owned());
            }
            (command, entry)
        };
        values.iter().map(entry).collect()
    };
    let keyed = entries(Command::Add, Field::ThinClientId, &["a", "b", "c"]);
    let partly_keyed = entries(Command::Add, Field::ThinClientId, &["a", "", "b"]);
    let doubled = entries(Command::Add, Field::ThinClientId, &["a", "a", "b"]);
    for entries in [&keyed, &partly_keyed, &doubled] {
        let checked = checked(entries);
        let keys: Vec<Option<&str>> = entries
            .iter()
            .map(|(_, entry)| entry.text(Field::ThinClientId))
            .collect();
        let add = Add::tasks(&checked).expect("three entries");
        let law = |outcomes: &Vec<_>| are_of_keys(outcomes, &keys);
        answer.of(&add.together(), law);
        answer.of(&add, |outcomes| {
            law(outcomes);
            answer.tells(outcomes);
        });
    }

    let ids = [1, 2, 3].map(id);
    let doubled_ids = [1, 1, 2].map(id);
    let to_modify = entries(Command::Modify, Field::Id, &["1", "2", "3"]);
    let to_modify = checked(&to_modify);
    let modify = Modify::tasks(&to_modify).expect("three entries with ids");
    let to_reject = entries(Command::Reject, Field::Id, &["1", "2", "3"]);
    let reject = Reject::tasks(&checked(&to_reject)).expect("three entries with ids");
    answer.of(&modify.together(), |outcomes| are_of_ids(outcomes, &ids));
    answer.of_ids(&modify, &ids);
    answer.of_ids(&reject, &ids);
    for ids in [&ids, &doubled_ids] {
        let delete = Delete::ids("Slip", ids).expect("three ids");
        let submit = Submit::ids("Timesheet", ids).expect("three ids");
        answer.of_ids(&delete, ids);
        answer.of(&delete.together(), |outcomes| are_of_ids(outcomes, ids));
        answer.of_ids(&submit, ids);
        answer.of(&submit.together(), |outcomes| are_of_ids(outcomes, ids));
    }

    let tasks = Read::<Task>::all();
    let slips = Read::of("Slip", Method::All).expect("a type");
    answer.of(&tasks, |_| {});
    answer.of(&slips, |_| {});
    answer.of(&Whoami::new(), |_| {});
    answer.of(&Time, |_| {});
    answer.of(&Version::new("OffLine", "1.0"), |_| {});
    let url = MakeUrl::new("uid", "ta", "grid-timesheet");
    answer.of(&url, |outcome| {
        if let Outcome::Done(address) = outcome {
            assert!(!address.expose().trim().is_empty());
        }
    });
    let record = |object_type| Record::new(object_type).expect("a type");
    let (company, user) = (record("Company"), record("User"));
    let create = CreateUser::new(&company, &user).expect("a company and a user");
    answer.of(&create, |outcome| {
        answer.tells(std::slice::from_ref(outcome));
    });

    let to_add = checked(&keyed);
    let add = Add::tasks(&to_add).expect("three entries");
    answer.of(
        &(Time, add, &slips, modify, create),
        |(_, added, _, modified, _)| {
            are_of_keys(added, &[Some("a"), Some("b"), Some("c")]);
            are_of_ids(modified, &ids);
        },
    );
    answer.of(&[&tasks, &tasks], |answers| assert_eq!(answers.len(), 2));
}

fn id(number: u64) -> Id {
    Id::new(number).expect("not zero")
}

fn checked<'e>(entries: &'e [(Command, Entry<'e>)]) -> Vec<CheckedEntry<'e>> {
    entries
        .iter()
        .map(|(command, entry)| CheckedEntry::trust_without_checking(*command, entry))
        .collect()
}

/// Each entry has an outcome, and none was stored by an answer that shows the key of another.
fn are_of_keys(outcomes: &[Outcome<Stored>], keys: &[Option<&str>]) {
    assert_eq!(outcomes.len(), keys.len());
    for (outcome, key) in outcomes.iter().zip(keys) {
        let Outcome::Done(Stored {
            record: Some(Received::Task(record)),
            ..
        }) = outcome
        else {
            continue;
        };
        if let Some(echoed) = record.task.thin_client_id.as_deref() {
            let is_another = *key != Some(echoed) && keys.contains(&Some(echoed));
            assert!(!is_another, "{key:?} by an answer to {echoed:?}");
            assert!(
                key.is_none_or(|key| key == echoed),
                "{key:?} by an answer to {echoed:?}"
            );
        }
    }
}

/// The same for ids.
fn are_of_ids(outcomes: &[Outcome<Stored>], ids: &[Id]) {
    assert_eq!(outcomes.len(), ids.len());
    for (outcome, id) in outcomes.iter().zip(ids) {
        if let Outcome::Done(Stored {
            id: Some(echoed), ..
        }) = outcome
        {
            assert_eq!(echoed, id);
        }
    }
}

/// An answer, and the places where it is cut.
struct Answer<'d> {
    body: &'d [u8],
    cuts: Vec<usize>,
    /// Results of success, with at least one record each; and other results.
    successes: usize,
    refusals: usize,
}

impl<'d> Answer<'d> {
    fn new(data: &'d [u8]) -> Self {
        let nul = data.iter().rposition(|byte| *byte == 0);
        let (body, place) = match nul {
            Some(at) => (&data[..at], &data[at + 1..]),
            None => (data, &[][..]),
        };
        let response = Response::parse(body, Limits::default());
        let mut cuts = Vec::new();
        // What is not well-formed may have begun well.
        if !matches!(response, Err(AnswerError::Unreadable(_))) && !body.is_empty() {
            let chosen = place.iter().take(3).enumerate();
            let chosen: usize = chosen
                .map(|(at, byte)| usize::from(*byte) << (8 * at))
                .sum();
            let last_tag = body.iter().rposition(|byte| *byte == b'<');
            let middle = body.len() / 2;
            cuts.extend([chosen % body.len(), middle, body.len() - 1]);
            cuts.extend(last_tag);
        }
        let mut answer = Self {
            body,
            cuts,
            successes: 0,
            refusals: 0,
        };
        for result in response.iter().flat_map(|response| &response.results) {
            if result.status == Some(ErrorCode::OK) {
                answer.successes += result.records.len().max(1);
            } else {
                answer.refusals += usize::from(result.status.is_some());
            }
        }
        answer
    }

    /// Reads it as the answer to a command, whole and cut.
    fn of<C: XmlCommand>(&self, command: &C, law: impl FnOnce(&C::Answer)) {
        match decode(command, self.body, Limits::default()) {
            Ok(answer) => law(&answer),
            Err(error) => {
                assert!(!error.to_string().contains('\n'));
                // Nothing was carried out, so nothing says that something was.
                assert!(error.refusal().is_none() || self.successes == 0);
            }
        }
        for &cut in &self.cuts {
            let (kept, lost) = self.body.split_at(cut);
            let counts = match decode(command, kept, Limits::default()) {
                Ok(_) => true,
                Err(error) => error.refusal().is_some(),
            };
            assert!(!counts || is_only_remarks(lost), "cut at {cut}");
        }
    }

    fn of_ids<C>(&self, command: &C, ids: &[Id])
    where
        C: XmlCommand<Answer = Vec<Outcome<Stored>>>,
    {
        self.of(command, |outcomes| {
            are_of_ids(outcomes, ids);
            self.tells(outcomes);
        });
    }

    /// No more is known than the answer has results for.
    fn tells(&self, outcomes: &[Outcome<Stored>]) {
        let done = |outcome: &&Outcome<Stored>| matches!(outcome, Outcome::Done(_));
        assert!(outcomes.iter().filter(done).count() <= self.successes);
        let refused = |outcome: &&Outcome<Stored>| outcome.refusal().is_some();
        assert!(outcomes.iter().filter(refused).count() <= self.refusals);
    }
}

/// Whether this is what may stand behind the root: blanks, comments, processing instructions.
fn is_only_remarks(mut text: &[u8]) -> bool {
    loop {
        text = text.trim_ascii();
        let close: &[u8] = match text {
            [] => return true,
            [b'<', b'!', b'-', b'-', ..] => b"-->",
            [b'<', b'?', ..] => b"?>",
            _ => return false,
        };
        let end = text.windows(close.len()).position(|end| end == close);
        let Some(end) = end else { return false };
        text = &text[end + close.len()..];
    }
}
