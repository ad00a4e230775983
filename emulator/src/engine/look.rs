//! What people look at: the week of the users, the entries of a day, records, and what the rules say. Nothing
//! here changes anything.

use std::ops::ControlFlow;

use chrono::Days;
use suiteprojects::api::DateRelation;
use suiteprojects::task::{Access, Entry, Field, Id};
use suiteprojects::time::NaiveDate;
use suiteprojects::validate::{Command, Finding, Report, Severity, TimesheetStatus};

use super::known::{day, status};
use super::{Engine, Work, task};
use crate::store::{Condition, Count, Search, StoreError, Stored, Sum};

/// The most entries of a file that are looked at.
const MOST_ENTRIES: u64 = 20_000;

/// A week of time entries.
#[derive(Debug)]
pub(crate) struct Week {
    /// Its Monday.
    pub(crate) first: NaiveDate,
    /// In the order of the users and days.
    pub(crate) sums: Vec<Sum>,
    /// Whether there are more users.
    pub(crate) has_more: bool,
    /// The names of the users that are known.
    pub(crate) names: Vec<(String, String)>,
    /// The timesheets of the users in this week.
    pub(crate) timesheets: Vec<(String, Id, TimesheetStatus)>,
}

/// A time entry of a day, and what the rules say about it.
#[derive(Debug)]
pub(crate) struct Judged {
    pub(crate) record: Stored,
    /// Errors and warnings.
    pub(crate) findings: Vec<Finding>,
}

/// What came of an entry of a file.
#[derive(Debug)]
pub(crate) struct Judgement {
    /// Errors and warnings.
    pub(crate) findings: Vec<Finding>,
    pub(crate) is_valid: bool,
}

