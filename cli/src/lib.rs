//! The command line `suiteprojects` as a library.
