use insta::assert_snapshot;
use suiteprojects::xml::{Limits, tree};

use super::*;

/// Two customers of the form that servers send, with dates, an address and nothing.
const RECORDS: [&str; 2] = [
    "<Customer><id>61</id><name>Heron &amp; Sons, \"Ltd\"</name><notes/>\
     <created><Date><hour>09</hour><minute>30</minute><timezone/><second>05</second><month>01</month>\
     <day>05</day><year>2026</year></Date></created><updated><Date><hour/><minute/><timezone/><second/>\
     <month/><day/><year/></Date></updated>\
     <addr><Address><city>Bath</city><zip/></Address></addr></Customer>",
    "<Customer><id>62</id><rate__c>7.50</rate__c></Customer>",
];

fn written(format: RecordFormat, records: &[&str]) -> String {
    let mut out = Vec::new();
    let mut writer = format.writer(&mut out).unwrap();
    for record in records {
        let record = tree::parse(record.as_bytes(), Limits::default()).unwrap();
        writer.record(&record).unwrap();
    }
    writer.finish().unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn forms_of_records() {
    assert_snapshot!(written(RecordFormat::Jsonl, &RECORDS), @r#"
    {"id":"61","name":"Heron & Sons, \"Ltd\"","created":"2026-01-05 09:30:05","addr":{"Address":{"city":"Bath"}}}
    {"id":"62","rate__c":"7.50"}
    "#);
    assert_snapshot!(written(RecordFormat::Json, &RECORDS), @r#"
    [
    {"id":"61","name":"Heron & Sons, \"Ltd\"","created":"2026-01-05 09:30:05","addr":{"Address":{"city":"Bath"}}},
    {"id":"62","rate__c":"7.50"}
    ]
    "#);
    assert_snapshot!(written(RecordFormat::Csv, &RECORDS), @r#"
    id,name,created,addr,rate__c
    61,"Heron & Sons, ""Ltd""",2026-01-05 09:30:05,"{""Address"":{""city"":""Bath""}}",
    62,,,,7.50
    "#);
    let xml = written(RecordFormat::Xml, &RECORDS);
    let document = roxmltree::Document::parse(&xml).unwrap();
    let names = document
        .descendants()
        .filter(|node| node.has_tag_name("Customer"));
    assert_eq!(names.count(), 2);
    assert!(
        xml.contains("<name>Heron &amp; Sons, \"Ltd\"</name><notes/>"),
        "{xml}"
    );
}

#[test]
fn nothing_is_a_whole_document_too() {
    assert_eq!(written(RecordFormat::Jsonl, &[]), "");
    assert_eq!(written(RecordFormat::Csv, &[]), "");
    assert_eq!(written(RecordFormat::Json, &[]), "[]\n");
    roxmltree::Document::parse(&written(RecordFormat::Xml, &[])).unwrap();
}

#[test]
fn fields_of_one_name_are_a_list() {
    let flags =
        "<User><flags><Flag><name>a</name></Flag><Flag><name>b</name></Flag></flags></User>";
    assert_eq!(
        written(RecordFormat::Jsonl, &[flags]),
        "{\"flags\":{\"Flag\":[{\"name\":\"a\"},{\"name\":\"b\"}]}}\n"
    );
}
