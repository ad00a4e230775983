//! Faults as text, as they are given on the command line.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use suiteprojects::error_code::ErrorCode;

use super::{Fault, FaultError, PlannedFault, Turn, When};

const FAULTS: &str = "a code such as 505, http=STATUS, latency=TIME, cut-before, cut-after, cut-within=COMMANDS, cut-apply-later=TIME or truncated";
const WHENS: &str =
    "every=N, nth=N, first=N, share=N%, command=NAME, path=PATH, or retry-after=SECONDS after http";
const COUNT: &str = "a whole number from 1 on";
const TIME: &str = "a time such as 200ms or 2s";

fn wrong(found: &str, expected: &'static str) -> FaultError {
    FaultError {
        found: found.to_owned(),
        expected,
    }
}

impl FromStr for PlannedFault {
    type Err = FaultError;

    fn from_str(text: &str) -> Result<Self, FaultError> {
        let (head, mut rest) = match text.split_once(':') {
            Some((head, rest)) => (head, Some(rest)),
            None => (text, None),
        };
        let mut fault = fault(head)?;
        let mut when = When::always();
        while let Some(text) = rest {
            // A path is all that is left, as it may have colons.
            if text.starts_with("path=/") {
                when.path = text.strip_prefix("path=").map(str::to_owned);
                break;
            }
            let (part, next) = match text.split_once(':') {
                Some((part, next)) => (part, Some(next)),
                None => (text, None),
            };
            rest = next;
            let (name, value) = part.split_once('=').ok_or_else(|| wrong(part, WHENS))?;
            match (name, &mut fault) {
                ("command", _) if !value.is_empty() => when.command = Some(value.to_owned()),
                ("path", _) => return Err(wrong(value, "a path such as /soap")),
                ("retry-after", Fault::Http { retry_after, .. }) => {
                    let seconds = value.parse();
                    *retry_after =
                        Some(seconds.map_err(|_| wrong(value, "a whole number of seconds"))?);
                }
                _ => when.turn = turn(name, value).unwrap_or_else(|| Err(wrong(part, WHENS)))?,
            }
        }
        Ok(Self { fault, when })
    }
}

fn fault(text: &str) -> Result<Fault, FaultError> {
    if let Ok(code) = text.parse() {
        return match ErrorCode::new(code) {
            code if code.is_success() => Err(wrong(text, FAULTS)),
            code => Ok(Fault::Refuse(code)),
        };
    }
    let (name, value) = match text.split_once('=') {
        Some((name, value)) => (name, Some(value)),
        None => (text, None),
    };
    Ok(match (name, value) {
        ("cut-before", None) => Fault::CutBefore,
        ("cut-after", None) => Fault::CutAfter,
        ("truncated", None) => Fault::Truncated,
        ("cut-within", Some(value)) => {
            let commands = value.parse();
            Fault::CutWithin(commands.map_err(|_| wrong(value, "a whole number of commands"))?)
        }
        ("cut-apply-later", Some(value)) => Fault::CutAndApplyLater(time(value)?),
        ("latency", Some(value)) => Fault::Latency(time(value)?),
        ("http", Some(value)) => {
            let status = value.parse().ok();
            let status = status.filter(|status| (200..600).contains(status));
            Fault::http(status.ok_or_else(|| wrong(value, "a status of HTTP from 200 to 599"))?)
        }
        _ => return Err(wrong(text, FAULTS)),
    })
}

/// Which in the row; `None` if the name is another.
fn turn(name: &str, value: &str) -> Option<Result<Turn, FaultError>> {
    let make = match name {
        "every" => Turn::Every,
        "nth" => Turn::Nth,
        "first" => Turn::First,
        "share" => {
            let percent = value.strip_suffix('%').and_then(|value| value.parse().ok());
            let percent = percent.filter(|percent| (1..=100).contains(percent));
            let percent = percent.ok_or_else(|| wrong(value, "a share from 1% to 100%"));
            return Some(percent.map(Turn::Share));
        }
        _ => return None,
    };
    let number = value.parse().ok().filter(|number| *number > 0);
    Some(number.map(make).ok_or_else(|| wrong(value, COUNT)))
}

