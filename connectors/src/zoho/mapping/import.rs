//! From Zoho Billing to SuiteProjects Pro.

use serde_json::Value;
use suiteprojects::task::{Entry, Field};
use suiteprojects::time::TimeOfDay;
use suiteprojects::validate::Severity;

use super::super::{BilledStatus, OrganizationId, TimeEntry, TimeEntryId};
use super::{Counterparts, Kind, Loss, Times};
use crate::given::Given;

/// A time entry of Zoho Billing as one of SuiteProjects Pro, to be checked and pushed.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Imported {
    /// Which time entry it was.
    pub time_entry_id: TimeEntryId,
    /// The time entry; `None` if a loss is an error.
    pub entry: Option<Entry<'static>>,
    /// What does not go over.
    pub losses: Vec<Loss>,
}

/// The key of a time entry of Zoho Billing as a `thin_client_id`: by it the entry is known again, in a journal and on
/// the server, so that a second import of it makes no second one. It names the system, the organization and the
/// time entry.
///
/// ```
/// use suiteprojects_connectors::zoho::mapping::key;
///
/// assert_eq!(key("10234695".parse()?, "460000000044021".parse()?), "zoho-10234695-460000000044021");
/// # Ok::<(), suiteprojects::task::IdError>(())
/// ```
pub fn key(organization: OrganizationId, time_entry: TimeEntryId) -> String {
    format!("zoho-{organization}-{time_entry}")
}

/// Makes a time entry of SuiteProjects Pro from one of Zoho Billing.
///
/// ```
/// use suiteprojects::task::{Field, Id};
/// use suiteprojects_connectors::zoho::mapping::{Counterparts, Times, import};
/// use suiteprojects_connectors::zoho::{ProjectId, TaskId, TimeEntry, UserId};
///
/// // The same numbers on both sides.
/// struct Same;
/// impl Counterparts for Same {
///     fn user(&self, user: UserId) -> Option<Id> { Id::new(user.get()) }
///     fn project(&self, project: ProjectId) -> Option<Id> { Id::new(project.get()) }
///     fn task(&self, task: TaskId) -> Option<Id> { Id::new(task.get()) }
///     fn user_of(&self, user: Id) -> Option<UserId> { Some(user.into()) }
///     fn project_of(&self, project: Id) -> Option<ProjectId> { Some(project.into()) }
///     fn task_of(&self, task: Id) -> Option<TaskId> { Some(task.into()) }
/// }
///
/// let entry: TimeEntry = serde_json::from_str(
///     r#"{"time_entry_id":"77","project_id":"1","task_id":"2","user_id":"3","log_date":"2026-03-17","log_time":"03:30"}"#,
/// )?;
/// let imported = import(&entry, &Same, Times::Kept);
/// let entry = imported.entry.ok_or("a loss is an error")?;
/// assert_eq!((entry.text(Field::Hours), entry.text(Field::Minutes)), (Some("3"), Some("30")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn import(entry: &TimeEntry, counterparts: &impl Counterparts, times: Times) -> Imported {
    let mut import = Import {
        entry: Entry::new(),
        losses: Vec::new(),
    };
    if entry.is_being_timed() {
        import.losses.push(Loss::BeingTimed);
    }
    if let Some(date) = import.needed("log_date", &entry.log_date) {
        import.entry.set(Field::Date, date.to_string());
    }
    if let Some(user) = import.needed("user_id", &entry.user_id) {
        let counterpart = counterparts.user(*user);
        import.set(Field::UserId, counterpart, (Kind::User, user.get()));
    }
    if let Some(project) = import.needed("project_id", &entry.project_id) {
        let counterpart = counterparts.project(*project);
        import.set(
            Field::ProjectId,
            counterpart,
            (Kind::Project, project.get()),
        );
    }
    if let Some(task) = import.needed("task_id", &entry.task_id) {
        let counterpart = counterparts.task(*task);
        import.set(Field::ProjectTaskId, counterpart, (Kind::Task, task.get()));
    }
    import.duration(entry, times);
    match &entry.notes {
        Given::Absent => {}
        Given::Value(notes) => {
            import.entry.set(Field::Notes, notes.clone());
        }
        Given::Odd(found) => import
            .losses
            .push(Loss::unreadable("notes", &found.to_string())),
    }
    let dropped = dropped(entry);
    if !dropped.is_empty() {
        import.losses.push(Loss::Dropped(dropped));
    }
    let fails = |loss: &Loss| loss.severity() == Severity::Error;
    Imported {
        time_entry_id: entry.time_entry_id,
        entry: (!import.losses.iter().any(fails)).then_some(import.entry),
        losses: import.losses,
    }
}

