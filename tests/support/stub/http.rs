//! As much of HTTP/1.1 as a client of the API uses.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use super::faults::Fault;
use super::request::{self, Answer};
use super::{Shared, lock, soap};

/// What is done about a request once it is known.
struct Reply {
    answer: Answer,
    latency: Duration,
    /// Whether only half of the answer leaves.
    cut: bool,
}

/// Answers the requests of a connection until it ends.
pub(super) fn serve(stream: &TcpStream, shared: &Arc<Mutex<Shared>>) {
    let _ = stream.set_nodelay(true);
    let Ok(reading) = stream.try_clone() else {
        return;
    };
    let mut reader = BufReader::new(reading);
    // Whatever breaks off here is a client that went away, even in the middle of a request, of which
    // then nothing is carried out.
    while let Some(incoming) = receive(&mut reader) {
        let reply = match incoming {
            Ok((api, body)) => reply(api, &body, shared),
            Err(status) => Some(Reply {
                answer: Answer::http(status, None),
                latency: Duration::ZERO,
                cut: false,
            }),
        };
        let Some(reply) = reply else {
            break;
        };
        thread::sleep(reply.latency);
        if send(stream, &reply).is_none() {
            break;
        }
    }
    let _ = stream.shutdown(Shutdown::Both);
}

/// Which API a request is for.
#[derive(Clone, Copy)]
enum Api {
    Xml,
    Soap,
}

/// The body of the next request and what it is for, or the status of HTTP that refuses it.
fn receive(reader: &mut BufReader<TcpStream>) -> Option<Result<(Api, String), u16>> {
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|size| *size > 0)?;
    let api = match line.trim_end() {
        "POST /api.pl HTTP/1.1" | "PUT /api.pl HTTP/1.1" => Ok(Api::Xml),
        "POST /soap HTTP/1.1" => Ok(Api::Soap),
        _ => Err(404),
    };
    let mut length = None;
    loop {
        line.clear();
        reader.read_line(&mut line).ok().filter(|size| *size > 0)?;
        let header = line.trim_end();
        if header.is_empty() {
            break;
        }
        if let Some((name, value)) = header.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse::<usize>().ok();
        }
    }
    let mut body = vec![0; length.unwrap_or_default()];
    reader.read_exact(&mut body).ok()?;
    Some(match (api, String::from_utf8(body)) {
        (Err(status), _) => Err(status),
        _ if length.is_none() => Err(411),
        (Ok(api), Ok(body)) => Ok((api, body)),
        (Ok(_), Err(_)) => Err(400),
    })
}

/// Carries a request out; nothing if the connection is to be gone.
fn reply(api: Api, body: &str, shared: &Arc<Mutex<Shared>>) -> Option<Reply> {
    let mut state = lock(shared);
    state.counts.requests += 1;
    body.clone_into(&mut state.last_request);
    let translated = match api {
        Api::Xml => None,
        Api::Soap => match soap::request(&mut state, body) {
            Ok(translated) => Some(translated),
            Err(answer) => {
                return Some(Reply {
                    answer,
                    latency: state.manners.latency,
                    cut: false,
                });
            }
        },
    };
    let body = translated.as_ref().map_or(body, |request| &request.xml);
    let fault = request::next_fault(&mut state, body);
    state.counts.faults += u64::from(fault.is_some());
    let mut latency = state.manners.latency;
    let mut cut = false;
    let answer = match fault {
        None => request::answer(&mut state, body, usize::MAX),
        Some(Fault::Late(time)) => {
            latency += time;
            request::answer(&mut state, body, usize::MAX)
        }
        Some(Fault::DropBefore) => return None,
        Some(Fault::DropAfter) => {
            request::answer(&mut state, body, usize::MAX);
            return None;
        }
        Some(Fault::DropWithin(most)) => {
            request::answer(&mut state, body, most);
            return None;
        }
        Some(Fault::DropAndApplyLater(time)) => {
            let (shared, body) = (Arc::clone(shared), body.to_owned());
            thread::spawn(move || {
                thread::sleep(time);
                request::answer(&mut lock(&shared), &body, usize::MAX);
            });
            return None;
        }
        Some(Fault::CutAnswer) => {
            cut = true;
            request::answer(&mut state, body, usize::MAX)
        }
        Some(Fault::Refuse(code)) => Answer::refusal(code),
        Some(Fault::Http(status, retry_after)) => Answer::http(status, retry_after),
    };
    let answer = match &translated {
        None => answer,
        Some(translated) => soap::answer(&mut state, translated, answer),
    };
    Some(Reply {
        answer,
        latency,
        cut,
    })
}

/// Sends an answer; nothing if the connection is to end.
fn send(mut stream: &TcpStream, reply: &Reply) -> Option<()> {
    let Answer {
        status,
        retry_after,
        body,
    } = &reply.answer;
    let retry_after = retry_after
        .map(|seconds| format!("Retry-After: {seconds}\r\n"))
        .unwrap_or_default();
    let message = format!(
        "HTTP/1.1 {status} Status\r\nContent-Type: application/xml\r\n{retry_after}Content-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let bytes = message.as_bytes();
    let size = bytes.len() - if reply.cut { body.len() / 2 } else { 0 };
    stream.write_all(bytes.get(..size)?).ok()?;
    (!reply.cut).then_some(())
}
