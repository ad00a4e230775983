//! CSV files.

use std::io::Cursor;

use suiteprojects_cli::input::{Input, Item, Meter, csv as reader};

use crate::judge;

/// Every row is shown as an entry, as unreadable, or ends the reading.
pub fn csv(data: &[u8]) {
    let Ok(mut input) = Input::new(Box::new(Cursor::new(data.to_vec())), &Meter::default()) else {
        return;
    };
    let outcome = reader::read(&mut input, false, &mut |item| {
        let spot = match item {
            Item::Entry { entry, place, .. } => {
                judge(entry);
                Some(place.spot(entry, None))
            }
            Item::UnreadableEntry(unreadable) | Item::Unreadable(unreadable) => unreadable.spot,
            Item::Note(_) => None,
        };
        if let Some(spot) = spot {
            assert!(spot.line > 0 && spot.column > 0);
            assert!(spot.source.get(spot.underline).is_some());
        }
        Ok(())
    });
    assert!(outcome.is_ok());
}
