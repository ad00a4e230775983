//! Laws of reading and writing `<Task>`.

use chrono::NaiveDate;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::{EntriesError, Found, parse, read_entries, to_string, write_entry};
use crate::task::{CustomField, Entry, Field, Id, Task, Value};
use crate::time::TimeOfDay;
use crate::validate::{Command, Report, Settings, Validator};
use crate::xml::{Limits, Writer};

fn entry_of(xml: &str) -> Result<Vec<(Field, String)>, String> {
    let mut fields = None;
    read_entries(xml.as_bytes(), Limits::default(), |found| {
        if let Found::Entry { entry, .. } = found {
            fields = Some(entry.map_err(|error| error.to_string()).map(|entry| {
                let mut fields: Vec<_> = entry
                    .fields()
                    .map(|(field, text)| (field, text.to_owned()))
                    .collect();
                fields.sort();
                fields
            }));
        }
    })
    .map_err(|error| error.to_string())?;
    fields.expect("a <Task>")
}

#[test]
fn dates_in_every_spelling() {
    let date = |inner: &str| {
        let mut text = String::new();
        let xml = format!("<Task><date>{inner}</date></Task>");
        read_entries(xml.as_bytes(), Limits::default(), |found| {
            if let Found::Entry { entry, .. } = found {
                text = match entry {
                    Ok(entry) => match entry.value(Field::Date) {
                        Value::Absent => "absent".to_owned(),
                        Value::Empty => "empty".to_owned(),
                        Value::Text(text) => text.to_owned(),
                    },
                    Err(error) => error.to_string(),
                };
            }
        })
        .unwrap();
        text
    };
    // Shapes: documented form, unpadded form, the server's order with empty members, an empty date.
    assert_eq!(
        date("<Date><year>2026</year><month>07</month><day>05</day></Date>"),
        "2026-07-05"
    );
    assert_eq!(
        date("<Date><day>5</day><month>7</month><year>2026</year></Date>"),
        "2026-07-05"
    );
    assert_eq!(
        date(
            "<Date>\n <hour/><minute/><timezone/><second/><month>07</month><day>05</day><year>2026</year>\n</Date>"
        ),
        "2026-07-05"
    );
    assert_eq!(
        date(
            "<Date><hour>00</hour><minute>00</minute><second>00</second><year>2026</year><month>07</month><day>05</day></Date>"
        ),
        "2026-07-05"
    );
    assert_eq!(
        date("<Date><hour/><minute/><timezone/><second/><month/><day/><year/></Date>"),
        "empty"
    );
    assert_eq!(date(""), "empty");
    assert_eq!(date("2026-07-05"), "2026-07-05");
    // What no date is reaches the rules as it stands.
    assert_eq!(
        date("<Date><year>26</year><month>13</month><day>x</day></Date>"),
        "26-13-0x"
    );
    assert_eq!(
        date("<Date><year>2026</year><month>07</month></Date>"),
        "2026-07-00"
    );
    assert_eq!(
        date("<Date><year>2026</year><month>07</month><day>05</day><hour>9</hour></Date>"),
        "2026-07-05 09:00:00"
    );
    assert_eq!(
        date("<Date><year>2026</year></Date><Date/>"),
        "the field `date` holds elements, expected text"
    );
    assert_eq!(
        date("<Date><era>1</era></Date>"),
        "the field `date` holds elements, expected text"
    );
}

#[test]
fn structure_that_no_entry_has() {
    assert_eq!(
        entry_of("<Task><hours>1</hours><hours>2</hours></Task>"),
        Err("the field `hours` stands twice in one record".into())
    );
    assert_eq!(
        entry_of("<Task><hours><b>1</b></hours></Task>"),
        Err("the field `hours` holds elements, expected text".into())
    );
    assert_eq!(
        entry_of("<Task>8 hours</Task>"),
        Err("text stands between the fields of a <Task>".into())
    );
    assert_eq!(entry_of("<Task/>"), Ok(vec![]));
}

