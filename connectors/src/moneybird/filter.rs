//! Which entries are listed.

use std::fmt;

use chrono::NaiveDate;

use super::{ContactId, Period, ProjectId, UserId};

/// Which entries are listed.
///
/// The period always stands in it: any filter replaces all defaults of the server, so one without a
/// period would list another span than the documented `this_year`. Entries that still run are hidden
/// unless [`with_active`](Self::with_active) asks for them.
///
/// ```
/// use suiteprojects_connectors::moneybird::{Filter, Period, Relative, State, Unit};
///
/// let filter = Filter::new(Period::Named(Relative::This, Unit::Month))
///     .with_state(State::Open)
///     .with_state(State::NonBillable)
///     .with_active();
/// assert_eq!(filter.to_string(), "period:this_month,state:open|non_billable,include_active:true");
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Filter {
    period: Period,
    states: Vec<State>,
    contact: Option<ContactId>,
    include_nil_contacts: bool,
    include_active: bool,
    project: Option<ProjectId>,
    user: Option<UserId>,
    day: Option<NaiveDate>,
}

/// A state of entries that can be asked for.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum State {
    /// Any.
    All,
    /// Still to be billed.
    Open,
    /// Not to be billed.
    NonBillable,
}

impl State {
    /// The name on the wire, such as `non_billable`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Open => "open",
            Self::NonBillable => "non_billable",
        }
    }
}

impl Filter {
    /// The entries of this period that do not run any more.
    pub const fn new(period: Period) -> Self {
        Self {
            period,
            states: Vec::new(),
            contact: None,
            include_nil_contacts: false,
            include_active: false,
            project: None,
            user: None,
            day: None,
        }
    }

    /// Only entries in this state, or in another that was given before.
    #[must_use]
    pub fn with_state(mut self, state: State) -> Self {
        if !self.states.contains(&state) {
            self.states.push(state);
        }
        self
    }

    /// Only entries of this contact.
    #[must_use]
    pub fn with_contact(mut self, contact: ContactId) -> Self {
        self.contact = Some(contact);
        self
    }

    /// Also entries without a contact.
    #[must_use]
    pub const fn with_nil_contacts(mut self) -> Self {
        self.include_nil_contacts = true;
        self
    }

    /// Also entries that still run, which have no end.
    #[must_use]
    pub const fn with_active(mut self) -> Self {
        self.include_active = true;
        self
    }

    /// Only entries of this project.
    #[must_use]
    pub fn with_project(mut self, project: ProjectId) -> Self {
        self.project = Some(project);
        self
    }

    /// Only entries of this user.
    #[must_use]
    pub fn with_user(mut self, user: UserId) -> Self {
        self.user = Some(user);
        self
    }

    /// Only entries of this day. How a day is written is not documented; `YYYY-MM-DD` is what a
    /// published client sends.
    #[must_use]
    pub const fn with_day(mut self, day: NaiveDate) -> Self {
        self.day = Some(day);
        self
    }
}

/// As the parameter `filter` has it, before it is written into an address. No value can hold one of the
/// characters that separate keys and values.
impl fmt::Display for Filter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "period:{}", self.period)?;
        for (place, state) in self.states.iter().enumerate() {
            formatter.write_str(if place == 0 { ",state:" } else { "|" })?;
            formatter.write_str(state.name())?;
        }
        if let Some(contact) = &self.contact {
            write!(formatter, ",contact_id:{contact}")?;
        }
        if self.include_nil_contacts {
            formatter.write_str(",include_nil_contacts:true")?;
        }
        if self.include_active {
            formatter.write_str(",include_active:true")?;
        }
        if let Some(project) = &self.project {
            write!(formatter, ",project_id:{project}")?;
        }
        if let Some(user) = &self.user {
            write!(formatter, ",user_id:{user}")?;
        }
        if let Some(day) = &self.day {
            write!(formatter, ",day:{}", day.format("%Y-%m-%d"))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Keys and values as the table of the list's documentation has them.
    #[test]
    fn every_key() {
        let filter = Filter::new(Period::THIS_YEAR)
            .with_state(State::Open)
            .with_state(State::Open)
            .with_contact(ContactId::parse("1").unwrap())
            .with_nil_contacts()
            .with_active()
            .with_project(ProjectId::parse("2").unwrap())
            .with_user(UserId::parse("3").unwrap())
            .with_day(NaiveDate::from_ymd_opt(2026, 8, 1).unwrap());
        assert_eq!(
            filter.to_string(),
            "period:this_year,state:open,contact_id:1,include_nil_contacts:true,\
             include_active:true,project_id:2,user_id:3,day:2026-08-01"
        );
    }

    #[test]
    fn the_period_is_always_there() {
        assert_eq!(
            Filter::new(Period::THIS_YEAR).to_string(),
            "period:this_year"
        );
    }
}
