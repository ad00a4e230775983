//! How `decimal_hours`, `hours` and `minutes` combine into one duration.
//!
//! The rules stand on the vendor's Task page (field table and "Decimal time entry (hours)"), for
//! accounts that count in hours. With int(x) the integer part, frac(x) the decimal part of x:
//!
//! | given | result |
//! |---|---|
//! | hours | int(hours) h, frac(hours) × 60 min |
//! | hours, minutes | int(hours) h, frac(hours) × 60 + minutes min |
//! | `decimal_hours` | int(`decimal_hours`) h, frac(`decimal_hours`) × 60 min |
//! | `decimal_hours`, minutes | int(`decimal_hours`) h, minutes min; see [`DecimalHoursWithMinutes`] |
//! | `decimal_hours`, hours | int(hours) h, (frac(hours) + frac(`decimal_hours`)) × 60 min |
//! | all three | int(hours) h, frac(hours) × 60 + minutes min |
//! | minutes | minutes min (our reading: the page does not say) |
//!
//! Sixty minutes and more are carried into hours (our reading).

use std::fmt;

use rust_decimal::Decimal;

/// A duration in whole minutes. May be negative where the settings allow that.
///
/// ```
/// use suiteprojects::time::Duration;
///
/// let duration = Duration::from_minutes(90);
/// assert_eq!((duration.hours(), duration.minutes()), (1, 30));
/// assert_eq!(duration.to_string(), "1:30");
/// assert_eq!(Duration::from_minutes(-30).to_string(), "-0:30");
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Duration(i128);

impl Duration {
    /// No time at all.
    pub const ZERO: Self = Self(0);

    /// A duration of this many minutes.
    pub const fn from_minutes(minutes: i128) -> Self {
        Self(minutes)
    }

    /// All of it in minutes.
    pub const fn total_minutes(self) -> i128 {
        self.0
    }

    /// The full hours, towards zero; negative in a negative duration.
    pub const fn hours(self) -> i128 {
        self.0 / 60
    }

    /// The minutes beside the full hours, -59 to 59; never of another sign than the hours.
    pub const fn minutes(self) -> i128 {
        self.0 % 60
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The sign is printed apart, or -0:30 would lose it with its zero hours.
        let sign = if self.0 < 0 { "-" } else { "" };
        let minutes = self.0.unsigned_abs();
        write!(f, "{sign}{}:{:02}", minutes / 60, minutes % 60)
    }
}

/// Interpretation: what becomes of the decimal part of `decimal_hours` when `minutes` is sent too,
/// but not `hours`.
///
/// The vendor's page states twice that it is ignored, yet its own example (`5.5` with `6`, said to
/// be 5:36) adds it.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum DecimalHoursWithMinutes {
    /// As the rule says: `minutes` stands in its place, so 5.5 with 6 is 5:06.
    #[default]
    Override,
    /// As the example says: it is added, so 5.5 with 6 is 5:36.
    Add,
}

/// Interpretation: how a duration becomes whole minutes. The vendor's page does not say.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum MinuteRounding {
    /// To the nearest minute, half a minute away from zero.
    #[default]
    HalfUp,
    /// Towards zero.
    Down,
    /// Not at all: a duration that is not a whole number of minutes is an error.
    /// [`combine`] still answers with the nearest minute, and says that it is not exact.
    Exact,
}

/// The three duration fields of a time entry, each of them present or not.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub struct Parts {
    /// `decimal_hours`.
    pub decimal_hours: Option<Decimal>,
    /// `hours`, possibly with a decimal part.
    pub hours: Option<Decimal>,
    /// `minutes`, a whole number of at most [`MAXIMUM_DIGITS`](super::decimal::MAXIMUM_DIGITS)
    /// digits.
    pub minutes: Option<i128>,
}

/// A part of `decimal_hours` that the rules of combination drop although it is not zero.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum IgnoredPart {
    /// The integer part, because `hours` is given.
    Integer,
    /// The decimal part, because `minutes` is given.
    Fraction,
    /// All of it, because `hours` and `minutes` are given.
    Whole,
}

/// What [`combine`] makes of the three fields.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Combination {
    /// The duration, carried and rounded to the minute.
    pub duration: Duration,
    /// What was not used of `decimal_hours`, if that was not zero.
    pub ignored: Option<IgnoredPart>,
    /// The unrounded sum in minutes if it is not a whole number; decimal places beyond what a
    /// decimal can hold beside the integer part are cut.
    pub unrounded_minutes: Option<Decimal>,
    /// Whether another [`DecimalHoursWithMinutes`] gives another result.
    pub ambiguous: bool,
}

