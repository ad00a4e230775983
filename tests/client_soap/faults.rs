//! What an Add and a Read become in each kind of trouble. The expected fates are those of the table in
//! `src/protocol/retry.rs`; a fault with a code is a refusal, one without may come from anywhere.

use std::thread;

use suiteprojects::protocol::Fate;

use crate::client::{BOTH, add, read};
use crate::server::{Server, Step, answer};
use crate::{ADDED, FOUND, begun, fault, message, soap};

type Expected = (Result<(), Fate>, usize);

const DONE: Result<(), Fate> = Ok(());
const REFUSED: Result<(), Fate> = Err(Fate::Refused);
const DOUBT: Result<(), Fate> = Err(Fate::MaybeApplied);

struct Case {
    name: &'static str,
    /// What the server does after the login; it is given the content of a good answer.
    script: fn(&str) -> Vec<Step>,
    /// What becomes of an Add, and how many requests come after the login.
    add: Expected,
    read: Expected,
    /// What the error of an Add says.
    says: &'static str,
}

fn http(status: &str, body: &str) -> Vec<u8> {
    answer(status, &["Content-Type: text/html"], body.as_bytes())
}

/// Something that was carried out before it went wrong, as often as it is asked for.
fn doubtful(bytes: Vec<u8>) -> Vec<Step> {
    vec![Step::answers(bytes); 6]
}

const CASES: &[Case] = &[
    Case {
        name: "a fault with a code and HTTP 500",
        script: |_| vec![fault("821", "Cannot modify"); 6],
        add: (REFUSED, 1),
        read: (REFUSED, 1),
        says: "the server refused the request: 821",
    },
    Case {
        name: "a fault with a code and HTTP 200",
        script: |_| {
            let content = "<E:Fault><faultcode>E:821</faultcode><faultstring/></E:Fault>";
            vec![Step::refuses(message(content)); 6]
        },
        add: (REFUSED, 1),
        read: (REFUSED, 1),
        says: "the server refused the request: 821",
    },
    Case {
        name: "too many requests",
        script: |good| {
            let mut steps = vec![fault("556", "Request rate exceeded")];
            steps.push(Step::answers(message(good)));
            steps
        },
        add: (DONE, 2),
        read: (DONE, 2),
        says: "",
    },
    Case {
        name: "a fault without a code",
        script: |_| {
            let body = "<E:Envelope xmlns:E='http://schemas.xmlsoap.org/soap/envelope/'><E:Body><E:Fault>\
                 <faultcode>E:Server</faultcode><faultstring>out of memory</faultstring></E:Fault></E:Body></E:Envelope>";
            let headers = ["Content-Type: text/xml"];
            doubtful(answer("500 Error", &headers, body.as_bytes()))
        },
        add: (DOUBT, 1),
        read: (DOUBT, 4),
        says: "the answer is the fault Server: out of memory",
    },
    Case {
        name: "HTTP 500 with a page",
        script: |_| doubtful(http("500 Error", "<html><body>Error</body></html>")),
        add: (DOUBT, 1),
        read: (DOUBT, 4),
        says: "the server answered HTTP 500",
    },
    Case {
        name: "HTTP 500 with what looks like success",
        script: |good| {
            let envelope = message(good);
            let text = String::from_utf8(envelope).unwrap();
            doubtful(text.replacen("200 OK", "500 Error", 1).into_bytes())
        },
        add: (DOUBT, 1),
        read: (DOUBT, 4),
        says: "the server answered HTTP 500",
    },
    Case {
        name: "HTTP 503 with a fault, which is not of this server",
        script: |_| {
            let body = "<E:Envelope xmlns:E='http://schemas.xmlsoap.org/soap/envelope/'><E:Body><E:Fault>\
                 <faultcode>E:9</faultcode></E:Fault></E:Body></E:Envelope>";
            let headers = ["Content-Type: text/xml"];
            doubtful(answer("503 Error", &headers, body.as_bytes()))
        },
        add: (DOUBT, 1),
        read: (DOUBT, 4),
        says: "the server answered HTTP 503",
    },
    Case {
        name: "HTTP 404",
        script: |_| vec![Step::refuses(http("404 Not Found", "")); 6],
        add: (REFUSED, 1),
        read: (REFUSED, 1),
        says: "use the address of the account",
    },
    Case {
        name: "an answer to something else",
        script: |_| doubtful(message("<deleteResponse><Array/></deleteResponse>")),
        add: (DOUBT, 1),
        read: (DOUBT, 4),
        says: "the answer has <deleteResponse>, expected <addResponse>",
    },
    Case {
        name: "an answer of the XML API",
        script: |_| doubtful(http("200 OK", "<response><Auth status='0'/></response>")),
        add: (DOUBT, 1),
        read: (DOUBT, 4),
        says: "(it is text/html)",
    },
    Case {
        name: "a connection that breaks",
        script: |_| vec![Step::breaks_off(Vec::new()); 6],
        add: (DOUBT, 1),
        read: (DOUBT, 4),
        says: "the connection broke before the answer",
    },
];

#[test]
fn each_kind_of_trouble_is_told_for_what_it_is() {
    for case in CASES {
        thread::scope(|scope| {
            for kind in BOTH {
                scope.spawn(move || {
                    let script = [vec![begun("s-1")], (case.script)(ADDED)].concat();
                    let server = Server::new(script);
                    let found = add(&soap(kind, &server.url()));
                    assert!(server.applied() <= 1, "{}", case.name);
                    if let Err(error) = &found {
                        let shown = error.to_string();
                        assert!(shown.contains(case.says), "{}: {shown:?}", case.name);
                        assert!(!shown.contains('\n'), "{shown:?} is one line");
                    }
                    check(case, &server, found, case.add);

                    let script = [vec![begun("s-1")], (case.script)(FOUND)].concat();
                    let server = Server::new(script);
                    let found = read(&soap(kind, &server.url()));
                    check(case, &server, found, case.read);
                });
            }
        });
    }
}

fn check(
    case: &Case,
    server: &Server,
    found: Result<usize, suiteprojects::client::Error>,
    (expected, requests): Expected,
) {
    let name = case.name;
    assert_eq!(server.seen().len(), requests + 1, "{name}: {found:?}");
    match (found, expected) {
        (Ok(count), Ok(())) => assert_eq!(count, 1, "{name}"),
        (Err(error), Err(fate)) => assert_eq!(error.fate(), fate, "{name}: {error}"),
        (found, _) => panic!("{name}: found {found:?}, expected {expected:?}"),
    }
}

/// Nothing but the whole answer is believed, wherever it is cut.
#[test]
fn an_answer_that_is_cut_off_is_a_doubt() {
    let whole = message(ADDED);
    let head = whole.windows(4).position(|end| end == b"\r\n\r\n").unwrap() + 4;
    for kind in BOTH {
        for size in (head..whole.len()).step_by(7) {
            let cut = whole[..size].to_vec();
            let server = Server::new([begun("s-1"), Step::breaks_off(cut)]);
            let error = add(&soap(kind, &server.url())).unwrap_err();
            assert_eq!(error.fate(), Fate::MaybeApplied, "cut at {size}");
            assert_eq!(server.seen().len(), 2);
        }
    }
}
