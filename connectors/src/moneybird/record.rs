//! Time entries and what hangs on them, as the server tells them.

use chrono::{DateTime, Utc};
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use super::timestamp;
use super::{
    AdministrationId, ContactId, NoteId, ProjectId, RecordId, SalesInvoiceId, TimeEntryId, UserId,
};

/// Members of a record that this crate does not know, kept as they came.
pub type Unknown = Map<String, Value>;

/// A time entry.
///
/// Its time is from [`started_at`](Self::started_at) to [`ended_at`](Self::ended_at), less the pauses; all
/// three are whole minutes, because the server rounds them down.
///
/// ```
/// use suiteprojects_connectors::moneybird::TimeEntry;
///
/// let entry: TimeEntry = serde_json::from_str(r#"{
///     "id": "351", "administration_id": 123, "contact_id": null, "project_id": "87", "sales_invoice_id": null,
///     "user_id": 2, "started_at": "2026-03-02T08:00:00.000Z", "ended_at": "2026-03-02T12:00:00.000Z",
///     "description": "Plans", "paused_duration": 1800, "billable": true,
///     "created_at": "2026-03-02T12:00:03.512Z", "updated_at": "2026-03-02T12:00:03.512Z", "mood": "good"
/// }"#)?;
/// assert_eq!(entry.worked_seconds(), Some(3 * 3600 + 1800));
/// assert_eq!(entry.other["mood"], "good");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[non_exhaustive]
pub struct TimeEntry {
    /// Its id.
    pub id: TimeEntryId,
    /// The administration that it is in.
    pub administration_id: AdministrationId,
    /// Whom it was worked for.
    pub contact_id: Option<ContactId>,
    /// What it was worked on.
    pub project_id: Option<ProjectId>,
    /// The invoice that it stands on. Without access to invoices it is still told.
    pub sales_invoice_id: Option<SalesInvoiceId>,
    /// Who worked.
    pub user_id: UserId,
    /// When the work began.
    #[serde(with = "timestamp")]
    pub started_at: DateTime<Utc>,
    /// When the work ended; `None` while it runs.
    #[serde(with = "timestamp::optional")]
    pub ended_at: Option<DateTime<Utc>>,
    /// How the time was spent. Absent only where the entry is a part of an invoice.
    pub description: Option<String>,
    /// Seconds of pauses between begin and end.
    #[serde(deserialize_with = "seconds")]
    pub paused_duration: u64,
    /// Whether it is billed. The description of the API allows null.
    pub billable: Option<bool>,
    /// When it was entered.
    #[serde(with = "timestamp")]
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    #[serde(with = "timestamp")]
    pub updated_at: DateTime<Utc>,
    /// The contact.
    #[serde(default)]
    pub contact: Option<Contact>,
    /// The user.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<User>,
    /// The project.
    #[serde(default)]
    pub project: Option<Project>,
    /// The invoice.
    #[serde(default, skip_serializing_if = "SalesInvoice::is_hidden")]
    pub sales_invoice: SalesInvoice,
    /// What was done with it, the oldest first in the vendor's examples.
    #[serde(default)]
    pub events: Vec<Event>,
    /// Its notes.
    #[serde(default)]
    pub notes: Vec<Note>,
    /// Members that are not known.
    #[serde(flatten)]
    pub other: Unknown,
}

impl TimeEntry {
    /// Whether it still runs.
    pub const fn is_active(&self) -> bool {
        self.ended_at.is_none()
    }

    /// The seconds between begin and end without the pauses; `None` while it runs. Negative if the
    /// server tells longer pauses than there is time.
    pub fn worked_seconds(&self) -> Option<i64> {
        let span = self.ended_at?.signed_duration_since(self.started_at);
        let paused = i64::try_from(self.paused_duration).unwrap_or(i64::MAX);
        Some(span.num_seconds().saturating_sub(paused))
    }
}

/// The invoice of a time entry.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub enum SalesInvoice {
    /// It is not told: the token has no access to invoices.
    #[default]
    Hidden,
    /// There is none.
    None,
    /// As it came. Its many members belong to another part of the API.
    Told(Unknown),
}

impl SalesInvoice {
    /// Whether it is not told.
    pub const fn is_hidden(&self) -> bool {
        matches!(self, Self::Hidden)
    }
}

impl<'de> Deserialize<'de> for SalesInvoice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(deserializer)?.map_or(Self::None, Self::Told))
    }
}

impl Serialize for SalesInvoice {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Hidden | Self::None => serializer.serialize_none(),
            Self::Told(members) => members.serialize(serializer),
        }
    }
}

