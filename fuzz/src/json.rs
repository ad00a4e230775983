//! JSON.

use suiteprojects::json::{read_entries, read_entry, read_reference};
use suiteprojects::task::Entry;

use crate::judge;

/// An entry, entries, a reference file.
pub fn json(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let mut entry = Entry::new();
    if read_entry(text, &mut entry).is_ok() {
        judge(&entry);
    }
    let _ = read_entries(text, |offset, entry| {
        assert!(offset <= text.len());
        if let Ok(entry) = entry {
            judge(entry);
        }
    });
    let _ = read_reference(text);
}
