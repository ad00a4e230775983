//! How many objects go into one request.

use thiserror::Error;

use crate::api::MOST_OBJECTS;
use crate::error_code::ErrorCode;

/// How many objects go into one request: at first as many as the vendor documents, then fewer, if
/// the server turns out to take fewer. An account may have a lower maximum than the documented one,
/// which only its refusals tell.
///
/// ```
/// use suiteprojects::error_code::ErrorCode;
/// use suiteprojects::protocol::BatchSize;
///
/// let mut size = BatchSize::default();
/// assert_eq!(size.size(), 1_000);
/// if BatchSize::is_exceeded(ErrorCode::TOO_MANY_INPUT_OBJECTS) {
///     size.halve()?;
/// }
/// assert_eq!(size.size(), 500);
/// # Ok::<(), suiteprojects::protocol::SmallestBatch>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct BatchSize {
    objects: usize,
}

impl Default for BatchSize {
    fn default() -> Self {
        Self {
            objects: MOST_OBJECTS,
        }
    }
}

impl BatchSize {
    /// So many objects in one request; at least 1, at most [`MOST_OBJECTS`].
    pub fn new(objects: usize) -> Self {
        Self {
            objects: objects.clamp(1, MOST_OBJECTS),
        }
    }

    /// How many objects go into one request.
    pub const fn size(self) -> usize {
        self.objects
    }

    /// Whether a code says that there were too many objects in a request, of which none was stored:
    /// 555, 854, 855.
    ///
    /// That nothing was stored is our reading, for a request that was refused as a whole. A result
    /// that stands among others says it of its own command alone.
    pub fn is_exceeded(code: ErrorCode) -> bool {
        [
            ErrorCode::TOO_MANY_INPUT_OBJECTS,
            ErrorCode::TOO_MANY_RECORDS,
            ErrorCode::TOO_MANY_COMMANDS,
        ]
        .contains(&code)
    }

    /// Puts half as many objects into one request.
    ///
    /// # Errors
    ///
    /// [`SmallestBatch`] if there is already only one.
    pub const fn halve(&mut self) -> Result<(), SmallestBatch> {
        if self.objects <= 1 {
            return Err(SmallestBatch);
        }
        self.objects /= 2;
        Ok(())
    }

    /// How many of the objects that are left go into the next request: no more than [`size`](Self::size),
    /// and no more than fit into so many bytes. An object that is larger than that goes alone.
    ///
    /// ```
    /// use suiteprojects::protocol::BatchSize;
    ///
    /// let size = BatchSize::new(3);
    /// assert_eq!(size.next([40, 40, 40, 40], 100), 2);
    /// assert_eq!(size.next([10, 10, 10, 10], 100), 3);
    /// assert_eq!(size.next([400, 10], 100), 1);
    /// assert_eq!(size.next([], 100), 0);
    /// ```
    pub fn next(self, sizes: impl IntoIterator<Item = usize>, most_bytes: usize) -> usize {
        let mut left = most_bytes;
        let fitting = sizes.into_iter().take(self.objects).enumerate();
        let mut count = 0;
        for (place, bytes) in fitting {
            match left.checked_sub(bytes) {
                Some(rest) => left = rest,
                None if place == 0 => return 1,
                None => break,
            }
            count = place + 1;
        }
        count
    }
}

/// A request with one object cannot be made smaller.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("one object in a request is too many for the server, expected that it takes one")]
pub struct SmallestBatch;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn halving_ends_at_one() {
        let mut size = BatchSize::default();
        let mut sizes = vec![size.size()];
        while size.halve().is_ok() {
            sizes.push(size.size());
        }
        assert_eq!(sizes, [1_000, 500, 250, 125, 62, 31, 15, 7, 3, 1]);
    }

    #[test]
    fn only_guards_of_size_ask_for_smaller_requests() {
        let codes: Vec<u32> = ErrorCode::all()
            .map(crate::error_code::KnownCode::code)
            .filter(|&code| BatchSize::is_exceeded(code))
            .map(ErrorCode::get)
            .collect();
        // 605 is about the attribute `limit` of a Read, 604 about attachments.
        assert_eq!(codes, [555, 854, 855]);
    }

    proptest! {
        #[test]
        fn everything_is_sent_once_and_within_the_limits(
            sizes in proptest::collection::vec(0_usize..300, 0..200),
            objects in 1_usize..40,
            most_bytes in 0_usize..1_000,
        ) {
            let size = BatchSize::new(objects);
            let mut rest = &sizes[..];
            let mut requests = 0;
            while !rest.is_empty() {
                let count = size.next(rest.iter().copied(), most_bytes);
                prop_assert!(count >= 1 && count <= objects);
                let bytes: usize = rest[..count].iter().sum();
                prop_assert!(bytes <= most_bytes || count == 1);
                // No request is smaller than it has to be.
                if count < objects && count < rest.len() {
                    prop_assert!(bytes + rest[count] > most_bytes);
                }
                rest = &rest[count..];
                requests += 1;
            }
            prop_assert!(requests <= sizes.len());
        }
    }
}
