//! The command line `suiteprojects` as a library: the binary hands over its arguments.

pub mod command;
pub mod diagnostic;
pub mod exit;
pub mod render;
