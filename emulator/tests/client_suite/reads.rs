//! What Read finds: section 4 of the notes on the wire formats.

use chrono::NaiveDate;
use suiteprojects::api::{Direction, Filter, Method, PageSize, Read, Search};
use suiteprojects::record::User;
use suiteprojects::task::{Field, Id, Task};

use crate::{Any, both, each, entry, id, open};

/// Ten entries on ten days of two projects.
fn fill(client: &Any) -> Vec<Id> {
    let entries: Vec<_> = (5..15)
        .map(|day| {
            let project = if day % 2 == 0 { "5521" } else { "5522" };
            let notes = format!("day {day}");
            let fields = [
                (Field::Hours, "8"),
                (Field::ProjectId, project),
                (Field::Notes, &*notes),
            ];
            entry(&format!("2026-01-{day:02}"), &fields)
        })
        .collect();
    client.add(&entries).iter().map(id).collect()
}

fn ids(client: &Any, read: Read<Task>) -> Vec<Id> {
    let tasks = client.read(read);
    tasks.iter().filter_map(|task| task.id).collect()
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, day).unwrap()
}

#[test]
fn methods_and_filters_find_what_they_say() {
    both(|client| {
        let all = fill(client);
        let even: Vec<Id> = all.iter().copied().skip(1).step_by(2).collect();
        let odd: Vec<Id> = all.iter().copied().step_by(2).collect();
        let of_project = |id: &str| Search::new().with_field("projectid", id);
        let equal = |search: Search| Read::<Task>::new(Method::EqualTo(search.into()));
        assert_eq!(ids(client, Read::all()), all);
        assert_eq!(ids(client, equal(of_project("5521"))), even);
        assert_eq!(ids(client, Read::not_equal_to(of_project("5521"))), odd);
        assert_eq!(ids(client, Read::of_user(Id::new(251).unwrap())), all);
        assert_eq!(ids(client, Read::of_project(Id::new(5522).unwrap())), odd);
        assert_eq!(
            ids(client, equal(Search::new().with_date("date", day(7)))),
            all[2..3]
        );
        assert_eq!(
            ids(client, equal(Search::new().with_field("notes", "day 9"))),
            all[4..5]
        );
        assert_eq!(
            ids(client, equal(Search::new().with_field("notes", "nothing"))),
            []
        );
        let filtered = |filter| ids(client, Read::all().with_filter(filter));
        assert_eq!(filtered(Filter::newer_than("date", day(12))), all[8..]);
        assert_eq!(filtered(Filter::older_than("date", day(7))), all[..2]);
        assert_eq!(filtered(Filter::date_equal_to("date", day(7))), all[2..3]);
    });
}

#[test]
fn order_pages_and_fields() {
    both(|client| {
        let all = fill(client);
        let newest = Read::all().with_order("date", Direction::Descending);
        let backward: Vec<Id> = all.iter().rev().copied().collect();
        assert_eq!(ids(client, newest.clone()), backward);
        let page = newest.with_page(3, PageSize::new(4).unwrap());
        assert_eq!(ids(client, page), backward[3..7]);
        let some = client.read(Read::<Task>::by_id(all[0]).with_fields(["id", "notes"]));
        assert_eq!(some[0].notes.as_deref(), Some("day 5"));
        assert_eq!((some[0].date, some[0].hours), (None, None));
    });
}

/// Answers of the real server have empty elements for what has no value: notes on the wire formats, 1.4. So a switch
/// that is off is told from one that is not there.
#[test]
fn users_have_their_switches() {
    both(|client| {
        let users = client.read(Read::<User>::all());
        assert_eq!(users[0].active, Some(true));
        assert_eq!(
            (users[0].generic, users[0].locked),
            (Some(false), Some(false))
        );
    });
}

#[test]
fn pages_are_followed_to_the_end() {
    each(
        || open().with_page_limit(3),
        |client| {
            let all = fill(client);
            let read = || Read::<Task>::all().with_order("id", Direction::Ascending);
            let found: Vec<Id> = match client {
                Any::Rest(_) => client.ids(),
                Any::Xml(client) => client
                    .pages(read())
                    .map(|task| task.unwrap().id.unwrap())
                    .collect(),
                Any::Soap(client) => client
                    .pages(read())
                    .map(|task| task.unwrap().id.unwrap())
                    .collect(),
            };
            assert_eq!(found, all);
        },
    );
}