struct Import {
    entry: Entry<'static>,
    losses: Vec<Loss>,
}

impl Import {
    fn needed<'g, T>(&mut self, field: &'static str, given: &'g Given<T>) -> Option<&'g T> {
        match given {
            Given::Value(value) => return Some(value),
            Given::Absent => self.losses.push(Loss::Absent(field)),
            Given::Odd(found) => self
                .losses
                .push(Loss::unreadable(field, &found.to_string())),
        }
        None
    }

    fn set(
        &mut self,
        field: Field,
        counterpart: Option<suiteprojects::task::Id>,
        (kind, id): (Kind, u64),
    ) {
        match counterpart {
            Some(counterpart) => {
                self.entry.set(field, counterpart.to_string());
            }
            None => self.losses.push(Loss::UnknownThere(kind, id)),
        }
    }

    fn duration(&mut self, entry: &TimeEntry, times: Times) {
        if let Given::Odd(found) = &entry.log_time {
            self.losses
                .push(Loss::unreadable("log_time", &found.to_string()));
            return;
        }
        let Some(duration) = entry.duration() else {
            self.losses.push(Loss::Absent("log_time"));
            return;
        };
        let minutes = duration.minutes();
        self.entry
            .set(Field::Hours, (minutes / 60).to_string())
            .set(Field::Minutes, (minutes % 60).to_string());
        match entry.begin_and_end() {
            None if entry.begin_time.is_absent() && entry.end_time.is_absent() => {}
            None => self.losses.push(Loss::HalfTimes),
            Some(_) if entry.times_disagree() => self.losses.push(Loss::TimesDisagree(duration)),
            Some((begin, end)) if times == Times::Left => {
                self.losses.push(Loss::TimesNotWanted(begin, end));
            }
            Some((begin, _)) if begin.minutes() == 0 => self.losses.push(Loss::Midnight),
            Some((begin, end)) => {
                self.entry
                    .set(Field::StartTime, TimeOfDay::from(begin).to_string())
                    .set(Field::EndTime, TimeOfDay::from(end).to_string());
            }
        }
    }
}

/// The fields that say something and have no place. Names of records that go over are none, nor is when the
/// entry was made and whether it is of who asks.
fn dropped(entry: &TimeEntry) -> Vec<Box<str>> {
    let is_unbilled = match &entry.billed_status {
        Given::Value(status) => *status == BilledStatus::Unbilled,
        Given::Absent => true,
        Given::Odd(_) => false,
    };
    let known = [
        ("is_billable", !entry.is_billable.is_absent()),
        ("billed_status", !is_unbilled),
        ("invoice_id", !entry.invoice_id.is_absent()),
        (
            "timer_duration_in_minutes",
            !entry.timer_duration_in_minutes.is_absent(),
        ),
        (
            "timer_duration_in_seconds",
            !entry.timer_duration_in_seconds.is_absent(),
        ),
        (
            "timesheet_custom_fields",
            !entry.timesheet_custom_fields.is_absent(),
        ),
    ];
    let known = known.into_iter().filter(|(_, is_there)| *is_there);
    let known = known.map(|(name, _)| Box::from(name));
    let says_something = |value: &Value| match value {
        Value::Null => false,
        Value::String(text) => !text.trim().is_empty(),
        _ => true,
    };
    let other = entry.other.iter();
    let other = other.filter(|(_, value)| says_something(value));
    known
        .chain(other.map(|(name, _)| name.as_str().into()))
        .collect()
}
