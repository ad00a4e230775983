//! The codes of the API.

use std::fmt;

/// A code of the API: 0 for success, else why a request was refused.
///
/// The vendor lists few of them, and the same code stands for many messages, which may be in the language of
/// the user. So a code is a number like any other, and those that are known have a [`meaning`](Self::meaning).
///
/// ```
/// use suiteprojects_connectors::zoho::{Code, Meaning};
///
/// assert_eq!(Code::DAILY_LIMIT.meaning(), Meaning::DailyLimit);
/// assert_eq!(Code::new(4711).meaning(), Meaning::Unknown);
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Code(i64);

/// What a code says.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Meaning {
    /// Success.
    Success,
    /// Too many requests in a minute; the organization is blocked for about that long.
    MinuteLimit,
    /// Too many requests in a day; there is nothing to do before the next.
    DailyLimit,
    /// Too many requests at once; a moment later there is room.
    ConcurrentLimit,
    /// The user, or the scope of the token, does not allow it, or the organization is another.
    NotAuthorized,
    /// What the request names does not exist: a task in its project, a project, an invoice.
    DoesNotExist,
    /// The timer of the time entry runs already.
    AlreadyTimed,
    /// The timer of the time entry runs, so it cannot be changed.
    BeingTimed,
    /// The body is no JSON, or JSON in another dress, such as a form.
    MalformedJson,
    /// An error inside the server. It does not say what was carried out.
    Internal,
    /// An amount is negative.
    NegativeAmount,
    /// The project has expenses.
    HasExpenses,
    /// Not listed by the vendor for time entries.
    Unknown,
}

/// Declares the codes: constant, number, meaning.
macro_rules! codes {
    ($($(#[$attribute:meta])* $name:ident = $number:literal, $meaning:ident;)+) => {
        impl Code {
            $($(#[$attribute])* pub const $name: Self = Self($number);)+

            /// What it says.
            pub const fn meaning(self) -> Meaning {
                match self.0 {
                    $($number => Meaning::$meaning,)+
                    _ => Meaning::Unknown,
                }
            }
        }
    };
}

codes! {
    /// Success.
    SUCCESS = 0, Success;
    /// Too many requests in a minute, by an account or an organization.
    MINUTE_LIMIT = 44, MinuteLimit;
    /// Too many requests in a day.
    DAILY_LIMIT = 45, DailyLimit;
    /// Not authorized.
    NOT_AUTHORIZED = 57, NotAuthorized;
    /// An error inside the server.
    INTERNAL = 1000, Internal;
    /// Something does not exist, such as the task in this project.
    DOES_NOT_EXIST = 1002, DoesNotExist;
    /// The body is no JSON.
    MALFORMED_JSON = 1038, MalformedJson;
    /// Too many requests at once.
    CONCURRENT_LIMIT = 1070, ConcurrentLimit;
    /// An amount is negative.
    NEGATIVE_AMOUNT = 20004, NegativeAmount;
    /// The time entry is being timed already.
    ALREADY_TIMED = 20050, AlreadyTimed;
    /// The time entry is being timed, so it cannot be edited.
    BEING_TIMED = 20054, BeingTimed;
    /// The project has expenses.
    HAS_EXPENSES = 20077, HasExpenses;
}

impl Code {
    /// The code with this number.
    pub const fn new(number: i64) -> Self {
        Self(number)
    }

    /// The number.
    pub const fn number(self) -> i64 {
        self.0
    }

    /// Whether it is one of the three limits.
    pub const fn is_limit(self) -> bool {
        matches!(
            self.meaning(),
            Meaning::MinuteLimit | Meaning::DailyLimit | Meaning::ConcurrentLimit
        )
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers as they stand in the vendor's pages.
    #[test]
    fn each_known_number_has_its_meaning() {
        for (number, meaning) in [
            (0, Meaning::Success),
            (44, Meaning::MinuteLimit),
            (45, Meaning::DailyLimit),
            (57, Meaning::NotAuthorized),
            (1000, Meaning::Internal),
            (1002, Meaning::DoesNotExist),
            (1038, Meaning::MalformedJson),
            (1070, Meaning::ConcurrentLimit),
            (20004, Meaning::NegativeAmount),
            (20050, Meaning::AlreadyTimed),
            (20054, Meaning::BeingTimed),
            (20077, Meaning::HasExpenses),
            (14, Meaning::Unknown),
            (-1, Meaning::Unknown),
        ] {
            assert_eq!(Code::new(number).meaning(), meaning, "{number}");
            assert_eq!(
                Code::new(number).is_limit(),
                [44, 45, 1070].contains(&number)
            );
        }
    }
}
