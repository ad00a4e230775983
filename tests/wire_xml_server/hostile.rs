//! Nothing makes the reader panic, and nothing but a whole request is one.

use proptest::prelude::*;
use suiteprojects::xml::Limits;
use suiteprojects::xml::server::Request;

use crate::golden;

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

proptest! {
    #[test]
    fn changed_requests_are_read_or_refused(place in 0..400_usize, byte: u8, which in 0..20_usize) {
        let (_, mut bytes) = golden("request").swap_remove(which);
        let place = place % bytes.len();
        bytes[place] = byte;
        let _ = Request::parse(&bytes, Limits::default());
    }
}
