//! How a push goes about its work.

use std::time::Duration;

/// How a push goes about its work. The defaults suit an account with the usual limits.
///
/// ```
/// use std::time::Duration;
/// use suiteprojects::protocol::push::Options;
///
/// let options = Options::default().with_settle(Duration::from_secs(60));
/// assert_eq!(options.entries_per_request, 100);
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Options {
    /// Entries in one request, at least 1 and at most [`MOST_OBJECTS`](crate::api::MOST_OBJECTS). 100: one request of the quota
    /// for a hundred entries, and few entries to look up when an answer is lost. A server that takes
    /// fewer is believed.
    pub entries_per_request: usize,
    /// Keys asked for in one request, at least 1 and at most 999. 50.
    pub questions_per_request: usize,
    /// How long the connection has to be gone before the server is asked what it did. 30 seconds.
    /// What the vendor guarantees is not documented. Where an earlier process sent something, this is
    /// counted from the beginning of the new one, because no clock can be trusted across the two.
    pub settle: Duration,
    /// How many requests in a row may be lost before the push gives up. 5.
    pub most_lost: u32,
    /// How many times in a row the server may ask for a pause before the push gives up. 8, with pauses
    /// that grow from one second to a minute.
    pub most_pauses: u32,
    /// How many pages of a day are read in a look-up. 200, or 100,000 time entries.
    pub most_pages: u32,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            entries_per_request: 100,
            questions_per_request: 50,
            settle: Duration::from_secs(30),
            most_lost: 5,
            most_pauses: 8,
            most_pages: 200,
        }
    }
}

macro_rules! setters {
    ($($setter:ident $field:ident: $kind:ty;)*) => {$(
        #[doc = concat!("Replaces [`", stringify!($field), "`](Options::", stringify!($field), ").")]
        #[must_use]
        pub const fn $setter(mut self, $field: $kind) -> Self {
            self.$field = $field;
            self
        }
    )*};
}

impl Options {
    setters! {
        with_entries_per_request entries_per_request: usize;
        with_questions_per_request questions_per_request: usize;
        with_settle settle: Duration;
        with_most_lost most_lost: u32;
        with_most_pauses most_pauses: u32;
        with_most_pages most_pages: u32;
    }
}
