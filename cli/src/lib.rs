//! The command line `suiteprojects` as a library: the binary hands over its arguments.

pub mod account;
pub mod convert;
pub mod diagnostic;
pub mod failure;
pub mod input;
pub mod judge;
pub mod progress;
pub mod render;
