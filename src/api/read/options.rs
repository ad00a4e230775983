//! What else a Read can be told: which fields, in which order, deleted records, and so on.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Read;

/// Everything of a Read but the question which records.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Options {
    pub(crate) order: Option<Order>,
    pub(crate) fields: Vec<String>,
    /// The attributes that stand for themselves, by their names.
    pub(crate) attributes: BTreeMap<&'static str, Cow<'static, str>>,
}

impl Options {
    fn set(&mut self, name: &'static str, value: impl Into<Cow<'static, str>>) {
        self.attributes.insert(name, value.into());
    }

    /// Switches on what the server does only if told.
    pub(super) fn switch(&mut self, name: &'static str, on: bool) {
        if on {
            self.set(name, "1");
        } else {
            self.attributes.remove(name);
        }
    }
}

/// The attribute that lets custom fields in.
pub(super) const ENABLE_CUSTOM: &str = "enable_custom";

/// By which field the records are sorted.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Order {
    pub(crate) field: String,
    pub(crate) direction: Direction,
}

/// Which way records are sorted.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Direction {
    /// `asc`: the smallest or oldest first.
    #[default]
    Ascending,
    /// `desc`: the largest or newest first.
    Descending,
}

impl Direction {
    /// The word on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ascending => "asc",
            Self::Descending => "desc",
        }
    }
}

/// Whether deleted records are found. The server keeps them for 180 days.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Deleted {
    /// Only records that are there.
    #[default]
    Excluded,
    /// Only deleted records. Most types have no field that tells them apart.
    Only,
    /// Both.
    Included,
}

/// Whether the switches of users and companies, some 150 each, are part of the answer.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Flags {
    /// As the server likes: today they are.
    #[default]
    Default,
    /// `exclude_flags`: they are not.
    Excluded,
    /// `include_flags`: they are, also on servers of the time when they were not by default.
    Included,
}

impl<T> Read<T> {
    /// Sorts the records. Without an order the server promises none, and pages can overlap.
    #[must_use]
    pub fn with_order(mut self, field: impl Into<String>, direction: Direction) -> Self {
        let field = field.into();
        self.options.order = Some(Order { field, direction });
        self
    }

    /// Asks for these fields only, added to those named before. Without any, all standard fields come.
    #[must_use]
    pub fn with_fields<F: Into<String>>(mut self, fields: impl IntoIterator<Item = F>) -> Self {
        self.options
            .fields
            .extend(fields.into_iter().map(Into::into));
        self
    }

    /// Whether custom fields are taken in search objects and returned. On from the start if a search
    /// object has one.
    #[must_use]
    pub fn with_custom_fields(mut self, enabled: bool) -> Self {
        self.options.switch(ENABLE_CUSTOM, enabled);
        self
    }

    /// Finds deleted records too, or only these.
    #[must_use]
    pub fn with_deleted(mut self, deleted: Deleted) -> Self {
        let options = &mut self.options;
        options.switch("deleted", deleted != Deleted::Excluded);
        options.switch("include_nondeleted", deleted == Deleted::Included);
        self
    }

    /// Leaves out the switches of users and companies, or asks for them.
    #[must_use]
    pub fn with_flags(mut self, flags: Flags) -> Self {
        let options = &mut self.options;
        options.switch("exclude_flags", flags == Flags::Excluded);
        options.switch("include_flags", flags == Flags::Included);
        self
    }

    /// Finds generic users, which are placeholders for planning. Whether people are found besides is
    /// told differently: the vendor's older guide and a connector say they are not.
    #[must_use]
    pub fn with_generic(mut self) -> Self {
        self.options.switch("generic", true);
        self
    }

    /// Finds only customers that have projects.
    #[must_use]
    pub fn with_project_only(mut self) -> Self {
        self.options.switch("with_project_only", true);
        self
    }

    /// Asks for `min_hours` and `max_hours` of timesheets, which the server calculates only if told.
    #[must_use]
    pub fn with_calculated_hours(mut self) -> Self {
        self.options.switch("calculate_hours", true);
        self
    }

    /// Makes the server forget what it remembers of filters. New with the release of October 2025; what
    /// exactly it does was not to be found.
    #[must_use]
    pub fn with_cleared_filter_cache(mut self) -> Self {
        self.options.switch("clear_filter_cache", true);
        self
    }

    /// Whether an empty field of a search object asks for nothing (`true`) or for records without a
    /// value there (`false`). The vendor does not document it; a client in production sends `false` to
    /// find empty fields, and that `true` is the opposite is our reading.
    #[must_use]
    pub fn with_empty_is_nil(mut self, empty_is_nil: bool) -> Self {
        let value = if empty_is_nil { "true" } else { "false" };
        self.options.set("empty_is_nil", value);
        self
    }

    /// Asks for exchange rates (`Currencyrate`) against this currency, three letters such as `EUR`.
    #[must_use]
    pub fn with_base_currency(mut self, currency: impl Into<String>) -> Self {
        self.options.set("base_currency", currency.into());
        self
    }

    /// Finds the entity tags (`Entitytag`) that hold on this day: those that begin before it and end
    /// after it.
    #[must_use]
    pub fn with_between_date(mut self, day: NaiveDate) -> Self {
        self.options.set("between_date", day.to_string());
        self
    }

    /// Finds the entity tags (`Entitytag`) that have neither a first nor a last day.
    #[must_use]
    pub fn without_between_date(mut self) -> Self {
        self.options.set("between_date", "0000-00-00");
        self
    }
}
