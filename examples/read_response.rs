//! Reads the time entries of a response of the XML API. Run it with
//! `cargo run --example read_response`.
#![allow(clippy::print_stdout, reason = "what it has to say goes there")]

use std::error::Error;

use suiteprojects::task::Task;
use suiteprojects::xml::Limits;
use suiteprojects::xml::task::{Found, read_entries, to_string};

const RESPONSE: &[u8] = br#"<?xml version="1.0" standalone="yes"?>
<response>
  <Auth status="0"/>
  <Read status="0">
    <Task>
      <id>5512</id><userid>251</userid><hours>2.00</hours><minutes>30</minutes><slipid/>
      <date><Date><hour/><minute/><timezone/><second/><month>01</month><day>05</day><year>2026</year></Date></date>
      <notes>R &amp; D</notes><billable__c>1</billable__c>
    </Task>
  </Read>
</response>"#;

fn main() -> Result<(), Box<dyn Error>> {
    let mut tasks = Vec::new();
    let mut failure = None;
    // Only when this returns without an error was the response read to its end.
    read_entries(RESPONSE, Limits::default(), |found| {
        if let Found::Entry { entry, .. } = found {
            match entry
                .map_err(Box::<dyn Error>::from)
                .and_then(|entry| Ok(Task::try_from(entry)?))
            {
                Ok(task) => tasks.push(task),
                Err(error) => failure = Some(error),
            }
        }
    })?;
    if let Some(error) = failure {
        return Err(error);
    }
    for task in &tasks {
        println!(
            "{:?} on {:?}: {:?} h {:?} min",
            task.id, task.date, task.hours, task.minutes
        );
        println!("{}", to_string(task)?);
    }
    Ok(())
}
