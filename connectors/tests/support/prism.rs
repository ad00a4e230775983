//! The mock server `prism`, which answers by an `OpenAPI` description and says what of a request is not in
//! it. Where it was not installed, or the description is not there, that is said and nothing is checked.

#![allow(dead_code, reason = "each test uses a part")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "only tests use it"
)]

use std::io::Write as _;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

/// It reads a description and starts a runtime, on a machine that may be busy.
const LONGEST_START: Duration = Duration::from_secs(90);

/// The server. It ends when it is dropped.
pub(crate) struct Prism {
    child: Child,
    port: u16,
    // The description has to be there while the server runs.
    _folder: tempfile::TempDir,
}

fn skipped(reason: &str) {
    // Not by `println`, which is hidden where a test passes.
    let message = format!("skipped: {reason}\n");
    std::io::stderr().write_all(message.as_bytes()).unwrap();
}

/// A description beside the checkout, in JSON.
pub(crate) fn description(path: &str) -> Option<Value> {
    let text = description_text(path)?;
    Some(serde_json::from_str(&text).unwrap())
}

/// A description beside the checkout, as it is.
pub(crate) fn description_text(path: &str) -> Option<String> {
    let shared = std::env::var_os("SUITEPROJECTS_SHARED").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared")),
        PathBuf::from,
    );
    let path = shared.join("corpus/other-systems").join(path);
    let Ok(text) = std::fs::read_to_string(&path) else {
        skipped(&format!("no description at {}", path.display()));
        return None;
    };
    Some(text)
}

/// The program: where the environment says, or where `oracles/prism.sh` installs it.
fn program() -> Option<PathBuf> {
    let installed = "/../target/oracles/prism/node_modules/.bin/prism";
    let program = std::env::var_os("SUITEPROJECTS_PRISM").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join(&installed[1..]),
        PathBuf::from,
    );
    if !program.exists() {
        skipped("prism is not installed; see connectors/tests/oracles/prism.sh");
        return None;
    }
    Some(program)
}

impl Prism {
    /// A server that knows this description, if it is installed.
    pub(crate) fn start(description: &Value) -> Option<Self> {
        Self::start_with(&description.to_string(), "json")
    }

    /// The same with the text of a description, which is `json` or `yml`.
    pub(crate) fn start_with(description: &str, kind: &str) -> Option<Self> {
        let program = program()?;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("openapi").with_extension(kind);
        std::fs::write(&file, description).unwrap();
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let child = Command::new(program)
            .args(["mock", "--errors", "--host", "127.0.0.1", "--port"])
            .arg(port.to_string())
            .arg(&file)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("prism starts");
        let mut prism = Self {
            child,
            port,
            _folder: folder,
        };
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if let Some(status) = prism.child.try_wait().unwrap() {
                panic!("prism ended with {status}, expected it to take the description");
            }
            assert!(begun.elapsed() < LONGEST_START, "prism does not listen");
            std::thread::sleep(Duration::from_millis(100));
        }
        Some(prism)
    }

    /// Its address.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Prism {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
