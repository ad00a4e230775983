//! Requests, written.

use chrono::NaiveDate;
use suiteprojects::api::{
    Add, Application, Approval, Approve, CreateUser, Delete, Deleted, Direction, Filter, Flags,
    Login, MakeUrl, Method, Modify, OneOrMore, PageSize, Read, Reject, Search, Submit, Time,
    Unapprove, Version, Whoami,
};
use suiteprojects::element::Element;
use suiteprojects::record::Record;
use suiteprojects::soap::exchange::{self, EncodeError, SoapCommand};
use suiteprojects::soap::{LogIn, LogOut, Operation, Service, Session};
use suiteprojects::task::{Entry, Field, Id, Lookup, LookupBy, Task};
use suiteprojects::validate::{CheckedEntry, Command};

use super::{checked, golden, id, keyed, literal, session};

/// The request is the file, but for the line end that closes the file.
#[track_caller]
fn request_is<C: SoapCommand + ?Sized>(session: Option<&Session>, command: &C, case: &str) {
    let request = exchange::encode(&Service::rpc_encoded(), session, command).unwrap();
    let expected = golden(&format!("{case}.request.xml"));
    assert_eq!(format!("{}\n", request.expose()), expected);
    assert_eq!(
        request.soap_action(),
        format!(
            "\"https://www.openair.com/OAirService#{}\"",
            command.operation()
        )
    );
}

#[track_caller]
fn literal_is<C: SoapCommand + ?Sized>(session: Option<&Session>, command: &C, case: &str) {
    let request = exchange::encode(&literal(), session, command).unwrap();
    let expected = golden(&format!("{case}.literal.request.xml"));
    assert_eq!(format!("{}\n", request.expose()), expected);
}

#[track_caller]
fn both_are<C: SoapCommand + ?Sized>(command: &C, case: &str) {
    request_is(Some(&session()), command, case);
    literal_is(Some(&session()), command, case);
}

#[track_caller]
fn encoded_alone_is<C: SoapCommand + ?Sized>(command: &C, case: &str) {
    request_is(Some(&session()), command, case);
    let error = exchange::encode(&literal(), Some(&session()), command).unwrap_err();
    assert!(
        matches!(&error, EncodeError::NotInBinding { operation, .. } if *operation == command.operation()),
        "{error}"
    );
}

#[test]
fn sessions() {
    let application = Application::new("payroll bridge", "2.1", "KEY");
    let login = Login::password("Eagle & Sons", "ann", "p<w");
    let begin = LogIn::new(&application, &login).unwrap();
    request_is(None, &begin, "login/password");
    literal_is(None, &begin, "login/password");
    encoded_alone_is(&LogOut, "logout/session");
    request_is(
        Some(&Session::access_token("TOKEN")),
        &Whoami::new(),
        "whoami/token",
    );
    encoded_alone_is(&Time, "servertime/session");
    let version = Version::new("offline timesheets", "1.0");
    request_is(None, &version, "version/offline-client");
}