#[test]
fn commands_and_what_is_left_out() {
    let xml = r#"<request><Auth><Login/></Auth>
        <Read type="Task"><Task><id>1</id></Task></Read>
        <Add type="Task"><Task><id>2</id></Task><Task><id>3</id></Task></Add>
        <Modify type="Task"><Task><id>4</id></Task></Modify>
        <Delete type="Task"><Task><id>5</id></Task></Delete>
        <Reject type="Task"><Task><id>6</id></Task><Approval/></Reject>
        <Add type="Timesheet"><Timesheet/></Add></request>"#;
    let mut shown = Vec::new();
    read_entries(xml.as_bytes(), Limits::default(), |found| {
        shown.push(match found {
            Found::Entry {
                command,
                entry,
                span,
            } => {
                assert!(xml[span].starts_with("<Task>"));
                format!("{command:?} {}", entry.unwrap().text(Field::Id).unwrap())
            }
            Found::Other { command, element } => format!("other {element} in {command}"),
        });
    })
    .unwrap();
    assert_eq!(
        shown,
        [
            "other Task in Read",
            "Some(Add) 2",
            "Some(Add) 3",
            "Some(Modify) 4",
            "Some(Delete) 5",
            "Some(Reject) 6",
            "other Approval in Reject",
            "other Timesheet in Add",
        ]
    );
}

#[test]
fn other_roots_are_refused() {
    let outcome = read_entries(b"<html><Task/></html>", Limits::default(), |_| {
        panic!("no entry")
    });
    let error = outcome.unwrap_err();
    assert!(matches!(error, EntriesError::Root { .. }));
    assert_eq!(
        error.to_string(),
        "found <html>, expected <request>, <response>, a command or <Task>"
    );
}

#[test]
fn lookups_and_custom_fields_survive() {
    let xml = r#"<Task><projectid external="Project">EXT &amp; 1</projectid><zeta__c>1</zeta__c><alpha__c>2</alpha__c></Task>"#;
    let mut written = String::new();
    read_entries(xml.as_bytes(), Limits::default(), |found| {
        if let Found::Entry {
            entry: Ok(entry), ..
        } = found
        {
            let mut entry = entry.clone();
            entry
                .set(Field::UserId, "251")
                .set(Field::Date, "2026-01-05")
                .set(Field::DecimalHours, "1.5");
            let checked = Validator::new(Settings::default())
                .check(Command::Add, &entry, &mut Report::new())
                .map(|checked| {
                    let mut writer = Writer::new();
                    write_entry(writer.start("Task").unwrap(), &checked).unwrap();
                    writer.into_string()
                });
            written = checked.unwrap();
        }
    })
    .unwrap();
    assert_eq!(
        written,
        "<Task><date><Date><year>2026</year><month>01</month><day>05</day></Date></date>\
         <hours>1</hours><minutes>30</minutes><projectid external=\"Project\">EXT &amp; 1</projectid>\
         <userid>251</userid><zeta__c>1</zeta__c><alpha__c>2</alpha__c></Task>"
    );
}

fn text() -> impl Strategy<Value = Option<String>> {
    proptest::option::of(
        "[ -~\\t\\n\\ré€😀<>&\"']{1,20}".prop_filter("not blank", |text| !text.trim().is_empty()),
    )
}

