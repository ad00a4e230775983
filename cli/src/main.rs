//! The command line `suiteprojects`.

fn main() {}