/// A contact, as a time entry has it.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Contact {
    /// Its id.
    pub id: ContactId,
    /// The first name of a person.
    pub firstname: Option<String>,
    /// The last name of a person.
    pub lastname: Option<String>,
    /// The name of a company.
    pub company_name: Option<String>,
    /// Members that are not known.
    #[serde(flatten)]
    pub other: Unknown,
}

/// A user. What a time entry tells of one is less than the list of users tells: the rest is in
/// [`other`](Self::other), such as `email`.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[non_exhaustive]
pub struct User {
    /// The id.
    pub id: UserId,
    /// The name.
    pub name: String,
    /// When the user was entered.
    #[serde(with = "timestamp")]
    pub created_at: DateTime<Utc>,
    /// When the user was last changed.
    #[serde(with = "timestamp")]
    pub updated_at: DateTime<Utc>,
    /// The time zone, such as `Europe/Amsterdam`; only the list of users has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// Members that are not known, or only told by the list of users.
    #[serde(flatten)]
    pub other: Unknown,
}

/// A project.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Project {
    /// Its id.
    pub id: ProjectId,
    /// Its name.
    pub name: String,
    /// Whether it is still worked on.
    pub state: ProjectState,
    /// Members that are not known, and `budget`, which older answers lack.
    #[serde(flatten)]
    pub other: Unknown,
}

/// Whether a project is still worked on.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ProjectState {
    /// It is.
    Active,
    /// It is not.
    Archived,
    /// A state that is not known.
    #[serde(untagged)]
    Other(String),
}

/// Something that was done with a time entry.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Event {
    /// Who did it.
    pub user_id: UserId,
    /// What was done, such as `time_entry_updated`.
    pub action: String,
    /// Old and new values. Moments in it have the offset of the administration.
    #[serde(default)]
    pub data: Unknown,
    /// When it was done.
    #[serde(with = "timestamp")]
    pub created_at: DateTime<Utc>,
    /// Members that are not known or of no use here.
    #[serde(flatten)]
    pub other: Unknown,
}

/// A note or to-do on a record.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Note {
    /// Its id.
    pub id: NoteId,
    /// The record that it is on, whose kind is [`entity_type`](Self::entity_type).
    pub entity_id: Option<RecordId>,
    /// The kind of record, such as `TimeEntry`.
    pub entity_type: String,
    /// Who wrote it.
    pub user_id: UserId,
    /// Who is to do it.
    pub assignee_id: Option<UserId>,
    /// Whether there is something to do. The description of the API has it as a text or null too.
    #[serde(default, deserialize_with = "flag")]
    pub todo: bool,
    /// The text.
    pub note: Option<String>,
    /// When it was done.
    #[serde(default, with = "timestamp::optional")]
    pub completed_at: Option<DateTime<Utc>>,
    /// Who did it.
    pub completed_by_id: Option<UserId>,
    /// What the server made the to-do for, such as `sales_invoice_due`; new kinds are added often.
    pub todo_type: Option<String>,
    /// When it was entered.
    #[serde(with = "timestamp")]
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    #[serde(with = "timestamp")]
    pub updated_at: DateTime<Utc>,
    /// Members that are not known or of no use here.
    #[serde(flatten)]
    pub other: Unknown,
}

/// The books of one company.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Administration {
    /// Its id.
    pub id: AdministrationId,
    /// Its name.
    pub name: String,
    /// Its time zone, such as `Europe/Amsterdam`. On which day an entry was worked depends on it.
    pub time_zone: String,
    /// Members that are not known or of no use here, such as `currency` and `period_locked_until`.
    #[serde(flatten)]
    pub other: Unknown,
}

/// A number of seconds, which is written as a text in the entries of an invoice.
fn seconds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    struct Seconds;

    impl Visitor<'_> for Seconds {
        type Value = u64;

        fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            formatter.write_str("a number of seconds")
        }

        fn visit_u64<E: de::Error>(self, number: u64) -> Result<u64, E> {
            Ok(number)
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<u64, E> {
            text.parse()
                .map_err(|_| E::invalid_value(de::Unexpected::Str(text), &self))
        }
    }

    deserializer.deserialize_any(Seconds)
}

