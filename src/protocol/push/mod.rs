//! Sending many time entries, each exactly once.
//!
//! [`Push`] is a state machine over a [`Journal`](super::journal::Journal). Every entry is written
//! down before its first byte leaves, under a key that the server stores with it as `thin_client_id`.
//! An entry that was handed to the network and got no answer that counts is looked up on the server
//! before it is sent again: by its key, and where the server does not heed that condition, among all
//! time entries of its user and day. If even that does not tell, the entry is left alone and reported:
//! an entry is never sent twice, at the price that somebody has to look.
//!
//! An entry that brings its own `thin_client_id` may have been sent before, through a journal that is
//! gone; and one that was refused and now comes with other contents may have been corrected and sent
//! elsewhere. These are looked up before they are sent for the first time.
//!
//! The promise holds as long as the journal keeps what it was told, one process at a time uses it,
//! and the server does nothing about a request any more when its connection has been gone for
//! [`Options::settle`].
//!
//! The machine does no input or output. The drivers in `client` ask it for the next [`Step`] and tell
//! it what came of it:
//!
//! ```
//! use std::time::Duration;
//!
//! use suiteprojects::api::{Outcome, Stored};
//! use suiteprojects::protocol::journal::{MemoryJournal, Moment};
//! use suiteprojects::protocol::push::{Options, Push, Step};
//! use suiteprojects::task::{Entry, Field};
//! use suiteprojects::validate::{CheckedEntry, Command};
//!
//! let mut entry = Entry::new();
//! entry.set(Field::Date, "2026-01-05").set(Field::UserId, "251").set(Field::Hours, "8");
//! let checked = CheckedEntry::trust_without_checking(Command::Add, &entry);
//!
//! let mut push = Push::open(MemoryJournal::new(), "https://example.com/acme", 1, Options::default())?;
//! let mut intake = push.intake()?;
//! intake.add(0, &checked)?;
//! intake.finish()?;
//!
//! // A driver: here the server takes everything at once.
//! let mut now = Moment(0);
//! loop {
//!     match push.step(now)? {
//!         Step::Add(entries) => {
//!             let outcomes = entries.iter().map(|_| Outcome::Done(Stored::default())).collect();
//!             push.on_added(Ok(outcomes), now)?;
//!         }
//!         Step::Ask(questions) => unreachable!("every entry got its answer: {questions:?}"),
//!         Step::Wait(time) => now = now.after(time),
//!         Step::Done => break,
//!     }
//! }
//! assert_eq!(push.progress().accepted, 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod error;
mod intake;
mod keys;
mod lookup;
mod machine;
mod options;
mod pause;
mod payload;
mod question;
mod scan;
mod step;
#[cfg(test)]
mod tests;

pub use error::OpenError;
pub use intake::{Intake, IntakeError, Taken};
pub use keys::Keys;
pub use lookup::Undecided;
pub use machine::Push;
pub use options::Options;
pub use payload::{PayloadError, read_payload};
pub use question::{Answer, Question};
pub use step::{Failure, Step, Verdict};
