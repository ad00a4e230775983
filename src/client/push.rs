//! Pushing time entries, each exactly once: what both drivers share.
//!
//! ```no_run
//! use suiteprojects::api::{Application, Login};
//! use suiteprojects::client::{Config, blocking};
//! use suiteprojects::protocol::journal::MemoryJournal;
//! use suiteprojects::protocol::push::Options;
//! # fn checked() -> Vec<suiteprojects::validate::CheckedEntry<'static>> { Vec::new() }
//!
//! let client = blocking::Client::new(Config::new(
//!     "https://acme.app.netsuitesuiteprojectspro.com".parse()?,
//!     Application::new("payroll bridge", "2.1", "the key"),
//!     Login::access_token("the token"),
//! ))?;
//! // With the feature `sqlite`: `SqliteJournal::open("week.journal")?`.
//! let mut push = client.open_push(MemoryJournal::new(), Options::default())?;
//! let mut intake = push.intake()?;
//! for (index, entry) in (0..).zip(&checked()) {
//!     intake.add(index, entry)?;
//! }
//! intake.finish()?;
//! client.push(&mut push)?;
//! println!("{:?}, {:?}", push.progress(), push.undecided());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::ops::ControlFlow;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant, SystemTime};

use thiserror::Error;

use super::config::{Config, LoginSource};
use super::error::Error;
use super::secrets::Secrets;
use super::wire::CommandProtocol;
use super::{Client, blocking};
use crate::api::{Add, CommandError, Login, Outcome, Refusal, Stored};
use crate::protocol::RetryPolicy;
use crate::protocol::journal::{Counts, Journal, JournalEntry, Moment};
use crate::protocol::push::{
    Failure, OpenError, Options, PayloadError, Push, Question, Step, Verdict, read_payload,
};
use crate::soap::exchange::SoapCommand;
use crate::task::Entry;
use crate::validate::{CheckedEntry, Command};
use crate::xml::exchange::XmlCommand;

/// How a push ended that did not fail.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum PushEnd {
    /// Nothing is left to do.
    Done,
    /// The observer asked to stop. The journal knows how to go on.
    Stopped,
}

/// How far a push has come, told to its observer before every request and while it waits.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct PushProgress {
    /// The entries by their states.
    pub counts: Counts,
    /// How long it will wait from now on, if it does: for lost requests to settle, or because the
    /// server is busy.
    pub waiting: Option<Duration>,
}

