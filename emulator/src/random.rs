//! Chance that repeats: the same seed gives the same numbers.

/// One of the numbers that the generator `SplitMix64` makes.
pub(crate) fn number(seed: u64) -> u64 {
    let mut mixed = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// The place of a name in the order that this seed makes, as that of a key in a hash of Perl.
pub(crate) fn place(seed: u64, name: &str) -> u64 {
    name.bytes()
        .fold(number(seed), |place, byte| number(place ^ u64::from(byte)))
}
