//! Checks a time entry, stores it, and says what became of it. Run it with
//! `cargo run --example add_task_blocking` and the variables that it asks for.
#![allow(clippy::print_stdout, reason = "what it has to say goes there")]

use std::env;
use std::error::Error;

use suiteprojects::api::{Add, Application, Login, Outcome};
use suiteprojects::client::{Config, blocking::Client};
use suiteprojects::task::{Entry, Field};
use suiteprojects::validate::{Command, Report, Settings, Validator};

fn main() -> Result<(), Box<dyn Error>> {
    let Ok(url) = env::var("SUITEPROJECTS_URL") else {
        println!(
            "set SUITEPROJECTS_URL to the address of the account, and SUITEPROJECTS_API_KEY, \
             SUITEPROJECTS_COMPANY, SUITEPROJECTS_USER, SUITEPROJECTS_PASSWORD"
        );
        return Ok(());
    };
    let key = env::var("SUITEPROJECTS_API_KEY")?;
    let login = Login::password(
        env::var("SUITEPROJECTS_COMPANY")?,
        env::var("SUITEPROJECTS_USER")?,
        env::var("SUITEPROJECTS_PASSWORD")?,
    );
    let application = Application::new("add_task_blocking", "1", key);
    let client = Client::new(Config::new(url.parse()?, application, login))?;

    let mut entry = Entry::new();
    entry
        .set(Field::Date, "2026-01-05")
        .set(Field::UserId, "251")
        .set(Field::Hours, "2")
        .set(Field::Minutes, "30");
    let mut report = Report::new();
    let validator = Validator::new(Settings::default());
    let Some(checked) = validator.check(Command::Add, &entry, &mut report) else {
        for finding in report.errors() {
            println!("{}", finding.message());
        }
        return Ok(());
    };

    let entries = [checked];
    match client.send(&Add::tasks(&entries)?) {
        Ok(outcomes) => {
            for outcome in outcomes {
                match outcome {
                    Outcome::Done(stored) => println!("stored as {:?}", stored.id),
                    Outcome::Refused(refusal) => println!("refused: {refusal}"),
                    Outcome::Unknown(doubt) => println!("look before you send it again: {doubt}"),
                }
            }
        }
        Err(error) if error.may_have_been_applied() => {
            println!("look before you send it again: {error}");
        }
        Err(error) => println!("nothing was stored: {error}"),
    }
    Ok(())
}
