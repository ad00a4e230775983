use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;

use proptest::prelude::*;

use super::table::{codes_0_to_799, codes_800_to_999, codes_1000_up};
use super::{Class, Confidence, ErrorCode, KnownCode, Retry};

fn constants() -> Vec<(&'static str, ErrorCode)> {
    [
        codes_0_to_799::CONSTANTS,
        codes_800_to_999::CONSTANTS,
        codes_1000_up::CONSTANTS,
    ]
    .concat()
}

/// A file of the shared reference folder: `SUITEPROJECTS_SHARED` if it is set, else `../shared`
/// beside the checkout. A folder that was named has to hold the file; the default one need not.
fn shared_file(path: &str) -> Option<String> {
    if let Some(folder) = std::env::var_os("SUITEPROJECTS_SHARED") {
        let file = PathBuf::from(folder).join(path);
        return Some(
            std::fs::read_to_string(&file)
                .unwrap_or_else(|error| panic!("cannot read {}: {error}", file.display())),
        );
    }
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../shared")
        .join(path);
    std::fs::read_to_string(file).ok()
}

/// The cells of one line of CSV with `"` quoting; no cell of the reference spans lines.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for character in line.chars() {
        match character {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            _ => cells.last_mut().unwrap().push(character),
        }
    }
    cells
}

/// Oracle: the reference table `spec/error-codes.csv`.
#[test]
fn facts_are_those_of_the_reference() {
    let Some(reference) = shared_file("spec/error-codes.csv") else {
        // The handle itself, since the test harness hides what the print macros write.
        writeln!(
            std::io::stderr(),
            "skipped: error_code::tests::facts_are_those_of_the_reference, \
             no reference table beside the checkout"
        )
        .unwrap();
        return;
    };
    let mut lines = reference.lines();
    assert_eq!(
        lines.next(),
        Some("code,name,meaning,class,retry,confidence")
    );
    let expected: BTreeMap<u32, [String; 4]> = lines
        .map(|line| {
            let cells = cells(line);
            let [code, name, _meaning, class, retry, confidence] = cells.try_into().unwrap();
            (code.parse().unwrap(), [name, class, retry, confidence])
        })
        .collect();
    let actual: BTreeMap<u32, [String; 4]> = ErrorCode::all()
        .map(|known| {
            (
                known.code().get(),
                [
                    known.name().to_owned(),
                    known.class().to_string(),
                    known.retry().to_string(),
                    known.confidence().to_string(),
                ],
            )
        })
        .collect();

    // One by one first, so that a failure names the row and not two hundred others.
    for (code, row) in &expected {
        assert_eq!(actual.get(code), Some(row), "code {code}");
    }
    assert_eq!(actual, expected);
}

#[test]
fn numbers_increase_strictly() {
    let numbers: Vec<u32> = ErrorCode::all().map(|known| known.code().get()).collect();
    assert!(numbers.is_sorted_by(|left, right| left < right));
    // The reference has this many rows.
    assert_eq!(numbers.len(), 263);
    assert_eq!(ErrorCode::all().len(), 263);
}

#[test]
fn names_are_unique_kebab_case() {
    let mut seen = HashSet::new();
    for known in ErrorCode::all() {
        let name = known.name();
        assert!(seen.insert(name), "{name} twice");
        assert!(
            name.split('-')
                .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase())),
            "{name}"
        );
    }
}

#[test]
fn constants_match_names() {
    let constants = constants();
    assert_eq!(constants.len(), ErrorCode::all().len());
    for ((constant, code), known) in constants.iter().zip(ErrorCode::all()) {
        assert_eq!(*code, known.code());
        assert_eq!(*constant, known.name().to_uppercase().replace('-', "_"));
    }
    // Against a slip in number and name at once: numbers of the vendor's page on Task.
    assert_eq!(ErrorCode::DATE_OUTSIDE_TASK.get(), 888);
    assert_eq!(ErrorCode::TIME_FORMAT.get(), 1404);
    assert_eq!(ErrorCode::START_NOT_BEFORE_END.get(), 1405);
    assert_eq!(ErrorCode::TIMES_NOT_EDITABLE.get(), 1406);
    assert_eq!(ErrorCode::DURATION_MISMATCH.get(), 1407);
}