/// Minutes in units of 1 / `UNIT`, so that sixty times any decimal part is a whole number of them.
const UNIT: i128 = 10_i128.pow(Decimal::MAX_SCALE);

/// Combines the fields by the table at the top of this module; `None` if none of them is given.
///
/// The function is total: every combination of values that [`Parts`] can hold has a result. It is exact
/// for all numbers that this crate reads, and saturates beyond.
///
/// ```
/// use suiteprojects::time::duration::{combine, DecimalHoursWithMinutes, MinuteRounding, Parts};
///
/// let parts = Parts { hours: Some("5.5".parse()?), minutes: Some(6), ..Parts::default() };
/// let combined = combine(parts, DecimalHoursWithMinutes::Override, MinuteRounding::HalfUp);
/// assert_eq!(combined.map(|combined| combined.duration.to_string()).as_deref(), Some("5:36"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn combine(
    parts: Parts,
    decimal_hours_with_minutes: DecimalHoursWithMinutes,
    rounding: MinuteRounding,
) -> Option<Combination> {
    let decimal_hours = parts.decimal_hours.map(Split::of);
    let hours = parts.hours.map(Split::of);
    let minutes = parts.minutes.unwrap_or(0);
    let adds = decimal_hours_with_minutes == DecimalHoursWithMinutes::Add;
    let (integer, fraction, ignored) = match (decimal_hours, hours, parts.minutes) {
        (None, None, None) => return None,
        (None, None, Some(_)) => (0, 0, None),
        (None, Some(h), _) => (h.integer, h.fraction, None),
        (Some(d), None, None) => (d.integer, d.fraction, None),
        (Some(d), None, Some(_)) if adds => (d.integer, d.fraction, None),
        (Some(d), None, Some(_)) => (
            d.integer,
            0,
            (d.fraction != 0).then_some(IgnoredPart::Fraction),
        ),
        (Some(d), Some(h), None) => (
            h.integer,
            h.fraction + d.fraction,
            (d.integer != 0).then_some(IgnoredPart::Integer),
        ),
        (Some(d), Some(h), Some(_)) => {
            let sent = d.integer != 0 || d.fraction != 0;
            (h.integer, h.fraction, sent.then_some(IgnoredPart::Whole))
        }
    };
    let ambiguous = hours.is_none()
        && parts.minutes.is_some()
        && decimal_hours.is_some_and(|decimal_hours| decimal_hours.fraction != 0);
    // Floor and rest, so that minutes and a decimal part of different sign add up correctly.
    let sixtieths = fraction * 60;
    let floor = (integer * 60)
        .saturating_add(minutes)
        .saturating_add(sixtieths.div_euclid(UNIT));
    let rest = sixtieths.rem_euclid(UNIT);
    let unrounded_minutes = (rest != 0).then(|| unrounded(floor, rest));
    Some(Combination {
        duration: Duration(round(floor, rest, rounding)),
        ignored,
        unrounded_minutes,
        ambiguous,
    })
}

/// Whole minutes for `floor` + `rest` / [`UNIT`] minutes.
fn round(floor: i128, rest: i128, rounding: MinuteRounding) -> i128 {
    let negative = floor < 0;
    let up = match rounding {
        MinuteRounding::Down => negative && rest > 0,
        // Half a minute goes away from zero, which for a negative sum is the floor.
        MinuteRounding::HalfUp | MinuteRounding::Exact if negative => rest * 2 > UNIT,
        MinuteRounding::HalfUp | MinuteRounding::Exact => rest * 2 >= UNIT,
    };
    floor.saturating_add(i128::from(up))
}

#[cold]
fn unrounded(floor: i128, rest: i128) -> Decimal {
    let whole = Decimal::try_from_i128_with_scale(floor, 0).unwrap_or(Decimal::MAX);
    let rest = Decimal::try_from_i128_with_scale(rest, Decimal::MAX_SCALE).unwrap_or_default();
    whole.checked_add(rest).unwrap_or(whole).normalize()
}

/// A number of hours as its integer part and its decimal part in units of 1 / [`UNIT`], both with
/// the sign of the number.
#[derive(Clone, Copy)]
struct Split {
    integer: i128,
    fraction: i128,
}

