//! Who asks: passwords, access tokens and sessions.

use std::collections::HashMap;

use chrono::{NaiveDateTime, TimeDelta};
use suiteprojects::api::{Application, Login};
use suiteprojects::error_code::ErrorCode;
use suiteprojects::task::Id;

use super::known::is_on;
use super::{Engine, Work};
use crate::store::{Condition, Fields, Search, StoreError, Stored};

/// The most sessions, and the most tokens, that are remembered; then the oldest are forgotten.
const MOST_SESSIONS: usize = 10_000;

/// The user that stands behind access tokens nobody gave out here.
pub(super) const TOKEN_USER: &str = "oauth";

/// Which API keys and namespaces are taken; anything that is not empty where none is named.
#[derive(Clone, Debug, Default)]
pub(crate) struct Credentials {
    pub(crate) key: Option<String>,
    pub(crate) namespace: Option<String>,
    pub(crate) password: Option<String>,
    /// Whether access tokens that were not given out here are taken.
    pub(crate) any_token: bool,
}

/// Sessions and access tokens. They are gone when the server ends.
#[derive(Debug)]
pub(crate) struct Sessions {
    credentials: Credentials,
    lifetime: TimeDelta,
    open: HashMap<String, Session>,
    tokens: HashMap<String, Session>,
}

#[derive(Clone, Copy, Debug)]
struct Session {
    user: Id,
    expires: NaiveDateTime,
}

impl Sessions {
    pub(crate) fn new(credentials: Credentials, lifetime: TimeDelta) -> Self {
        Self {
            credentials,
            lifetime,
            open: HashMap::new(),
            tokens: HashMap::new(),
        }
    }

    /// Whether access tokens that were not given out here are taken.
    pub(super) const fn takes_any_token(&self) -> bool {
        self.credentials.any_token
    }

    pub(crate) const fn lifetime(&self) -> TimeDelta {
        self.lifetime
    }

    fn session(&self, user: Id, now: NaiveDateTime) -> Session {
        let expires = now.checked_add_signed(self.lifetime).unwrap_or(now);
        Session { user, expires }
    }
}

fn remember(sessions: &mut HashMap<String, Session>, session: Session) -> String {
    if sessions.len() >= MOST_SESSIONS
        && let Some(oldest) = sessions
            .iter()
            .min_by_key(|(_, session)| session.expires)
            .map(|(name, _)| name.clone())
    {
        sessions.remove(&oldest);
    }
    let name = random_name();
    sessions.insert(name.clone(), session);
    name
}

/// A name that nobody can guess. Without randomness of the system there is none, and no session.
pub(crate) fn random_name() -> String {
    let mut bytes = [0; 16];
    if getrandom::fill(&mut bytes).is_err() {
        return String::new();
    }
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Engine {
    /// Whether the key and the namespace of a program are taken.
    pub(crate) fn application(&self, application: &Application) -> Result<(), ErrorCode> {
        let credentials = &self.sessions.credentials;
        let key = application.key.expose();
        if key.is_empty() || application.namespace.is_empty() {
            return Err(ErrorCode::KEY_ATTRIBUTES_MISSING);
        }
        let fits = |expected: &Option<String>, found: &str| {
            expected.as_deref().is_none_or(|expected| expected == found)
        };
        if fits(&credentials.key, key) && fits(&credentials.namespace, &application.namespace) {
            Ok(())
        } else {
            Err(ErrorCode::KEY_NAMESPACE_MISMATCH)
        }
    }

    /// The user who logs in. Without a seed, any: one who was not there is made. With a seed that lists users,
    /// one of them, by `nickname`, `name` or id.
    pub(crate) fn log_in(&mut self, login: &Login) -> Result<Result<Id, ErrorCode>, StoreError> {
        match login {
            Login::Password {
                company,
                user,
                password,
                ..
            } => {
                let expected = &self.sessions.credentials.password;
                let fits = match expected {
                    None => !password.expose().is_empty(),
                    Some(expected) => expected == password.expose(),
                };
                if company.is_empty() || user.is_empty() || !fits {
                    return Ok(Err(ErrorCode::BAD_CREDENTIALS));
                }
                self.user_named(user)
            }
            Login::AccessToken(token) => self.user_of_token(token.expose()),
            _ => Ok(Err(ErrorCode::BAD_CREDENTIALS)),
        }
    }

    pub(super) fn user_named(&mut self, name: &str) -> Result<Result<Id, ErrorCode>, StoreError> {
        let must_exist = self.account.lists.are_complete("User");
        // A user who is there already needs no transaction.
        let reading = self.store.read();
        if let Some(user) = find_user(&reading, name)? {
            return Ok(admitted(&user));
        }
        if must_exist {
            return Ok(Err(ErrorCode::BAD_CREDENTIALS));
        }
        // Nobody is logged in yet; the command is the server's own.
        let nobody = Id::new(1).ok_or_else(|| StoreError::from(rusqlite::Error::InvalidQuery))?;
        self.command(nobody, |work| work.new_user(name))
            .map(|user| Ok(user.id))
    }

    /// The user of an access token. One that has expired is refused with 9; so is one that was never
    /// given out, unless any is taken.
    pub(crate) fn user_of_token(
        &mut self,
        token: &str,
    ) -> Result<Result<Id, ErrorCode>, StoreError> {
        let now = self.now();
        match self.sessions.tokens.get(token) {
            Some(session) if session.expires > now => Ok(Ok(session.user)),
            None if self.sessions.credentials.any_token && !token.is_empty() => {
                self.user_named(TOKEN_USER)
            }
            Some(_) | None => Ok(Err(ErrorCode::SESSION_EXPIRED)),
        }
    }

    /// Begins a session and returns its id.
    pub(crate) fn begin_session(&mut self, user: Id) -> String {
        let session = self.sessions.session(user, self.now());
        remember(&mut self.sessions.open, session)
    }

    /// Gives an access token out.
    pub(crate) fn new_token(&mut self, user: Id) -> String {
        let session = self.sessions.session(user, self.now());
        remember(&mut self.sessions.tokens, session)
    }

    /// The user of a session, which then lasts longer. One that is not known is one that has expired.
    pub(crate) fn session(&mut self, id: &str) -> Result<Id, ErrorCode> {
        let now = self.now();
        let Some(session) = self.sessions.open.get(id).copied() else {
            return Err(ErrorCode::SESSION_EXPIRED);
        };
        if session.expires <= now {
            self.sessions.open.remove(id);
            return Err(ErrorCode::SESSION_EXPIRED);
        }
        let renewed = self.sessions.session(session.user, now);
        self.sessions.open.insert(id.to_owned(), renewed);
        Ok(session.user)
    }

    /// Ends a session.
    pub(crate) fn end_session(&mut self, id: &str) {
        self.sessions.open.remove(id);
    }
}

fn find_user(
    records: &crate::store::Records<'_>,
    name: &str,
) -> Result<Option<Stored>, StoreError> {
    for field in ["nickname", "name", "id"] {
        let search = Search::present("User", Condition::is(field, name));
        if let Some(user) = records.first(search)? {
            return Ok(Some(user));
        }
    }
    Ok(None)
}

fn admitted(user: &Stored) -> Result<Id, ErrorCode> {
    let fields = &user.fields;
    if is_on(fields, "deleted") || is_on(fields, "generic") {
        Err(ErrorCode::BAD_CREDENTIALS)
    } else if is_on(fields, "locked") {
        Err(ErrorCode::USER_LOCKED)
    } else if !is_on(fields, "active") {
        Err(ErrorCode::USER_INACTIVE)
    } else {
        Ok(user.id)
    }
}

impl Work<'_> {
    fn new_user(&self, name: &str) -> Result<Stored, StoreError> {
        let mut fields = Fields::default();
        fields.set("nickname", name);
        fields.set("name", name);
        fields.set("active", "1");
        self.stamped("User", fields)
    }
}

