//! Samples of answers, decoded as the answers to the commands they belong to. What is expected was read
//! off the samples by eye, or is what `roxmltree` finds there.

use chrono::{FixedOffset, NaiveDate};
use suiteprojects::api::{
    Add, Doubt, MakeUrl, Method, Outcome, Read, Refusal, Search, Stored, Submit, Time,
};
use suiteprojects::element::Element;
use suiteprojects::error_code::ErrorCode;
use suiteprojects::record::{Customer, FromRecord, Project, Record, Timesheet, TypedRecord, User};
use suiteprojects::xml::Limits;
use suiteprojects::xml::exchange::{AnswerError, RequestRefusal, XmlCommand, decode};

use super::xml_support::oracle;
use super::{id, is_complete, samples};

type Check = fn(&str);

const SAMPLES: &[(&str, Check)] = &[
    ("doc-add-errors-1106.xml", |sample| {
        let refusal = refused_add(sample);
        assert_eq!(refusal.code, ErrorCode::new(1106));
        assert_eq!(refusal.text.as_deref(), Some("Some error description"));
    }),
    ("doc-response-parse-error.xml", |sample| {
        let refusal = refused(sample);
        assert_eq!((refusal.code, refusal.bare), (ErrorCode::new(1), true));
        let text = "unclosed token at line 1, column 322";
        assert_eq!(refusal.text.as_deref(), Some(text));
    }),
    ("php-auth-00.xml", |sample| {
        let nothing: [Time; 0] = [];
        assert_eq!(answer(&nothing, sample).len(), 0);
    }),
    ("php-makeurl-00.xml", |sample| {
        let url = answer(&MakeUrl::new("1014", "pm", "grid-timesheet"), sample);
        let expected = oracle(sample).unwrap();
        let expected = expected.child("MakeURL").unwrap().text().into_owned();
        assert_eq!(url.done().unwrap().expose(), expected);
    }),
    ("php-time-00.xml", |sample| {
        let time = answer(&Time, sample).unwrap().unwrap();
        assert_eq!(time.local.to_string(), "2020-12-03 22:53:43");
        assert_eq!(time.offset, FixedOffset::west_opt(5 * 3_600));
    }),
    ("prod-add-status-1.xml", |sample| {
        assert_eq!(refused_add(sample), Refusal::new(ErrorCode::new(1)));
    }),
    ("py-utilities-01-response.xml", |sample| {
        let read = Read::of("Invoice", Method::All).unwrap();
        let invoices = answer(&read, sample).unwrap();
        assert_eq!(invoices.len(), 1);
        let invoice = invoices[0].as_ref().unwrap();
        assert_eq!(invoice.child("total").unwrap().text(), "99.00");
        assert_eq!(invoice.elements().count(), 4);
    }),
    ("sinclair-add-response.xml", |sample| {
        let stored = added(sample).done().unwrap();
        assert_eq!(stored.id, Some(id(6375)));
        let timesheet = Timesheet::from_record(stored.record.unwrap()).unwrap();
        assert_eq!(timesheet.status.as_deref(), Some("O"));
        assert_eq!(timesheet.userid, Some(id(1234)));
        assert_eq!(timesheet.starts, NaiveDate::from_ymd_opt(2013, 11, 25));
        assert_eq!(timesheet.ends, NaiveDate::from_ymd_opt(2013, 12, 1));
        assert_eq!(timesheet.other, [Element::new("default_payrolltypeid")]);
    }),
    ("sinclair-error-1002.xml", |sample| {
        let ids = [id(1111); 3];
        let outcomes = answer(&Submit::ids("Timesheet", &ids).unwrap(), sample);
        let [first, second, third] = &outcomes[..] else {
            panic!("{outcomes:?}")
        };
        let said = |outcome: &Outcome<Stored>| {
            let refusal = outcome.refusal().unwrap();
            assert_eq!(refusal.code, ErrorCode::new(1002));
            refusal.text.clone().unwrap()
        };
        assert_eq!(said(first), "The timesheet is terrible");
        assert!(second.refusal().is_none());
        assert_eq!(said(third), "The timesheet is really bad");
    }),
    ("sinclair-error-123.xml", |sample| {
        let refusal = refused(sample);
        assert_eq!((refusal.code, refusal.bare), (ErrorCode::new(123), false));
    }),
    ("sinclair-error-416.xml", |sample| {
        let refusal = refused(sample);
        assert_eq!((refusal.code, refusal.bare), (ErrorCode::new(416), false));
    }),
    ("sinclair-error-601.xml", |sample| {
        assert_eq!(answer(&Read::<Customer>::all(), sample), Ok(Vec::new()));
    }),
    ("sinclair-error-602.xml", |sample| {
        let refusal = Refusal::new(ErrorCode::new(602));
        assert_eq!(answer(&Read::<Customer>::all(), sample), Err(refusal));
    }),
    ("sinclair-error-no-auth-status.xml", |sample| {
        let error = error(sample);
        assert!(matches!(error, AnswerError::Unexpected { .. }), "{error}");
    }),
    ("sinclair-multiple-commands-response.xml", |sample| {
        let reads = [1, 2].map(|number| Read::<Customer>::by_id(id(number)));
        let answers = answer(&reads, sample);
        let found = answers.into_iter().flat_map(Result::unwrap);
        let found: Vec<_> = found
            .map(|customer| customer.unwrap())
            .map(|customer| (customer.id, customer.name.unwrap()))
            .collect();
        let expected = [1, 2].map(|number| (Some(id(number)), format!("Customer {number}")));
        assert_eq!(found, expected);
    }),
    ("sinclair-read-single-response.xml", |sample| {
        let customers = records::<Customer>(sample, |customer, name| customer.text(name).is_some());
        assert_eq!(customers[0].name.as_deref(), Some("Client 1"));
    }),
    ("swift-AddressExample.xml", |sample| {
        let answer = format!(
            "<response><Read status='0'><User><addr>{sample}</addr></User></Read></response>"
        );
        let users = records::<User>(&answer, |user, name| user.text(name).is_some());
        let address = users[0].other[0].child("Address").unwrap();
        assert_eq!(address.child("last").unwrap().text(), "Userovich");
    }),
    ("swift-AuthResponceExample.xml", |sample| {
        let users = records::<User>(sample, |user, name| user.text(name).is_some());
        assert_eq!(users[0].id, Some(id(1445)));
        assert_eq!(users[0].active, Some(true));
        assert_eq!(users[0].generic, Some(false));
        let updated = users[0].updated.unwrap().to_string();
        assert_eq!(updated, "2018-02-06 09:29:13");
    }),
    ("swift-DateTimeExample.xml", |sample| {
        let answered = format!("<response><Time status='0'>{sample}</Time></response>");
        let time = answer(&Time, &answered).unwrap().unwrap();
        assert_eq!(time.local.to_string(), "2016-09-21 02:14:48");
        assert_eq!(time.offset, None);
    }),
    ("swift-GetProjectsResponceExample.xml", |sample| {
        let projects = records::<Project>(sample, |project, name| project.text(name).is_some());
        assert_eq!(projects.len(), 43);
        let finish = NaiveDate::from_ymd_opt(2012, 3, 12);
        assert_eq!(projects[0].finish_date, finish);
        assert_eq!(projects[0].deleted, Some(false));
    }),
    ("swift-UserExample.xml", |sample| {
        let answer = format!("<response><Read status='0'>{sample}</Read></response>");
        let users = records::<User>(&answer, |user, name| user.text(name).is_some());
        assert_eq!(users[0].name.as_deref(), Some("Userovich, User"));
    }),
    ("swift-auth-401-read-2.xml", |sample| {
        let refusal = refused(sample);
        assert_eq!((refusal.code, refusal.bare), (ErrorCode::new(401), false));
    }),
    ("swift-read-empty-0.xml", |sample| {
        assert_eq!(answer(&Read::<Project>::all(), sample), Ok(Vec::new()));
    }),
    ("swift-response-505.xml", |sample| {
        let refusal = refused(sample);
        assert_eq!((refusal.code, refusal.bare), (ErrorCode::new(505), true));
        let text = "The namespace and key do not match";
        assert_eq!(refusal.text.as_deref(), Some(text));
    }),
];

