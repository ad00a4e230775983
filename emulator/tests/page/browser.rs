//! The page in headless Chromium, driven by a Python program with nothing but the standard library. Where either is
//! missing, the test says so and does nothing. The pictures are in `target/page`.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use super::{add, seeded, send};

fn succeeds(program: &str) -> bool {
    let mut command = Command::new(program);
    command
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

fn skipped(what: &str) {
    // Straight to the stream: the harness hides what passing tests print.
    let mut stream = std::io::stderr();
    writeln!(stream, "skipped: no {what}").unwrap();
}

#[test]
fn a_real_browser_shows_and_operates_it() {
    if !succeeds("chromium") {
        return skipped("chromium");
    }
    if !succeeds("python3") {
        return skipped("python3");
    }
    let emulator = seeded();
    for (user, day) in [
        (255, "2026-01-07"),
        (255, "2026-01-08"),
        (251, "2026-01-08"),
        (999, "2026-01-08"),
    ] {
        let notes = "&lt;script>document.title='broken'&lt;/script>";
        send(&emulator, &add(user, day, notes));
    }
    let pictures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/page");
    std::fs::create_dir_all(&pictures).unwrap();
    let driver = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/page/browser.py");
    let output = Command::new("python3")
        .arg(driver)
        .arg(emulator.url())
        .arg(&pictures)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}{errors}");
    for scheme in ["light", "dark"] {
        for width in [360, 1280] {
            for page in ["overview", "day", "exchanges", "exchange", "check"] {
                let picture = pictures.join(format!("{page}-{width}-{scheme}.png"));
                let bytes = std::fs::read(&picture).unwrap();
                assert!(
                    bytes.starts_with(b"\x89PNG") && bytes.len() > 2_000,
                    "{picture:?}"
                );
            }
        }
    }
}
