//! Requests, written.

use suiteprojects::api::{Direction, PageSize};
use suiteprojects::rest::{
    Create, Delete, Discover, Get, List, Order, Query, RequestError, RestCommand, Selection,
};
use suiteprojects::task::{Entry, Field, Lookup, LookupBy};
use suiteprojects::validate::{CheckedEntry, Command};

use super::{checked, golden, id, keyed};

#[track_caller]
fn line_is<C: RestCommand>(command: &C, expected: &str) {
    let request = command.request();
    let line = format!("{} {}", request.method, request.target());
    assert_eq!(line, expected);
}

#[test]
fn create() {
    let mut entry = Entry::new();
    for (field, text) in [
        (Field::Id, "12"),
        (Field::UserId, "00251"),
        (Field::Date, "2026-01-05"),
        (Field::DecimalHours, "7.50"),
        (Field::Hours, "7"),
        (Field::Minutes, "30"),
        (Field::StartTime, "9:30"),
        (Field::EndTime, "17:0"),
        (Field::ProjectTaskId, "31"),
        (Field::ProjectTaskTypeId, "4"),
        (Field::ThinClientId, "007"),
        (Field::Notes, "one\ntwo"),
        (Field::Description, "R&D <b> \"x\" \\ é"),
    ] {
        entry.set(field, text);
    }
    entry.set_named("reason__c", "5");
    // Around the engine, which works `decimal_hours` into the parts and brings times into their form.
    entry
        .set(Field::StartTime, "09:30:00")
        .set(Field::EndTime, "17:00:00");
    let entries = [CheckedEntry::trust_without_checking(Command::Add, &entry)];
    let create = Create::tasks(&entries).unwrap();
    assert_eq!(create.request().body, Some(golden("create.request.json")));
    line_is(&create, "POST /rest/v1/time-entries/");
    line_is(
        &create.clone().returning(),
        "POST /rest/v1/time-entries/?return_object=1",
    );
    let shown = Selection::new([Field::Id, Field::ThinClientId]).unwrap();
    line_is(
        &create.returning_fields(shown),
        "POST /rest/v1/time-entries/?return_object=1&fields=id%2CthinClientId",
    );
}

#[test]
fn create_several() {
    let (first, second) = (keyed("PB-1", "2026-01-05"), keyed("PB-2", "2026-01-06"));
    let entries = [checked(&first), checked(&second)];
    let create = Create::tasks(&entries).unwrap();
    assert_eq!(
        create.request().body,
        Some(golden("create-several.request.json"))
    );
}

#[test]
fn what_the_resource_cannot_take_is_not_left_out_in_silence() {
    let refused = |entry: &Entry<'_>| {
        let entries = [CheckedEntry::trust_without_checking(Command::Add, entry)];
        Create::tasks(&entries).unwrap_err()
    };
    for field in [Field::LoadedCost, Field::Category3Id, Field::CostCenterId] {
        let mut entry = keyed("PB-1", "2026-01-05");
        entry.set(field, "5");
        let error = refused(&entry);
        assert!(
            matches!(error, RequestError::NotSettable { index: 0, field: found, .. } if found == field)
        );
    }
    let mut entry = keyed("PB-1", "2026-01-05");
    entry.set_lookup(
        Field::ProjectId,
        "EXT",
        Lookup::new(LookupBy::External, "Project"),
    );
    assert_eq!(
        refused(&entry).to_string(),
        "the entry at place 0 looks `projectid` up, which REST cannot do"
    );
    assert!(Create::tasks(&[]).is_err());
    let modify = [CheckedEntry::trust_without_checking(
        Command::Modify,
        &entry,
    )];
    assert!(Create::tasks(&modify).is_err());
}

#[test]
fn others() {
    line_is(&Get::new(id(5512)), "GET /rest/v1/time-entries/5512");
    let shown = Selection::parse("id, reason__c").unwrap();
    line_is(
        &Get::new(id(5512)).with_fields(shown),
        "GET /rest/v1/time-entries/5512?fields=id%2Creason__c",
    );
    line_is(&Delete::new(id(5512)), "DELETE /rest/v1/time-entries/5512");
    line_is(&Discover::new(), "OPTIONS /rest/v1/time-entries/");
    line_is(
        &List::new(),
        "GET /rest/v1/time-entries/?limit=1000&offset=0",
    );
    let list = List::new()
        .with_query(Query::parse("date ON_OR_AFTER '2025-04-01' AND notes IS 'a&b+c'").unwrap())
        .with_fields(Selection::parse("id,notes").unwrap())
        .with_order(Order::by(Field::Date, Direction::Descending).unwrap())
        .with_page_size(PageSize::new(50).unwrap())
        .next()
        .next();
    line_is(
        &list,
        "GET /rest/v1/time-entries/?q=date%20ON_OR_AFTER%20%222025-04-01%22%20AND%20notes%20IS%20%22a%26b%2Bc%22\
         &fields=id%2Cnotes&orderBy=-date&limit=50&offset=100",
    );
    assert!(Order::by(Field::LoadedCost, Direction::Ascending).is_err());
    assert!(Selection::parse("id,hours").is_err());
    assert!(Selection::parse("").is_err());
}
