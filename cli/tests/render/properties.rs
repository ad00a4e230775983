use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use serde_json::Value;
use suiteprojects_cli::diagnostic::{Diagnostic, Spot, Statement, Summary};
use suiteprojects_cli::render::Renderer;
use suiteprojects_cli::render::concise::Concise;
use suiteprojects_cli::render::github::Github;
use suiteprojects_cli::render::json::Json;
use suiteprojects_cli::render::sarif::Sarif;
use suiteprojects_cli::render::text::Text;

use crate::samples::Samples;

/// What a diagnostic is made of; statements beyond what cannot be read come from the samples.
#[derive(Clone, Debug)]
struct Parts {
    sample: Option<prop::sample::Index>,
    message: String,
    file: Option<String>,
    spot: Option<Spot<'static>>,
}

/// Texts with everything that is special to a renderer.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<char>().prop_map(String::from),
        "[ -~]{1,12}",
        prop::sample::select(vec![
            "\n",
            "\r\n",
            "\r",
            "\t",
            "\u{1b}[31m",
            "\u{9b}2J",
            "\u{202e}",
            "\u{200d}",
            "é",
            "e\u{301}",
            "日本",
            "👩\u{200d}🚀",
            "::error::",
            "%0A",
            ",",
            "\"",
            "\0",
            "\u{2028}",
            "…",
        ])
        .prop_map(String::from),
        (any::<char>(), 0_usize..400)
            .prop_map(|(character, times)| String::from(character).repeat(times)),
    ];
    vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn number() -> impl Strategy<Value = usize> {
    prop_oneof![0_usize..3000, Just(0), Just(usize::MAX), any::<usize>()]
}

fn spot() -> impl Strategy<Value = Spot<'static>> {
    let range = (any::<prop::sample::Index>(), any::<prop::sample::Index>());
    (
        number(),
        number(),
        option::of(number()),
        text(),
        number(),
        range,
        any::<bool>(),
    )
        .prop_map(
            |(line, column, end_column, source, source_line, (start, end), wild)| {
                let start = start.index(source.len() + 2);
                let end = end.index(source.len() + 2);
                let underline = if wild {
                    start..end
                } else {
                    start.min(end)..start.max(end)
                };
                Spot {
                    line,
                    column,
                    end_column,
                    source: source.into(),
                    source_line,
                    underline,
                }
            },
        )
}

fn parts() -> impl Strategy<Value = Parts> {
    (
        option::of(any::<prop::sample::Index>()),
        text(),
        option::of(text()),
        option::of(spot()),
    )
        .prop_map(|(sample, message, file, spot)| Parts {
            sample,
            message,
            file,
            spot,
        })
}

fn diagnostics<'p>(parts: &'p [Parts], samples: &'p Samples) -> Vec<Diagnostic<'p>> {
    let samples = samples.diagnostics();
    parts
        .iter()
        .map(|parts| Diagnostic {
            statement: match parts.sample {
                Some(index) => index.get(&samples).statement.clone(),
                None => Statement::Unreadable {
                    message: parts.message.clone(),
                    help: Some(parts.message.clone().into()),
                },
            },
            file: parts.file.as_deref(),
            spot: parts.spot.clone(),
        })
        .collect()
}

fn rendered<'o, R: Renderer>(
    parts: &[Parts],
    out: &'o mut Vec<u8>,
    renderer: impl FnOnce(&'o mut Vec<u8>) -> R,
) {
    let samples = Samples::new();
    let mut renderer = renderer(out);
    for diagnostic in diagnostics(parts, &samples) {
        renderer.diagnostic(&diagnostic).unwrap();
    }
    renderer.finish(&Summary::default()).unwrap();
}

/// Every number under a key that counts lines or columns.
fn places(value: &Value, found: &mut Vec<u64>) {
    match value {
        Value::Object(members) => members.iter().for_each(|(key, value)| {
            if key.ends_with("Line") || key.ends_with("Column") {
                found.push(value.as_u64().unwrap_or_default());
            }
            places(value, found);
        }),
        Value::Array(items) => items.iter().for_each(|item| places(item, found)),
        _ => {}
    }
}

proptest! {
    #[test]
    fn text_obeys_nothing_in_the_source(parts in vec(parts(), 1..4), width in option::of(0_usize..200)) {
        let mut plain = Vec::new();
        rendered(&parts, &mut plain, |out| Text::new(out, false, width));
        let plain = String::from_utf8(plain)?;
        prop_assert!(plain.chars().all(|character| character == '\n' || !character.is_control()));
        let mut styled = Vec::new();
        rendered(&parts, &mut styled, |out| Text::new(out, true, width));
        prop_assert_eq!(anstream::adapter::strip_str(&String::from_utf8(styled)?).to_string(), plain);
    }

    #[test]
    fn lines_stay_lines(parts in vec(parts(), 0..4)) {
        let mut out = Vec::new();
        rendered(&parts, &mut out, |out| Concise::new(out));
        let text = String::from_utf8(out)?;
        prop_assert!(text.chars().all(|character| character == '\n' || !character.is_control()));
        prop_assert_eq!(text.lines().count(), parts.len() + 1);

        let mut out = Vec::new();
        rendered(&parts, &mut out, |out| Github::new(out));
        let text = String::from_utf8(out)?;
        let lines: Vec<&str> = text.split('\n').collect();
        // The summary, and nothing after the last line feed.
        prop_assert_eq!(lines.len(), parts.len() + 2);
        for line in &lines[..parts.len()] {
            prop_assert!(!line.contains('\r'));
            let command = line.strip_prefix("::").and_then(|line| line.split_once(' ')).map(|(command, _)| command);
            prop_assert!(matches!(command, Some("error" | "warning" | "notice")), "{}", line);
        }
    }

    #[test]
    fn json_lines_say_what_was_given(parts in vec(parts(), 0..4)) {
        let mut out = Vec::new();
        rendered(&parts, &mut out, |out| Json::new(out));
        let text = String::from_utf8(out)?;
        let lines: Vec<Value> = text.split_terminator('\n').map(serde_json::from_str).collect::<Result<_, _>>()?;
        prop_assert_eq!(lines.len(), parts.len() + 1);
        for (parts, line) in parts.iter().zip(&lines) {
            prop_assert_eq!(line["file"].as_str(), parts.file.as_deref());
            let number = parts.spot.as_ref().map(|spot| spot.line as u64);
            prop_assert_eq!(line["line"].as_u64(), number);
            if parts.sample.is_none() {
                prop_assert_eq!(line["message"].as_str(), Some(&*parts.message));
            }
        }
    }

    #[test]
    fn sarif_counts_from_1(parts in vec(parts(), 0..4)) {
        let mut out = Vec::new();
        rendered(&parts, &mut out, |out| Sarif::new(out));
        let document: Value = serde_json::from_slice(&out)?;
        let run = &document["runs"][0];
        let results = run["results"].as_array().map_or(0, Vec::len);
        prop_assert_eq!(results, parts.iter().filter(|parts| parts.file.is_some()).count());
        let mut numbers = Vec::new();
        places(run, &mut numbers);
        prop_assert!(numbers.len() >= results);
        prop_assert!(numbers.iter().all(|&number| number >= 1), "{:?}", numbers);
    }
}