/// A flag, which the description of the API also has as a text or null.
fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    struct Flag;

    impl Visitor<'_> for Flag {
        type Value = bool;

        fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            formatter.write_str("true or false")
        }

        fn visit_bool<E: de::Error>(self, flag: bool) -> Result<bool, E> {
            Ok(flag)
        }

        fn visit_unit<E: de::Error>(self) -> Result<bool, E> {
            Ok(false)
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<bool, E> {
            text.parse()
                .map_err(|_| E::invalid_value(de::Unexpected::Str(text), &self))
        }
    }

    deserializer.deserialize_any(Flag)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// An entry in the shape of the vendor's examples; the values are ours.
    fn entry() -> Value {
        json!({
            "id": "410000000000000017",
            "administration_id": 77,
            "contact_id": "410000000000000021",
            "project_id": null,
            "sales_invoice_id": null,
            "user_id": 5,
            "started_at": "2026-03-02T08:00:00.000Z",
            "ended_at": null,
            "description": "Plans",
            "paused_duration": 0,
            "billable": false,
            "created_at": "2026-03-02T08:00:01.250Z",
            "updated_at": "2026-03-02T08:00:01.250Z",
            "contact": {"id": "410000000000000021", "firstname": "Ann", "lastname": "", "company_name": null},
            "user": {
                "id": 5, "name": "Bo",
                "created_at": "2026-01-01T00:00:00.000Z", "updated_at": "2026-01-01T00:00:00.000Z"
            },
            "project": null,
            "sales_invoice": null,
            "events": [{
                "administration_id": 77, "user_id": 5, "action": "time_entry_painted",
                "link_entity_id": null, "link_entity_type": null,
                "data": {"colour": [null, "red"]},
                "created_at": "2026-03-02T08:00:01.300Z", "updated_at": "2026-03-02T08:00:01.300Z"
            }],
            "notes": []
        })
    }

    fn read(value: &Value) -> TimeEntry {
        serde_json::from_value(value.clone()).unwrap()
    }

    #[test]
    fn an_entry_that_runs() {
        let entry = read(&entry());
        assert!(entry.is_active());
        assert_eq!(entry.worked_seconds(), None);
        assert_eq!(entry.user_id, UserId::parse("5").unwrap());
        assert_eq!(entry.sales_invoice, SalesInvoice::None);
        assert_eq!(entry.events[0].action, "time_entry_painted");
    }

    #[test]
    fn what_is_not_known_survives() {
        let mut value = entry();
        value["project"] = json!({"id": "9", "name": "P", "state": "frozen", "budget": null});
        value["sales_invoice"] = json!({"id": "1", "state": "new", "details": [1, {"a": null}]});
        value["moon"] = json!({"phase": ["full", 1.5]});
        value["user"]["moon"] = json!(1);
        let entry = read(&value);
        let project = entry.project.clone().unwrap();
        assert_eq!(project.state, ProjectState::Other("frozen".to_owned()));
        let mut written = serde_json::to_value(&entry).unwrap();
        // Ids are written as texts.
        for place in [
            "/administration_id",
            "/user_id",
            "/user/id",
            "/events/0/user_id",
        ] {
            let id = written.pointer_mut(place).unwrap();
            *id = json!(id.as_str().unwrap().parse::<u64>().unwrap());
        }
        assert_eq!(written, value);
    }

    #[test]
    fn an_invoice_that_may_not_be_seen_is_no_missing_invoice() {
        let mut value = entry();
        value.as_object_mut().unwrap().remove("sales_invoice");
        let entry = read(&value);
        assert_eq!(entry.sales_invoice, SalesInvoice::Hidden);
        let written = serde_json::to_value(&entry).unwrap();
        assert_eq!(written.get("sales_invoice"), None);
    }

    #[test]
    fn pauses_are_taken_off() {
        let mut value = entry();
        value["ended_at"] = json!("2026-03-02T09:30:00.000Z");
        for (paused, seconds) in [
            (json!(600), 4800),
            (json!("600"), 4800),
            (json!(7200), -1800),
        ] {
            value["paused_duration"] = paused;
            assert_eq!(read(&value).worked_seconds(), Some(seconds));
        }
        value["paused_duration"] = json!(u64::MAX);
        assert!(read(&value).worked_seconds().unwrap() < 0);
    }

    #[test]
    fn a_flag_in_any_of_its_forms() {
        for (form, expected) in [
            (json!(true), true),
            (json!("true"), true),
            (json!("false"), false),
            (json!(null), false),
        ] {
            let note: Note = serde_json::from_value(json!({
                "id": 1, "entity_id": "2", "entity_type": "TimeEntry", "user_id": 3, "todo": form,
                "created_at": "2026-03-02T08:00:01.250Z", "updated_at": "2026-03-02T08:00:01.250Z"
            }))
            .unwrap();
            assert_eq!(note.todo, expected);
        }
    }

    #[test]
    fn what_is_no_entry() {
        for (member, odd) in [
            ("id", json!("x")),
            ("user_id", json!(null)),
            ("started_at", json!("yesterday")),
            ("started_at", json!(null)),
            ("ended_at", json!(17)),
            ("paused_duration", json!(-1)),
            ("paused_duration", json!("1m")),
        ] {
            let mut value = entry();
            value[member] = odd;
            assert!(
                serde_json::from_value::<TimeEntry>(value).is_err(),
                "{member}"
            );
        }
    }
}
