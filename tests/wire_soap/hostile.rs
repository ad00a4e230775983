//! Messages that are to be refused, with one clear error and in little time.

use std::time::{Duration, Instant};

use suiteprojects::api::{Read, Time};
use suiteprojects::soap::server::Request;
use suiteprojects::soap::{MessageError, MessageErrorKind, exchange};
use suiteprojects::task::Task;
use suiteprojects::xml::Limits;
use suiteprojects::xml::exchange::AnswerError;

const ENVELOPE: &str = "xmlns:e='http://schemas.xmlsoap.org/soap/envelope/' \
    xmlns:c='http://schemas.xmlsoap.org/soap/encoding/' \
    xmlns:i='http://www.w3.org/2001/XMLSchema-instance'";

fn envelope(content: &str) -> String {
    format!("<e:Envelope {ENVELOPE}>{content}</e:Envelope>")
}

fn body(content: &str) -> String {
    envelope(&format!("<e:Body>{content}</e:Body>"))
}

/// Both sides refuse it, in the same words where they come to see it in the same way.
#[track_caller]
fn refused(message: &str) -> String {
    let begun = Instant::now();
    let error = Request::parse(message.as_bytes(), Limits::default()).unwrap_err();
    let answer = exchange::decode(&Time, message.as_bytes(), Limits::default()).unwrap_err();
    assert!(
        begun.elapsed() < Duration::from_secs(20),
        "{:?}",
        begun.elapsed()
    );
    for shown in [error.to_string(), answer.to_string()] {
        assert!(!shown.contains('\n') && shown.len() < 400, "{shown}");
    }
    let (MessageError::Xml(inner), AnswerError::Unreadable(of_answer)) = (&error, &answer) else {
        assert!(matches!(answer, AnswerError::Unexpected { .. }), "{answer}");
        return error.to_string();
    };
    assert_eq!(inner, of_answer);
    inner.to_string()
}

#[test]
fn envelopes() {
    for (message, expected) in [
        (
            "<e:Envelope xmlns:e='urn:e'><e:Body><add/></e:Body></e:Envelope>".to_owned(),
            "found an Envelope in the namespace \"urn:e\", expected an Envelope of SOAP 1.1",
        ),
        (
            "<Envelope><Body><add/></Body></Envelope>".to_owned(),
            "found an Envelope without a namespace, expected an Envelope of SOAP 1.1",
        ),
        (
            "<e:Envelope xmlns:e='http://www.w3.org/2003/05/soap-envelope'><e:Body><add/></e:Body></e:Envelope>"
                .to_owned(),
            "found an Envelope of SOAP 1.2, expected an Envelope of SOAP 1.1",
        ),
        (
            "<request><Add type='Task'/></request>".to_owned(),
            "found <request>, expected an Envelope of SOAP 1.1",
        ),
        (
            envelope("<e:Body><add/></e:Body><e:Body><delete/></e:Body>"),
            "found <Body> in the Envelope, expected a Header at most, and one Body",
        ),
        (
            envelope("<e:Body><add/></e:Body><e:Header/>"),
            "found <Header> in the Envelope, expected a Header at most, and one Body",
        ),
        (
            envelope("<e:Header/><e:Header/><e:Body><add/></e:Body>"),
            "found <Header> in the Envelope, expected a Header at most, and one Body",
        ),
        (
            envelope("<Body><add/></Body>"),
            "found <Body> in the Envelope, expected a Header at most, and one Body",
        ),
        (
            envelope("<e:Header/>"),
            "found an Envelope without a Body, expected one",
        ),
        (
            envelope("x<e:Body><add/></e:Body>"),
            "found text between the elements of the Envelope, expected none",
        ),
        (body(""), "found a Body without an element, expected one"),
        (
            body("<add/>x"),
            "found text between the elements of the Body, expected none",
        ),
        (
            body("<add/><delete/>"),
            "found <delete> as a second element of the Body, expected one",
        ),
        (
            body("<servertimeResponse/><e:Fault/>"),
            "found <Fault> as a second element of the Body, expected one",
        ),
        (
            body("<servertimeResponse><r><e:Fault><faultcode>e:9</faultcode></e:Fault></r></servertimeResponse>"),
            "found <Fault> inside a value, expected it directly in the Body or Envelope",
        ),
        (
            body("<add><e:Body><delete/></e:Body></add>"),
            "found <Body> inside a value, expected it directly in the Body or Envelope",
        ),
    ] {
        assert_eq!(refused(&message), expected, "{message}");
    }
}

