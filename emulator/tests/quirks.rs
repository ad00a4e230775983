//! Each quirk of the vendor's server as it is seen over a socket. What is expected is what the notes on the wire formats
//! say of its answers (1.4 and 4; how `SOAP::Lite` shapes them).

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod support;

use suiteprojects::api::Add;
use suiteprojects::client::Soap;
use suiteprojects::client::blocking::Client;
use suiteprojects::validate::Command;
use suiteprojects_emulator::{Emulator, Options, Quirk, Quirks};
use support::{config, entry, password, request, unchecked};

const READ: &str = "<request key=\"k\" namespace=\"default\"><Auth><Login><company>c</company><user>u</user><password>p</password></Login></Auth><Read type=\"Task\" method=\"all\" limit=\"100\"/></request>";

/// A server with two time entries.
fn server(quirks: impl Into<Quirks>, seed: u64) -> Emulator {
    let options = Options::default().with_quirks(quirks).with_chance(seed);
    let emulator = Emulator::start(options).unwrap();
    let client = Client::new(config(&emulator.url(), password())).unwrap();
    let day = |day| {
        entry(&[
            ("date", day),
            ("userid", "7"),
            ("hours", "8"),
            ("notes", "a"),
        ])
    };
    let entries = [day("2026-01-05"), day("2026-01-06")];
    let checked = unchecked(Command::Add, &entries);
    let outcomes = client.send(&Add::tasks(&checked).unwrap()).unwrap();
    assert_eq!(support::codes(&outcomes), [0, 0]);
    emulator
}

/// The body of the answer to a Read over XML.
fn read(emulator: &Emulator) -> String {
    let answer = request(emulator.address(), "POST", "/api.pl", READ.as_bytes());
    answer.split_once("\r\n\r\n").unwrap().1.to_owned()
}

/// The body of the answer to a Read over SOAP.
fn read_soap(emulator: &Emulator) -> String {
    use suiteprojects::api::Read;
    use suiteprojects::task::Task;
    let client = Client::over(Soap::rpc_encoded(), config(&emulator.url(), password())).unwrap();
    assert_eq!(
        client.send(&Read::<Task>::all()).unwrap().unwrap().len(),
        2,
        "the client of the library reads it"
    );
    let post = |header: &str, body: &str| {
        let envelope = format!(
            "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:oair=\"https://www.openair.com/OAirService\" xmlns:soapenc=\"http://schemas.xmlsoap.org/soap/encoding/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:perl=\"http://namespaces.soaplite.com/perl\" soap:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\"><soap:Header>{header}</soap:Header><soap:Body>{body}</soap:Body></soap:Envelope>"
        );
        let answer = request(emulator.address(), "POST", "/soap", envelope.as_bytes());
        answer.split_once("\r\n\r\n").unwrap().1.to_owned()
    };
    let login = post(
        "",
        "<oair:login><login_par xsi:type=\"perl:LoginParams\"><api_namespace>default</api_namespace><api_key>k</api_key><company>c</company><user>u</user><password>p</password></login_par></oair:login>",
    );
    let session = roxmltree::Document::parse(&login).unwrap();
    let mut elements = session.descendants();
    let session = elements.find(|node| node.tag_name().name() == "sessionId");
    let session = session.expect(&login).text().unwrap();
    post(
        &format!("<oair:SessionHeader><sessionId>{session}</sessionId></oair:SessionHeader>"),
        "<oair:read><method soapenc:arrayType=\"perl:ReadRequest[1]\"><item xsi:type=\"perl:ReadRequest\"><type>Task</type><method>all</method><attributes soapenc:arrayType=\"perl:Attribute[1]\"><item xsi:type=\"perl:Attribute\"><name>limit</name><value>100</value></item></attributes></item></method></oair:read>",
    )
}

/// The names in each structure that these elements are.
fn names(answer: &str, is_record: impl Fn(&roxmltree::Node<'_, '_>) -> bool) -> Vec<Vec<String>> {
    let document = roxmltree::Document::parse(answer).unwrap();
    let records = document.descendants().filter(|node| is_record(node));
    let fields = records.map(|record| {
        let children = record.children().filter(roxmltree::Node::is_element);
        children
            .map(|child| child.tag_name().name().to_owned())
            .collect()
    });
    fields.collect()
}

