//! A time entry as the server tells it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{
    BilledStatus, ClockTime, CreatedTime, CustomerId, InvoiceId, LogDate, LogTime, ProjectId,
    TaskId, TimeEntryId, UserId,
};
use crate::given::Given;

/// A time entry as the server tells it.
///
/// The id has to be there. Each other field may be absent, and keeps what has another form than
/// expected; fields that are not known are kept in [`other`](Self::other), so that nothing is lost when
/// an entry is written again.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[non_exhaustive]
pub struct TimeEntry {
    /// The id.
    pub time_entry_id: TimeEntryId,
    /// The project.
    #[serde(default, skip_serializing_if = "Given::is_absent")]
    pub project_id: Given<ProjectId>,
    /// The name of the project.
    #[serde(default, skip_serializing_if = "Given::is_absent")]
    pub project_name: Given<String>,
    /// The customer of the project.
    #[serde(default, skip_serializing_if = "Given::is_absent")]
    pub customer_id: Given<CustomerId>,
    /// The name of the customer.
    #[serde(default, skip_serializing_if = "Given::is_absent")]
    pub customer_name: Given<String>,
    /// The task.
    #[serde(default, skip_serializing_if = "Given::is_absent")]
    pub task_id: Given<TaskId>,
    /// The name of the task.
    #[serde(default, skip_serializing_if = "Given::is_absent")]
    pub task_name: Given<String>,
    /// Who worked.
    #[serde(default, skip_serializing_if = "Given::is_absent")]
    pub user_id: Given<UserId>,
    /// The name of who worked.
    #[serde(default, skip_serializing_if = "Given::is_absent")]
    pub user_name: Given<String>,
    /// Whether the entry belongs to who asks. The vendor's page says "currently part of the task";
    /// this reading is by the name of the field.
    #[serde(default, skip_serializing_if = "Given::is_absent")]
    pub is_current_user: Given<bool>,
    /// The day of the work.
    #[serde(default, skip_serializing_if = "Given::is_absent")]
    pub log_date: Given<LogDate>,
    /// When the work began, in the time zone of the organization.
    #[serde(default, skip_serializing_if = "Given::is_absent")]
    pub begin_time: Given<ClockTime>,
    /// When the work ended.
    #[serde(default, skip_serializing_if = "Given::is_absent")]
    pub end_time: Given<ClockTime>,
    /// How long it took.
    #[serde(default, skip_serializing_if = "Given::is_absent")]
    pub log_time: Given<LogTime>,
    /// Whether the customer pays for it.
    #[serde(default, skip_serializing_if = "Given::is_absent")]
    pub is_billable: Given<bool>,
    /// Whether it was invoiced.
    #[serde(default, skip_serializing_if = "Given::is_absent")]
    pub billed_status: Given<BilledStatus>,
    /// The invoice it is on.
    #[serde(default, skip_serializing_if = "Given::is_absent")]
    pub invoice_id: Given<InvoiceId>,
    /// What was done.
    #[serde(default, skip_serializing_if = "Given::is_absent")]
    pub notes: Given<String>,
    /// When its timer was started. The form is not documented.
    #[serde(default, skip_serializing_if = "Given::is_absent")]
    pub timer_started_at: Given<String>,
    /// The same in UTC.
    #[serde(default, skip_serializing_if = "Given::is_absent")]
    pub timer_started_at_utc_time: Given<String>,
    /// How long its timer has been running, in minutes.
    #[serde(default, skip_serializing_if = "Given::is_absent")]
    pub timer_duration_in_minutes: Given<u64>,
    /// How long its timer has been running, in seconds.
    #[serde(default, skip_serializing_if = "Given::is_absent")]
    pub timer_duration_in_seconds: Given<u64>,
    /// When it was made.
    #[serde(default, skip_serializing_if = "Given::is_absent")]
    pub created_time: Given<CreatedTime>,
    /// Custom fields; the form is not documented.
    #[serde(default, skip_serializing_if = "Given::is_absent")]
    pub timesheet_custom_fields: Given<Value>,
    /// The fields that are not known, as JSON.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

impl TimeEntry {
    /// An entry of which nothing but the id is known.
    pub fn new(time_entry_id: TimeEntryId) -> Self {
        Self {
            time_entry_id,
            project_id: Given::Absent,
            project_name: Given::Absent,
            customer_id: Given::Absent,
            customer_name: Given::Absent,
            task_id: Given::Absent,
            task_name: Given::Absent,
            user_id: Given::Absent,
            user_name: Given::Absent,
            is_current_user: Given::Absent,
            log_date: Given::Absent,
            begin_time: Given::Absent,
            end_time: Given::Absent,
            log_time: Given::Absent,
            is_billable: Given::Absent,
            billed_status: Given::Absent,
            invoice_id: Given::Absent,
            notes: Given::Absent,
            timer_started_at: Given::Absent,
            timer_started_at_utc_time: Given::Absent,
            timer_duration_in_minutes: Given::Absent,
            timer_duration_in_seconds: Given::Absent,
            created_time: Given::Absent,
            timesheet_custom_fields: Given::Absent,
            other: Map::new(),
        }
    }

