//! A server that plays a script: it takes connections, reads requests, records them, and sends back
//! exactly the bytes that a test wrote.

#![allow(dead_code, reason = "each test uses a part")]
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "only tests use it")]

use std::collections::VecDeque;
use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// What the server does with one request.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    act: Act,
    /// How long it takes before it does anything.
    delay: Duration,
    /// Whether a server that did this would have carried the request out.
    pub(crate) applies: bool,
}

#[derive(Clone, Debug)]
enum Act {
    /// Sends these bytes and keeps the connection.
    Keep(Vec<u8>),
    /// Sends these bytes and closes the connection.
    Close(Vec<u8>),
    /// Sends these bytes and then nothing more, until the test is over.
    Stall(Vec<u8>),
    /// Sends a head and then so many bytes, a piece at a time.
    Pour(Vec<u8>, usize),
    /// Closes the connection before anything of a request arrived.
    CloseAtOnce,
    /// Closes the connection when the first byte of a request arrives.
    CloseOnArrival,
}

impl Step {
    const fn new(act: Act, applies: bool) -> Self {
        Self {
            act,
            delay: Duration::ZERO,
            applies,
        }
    }

    /// The same, so much later.
    pub(crate) fn late(self, delay: Duration) -> Self {
        Self { delay, ..self }
    }

    /// Carries the request out and answers.
    pub(crate) fn answers(bytes: Vec<u8>) -> Self {
        Self::new(Act::Keep(bytes), true)
    }

    /// Refuses the request.
    pub(crate) fn refuses(bytes: Vec<u8>) -> Self {
        Self::new(Act::Keep(bytes), false)
    }

    /// Carries the request out, sends these bytes, and closes the connection.
    pub(crate) fn breaks_off(bytes: Vec<u8>) -> Self {
        Self::new(Act::Close(bytes), true)
    }

    /// Carries the request out, sends these bytes, and then nothing.
    pub(crate) fn stalls(bytes: Vec<u8>) -> Self {
        Self::new(Act::Stall(bytes), true)
    }

    /// Carries the request out, sends this head, and then so many blanks as its body.
    pub(crate) fn pours(head: Vec<u8>, count: usize) -> Self {
        Self::new(Act::Pour(head, count), true)
    }

    /// Closes the connection before a request.
    pub(crate) fn closes_at_once() -> Self {
        Self::new(Act::CloseAtOnce, false)
    }

    /// Closes the connection when the first byte of a request arrives.
    pub(crate) fn closes_on_arrival() -> Self {
        Self::new(Act::CloseOnArrival, false)
    }
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
    /// Whether it was carried out.
    pub(crate) applied: bool,
}

impl Seen {
    /// The value of a header.
    pub(crate) fn header(&self, wanted: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case(wanted).then(|| value.trim())
        })
    }

    /// The path.
    pub(crate) fn path(&self) -> &str {
        self.head.split(' ').nth(1).unwrap_or_default()
    }
}

/// What the server does with a request, by what is in it.
type Rule = Box<dyn Fn(&Seen) -> Step + Send>;

#[derive(Default)]
struct Record {
    script: VecDeque<Step>,
    rule: Option<Rule>,
    seen: Vec<Seen>,
    connections: usize,
    is_over: bool,
}

#[derive(Default)]
struct State {
    record: Mutex<Record>,
    over: Condvar,
}

/// The server. It ends when it is dropped.
pub(crate) struct Server {
    address: SocketAddr,
    state: Arc<State>,
    acceptor: Option<JoinHandle<()>>,
}

impl Server {
    /// A server that answers one request after the other by this script, and closes every connection
    /// that comes after its end.
    pub(crate) fn new(script: impl IntoIterator<Item = Step>) -> Self {
        Self::start(Record {
            script: script.into_iter().collect(),
            ..Record::default()
        })
    }

    /// A server that answers each request by what is in it.
    pub(crate) fn by(rule: impl Fn(&Seen) -> Step + Send + 'static) -> Self {
        Self::start(Record {
            rule: Some(Box::new(rule)),
            ..Record::default()
        })
    }

