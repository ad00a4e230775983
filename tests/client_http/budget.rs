//! The budget of requests.

use std::time::Duration;

use suiteprojects::protocol::{Fate, Rates, RetryPolicy};

use crate::client::{ADDED, BOTH, Driver, add, config};
use crate::says;
use crate::server::{self, Server, Step, xml};

#[test]
fn a_budget_that_is_used_up_sends_nothing() {
    for kind in BOTH {
        let server = Server::new(vec![Step::answers(xml(ADDED)); 3]);
        let rates = Rates::unlimited().with_per_minute(2).with_per_day(10);
        let driver = Driver::new(kind, config(&server.url()).with_rates(rates));
        add(&driver).unwrap();
        add(&driver).unwrap();
        let error = add(&driver).unwrap_err();
        assert_eq!(error.fate(), Fate::NotSent, "{kind:?}");
        assert!(error.is_throttled());
        says(
            &error,
            "the budget of requests is used up, expected to wait 60 s",
        );
        let wait = error.retry_after().unwrap();
        assert!(wait > Duration::from_secs(50) && wait <= Duration::from_secs(60));
        assert_eq!(server.seen().len(), 2, "{kind:?}");
    }
}

#[test]
fn what_did_not_leave_is_not_spent() {
    for kind in BOTH {
        let rates = Rates::unlimited().with_per_minute(1);
        let config = config(&server::nobody())
            .with_rates(rates)
            .with_retry(RetryPolicy::never());
        let driver = Driver::new(kind, config);
        for _ in 0..3 {
            let error = add(&driver).unwrap_err();
            assert!(!error.is_throttled(), "{kind:?}: {error}");
        }
    }
}

/// Every try counts, not only every call.
#[test]
fn tries_are_counted() {
    for kind in BOTH {
        let busy = xml("<response status='556'/>");
        let server = Server::new(vec![Step::refuses(busy); 4]);
        let rates = Rates::unlimited().with_per_minute(2);
        let driver = Driver::new(kind, config(&server.url()).with_rates(rates));
        let error = add(&driver).unwrap_err();
        assert_eq!(error.fate(), Fate::Refused, "{kind:?}");
        says(&error, "the budget of requests is used up");
        says(&error, "(after 2 tries); nothing was carried out");
        assert_eq!(server.seen().len(), 2, "{kind:?}");
    }
}

/// A call for which no time is left is not sent at all.
#[test]
fn a_call_without_time_sends_nothing() {
    for kind in BOTH {
        let server = Server::new([Step::answers(xml(ADDED))]);
        let policy = RetryPolicy::default().with_deadline(Some(Duration::ZERO));
        let driver = Driver::new(kind, config(&server.url()).with_retry(policy));
        let error = add(&driver).unwrap_err();
        assert_eq!(error.fate(), Fate::NotSent, "{kind:?}");
        assert!(error.is_timeout());
        says(&error, "the time for the call ran out before it was sent");
        assert_eq!((server.connections(), server.left()), (0, 1), "{kind:?}");
    }
}