/// A push that ended early. The journal knows how to go on: open it again and push again.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum PushError<E: std::error::Error + 'static> {
    /// The journal cannot be read or written.
    #[error("cannot use the journal")]
    Journal(#[source] E),
    /// The server cannot be reached, refuses every request, or keeps losing answers.
    #[error(transparent)]
    Client(Error),
    /// An entry of the journal is damaged.
    #[error("the journal entry at place {place} cannot be read")]
    #[non_exhaustive]
    Payload {
        /// The place of the entry.
        place: u64,
        /// Why not.
        source: PayloadError,
    },
    /// The server asks to come back later, again and again.
    #[error("the server keeps refusing entries for now; come back later")]
    Busy,
    /// The entries of the journal make no command.
    #[error("the entries of the journal cannot be sent")]
    Command(#[source] CommandError),
}

/// How a client sends and waits.
trait Sender {
    async fn send<C: XmlCommand + SoapCommand + ?Sized>(
        &self,
        command: &C,
    ) -> Result<C::Answer, Error>;

    async fn wait(&self, time: Duration);

    fn secrets(&self) -> Secrets;
}

/// The longest wait before the observer is asked again.
const SLICE: Duration = Duration::from_millis(200);

/// A clock that never runs backward, from a moment that can be compared across processes.
#[derive(Debug)]
struct Clock {
    begun: Moment,
    since: Instant,
}

impl Clock {
    fn start() -> Self {
        let begun = SystemTime::now()
            .duration_since(SystemTime::UNIX_EPOCH)
            .unwrap_or_default();
        Self {
            begun: Moment(0).after(begun),
            since: Instant::now(),
        }
    }

    fn now(&self) -> Moment {
        self.begun.after(self.since.elapsed())
    }
}

/// Opens a push whose journal belongs to the account, and where it is known to the user, of the
/// client: another user may not see the entries of this one, and would take them for missing.
fn open<J: Journal>(
    config: &Config,
    journal: J,
    options: Options,
) -> Result<Push<J>, OpenError<J::Error>> {
    let target = match &config.login {
        LoginSource::Fixed(Login::Password { company, user, .. }) => {
            format!("{} as {user} of {company}", config.endpoint)
        }
        _ => config.endpoint.to_string(),
    };
    let nonce = RandomState::new().build_hasher().finish();
    Push::open(journal, &target, nonce, options)
}

/// No try of a request starts later than this after the first: the machine has waits of its own, between
/// requests, in which the observer is asked.
const LATEST_START: Duration = Duration::from_secs(10);

/// How requests of a push are sent again.
fn policy(config: &Config) -> RetryPolicy {
    let deadline = config.retry.deadline.unwrap_or(LATEST_START);
    config.retry.with_deadline(Some(deadline.min(LATEST_START)))
}

/// Does what the machine says, until nothing is left to do or the observer asks to stop.
async fn drive<J: Journal>(
    sender: &impl Sender,
    push: &mut Push<J>,
    mut observer: impl FnMut(PushProgress) -> ControlFlow<()>,
) -> Result<PushEnd, PushError<J::Error>> {
    push.restart().map_err(PushError::Journal)?;
    let clock = Clock::start();
    loop {
        let counts = push.progress();
        let mut goes_on = |waiting| observer(PushProgress { counts, waiting }).is_continue();
        if !goes_on(None) {
            return Ok(PushEnd::Stopped);
        }
        let (verdict, error) = match push.step(clock.now()).map_err(PushError::Journal)? {
            Step::Add(written) => {
                let entries = entries(written)?;
                let checked: Vec<_> = entries
                    .iter()
                    // They were checked before they were written down.
                    .map(|entry| CheckedEntry::trust_without_checking(Command::Add, entry))
                    .collect();
                let add = Add::tasks(&checked).map_err(PushError::Command)?;
                let (mut result, error) = divide(sender.send(&add).await);
                if let Ok(outcomes) = &mut result {
                    hide(&sender.secrets(), refusals(outcomes));
                }
                (push.on_added(result, clock.now()), error)
            }
            Step::Ask(questions) => {
                let reads: Vec<_> = questions.iter().map(Question::read).collect();
                let (mut result, error) = divide(sender.send(&reads).await);
                if let Ok(answers) = &mut result {
                    let refusals = answers
                        .iter_mut()
                        .filter_map(|answer| answer.as_mut().err());
                    hide(&sender.secrets(), refusals);
                }
                (push.on_answers(result, clock.now()), error)
            }
            Step::Wait(time) => {
                let begun = Instant::now();
                while let Some(left) = time.checked_sub(begun.elapsed()) {
                    if !goes_on(Some(left)) {
                        return Ok(PushEnd::Stopped);
                    }
                    // A moment is a whole millisecond.
                    sender
                        .wait(left.clamp(Duration::from_millis(1), SLICE))
                        .await;
                }
                (Ok(Verdict::GoOn), None)
            }
            Step::Done => return Ok(PushEnd::Done),
        };
        match (verdict.map_err(PushError::Journal)?, error) {
            (Verdict::GiveUp, Some(error)) => return Err(PushError::Client(error)),
            (Verdict::GiveUp, None) => return Err(PushError::Busy),
            (Verdict::GoOn, _) => {}
        }
    }
}

/// The entries of an Add.
fn entries<E: std::error::Error + 'static>(
    written: &[JournalEntry],
) -> Result<Vec<Entry<'_>>, PushError<E>> {
    let mut entries = Vec::with_capacity(written.len());
    for entry in written {
        match read_payload(&entry.payload) {
            Ok(entry) => entries.push(entry),
            Err(source) => {
                let place = entry.place;
                return Err(PushError::Payload { place, source });
            }
        }
    }
    Ok(entries)
}

fn refusals(outcomes: &mut [Outcome<Stored>]) -> impl Iterator<Item = &mut Refusal> {
    outcomes.iter_mut().filter_map(|outcome| match outcome {
        Outcome::Refused(refusal) => Some(refusal),
        _ => None,
    })
}

/// Keeps credentials that the server sent back out of the journal and of what is told.
fn hide<'r>(secrets: &Secrets, refusals: impl Iterator<Item = &'r mut Refusal>) {
    for text in refusals.filter_map(|refusal| refusal.text.as_mut()) {
        *text = secrets.hide(text);
    }
}

/// What the machine has to know of a result, and the error that is told if it gives up.
fn divide<T>(result: Result<T, Error>) -> (Result<T, Failure>, Option<Error>) {
    match result {
        Ok(answer) => (Ok(answer), None),
        Err(error) => {
            let failure = Failure {
                fate: error.fate(),
                code: error.server_code(),
                is_throttled: error.is_throttled(),
                retry_after: error.retry_after(),
            };
            (Err(failure), Some(error))
        }
    }
}

/// Runs a future that never waits, because everything in it blocks.
fn run_blocking<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
}

impl<P: CommandProtocol> Client<P> {
    /// A push through this client with a journal, which belongs to its account from then on.
    ///
    /// # Errors
    ///
    /// [`OpenError`] if the journal cannot be used, or belongs to another account or user.
    pub fn open_push<J: Journal>(
        &self,
        journal: J,
        options: Options,
    ) -> Result<Push<J>, OpenError<J::Error>> {
        open(self.shared().config(), journal, options)
    }

