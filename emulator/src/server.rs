//! The running server.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::thread::JoinHandle;

use chrono::TimeDelta;
use thiserror::Error;
use tokio::sync::oneshot;

use crate::engine::{Account, Credentials, Engine, Lists, Sessions};
use crate::http::{self, Shared};
use crate::options::Options;
use crate::store::{Store, StoreError};

/// A running server, on a thread of its own. It stops when the handle goes.
///
/// ```
/// use suiteprojects_emulator::{Emulator, Options};
///
/// let emulator = Emulator::start(Options::default())?;
/// assert!(emulator.url().starts_with("http://127.0.0.1:"));
/// emulator.shutdown();
/// # Ok::<(), suiteprojects_emulator::StartError>(())
/// ```
#[derive(Debug)]
pub struct Emulator {
    address: SocketAddr,
    pub(crate) shared: Arc<Shared>,
    running: Option<Running>,
}

#[derive(Debug)]
struct Running {
    stop: oneshot::Sender<Stop>,
    thread: JoinHandle<()>,
}

/// How a server is stopped.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Stop {
    /// What is being answered is answered first.
    Gracefully,
    AtOnce,
}

impl Emulator {
    /// Starts a server. When this returns, it listens.
    ///
    /// It may be called from async code: it blocks for no longer than it takes to open the data and to listen.
    ///
    /// # Errors
    ///
    /// [`StartError`] if the data cannot be opened, or the address not be listened at.
    pub fn start(options: Options) -> Result<Self, StartError> {
        let store = Store::open(options.data.as_deref())?;
        if let Some(seed) = &options.seed {
            store.work(|records| seed.sow(records))?;
        }
        let lists = options
            .seed
            .as_ref()
            .map_or_else(Lists::default, crate::seed::Seed::lists);
        let listen = |source| StartError::Address {
            address: options.address,
            source,
        };
        let listener = std::net::TcpListener::bind(options.address).map_err(listen)?;
        listener.set_nonblocking(true).map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("suiteprojects-emulator")
            .enable_io()
            .enable_time()
            .build()
            .map_err(listen)?;
        let listener = {
            let _inside = runtime.enter();
            tokio::net::TcpListener::from_std(listener).map_err(listen)?
        };
        let lifetime = TimeDelta::from_std(options.session_lifetime).unwrap_or(TimeDelta::MAX);
        let credentials = Credentials {
            key: options.key,
            namespace: options.namespace,
            password: options.password,
            any_token: !lists.are_complete("User"),
        };
        let account = Account {
            settings: options.settings,
            lists,
            clock: options.clock,
            page_limit: options.page_limit,
        };
        let engine = Engine::new(store, account, Sessions::new(credentials, lifetime));
        let shared = Arc::new(Shared::new(
            engine,
            address,
            options.account_host,
            options.limits,
        ));
        let (stop, stopped) = oneshot::channel();
        let serving = Arc::clone(&shared);
        let thread = std::thread::Builder::new()
            .name("suiteprojects-emulator".to_owned())
            .spawn(move || {
                let stop_time = serving.limits.stop_time;
                runtime.block_on(http::serve(listener, serving, stopped));
                runtime.shutdown_timeout(stop_time);
            })
            .map_err(listen)?;
        Ok(Self {
            address,
            shared,
            running: Some(Running { stop, thread }),
        })
    }

    /// The address that it listens at.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// The base address, such as `http://127.0.0.1:8080`: what a client takes for that of the account.
    pub fn url(&self) -> String {
        self.shared.url.clone()
    }

    /// Stops it: no more requests are taken, those that have come are answered. Returns when it has
    /// stopped.
    pub fn shutdown(mut self) {
        self.stop(Stop::Gracefully);
    }

    /// Waits until it ends by itself, which it does only if it cannot go on.
    pub fn wait(mut self) {
        if let Some(Running { stop, thread }) = self.running.take() {
            let _ = thread.join();
            drop(stop);
        }
    }

    fn stop(&mut self, how: Stop) {
        if let Some(Running { stop, thread }) = self.running.take() {
            // Both fail only if the server is gone already.
            let _ = stop.send(how);
            let _ = thread.join();
        }
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        self.stop(Stop::AtOnce);
    }
}

/// A server that cannot be started.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StartError {
    /// The data cannot be opened.
    #[error("the server cannot be started")]
    Store(#[from] StoreError),
    /// The address cannot be listened at.
    #[error("the server cannot listen at {address}")]
    #[non_exhaustive]
    Address {
        /// The address.
        address: SocketAddr,
        /// Why not.
        source: io::Error,
    },
}
