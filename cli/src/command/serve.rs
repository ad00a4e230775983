//! `serve`: the local server.

use std::io::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use clap::Args;
use suiteprojects_emulator::{Emulator, Options, Seed};

use crate::account::AccountSettings;
use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::terminal;
use crate::text_file::TextFile;

/// What `serve --help` says at its end.
pub const HELP: &str = "\
Standard output has one line, the address, as soon as the server listens. It stops
on Ctrl-C after what it has begun to answer; once more stops at once.

Without a seed file it takes any credentials and any ids. With one it knows only the
users, projects and so on that are in it, and refuses the rest as the real server does;
the file is a reference file, such as `reference pull` writes.

Examples:
  suiteprojects serve
  suiteprojects serve --listen 127.0.0.1:0 --data time.sqlite
  suiteprojects serve --seed acme.json --settings account.toml

In another terminal, with any key and login:
  export SUITEPROJECTS_URL=http://127.0.0.1:8080 SUITEPROJECTS_API_KEY=any
  export SUITEPROJECTS_COMPANY=any SUITEPROJECTS_USER=any SUITEPROJECTS_PASSWORD=any
  suiteprojects push week.csv
  suiteprojects read --protocol soap";

/// Arguments of `serve`.
#[derive(Args, Clone, Debug)]
pub struct Arguments {
    /// Where to listen; port 0 is a free one
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,

    /// Listens at an address that other machines can reach; whoever reaches it can read and change
    /// everything
    #[arg(long)]
    allow_remote: bool,

    /// Keeps everything in this file, which is made if it is not there; `:memory:` keeps nothing
    #[arg(long, value_name = "FILE", default_value = ":memory:")]
    data: PathBuf,

    /// Users, projects, project tasks, timesheets and so on to begin with, a reference file
    #[arg(long, value_name = "FILE.json")]
    seed: Option<PathBuf>,

    /// How long a session lasts that is not used
    #[arg(long, value_name = "SECONDS", default_value_t = 3_600)]
    session_lifetime: u64,

    /// The most records of an answer; a larger `limit` is refused with 605
    #[arg(long, value_name = "RECORDS", default_value_t = 1_000,
        value_parser = clap::value_parser!(u64).range(1..=1_000))]
    page_limit: u64,

    #[command(flatten)]
    settings: AccountSettings,
}

/// Runs the command, until somebody asks to stop.
///
/// # Errors
///
/// [`Failure`] if a file cannot be read, or the server cannot listen.
pub fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<ExitStatus, Failure> {
    let Arguments {
        listen,
        allow_remote,
        ..
    } = arguments;
    if !listen.ip().is_loopback() {
        if !allow_remote {
            return Err(Failure::Usage(format!(
                "{listen} can be reached by other machines, expected an address such as 127.0.0.1:8080; `--allow-remote` permits it"
            )));
        }
        terminal::note(&format!(
            "whoever can reach {listen} can read and change everything that is stored"
        ));
    }
    let emulator = Emulator::start(arguments.options()?)?;
    let (stop, stopped) = mpsc::channel();
    let handler = move || {
        if stop.send(()).is_err() {
            std::process::exit(ExitStatus::Failure as i32);
        }
    };
    if ctrlc::set_handler(handler).is_err() {
        terminal::note("cannot listen for Ctrl-C; it will end the server at once");
    }
    writeln!(out, "{}", emulator.url())?;
    out.flush()?;
    if arguments.keeps_nothing() {
        terminal::note("everything is kept in memory only; `--data FILE` keeps it");
    }
    // The handler lives as long as the process.
    let _ = stopped.recv();
    drop(stopped);
    terminal::note("stopping");
    emulator.shutdown();
    Ok(ExitStatus::Clean)
}

impl Arguments {
    fn options(&self) -> Result<Options, Failure> {
        let mut options = Options::default()
            .with_address(self.listen)
            .with_settings(self.settings.read()?)
            .with_session_lifetime(Duration::from_secs(self.session_lifetime))
            .with_page_limit(self.page_limit);
        if !self.keeps_nothing() {
            options = options.with_data(&self.data);
        }
        if let Some(path) = &self.seed {
            let file = TextFile::read(path)?;
            let seed = Seed::parse(file.text())
                .map_err(|error| file.wrong_at(0, terminal::chain(&error)))?;
            options = options.with_seed(seed);
        }
        Ok(options)
    }

    fn keeps_nothing(&self) -> bool {
        self.data == Path::new(":memory:")
    }
}
