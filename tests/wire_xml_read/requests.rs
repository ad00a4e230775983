//! What is sent.

use suiteprojects::api::{
    CommandError, Deleted, Direction, Filter, Flags, Login, Method, OneOrMore, PageSize, Read,
    Search, Time, Version, Whoami,
};
use suiteprojects::element::Element;
use suiteprojects::error_code::ErrorCode;
use suiteprojects::record::{Customer, Project, ProjectTask, Timesheet, User};
use suiteprojects::task::{Lookup, LookupBy, Task};
use suiteprojects::xml::exchange::{self, XmlCommand};

use super::exchange_support::{application, id, request_by_is};
use super::{day, moment};

#[track_caller]
fn is<C: XmlCommand + ?Sized>(name: &str, command: &C) {
    let login = Login::password("ACME", "jdoe", "secret");
    request_by_is(&application(), Some(&login), command, name);
}

#[track_caller]
fn is_without_login<C: XmlCommand + ?Sized>(name: &str, command: &C) {
    request_by_is(&application(), None, command, name);
}

fn of(object_type: &str, method: Method) -> Read {
    Read::of(object_type, method).unwrap()
}

#[test]
fn methods() {
    is("read/all", &Read::<Project>::all());
    let search = Search::new().with_field("projectid", "5521");
    is("read/not-equal-to", &Read::<Task>::not_equal_to(search));
    let search = Search::new().with_field("region__c", "north");
    let method = Method::CustomEqualTo(search.into());
    is("read/custom-equal-to", &Read::<Project>::new(method));
    let method = Method::User(OneOrMore::several(vec![id(251), id(252)]).unwrap());
    is("read/of-users", &Read::<Timesheet>::new(method));
    is("read/of-a-project", &Read::<Task>::of_project(id(5521)));
    is("read/not-exported", &Read::<Task>::new(Method::NotExported));
}

#[test]
fn search_objects() {
    let first = Search::new()
        .with_lookup(
            "projectid",
            "ERP-7",
            &Lookup::new(LookupBy::External, "Project"),
        )
        .with_field("name", "R&D <\"1\"> &amp;");
    let second = Search::new()
        .with_lookup(
            "customerid",
            "Ærø, Søn & Co",
            &Lookup::new(LookupBy::Name, "Customer"),
        )
        .with_date("starts", day(2026, 1, 5));
    let method = Method::EqualTo(OneOrMore::several(vec![first, second]).unwrap());
    is("read/searches", &Read::<ProjectTask>::new(method));
    let email = Element::new("email").with_text("jane@example.com");
    let address = Element::new("addr").with_child(Element::new("Address").with_child(email));
    let method = Method::EqualTo(Search::new().with_element(address).into());
    is("read/addresses", &of("Contact", method));
    let empty = Search::new().with_field("invoiceid", "");
    let with_custom = empty.clone().with_field("region__c", "");
    let read = of("Slip", Method::EqualTo(with_custom.into())).with_empty_is_nil(false);
    is("read/empty-fields", &read);
    let read = of("Slip", Method::EqualTo(empty.into())).with_empty_is_nil(true);
    is("read/empty-is-nil", &read);
}

#[test]
fn filters() {
    let read = Read::<Task>::equal_to(Search::new().with_field("userid", "251"))
        .with_filter(Filter::newer_than("date", day(2025, 12, 31)))
        .with_filter(Filter::older_than("date", day(2026, 2, 1)))
        .with_page(0, PageSize::new(500).unwrap());
    is("read/tasks-of-a-user", &read);
    let filters = [
        Filter::OpenEnvelopes,
        Filter::ApprovedEnvelopes,
        Filter::RejectedEnvelopes,
        Filter::SubmittedEnvelopes,
        Filter::NonreimbursedEnvelopes,
        Filter::ReimbursableEnvelopes,
        Filter::OpenSlips,
        Filter::ApprovedSlips,
        Filter::OpenTimesheets,
        Filter::ApprovedTimesheets,
        Filter::RejectedTimesheets,
        Filter::SubmittedTimesheets,
        Filter::NotExported,
        Filter::ApprovedRevenueRecognitionTransactions,
        Filter::newer_than("updated", day(2026, 1, 1)),
        Filter::older_than("updated", day(2026, 1, 2)),
        Filter::date_equal_to("date", day(2026, 1, 3)),
        Filter::date_not_equal_to("date", day(2026, 1, 4)),
        Filter::named("archived-envelopes").unwrap(),
    ];
    let read = of("Envelope", Method::All);
    is(
        "read/every-filter",
        &filters.into_iter().fold(read, Read::with_filter),
    );
}

