//! What a journal keeps of an entry: the `<Task>` that is sent, in canonical form, its key included.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use siphasher::sip128::{Hasher128 as _, SipHasher13};
use std::hash::Hasher as _;
use thiserror::Error;

use crate::task::{Entry, Field, Id, Task, Value};
use crate::validate::{CheckedEntry, Command};
use crate::xml::task::{EntryError, read_entry, write_entry};
use crate::xml::{Event, Limits, ReadError, Reader, WriteError, Writer};

/// A payload that is no time entry, because the journal was damaged or written by something else.
#[derive(Clone, Debug, Error, PartialEq)]
#[non_exhaustive]
pub enum PayloadError {
    /// It is not well-formed XML.
    #[error("the payload of a journal entry is not XML")]
    Xml(#[from] ReadError),
    /// It has a member that no time entry has.
    #[error("the payload of a journal entry is no time entry")]
    Entry(#[from] EntryError),
    /// It is another element.
    #[error("the payload of a journal entry is empty or not a <Task>")]
    NoTask,
}

/// The payload of a checked entry under a key.
pub(super) fn write(checked: &CheckedEntry<'_>, key: &str) -> Result<String, WriteError> {
    let mut entry = Entry::new();
    for (field, value) in checked.fields() {
        match checked.lookup(field) {
            None => entry.set(field, value.to_string()),
            Some(lookup) => entry.set_lookup(field, value.to_string(), lookup.clone()),
        };
    }
    for custom in checked.custom() {
        entry.set_named(custom.name.as_ref(), custom.text.as_ref());
    }
    entry.set(Field::ThinClientId, key);
    let mut writer = Writer::new();
    let canonical = CheckedEntry::trust_without_checking(Command::Add, &entry);
    write_entry(writer.start("Task")?, &canonical)?;
    Ok(writer.into_string())
}

/// The entry of a payload, as it is to be sent.
///
/// # Errors
///
/// [`PayloadError`] if the payload was not written by a push.
pub fn read_payload(payload: &str) -> Result<Entry<'_>, PayloadError> {
    let mut reader = Reader::new(payload.as_bytes(), Limits::default());
    match reader.next()? {
        Some(Event::Start(root)) if root.name().is_plain("Task") => {}
        _ => return Err(PayloadError::NoTask),
    }
    let mut entry = Entry::new();
    read_entry(&mut reader, &mut entry)??;
    while reader.next()?.is_some() {}
    Ok(entry)
}

/// A fingerprint of a payload without its key.
pub(super) fn fingerprint(payload: &str) -> u128 {
    let name = Field::ThinClientId.as_str();
    let (start, end) = (format!("<{name}>"), format!("</{name}>"));
    // A `<` in a text is escaped, so only the element itself looks like this.
    let around = payload.split_once(&start).and_then(|(before, rest)| {
        let (_, after) = rest.split_once(&end)?;
        Some((before, after))
    });
    let (before, after) = around.unwrap_or((payload, ""));
    let mut hasher = SipHasher13::new();
    hasher.write(before.as_bytes());
    hasher.write(after.as_bytes());
    hasher.finish128().as_u128()
}

/// What tells a time entry from others when its key does not: what the server stores as it was sent.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Contents {
    user: Option<Id>,
    date: Option<NaiveDate>,
    project: Option<Id>,
    project_task: Option<Id>,
    minutes: Option<Decimal>,
}

impl Contents {
    pub(super) fn of_entry(entry: &Entry<'_>) -> Self {
        let id = |field| match (entry.value(field), entry.lookup(field)) {
            (Value::Text(text), None) => Id::parse(text).ok(),
            _ => None,
        };
        let number = |field| entry.text(field).and_then(|text| text.parse().ok());
        Self {
            user: id(Field::UserId),
            date: entry
                .text(Field::Date)
                .and_then(|text| crate::time::date::parse(text).ok()),
            project: id(Field::ProjectId),
            project_task: id(Field::ProjectTaskId),
            minutes: minutes(number(Field::Hours), number(Field::Minutes)),
        }
    }

    /// By what it can be looked for: its user, if it names one by the id, and its date.
    pub(super) fn user_and_day(&self) -> Option<(Option<Id>, NaiveDate)> {
        Some((self.user, self.date?))
    }