fn assert_prose(known: &KnownCode, text: &str) {
    let code = known.code();
    assert!(text.ends_with('.'), "{code}: no full stop: {text}");
    assert!(!text.contains("  "), "{code}: two blanks: {text}");
    assert!(!text.chars().any(char::is_control), "{code}: {text:?}");
    assert_eq!(text, text.trim(), "{code}");
    assert_eq!(
        text.matches('`').count() % 2,
        0,
        "{code}: odd backticks: {text}"
    );
}

#[test]
fn meanings_are_one_sentence_each_and_all_different() {
    let mut seen = HashSet::new();
    for known in ErrorCode::all() {
        let meaning = known.meaning();
        assert_prose(known, meaning);
        assert!(!meaning.contains(". "), "{}: {meaning}", known.code());
        assert!(meaning.len() <= 100, "{}: {meaning}", known.code());
        assert!(seen.insert(meaning.to_lowercase()), "{meaning} twice");
    }
}

#[test]
fn advice_is_given_for_what_a_time_entry_client_meets() {
    #[rustfmt::skip]
    let met: &[std::ops::RangeInclusive<u32>] = &[
        0..=10, 401..=406, 408..=426, 501..=506, 555..=556, 601..=606, 701..=703, 801..=801,
        803..=803, 806..=806, 809..=809, 813..=813, 815..=815, 821..=821, 826..=826, 829..=829,
        854..=855, 859..=859, 871..=871, 886..=886, 888..=888, 891..=891, 894..=894, 906..=906,
        910..=913, 916..=916, 1001..=1003, 1100..=1106, 1200..=1200, 1404..=1407, 2001..=2002,
    ];
    for number in met.iter().cloned().flatten() {
        assert!(ErrorCode::new(number).advice().is_some(), "{number}");
    }
    for known in ErrorCode::all() {
        if let Some(advice) = known.advice() {
            assert_prose(known, advice);
            assert_ne!(advice, known.meaning());
        }
    }
}

#[test]
fn success_is_zero_alone() {
    let successes: Vec<u32> = ErrorCode::all()
        .filter(|known| known.code().is_success())
        .map(|known| known.code().get())
        .collect();
    assert_eq!(successes, [0]);
    for known in ErrorCode::all() {
        assert_eq!(
            known.code().is_success(),
            known.class() == Class::Success,
            "{}",
            known.code()
        );
    }
}

/// Gaps in the numbering, and numbers past its end.
#[test]
fn unknown_codes_survive() {
    for number in [11, 407, 839, 955, 1004, 4711, 65_536, u32::MAX] {
        let code = ErrorCode::new(number);
        assert_eq!(code.get(), number);
        assert_eq!(code.known(), None);
        assert_eq!(code.name(), None);
        assert_eq!(code.meaning(), None);
        assert_eq!(code.advice(), None);
        assert_eq!(code.class(), None);
        assert_eq!(code.retry(), Retry::No);
        assert!(!code.is_success());
        assert_eq!(code.to_string(), number.to_string());
        assert_eq!(number.to_string().parse(), Ok(code));
        assert_eq!(u32::from(ErrorCode::from(number)), number);
    }
}

#[test]
fn every_known_code_is_found_by_number_and_by_name() {
    for known in ErrorCode::all() {
        let code = known.code();
        assert_eq!(ErrorCode::new(code.get()).known(), Some(known));
        assert_eq!(known.name().parse(), Ok(code));
        assert_eq!(code.name(), Some(known.name()));
        assert_eq!(code.meaning(), Some(known.meaning()));
        assert_eq!(code.advice(), known.advice());
        assert_eq!(code.class(), Some(known.class()));
        assert_eq!(code.retry(), known.retry());
    }
}