#[cfg(test)]
mod tests {
    use suiteprojects::api::{Application, Login};
    use suiteprojects::error_code::ErrorCode;

    use crate::engine::testing::Bench;

    fn log_in(bench: &mut Bench, user: &str, password: &str) -> u32 {
        let login = Login::password("acme", user, password);
        let found = bench.engine.log_in(&login).unwrap();
        found.map_or_else(ErrorCode::get, |_| 0)
    }

    /// Without a seed any credentials that are not empty are taken; with one, those of its users.
    #[test]
    fn who_is_let_in() {
        let mut open = Bench::open();
        assert_eq!(log_in(&mut open, "anybody", "x"), 0);
        assert_eq!(log_in(&mut open, "", "x"), 401);
        assert_eq!(log_in(&mut open, "anybody", ""), 401);
        let mut seeded = Bench::seeded();
        assert_eq!(log_in(&mut seeded, "Ada Quist", "x"), 0);
        assert_eq!(log_in(&mut seeded, "251", "x"), 0);
        assert_eq!(log_in(&mut seeded, "anybody", "x"), 401);
        assert_eq!(log_in(&mut seeded, "Berto Lund", "x"), 410); // inactive
        assert_eq!(log_in(&mut seeded, "Cleo Marsh", "x"), 401); // deleted
        let token = Login::access_token("x");
        assert!(seeded.engine.log_in(&token).unwrap().is_err());
        assert!(open.engine.log_in(&token).unwrap().is_ok());
    }

    #[test]
    fn a_locked_user_stays_outside() {
        let mut bench = Bench::open();
        bench.run(|work| {
            let user = work.new_user("eve")?;
            let mut locked = user.clone();
            locked.fields.set("locked", "1");
            work.records.write(&locked)
        });
        assert_eq!(log_in(&mut bench, "eve", "x"), 416);
    }

    #[test]
    fn sessions_and_tokens_grow_old() {
        let mut bench = Bench::seeded();
        let login = Login::password("acme", "Ada Quist", "x");
        let user = bench.engine.log_in(&login).unwrap().unwrap();
        let session = bench.engine.begin_session(user);
        let token = bench.engine.new_token(user);
        bench.later(50);
        assert_eq!(bench.engine.session(&session), Ok(user));
        bench.later(50);
        // Used in between, and so not old yet; the token was not.
        assert_eq!(bench.engine.session(&session), Ok(user));
        let code = bench.engine.user_of_token(&token).unwrap().unwrap_err();
        assert_eq!(code.get(), 9);
        bench.later(61);
        assert_eq!(bench.engine.session(&session).unwrap_err().get(), 9);
        assert_eq!(bench.engine.session("unknown").unwrap_err().get(), 9);
        let session = bench.engine.begin_session(user);
        bench.engine.end_session(&session);
        assert_eq!(bench.engine.session(&session).unwrap_err().get(), 9);
    }

    #[test]
    fn keys_and_namespaces() {
        let mut bench = Bench::open();
        let code = |bench: &Bench, key: &str, namespace: &str| {
            let application = Application::new("c", "1", key).in_namespace(namespace);
            let found = bench.engine.application(&application);
            found.map_or_else(ErrorCode::get, |()| 0)
        };
        assert_eq!(code(&bench, "any", "default"), 0);
        assert_eq!(code(&bench, "", "default"), 502);
        bench.engine.sessions.credentials.key = Some("the key".to_owned());
        assert_eq!(code(&bench, "any", "default"), 505);
        assert_eq!(code(&bench, "the key", "default"), 0);
    }
}
