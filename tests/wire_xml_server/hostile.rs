//! Nothing makes the reader panic, and nothing but a whole request is one.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use suiteprojects::xml::Limits;
use suiteprojects::xml::server::Request;

use crate::golden;
use crate::xml_support::{FRAGMENTS, cases};

#[test]
fn a_request_that_is_cut_off_is_none() {
    for (path, bytes) in golden("request") {
        let whole = bytes.trim_ascii_end().len();
        for size in (0..whole).step_by(11) {
            let cut = Request::parse(&bytes[..size], Limits::default());
            assert!(cut.is_err(), "{} cut at {size}", path.display());
        }
    }
}

#[test]
fn what_is_no_request() {
    for (request, expected) in [
        ("<response/>", "found <response>, expected <request>"),
        (
            "<request><Auth/><Auth/></request>",
            "found a second <Auth>, expected one",
        ),
        (
            "<x:request xmlns:x='y'/>",
            "found <{y}request>, expected <request>",
        ),
    ] {
        let error = Request::parse(request.as_bytes(), Limits::default()).unwrap_err();
        assert_eq!(error.to_string(), expected);
    }
    // What is broken is told as that, wherever it stands.
    let error = Request::parse(b"<response><a></b></response>", Limits::default()).unwrap_err();
    assert!(!error.to_string().contains("expected <request>"), "{error}");
}

#[test]
fn deep_and_wide() {
    let deep = format!("<request><Whoami>{}</request>", "<a>".repeat(100_000));
    assert!(Request::parse(deep.as_bytes(), Limits::default()).is_err());
    let wide = format!("<request>{}</request>", "<Time/>".repeat(2_000));
    let limits = Limits::default().with_elements(1_000);
    assert!(Request::parse(wide.as_bytes(), limits).is_err());
}

/// An empty element takes many times the memory of its bytes, so that they are counted, wherever they stand.
#[test]
fn many_empty_parts() {
    let most = Request::MOST_PARTS;
    let parsed = |request: &str| Request::parse(request.as_bytes(), Limits::default());
    for (before, part, behind, others) in [
        ("<request>", "<Time/>", "</request>", 0),
        (
            "<request><Add type='Task'>",
            "<Task/>",
            "</Add></request>",
            1,
        ),
        (
            "<request><Delete type='Slip'>",
            "<Slip/>",
            "</Delete></request>",
            1,
        ),
        ("<request><Add type='Slip'>", "<a/>", "</Add></request>", 1),
    ] {
        let with = |count| format!("{before}{}{behind}", part.repeat(count));
        assert!(parsed(&with(most - others)).is_ok(), "{part}");
        let error = parsed(&with(most - others + 1)).unwrap_err();
        assert_eq!(
            error.to_string(),
            "found more than 100000 commands and objects, expected at most that many",
        );
    }
}

/// What a request is changed by: a byte, or markup, in the place of some bytes.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        any::<u8>().prop_map(|byte| vec![byte]),
        select(FRAGMENTS).prop_map(|text| text.as_bytes().to_vec()),
        select(vec![
            "<Task>",
            "</Task>",
            "<Date>",
            "<Auth>",
            "</Add>",
            " type=''",
            "<id>0</id>",
            "<_Return>"
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
    ]
}

proptest! {
    #![proptest_config(cases(512))]

    /// Read or refused, and read only if an independent parser takes it for XML too.
    #[test]
    fn changed_requests_are_read_or_refused(
        which: Index,
        changes in vec((any::<Index>(), 0..4_usize, piece()), 1..4),
    ) {
        let mut files = golden("request");
        let (_, mut bytes) = files.swap_remove(which.index(files.len()));
        for (place, size, piece) in changes {
            let place = place.index(bytes.len());
            let end = bytes.len().min(place + size);
            bytes.splice(place..end, piece);
        }
        if Request::parse(&bytes, Limits::default()).is_ok() {
            let text = String::from_utf8(bytes).unwrap();
            prop_assert!(roxmltree::Document::parse(&text).is_ok(), "{}", text);
        }
    }
}