#[test]
fn parsing_is_strict() {
    let refused = [
        "",
        " ",
        "+1404",
        "-1",
        "1404 ",
        " 1404",
        "1404\n",
        "1_404",
        "0x57c",
        "1e3",
        "1404.0",
        "１４０４",
        "١٤٠٤",
        "1404 (time-format)",
        "(time-format)",
        "Time-Format",
        "TIME_FORMAT",
        "time-format ",
        "time-forma",
        "4294967296",
        "99999999999999999999",
    ];
    for text in refused {
        assert!(text.parse::<ErrorCode>().is_err(), "{text:?}");
    }
    assert_eq!("4294967295".parse(), Ok(ErrorCode::new(u32::MAX)));
    assert_eq!("0".parse(), Ok(ErrorCode::OK));
    assert_eq!("000000000000601".parse(), Ok(ErrorCode::NO_RECORD));
}

#[test]
fn parse_errors_are_one_line() {
    let message = |text: &str| text.parse::<ErrorCode>().unwrap_err().to_string();
    insta::assert_snapshot!(
        message(""),
        @"error code is empty, expected digits or a name such as `time-format`"
    );
    insta::assert_snapshot!(
        message("4294967296"),
        @"error code 4294967296 is too large, expected at most 4294967295"
    );
    insta::assert_snapshot!(
        message("time\nformat"),
        @r#"unknown error code "time\nformat", expected digits or a name such as `time-format`"#
    );
    insta::assert_snapshot!(
        message(&"ü".repeat(1000)),
        @r#"unknown error code "üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü…", expected digits or a name such as `time-format`"#
    );
}

#[test]
fn words_print_with_padding() {
    assert_eq!(format!("{:<12}|", Retry::AfterLogin), "after-login |");
    assert_eq!(format!("{:>11}", Class::Transport), "  transport");
    assert_eq!(Confidence::ClientList.to_string(), "client-list");
}

#[test]
fn the_whole_set() {
    let mut set = String::new();
    for known in ErrorCode::all() {
        writeln!(
            set,
            "{} {} {} {}",
            known.code().get(),
            known.name(),
            known.class(),
            known.retry()
        )
        .unwrap();
    }
    insta::assert_snapshot!(set);
}

/// Numbers near the known ones as often as any other, so that both kinds are met.
fn numbers() -> impl Strategy<Value = u32> {
    prop_oneof![0..2100_u32, any::<u32>()]
}

proptest! {
    #[test]
    fn display_is_the_number_and_the_name(number in numbers()) {
        let code = ErrorCode::new(number);
        let text = code.to_string();
        if let Some((digits, name)) = text.split_once(' ') {
            prop_assert_eq!(digits.parse(), Ok(code));
            let name = name.strip_prefix('(').and_then(|name| name.strip_suffix(')'));
            prop_assert_eq!(name.unwrap().parse(), Ok(code));
        } else {
            prop_assert_eq!(text.parse(), Ok(code));
            prop_assert_eq!(code.known(), None);
        }
    }

    #[test]
    fn only_digits_and_names_are_read(
        text in r"[0-9]{0,12}|[-+ ]?[0-9]{1,5}[ \n]?|[a-z-]{1,20}|\PC*",
    ) {
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        match text.parse::<ErrorCode>() {
            Ok(code) if digits => prop_assert_eq!(text.parse(), Ok(code.get())),
            Ok(code) => prop_assert_eq!(code.name(), Some(text.as_str())),
            Err(error) => {
                prop_assert!(!digits || text.parse::<u32>().is_err());
                prop_assert_eq!(error.to_string().lines().count(), 1);
            }
        }
    }

    #[test]
    fn order_is_that_of_the_numbers(left in numbers(), right in numbers()) {
        prop_assert_eq!(ErrorCode::new(left).cmp(&ErrorCode::new(right)), left.cmp(&right));
    }
}