    /// Whether a record that the server sent may be this entry. What either of them does not tell
    /// speaks for it.
    pub(super) fn may_be(&self, record: &Task) -> bool {
        fn agree<T: PartialEq>(ours: Option<&T>, theirs: Option<&T>) -> bool {
            match (ours, theirs) {
                (Some(ours), Some(theirs)) => ours == theirs,
                _ => true,
            }
        }
        agree(self.user.as_ref(), record.userid.as_ref())
            && agree(self.date.as_ref(), record.date.as_ref())
            && agree(self.project.as_ref(), record.projectid.as_ref())
            && agree(self.project_task.as_ref(), record.projecttaskid.as_ref())
            && self.may_last_like(record)
    }

    /// Whether the duration is the same, as far as it is known how a server tells it: it may round to
    /// minutes, and say the minutes twice, in the decimal places of the hours too.
    fn may_last_like(&self, record: &Task) -> bool {
        let with_minutes = minutes(record.hours, record.minutes.map(Decimal::from));
        let hours_alone = minutes(record.hours.filter(|hours| !hours.is_integer()), None);
        let (Some(ours), Some(theirs)) = (self.minutes, with_minutes) else {
            return true;
        };
        let is_near = |theirs: Decimal| {
            let apart = ours.checked_sub(theirs).map(|apart| apart.abs());
            apart.is_some_and(|apart| apart <= Decimal::ONE)
        };
        is_near(theirs) || hours_alone.is_some_and(is_near)
    }
}

/// The duration in minutes; decimal places in the hours count.
fn minutes(hours: Option<Decimal>, minutes: Option<Decimal>) -> Option<Decimal> {
    if hours.is_none() && minutes.is_none() {
        return None;
    }
    hours
        .unwrap_or_default()
        .checked_mul(Decimal::from(60))?
        .checked_add(minutes.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::task::{Lookup, LookupBy};

    #[test]
    fn a_payload_is_the_entry_with_its_key() {
        let mut entry = Entry::new();
        entry
            .set(Field::Date, "2026-01-05")
            .set(Field::DecimalHours, "7.5")
            .set(Field::Notes, "a <b> & c")
            .set_lookup(
                Field::UserId,
                "anna",
                Lookup {
                    by: LookupBy::Name,
                    object_type: "User".into(),
                },
            )
            .set_named("reason__c", "travel");
        let checked = CheckedEntry::trust_without_checking(Command::Add, &entry);
        let payload = write(&checked, "key-1").unwrap();
        let read = read_payload(&payload).unwrap();
        assert_eq!(read.text(Field::ThinClientId), Some("key-1"));
        assert_eq!(read.text(Field::Notes), Some("a <b> & c"));
        assert_eq!(read.text(Field::Date), Some("2026-01-05"));
        assert_eq!(
            read.lookup(Field::UserId).map(|lookup| lookup.by),
            Some(LookupBy::Name)
        );
        assert_eq!(read.custom().len(), 1);
        let again = CheckedEntry::trust_without_checking(Command::Add, &read);
        assert_eq!(write(&again, "key-1").unwrap(), payload);
    }

    #[test]
    fn a_damaged_payload_is_an_error() {
        for payload in ["", "<Task><hours>8</hours>", "<Slip/>", "<Task/><Task/>"] {
            assert!(read_payload(payload).is_err(), "{payload}");
        }
    }

    #[test]
    fn contents_are_compared_as_far_as_both_are_known() {
        let mut entry = Entry::new();
        entry
            .set(Field::Date, "2026-01-05")
            .set(Field::UserId, "7")
            .set(Field::Hours, "7")
            .set(Field::Minutes, "30");
        let contents = Contents::of_entry(&entry);
        let mut record = Task::default();
        assert!(contents.may_be(&record));
        record.set_text(Field::UserId, "7").unwrap();
        record.set_text(Field::Hours, "7.5").unwrap();
        record.set_text(Field::ProjectId, "9").unwrap();
        assert!(contents.may_be(&record));
        // Said twice.
        record.set_text(Field::Minutes, "30").unwrap();
        assert!(contents.may_be(&record));
        record.set_text(Field::Hours, "7.49").unwrap();
        record.set_text(Field::Minutes, "").unwrap();
        assert!(contents.may_be(&record));
        record.set_text(Field::Hours, "7").unwrap();
        record.set_text(Field::Minutes, "32").unwrap();
        assert!(!contents.may_be(&record));
        record.set_text(Field::Minutes, "").unwrap();
        record.set_text(Field::Date, "2026-01-06").unwrap();
        assert!(!contents.may_be(&record));
    }
}
