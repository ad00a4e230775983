//! Progress of long work, on standard error, if a person is there to see it.

use std::io::{self, IsTerminal as _};
use std::time::{Duration, Instant};

use crate::input::source::{Meter, Metered};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How many entries pass between two looks at the clock.
const STRIDE: u64 = 4096;

/// Nothing is shown before so much time has passed.
const PATIENCE: Duration = Duration::from_secs(1);

/// So much time passes between two drawings of steps.
const PAUSE: Duration = Duration::from_millis(100);

/// The bar of some work: none before there is somebody to see it and enough time has passed.
#[derive(Debug)]
struct Display {
    enabled: bool,
    begun: Instant,
    bar: Option<ProgressBar>,
}

impl Display {
    fn on_terminal() -> Self {
        Self {
            enabled: io::stderr().is_terminal(),
            begun: Instant::now(),
            bar: None,
        }
    }

    /// Draws the bar at `taken` of `total`, with how many `things` there were so far and their rate.
    fn draw(&mut self, total: Option<u64>, taken: u64, count: u64, things: &str) {
        let elapsed = self.begun.elapsed();
        if !self.enabled || elapsed < PATIENCE {
            return;
        }
        let bar = self
            .bar
            .get_or_insert_with(|| new_bar(total, elapsed, taken));
        let rate = u128::from(count) * 1000 / elapsed.as_millis().max(1);
        bar.set_message(format!("{count} {things}, {rate} a second"));
        bar.set_position(taken);
    }

    fn suspend<T>(&self, write: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    fn finish(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        self.finish();
    }
}

/// Entries, rate and time left, redrawn now and then.
#[derive(Debug)]
pub struct Progress {
    display: Display,
    entries: u64,
}

impl Progress {
    /// Progress on standard error, if that is a terminal.
    pub fn on_terminal() -> Self {
        Self {
            display: Display::on_terminal(),
            entries: 0,
        }
    }

    /// Counts an entry of the input that the meter watches.
    pub fn entry(&mut self, meter: &Meter) {
        self.entries += 1;
        if self.display.enabled && self.entries.is_multiple_of(STRIDE) {
            self.draw(meter.get());
        }
    }

    #[cold]
    fn draw(&mut self, Metered { size, taken }: Metered) {
        self.display.draw(size, taken, self.entries, "entries");
    }

    /// Runs something that writes to the terminal, with the bar out of the way.
    pub fn suspend<T>(&self, write: impl FnOnce() -> T) -> T {
        self.display.suspend(write)
    }

    /// Takes the bar away.
    pub fn finish(&mut self) {
        self.display.finish();
    }
}

/// How far work has come that goes on in steps, such as records from a server.
#[derive(Debug)]
pub struct Steps {
    display: Display,
    drawn: Option<Instant>,
    total: Option<u64>,
    taken: u64,
    word: &'static str,
}

impl Steps {
    /// Progress on standard error, if that is a terminal. `total` is how many there are, if that
    /// is known; `word` says what was done with them, such as `sent`.
    pub fn on_terminal(total: Option<u64>, word: &'static str) -> Self {
        Self {
            display: Display::on_terminal(),
            drawn: None,
            total,
            taken: 0,
            word,
        }
    }

    /// The same for work that writes its results to standard output: where a terminal shows these,
    /// they are progress enough.
    pub fn beside_output(total: Option<u64>, word: &'static str) -> Self {
        let mut steps = Self::on_terminal(total, word);
        steps.display.enabled &= !io::stdout().is_terminal();
        steps
    }

    /// So many more are done.
    pub fn advance(&mut self, count: u64) {
        self.taken += count;
        if self.drawn.is_some_and(|drawn| drawn.elapsed() < PAUSE) {
            return;
        }
        self.drawn = Some(Instant::now());
        self.display
            .draw(self.total, self.taken, self.taken, self.word);
    }

    /// Runs something that writes to standard error, with the bar out of the way.
    pub fn suspend<T>(&self, write: impl FnOnce() -> T) -> T {
        self.display.suspend(write)
    }

    /// Takes the bar away.
    pub fn finish(&mut self) {
        self.display.finish();
    }
}

/// A bar for work that has been going on.
fn new_bar(total: Option<u64>, elapsed: Duration, taken: u64) -> ProgressBar {
    // The time left is reckoned from the beginning, not from the first drawing.
    let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr())
        .with_elapsed(elapsed)
        .with_position(taken);
    let template = if total.is_some() {
        "{msg}  {percent}% [{bar:30}] {eta} left"
    } else {
        "{spinner} {msg}"
    };
    // The templates are constant and right; a bar without style is still a bar.
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}
