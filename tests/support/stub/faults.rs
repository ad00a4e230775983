//! What goes wrong, and with which requests.

use std::time::Duration;

/// What goes wrong with a request.
#[derive(Clone, Debug)]
pub(crate) enum Fault {
    /// The connection is gone before anything is carried out.
    DropBefore,
    /// The connection is gone after everything was carried out.
    DropAfter,
    /// The connection is gone after the first commands were carried out, at most so many.
    DropWithin(usize),
    /// The connection is gone, and everything is carried out this much later.
    DropAndApplyLater(Duration),
    /// Everything is carried out, and the connection is gone in the middle of the answer.
    CutAnswer,
    /// Nothing is carried out; the whole request is refused with a bare `response`.
    Refuse(u32),
    /// Nothing is carried out; an answer of HTTP with this status, and `Retry-After` if there is one.
    Http(u16, Option<u64>),
    /// The answer takes this long.
    Late(Duration),
}

/// Which requests meet a fault. Requests are counted from 0 from the moment the fault is set.
#[derive(Clone, Debug)]
pub(crate) enum When {
    Always,
    /// This one alone.
    Nth(u64),
    /// So many from the first on.
    First(u64),
    /// The last of every so many.
    Every(u64),
    /// So many of a hundred, at random, but the same ones for the same seed.
    Share {
        percent: u64,
        seed: u64,
    },
    /// The same, for requests with this command only; the other requests are not counted.
    With(&'static str, Box<When>),
}

impl When {
    fn holds(&self, number: u64) -> bool {
        match self {
            Self::Always => true,
            Self::Nth(nth) => number == *nth,
            Self::First(count) => number < *count,
            Self::Every(count) => (number + 1).is_multiple_of(*count),
            Self::Share { percent, seed } => random(seed.wrapping_add(number)) % 100 < *percent,
            Self::With(_, when) => when.holds(number),
        }
    }
}

/// One of the numbers that the generator `SplitMix64` makes.
fn random(number: u64) -> u64 {
    let mut mixed = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// The faults that are set.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// With how many requests each has counted.
    faults: Vec<(Fault, When, u64)>,
}

impl Plan {
    pub(super) fn add(&mut self, fault: Fault, when: When) {
        self.faults.push((fault, when, 0));
    }

    /// The fault of the next request, which has these commands.
    pub(super) fn next(&mut self, has_command: impl Fn(&str) -> bool) -> Option<Fault> {
        let mut found = None;
        for (fault, when, count) in &mut self.faults {
            if matches!(when, When::With(command, _) if !has_command(command)) {
                continue;
            }
            if found.is_none() && when.holds(*count) {
                found = Some(fault.clone());
            }
            *count += 1;
        }
        found
    }
}
