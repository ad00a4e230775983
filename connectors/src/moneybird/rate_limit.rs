//! What the server says about how many requests it still takes.

use std::time::Duration;

/// What an answer says about how many requests the server still takes: 150 in five minutes from one
/// address, all programs there together.
///
/// The names of the headers do not say what is in them. As seen in live answers, `RateLimit-Remaining` is no
/// number of requests but the seconds until the count begins anew; the number that is left is in
/// `RateLimit-RequestsRemaining`, which is not documented. `Retry-After` is a moment in the vendor's
/// description and seconds in the standard: a number above 100,000 counts as a moment, in seconds since
/// 1970. This reading is ours.
///
/// ```
/// use std::time::Duration;
/// use suiteprojects_connectors::moneybird::RateLimit;
///
/// let headers = [("ratelimit-limit", "150"), ("ratelimit-remaining", "160"), ("ratelimit-reset", "1786109100"),
///     ("ratelimit-requestsremaining", "143")];
/// let find = |name: &str| headers.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
/// let limit = RateLimit::read(find, 1_786_108_940);
/// assert_eq!(limit.requests_left, Some(143));
/// assert_eq!(limit.resets_in, Some(Duration::from_secs(160)));
/// assert_eq!(limit.wait(), None);
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct RateLimit {
    /// How many requests there are for each span of time.
    pub limit: Option<u32>,
    /// How many of them are left.
    pub requests_left: Option<u32>,
    /// How long until they are counted anew.
    pub resets_in: Option<Duration>,
    /// How long the server asks to wait, if it refused the request.
    pub retry_after: Option<Duration>,
}

/// A greater number of seconds is a moment.
const GREATEST_SPAN: i64 = 100_000;

impl RateLimit {
    /// Reads the headers of an answer, by their names in small letters. The clock, in seconds since 1970,
    /// is that of the server if it tells the time, and otherwise the own.
    pub fn read<'h>(find: impl Fn(&str) -> Option<&'h str>, now: i64) -> Self {
        let number = |name: &str| find(name)?.trim().parse::<i64>().ok();
        let count = |name: &str| u32::try_from(number(name)?).ok();
        let span = |name: &str| {
            let number = number(name)?;
            let seconds = if number > GREATEST_SPAN {
                number.saturating_sub(now)
            } else {
                number
            };
            Some(Duration::from_secs(u64::try_from(seconds).unwrap_or(0)))
        };
        Self {
            limit: count("ratelimit-limit"),
            requests_left: count("ratelimit-requestsremaining"),
            resets_in: span("ratelimit-reset").or_else(|| span("ratelimit-remaining")),
            retry_after: span("retry-after"),
        }
    }

    /// How long to wait before the next request; `None` if it may leave at once.
    pub fn wait(&self) -> Option<Duration> {
        if self.retry_after.is_some() {
            return self.retry_after;
        }
        if self.requests_left == Some(0) {
            return self.resets_in;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(headers: &[(&str, &'static str)], now: i64) -> RateLimit {
        let find = |name: &str| {
            let found = headers.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| *value)
        };
        RateLimit::read(find, now)
    }

    #[test]
    fn seconds_or_a_moment() {
        let now = 1_786_108_940;
        for (value, seconds) in [
            ("160", Some(160)),
            ("100000", Some(100_000)),
            ("1786109100", Some(160)),
            // It is over.
            ("1786108000", Some(0)),
            ("-5", Some(0)),
            ("soon", None),
            ("", None),
            ("99999999999999999999", None),
        ] {
            let limit = read(&[("retry-after", value)], now);
            assert_eq!(limit.wait(), seconds.map(Duration::from_secs), "{value}");
        }
    }

    #[test]
    fn the_last_request() {
        let limit = read(
            &[
                ("ratelimit-requestsremaining", "0"),
                ("ratelimit-remaining", "12"),
            ],
            0,
        );
        assert_eq!(limit.wait(), Some(Duration::from_secs(12)));
        let unknown = read(&[("ratelimit-requestsremaining", "0")], 0);
        assert_eq!(unknown.wait(), None);
    }

    #[test]
    fn no_headers() {
        assert_eq!(read(&[], 0), RateLimit::default());
    }
}
