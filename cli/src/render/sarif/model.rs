//! The objects of SARIF that a run needs, with the names and in the order of the standard.

use std::borrow::Cow;
use std::hash::Hasher as _;
use std::num::NonZeroUsize;
use std::path::{MAIN_SEPARATOR, Path};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use serde_json::value::RawValue;
use siphasher::sip::SipHasher13;
use suiteprojects::validate::{Finding, Severity};

use super::rules::RuleReference;
use crate::diagnostic::{Diagnostic, Spot, Statement};
use crate::render::parameters::Parameters;

/// `level`.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Level {
    Error,
    Warning,
    Note,
}

impl From<Severity> for Level {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Error => Self::Error,
            Severity::Warning => Self::Warning,
            _ => Self::Note,
        }
    }
}

/// `message`, and `multiformatMessageString` without Markdown.
#[derive(Debug, Serialize)]
pub(super) struct Message {
    text: String,
}

impl Message {
    /// The message, and on a second line what to do.
    fn of(statement: &Statement<'_>) -> Self {
        let text = match statement.help() {
            Some(help) => format!("{statement}\n{help}"),
            None => statement.to_string(),
        };
        Self { text }
    }
}

impl From<&str> for Message {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<String> for Message {
    fn from(text: String) -> Self {
        Self { text }
    }
}

/// `result`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ScanResult<'d> {
    rule_id: &'static str,
    rule_index: usize,
    level: Level,
    message: Message,
    locations: [Location; 1],
    partial_fingerprints: Fingerprints,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<Properties<'d>>,
}

impl<'d> ScanResult<'d> {
    /// A result, if there is a file that it is about.
    pub(super) fn new(diagnostic: &'d Diagnostic<'_>) -> Option<Self> {
        let statement = &diagnostic.statement;
        let uri = uri(diagnostic.file?);
        let rule = RuleReference::of(statement.finding().map(Finding::rule));
        Some(Self {
            rule_id: rule.id,
            rule_index: rule.index,
            level: statement.severity().into(),
            message: Message::of(statement),
            partial_fingerprints: Fingerprints::of(rule.id, &uri, statement),
            locations: [Location {
                physical_location: PhysicalLocation {
                    artifact_location: ArtifactLocation { uri },
                    region: Region::of(diagnostic.spot.as_ref()),
                },
            }],
            properties: Properties::of(statement),
        })
    }
}

#[derive(Debug, Serialize)]
struct Properties<'d> {
    /// From 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    entry: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'d str>,
    params: Parameters<'d>,
}

impl<'d> Properties<'d> {
    fn of(statement: &'d Statement<'_>) -> Option<Self> {
        let finding = statement.finding()?;
        Some(Self {
            entry: match statement {
                Statement::Unchecked { .. } => None,
                _ => finding.entry(),
            },
            field: finding.field().map(|field| field.as_str()),
            params: Parameters(statement),
        })
    }
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Debug, Serialize)]
struct ArtifactLocation {
    uri: String,
}

/// A part of a file. Lines and columns count from 1, so that none of them can be 0.
#[derive(Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: NonZeroUsize,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_column: Option<NonZeroUsize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<NonZeroUsize>,
    /// The column after the last character.
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<NonZeroUsize>,
}

impl Region {
    /// The region of a spot. A file as a whole is shown at its first line: the standard would have
    /// no region there, but code scanning wants one.
    fn of(spot: Option<&Spot<'_>>) -> Self {
        let mut region = Self {
            start_line: NonZeroUsize::MIN,
            start_column: None,
            end_line: None,
            end_column: None,
        };
        let Some(spot) = spot else {
            return region;
        };
        region.start_line = NonZeroUsize::new(spot.line).unwrap_or(NonZeroUsize::MIN);
        region.start_column = NonZeroUsize::new(spot.column);
        match spot.end_column {
            Some(end) => {
                region.end_column = NonZeroUsize::new(end).filter(|_| end >= spot.column);
            }
            None => {
                if let Some((lines, end)) = end_of_several_lines(spot) {
                    region.end_line = Some(region.start_line.saturating_add(lines));
                    region.end_column = Some(end);
                }
            }
        }
        region
    }
}

/// How many lines further down the underlined part ends, and the column after it.
fn end_of_several_lines(spot: &Spot<'_>) -> Option<(usize, NonZeroUsize)> {
    let underlined = spot.source.get(spot.underline.clone())?;
    let (before, last) = underlined.rsplit_once('\n')?;
    let lines = memchr::memchr_iter(b'\n', before.as_bytes()).count() + 1;
    Some((
        lines,
        NonZeroUsize::MIN.saturating_add(last.chars().count()),
    ))
}

/// What does not change when rows are moved, so that a result is known again in the next version of
/// the file.
#[derive(Debug, Serialize)]
struct Fingerprints {
    #[serde(rename = "suiteprojects/v1")]
    first: String,
}

