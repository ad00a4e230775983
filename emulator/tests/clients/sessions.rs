//! Who is let in, and for how long.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::TimeDelta;
use suiteprojects::api::{Login, Read, Time, Whoami};
use suiteprojects::client::{OAuthApplication, Scope, TokenSource, blocking};
use suiteprojects::error_code::ErrorCode;
use suiteprojects::task::Task;
use suiteprojects::time::NaiveDate;
use suiteprojects_emulator::{Emulator, Options};

use crate::support::{config, request, status};
use crate::{Driver, WIRES, seeded};

/// A clock that a test turns.
fn clock() -> (Arc<AtomicI64>, Options) {
    let minutes = Arc::new(AtomicI64::new(0));
    let told = Arc::clone(&minutes);
    let day = NaiveDate::from_ymd_opt(2026, 1, 12).unwrap();
    let beginning = day.and_hms_opt(9, 30, 0).unwrap();
    let options =
        seeded().with_clock(move || beginning + TimeDelta::minutes(told.load(Ordering::SeqCst)));
    (minutes, options)
}

#[test]
fn the_server_tells_who_and_when() {
    for wire in WIRES {
        let (minutes, options) = clock();
        let emulator = Emulator::start(options).unwrap();
        let driver = Driver::to(wire, &emulator);
        minutes.store(5, Ordering::SeqCst);
        let user = driver.send(&Whoami::new()).unwrap().unwrap();
        assert_eq!(user.name.as_deref(), Some("Ada Quist"));
        let time = driver.send(&Time).unwrap().unwrap();
        let expected = NaiveDate::from_ymd_opt(2026, 1, 12)
            .unwrap()
            .and_hms_opt(9, 35, 0);
        assert_eq!(Some(time.local), expected);
    }
}

/// A session that is over is begun again by the client, which is told so by 9.
#[test]
fn sessions_end() {
    for wire in WIRES {
        let (minutes, options) = clock();
        let emulator = Emulator::start(options).unwrap();
        let driver = Driver::to(wire, &emulator);
        for _ in 0..3 {
            assert_eq!(driver.send(&Read::<Task>::all()).unwrap().len(), 3);
            minutes.fetch_add(61, Ordering::SeqCst);
        }
    }
}

#[test]
fn strangers_stay_outside() {
    for wire in WIRES {
        let emulator = Emulator::start(seeded().with_key("the key")).unwrap();
        for (login, expected) in [
            (Login::password("acme", "Nobody", "x"), 401),
            (Login::password("acme", "Berto Lund", "x"), 410),
        ] {
            let driver = Driver::with(wire, config(&emulator.url(), login));
            let error = driver.try_send(&Whoami::new()).unwrap_err();
            assert_eq!(error.server_code().map(ErrorCode::get), Some(expected));
        }
    }
}

#[test]
fn tokens_are_given_out_and_renewed() {
    for wire in WIRES {
        let (minutes, options) = clock();
        let emulator = Emulator::start(options).unwrap();
        let endpoint = emulator.url().parse().unwrap();
        let application =
            OAuthApplication::new(endpoint, "the client", "https://bridge.example.com/done")
                .unwrap();
        let authorization = application.authorize(&[Scope::Xml]);
        let page = authorization.url().to_string();
        let path = page.strip_prefix(&emulator.url()).unwrap();
        let answer = request(emulator.address(), "GET", path, b"");
        assert_eq!(status(&answer), 302, "{answer}");
        let back = answer
            .lines()
            .find_map(|line| line.strip_prefix("location: "))
            .unwrap();
        let code = authorization.code(back).unwrap();
        let tokens = blocking::exchange_code(&application, code).unwrap();
        assert_eq!(tokens.expires_in().unwrap().as_secs(), 3_600);
        let source = TokenSource::new(application, tokens, |_| Ok::<(), std::io::Error>(()));
        let driver = Driver::with(wire, config(&emulator.url(), source));
        for _ in 0..3 {
            let user = driver.send(&Whoami::new()).unwrap().unwrap();
            assert_eq!(user.name.as_deref(), Some("Ada Quist"));
            minutes.fetch_add(61, Ordering::SeqCst);
        }
    }
}