prop_compose! {
    fn tasks()(
        ids in proptest::collection::vec(proptest::option::of(1_u64..), 6),
        day in proptest::option::of(0_u64..200_000),
        moment in proptest::option::of(0_i64..4_000_000_000),
        clock in proptest::option::of(0_u32..86_400),
        hours in proptest::option::of((any::<i64>(), 0_u32..10)),
        minutes in proptest::option::of(any::<i64>()),
        notes in text(),
        description in text(),
        custom in proptest::collection::btree_map("[a-z][a-z0-9_]{0,5}__c", "[ -~é]{0,8}".prop_filter("not blank", |text| text.is_empty() || !text.trim().is_empty()), 0..4),
    ) -> Task {
        let mut task = Task::default();
        let mut ids = ids.into_iter().map(|id| id.and_then(Id::new));
        task.id = ids.next().flatten();
        task.userid = ids.next().flatten();
        task.projectid = ids.next().flatten();
        task.category_5id = ids.next().flatten();
        task.timesheetid = ids.next().flatten();
        task.slipid = ids.next().flatten();
        task.date = day.and_then(|day| NaiveDate::from_ymd_opt(1900, 1, 1)?.checked_add_days(chrono::Days::new(day)));
        task.acct_date = task.date;
        task.updated = moment.and_then(|moment| chrono::DateTime::from_timestamp(moment, 0)).map(|moment| moment.naive_utc());
        task.start_time = clock.and_then(|second| TimeOfDay::new(second / 3600, second / 60 % 60, second % 60));
        task.hours = hours.map(|(mantissa, scale)| Decimal::new(mantissa, scale));
        task.loaded_cost = task.hours;
        task.minutes = minutes;
        task.notes = notes;
        task.description = description;
        task.custom = custom.into_iter().map(|(name, text)| CustomField { name, text }).collect();
        task
    }
}

proptest! {
    #[test]
    fn a_task_survives_xml(task in tasks()) {
        let xml = to_string(&task).unwrap();
        let again = parse(xml.as_bytes(), Limits::default()).unwrap();
        prop_assert_eq!(&again, &task);
        prop_assert_eq!(to_string(&again).unwrap(), xml);
    }

    /// Element order, unknown elements, comments, white space, CDATA and references change nothing.
    #[test]
    fn noise_changes_nothing(task in tasks(), seed in any::<u64>(), noise in proptest::collection::vec(0_usize..5, 64)) {
        let entry = Entry::from(&task);
        let mut fields: Vec<(Field, String)> = entry.fields()
            .filter(|(field, _)| !matches!(field.kind(), crate::task::Kind::Date | crate::task::Kind::DateTime))
            .map(|(field, text)| (field, text.to_owned())).collect();
        let plain: String = fields.iter().map(|(field, text)| {
            format!("<{field}>{}</{field}>", escape(text))
        }).collect();
        let rotate = if fields.is_empty() { 0 } else { usize::try_from(seed % fields.len() as u64).unwrap() };
        fields.rotate_left(rotate);
        let noisy: String = fields.iter().zip(noise.iter().cycle()).map(|((field, text), noise)| {
            let middle = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at);
            let (head, tail) = text.split_at(middle);
            let body = match noise {
                0 => format!("<!-- c -->{}", escape(text)),
                1 if !text.contains("]]>") && !text.contains('\r') => format!("<![CDATA[{text}]]>"),
                2 => format!("{}<!--x-->{}", escape(head), escape(tail)),
                3 => text.chars().map(|c| format!("&#{};", u32::from(c))).collect(),
                _ => format!("{}<?pi x?>{}", escape(head), escape(tail)),
            };
            format!("\n  <{field} >{body}</{field}\t><unknown_{noise}><a>b</a></unknown_{noise}><!-- between -->")
        }).collect();
        // Unknown names repeat, which is refused; each is made its own.
        let mut counter = 0;
        let noisy = noisy.split("unknown_").collect::<Vec<_>>();
        let noisy = noisy.iter().enumerate().map(|(place, piece)| {
            if place == 0 { return (*piece).to_owned(); }
            counter += 1;
            format!("unknown_{}_{piece}", (counter - 1) / 2)
        }).collect::<String>();
        let expected = entry_of(&format!("<Task>{plain}</Task>"));
        prop_assert!(expected.is_ok());
        prop_assert_eq!(entry_of(&format!("<Task>{noisy}</Task>")), expected);
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('\r', "&#13;")
}
