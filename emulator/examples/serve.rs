//! Serves the data in a file until it is killed. Run it with
//! `cargo run -p suiteprojects-emulator --example serve FILE`; it prints its address.
#![allow(clippy::print_stdout, reason = "what it has to say goes there")]

use std::error::Error;

use suiteprojects_emulator::{Emulator, Options};

fn main() -> Result<(), Box<dyn Error>> {
    let mut options = Options::default();
    if let Some(path) = std::env::args_os().nth(1) {
        options = options.with_data(path);
    }
    let emulator = Emulator::start(options)?;
    println!("{}", emulator.url());
    emulator.wait();
    Ok(())
}