#[track_caller]
fn answer<C: XmlCommand + ?Sized>(command: &C, sample: &str) -> C::Answer {
    decode(command, sample.as_bytes(), Limits::default()).unwrap()
}

#[track_caller]
fn error(sample: &str) -> AnswerError {
    let read = Read::<Customer>::equal_to(Search::id(id(1)));
    decode(&read, sample.as_bytes(), Limits::default()).unwrap_err()
}

/// The refusal of a whole request.
#[track_caller]
fn refused(sample: &str) -> RequestRefusal {
    error(sample).refusal().unwrap().clone()
}

/// What became of the one record that was added.
#[track_caller]
fn added(sample: &str) -> Outcome<Stored> {
    let timesheets = [Record::new("Timesheet").unwrap()];
    let outcomes = answer(&Add::records(&timesheets).unwrap(), sample);
    assert_eq!(outcomes.len(), 1);
    let outcome = outcomes.into_iter().next();
    outcome.unwrap_or(Outcome::Unknown(Doubt::NoResult))
}

#[track_caller]
fn refused_add(sample: &str) -> Refusal {
    added(sample).refusal().unwrap().clone()
}

/// The typed records of a Read. Each field of the sample is there: with a value, if it has one there, or
/// kept as it is.
fn records<T>(sample: &str, has_value: fn(&T, &str) -> bool) -> Vec<T>
where
    T: TypedRecord + Clone + Others,
{
    let records = answer(&Read::<T>::all(), sample).unwrap();
    let records: Vec<T> = records.into_iter().map(Result::unwrap).collect();
    let response = oracle(sample).unwrap();
    let theirs: Vec<&Element> = response.child("Read").unwrap().elements().collect();
    assert_eq!(theirs.len(), records.len());
    for (theirs, ours) in theirs.into_iter().zip(&records) {
        let mut others = Vec::new();
        for field in theirs.elements() {
            let name = field.name.local.as_str();
            if T::field_names().contains(&name) {
                let date = field.child("Date").unwrap_or(field);
                let is_empty = date.text().is_empty()
                    && date.elements().all(|member| member.text().is_empty());
                // A switch without a value is off, which is a value.
                let is_switch = matches!(name, "active" | "generic" | "locked" | "deleted");
                assert_eq!(has_value(ours, name), !is_empty || is_switch, "{name}");
            } else {
                others.push(field.clone());
            }
        }
        assert_eq!(ours.others(), others);
    }
    records
}

