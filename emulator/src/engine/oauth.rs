//! Codes and refresh tokens of OAuth 2.0. Each is good for one time, which is our reading for the refresh
//! tokens.

use std::collections::{HashMap, HashSet};

use suiteprojects::error_code::ErrorCode;
use suiteprojects::task::Id;

use super::Engine;
use super::login::random_name;
use crate::store::{Condition, Search, StoreError};

/// The most codes and refresh tokens that are remembered; then all are forgotten.
const MOST: usize = 10_000;

/// What is turned into tokens.
#[derive(Debug)]
pub(crate) enum Grant {
    Code {
        code: String,
        redirect: String,
        has_verifier: bool,
    },
    Refresh(String),
}

/// What is given for it.
#[derive(Debug)]
pub(crate) struct Tokens {
    pub(crate) access: String,
    pub(crate) refresh: String,
    /// How long the access token lasts.
    pub(crate) seconds: i64,
}

/// What was given out and may come back.
#[derive(Debug, Default)]
pub(crate) struct Grants {
    codes: HashMap<String, Code>,
    refresh: HashMap<String, Id>,
    /// What was not given out here, was taken nevertheless, and is not taken again.
    used: HashSet<String>,
}

#[derive(Debug)]
struct Code {
    user: Id,
    redirect: String,
    has_challenge: bool,
}

impl Engine {
    /// Gives out a code, for the user that stands behind tokens.
    pub(crate) fn new_code(
        &mut self,
        redirect: &str,
        has_challenge: bool,
    ) -> Result<Result<String, ErrorCode>, StoreError> {
        let user = match self.token_user()? {
            Ok(user) => user,
            Err(code) => return Ok(Err(code)),
        };
        let name = random_name();
        make_room(&mut self.grants.codes);
        let code = Code {
            user,
            redirect: redirect.to_owned(),
            has_challenge,
        };
        self.grants.codes.insert(name.clone(), code);
        Ok(Ok(name))
    }

    /// The tokens for a code or a refresh token; nothing if it is not good.
    pub(crate) fn tokens(&mut self, grant: &Grant) -> Result<Option<Tokens>, StoreError> {
        let user = match grant {
            Grant::Code {
                code,
                redirect,
                has_verifier,
            } => match self.grants.codes.remove(code) {
                Some(given) => {
                    let fits =
                        given.redirect == *redirect && (*has_verifier || !given.has_challenge);
                    fits.then_some(given.user)
                }
                None => self.user_of_unknown(code)?,
            },
            Grant::Refresh(token) => match self.grants.refresh.remove(token) {
                Some(user) => Some(user),
                None => self.user_of_unknown(token)?,
            },
        };
        let Some(user) = user else {
            return Ok(None);
        };
        let refresh = random_name();
        make_room(&mut self.grants.refresh);
        self.grants.refresh.insert(refresh.clone(), user);
        Ok(Some(Tokens {
            access: self.new_token(user),
            refresh,
            seconds: self.sessions.lifetime().num_seconds(),
        }))
    }

    /// The user for a code or token that was not given out here, which is taken once where any credentials are.
    fn user_of_unknown(&mut self, name: &str) -> Result<Option<Id>, StoreError> {
        if name.is_empty() || !self.sessions.takes_any_token() || self.grants.used.contains(name) {
            return Ok(None);
        }
        if self.grants.used.len() >= MOST {
            self.grants.used.clear();
        }
        self.grants.used.insert(name.to_owned());
        Ok(self.token_user()?.ok())
    }

    /// The user that stands behind tokens: with a seed that lists users the first who may log in.
    pub(super) fn token_user(&mut self) -> Result<Result<Id, ErrorCode>, StoreError> {
        if self.sessions.takes_any_token() {
            return self.user_named(super::login::TOKEN_USER);
        }
        let condition = Condition::All(vec![
            Condition::is("active", "1"),
            Condition::is("generic", "1").negated(),
            Condition::is("locked", "1").negated(),
        ]);
        let user = self
            .store
            .read()
            .first(Search::present("User", condition))?;
        Ok(user.map(|user| user.id).ok_or(ErrorCode::BAD_CREDENTIALS))
    }
}

fn make_room<V>(given: &mut HashMap<String, V>) {
    if given.len() >= MOST {
        given.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::testing::Bench;

    fn code(code: &str, redirect: &str, has_verifier: bool) -> Grant {
        Grant::Code {
            code: code.to_owned(),
            redirect: redirect.to_owned(),
            has_verifier,
        }
    }

    /// RFC 6749, 4.1.2 and 4.1.3.
    #[test]
    fn a_code_is_good_for_one_time_and_one_address() {
        let mut bench = Bench::seeded();
        let engine = &mut bench.engine;
        let given = engine.new_code("https://a", false).unwrap().unwrap();
        assert!(
            engine
                .tokens(&code(&given, "https://b", true))
                .unwrap()
                .is_none()
        );
        let given = engine.new_code("https://a", true).unwrap().unwrap();
        assert!(
            engine
                .tokens(&code(&given, "https://a", false))
                .unwrap()
                .is_none()
        );
        let given = engine.new_code("https://a", true).unwrap().unwrap();
        let tokens = engine
            .tokens(&code(&given, "https://a", true))
            .unwrap()
            .unwrap();
        assert!(
            engine
                .tokens(&code(&given, "https://a", true))
                .unwrap()
                .is_none()
        );
        assert_eq!(tokens.seconds, 3_600);
        let user = engine.user_of_token(&tokens.access).unwrap().unwrap();
        assert_eq!(user.get(), 251);
        let again = engine
            .tokens(&Grant::Refresh(tokens.refresh.clone()))
            .unwrap();
        assert!(again.is_some());
        let twice = engine.tokens(&Grant::Refresh(tokens.refresh)).unwrap();
        assert!(twice.is_none());
        assert!(
            engine
                .tokens(&Grant::Refresh("unknown".to_owned()))
                .unwrap()
                .is_none()
        );
    }

    #[test]
    fn without_a_seed_any_token_is_taken_once() {
        let mut bench = Bench::open();
        let refresh = || Grant::Refresh("unknown".to_owned());
        assert!(bench.engine.tokens(&refresh()).unwrap().is_some());
        assert!(bench.engine.tokens(&refresh()).unwrap().is_none());
        assert!(
            bench
                .engine
                .tokens(&Grant::Refresh(String::new()))
                .unwrap()
                .is_none()
        );
    }
}