    /// Sends the waiting entries of a push, each exactly once. See
    /// [`protocol::push`](crate::protocol::push).
    ///
    /// A future that is dropped leaves its last request unknown; the next push looks it up.
    ///
    /// # Errors
    ///
    /// [`PushError`] if it has to end before all is done. What is done is in the journal.
    pub async fn push<J: Journal>(
        &self,
        push: &mut Push<J>,
    ) -> Result<PushEnd, PushError<J::Error>> {
        self.push_observed(push, |_| ControlFlow::Continue(()))
            .await
    }

    /// The same, with an observer that is told of the progress and may ask to stop.
    ///
    /// # Errors
    ///
    /// [`PushError`] if it has to end before all is done. What is done is in the journal.
    pub async fn push_observed<J: Journal>(
        &self,
        push: &mut Push<J>,
        observer: impl FnMut(PushProgress) -> ControlFlow<()>,
    ) -> Result<PushEnd, PushError<J::Error>> {
        drive(self, push, observer).await
    }
}

impl<P: CommandProtocol> Sender for Client<P> {
    async fn send<C: XmlCommand + SoapCommand + ?Sized>(
        &self,
        command: &C,
    ) -> Result<C::Answer, Error> {
        self.send_common(policy(self.shared().config()), command)
            .await
    }

    async fn wait(&self, time: Duration) {
        tokio::time::sleep(time).await;
    }

    fn secrets(&self) -> Secrets {
        self.shared().secrets()
    }
}

impl<P: CommandProtocol> blocking::Client<P> {
    /// A push through this client with a journal, which belongs to its account from then on.
    ///
    /// # Errors
    ///
    /// [`OpenError`] if the journal cannot be used, or belongs to another account or user.
    pub fn open_push<J: Journal>(
        &self,
        journal: J,
        options: Options,
    ) -> Result<Push<J>, OpenError<J::Error>> {
        open(self.shared().config(), journal, options)
    }

    /// Sends the waiting entries of a push, each exactly once. See
    /// [`protocol::push`](crate::protocol::push).
    ///
    /// # Errors
    ///
    /// [`PushError`] if it has to end before all is done. What is done is in the journal.
    pub fn push<J: Journal>(&self, push: &mut Push<J>) -> Result<PushEnd, PushError<J::Error>> {
        self.push_observed(push, |_| ControlFlow::Continue(()))
    }

    /// The same, with an observer that is told of the progress and may ask to stop.
    ///
    /// # Errors
    ///
    /// [`PushError`] if it has to end before all is done. What is done is in the journal.
    pub fn push_observed<J: Journal>(
        &self,
        push: &mut Push<J>,
        observer: impl FnMut(PushProgress) -> ControlFlow<()>,
    ) -> Result<PushEnd, PushError<J::Error>> {
        run_blocking(drive(self, push, observer))
    }
}

impl<P: CommandProtocol> Sender for blocking::Client<P> {
    async fn send<C: XmlCommand + SoapCommand + ?Sized>(
        &self,
        command: &C,
    ) -> Result<C::Answer, Error> {
        self.send_common(policy(self.shared().config()), command)
    }

    async fn wait(&self, time: Duration) {
        std::thread::sleep(time);
    }

    fn secrets(&self) -> Secrets {
        self.shared().secrets()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::Application;
    use crate::protocol::journal::{JournalMismatch, MemoryJournal};

    fn config(login: Login) -> Config {
        let endpoint = "http://127.0.0.1:9".parse().unwrap();
        Config::new(endpoint, Application::new("test", "1", "key"), login)
    }

    #[test]
    fn a_push_can_run_on_any_thread() {
        fn assert_send<T: Send>(_: &T) {}
        let client = Client::new(config(Login::access_token("token"))).unwrap();
        let mut push = client
            .open_push(MemoryJournal::new(), Options::default())
            .unwrap();
        assert_send(&client.push(&mut push));
    }

    #[test]
    fn a_journal_belongs_to_an_account_and_a_user() {
        let anna = config(Login::password("acme", "anna", "secret"));
        let push = open(&anna, MemoryJournal::new(), Options::default()).unwrap();
        let again = open(&anna, push.into_journal(), Options::default()).unwrap();
        let bert = config(Login::password("acme", "bert", "secret"));
        let error = open(&bert, again.into_journal(), Options::default()).unwrap_err();
        let OpenError::Mismatch(JournalMismatch::Target { found, expected }) = error else {
            panic!("{error}")
        };
        assert_eq!(found, "http://127.0.0.1:9 as anna of acme");
        assert_eq!(expected, "http://127.0.0.1:9 as bert of acme");
    }

    #[test]
    fn a_future_that_never_waits_is_run_to_its_end() {
        assert_eq!(run_blocking(async { 7 }), 7);
    }
}