/// The fields that a typed record keeps as they are.
trait Others {
    fn others(&self) -> &[Element];
}

macro_rules! others {
    ($($record:ty),+) => {
        $(impl Others for $record {
            fn others(&self) -> &[Element] {
                &self.other
            }
        })+
    };
}

others!(Customer, Project, User);

#[test]
fn every_answer_is_decoded() {
    let Some(files) = samples("xml-responses") else {
        return;
    };
    is_complete(&files, SAMPLES.iter().map(|(name, _)| *name), &[]);
    for (name, check) in SAMPLES {
        println!("{name}");
        check(&files[*name]);
    }
}

/// A generic record is what was sent.
#[test]
fn generic_records_are_kept_whole() {
    let Some(files) = samples("xml-responses") else {
        return;
    };
    let sample = &files["swift-GetProjectsResponceExample.xml"];
    let read = Read::of("Project", Method::All).unwrap();
    let ours = answer(&read, sample).unwrap();
    let ours: Vec<Element> = ours.into_iter().map(Result::unwrap).collect();
    let response = oracle(sample).unwrap();
    let theirs: Vec<Element> = response
        .child("Read")
        .unwrap()
        .elements()
        .cloned()
        .collect();
    assert_eq!(ours, theirs);
}

/// Cut off anywhere, no sample is an answer.
#[test]
fn no_beginning_of_an_answer_is_one() {
    let Some(files) = samples("xml-responses") else {
        return;
    };
    let read = Read::of("Project", Method::All).unwrap();
    let nothing: [Time; 0] = [];
    for (name, sample) in files {
        // Behind the last bracket the answer is complete.
        let last = sample.rfind('>').unwrap();
        let step = if last < 2_000 { 1 } else { last / 97 };
        for end in (0..=last).step_by(step) {
            let cut = &sample.as_bytes()[..end];
            let error = decode(&read, cut, Limits::default()).unwrap_err();
            assert!(
                matches!(error, AnswerError::Unreadable(_)),
                "{name}: {error}"
            );
            let error = decode(&nothing, cut, Limits::default()).unwrap_err();
            assert!(
                matches!(error, AnswerError::Unreadable(_)),
                "{name}: {error}"
            );
        }
    }
}
