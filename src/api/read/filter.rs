//! The filters of a Read.

use crate::api::CommandError;
use crate::record::Moment;
use crate::text::shortened;

macro_rules! filters {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal,)+) => {
        /// A condition on the records of a Read, beside its method.
        ///
        /// A date filter carries its date and its field, so that there is a date for each (the server
        /// refuses anything else with 871). That several filters narrow each other down is our reading.
        ///
        /// ```
        /// use chrono::NaiveDate;
        /// use suiteprojects::api::Filter;
        ///
        /// let first = NaiveDate::from_ymd_opt(2026, 1, 1).ok_or("no such day")?;
        /// let since = Filter::newer_than("date", first);
        /// assert_eq!(since.name(), "newer-than");
        /// assert_eq!(Filter::named("open-timesheets")?, Filter::OpenTimesheets);
        /// assert!(Filter::named("older-than").is_err(), "a date is missing");
        /// # Ok::<(), Box<dyn std::error::Error>>(())
        /// ```
        #[derive(Clone, Debug, Eq, Hash, PartialEq)]
        #[non_exhaustive]
        pub enum Filter {
            /// A date field compared with a date.
            Date(DateFilter),
            $($(#[doc = $doc])+ $variant,)+
            /// A filter without a date that is not in this list.
            Other(OtherFilter),
        }

        impl Filter {
            /// The filters without a date that are known.
            const KNOWN: &[Self] = &[$(Self::$variant),+];

            /// The name on the wire, such as `newer-than`.
            pub fn name(&self) -> &str {
                match self {
                    Self::Date(filter) => filter.relation.as_str(),
                    $(Self::$variant => $name,)+
                    Self::Other(OtherFilter(name)) => name,
                }
            }
        }
    };
}

filters! {
    /// Records that belong to an open envelope.
    OpenEnvelopes = "open-envelopes",
    /// Records that belong to an approved envelope.
    ApprovedEnvelopes = "approved-envelopes",
    /// Records that belong to a rejected envelope.
    RejectedEnvelopes = "rejected-envelopes",
    /// Records that belong to a submitted envelope.
    SubmittedEnvelopes = "submitted-envelopes",
    /// Envelopes with a balance that is not zero.
    NonreimbursedEnvelopes = "nonreimbursed-envelopes",
    /// Envelopes that can be reimbursed.
    ReimbursableEnvelopes = "reimbursable-envelopes",
    /// Records that belong to an open slip.
    OpenSlips = "open-slips",
    /// Records that belong to an approved slip.
    ApprovedSlips = "approved-slips",
    /// Records that belong to an open timesheet.
    OpenTimesheets = "open-timesheets",
    /// Records that belong to an approved timesheet.
    ApprovedTimesheets = "approved-timesheets",
    /// Records that belong to a rejected timesheet.
    RejectedTimesheets = "rejected-timesheets",
    /// Records that belong to a submitted timesheet.
    SubmittedTimesheets = "submitted-timesheets",
    /// Records that were not marked as exported.
    NotExported = "not-exported",
    /// Revenue recognition transactions of approved containers.
    ApprovedRevenueRecognitionTransactions = "approved-revenue-recognition-transactions",
}

impl Filter {
    /// Records whose `field` is later than the moment. That one at the very moment is not among
    /// them is our reading: a client in production asks for the day before to have it included.
    pub fn newer_than(field: impl Into<String>, moment: impl Into<Moment>) -> Self {
        DateFilter::new(DateRelation::NewerThan, field, moment).into()
    }

    /// Records whose `field` is earlier than the moment; for the very moment see
    /// [`newer_than`](Self::newer_than).
    pub fn older_than(field: impl Into<String>, moment: impl Into<Moment>) -> Self {
        DateFilter::new(DateRelation::OlderThan, field, moment).into()
    }

    /// Records whose `field` is this day or moment.
    pub fn date_equal_to(field: impl Into<String>, moment: impl Into<Moment>) -> Self {
        DateFilter::new(DateRelation::EqualTo, field, moment).into()
    }

    /// Records whose `field` is not this day or moment.
    pub fn date_not_equal_to(field: impl Into<String>, moment: impl Into<Moment>) -> Self {
        DateFilter::new(DateRelation::NotEqualTo, field, moment).into()
    }

    /// The filter of this name, known or not.
    ///
    /// # Errors
    ///
    /// [`CommandError`] if it is a date filter, which needs a date, or no name of a filter.
    pub fn named(name: &str) -> Result<Self, CommandError> {
        let error = |expected| CommandError::Filter {
            found: shortened(name).into(),
            expected,
        };
        if DateRelation::ALL
            .iter()
            .any(|relation| relation.as_str() == name)
        {
            return Err(error("a date with it"));
        }
        if let Some(filter) = Self::KNOWN.iter().find(|filter| filter.name() == name) {
            return Ok(filter.clone());
        }
        // A comma would make it two filters.
        let is_name = name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        if name.is_empty() || !is_name {
            return Err(error("letters, digits and hyphens"));
        }
        Ok(Self::Other(OtherFilter(name.to_owned())))
    }
}

/// A date field compared with a date.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct DateFilter {
    relation: DateRelation,
    field: String,
    moment: Moment,
}

impl DateFilter {
    /// Compares a date field, such as `updated`, with a day or moment.
    pub fn new(
        relation: DateRelation,
        field: impl Into<String>,
        moment: impl Into<Moment>,
    ) -> Self {
        Self {
            relation,
            field: field.into(),
            moment: moment.into(),
        }
    }

    /// How the field is compared.
    pub const fn relation(&self) -> DateRelation {
        self.relation
    }

    /// The field that is compared.
    pub fn field(&self) -> &str {
        &self.field
    }

    /// What the field is compared with.
    pub const fn moment(&self) -> Moment {
        self.moment
    }
}

impl From<DateFilter> for Filter {
    fn from(filter: DateFilter) -> Self {
        Self::Date(filter)
    }
}

/// How a date field is compared.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum DateRelation {
    /// `newer-than`: the field is later, see [`Filter::newer_than`].
    NewerThan,
    /// `older-than`: the field is earlier.
    OlderThan,
    /// `date-equal-to`: the field is the same.
    EqualTo,
    /// `date-not-equal-to`: the field is not the same.
    NotEqualTo,
}

impl DateRelation {
    /// Every relation.
    pub const ALL: &[Self] = &[
        Self::NewerThan,
        Self::OlderThan,
        Self::EqualTo,
        Self::NotEqualTo,
    ];

    /// The name of the filter.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NewerThan => "newer-than",
            Self::OlderThan => "older-than",
            Self::EqualTo => "date-equal-to",
            Self::NotEqualTo => "date-not-equal-to",
        }
    }
}

/// The name of a filter that is not known here, made by [`Filter::named`].
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct OtherFilter(String);