#[test]
fn add() {
    let mut entry = keyed("PB-1", "2026-01-05");
    entry
        .set(Field::StartTime, "9:0")
        .set(Field::EndTime, "17:00")
        .set(Field::ProjectId, "77")
        .set(Field::Notes, "R&D <b> ]]>")
        .set_named("reason__c", "a < b");
    let entries = [checked(Command::Add, &entry)];
    both_are(&Add::tasks(&entries).unwrap(), "add/one-task");

    let mut entry = Entry::new();
    entry
        .set(Field::Date, "2026-01-05")
        .set(Field::Hours, "1")
        .set_lookup(
            Field::ProjectId,
            "EXT-1",
            Lookup::new(LookupBy::External, "Project"),
        )
        .set_lookup(
            Field::UserId,
            "Mouse, Ann",
            Lookup::new(LookupBy::Name, "User"),
        );
    let entries = [checked(Command::Add, &entry)];
    request_is(
        Some(&session()),
        &Add::tasks(&entries).unwrap(),
        "add/looked-up",
    );

    let none: [CheckedEntry<'_>; 0] = [];
    request_is(Some(&session()), &Add::tasks(&none).unwrap(), "add/nothing");
}

#[test]
fn records() {
    let day = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
    let address = |fields: &[(&str, &str)]| {
        let address = Record::new("Address").unwrap();
        let fields = fields.iter();
        fields.fold(address, |address, (name, text)| {
            address.with_field(name, text)
        })
    };
    let customer = Record::new("Customer")
        .unwrap()
        .with_field("name", "Eagle")
        .with_record(
            "addr",
            address(&[("email", "a@example.com"), ("city", "Köln")]),
        )
        .with_record("billing_addr", address(&[("zip", "50667")]))
        .with_field("currency", "EUR");
    let slip = Record::new("Slip")
        .unwrap()
        .with_date("date", day)
        .with_lookup(
            "projectid",
            "EXT-1",
            &Lookup::new(LookupBy::External, "Project"),
        );
    let project = Record::new("Project")
        .unwrap()
        .with_date("created_at__c", day.and_hms_opt(8, 30, 0).unwrap())
        .with_field("name", "Nest");
    let records = [customer, slip, project];
    both_are(&Add::records(&records).unwrap(), "add/records");
}

#[test]
fn upsert() {
    let (first, mut second) = (keyed("PB-1", "2026-01-05"), keyed("PB-2", "2026-01-06"));
    second.set_named("reason__c", "x");
    let entries = [
        checked(Command::Add, &first),
        checked(Command::Add, &second),
    ];
    // That entries go together is how SOAP is.
    let add = Add::tasks(&entries).unwrap().with_lookup("thin_client_id");
    encoded_alone_is(&add, "upsert/two-tasks");
    encoded_alone_is(&add.together(), "upsert/two-tasks");
}

#[test]
fn modify() {
    let mut entry = Entry::new();
    entry.set(Field::Id, "5512").set(Field::Notes, "");
    let entries = [checked(Command::Modify, &entry)];
    both_are(&Modify::tasks(&entries).unwrap(), "modify/clear-notes");

    let records = [Record::new("Project")
        .unwrap()
        .with_field("id", "7")
        .with_field("region__c", "north")];
    let modify = Modify::records(&records).unwrap().custom_equal_to();
    request_is(Some(&session()), &modify, "modify/custom-equal-to");
}

#[test]
fn delete() {
    let delete = Delete::ids("Task", &[id(5512), id(5513)]).unwrap();
    both_are(&delete, "delete/two-tasks");
}

#[test]
fn approvals() {
    let ids: [Id; 2] = [id(1111), id(1112)];
    let noted = Approval::default()
        .copied_to("lead@example.com")
        .with_notes("wrong project");
    let reject = Reject::ids("Task", &ids).unwrap().with_approval(noted);
    encoded_alone_is(&reject, "reject/two-tasks");
    let submit = Submit::ids("Timesheet", &ids)
        .unwrap()
        .in_spite_of_warnings();
    encoded_alone_is(&submit, "submit/in-spite-of-warnings");
    let fine = Approval::default().with_notes("fine");
    let approve = Approve::ids("Timesheet", &ids).unwrap().with_approval(fine);
    encoded_alone_is(&approve, "approve/timesheets");
    let unapprove = Unapprove::ids("Timesheet", &ids).unwrap();
    encoded_alone_is(&unapprove, "unapprove/timesheets");
}

#[test]
fn users_and_addresses() {
    let company = Record::new("Company")
        .unwrap()
        .with_field("nickname", "Eagle");
    let address = Record::new("Address")
        .unwrap()
        .with_field("email", "ann@example.com");
    let user = Record::new("User")
        .unwrap()
        .with_field("nickname", "ann")
        .with_field("password", "s3cret")
        .with_record("addr", address);
    let create = CreateUser::new(&company, &user).unwrap();
    both_are(&create, "create-user/user-of-company");

    let make = MakeUrl::new("UID", "ta", "grid-timesheet")
        .with_record("Timesheet", id(1245))
        .unwrap();
    encoded_alone_is(&make, "make-url/timesheet");
    encoded_alone_is(&MakeUrl::new("UID", "pm", "dashboard"), "make-url/page");
}

pub(super) fn read_of_everything() -> Read<Task> {
    let day = |month| NaiveDate::from_ymd_opt(2026, month, 1).unwrap();
    let search = Search::new()
        .with_field("userid", "251")
        .with_lookup(
            "projectid",
            "ERP-7",
            &Lookup::new(LookupBy::External, "Project"),
        )
        .with_date("date", NaiveDate::from_ymd_opt(2026, 1, 5).unwrap())
        .with_field("notes", "")
        .with_field("ticket__c", "A-1");
    Read::equal_to(search)
        .with_filter(Filter::newer_than("date", day(1)))
        .with_filter(Filter::older_than(
            "updated",
            day(2).and_hms_opt(8, 30, 0).unwrap(),
        ))
        .with_filter(Filter::OpenTimesheets)
        .with_page(200, PageSize::new(100).unwrap())
        .with_fields(["id", "date", "ticket__c"])
        .with_order("date", Direction::Descending)
        .with_deleted(Deleted::Included)
        .with_flags(Flags::Excluded)
}

pub(super) fn two_reads() -> Vec<Read<Task>> {
    let users = OneOrMore::several(vec![id(251), id(252)]).unwrap();
    vec![
        Read::new(Method::User(users)),
        Read::new(Method::NotExported).with_page(0, PageSize::new(5).unwrap()),
    ]
}

#[test]
fn read() {
    both_are(&Read::<Task>::all(), "read/all");
    both_are(&read_of_everything(), "read/everything");
    let reads = two_reads();
    request_is(Some(&session()), &reads, "read/two-reads");
    request_is(Some(&session()), reads.as_slice(), "read/two-reads");
    request_is(
        Some(&session()),
        &<[_; 2]>::try_from(reads).unwrap(),
        "read/two-reads",
    );
}

/// What SOAP does not have is never left out silently.
#[test]
fn what_only_xml_has_is_an_error() {
    let message = |command: &dyn Fn() -> Result<exchange::Request, EncodeError>| {
        command().unwrap_err().to_string()
    };
    let service = Service::rpc_encoded();
    let read = Read::of("Entitytag", Method::All)
        .unwrap()
        .without_between_date();
    assert_eq!(
        message(&|| exchange::encode(&service, None, &read)),
        "the operation read has no between_date, expected a request of the XML API for it"
    );
    let whoami = Whoami::new().with_user(id(1));
    assert_eq!(
        message(&|| exchange::encode(&service, None, &whoami)),
        "the operation whoami has no user, expected a request of the XML API for it"
    );
    let company = Record::new("Company").unwrap();
    let user = Record::new("User").unwrap();
    let create = CreateUser::new(&company, &user).unwrap().with_lookup("id");
    assert_eq!(
        message(&|| exchange::encode(&service, None, &create)),
        "the operation createUser has no lookup, expected a request of the XML API for it"
    );
    assert_eq!(
        message(&|| exchange::encode(&literal(), None, &LogOut)),
        "document/literal has no operation logout, expected rpc/encoded"
    );
    let hostile = [Record::new("Slip")
        .unwrap()
        .with_element(Element::new("not a name").with_text("\0"))];
    let error = exchange::encode(&service, None, &Add::records(&hostile).unwrap()).unwrap_err();
    assert!(matches!(error, EncodeError::Write(_)), "{error}");
}

#[test]
fn secrets_are_not_shown() {
    let application = Application::new("test", "1", "the-key");
    let login = Login::password("company", "user", "the-password");
    let begin = LogIn::new(&application, &login).unwrap();
    let session = Session::id("the-session");
    let request = exchange::encode(&Service::rpc_encoded(), Some(&session), &begin).unwrap();
    for shown in [
        format!("{begin:?}"),
        format!("{session:?}"),
        format!("{request:?}"),
    ] {
        assert!(!shown.contains("the-"), "{shown}");
    }
    assert_eq!(request.operation(), Operation::Login);
    assert_eq!(request.size(), request.expose().len());
}
