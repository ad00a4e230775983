//! The command line `suiteprojects` as a library: the binary hands over its arguments.

pub mod diagnostic;
pub mod render;
