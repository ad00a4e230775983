//! The table of known codes: one entry per code, in files by range of numbers.
//!
//! The facts come from vendor documentation and from published client lists; the confidence of
//! each entry says from which. Meanings and advice are the project's own words.

use super::KnownCode;

/// Takes the entries of one file, in increasing order of their numbers:
///
/// ```text
/// number CONSTANT_NAME "kebab-name" Class Retry Confidence
///     "Meaning: one sentence that says what happened."
///     => "Advice, where there is any: what the caller should do.";
/// ```
///
/// Makes the constant of each code, and the rows from which everything else is derived.
macro_rules! codes {
    ($(
        $number:literal $constant:ident $name:literal $class:ident $retry:ident $confidence:ident
            $meaning:literal
            $(=> $advice:literal)?;
    )+) => {
        use $crate::error_code::{Class, Confidence, ErrorCode, KnownCode, Retry};

        impl ErrorCode {
            $(
                #[doc = concat!("`", $number, "`, `", $name, "`: ", $meaning)]
                $(#[doc = concat!("\n", $advice)])?
                pub const $constant: Self = Self($number);
            )+
        }

        pub(super) const ROWS: &[KnownCode] = &[$(
            KnownCode {
                code: ErrorCode::$constant,
                name: $name,
                meaning: $meaning,
                advice: codes!(@optional $($advice)?),
                class: Class::$class,
                retry: Retry::$retry,
                confidence: Confidence::$confidence,
            },
        )+];

        #[cfg(test)]
        pub(in crate::error_code) const CONSTANTS: &[(&str, ErrorCode)] = &[$(
            (stringify!($constant), ErrorCode::$constant),
        )+];
    };
    (@optional) => { None };
    (@optional $advice:literal) => { Some($advice) };
}

pub(super) mod codes_0_to_799;
pub(super) mod codes_1000_up;
pub(super) mod codes_800_to_999;

const PARTS: [&[KnownCode]; 3] = [
    codes_0_to_799::ROWS,
    codes_800_to_999::ROWS,
    codes_1000_up::ROWS,
];

const LENGTH: usize = PARTS[0].len() + PARTS[1].len() + PARTS[2].len();

/// Every known code, in strictly increasing order.
pub(super) static KNOWN_CODES: [KnownCode; LENGTH] = join();

/// Puts the parts into one array. It runs while compiling, so a code that is listed twice or in
/// the wrong place fails the build.
const fn join() -> [KnownCode; LENGTH] {
    let mut rows = [PARTS[0][0]; LENGTH];
    let mut length = 0;
    let mut part = 0;
    while part < PARTS.len() {
        let mut row = 0;
        while row < PARTS[part].len() {
            rows[length] = PARTS[part][row];
            assert!(
                length == 0 || rows[length - 1].code.0 < rows[length].code.0,
                "each error code is listed once, in increasing order"
            );
            length += 1;
            row += 1;
        }
        part += 1;
    }
    rows
}