impl Engine {
    /// Looks at the records; the user is nobody.
    fn look<T>(
        &self,
        look: impl FnOnce(&Work<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let nobody = Id::new(1).ok_or_else(|| StoreError::damaged("1 is no id"))?;
        self.command(nobody, look)
    }

    /// How many records of which type there are.
    pub(crate) fn counts(&self) -> Result<Vec<Count>, StoreError> {
        self.store.read().counts()
    }

    /// The week to begin with: that of the last time entry, or of today.
    pub(crate) fn last_week(&self) -> Result<NaiveDate, StoreError> {
        let last = self.store.read().last_day()?;
        Ok(last
            .as_deref()
            .and_then(day)
            .unwrap_or_else(|| self.now().date()))
    }

    /// The week that begins on a day, for so many users after the first few.
    pub(crate) fn week(
        &self,
        first: NaiveDate,
        users: u64,
        after: u64,
    ) -> Result<Week, StoreError> {
        let last = first.checked_add_days(Days::new(6)).unwrap_or(first);
        self.look(|work| {
            let mut sums = work.records.sums(first, last, users + 1, after)?;
            let mut ids: Vec<String> = sums.iter().map(|sum| sum.user.clone()).collect();
            ids.dedup();
            let has_more = ids.len() as u64 > users;
            if has_more && let Some(next) = ids.pop() {
                sums.retain(|sum| sum.user != next);
            }
            let mut names = Vec::new();
            for user in &ids {
                let Ok(id) = Id::parse(user) else { continue };
                if let Some(record) = work.records.find("User", id)? {
                    names.push((user.clone(), record.fields.text("name").to_owned()));
                }
            }
            let timesheets = work.timesheets_between(first, last, &ids)?;
            Ok(Week {
                first,
                sums,
                has_more,
                names,
                timesheets,
            })
        })
    }

    /// The entries of a user on a day, deleted ones too, at most so many, each with what the rules would say about it
    /// if it came as a new one.
    pub(crate) fn entries(
        &self,
        user: &str,
        day: NaiveDate,
        most: u64,
    ) -> Result<Vec<Judged>, StoreError> {
        self.look(|work| {
            let is_user = match user {
                "" => Condition::is("userid", ""),
                user => Condition::is("userid", user),
            };
            let condition = Condition::All(vec![is_user, Condition::is("date", day.to_string())]);
            let mut search = Search::new("Task", condition);
            search.limit = most;
            let found = work.records.search(&search)?;
            let rules = work.rules_with_records();
            let mut report = Report::new();
            found
                .into_iter()
                .map(|record| {
                    report.clear();
                    rules.check(Command::Add, &anew(&record), &mut report);
                    rules.reference().failure()?;
                    let findings = told(&report);
                    Ok(Judged { record, findings })
                })
                .collect()
        })
    }

    /// A record, even if it was deleted.
    pub(crate) fn record(&self, object_type: &str, id: Id) -> Result<Option<Stored>, StoreError> {
        self.store.read().find(object_type, id)
    }

    /// Records of a type in the order of their ids, deleted ones too.
    pub(crate) fn records(
        &self,
        object_type: &str,
        offset: u64,
        limit: u64,
    ) -> Result<Vec<Stored>, StoreError> {
        let mut search = Search::new(object_type, Condition::All(Vec::new()));
        search.offset = offset;
        search.limit = limit;
        self.store.read().search(&search)
    }

    /// Judges the entries that `read` hands over, one after the other, as the server would if they came now. Handing
    /// over ends when there are too many.
    pub(crate) fn judge<T>(
        &self,
        read: impl FnOnce(
            &mut dyn FnMut(Option<Command>, &Entry<'_>) -> ControlFlow<(), Judgement>,
        ) -> T,
    ) -> Result<T, StoreError> {
        self.look(|work| {
            let rules = work.rules_with_records();
            let mut run = rules.run();
            let mut report = Report::new();
            let mut judge = |command: Option<Command>, entry: &Entry<'_>| {
                if run.entries() >= MOST_ENTRIES {
                    return ControlFlow::Break(());
                }
                report.clear();
                // What is looked up has its id in the rules, as it has on its way into the store.
                let owned = entry.clone().into_owned();
                let resolved = work.with_ids(&owned).unwrap_or(owned);
                let checked = run.check(command.unwrap_or(Command::Add), &resolved, &mut report);
                ControlFlow::Continue(Judgement {
                    is_valid: checked.is_some(),
                    findings: told(&report),
                })
            };
            let result = read(&mut judge);
            rules.reference().failure()?;
            Ok(result)
        })
    }
}

impl Work<'_> {
    /// The timesheets of these users that hold one of the days.
    fn timesheets_between(
        &self,
        first: NaiveDate,
        last: NaiveDate,
        users: &[String],
    ) -> Result<Vec<(String, Id, TimesheetStatus)>, StoreError> {
        let users = users
            .iter()
            .map(|user| Condition::is("userid", user.as_str()));
        let date = |name: &str, relation, day: NaiveDate| {
            Condition::Date(name.to_owned(), relation, day.to_string()).negated()
        };
        let condition = Condition::All(vec![
            Condition::Any(users.collect()),
            date("starts", DateRelation::NewerThan, last),
            date("ends", DateRelation::OlderThan, first),
        ]);
        let mut search = Search::present("Timesheet", condition);
        search.limit = 1_000;
        let found = self.records.search(&search)?;
        let timesheet = |record: &Stored| {
            let user = record.fields.text("userid").to_owned();
            (user, record.id, status(record))
        };
        Ok(found.iter().map(timesheet).collect())
    }
}

/// The entry as somebody would send it anew: without what the server sets, without the timesheet, whose
/// state tells nothing about the entry, and with its duration said once.
fn anew(record: &Stored) -> Entry<'static> {
    let task = task(record);
    let mut entry = Entry::new();
    for &field in Field::ALL {
        let is_sent = !matches!(field.access(), Access::ReadOnly | Access::ServerSet)
            && !matches!(field, Field::Id | Field::TimesheetId | Field::DecimalHours);
        if is_sent && let Some(text) = task.text(field) {
            entry.set(field, text.into_owned());
        }
    }
    for custom in &task.custom {
        entry.set_named(custom.name.clone(), custom.text.clone());
    }
    entry
}

/// What is worth telling: a rule that could not be evaluated says nothing about the entry.
fn told(report: &Report) -> Vec<Finding> {
    let findings = report.findings().iter();
    findings
        .filter(|finding| finding.severity() != Severity::Unchecked)
        .cloned()
        .collect()
}
