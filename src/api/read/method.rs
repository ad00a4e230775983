//! The methods of a Read.

use super::{OneOrMore, Search};
use crate::task::Id;

/// Which records a Read finds. Most object types have the first three methods.
///
/// A method with arguments needs at least one. What several search objects mean is not documented for XML; that they are alternatives is our
/// reading.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Method {
    /// `all`: all records.
    All,
    /// `equal to`: records that agree with a search object.
    EqualTo(OneOrMore<Search>),
    /// `not equal to`: records that do not agree with a search object.
    NotEqualTo(OneOrMore<Search>),
    /// `custom equal to`: the values of custom fields, for the records that agree with a search object.
    /// What the answer looks like is not documented.
    CustomEqualTo(OneOrMore<Search>),
    /// `user`: the records of users, by their ids.
    User(OneOrMore<Id>),
    /// `project`: the records of projects, by their ids.
    Project(OneOrMore<Id>),
    /// `not exported`: records that were not marked as exported.
    NotExported,
}

impl Method {
    /// The name on the wire, such as `equal to`.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::All => "all",
            Self::EqualTo(_) => "equal to",
            Self::NotEqualTo(_) => "not equal to",
            Self::CustomEqualTo(_) => "custom equal to",
            Self::User(_) => "user",
            Self::Project(_) => "project",
            Self::NotExported => "not exported",
        }
    }

    /// The search objects of the type that is read.
    pub fn searches(&self) -> &[Search] {
        match self {
            Self::EqualTo(searches)
            | Self::NotEqualTo(searches)
            | Self::CustomEqualTo(searches) => searches.as_slice(),
            Self::All | Self::User(_) | Self::Project(_) | Self::NotExported => &[],
        }
    }
}
