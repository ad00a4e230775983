//! What is written of a record of spent time.

use chrono::{DateTime, FixedOffset, SecondsFormat};
use serde_json::Value;

use super::parameters::object;
use super::{ElapsedItem, UserId};

/// What is written of a record: the seconds and a comment, which may be empty. Both are required.
///
/// Dates of start and stop, the source and the minutes are not written: that the server takes them is not proven,
/// or it refuses them.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct ElapsedItemFields {
    /// How long, in seconds. The vendor documents no bounds.
    pub seconds: u32,
    /// What was done. No longest length is documented.
    pub comment_text: String,
    /// Who spent the time; otherwise the user of the webhook or token. Whether an update takes it is not
    /// certain: read the record back and compare.
    pub user_id: Option<UserId>,
    /// The moment that the work belongs to. It is sent with its distance from UTC: without it the server reads
    /// the time in the zone of the user.
    pub created_date: Option<DateTime<FixedOffset>>,
}

impl ElapsedItemFields {
    /// So many seconds, and what was done.
    pub fn new(seconds: u32, comment_text: impl Into<String>) -> Self {
        Self {
            seconds,
            comment_text: comment_text.into(),
            user_id: None,
            created_date: None,
        }
    }

    /// Of this user.
    #[must_use]
    pub const fn of_user(mut self, user: UserId) -> Self {
        self.user_id = Some(user);
        self
    }

    /// Work of this moment.
    #[must_use]
    pub const fn with_created_date(mut self, moment: DateTime<FixedOffset>) -> Self {
        self.created_date = Some(moment);
        self
    }

    /// Whether a record has them. Moments are compared as such, and what is not asked for is not compared.
    pub fn are_of(&self, item: &ElapsedItem) -> bool {
        let comment = item.comment_text.value().map_or("", String::as_str);
        item.seconds.value() == Some(&i64::from(self.seconds))
            && comment == self.comment_text
            && self
                .user_id
                .is_none_or(|user| item.user_id.value() == Some(&user))
            && self.created_date.is_none_or(|moment| {
                let found = item.created_date.value();
                found.is_some_and(|found| found.0.timestamp() == moment.timestamp())
            })
    }

    pub(super) fn value(&self) -> Value {
        let mut members = vec![
            ("SECONDS", Value::from(self.seconds)),
            ("COMMENT_TEXT", Value::from(self.comment_text.as_str())),
        ];
        if let Some(user) = self.user_id {
            members.push(("USER_ID", user.into()));
        }
        if let Some(moment) = self.created_date {
            let moment = moment.to_rfc3339_opts(SecondsFormat::Secs, false);
            members.push(("CREATED_DATE", moment.into()));
        }
        object(
            members
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value)),
        )
    }
}
