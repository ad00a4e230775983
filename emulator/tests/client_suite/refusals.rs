//! Who is not let in, and what a seed does not know: section 5 of the validation rules, sections 2 and 8 of the
//! notes on the wire formats.

use suiteprojects::api::{Login, Whoami};
use suiteprojects::error_code::ErrorCode;
use suiteprojects::task::Field;
use suiteprojects_emulator::Emulator;

use crate::any::{Any, PROTOCOLS, config};
use crate::{code, each, entry, open, seeded};

#[test]
fn without_a_seed_anybody_is_let_in_and_any_ids_are_taken() {
    each(open, |client| {
        let user = client.send(&Whoami::new()).unwrap().unwrap().unwrap();
        assert_eq!(user.nickname.as_deref(), Some("Ada Quist"));
        let fields = [
            (Field::Hours, "8"),
            (Field::ProjectId, "987"),
            (Field::ProjectTaskId, "654"),
        ];
        let outcomes = client.add(&[entry("2026-01-06", &fields)]);
        assert!(outcomes[0].clone().done().is_some(), "{outcomes:?}");
    });
}

#[test]
fn with_a_seed_only_what_is_in_it_is_known() {
    each(seeded, |client| {
        let user = client.send(&Whoami::new()).unwrap().unwrap().unwrap();
        assert_eq!(user.name.as_deref(), Some("Ada Quist"));
        let hours = (Field::Hours, "8");
        let (project, task) = (Field::ProjectId, Field::ProjectTaskId);
        for (fields, expected) in [
            (&[hours, (project, "987")][..], 813),
            (&[hours, (project, "5521"), (task, "654")], 815),
            (&[hours, (project, "5522"), (task, "88231")], 913),
            (&[hours, (Field::UserId, "253")], 829),
            (&[hours, (Field::UserId, "999")], 829),
            (&[hours, (Field::UserId, "")], 829),
            (&[hours, (Field::TimesheetId, "1")], 809),
            (&[hours, (Field::TimesheetId, "997")], 821),
        ] {
            let outcomes = client.add(&[entry("2026-01-06", fields)]);
            assert_eq!(code(&outcomes[0]), expected, "{fields:?}");
        }
        // 888: the project task lasts from 5 to 31 January.
        let fields = [hours, (project, "5521"), (task, "88231")];
        assert_eq!(code(&client.add(&[entry("2026-02-01", &fields)])[0]), 888);
    });
}

#[test]
fn a_stranger_is_not_let_in() {
    for protocol in PROTOCOLS {
        let emulator = Emulator::start(seeded()).unwrap();
        for client in [
            Any::new(protocol, &emulator.url(), "nobody"),
            Any::new(protocol, &emulator.url(), ""),
            // Who is not active cannot log in.
            Any::new(protocol, &emulator.url(), "Berto Lund"),
        ] {
            let error = client.send(&Whoami::new()).unwrap_err();
            assert!(error.is_auth(), "{error}");
            assert!(!error.may_have_been_applied(), "{error}");
        }
        let stranger = config(&emulator.url(), Login::access_token("made up"));
        let error = Any::with(protocol, stranger)
            .send(&Whoami::new())
            .unwrap_err();
        assert!(error.is_auth(), "{error}");
    }
}

#[test]
fn a_key_that_is_not_the_right_one_is_505() {
    for protocol in PROTOCOLS {
        let emulator = Emulator::start(open().with_key("the key")).unwrap();
        let client = Any::new(protocol, &emulator.url(), "Ada Quist");
        let error = client.send(&Whoami::new()).unwrap_err();
        assert_eq!(error.server_code(), Some(ErrorCode::KEY_NAMESPACE_MISMATCH));
    }
}
