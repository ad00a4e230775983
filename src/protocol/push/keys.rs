//! The keys of entries that bring none.

/// Makes the keys of entries that bring none: a random number of the journal and the index of the entry
/// in its source.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Keys {
    pub(super) nonce: u64,
}

impl Keys {
    /// The key of the entry with this index (see [`Intake::add`](super::Intake::add)). All keys of a
    /// journal are equally long up to index 99,999,999, so none is the beginning of another.
    pub fn key_of(self, index: u64) -> String {
        format!("{:016x}-{index:08}", self.nonce)
    }

    /// The index from which a key was made; `None` if the entry brought its key.
    pub fn index_of(self, key: &str) -> Option<u64> {
        let (_, index) = key.split_once('-')?;
        let index = index.parse().ok()?;
        (self.key_of(index) == key).then_some(index)
    }
}
