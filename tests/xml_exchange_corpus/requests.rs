//! Samples of requests, made once more with our builders.

use std::fmt::Debug;

use chrono::{NaiveDate, NaiveDateTime};
use suiteprojects::api::{
    Add, Application, Approval, Approve, CreateUser, Delete, Direction, Filter, Login, MakeUrl,
    Method, Modify, ModifyOnCondition, PageSize, Read, Reject, RemoteAuth, Report, Search, Submit,
    Time, Whoami,
};
use suiteprojects::error_code::ErrorCode;
use suiteprojects::record::{Customer, Moment, Project, ProjectTask, Record};
use suiteprojects::task::{Entry, Field, Lookup, LookupBy};
use suiteprojects::validate::{CheckedEntry, Command};
use suiteprojects::xml::exchange::{XmlCommand, encode};
use suiteprojects::xml::tree;

use super::canonical::{self, Placeholders};
use super::{id, is_complete, samples};

/// Samples that our builders do not make, and why.
const EXCUSED: &[(&str, &str)] = &[(
    "py-commands-09-CreateAccount.xml",
    "closed to customers, refused with 304",
)];

/// A sample, the values for its placeholders, and ours.
struct Sample {
    name: &'static str,
    placeholders: Placeholders<'static>,
    ours: String,
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn moment(date: NaiveDate, hour: u32, minute: u32, second: u32) -> NaiveDateTime {
    date.and_hms_opt(hour, minute, second).unwrap()
}

fn record(object_type: &str, fields: &[(&str, &str)]) -> Record {
    let record = Record::new(object_type).unwrap();
    fields
        .iter()
        .fold(record, |record, (name, text)| record.with_field(name, text))
}

fn entry(fields: &[(Field, &'static str)]) -> Entry<'static> {
    let mut entry = Entry::new();
    for (field, text) in fields {
        entry.set(*field, *text);
    }
    entry
}

/// A request of the Ruby client.
fn ruby<C: XmlCommand + ?Sized>(command: &C) -> String {
    let application = Application::new("Client", "1.1", "APIKEY");
    let login = Login::password("Company", "Username", "Password");
    request(&application, Some(&login), command)
}

/// A request of the Swift client, whose names of variables are values as good as others.
fn swift<C: XmlCommand + ?Sized>(command: &C) -> String {
    let application = Application::new("client", "client_ver", "apiKey").in_namespace("namespace");
    let login = Login::password("company", "userName", "password");
    request(&application, Some(&login), command)
}

fn python() -> (Application, Login) {
    (
        Application::new("test app", "1.0", "uniquekey"),
        Login::password("My Company", "JAdmin", "p@ssw0rd"),
    )
}

/// For samples of a command without its request.
fn part<C: XmlCommand + ?Sized>(command: &C) -> String {
    let (application, login) = python();
    request(&application, Some(&login), command)
}

fn request<C: XmlCommand + ?Sized>(
    application: &Application,
    login: Option<&Login>,
    command: &C,
) -> String {
    let request = encode(application, login, command).unwrap();
    request.expose().to_owned()
}

fn plain(name: &'static str, ours: String) -> Sample {
    filled(name, &[], ours)
}

fn filled(name: &'static str, placeholders: Placeholders<'static>, ours: String) -> Sample {
    Sample {
        name,
        placeholders,
        ours,
    }
}

fn ok<T, E: Debug>(result: Result<T, E>) -> T {
    result.unwrap()
}

/// The vendor's own samples, with names of types and ids filled in.
fn vendor() -> Vec<Sample> {
    const FILLED: Placeholders<'_> = &[
        ("ObjectType", "Timesheet"),
        ("objectID", "17"),
        ("internalID", "17"),
    ];
    let approval = Approval::default()
        .copied_to("name@example.com")
        .with_notes("An example of approval notes.");
    let ids = [id(17)];
    let approve = ok(Approve::ids("Timesheet", &ids)).with_approval(approval.clone());
    let reject = ok(Reject::ids("Timesheet", &ids)).with_approval(approval);
    let delete = ok(Delete::ids("Timesheet", &ids));
    let related = |by, text| {
        let lookup = Lookup::new(by, "RelatedObjectType");
        [record("Timesheet", &[("id", "17")]).with_lookup("related_objectid", text, &lookup)]
    };
    let external = related(LookupBy::External, "relatedObjectExternalID");
    let by_name = related(LookupBy::Name, "relatedObjectName");
    let application =
        Application::new("example client", "1.1", "Your_API_Key").in_namespace("example");
    let token = Login::access_token("OAuth2_access_token");
    let nothing: [Time; 0] = [];
    vec![
        filled("doc-approve-syntax.xml", FILLED, part(&approve)),
        filled("doc-reject-syntax.xml", FILLED, part(&reject)),
        filled("doc-delete-syntax.xml", FILLED, part(&delete)),
        filled(
            "doc-related-lookup-external.xml",
            FILLED,
            part(&ok(Modify::records(&external))),
        ),
        filled(
            "doc-related-lookup-name.xml",
            FILLED,
            part(&ok(Modify::records(&by_name))),
        ),
        plain(
            "doc-request-oauth2.xml",
            request(&application, Some(&token), &nothing),
        ),
    ]
}

/// Clients in JavaScript and TypeScript.
fn scripts() -> Vec<Sample> {
    let task = entry(&[
        (Field::ProjectId, "5521"),
        (Field::ProjectTaskId, "88231"),
        (Field::DecimalHours, "3"),
        (Field::UserId, "251"),
        (Field::Date, "2025-08-25"),
        (Field::CustomerId, "77"),
        (Field::Notes, ""),
        (Field::TimesheetId, "998"),
        (Field::TimeTypeId, "1"),
    ]);
    let task = [CheckedEntry::trust_without_checking(Command::Add, &task)];
    let parent = Lookup::new(LookupBy::External, "Projecttask");
    let project_task = record(
        "Projecttask",
        &[
            ("projectid", "176"),
            ("name", "RegOps Management & Oversight"),
            ("id_number", "1.02"),
            ("unit_basis__c", "month"),
            ("externalid", "proj176_task0"),
        ],
    );
    let project_task = [project_task.with_lookup("parentid", "proj176_phase0", &parent)];
    let since = moment(day(2026, 9, 1), 0, 0, 0);
    let projects = Read::<Project>::all()
        .with_filter(Filter::newer_than("updated", since))
        .with_custom_fields(true)
        .with_fields(["id", "name", "customerid", "userid", "budget", "currency"])
        .with_fields(["active", "updated", "parent_project__c"]);
    let method = Method::EqualTo(Search::new().with_field("invoiceid", "").into());
    let slips = ok(Read::of("Slip", method))
        .with_custom_fields(true)
        .with_empty_is_nil(false);
    let date = Moment::from(day(2026, 7, 5)).to_element();
    vec![
        plain("js-add-task.xml", part(&ok(Add::tasks(&task)))),
        plain(
            "js-add-with-external-lookup.xml",
            part(&ok(Add::records(&project_task))),
        ),
        plain("js-read-newer-than-updated.xml", part(&projects)),
        plain("ts-read-empty-is-nil.xml", part(&slips)),
        plain("ts-date-block.xml", ok(tree::to_string(&date))),
    ]
}

/// Commands as the Python client prints them.
fn python_commands() -> Vec<Sample> {
    let slips = || ok(Read::of("Slip", Method::All)).with_fields(["customerid", "id", "projectid"]);
    let search = Search::new()
        .with_field("projectid", "14")
        .with_field("customerid", "7");
    let found = ok(Read::of("Slip", Method::EqualTo(search.into())))
        .with_filter(Filter::older_than("date", day(2013, 11, 24)))
        .with_fields(["customerid", "id", "projectid"]);
    let report = ok(Report::by_mail("Timesheet", id(1286)));
    let project = record(
        "Project",
        &[
            ("userid", "1"),
            ("name", "New project"),
            ("customerid", "7"),
        ],
    );
    let project = [project.with_date("start_date", day(2013, 6, 10))];
    let slip = [id(1428)];
    let invoice = [record("Invoice", &[("id", "476")])];
    let condition = [record(
        "Invoice",
        &[("id", "476"), ("external_id", "123456789")],
    )];
    let seen = moment(day(2012, 3, 14), 8, 35, 43);
    let timesheet = [id(476)];
    let notes = Approval::default()
        .copied_to("user@example.com")
        .with_notes("submit notes");
    let submit = ok(Submit::ids("Timesheet", &timesheet)).with_approval(notes);
    let company = record("Company", &[("nickname", "New Account")]);
    let address = record("Address", &[("email", "user@example.com")]);
    let user = record("User", &[("password", "p@ssw0rd"), ("nickname", "JAdmin")])
        .with_record("addr", address);
    let flag = record("Flag", &[("name", "_switch_name"), ("setting", "1")]);
    let flags = record("User", &[]).with_record("flags", flag);
    let url = ok(MakeUrl::new("1", "ta", "grid-timesheet").with_record("Timesheet", id(1245)));
    let order = ok(Read::of("Slip", Method::All)).with_order("created", Direction::Descending);
    vec![
        plain("py-commands-00-Time.xml", part(&Time)),
        plain("py-commands-01-Read.xml", part(&slips())),
        plain("py-commands-02-Read.xml", part(&found)),
        plain("py-commands-03-Report.xml", part(&report)),
        plain("py-commands-04-Add.xml", part(&ok(Add::records(&project)))),
        plain(
            "py-commands-05-Delete.xml",
            part(&ok(Delete::ids("Slip", &slip))),
        ),
        plain(
            "py-commands-06-Modify.xml",
            part(&ok(Modify::records(&invoice))),
        ),
        plain(
            "py-commands-07-ModifyOnCondition.xml",
            part(&ok(ModifyOnCondition::records(&condition, seen))),
        ),
        plain("py-commands-08-Submit.xml", part(&submit)),
        plain(
            "py-commands-10-CreateUser.xml",
            part(&ok(CreateUser::new(&company, &user))),
        ),
        plain(
            "py-commands-11-User.xml",
            ok(tree::to_string(flags.element())),
        ),
        plain("py-commands-12-MakeURL.xml", part(&url)),
        plain("py-read-order.xml", part(&order)),
    ]
}

/// Requests and parts of them as the Python client prints them.
fn python_connections() -> Vec<Sample> {
    let (application, login) = python();
    let nothing: [Time; 0] = [];
    let other = Login::password("company_id", "username", "p@ssw0rd");
    let text = Read::error_text(ErrorCode::new(201));
    let seen = Moment::from(moment(day(2012, 3, 14), 8, 35, 43)).to_element();
    vec![
        plain("py-connections-00-Auth.xml", part(&nothing)),
        plain(
            "py-connections-01-RemoteAuth.xml",
            part(&RemoteAuth::new(&login)),
        ),
        plain(
            "py-connections-02-Whoami.xml",
            part(&Whoami::new().with_user(id(1234))),
        ),
        filled(
            "py-connections-03-request.xml",
            &[("...", "")],
            request(&application, Some(&other), &nothing),
        ),
        plain(
            "py-connections-04-request.xml",
            request(&application, None, &text),
        ),
        plain("py-utilities-00-Date.xml", ok(tree::to_string(&seen))),
    ]
}

/// Whole requests of the Ruby client.
fn ruby_requests() -> Vec<Sample> {
    let timesheet = record("Timesheet", &[("userid", "1234")])
        .with_date("starts", day(2015, 9, 28))
        .with_date("ends", day(2015, 10, 2));
    let timesheet = [timesheet];
    let customer = |number| Read::<Customer>::by_id(id(number)).with_custom_fields(true);
    let customers = Read::<Customer>::all()
        .with_custom_fields(true)
        .with_page(0, PageSize::new(5).unwrap());
    vec![
        plain(
            "sinclair-add-request.xml",
            ruby(&ok(Add::records(&timesheet))),
        ),
        plain(
            "sinclair-multiple-commands-request.xml",
            ruby(&[customer(1), customer(2)]),
        ),
        plain("sinclair-read-single-request.xml", ruby(&customers)),
    ]
}

/// Whole requests of the Swift client.
fn swift_requests() -> Vec<Sample> {
    const TIMESHEET: Placeholders<'_> = &[
        ("startDate.shortISO8610 to endDate.shortISO8610", "a week"),
        ("userid", "251"),
        ("startDate.year", "2018"),
        ("startDate.month", "1"),
        ("startDate.day", "29"),
        ("endDate.year", "2018"),
        ("endDate.month", "2"),
        ("endDate.day", "4"),
    ];
    const TASK: Placeholders<'_> = &[
        ("date.year", "2018"),
        ("date.month", "2"),
        ("date.day", "1"),
        ("hours", "8"),
        ("timesheetId", "998"),
        ("userId", "251"),
        ("projectId", "5521"),
        ("projectTaskId", "88231"),
    ];
    let timesheet = record("Timesheet", &[("name", "a week"), ("userid", "251")])
        .with_date("starts", day(2018, 1, 29))
        .with_date("ends", day(2018, 2, 4));
    let timesheet = [timesheet];
    let task = entry(&[
        (Field::Date, "2018-02-01"),
        (Field::Hours, "8"),
        (Field::TimesheetId, "998"),
        (Field::UserId, "251"),
        (Field::ProjectId, "5521"),
        (Field::ProjectTaskId, "88231"),
    ]);
    let task = [CheckedEntry::trust_without_checking(Command::Add, &task)];
    let ids = [id(998)];
    let page = PageSize::new(20).unwrap();
    let projects = Read::<Project>::all().with_page(0, page);
    let search = Search::new().with_field("projectid", "5521");
    let project_tasks = Read::<ProjectTask>::equal_to(search).with_page(0, page);
    vec![
        plain(
            "swift-APIAccessProviderTests-0.xml",
            request(&Application::new("testTool", "1.0", "SomeKey"), None, &Time),
        ),
        filled(
            "swift-AddTaskToTimesheets-0.xml",
            TASK,
            swift(&ok(Add::tasks(&task))),
        ),
        filled(
            "swift-AddTimesheets-0.xml",
            TIMESHEET,
            swift(&ok(Add::records(&timesheet))),
        ),
        filled(
            "swift-Authenticate-0.xml",
            &[("datatype", "Project"), ("method", "all"), ("limit", "20")],
            swift(&projects),
        ),
        filled(
            "swift-GetProjects-0.xml",
            &[("limit", "20")],
            swift(&projects),
        ),
        filled(
            "swift-GetProjectsTasks-0.xml",
            &[("limit", "20"), ("projectId", "5521")],
            swift(&project_tasks),
        ),
        filled(
            "swift-SubmitTimesheets-0.xml",
            &[("timesheetId", "998")],
            swift(&ok(Submit::ids("Timesheet", &ids))),
        ),
    ]
}

#[test]
fn every_request_can_be_made() {
    let Some(files) = samples("xml-requests") else {
        return;
    };
    let ours = [
        vendor(),
        scripts(),
        python_commands(),
        python_connections(),
        ruby_requests(),
        swift_requests(),
    ];
    let ours: Vec<Sample> = ours.into_iter().flatten().collect();
    is_complete(&files, ours.iter().map(|sample| sample.name), EXCUSED);
    for sample in &ours {
        let theirs = canonical::of(&files[sample.name], sample.placeholders);
        let ours = canonical::of(&sample.ours, &[]);
        // A sample may be a part of a request.
        let ours = if ours.name() == theirs.name() {
            Some(&ours)
        } else {
            ours.child(theirs.name())
        };
        assert_eq!(ours, Some(&theirs), "{}", sample.name);
    }
}