    fn start(record: Record) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let state = Arc::new(State {
            record: Mutex::new(record),
            over: Condvar::new(),
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
        self.state.record.lock().unwrap().seen.clone()
    }

    /// How many requests were carried out.
    pub(crate) fn applied(&self) -> usize {
        self.seen().iter().filter(|seen| seen.applied).count()
    }

    /// How many connections there were.
    pub(crate) fn connections(&self) -> usize {
        self.state.record.lock().unwrap().connections
    }

    /// How many steps of the script were not asked for.
    pub(crate) fn left(&self) -> usize {
        self.state.record.lock().unwrap().script.len()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.state.record.lock().unwrap().is_over = true;
        self.state.over.notify_all();
        // Wakes the acceptor up, which then sees that it is over.
        drop(TcpStream::connect(self.address));
        if let Some(acceptor) = self.acceptor.take() {
            let _ = acceptor.join();
        }
    }
}

/// The address of a port at which nobody listens.
pub(crate) fn nobody() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    format!("http://{}", listener.local_addr().expect("an address"))
}

fn accept(listener: &TcpListener, state: &Arc<State>) {
    for stream in listener.incoming() {
        let mut record = state.record.lock().unwrap();
        if record.is_over {
            break;
        }
        let Ok(stream) = stream else { continue };
        let connection = record.connections;
        record.connections += 1;
        drop(record);
        let state = Arc::clone(state);
        thread::spawn(move || serve(stream, connection, &state));
    }
}

fn serve(mut stream: TcpStream, connection: usize, state: &State) {
    stream
        .set_read_timeout(Some(Duration::from_secs(10)))
        .expect("a time-out");
    loop {
        {
            let mut record = state.record.lock().unwrap();
            match record.script.front().map(|step| &step.act) {
                None if record.rule.is_some() => {}
                None => return,
                Some(Act::CloseAtOnce) => {
                    record.script.pop_front();
                    return;
                }
                Some(Act::CloseOnArrival) => {
                    record.script.pop_front();
                    drop(record);
                    // What arrived is left unread, so that the connection is reset.
                    let _ = stream.peek(&mut [0]);
                    return;
                }
                Some(_) => {}
            }
        }
        let Some((head, body)) = read_request(&mut stream) else {
            return;
        };
        let mut record = state.record.lock().unwrap();
        let mut seen = Seen {
            connection,
            head,
            body,
            applied: false,
        };
        let step = match &record.rule {
            Some(rule) => Some(rule(&seen)),
            None => record.script.pop_front(),
        };
        let Some(step) = step else { return };
        seen.applied = step.applies;
        record.seen.push(seen);
        drop(record);
        thread::sleep(step.delay);
        match step.act {
            Act::Keep(bytes) => {
                if stream.write_all(&bytes).is_err() {
                    return;
                }
            }
            Act::Close(bytes) => {
                let _ = stream.write_all(&bytes);
                let _ = stream.shutdown(Shutdown::Both);
                return;
            }
            Act::Stall(bytes) => {
                let _ = stream.write_all(&bytes);
                let record = state.record.lock().unwrap();
                let wait = Duration::from_secs(30);
                let _unused = state
                    .over
                    .wait_timeout_while(record, wait, |record| !record.is_over);
                return;
            }
            Act::Pour(head, count) => {
                let _ = stream.write_all(&head);
                let piece = [b' '; 1 << 10];
                for _ in 0..count / piece.len() {
                    if stream.write_all(&piece).is_err() {
                        return;
                    }
                }
                return;
            }
            Act::CloseAtOnce | Act::CloseOnArrival => return,
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

/// A whole answer with a body of JSON.
pub(crate) fn json(status: &str, body: &str) -> Vec<u8> {
    answer(status, &["Content-Type: application/json"], body.as_bytes())
}

/// A whole answer with this status, these headers and this body.
pub(crate) fn answer(status: &str, headers: &[&str], body: &[u8]) -> Vec<u8> {
    let length = format!("Content-Length: {}", body.len());
    let mut headers = headers.to_vec();
    headers.push(&length);
    let mut bytes = head(status, &headers);
    bytes.extend_from_slice(body);
    bytes
}

/// The head of an answer.
pub(crate) fn head(status: &str, headers: &[&str]) -> Vec<u8> {
    let mut text = format!("HTTP/1.1 {status}\r\n");
    for header in headers {
        text = text + header + "\r\n";
    }
    (text + "\r\n").into_bytes()
}