    /// Begin and end, if both are given and the end is after the begin.
    pub fn begin_and_end(&self) -> Option<(ClockTime, ClockTime)> {
        let (begin, end) = (*self.begin_time.value()?, *self.end_time.value()?);
        (begin < end).then_some((begin, end))
    }

    /// How long the work took: `log_time`, or else from begin to end.
    ///
    /// Interpretation: where they differ, as in the vendor's own sample, `log_time` is what counts.
    pub fn duration(&self) -> Option<LogTime> {
        self.log_time.value().copied().or_else(|| self.span())
    }

    /// From begin to end.
    fn span(&self) -> Option<LogTime> {
        let (begin, end) = self.begin_and_end()?;
        Some(LogTime::from_minutes(end.minutes() - begin.minutes()))
    }

    /// Whether begin and end say something else than `log_time`.
    pub fn times_disagree(&self) -> bool {
        match (self.log_time.value(), self.span()) {
            (Some(logged), Some(span)) => *logged != span,
            (_, Some(_)) => false,
            // One of both, or an end that is not after the begin.
            (_, None) => !(self.begin_time.is_absent() && self.end_time.is_absent()),
        }
    }

    /// Whether its timer runs.
    ///
    /// Interpretation: it does if the entry tells when its timer was started. The vendor's samples show
    /// blanks there, with the timer just started as well as just stopped.
    pub fn is_being_timed(&self) -> bool {
        !(self.timer_started_at.is_absent() && self.timer_started_at_utc_time.is_absent())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(json: Value) -> TimeEntry {
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn unknown_fields_and_words_and_odd_values_survive() {
        let json = serde_json::json!({
            "time_entry_id": "77",
            "billed_status": "written_off",
            "log_time": "five hours",
            "timer_duration_in_minutes": "1.5",
            "timesheet_custom_fields": [{"index": 1, "value": "x"}],
            "cost_rate": 12.5,
            "tags": ["a", {"b": null}],
        });
        let entry = entry(json.clone());
        assert_eq!(
            entry.billed_status,
            Given::Value(BilledStatus::Other("written_off".into()))
        );
        assert_eq!(entry.duration(), None);
        assert_eq!(serde_json::to_value(&entry).unwrap(), json);
    }

    #[test]
    fn an_entry_without_an_id_is_none() {
        for json in [
            "{}",
            r#"{"time_entry_id":""}"#,
            r#"{"time_entry_id":null}"#,
            "[]",
            "7",
        ] {
            assert!(serde_json::from_str::<TimeEntry>(json).is_err(), "{json}");
        }
    }

    /// The vendor's sample: from 03:00 to 04:00, and five hours long.
    #[test]
    fn the_logged_time_counts_before_begin_and_end() {
        let mut entry = entry(serde_json::json!({
            "time_entry_id": "77", "begin_time": "03:00", "end_time": "04:00", "log_time": "05:00",
        }));
        assert_eq!(entry.duration().map(LogTime::minutes), Some(300));
        assert!(entry.times_disagree());
        entry.log_time = Given::Absent;
        assert_eq!(entry.duration().map(LogTime::minutes), Some(60));
        assert!(!entry.times_disagree());
        entry.end_time = Given::Absent;
        assert_eq!(entry.duration(), None);
        assert!(entry.times_disagree());
    }

    #[test]
    fn a_timer_runs_if_the_entry_tells_since_when() {
        let started =
            |text: &str| entry(serde_json::json!({"time_entry_id": 7, "timer_started_at": text}));
        assert!(!started(" ").is_being_timed());
        assert!(started("2013-09-17 10:00").is_being_timed());
    }
}
