//! What the account has switched on, and how undocumented points are read.

use std::fmt;

use thiserror::Error;

use crate::time::{DecimalHoursWithMinutes, MinuteRounding};

/// Whether a doubtful point is reported as a warning or as an error.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Strictness {
    /// The entry stays valid.
    #[default]
    Warn,
    /// The entry is invalid.
    Error,
}

/// Which dates of a project task bound its time entries.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum TaskDateRange {
    /// `calculated_starts` to `calculated_finishes`.
    #[default]
    Calculated,
    /// `starts` to `fnlt_date`.
    Scheduled,
}

/// What a Modify with `hours` alone or `minutes` alone does to the other part.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum PartialDuration {
    /// The stored part stays.
    #[default]
    Keep,
    /// The other part becomes zero.
    Zero,
}

/// An on-off switch, so that interpretations of every type read the same in the table.
type Switch = bool;

/// The type of an interpretation: its values and their names.
trait Choice: Copy + PartialEq + Sized + 'static {
    const VALUES: &'static [(&'static str, Self)];

    fn name(self) -> &'static str {
        Self::VALUES
            .iter()
            .find(|(_, value)| *value == self)
            .map_or("", |(name, _)| name)
    }

    fn from_name(text: &str) -> Option<Self> {
        Self::VALUES
            .iter()
            .find(|(name, _)| *name == text)
            .map(|(_, value)| *value)
    }
}

impl Choice for DecimalHoursWithMinutes {
    const VALUES: &'static [(&'static str, Self)] =
        &[("override", Self::Override), ("add", Self::Add)];
}

impl Choice for MinuteRounding {
    const VALUES: &'static [(&'static str, Self)] = &[
        ("half-up", Self::HalfUp),
        ("down", Self::Down),
        ("exact", Self::Exact),
    ];
}

impl Choice for Strictness {
    const VALUES: &'static [(&'static str, Self)] = &[("warn", Self::Warn), ("error", Self::Error)];
}

impl Choice for Switch {
    const VALUES: &'static [(&'static str, Self)] = &[("false", false), ("true", true)];
}

impl Choice for TaskDateRange {
    const VALUES: &'static [(&'static str, Self)] = &[
        ("calculated", Self::Calculated),
        ("scheduled", Self::Scheduled),
    ];
}

impl Choice for PartialDuration {
    const VALUES: &'static [(&'static str, Self)] = &[("keep", Self::Keep), ("zero", Self::Zero)];
}

macro_rules! settings {
    (
        account { $($setting:ident, $setting_type:ty; $setting_doc:literal;)* }
        interpretations { $($variant:ident $interpretation:ident, $type:ty; $doc:literal;)* }
    ) => {
        /// The settings of an account that decide what its server accepts, and the
        /// [`Interpretation`]s.
        ///
        /// The default is every account setting off and every interpretation at its default.
        ///
        /// ```
        /// use suiteprojects::validate::Settings;
        ///
        /// let mut settings = Settings::default();
        /// settings.start_end_times = true;
        /// settings.set("minute_rounding", "exact")?;
        /// # Ok::<(), suiteprojects::validate::SettingError>(())
        /// ```
        #[derive(Clone, Debug, Default, Eq, PartialEq)]
        #[non_exhaustive]
        pub struct Settings {
            $(#[doc = $setting_doc] pub $setting: $setting_type,)*
            $(#[doc = $doc] pub $interpretation: $type,)*
        }

        /// A point that the vendor's pages leave open or contradict themselves on, and that is read
        /// in a way that can be switched. A report says so whenever a verdict depended on one.
        #[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
        #[non_exhaustive]
        pub enum Interpretation {
            $(#[doc = $doc] $variant,)*
        }

        impl Interpretation {
            /// Every interpretation.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name, which is its key in a settings file.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => stringify!($interpretation),)* }
            }

            /// The names of its values, the default first.
            pub fn values(self) -> Vec<&'static str> {
                match self { $(Self::$variant => names::<$type>(),)* }
            }

            /// What it decides.
            pub const fn description(self) -> &'static str {
                match self { $(Self::$variant => $doc,)* }
            }
        }

        impl Settings {
            /// Every key, account settings first, each with the names of its values (the default
            /// first) and what it means.
            pub fn keys() -> Vec<(&'static str, Vec<&'static str>, &'static str)> {
                vec![
                    $((stringify!($setting), names::<$setting_type>(), $setting_doc),)*
                    $((stringify!($interpretation), names::<$type>(), $doc),)*
                ]
            }

            /// The name of the value of a key.
            pub fn get(&self, key: &str) -> Option<&'static str> {
                match key {
                    $(stringify!($setting) => Some(self.$setting.name()),)*
                    $(stringify!($interpretation) => Some(self.$interpretation.name()),)*
                    _ => None,
                }
            }

            /// Sets a key to the value of this name.
            ///
            /// # Errors
            ///
            /// [`SettingError`] if the key or the value does not exist.
            pub fn set(&mut self, key: &str, value: &str) -> Result<(), SettingError> {
                match key {
                    $(stringify!($setting) => choose(&mut self.$setting, key, value),)*
                    $(stringify!($interpretation) => choose(&mut self.$interpretation, key, value),)*
                    _ => Err(SettingError::Key { key: key.to_owned() }),
                }
            }
        }
    };
}

