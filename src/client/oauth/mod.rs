//! OAuth 2.0: how a user lets a program in without telling it the password.
//!
//! The program sends the user to the page of [`OAuthApplication::authorize`]. The server sends the
//! user back with a code, which [`exchange_code`](super::exchange_code) turns into [`Tokens`]. A
//! [`TokenSource`] with them is what a client logs in by; it renews the access token when the server
//! does not take it any more, and hands each new refresh token over to be stored.
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use suiteprojects::api::Application;
//! use suiteprojects::client::{Client, Config, Endpoint, exchange_code};
//! use suiteprojects::client::{OAuthApplication, Scope, TokenSource};
//!
//! let endpoint: Endpoint = "https://acme.app.netsuitesuiteprojectspro.com".parse()?;
//! let oauth = OAuthApplication::new(endpoint.clone(), "the client id", "https://localhost/done")?
//!     .with_client_secret("the client secret");
//!
//! let authorization = oauth.authorize(&[Scope::Xml]);
//! println!("please visit {}", authorization.url());
//! // The address that the user was sent back to.
//! let back = "https://localhost/done?code=…&state=…";
//! let tokens = exchange_code(&oauth, authorization.code(back)?).await?;
//!
//! let source = TokenSource::new(oauth, tokens, |tokens| match tokens.refresh_token() {
//!     Some(token) => std::fs::write("refresh-token", token.expose()),
//!     None => Ok(()),
//! });
//! let application = Application::new("payroll bridge", "2.1", "the key");
//! let client = Client::new(Config::new(endpoint, application, source))?;
//! # Ok(())
//! # }
//! ```
//!
//! The vendor's pages name the paths, the scopes `xml` and `rest`, and that the grant is that of
//! the authorization code. That the client secret goes into the header `Authorization`, and that a
//! refresh token may be used only once, are our readings.

mod application;
mod authorization;
mod grant;
mod source;
mod tokens;

pub use application::{OAuthApplication, Scope};
pub use authorization::{Authorization, AuthorizationCode, AuthorizationError};
pub(super) use grant::{Grant, TokenAnswer, TokenRequest};
pub use source::TokenSource;
pub use tokens::Tokens;
