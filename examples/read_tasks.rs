//! Reads the time entries of a month, page after page. Run it with `cargo run --example read_tasks`
//! and the variables that it asks for.
#![allow(clippy::print_stdout, reason = "what it has to say goes there")]

use std::env;
use std::error::Error;

use chrono::NaiveDate;
use suiteprojects::api::{Application, Direction, Filter, Login, Read};
use suiteprojects::client::{Client, Config, PageError};
use suiteprojects::protocol::Rates;
use suiteprojects::task::Task;

fn main() -> Result<(), Box<dyn Error>> {
    let Ok(url) = env::var("SUITEPROJECTS_URL") else {
        println!(
            "set SUITEPROJECTS_URL to the address of the account, and SUITEPROJECTS_API_KEY, \
             SUITEPROJECTS_TOKEN"
        );
        return Ok(());
    };
    let application = Application::new("read_tasks", "1", env::var("SUITEPROJECTS_API_KEY")?);
    let login = Login::access_token(env::var("SUITEPROJECTS_TOKEN")?);
    // All programs that use the account share its limits.
    let rates = Rates::unlimited().with_per_minute(60);
    let config = Config::new(url.parse()?, application, login).with_rates(rates);
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(read(&Client::new(config)?))
}

async fn read(client: &Client) -> Result<(), Box<dyn Error>> {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).ok_or("no such day");
    // Both filters leave out their own day.
    let read = Read::<Task>::all()
        .with_filter(Filter::newer_than("date", day(2025, 12, 31)?))
        .with_filter(Filter::older_than("date", day(2026, 2, 1)?))
        // An order that does not change while pages are read.
        .with_order("id", Direction::Ascending);
    let mut tasks = client.pages(read);
    while let Some(task) = tasks.next().await {
        match task {
            Ok(task) => println!(
                "{:?} on {:?}: {:?} h {:?} min",
                task.id, task.date, task.hours, task.minutes
            ),
            // The others follow.
            Err(PageError::Record(error)) => println!("left out: {error}"),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}
