//! The rules, one file each, and the list of them.
//!
//! A file holds the explanation of the rule (the doc comment of its type, in a fixed form), the
//! parameters and texts of its findings, an entry that fails and one that passes, and the check.

/// What every rule needs.
mod prelude {
    pub(super) use crate::error_code::ErrorCode;
    pub(super) use crate::task::{Field, FieldName, Value};
    pub(super) use crate::validate::facts::{DurationFacts, Facts, Read};
    pub(super) use crate::validate::finding::{Missing, Report};
    pub(super) use crate::validate::reference::Knowledge;
    pub(super) use crate::validate::rule::{Command, Example, Severity, found, rule};
}

use super::facts::Facts;
use super::finding::Report;
use super::index::EntryIndex;
use super::rule::{Parameter, Rule};

macro_rules! rules {
    (
        each_entry { $($module:ident::$name:ident,)* }
        between_entries { $($compare_module:ident::$compare_name:ident,)* }
        once { $($once_module:ident::$once_name:ident,)* }
    ) => {
        $(mod $module; pub use $module::$name;)*
        $(mod $compare_module; pub use $compare_module::$compare_name;)*
        $(mod $once_module; pub use $once_module::$once_name;)*

        /// The place of each rule in [`ALL`].
        pub(super) enum Index { $($name,)* $($compare_name,)* $($once_name,)* }

        pub(super) static ALL: &[&Rule] =
            &[$($name::RULE,)* $($compare_name::RULE,)* $($once_name::RULE,)*];

        /// How many rules there are.
        pub(super) const COUNT: usize = ALL.len();

        /// What a rule found fault with, and its parameters. One variant for each rule.
        #[derive(Clone, Debug, Eq, PartialEq)]
        #[non_exhaustive]
        pub enum Problem {
            $(#[doc = concat!("See [`", stringify!($name), "`].")] $name($name),)*
            $(#[doc = concat!("See [`", stringify!($compare_name), "`].")] $compare_name($compare_name),)*
            $(#[doc = concat!("See [`", stringify!($once_name), "`].")] $once_name($once_name),)*
        }

        rules!(@problem $($name,)* $($compare_name,)* $($once_name,)*);

        /// Checks an entry by itself.
        pub(super) fn check(facts: &Facts<'_>, report: &mut Report) {
            $($module::check(facts, report);)*
        }

        /// Compares an entry with the earlier ones of its run.
        pub(super) fn compare(facts: &Facts<'_>, index: &mut EntryIndex, report: &mut Report) {
            $($compare_module::compare(facts, index, report);)*
        }
    };
    (@problem $($name:ident,)*) => {
        impl Problem {
            /// The rule that found it.
            pub const fn rule(&self) -> &'static Rule {
                match self { $(Self::$name(_) => $name::RULE,)* }
            }

            pub(super) fn write_message(
                &self,
                field: &str,
                f: &mut std::fmt::Formatter<'_>,
            ) -> std::fmt::Result {
                match self { $(Self::$name(problem) => problem.write_message(field, f),)* }
            }

            pub(super) fn help(&self) -> std::borrow::Cow<'static, str> {
                match self { $(Self::$name(problem) => problem.help(),)* }
            }

            pub(super) fn visit_parameters(&self, visit: &mut dyn FnMut(&'static str, Parameter<'_>)) {
                match self { $(Self::$name(problem) => problem.visit_parameters(visit),)* }
            }
        }

        $(impl From<$name> for Problem {
            fn from(problem: $name) -> Self {
                Self::$name(problem)
            }
        })*
    };
}

// The order is that in which the server is expected to answer (our reading; the vendor's page does
// not promise one): the report's expected code depends on it. Rules without a code follow, errors
// before warnings.
rules! {
    each_entry {
        unknown_field::UnknownField,
        id_required::IdRequired,
        accepted_by_signer::AcceptedBySigner,
        timesheet_unknown::TimesheetUnknown,
        timesheet_not_editable::TimesheetNotEditable,
        date_required::DateRequired,
        date_format::DateFormat,
        user_required::UserRequired,
        user_not_usable::UserNotUsable,
        project_unknown::ProjectUnknown,
        project_task_unknown::ProjectTaskUnknown,
        project_task_of_other_project::ProjectTaskOfOtherProject,
        project_task_type_mismatch::ProjectTaskTypeMismatch,
        times_disabled::TimesDisabled,
        time_format::TimeFormat,
        start_not_before_end::StartNotBeforeEnd,
        days_with_decimal_hours::DaysWithDecimalHours,
        duration_required::DurationRequired,
        duration_mismatch::DurationMismatch,
        sub_minute_mismatch::SubMinuteMismatch,
        stored_times::StoredTimes,
        date_outside_project_task::DateOutsideProjectTask,
        illegal_character::IllegalCharacter,
        id_format::IdFormat,
        number_format::NumberFormat,
        accounting_date_format::AccountingDateFormat,
        timesheet_changed::TimesheetChanged,
        negative_duration::NegativeDuration,
        fraction_of_day::FractionOfDay,
        minute_rounding::MinuteRounding,
        decimal_hours_with_minutes::DecimalHoursWithMinutes,
        decimal_hours_ignored::DecimalHoursIgnored,
        minutes_carried::MinutesCarried,
        partial_duration::PartialDuration,
        duration_cleared::DurationCleared,
        midnight::Midnight,
        one_sided_times::OneSidedTimes,
        project_task_dates::ProjectTaskDates,
        timesheet_rejected::TimesheetRejected,
        customer_differs::CustomerDiffers,
        read_only_field::ReadOnlyField,
        server_set_field::ServerSetField,
        long_entry::LongEntry,
    }
    between_entries {
        duplicate_entry::DuplicateEntry,
        overlapping_entries::OverlappingEntries,
        long_day::LongDay,
    }
    once {
        days_and_times::DaysAndTimes,
    }
}