fn time(text: &str) -> Result<Duration, FaultError> {
    let number = |suffix| text.strip_suffix(suffix).and_then(|text| text.parse().ok());
    let milliseconds = number("ms").map(Duration::from_millis);
    milliseconds
        .or_else(|| number("s").map(Duration::from_secs))
        .ok_or_else(|| wrong(text, TIME))
}

/// A time in milliseconds, or in seconds if it is whole seconds.
struct Time(Duration);

impl fmt::Display for Time {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.subsec_nanos() == 0 {
            write!(formatter, "{}s", self.0.as_secs())
        } else {
            write!(formatter, "{}ms", self.0.as_millis())
        }
    }
}

impl fmt::Display for PlannedFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}{}", self.fault, self.when)
    }
}

/// As it is given on the command line, a time in whole milliseconds.
impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CutBefore => formatter.write_str("cut-before"),
            Self::CutAfter => formatter.write_str("cut-after"),
            Self::CutWithin(commands) => write!(formatter, "cut-within={commands}"),
            Self::CutAndApplyLater(time) => write!(formatter, "cut-apply-later={}", Time(*time)),
            Self::Truncated => formatter.write_str("truncated"),
            Self::Refuse(code) => write!(formatter, "{}", code.get()),
            Self::Http {
                status,
                retry_after,
            } => {
                write!(formatter, "http={status}")?;
                match retry_after {
                    Some(seconds) => write!(formatter, ":retry-after={seconds}"),
                    None => Ok(()),
                }
            }
            Self::Latency(time) => write!(formatter, "latency={}", Time(*time)),
        }
    }
}

/// What follows the fault on the command line, each part after a colon.
impl fmt::Display for When {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.turn {
            Turn::Always => {}
            Turn::Nth(number) => write!(formatter, ":nth={number}")?,
            Turn::First(count) => write!(formatter, ":first={count}")?,
            Turn::Every(count) => write!(formatter, ":every={count}")?,
            Turn::Share(percent) => write!(formatter, ":share={percent}%")?,
        }
        if let Some(command) = &self.command {
            write!(formatter, ":command={command}")?;
        }
        match &self.path {
            Some(path) => write!(formatter, ":path={path}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back() {
        for text in [
            "505",
            "505:every=10",
            "cut-before:nth=3",
            "cut-after:share=5%:command=Add",
            "cut-within=2:first=1",
            "cut-apply-later=50ms",
            "truncated:path=/soap",
            "http=503",
            "http=429:retry-after=2:share=100%:command=Read:path=/api.pl:x",
            "latency=200ms",
            "latency=2s",
        ] {
            let planned: PlannedFault = text.parse().unwrap();
            assert_eq!(planned.to_string(), text);
        }
        let planned: PlannedFault = "latency=2000ms:command=Add:every=2".parse().unwrap();
        assert_eq!(planned.to_string(), "latency=2s:every=2:command=Add");
    }

    /// What is found, and how what is expected begins.
    #[test]
    fn what_is_not_understood_is_told() {
        for (text, found, expected) in [
            ("", "", "a code such as 505"),
            ("0", "0", "a code such as 505"),
            ("cut", "cut", "a code such as 505"),
            ("cut-after=1", "cut-after=1", "a code such as 505"),
            ("http=99", "99", "a status of HTTP"),
            ("latency=2", "2", "a time such as"),
            ("505:", "", "every=N"),
            ("505:often", "often", "every=N"),
            ("505:command=", "command=", "every=N"),
            ("505:retry-after=1", "retry-after=1", "every=N"),
            ("505:every=0", "0", "a whole number from 1"),
            ("505:share=5", "5", "a share"),
            ("505:share=101%", "101%", "a share"),
            ("505:path=soap", "soap", "a path"),
            (
                "http=429:retry-after=soon",
                "soon",
                "a whole number of seconds",
            ),
        ] {
            let error = text.parse::<PlannedFault>().unwrap_err();
            assert_eq!(error.found, found, "{text}");
            assert!(error.expected.starts_with(expected), "{text}: {error}");
            assert!(
                error
                    .to_string()
                    .starts_with(&format!("{found:?}, expected"))
            );
        }
    }
}
