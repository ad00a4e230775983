//! XML messages.

use suiteprojects::task::Task;
use suiteprojects::xml::{Document, Limits, task};

use crate::judge;

/// A whole message, its entries, and the round trip of each.
pub fn xml(data: &[u8]) {
    let limits = Limits::default();
    let document = Document::parse(data, limits);
    let entries = task::read_entries(data, limits, |found| {
        if let task::Found::Entry {
            entry: Ok(entry), ..
        } = found
        {
            judge(entry);
            if let Ok(typed) = Task::try_from(entry)
                && let Ok(text) = task::to_string(&typed)
            {
                let again = task::parse(text.as_bytes(), limits).expect("what we write, we read");
                assert_eq!(task::to_string(&again).expect("and write"), text);
            }
        }
    });
    match entries {
        Ok(()) => assert!(document.is_ok()),
        Err(task::EntriesError::Xml(error)) => assert_eq!(document.err(), Some(error)),
        Err(_) => {}
    }
}
