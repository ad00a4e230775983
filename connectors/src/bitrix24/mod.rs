//! Records of spent time of Bitrix24, `task.elapseditem.*`.
//!
//! Sources are the vendor's pages of August 2026, its libraries, and replies that were printed by others.
//!
//! # What to know
//!
//! * The server goes by the order of the parameters: see [`Parameters`].
//! * A success may be `null`: what counts is whether there is a `result`, and no `error`.
//! * What was done when is `CREATED_DATE`; the dates of start and stop say something in records of the timer alone.
//! * Requests are two in a second, or fewer where they take the server long.
//! * There is no mark to know a repeated request by: see [`AddElapsedItem`].
//!
//! # What is not documented
//!
//! The bounds of the seconds and of the length of a comment, whether dates of start and stop can be written, in
//! which cases HTML is escaped, whether the user of a record can be changed, and a reply of an error of these very
//! methods: its form is that of the sister methods. That a renamed portal is followed to an encrypted host alone is
//! our rule.

mod add_elapsed_item;
mod batch;
pub mod client;
mod command;
mod delete_elapsed_item;
mod fields;
mod get_elapsed_item;
mod get_manifest;
mod id;
mod is_action_allowed;
mod item;
mod list_elapsed_items;
pub mod mapping;
mod paging;
mod parameters;
mod portal;
mod refusal;
mod system;
mod tokens;
mod update_elapsed_item;

pub use crate::given::Given;
pub use crate::http::{Call, Method, Request, Response};
pub use crate::oauth_client::OAuthClient;
pub use add_elapsed_item::AddElapsedItem;
pub use batch::{Batch, BatchAnswer, BatchError};
pub use command::Command;
pub use delete_elapsed_item::DeleteElapsedItem;
pub use fields::ElapsedItemFields;
pub use get_elapsed_item::GetElapsedItem;
pub use get_manifest::GetManifest;
pub use id::{ItemId, TaskId, UserId};
pub use is_action_allowed::{Action, IsActionAllowed};
pub use item::{ElapsedItem, Moment, Source};
pub use list_elapsed_items::{ElapsedItemPage, ListElapsedItems, PageSize};
pub use paging::{Paging, PagingError};
pub use parameters::Parameters;
pub use portal::{Portal, PortalError, Webhook};
pub use refusal::{CallError, Code, Refusal, TasksError, TasksErrorKind};
pub use system::{Bitrix24, Endpoint, Pass};
pub use tokens::{Refresh, TokenError, TokenRefusal, Tokens};
pub use update_elapsed_item::UpdateElapsedItem;
