//! The pages of a list.

use std::fmt;
use std::num::NonZeroU32;

use thiserror::Error;
use url::Url;

use super::{Call, Moneybird};

/// How many records a page has at most: 1 to 100. The server refuses others, and the number it takes
/// by itself is not documented, so it is always told.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct PerPage(u8);

impl PerPage {
    /// As many as the server gives.
    pub const MOST: Self = Self(100);

    /// So many; `None` if they are not 1 to 100.
    pub const fn new(records: u8) -> Option<Self> {
        if records >= 1 && records <= Self::MOST.0 {
            Some(Self(records))
        } else {
            None
        }
    }

    /// The number.
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl Default for PerPage {
    fn default() -> Self {
        Self::MOST
    }
}

impl fmt::Display for PerPage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// Which page is asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct PageOptions {
    pub(super) number: NonZeroU32,
    pub(super) per_page: PerPage,
}

impl PageOptions {
    pub(super) const FIRST: Self = Self {
        number: NonZeroU32::MIN,
        per_page: PerPage::MOST,
    };
}

/// A call that brings a list page by page.
pub trait List: Call<System = Moneybird, Answer = Page<Self::Record>> + Sized {
    /// What it lists.
    type Record: fmt::Debug;

    /// Which page it asks for, from 1.
    fn page(&self) -> NonZeroU32;

    /// The same for another page.
    #[must_use]
    fn with_page(self, page: NonZeroU32) -> Self;

    /// What tells records apart.
    fn id(record: &Self::Record) -> &str;
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Page<T> {
    /// Its records. In which order they are is not documented.
    pub records: Vec<T>,
    /// The number of the next page; `None` if this is the last.
    pub next: Option<NonZeroU32>,
    /// How many records all pages have, if the server tells it.
    pub total: Option<u64>,
}

impl<T> Page<T> {
    /// A page by its headers `Link` and `X-Total-Count`.
    pub(super) fn new(
        number: NonZeroU32,
        records: Vec<T>,
        link: Option<&str>,
        total: Option<&str>,
    ) -> Result<Self, LinkError> {
        Ok(Self {
            records,
            next: link
                .map(|link| next_page(link, number))
                .transpose()?
                .flatten(),
            total: total.and_then(|total| total.trim().parse().ok()),
        })
    }
}

/// A header `Link` that does not lead to the next page. To stop there would drop the rest of the list.
#[derive(Clone, Copy, Debug, Eq, Error, Hash, PartialEq)]
#[non_exhaustive]
pub enum LinkError {
    /// It cannot be read.
    #[error("the header Link cannot be read, expected <address>; rel=\"next\"")]
    Unreadable,
    /// Its address has no number of a page.
    #[error("the link to the next page has no number, expected one in its parameter page")]
    NoPage,
    /// It leads to this page or an earlier one.
    #[error("the link to the page after {current} leads to page {found}, expected a later one")]
    #[non_exhaustive]
    NotForward {
        /// The page that was read.
        current: NonZeroU32,
        /// The page that is said to be next.
        found: u32,
    },
}

/// The number of the next page by the header `Link` of RFC 8288. Only the number is taken from the
/// address, and the address is never called: so the token goes to no other host, and the filter stays.
fn next_page(link: &str, current: NonZeroU32) -> Result<Option<NonZeroU32>, LinkError> {
    let mut rest = link.trim();
    while !rest.is_empty() {
        let (target, after) = rest
            .strip_prefix('<')
            .and_then(|rest| rest.split_once('>'))
            .ok_or(LinkError::Unreadable)?;
        let (parameters, after) = until_comma(after);
        if is_next(parameters) {
            return number_in(target, current).map(Some);
        }
        rest = after.trim_start_matches([',', ' ', '\t']);
    }
    Ok(None)
}

/// Splits at the first comma outside of quotes.
fn until_comma(text: &str) -> (&str, &str) {
    let mut is_quoted = false;
    for (place, character) in text.char_indices() {
        match character {
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => return text.split_at(place),
            _ => {}
        }
    }
    (text, "")
}

fn is_next(parameters: &str) -> bool {
    parameters.split(';').any(|parameter| {
        let Some((name, value)) = parameter.split_once('=') else {
            return false;
        };
        let mut relations = value.trim().trim_matches('"').split_ascii_whitespace();
        name.trim().eq_ignore_ascii_case("rel")
            && relations.any(|relation| relation.eq_ignore_ascii_case("next"))
    })
}

fn number_in(target: &str, current: NonZeroU32) -> Result<NonZeroU32, LinkError> {
    // A reference without a host is as good.
    let query = match Url::parse(target) {
        Ok(url) => url.query().map(str::to_owned),
        Err(_) => target.split_once('?').map(|(_, query)| query.to_owned()),
    };
    let query = query.ok_or(LinkError::NoPage)?;
    let page = url::form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "page");
    let found: u32 = page
        .and_then(|(_, page)| page.parse().ok())
        .ok_or(LinkError::NoPage)?;
    NonZeroU32::new(found)
        .filter(|found| *found > current)
        .ok_or(LinkError::NotForward { current, found })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(link: &str) -> Result<Option<u32>, LinkError> {
        let current = NonZeroU32::new(2).unwrap();
        next_page(link, current).map(|next| next.map(NonZeroU32::get))
    }

    /// The header of the vendor's documentation, and forms of RFC 8288.
    #[test]
    fn the_next_page() {
        let address = "https://moneybird.com/api/v2/1/time_entries.json";
        for (link, expected) in [
            (
                format!("<{address}?page=3>; rel=\"next\", <{address}?page=1>; rel=\"prev\""),
                Some(3),
            ),
            (
                format!(
                    "<{address}?page=1>; rel=\"prev\", <{address}?per_page=9&page=4>; rel=\"next\""
                ),
                Some(4),
            ),
            (format!("<{address}?page=1>; rel=\"prev\""), None),
            (
                format!("<{address}?page=3>; title=\"a, <b>; rel=next\"; rel=next"),
                Some(3),
            ),
            (
                format!("<{address}?page=9>; rel=last,<{address}?page=3>;REL=\"start Next\""),
                Some(3),
            ),
            (
                "</1/time_entries.json?a=b&page=3>; rel=next".to_owned(),
                Some(3),
            ),
            (String::new(), None),
        ] {
            assert_eq!(next(&link), Ok(expected), "{link}");
        }
    }

    #[test]
    fn a_link_that_leads_nowhere_is_no_end() {
        let current = NonZeroU32::new(2).unwrap();
        for (link, expected) in [
            ("<https://x/?cursor=9>; rel=next", LinkError::NoPage),
            ("<https://x/>; rel=next", LinkError::NoPage),
            ("<https://x/?page=>; rel=next", LinkError::NoPage),
            ("<https://x/?page=-1>; rel=next", LinkError::NoPage),
            (
                "<https://x/?page=2>; rel=next",
                LinkError::NotForward { current, found: 2 },
            ),
            (
                "<https://x/?page=0>; rel=next",
                LinkError::NotForward { current, found: 0 },
            ),
            ("https://x/?page=3; rel=next", LinkError::Unreadable),
            ("<https://x/?page=3; rel=next", LinkError::Unreadable),
        ] {
            assert_eq!(next(link), Err(expected), "{link}");
        }
    }

    #[test]
    fn as_many_as_the_server_gives() {
        assert_eq!(PerPage::new(0), None);
        assert_eq!(PerPage::new(101), None);
        assert_eq!(PerPage::new(1).map(PerPage::get), Some(1));
        assert_eq!(PerPage::new(100), Some(PerPage::default()));
    }
}
