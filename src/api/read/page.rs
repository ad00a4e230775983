//! The part of the records that one Read asks for.

use crate::api::MOST_OBJECTS;

/// How many records a Read asks for at once: 1 to [`MOST_OBJECTS`]. An account can be set to less, then
/// the server refuses more with 605.
///
/// ```
/// use suiteprojects::api::PageSize;
///
/// assert_eq!(PageSize::new(200).map(PageSize::get), Some(200));
/// assert_eq!(PageSize::new(0), None);
/// assert_eq!(PageSize::default(), PageSize::MOST);
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct PageSize(usize);

impl PageSize {
    /// The most the server returns in one answer.
    pub const MOST: Self = Self(MOST_OBJECTS);

    /// So many records; `None` if it is none or more than the server returns.
    pub const fn new(records: usize) -> Option<Self> {
        if records == 0 || records > MOST_OBJECTS {
            return None;
        }
        Some(Self(records))
    }

    /// How many records.
    pub const fn get(self) -> usize {
        self.0
    }
}

/// The most the server returns.
impl Default for PageSize {
    fn default() -> Self {
        Self::MOST
    }
}