#[test]
fn headers() {
    let with_header = |header: &str| {
        envelope(&format!(
            "<e:Header>{header}</e:Header><e:Body><whoami/></e:Body>"
        ))
    };
    let must = with_header("<w:Security xmlns:w='urn:w' e:mustUnderstand='1'/>");
    assert_eq!(
        refused(&must),
        "found the header <Security> with mustUnderstand, expected none but SessionHeader"
    );
    let error = Request::parse(must.as_bytes(), Limits::default()).unwrap_err();
    assert!(matches!(
        error,
        MessageError::Unexpected {
            kind: MessageErrorKind::Header,
            ..
        }
    ));
    let next = "http://schemas.xmlsoap.org/soap/actor/next";
    refused(&with_header(&format!(
        "<w e:mustUnderstand='1' e:actor='{next}'/>"
    )));
    refused(&with_header("<w e:mustUnderstand='true'/>"));
    refused(&with_header("<SessionHeader/><SessionHeader/>"));
    refused(&with_header(
        "<SessionHeader><sessionId>1</sessionId><sessionId>2</sessionId></SessionHeader>",
    ));
    refused(&with_header("<SessionHeader href='#1'/>"));
    for passed_over in [
        "<w:Security xmlns:w='urn:w'><a><e:Fault/></a></w:Security>",
        "<w e:mustUnderstand='0'/>",
        "<w mustUnderstand='1'/>",
        "<w e:mustUnderstand='1' e:actor='urn:somebody-else'/>",
        "<SessionHeader e:mustUnderstand='1'/>",
    ] {
        let message = with_header(passed_over);
        Request::parse(message.as_bytes(), Limits::default()).expect(passed_over);
    }
}

#[test]
fn references() {
    let in_add = |objects: &str, others: &str| {
        body(&format!("<add><objects>{objects}</objects></add>{others}"))
    };
    for (message, expected) in [
        (
            in_add("<item href='#a'/>", ""),
            "found a reference to \"a\", expected an element with this id",
        ),
        (
            in_add("<item href='http://example.com/a'/>", ""),
            "found the reference \"http://example.com/a\", expected one within the message, such as \"#id1\"",
        ),
        (
            in_add("<item href='#a'/>", "<m id='a'/><m id='a'/>"),
            "found the id \"a\" twice, expected each id once",
        ),
        (
            in_add("<item href='#a'>x</item>", "<m id='a'/>"),
            "found <item> with an href and a content, expected one or the other",
        ),
        (
            in_add("<item href='#a'/>", "<m id='a' href='#a'/>"),
            "found a value that holds itself by its references, expected one that ends",
        ),
        (
            in_add(
                "<item href='#a'/>",
                "<m id='a' href='#b'/><m id='b' href='#a'/>",
            ),
            "found a value that holds itself by its references, expected one that ends",
        ),
        (
            in_add(
                "<item href='#a'/>",
                "<m id='a'><x><y href='#b'/></x></m><m id='b'><z href='#a'/></m>",
            ),
            "found a value that holds itself by its references, expected one that ends",
        ),
        (
            body("<add id='w'><objects><item href='#w'/></objects></add>"),
            "found a Body without an element, expected one",
        ),
        (
            in_add("<item i:nil='1'>x</item>", ""),
            "found <item> that is nil and has a content, expected one or the other",
        ),
        (
            body("<add><objects c:arrayType='x:oaBase[2]' c:offset='[1]'/></add>"),
            "found an array with the attribute `offset`, expected one that is sent whole",
        ),
    ] {
        assert_eq!(refused(&message), expected, "{message}");
    }
}

