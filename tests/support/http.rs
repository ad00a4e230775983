//! A server that plays a script: it takes connections, reads requests, records them, and sends back
//! exactly the bytes that a test wrote.

use std::collections::VecDeque;
use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// What the server does with one request.
#[derive(Clone, Debug)]
pub(crate) enum Reply {
    /// Sends these bytes and keeps the connection.
    Keep(Vec<u8>),
    /// Sends these bytes and closes the connection.
    Close(Vec<u8>),
    /// Sends these bytes and then nothing more, until the test is over.
    Stall(Vec<u8>),
    /// Closes the connection before it reads a request.
    CloseUnread,
}

/// A request as it arrived.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    /// The number of the connection, from 0.
    pub(crate) connection: usize,
    /// The line with method and path, and the headers.
    pub(crate) head: String,
    /// The body.
    pub(crate) body: String,
}

#[derive(Debug)]
struct State {
    script: Mutex<VecDeque<Reply>>,
    seen: Mutex<Vec<Seen>>,
    connections: AtomicUsize,
    over: AtomicBool,
    stalled: Condvar,
    stall: Mutex<()>,
}

/// The server. It ends when it is dropped.
#[derive(Debug)]
pub(crate) struct Server {
    address: SocketAddr,
    state: Arc<State>,
    acceptor: Option<JoinHandle<()>>,
}

impl Server {
    /// A server that answers one request after the other by this script, and closes every connection
    /// that comes after its end without an answer.
    pub(crate) fn new(script: impl IntoIterator<Item = Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let state = Arc::new(State {
            script: Mutex::new(script.into_iter().collect()),
            seen: Mutex::default(),
            connections: AtomicUsize::new(0),
            over: AtomicBool::new(false),
            stalled: Condvar::new(),
            stall: Mutex::default(),
        });
        let shared = Arc::clone(&state);
        let acceptor = thread::spawn(move || accept(&listener, &shared));
        Self {
            address,
            state,
            acceptor: Some(acceptor),
        }
    }

    /// The address of the server as an address of an account.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The whole requests that arrived.
    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.state.seen.lock().unwrap().clone()
    }

    /// How many connections there were.
    pub(crate) fn connections(&self) -> usize {
        self.state.connections.load(Ordering::SeqCst)
    }

    /// How many replies of the script were not asked for.
    pub(crate) fn left(&self) -> usize {
        self.state.script.lock().unwrap().len()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.state.over.store(true, Ordering::SeqCst);
        self.state.stalled.notify_all();
        // Wakes the acceptor up, which then sees that it is over.
        drop(TcpStream::connect(self.address));
        if let Some(acceptor) = self.acceptor.take() {
            let _ = acceptor.join();
        }
    }
}

fn accept(listener: &TcpListener, state: &Arc<State>) {
    for stream in listener.incoming() {
        if state.over.load(Ordering::SeqCst) {
            break;
        }
        let Ok(stream) = stream else { continue };
        let connection = state.connections.fetch_add(1, Ordering::SeqCst);
        let state = Arc::clone(state);
        thread::spawn(move || serve(stream, connection, &state));
    }
}

fn serve(mut stream: TcpStream, connection: usize, state: &State) {
    stream
        .set_read_timeout(Some(Duration::from_secs(10)))
        .expect("a time-out");
    loop {
        let unread = {
            let mut script = state.script.lock().unwrap();
            let unread = matches!(script.front(), Some(Reply::CloseUnread) | None);
            if matches!(script.front(), Some(Reply::CloseUnread)) {
                script.pop_front();
            }
            unread
        };
        if unread {
            return;
        }
        let Some((head, body)) = read_request(&mut stream) else {
            return;
        };
        // The reply is taken before the request is recorded: who sees the one has seen the other.
        let reply = state.script.lock().unwrap().pop_front();
        state.seen.lock().unwrap().push(Seen {
            connection,
            head,
            body,
        });
        match reply {
            Some(Reply::Keep(bytes)) => {
                if stream.write_all(&bytes).is_err() {
                    return;
                }
            }
            Some(Reply::Close(bytes)) => {
                let _ = stream.write_all(&bytes);
                let _ = stream.shutdown(Shutdown::Both);
                return;
            }
            Some(Reply::Stall(bytes)) => {
                let _ = stream.write_all(&bytes);
                let guard = state.stall.lock().unwrap();
                let _unused =
                    state
                        .stalled
                        .wait_timeout_while(guard, Duration::from_secs(30), |()| {
                            !state.over.load(Ordering::SeqCst)
                        });
                return;
            }
            Some(Reply::CloseUnread) | None => return,
        }
    }
}

/// Reads a request with its body; `None` if the connection ends before.
fn read_request(stream: &mut TcpStream) -> Option<(String, String)> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).ok()?;
        head.extend_from_slice(&byte);
    }
    let head = String::from_utf8(head).ok()?;
    let length = head
        .lines()
        .find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("content-length")
                .then(|| value.trim().parse().ok())?
        })
        .unwrap_or(0);
    let mut body = vec![0; length];
    stream.read_exact(&mut body).ok()?;
    Some((head, String::from_utf8(body).ok()?))
}

/// A whole answer with a body of XML.
pub(crate) fn xml(body: &str) -> Vec<u8> {
    answer(
        "200 OK",
        &["Content-Type: application/xml"],
        body.as_bytes(),
    )
}

/// A whole answer with this status, these headers and this body.
pub(crate) fn answer(status: &str, headers: &[&str], body: &[u8]) -> Vec<u8> {
    let mut bytes = format!("HTTP/1.1 {status}\r\n").into_bytes();
    for header in headers {
        bytes.extend_from_slice(header.as_bytes());
        bytes.extend_from_slice(b"\r\n");
    }
    bytes.extend_from_slice(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes());
    bytes.extend_from_slice(body);
    bytes
}