impl Split {
    fn of(number: Decimal) -> Self {
        // A scale is at most `Decimal::MAX_SCALE`, so neither power overflows.
        let unit = 10_i128.pow(number.scale());
        let mantissa = number.mantissa();
        Self {
            integer: mantissa / unit,
            fraction: mantissa % unit * (UNIT / unit),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use insta::assert_snapshot;
    use proptest::prelude::*;

    use super::*;

    fn decimal(text: &str) -> Option<Decimal> {
        (!text.is_empty()).then(|| text.parse().unwrap())
    }

    fn parts(decimal_hours: &str, hours: &str, minutes: &str) -> Parts {
        Parts {
            decimal_hours: decimal(decimal_hours),
            hours: decimal(hours),
            minutes: (!minutes.is_empty()).then(|| minutes.parse().unwrap()),
        }
    }

    #[test]
    fn the_examples_of_the_vendor_page() {
        // Expected values: the vendor's Task page, but for (5.5, -, 6), where the page's rule and
        // its example disagree; validation rules, section 4, follow the rule.
        for (d, h, m, expected) in [
            ("5.5", "", "", "5:30"),
            ("", "5.5", "", "5:30"),
            ("", "5.5", "6", "5:36"),
            ("5.5", "", "6", "5:06"),
            ("5.5", "2.1", "", "2:36"),
            ("5.5", "2.1", "20", "2:26"),
        ] {
            let combined = combine(
                parts(d, h, m),
                DecimalHoursWithMinutes::default(),
                MinuteRounding::default(),
            );
            assert_eq!(
                combined.unwrap().duration.to_string(),
                expected,
                "{d} {h} {m}"
            );
        }
    }

    /// Every presence of the three fields under every interpretation, on values chosen so that each
    /// part shows in the result.
    #[test]
    fn truth_table() {
        let mut table = String::new();
        for (name, fraction) in [
            ("override", DecimalHoursWithMinutes::Override),
            ("add", DecimalHoursWithMinutes::Add),
        ] {
            for rounding in [
                MinuteRounding::HalfUp,
                MinuteRounding::Down,
                MinuteRounding::Exact,
            ] {
                writeln!(table, "{name}, {rounding:?}").unwrap();
                for (d, h, m) in [
                    ("", "", ""),
                    ("", "", "20"),
                    ("", "2.11", ""),
                    ("", "2.11", "20"),
                    ("5.51", "", ""),
                    ("5.51", "", "20"),
                    ("5.51", "2.11", ""),
                    ("5.51", "2.11", "20"),
                ] {
                    let result = match combine(parts(d, h, m), fraction, rounding) {
                        None => "no duration".to_owned(),
                        Some(combined) => {
                            let mut text = combined.duration.to_string();
                            if let Some(minutes) = combined.unrounded_minutes {
                                write!(text, "  of {minutes} min").unwrap();
                            }
                            if let Some(ignored) = combined.ignored {
                                write!(text, "  ignores {ignored:?}").unwrap();
                            }
                            if combined.ambiguous {
                                text += "  ambiguous";
                            }
                            text
                        }
                    };
                    writeln!(table, "  D {d:>4}  H {h:>4}  M {m:>2}  ->  {result}").unwrap();
                }
            }
        }
        assert_snapshot!("truth_table", table);
    }

    #[test]
    fn signs_and_extremes() {
        let combine = |d, h, m| {
            let combined = super::combine(
                parts(d, h, m),
                DecimalHoursWithMinutes::default(),
                MinuteRounding::default(),
            );
            combined.unwrap().duration.to_string()
        };
        // Worked by hand from the table.
        assert_eq!(combine("", "-0.5", ""), "-0:30");
        assert_eq!(combine("-0.5", "0", ""), "-0:30");
        assert_eq!(combine("", "1", "-30"), "0:30");
        assert_eq!(combine("", "-0.005", "5"), "0:05"); // 4.7 minutes
        assert_eq!(combine("", "0.005", "-5"), "-0:05"); // -4.7 minutes
        assert_eq!(combine("", "0.025", ""), "0:02"); // 1.5 minutes
        assert_eq!(combine("", "-0.025", ""), "-0:02"); // -1.5 minutes
        assert_eq!(combine("0.7", "1.6", ""), "2:18");
        let nines = "9".repeat(28);
        assert_eq!(
            combine("", &nines, &nines),
            "10166666666666666666666666665:39"
        );
    }

    /// The plain version: fractions with a common denominator, one case after the other.
    #[allow(clippy::match_same_arms, reason = "the arms are the rows of the table")]
    fn oracle(parts: Parts, add: bool, rounding: MinuteRounding) -> Option<i128> {
        // Minutes times 10^6, for numbers with at most six decimal places.
        const MILLIONTH: i128 = 1_000_000;
        let scaled = |number: Decimal| number.mantissa() * 10_i128.pow(6 - number.scale());
        let int = |number: Decimal| scaled(number) / MILLIONTH * MILLIONTH;
        let frac = |number: Decimal| scaled(number) - int(number);
        let hours_and_minutes = match (parts.decimal_hours, parts.hours, parts.minutes) {
            (None, None, None) => return None,
            (None, None, Some(m)) => (0, m * MILLIONTH),
            (None, Some(h), None) => (int(h), frac(h) * 60),
            (None, Some(h), Some(m)) => (int(h), frac(h) * 60 + m * MILLIONTH),
            (Some(d), None, None) => (int(d), frac(d) * 60),
            (Some(d), None, Some(m)) if add => (int(d), frac(d) * 60 + m * MILLIONTH),
            (Some(d), None, Some(m)) => (int(d), m * MILLIONTH),
            (Some(d), Some(h), None) => (int(h), (frac(h) + frac(d)) * 60),
            (Some(_), Some(h), Some(m)) => (int(h), frac(h) * 60 + m * MILLIONTH),
        };
        let exact = hours_and_minutes.0 * 60 + hours_and_minutes.1;
        let (size, sign) = (exact.abs(), exact.signum());
        let down = size / MILLIONTH;
        let half = size % MILLIONTH >= MILLIONTH / 2;
        Some(
            sign * if rounding == MinuteRounding::Down {
                down
            } else {
                down + i128::from(half)
            },
        )
    }

    fn hours() -> impl Strategy<Value = Option<Decimal>> {
        let number = (-30_000_000_i128..30_000_000, 0_u32..=6)
            .prop_map(|(mantissa, scale)| Decimal::from_i128_with_scale(mantissa, scale));
        proptest::option::of(number)
    }

    proptest! {
        #[test]
        fn agrees_with_the_oracle(
            decimal_hours in hours(),
            hours in hours(),
            minutes in proptest::option::of(-2000_i128..2000),
            add: bool,
            rounding in prop_oneof![Just(MinuteRounding::HalfUp), Just(MinuteRounding::Down), Just(MinuteRounding::Exact)],
        ) {
            let parts = Parts { decimal_hours, hours, minutes };
            let fraction = if add { DecimalHoursWithMinutes::Add } else { DecimalHoursWithMinutes::Override };
            let combined = combine(parts, fraction, rounding);
            prop_assert_eq!(combined.map(|c| c.duration.total_minutes()), oracle(parts, add, rounding));
            if let Some(combined) = combined {
                let rest = combined.unrounded_minutes.map(|exact| exact - Decimal::from_i128_with_scale(combined.duration.total_minutes(), 0));
                prop_assert!(rest.is_none_or(|rest| !rest.is_zero() && rest.abs() < Decimal::ONE));
                let other = combine(parts, if add { DecimalHoursWithMinutes::Override } else { DecimalHoursWithMinutes::Add }, rounding);
                prop_assert!(combined.ambiguous || other.map(|c| c.duration) == Some(combined.duration));
            }
        }

        /// Nothing overflows, whatever 28-digit numbers are sent.
        #[test]
        fn is_total(d: Option<i128>, h: Option<i128>, minutes: Option<i128>, scale in 0_u32..=28) {
            let limit = 10_i128.pow(28);
            let number = |mantissa: i128| Decimal::from_i128_with_scale(mantissa % limit, scale);
            let parts = Parts { decimal_hours: d.map(number), hours: h.map(number), minutes };
            let combined = combine(parts, DecimalHoursWithMinutes::Add, MinuteRounding::HalfUp);
            prop_assert_eq!(combined.is_some(), parts != Parts::default());
        }

        #[test]
        fn hours_and_minutes_add_up(minutes in any::<i64>()) {
            let duration = Duration::from_minutes(minutes.into());
            prop_assert_eq!(duration.hours() * 60 + duration.minutes(), i128::from(minutes));
            let parts = Parts { decimal_hours: None, hours: Some(Decimal::from_i128_with_scale(duration.hours(), 0)), minutes: Some(duration.minutes()) };
            let again = combine(parts, DecimalHoursWithMinutes::Override, MinuteRounding::Exact).unwrap();
            prop_assert_eq!((again.duration, again.unrounded_minutes), (duration, None));
        }
    }
}