/// Each value holds the next one ten times: 300 bytes would be 10^30 elements.
#[test]
fn a_bomb_of_references() {
    let mut values = String::new();
    for level in 0..30 {
        let inner = format!("<x href='#v{}'/>", level + 1).repeat(10);
        values += &format!("<m id='v{level}'>{inner}</m>");
    }
    values += "<m id='v30'>end</m>";
    let message = body(&format!("<add><objects href='#v0'/></add>{values}"));
    assert_eq!(
        refused(&message),
        "found more than 2000000 elements behind references, expected at most that many"
    );
    // One reference a level is small, and still too deep to be written out.
    let mut values = String::new();
    for level in 0..100_000 {
        values += &format!("<m id='v{level}'><x href='#v{}'/></m>", level + 1);
    }
    values += "<m id='v100000'>end</m>";
    let message = body(&format!("<add><objects href='#v0'/></add>{values}"));
    assert_eq!(
        refused(&message),
        "found more than 128 levels behind references, expected at most that many"
    );
    // Within the limits the same value may be used again and again.
    let items = "<item href='#t'/>".repeat(1_000);
    let message = body(&format!(
        "<delete><objects>{items}</objects></delete><m id='t' i:type='p:oaTask'><id>1</id></m>"
    ));
    Request::parse(message.as_bytes(), Limits::default()).unwrap();
}

#[test]
fn deep_and_wide() {
    let deep = body(&format!("<add>{}", "<a>".repeat(100_000)));
    assert!(refused(&deep).contains("nested deeper than the limit of 128 levels"));
    let deep = body(&format!(
        "<add>{}{}</add>",
        "<a>".repeat(120),
        "</a>".repeat(120)
    ));
    Request::parse(deep.as_bytes(), Limits::default()).unwrap();
    let limits = Limits::default().with_depth(usize::MAX);
    let deep = body(&format!(
        "<add><objects>{}{}</objects></add>",
        "<a>".repeat(500_000),
        "</a>".repeat(500_000)
    ));
    let error = Request::parse(deep.as_bytes(), limits).unwrap_err();
    assert!(matches!(error, MessageError::Xml(inner) if inner.is_limit()));
    // As deep as a tree can be, a generic record is still read and dropped.
    let levels = 500;
    let deep = body(&format!(
        "<add><objects><oaSlip>{}{}</oaSlip></objects></add>",
        "<a>".repeat(levels),
        "</a>".repeat(levels)
    ));
    Request::parse(deep.as_bytes(), limits).unwrap();

    let wide = body(&format!(
        "<add><objects>{}</objects></add>",
        "<a/>".repeat(2_100_000)
    ));
    assert!(refused(&wide).contains("more elements than the limit of 2000000"));
    let fields: String = (0..600).map(|number| format!("<f{number}/>")).collect();
    let wide = body(&format!(
        "<add><objects><oaTask>{fields}</oaTask></objects></add>"
    ));
    assert_eq!(
        refused_by_server(&wide),
        "found the record has more than 500 custom and unknown fields, expected each field once, as a text"
    );
    let many = "<o/>".repeat(100_001);
    let many = body(&format!(
        "<readResponse><a><r><objects>{many}</objects></r></a></readResponse>"
    ));
    let error = exchange::decode(&Read::<Task>::all(), many.as_bytes(), Limits::default());
    assert_eq!(
        error.unwrap_err().to_string(),
        "the answer has more than 100000 records, expected at most that many"
    );
}

/// Each field is looked up, and each part of an address finds its address: not by going through all others.
#[test]
fn very_many_fields_take_no_time() {
    let begun = Instant::now();
    let attribute = "<a><name>external</name><value>projectid</value></a>";
    for of_type in ["oaTask", "oaSlip"] {
        let message = body(&format!(
            "<add><objects><{of_type}>{}{}{}<attributes>{}</attributes></{of_type}></objects></add>",
            "<projectid>1</projectid>".repeat(100_000),
            "<x/>".repeat(100_000),
            "<addr_city>a</addr_city>".repeat(100_000),
            attribute.repeat(100_000),
        ));
        let outcome = Request::parse(message.as_bytes(), Limits::default());
        assert_eq!(outcome.is_ok(), of_type == "oaSlip");
    }
    assert!(
        begun.elapsed() < Duration::from_secs(60),
        "{:?}",
        begun.elapsed()
    );
}

fn refused_by_server(message: &str) -> String {
    let error = Request::parse(message.as_bytes(), Limits::default());
    error.unwrap_err().to_string()
}

/// What is no XML is told as that, whatever else is wrong with it.
#[test]
fn what_is_no_xml_comes_first() {
    for message in [
        "<Envelope><Body><add/></Body>",
        "<e:Envelope xmlns:e='urn:e'><e:Body></e:Envelope>",
        "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>",
    ] {
        let error = Request::parse(message.as_bytes(), Limits::default()).unwrap_err();
        assert!(matches!(error, MessageError::Xml(_)), "{error}");
    }
}
