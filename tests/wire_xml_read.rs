//! The commands that only read, on the wire: requests byte for byte against files written by hand, and
//! answers against values written by hand. Where each file comes from stands in
//! `tests/wire/xml/exchange/README.md`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "only tests are here")]

use chrono::NaiveDate;
use suiteprojects::api::{Application, Filter, Login, PageSize, Read, Search, Whoami};
use suiteprojects::task::Task;
use suiteprojects::xml::Limits;
use suiteprojects::xml::exchange::{self, XmlCommand};

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

#[track_caller]
fn request_is<C: XmlCommand + ?Sized>(command: &C, golden: &str) {
    let application = Application::new("payroll bridge", "2.1", "KEY");
    let login = Login::password("ACME", "jdoe", "secret");
    let request = exchange::encode(&application, Some(&login), command).unwrap();
    assert_eq!(request.expose(), golden.trim_end());
}

#[test]
fn tasks_of_a_user_in_a_period() {
    let read = Read::<Task>::equal_to(Search::new().with_field("userid", "251"))
        .with_filter(Filter::newer_than("date", day(2025, 12, 31)))
        .with_filter(Filter::older_than("date", day(2026, 2, 1)))
        .with_page(0, PageSize::new(500).unwrap());
    request_is(
        &read,
        include_str!("wire/xml/exchange/read/tasks-of-a-user.request.xml"),
    );
    let answer = include_bytes!("wire/xml/exchange/read/tasks-of-a-user.response.xml");
    let tasks = exchange::decode(&read, answer, Limits::default())
        .unwrap()
        .unwrap();
    let [Ok(first), Err(second)] = &tasks[..] else {
        panic!("{tasks:?}")
    };
    assert_eq!(first.id.unwrap().get(), 5512);
    assert_eq!(first.date, Some(day(2026, 1, 5)));
    assert_eq!(second.id().unwrap().get(), 5513);
}

#[test]
fn whoami() {
    request_is(
        &Whoami::new(),
        include_str!("wire/xml/exchange/whoami/plain.request.xml"),
    );
    let answer = include_bytes!("wire/xml/exchange/whoami/plain.response.xml");
    let user = exchange::decode(&Whoami::new(), answer, Limits::default())
        .unwrap()
        .unwrap()
        .unwrap();
    assert_eq!(user.id.unwrap().get(), 251);
    assert_eq!(user.active, Some(true));
    assert_eq!(user.generic, Some(false));
}
