//! The page to begin with: a week of the users, and how much there is of other types.

use chrono::{Datelike as _, Days, NaiveDate};
use maud::{Markup, html};
use suiteprojects::validate::TimesheetStatus;

use super::frame::{part, whole};
use super::{Asked, Page, check};
use crate::engine::Week;
use crate::http::Shared;
use crate::store::{Count, Sum};

/// So many users are on one page.
const USERS: u64 = 50;

pub(super) fn overview(shared: &Shared, asked: &Asked) -> Page {
    let engine = shared.engine();
    let day = match asked.text("week").and_then(|text| text.parse().ok()) {
        Some(day) => day,
        None => engine.last_week()?,
    };
    let after = asked.number("after");
    let week = engine.week(monday(day), USERS, after)?;
    let counts = engine.counts()?;
    drop(engine);
    let content = html! {
        h1 { "Timesheets" }
        (choice(week.first))
        (grid(&week))
        (turn(&week, after))
        h2 { "Everything that is stored" }
        (all(&counts))
        h2 id="check" { "Check a file" }
        (check::form())
    };
    Ok(whole("Overview", "/", &content))
}

/// Days before the first of the calendar are in the week of the first.
fn monday(day: NaiveDate) -> NaiveDate {
    let since = u64::from(day.weekday().num_days_from_monday());
    day.checked_sub_days(Days::new(since)).unwrap_or(day)
}

fn later(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

fn choice(first: NaiveDate) -> Markup {
    let before = first.checked_sub_days(Days::new(7)).unwrap_or(first);
    html! {
        form.weeks method="get" action="/" {
            a href={ "/?week=" (before) } { "← Week before" }
            label { "Week of " input type="date" name="week" value=(first) required; }
            button { "Show" }
            a href={ "/?week=" (later(first, 7)) } { "Week after →" }
        }
    }
}

fn turn(week: &Week, after: u64) -> Markup {
    html! {
        @if after > 0 || week.has_more {
            nav.turn aria-label="Users" {
                @if after > 0 {
                    a href={ "/?week=" (week.first) "&after=" (after.saturating_sub(USERS)) } { "← Users before" }
                }
                @if week.has_more {
                    a href={ "/?week=" (week.first) "&after=" (after.saturating_add(USERS)) } { "More users →" }
                }
            }
        }
    }
}

fn grid(week: &Week) -> Markup {
    let days: Vec<NaiveDate> = (0..7).map(|days| later(week.first, days)).collect();
    let mut users: Vec<&str> = week.sums.iter().map(|sum| &*sum.user).collect();
    users.dedup();
    if users.is_empty() {
        return html! { p.none { "No time entries in this week." } };
    }
    let total = |of: &dyn Fn(&&Sum) -> bool| -> i64 {
        week.sums.iter().filter(of).map(|sum| sum.minutes).sum()
    };
    html! {
        div.wide role="region" aria-label="Hours by user and day" tabindex="0" {
            table.grid {
                caption { "Hours by user and day, " (week.first) " to " (later(week.first, 6)) }
                thead {
                    tr {
                        th scope="col" { "User" }
                        @for day in &days {
                            th scope="col" { (day.format("%a")) br; span.date { (day.format("%m-%d")) } }
                        }
                        th scope="col" { "Sum" }
                        th scope="col" { "Timesheet" }
                    }
                }
                tbody {
                    @for user in users {
                        tr {
                            th scope="row" { (name(week, user)) }
                            @for day in &days { td { (cell(week, user, *day)) } }
                            td.sum { (hours(total(&|sum| sum.user == user))) }
                            td { (timesheets(week, user)) }
                        }
                    }
                }
                tfoot {
                    tr {
                        th scope="row" { "Sum" }
                        @for day in &days {
                            td.sum { (hours(total(&|sum| sum.day == day.to_string()))) }
                        }
                        td.sum { (hours(total(&|_| true))) }
                        td {}
                    }
                }
            }
        }
    }
}

fn name(week: &Week, user: &str) -> Markup {
    let known = week.names.iter().find(|(id, _)| id == user);
    let name = known
        .map(|(_, name)| name.as_str())
        .filter(|name| !name.is_empty());
    html! {
        @match (name, user) {
            (Some(name), _) => { (name) " " span.id { (user) } },
            (None, "") => "nobody",
            (None, _) => { "User " (user) },
        }
    }
}

fn cell(week: &Week, user: &str, day: NaiveDate) -> Markup {
    let day = day.to_string();
    let sum = week
        .sums
        .iter()
        .find(|sum| sum.user == user && sum.day == day);
    html! {
        @if let Some(sum) = sum {
            a href={ "/page/day?user=" (part(user)) "&day=" (day) }
                aria-label={ (hours(sum.minutes)) " hours on " (day) ", " (sum.present) " entries, " (sum.deleted) " deleted" } {
                @if sum.present > 0 { (hours(sum.minutes)) }
                @if sum.deleted > 0 { " " del { (sum.deleted) " deleted" } }
            }
        }
    }
}

fn timesheets(week: &Week, user: &str) -> Markup {
    html! {
        @for (_, id, status) in week.timesheets.iter().filter(|(owner, ..)| owner == user) {
            a.status href={ "/page/records/Timesheet/" (id) } { (word(*status)) " " span.id { (id) } }
            " "
        }
    }
}

const fn word(status: TimesheetStatus) -> &'static str {
    match status {
        TimesheetStatus::Open => "open",
        TimesheetStatus::Submitted => "submitted",
        TimesheetStatus::Approved => "approved",
        TimesheetStatus::Rejected => "rejected",
        TimesheetStatus::Archived => "archived",
        _ => "other",
    }
}

/// Minutes as hours and minutes.
pub(super) fn hours(minutes: i64) -> String {
    let sign = if minutes < 0 { "-" } else { "" };
    let minutes = minutes.unsigned_abs();
    format!("{sign}{}:{:02}", minutes / 60, minutes % 60)
}

fn all(counts: &[Count]) -> Markup {
    if counts.is_empty() {
        return html! { p.none { "Nothing yet." } };
    }
    html! {
        table.counts {
            thead { tr { th scope="col" { "Type" } th scope="col" { "Records" } th scope="col" { "Deleted" } } }
            tbody {
                @for count in counts {
                    tr {
                        th scope="row" {
                            a href={ "/page/records/" (part(&count.object_type)) } { (count.object_type) }
                        }
                        td { (count.present) }
                        td { (count.deleted) }
                    }
                }
            }
        }
    }
}
