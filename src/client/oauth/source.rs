//! A login that renews itself.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::{Grant, OAuthApplication, TokenAnswer, TokenRequest, Tokens};
use crate::api::{Login, Secret};
use crate::client::Endpoint;
use crate::client::problem::{Problem, Trouble};
use crate::client::renewal::{Held, Renewal, Turn};
use crate::client::secrets::Secrets;

/// An access token is renewed so long before it expires, so that it does not expire on its way.
const MARGIN: Duration = Duration::from_secs(30);

/// Takes new tokens for keeping.
type Store = dyn Fn(&Tokens) -> Result<(), Box<dyn StdError + Send + Sync>> + Send + Sync;

/// A login by OAuth 2.0 that renews itself: when its access token is about to expire, and when the
/// server does not take it any more.
///
/// Clones are the same login. However many calls need a new token at once, it is asked for once, and
/// all of them go on with it. When a call is dropped meanwhile, the new tokens are not lost.
#[derive(Clone)]
pub struct TokenSource(Arc<Inner>);

struct Inner {
    application: OAuthApplication,
    store: Box<Store>,
    tokens: Renewal<State>,
}

struct State {
    access: Option<Access>,
    refresh: Option<Secret>,
    /// Tokens that are not stored yet.
    unstored: Option<Tokens>,
}

struct Access {
    token: Secret,
    expires: Option<Instant>,
}

/// What has to be done for a login.
enum Need {
    Nothing(Held<Login>),
    Refresh(Secret),
}

impl TokenSource {
    /// A login with these tokens.
    ///
    /// `store` is called with new tokens before they are used. Where the server makes up a new
    /// refresh token each time, the old one is worthless then: keep the new one, or the user has to
    /// be asked again after the end of the process. If `store` fails, so does the call that needed the
    /// tokens, and the next one begins by storing them.
    pub fn new<E>(
        application: OAuthApplication,
        tokens: Tokens,
        store: impl Fn(&Tokens) -> Result<(), E> + Send + Sync + 'static,
    ) -> Self
    where
        E: Into<Box<dyn StdError + Send + Sync>>,
    {
        let access = Access::from_now(&tokens);
        Self::with(
            application,
            Some(access),
            tokens.into_refresh_token(),
            store,
        )
    }

    /// A login with a refresh token alone; `store` as for [`new`](Self::new).
    pub fn from_refresh_token<E>(
        application: OAuthApplication,
        refresh_token: impl Into<Secret>,
        store: impl Fn(&Tokens) -> Result<(), E> + Send + Sync + 'static,
    ) -> Self
    where
        E: Into<Box<dyn StdError + Send + Sync>>,
    {
        Self::with(application, None, Some(refresh_token.into()), store)
    }

    fn with<E>(
        application: OAuthApplication,
        access: Option<Access>,
        refresh: Option<Secret>,
        store: impl Fn(&Tokens) -> Result<(), E> + Send + Sync + 'static,
    ) -> Self
    where
        E: Into<Box<dyn StdError + Send + Sync>>,
    {
        Self(Arc::new(Inner {
            application,
            store: Box::new(move |tokens| store(tokens).map_err(Into::into)),
            tokens: Renewal::new(State {
                access,
                refresh,
                unstored: None,
            }),
        }))
    }

    /// The address of the account.
    pub(in crate::client) fn endpoint(&self) -> &Endpoint {
        self.0.application.endpoint()
    }

    /// A login that can be used now, and that is newer than the one that was refused.
    pub(in crate::client) async fn login<F, A>(
        &self,
        refused: Option<u64>,
        exchange: F,
    ) -> Result<Held<Login>, Trouble>
    where
        F: Fn(TokenRequest) -> A + Send + Sync,
        A: Future<Output = Result<TokenAnswer, Trouble>> + Send,
    {
        let mut turn = self.0.tokens.turn().await;
        match self.0.need(&mut turn, refused)? {
            Need::Nothing(held) => Ok(held),
            Need::Refresh(token) => {
                let grant = Grant::Refresh(token);
                let tokens = grant.tokens(&self.0.application, exchange).await;
                self.0.renewed(&mut turn, tokens)
            }
        }
    }

    /// The same for a thread that may wait.
    pub(in crate::client) fn login_blocking<F>(
        &self,
        refused: Option<u64>,
        exchange: F,
    ) -> Result<Held<Login>, Trouble>
    where
        F: Fn(TokenRequest) -> Result<TokenAnswer, Trouble>,
    {
        let mut turn = self.0.tokens.turn_blocking();
        match self.0.need(&mut turn, refused)? {
            Need::Nothing(held) => Ok(held),
            Need::Refresh(token) => {
                let grant = Grant::Refresh(token);
                let tokens = grant.tokens_blocking(&self.0.application, exchange);
                self.0.renewed(&mut turn, tokens)
            }
        }
    }
}

impl TokenSource {
    /// Adds the tokens of now, unless they are being replaced at this moment.
    pub(in crate::client) fn add_to(&self, secrets: &mut Secrets) {
        self.0.tokens.look(|state| {
            let access = state.access.as_ref().map(|access| &access.token);
            access
                .into_iter()
                .chain(&state.refresh)
                .for_each(|token| secrets.add(token));
        });
    }
}

impl Inner {
    fn need(&self, turn: &mut Turn<'_, State>, refused: Option<u64>) -> Result<Need, Trouble> {
        self.keep(turn.value())?;
        let is_newer = turn.is_newer_than(refused);
        if let Some(access) = &turn.value().access
            && is_newer
            && access
                .expires
                .is_none_or(|expires| Instant::now() < expires)
        {
            let login = Login::AccessToken(access.token.clone());
            return Ok(Need::Nothing(turn.held(login)));
        }
        turn.begin()?;
        match &turn.value().refresh {
            Some(token) => Ok(Need::Refresh(token.clone())),
            None => Err(Problem::NoRefreshToken.into()),
        }
    }

    fn renewed(
        &self,
        turn: &mut Turn<'_, State>,
        tokens: Result<Tokens, Trouble>,
    ) -> Result<Held<Login>, Trouble> {
        let tokens = turn.end(tokens)?;
        let access = Access::from_now(&tokens);
        let login = Login::AccessToken(access.token.clone());
        let state = turn.value();
        state.access = Some(access);
        // Without a new refresh token the old one stays good: RFC 6749, 6.
        if let Some(refresh) = tokens.refresh_token() {
            state.refresh = Some(refresh.clone());
        }
        state.unstored = Some(tokens);
        self.keep(state)?;
        Ok(turn.held(login))
    }

    fn keep(&self, state: &mut State) -> Result<(), Trouble> {
        let Some(tokens) = state.unstored.take() else {
            return Ok(());
        };
        (self.store)(&tokens).map_err(|error| {
            state.unstored = Some(tokens);
            Trouble {
                problem: Problem::NotStored,
                source: Some(error),
            }
        })
    }
}

impl Access {
    fn from_now(tokens: &Tokens) -> Self {
        let expires = tokens.expires_in().and_then(|expires_in| {
            // A token that lives no longer than the margin is used until the server refuses it.
            let expires_in = expires_in.checked_sub(MARGIN)?;
            Instant::now().checked_add(expires_in)
        });
        Self {
            token: tokens.access_token().clone(),
            expires,
        }
    }
}

impl fmt::Debug for TokenSource {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("TokenSource")
            .field("application", &self.0.application)
            .finish_non_exhaustive()
    }
}