impl Fingerprints {
    fn of(rule: &str, uri: &str, statement: &Statement<'_>) -> Self {
        let file = if uri.starts_with(ABSOLUTE) {
            // The folder differs from machine to machine.
            uri.rsplit('/').next().unwrap_or_default()
        } else {
            uri
        };
        let finding = statement.finding();
        let field = finding.and_then(|finding| finding.field());
        let message: Cow<'_, str> = match finding {
            Some(finding) => finding.message().to_string().into(),
            None => statement.to_string().into(),
        };
        let mut hasher = SipHasher13::new();
        for part in [
            rule,
            file,
            field.map_or("", |field| field.as_str()),
            &message,
        ] {
            hasher.write(part.as_bytes());
            // No text in UTF-8 has this byte.
            hasher.write(&[0xff]);
        }
        Self {
            first: format!("{:016x}", hasher.finish()),
        }
    }
}

/// How the addresses of files begin that are not relative.
const ABSOLUTE: &str = "file://";

/// The address of a file: relative as it was given, or with the scheme `file`.
fn uri(file: &str) -> String {
    /// What may stand in a path as it is (RFC 3986, `unreserved`), and the slash.
    const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
        .remove(b'-')
        .remove(b'.')
        .remove(b'_')
        .remove(b'~')
        .remove(b'/');

    let path = if MAIN_SEPARATOR == '/' {
        Cow::Borrowed(file)
    } else {
        Cow::Owned(file.replace(MAIN_SEPARATOR, "/"))
    };
    let start = match (Path::new(file).is_absolute(), path.starts_with('/')) {
        (false, _) => "",
        (true, true) => ABSOLUTE,
        (true, false) => "file:///",
    };
    let path = path.strip_prefix("./").unwrap_or(&path);
    format!("{start}{}", utf8_percent_encode(path, ESCAPED))
}

/// `notification`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Notification<'d> {
    associated_rule: RuleReference,
    level: Level,
    message: Message,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<Properties<'d>>,
}

impl<'d> Notification<'d> {
    pub(super) fn new(statement: &'d Statement<'_>) -> Self {
        Self {
            associated_rule: RuleReference::of(statement.finding().map(Finding::rule)),
            level: statement.severity().into(),
            message: Message::of(statement),
            properties: Properties::of(statement),
        }
    }
}

/// `invocation`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Invocation {
    pub(super) execution_successful: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) tool_configuration_notifications: Vec<Box<RawValue>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) tool_execution_notifications: Vec<Box<RawValue>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Expected: RFC 3986; `unreserved` as it is, UTF-8 bytes in percent-encoding.
    #[test]
    fn files_become_addresses() {
        assert_eq!(uri("data/entries 1.csv"), "data/entries%201.csv");
        assert_eq!(uri("./a.csv"), "a.csv");
        assert_eq!(uri("ü:#?%.csv"), "%C3%BC%3A%23%3F%25.csv");
        assert_eq!(uri("<stdin>"), "%3Cstdin%3E");
        if cfg!(unix) {
            assert_eq!(uri("/tmp/a b.csv"), "file:///tmp/a%20b.csv");
            assert_eq!(uri(r"a\b"), "a%5Cb");
        } else if cfg!(windows) {
            assert_eq!(uri(r"C:\a\b.csv"), "file:///C%3A/a/b.csv");
            assert_eq!(uri(r"a\b"), "a/b");
        }
    }

    fn spot(line: usize, column: usize, end_column: Option<usize>) -> Spot<'static> {
        Spot {
            line,
            column,
            end_column,
            source: "a,\"b\nc\nd\",e".into(),
            source_line: line,
            underline: 2..9,
        }
    }

    fn region(spot: Option<&Spot<'_>>) -> [Option<usize>; 4] {
        let region = Region::of(spot);
        [
            Some(region.start_line),
            region.start_column,
            region.end_line,
            region.end_column,
        ]
        .map(|number| number.map(NonZeroUsize::get))
    }

    #[test]
    fn regions_count_from_1() {
        assert_eq!(region(None), [Some(1), None, None, None]);
        assert_eq!(
            region(Some(&spot(3, 4, Some(6)))),
            [Some(3), Some(4), None, Some(6)]
        );
        // `"b`, `c` and `d"`: two lines further down, after two characters.
        assert_eq!(
            region(Some(&spot(3, 3, None))),
            [Some(3), Some(3), Some(5), Some(3)]
        );
        assert_eq!(
            region(Some(&spot(0, 0, Some(0)))),
            [Some(1), None, None, None]
        );
        assert_eq!(
            region(Some(&spot(3, 4, Some(2)))),
            [Some(3), Some(4), None, None]
        );
    }

    #[test]
    fn fingerprints_know_no_folder_and_no_line() {
        let statement = Statement::Unreadable {
            message: "a quote is not closed".into(),
            help: None,
        };
        let of = |file| Fingerprints::of("unreadable", &uri(file), &statement).first;
        // Computed apart from this program. Another value would make every known result a new one.
        // Computed apart from this program. Another value would make every known result a new one.
        assert_eq!(of("a.csv"), "4c96ff75447dcf74");
        assert_ne!(of("a.csv"), of("b/a.csv"));
        if cfg!(unix) {
            assert_eq!(of("/home/one/a.csv"), of("/srv/two/a.csv"));
        }
    }
}
