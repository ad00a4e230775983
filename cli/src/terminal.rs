//! What the terminal can show, and the words on standard error.

use std::error::Error;
use std::io::{self, IsTerminal as _, Write as _};

use anstream::stream::RawStream;
use anstream::{AutoStream, ColorChoice};
use clap::ValueEnum;

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Color {
    /// Makes this the choice for the process.
    pub fn choose(self) {
        match self {
            Self::Auto => {}
            Self::Always => ColorChoice::AlwaysAnsi.write_global(),
            Self::Never => ColorChoice::Never.write_global(),
        }
    }
}

/// Whether colours are wanted on this stream.
pub fn is_styled(stream: &impl RawStream) -> bool {
    AutoStream::choice(stream) != ColorChoice::Never
}

/// The columns of the terminal, if there is one.
pub fn width() -> Option<usize> {
    terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))
}

/// Standard output. A terminal wants lines as they come, a pipe wants few large writes.
pub fn output() -> Box<dyn io::Write> {
    let stdout = io::stdout();
    if stdout.is_terminal() {
        Box::new(stdout.lock())
    } else {
        Box::new(io::BufWriter::with_capacity(1 << 16, stdout.lock()))
    }
}

/// Says something on standard error that is neither finding nor error.
pub fn note(text: &str) {
    // Nobody is left to be told that standard error is gone.
    let _ = writeln!(anstream::stderr().lock(), "note: {text}");
}

/// Says on one line why a command failed, with its causes.
pub fn error(error: &dyn Error) {
    let _ = writeln!(anstream::stderr().lock(), "error: {}", chain(error));
}

/// An error and its causes on one line.
pub fn chain(error: &dyn Error) -> String {
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(beneath) = cause {
        line.push_str(": ");
        line.push_str(&beneath.to_string());
        cause = beneath.source();
    }
    line
}