fn xml_names(answer: &str) -> Vec<Vec<String>> {
    names(answer, |node| node.has_tag_name("Task"))
}

fn soap_names(answer: &str) -> Vec<Vec<String>> {
    names(answer, |node| {
        let mut attributes = node.attributes();
        attributes.any(|attribute| attribute.value().ends_with(":oaTask"))
    })
}

#[test]
fn without_quirks_there_are_none() {
    let emulator = server(Quirks::none(), 0);
    let answer = read(&emulator);
    assert!(
        answer.contains("<Auth status=\"0\"></Auth><Read status=\"0\"><Task>"),
        "{answer}"
    );
    assert!(!answer.contains("<hour/>"), "{answer}");
    let answer = read_soap(&emulator);
    assert!(answer.contains("<readReturn "), "{answer}");
}

#[test]
fn blanks() {
    let answer = read(&server(Quirk::Blanks, 0));
    assert!(
        answer.contains("<Auth status = \"0\"></Auth ><Read status = \"0\"><Task>"),
        "{answer}"
    );
    assert!(answer.contains("</Read >"), "{answer}");
}

#[test]
fn empty_dates() {
    let answer = read(&server(Quirk::EmptyDates, 0));
    let day = "<date><Date><hour/><minute/><timezone/><second/><month>01</month><day>05</day><year>2026</year></Date></date>";
    assert!(answer.contains(day), "{answer}");
    let document = roxmltree::Document::parse(&answer).unwrap();
    for date in document
        .descendants()
        .filter(|node| node.has_tag_name("Date"))
    {
        assert_eq!(date.children().count(), 7);
    }
}

#[test]
fn shuffled_fields_are_in_one_order_in_xml() {
    let plain = xml_names(&read(&server(Quirks::none(), 0)));
    let emulator = server(Quirk::Shuffled, 1);
    let mut first = xml_names(&read(&emulator));
    assert_eq!(first[0], first[1], "the order of an answer");
    assert_ne!(first, xml_names(&read(&emulator)), "the next answer");
    assert_eq!(
        first,
        xml_names(&read(&server(Quirk::Shuffled, 1))),
        "again"
    );
    assert_ne!(
        first,
        xml_names(&read(&server(Quirk::Shuffled, 2))),
        "another seed"
    );
    assert_ne!(first, plain);
    let mut plain = plain;
    for names in &mut plain {
        names.sort();
    }
    for names in &mut first {
        names.sort();
    }
    assert_eq!(first, plain, "the same fields");
}

#[test]
fn shuffled_members_are_in_any_order_in_soap() {
    let answer = read_soap(&server(Quirk::Shuffled, 1));
    let mut found = soap_names(&answer);
    assert_eq!(found.len(), 2, "{answer}");
    assert_ne!(found[0], found[1]);
    for names in &mut found {
        names.sort();
    }
    assert_eq!(found[0], found[1]);
}

#[test]
fn soap_lite() {
    let answer = read_soap(&server(Quirk::SoapLite, 0));
    for expected in [
        "<readResponse xmlns=\"https://www.openair.com/OAirService\"><soapenc:Array soapenc:arrayType=\"namesp1:ReadResult[1]\" xsi:type=\"soapenc:Array\"><item xsi:type=\"namesp1:ReadResult\">",
        "<item xsi:type=\"namesp1:oaTask\">",
        "<hours xsi:type=\"xsd:int\">8</hours>",
        "<decimal_hours xsi:type=\"xsd:float\">8.00</decimal_hours>",
        "<date xsi:type=\"xsd:date\">2026-01-05</date>",
        "<notes xsi:type=\"xsd:string\">a</notes>",
    ] {
        assert!(answer.contains(expected), "{expected} in {answer}");
    }
}

#[test]
fn nil() {
    let answer = read_soap(&server(Quirk::Nil, 0));
    assert!(answer.contains(" nil=\"true\"/>"), "{answer}");
    assert!(!answer.contains("xsi:nil"), "{answer}");
}
