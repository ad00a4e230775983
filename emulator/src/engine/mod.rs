//! The behaviour, whatever the wire: one file for each operation.
//!
//! An operation is a function of [`Work`]: the records within one transaction, the settings of the
//! account, the time, and the user. It takes what the library read from a request, and says for each object
//! what became of it. Nothing here does input or output but for the store, and the clock is the
//! caller's.
//!
//! What the vendor does not document is read as the README of this package says.

mod add;
mod approval;
mod create_user;
mod delete;
mod entry;
mod known;
mod login;
mod look;
mod lookup;
mod make_url;
mod modify;
mod modify_on_condition;
mod oauth;
mod object;
mod outcome;
mod read;
mod task;
#[cfg(test)]
mod testing;
mod time_entries;
mod timesheet;
mod upsert;
mod whoami;

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};
use suiteprojects::task::{Id, Wire};
use suiteprojects::validate::{NoReference, Settings, Validator};

use crate::store::{Records, Store, StoreError};

pub(crate) use approval::{Moved, Step};
pub(crate) use entry::set_duration;
pub(crate) use known::Lists;
pub(crate) use login::{Credentials, Sessions};
pub(crate) use look::{Judged, Week};
pub(crate) use oauth::{Grant, Tokens};
pub(crate) use outcome::{Change, Done, Outcome, Refusal};
pub(crate) use task::{complete, received, task};

/// The most objects that one command takes and one Read returns.
pub(crate) use suiteprojects::api::MOST_OBJECTS;

/// Tells the time.
#[derive(Clone)]
pub(crate) struct Clock(pub(crate) Arc<dyn Fn() -> NaiveDateTime + Send + Sync>);

impl fmt::Debug for Clock {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Clock({})", self.now())
    }
}

impl Clock {
    pub(crate) fn now(&self) -> NaiveDateTime {
        (self.0)()
    }
}

/// What is fixed while the server runs.
#[derive(Debug)]
pub(crate) struct Account {
    pub(crate) settings: Settings,
    pub(crate) lists: Lists,
    pub(crate) clock: Clock,
    pub(crate) page_limit: u64,
}

/// The server without its wires.
#[derive(Debug)]
pub(crate) struct Engine {
    store: Store,
    account: Account,
    pub(crate) sessions: Sessions,
    grants: oauth::Grants,
}

impl Engine {
    pub(crate) fn new(store: Store, account: Account, sessions: Sessions) -> Self {
        Self {
            store,
            account,
            sessions,
            grants: oauth::Grants::default(),
        }
    }

    /// Carries a request out: what its commands have changed is kept for good when this returns, and nothing of it
    /// if it fails.
    ///
    /// All commands of a request share one transaction, because it has one answer: nothing is promised before the
    /// last of them, and the disk is waited for once.
    pub(crate) fn request<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        self.store.begin()?;
        let result = work(self);
        match &result {
            Ok(_) => self.store.commit()?,
            Err(_) => self.store.roll_back()?,
        }
        result
    }

    /// Carries a command out for a user: what was refused has changed nothing, the rest is kept, and nothing
    /// of the command is kept if the store fails.
    pub(crate) fn command<T>(
        &self,
        user: Id,
        work: impl FnOnce(&Work<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.command_over(Wire::Xml, user, work)
    }

    /// The same for a command that came over this wire, which decides what fields a time entry has.
    pub(crate) fn command_over<T>(
        &self,
        wire: Wire,
        user: Id,
        work: impl FnOnce(&Work<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.store.work(|records| {
            work(&Work {
                wire,
                ..Work::new(records, &self.account, user)
            })
        })
    }

    /// The names of the custom fields that records of a type have.
    pub(crate) fn custom_fields(&self, object_type: &str) -> Result<Vec<String>, StoreError> {
        self.store.read().custom_fields(object_type)
    }

    /// The time.
    pub(crate) fn now(&self) -> NaiveDateTime {
        self.account.clock.now()
    }

    /// What tells the time.
    pub(crate) fn clock(&self) -> &Clock {
        &self.account.clock
    }
}

/// A command at work.
#[derive(Debug)]
pub(crate) struct Work<'w> {
    records: &'w Records<'w>,
    account: &'w Account,
    now: NaiveDateTime,
    wire: Wire,
    /// Who gave the command.
    user: Id,
    /// The timesheets that were found or made for users and days.
    timesheets: RefCell<HashMap<(Id, NaiveDate), Id>>,
}

impl<'w> Work<'w> {
    fn new(records: &'w Records<'w>, account: &'w Account, user: Id) -> Self {
        Self {
            records,
            account,
            now: account.clock.now(),
            wire: Wire::Xml,
            user,
            timesheets: RefCell::default(),
        }
    }

    /// The rules of the library, with the settings of the account.
    fn rules(&self) -> Validator<NoReference> {
        Validator::new(self.account.settings.clone()).for_wire(self.wire)
    }

    /// The time as the fields `created` and `updated` have it.
    fn timestamp(&self) -> String {
        self.now.format("%Y-%m-%d %H:%M:%S").to_string()
    }
}