#[test]
fn options() {
    let read = Read::<Task>::all()
        .with_page(u64::MAX, PageSize::new(1).unwrap())
        .with_order("id", Direction::Ascending);
    is("read/last-page", &read);
    let since = moment(day(2026, 1, 5), 7, 8, 9);
    let read = Read::<User>::all()
        .with_page(2_000, PageSize::MOST)
        .with_filter(Filter::newer_than("updated", since))
        .with_order("created", Direction::Descending)
        .with_deleted(Deleted::Included)
        .with_flags(Flags::Excluded)
        .with_generic()
        .with_fields(["id", "name"])
        .with_fields(["active"]);
    is("read/users", &read);
    let read = Read::<Customer>::all()
        .with_deleted(Deleted::Only)
        .with_flags(Flags::Included)
        .with_project_only();
    is("read/deleted-customers", &read);
    let read = Read::<Timesheet>::equal_to(Search::new().with_field("userid", "251"))
        .with_filter(Filter::OpenTimesheets)
        .with_filter(Filter::date_not_equal_to("starts", day(2026, 1, 5)))
        .with_filter(Filter::NotExported)
        .with_filter(Filter::date_equal_to("ends", day(998, 12, 31)))
        .with_calculated_hours()
        .with_cleared_filter_cache();
    is("read/timesheets", &read);
    let read = of("Currencyrate", Method::All).with_base_currency("EUR");
    is("read/exchange-rates", &read);
    let read = of("Entitytag", Method::All);
    is(
        "read/entity-tags",
        &read.clone().with_between_date(day(2026, 1, 5)),
    );
    is("read/entity-tags-always", &read.without_between_date());
}

/// What was chosen before can be taken back.
#[test]
fn the_last_choice_counts() {
    let read = Read::<Project>::all()
        .with_custom_fields(true)
        .with_custom_fields(false)
        .with_deleted(Deleted::Included)
        .with_deleted(Deleted::Excluded)
        .with_flags(Flags::Excluded)
        .with_flags(Flags::Default);
    is("read/all", &read);
}

#[test]
fn several_commands() {
    let customer = |number| Read::<Customer>::by_id(id(number));
    is(
        "read/several",
        &(customer(1), customer(2), Whoami::new(), Time),
    );
}

#[test]
fn other_commands() {
    is("whoami/plain", &Whoami::new());
    is("whoami/with-user", &Whoami::new().with_user(id(1234)));
    is("version/plain", &Version::new("offline timesheets", "1.0"));
    is_without_login("time/plain", &Time);
    let read = Read::error_text(ErrorCode::new(201));
    is_without_login("read/error-text", &read);
}

/// A comma in the name of a field would make it two, and then there would be too few dates.
#[test]
fn names_of_fields_are_checked() {
    let message = |read: Read<Task>| {
        let encoded = exchange::encode(&application(), None, &read);
        encoded.unwrap_err().to_string()
    };
    let read = Read::<Task>::all;
    let wrong = "date,date";
    assert_eq!(
        message(read().with_filter(Filter::newer_than(wrong, day(2026, 1, 5)))),
        "`date,date` is no field name in XML"
    );
    assert_eq!(
        message(read().with_order(wrong, Direction::Ascending)),
        "`date,date` is no field name in XML"
    );
    assert_eq!(
        message(read().with_fields([wrong])),
        "`date,date` is no element name in XML"
    );
    let search = Search::new().with_field(wrong, "1");
    assert_eq!(
        message(Read::equal_to(search)),
        "`date,date` is no element name in XML"
    );
}

#[test]
fn what_cannot_be_asked() {
    let message = |name: &str| Filter::named(name).unwrap_err().to_string();
    assert_eq!(
        message("newer-than"),
        "found the filter \"newer-than\", expected a date with it"
    );
    assert_eq!(
        message("open-slips,older-than"),
        "found the filter \"open-slips,older-than\", expected letters, digits and hyphens"
    );
    assert_eq!(
        message(""),
        "found the filter \"\", expected letters, digits and hyphens"
    );
    let searches = |count| OneOrMore::several(vec![Search::new(); count]);
    assert_eq!(searches(0), Err(CommandError::NoObjects));
    assert!(searches(1_000).is_ok());
    assert_eq!(
        searches(1_001).unwrap_err().to_string(),
        "found 1001 objects, expected at most 1000 in one request"
    );
    let error = Read::of("project task", Method::All).unwrap_err();
    assert_eq!(
        error.to_string(),
        "Read is not for project task: not the name of an object type such as Customer"
    );
}