fn names<T: Choice>() -> Vec<&'static str> {
    T::VALUES.iter().map(|(name, _)| *name).collect()
}

fn choose<T: Choice>(setting: &mut T, key: &str, value: &str) -> Result<(), SettingError> {
    *setting = T::from_name(value).ok_or_else(|| SettingError::Value {
        key: key.to_owned(),
        value: value.to_owned(),
        expected: names::<T>().join(", "),
    })?;
    Ok(())
}

settings! {
    account {
        start_end_times, Switch;
            "Start and end times may be entered on timesheets. Off: sending one is refused with 1406.";
        days_instead_of_hours, Switch;
            "All time entries count in days instead of hours.";
        restrict_to_task_dates, Switch;
            "Time may only be booked within the dates of the project task. On: other days are refused with 888.";
        signers, Switch;
            "Entries are signed off; an accepted entry cannot be changed.";
        rate_at_entry_date, Switch;
            "Loaded costs use the exchange rate of the entry's date. Says how read values came about; checks nothing.";
    }
    interpretations {
        DecimalHoursWithMinutes decimal_hours_with_minutes, DecimalHoursWithMinutes;
            "Whether `minutes` replaces the decimal part of `decimal_hours` (the vendor's rule) or is added to it (the vendor's example).";
        MinuteRounding minute_rounding, MinuteRounding;
            "How a duration that is not a whole number of minutes becomes one.";
        SubMinuteMismatch sub_minute_mismatch, Strictness;
            "Whether a period with seconds that is less than a minute away from the duration is an error.";
        AllowNegative allow_negative, Switch;
            "Whether negative durations are accepted.";
        OneSidedTimes one_sided_times, Strictness;
            "Whether a start time without an end time, or the reverse, is an error.";
        TaskDateRange task_date_range, TaskDateRange;
            "Which dates of the project task count: `calculated_starts` to `calculated_finishes`, or `starts` to `fnlt_date`.";
        ModifyPartialDuration modify_partial_duration, PartialDuration;
            "Whether a Modify with `hours` alone or `minutes` alone keeps the other stored part or makes it zero.";
    }
}

impl fmt::Display for Interpretation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A key or value that [`Settings`] does not have.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[non_exhaustive]
pub enum SettingError {
    /// No such key.
    #[error("there is no setting `{key}`")]
    #[non_exhaustive]
    Key {
        /// The key found.
        key: String,
    },
    /// No such value.
    #[error("the setting `{key}` is `{value}`, expected one of: {expected}")]
    #[non_exhaustive]
    Value {
        /// The key.
        key: String,
        /// The value found.
        value: String,
        /// The names of the values there are.
        expected: String,
    },
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    #[test]
    fn every_key_has_a_default_and_takes_each_of_its_values() {
        let mut listing = String::new();
        for (key, values, _) in Settings::keys() {
            let mut settings = Settings::default();
            assert_eq!(
                settings.get(key),
                values.first().copied(),
                "the default of {key} comes first"
            );
            for value in &values {
                settings.set(key, value).unwrap();
                assert_eq!(settings.get(key), Some(*value));
            }
            listing += &format!("{key} = {}\n", values.join(" | "));
        }
        // Names and defaults: validation rules, sections 2 and 6.
        assert_snapshot!(listing, @"
        start_end_times = false | true
        days_instead_of_hours = false | true
        restrict_to_task_dates = false | true
        signers = false | true
        rate_at_entry_date = false | true
        decimal_hours_with_minutes = override | add
        minute_rounding = half-up | down | exact
        sub_minute_mismatch = warn | error
        allow_negative = false | true
        one_sided_times = warn | error
        task_date_range = calculated | scheduled
        modify_partial_duration = keep | zero
        ");
    }

    #[test]
    fn errors() {
        let mut settings = Settings::default();
        assert_snapshot!(settings.set("start_times", "true").unwrap_err(), @"there is no setting `start_times`");
        assert_snapshot!(settings.set("minute_rounding", "up").unwrap_err(), @"the setting `minute_rounding` is `up`, expected one of: half-up, down, exact");
    }
}
