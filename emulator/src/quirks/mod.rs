//! What the vendor's server does besides what its documents say.
//!
//! An answer is made by the book and dressed afterwards, so that nothing else knows of quirks.

mod soap;
mod xml;

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A way of the vendor's server that its documents do not tell of. Each was seen in its answers or in the
/// clients that live with them; none changes what an answer says.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Quirk {
    /// XML: blanks around the `=` of a status and in the end tags of results, as in `<Auth status = "0"></Auth >`. In
    /// samples that several clients have kept.
    Blanks,
    /// XML: each `Date` in a record has seven members in the server's order (`hour`, `minute`, `timezone`, `second`,
    /// `month`, `day`, `year`), those without a value as empty elements; so has a date that is empty. In samples of
    /// answers with projects. The dates of other types than time entries are told by their names.
    EmptyDates,
    /// Fields in an order without a meaning, that of a hash of Perl. In XML it is the same for all records of an
    /// answer and another one in the next; in SOAP (rpc/encoded) it is another one for each structure, as measured
    /// with the library that the vendor's server is built on.
    Shuffled,
    /// SOAP (rpc/encoded): answers in the shape that `SOAP::Lite` 0.69 and later gives them by itself. The result is
    /// called `soapenc:Array` where it is an array and `s-gensym3` where it is a text, members are in the
    /// namespace of the service, and values are marked as `xsd:int`, `xsd:float` or `xsd:date` if they look like it. As
    /// measured; clients in production read the names of this shape.
    SoapLite,
    /// SOAP (rpc/encoded): a member without a value is marked by `nil="true"`, without a namespace, as a client in
    /// production reads it, or by the older `xsi:null="1"`, in turn.
    Nil,
}

impl Quirk {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Blanks,
        Self::EmptyDates,
        Self::Shuffled,
        Self::SoapLite,
        Self::Nil,
    ];

    /// Its name, such as `empty-dates`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Blanks => "blanks",
            Self::EmptyDates => "empty-dates",
            Self::Shuffled => "shuffled",
            Self::SoapLite => "soap-lite",
            Self::Nil => "nil",
        }
    }
}

impl fmt::Display for Quirk {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

/// The quirks that a server has; none, unless said otherwise.
///
/// As text they are names with commas between them, `all` or `none`:
///
/// ```
/// use suiteprojects_emulator::{Quirk, Quirks};
///
/// let quirks: Quirks = "blanks,nil".parse()?;
/// assert!(quirks.has(Quirk::Nil) && !quirks.has(Quirk::Shuffled));
/// assert_eq!(quirks.to_string(), "blanks,nil");
/// assert_eq!("all".parse::<Quirks>()?, Quirks::all());
/// let error = "blanks,nul".parse::<Quirks>().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "quirk \"nul\", expected blanks, empty-dates, shuffled, soap-lite, nil, all or none"
/// );
/// # Ok::<(), suiteprojects_emulator::QuirksError>(())
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Quirks(BTreeSet<Quirk>);

impl Quirks {
    /// Good manners.
    pub fn none() -> Self {
        Self::default()
    }

    /// All that there are.
    pub fn all() -> Self {
        Quirk::ALL.into_iter().collect()
    }

    /// Whether this one is among them.
    pub fn has(&self, quirk: Quirk) -> bool {
        self.0.contains(&quirk)
    }

    /// An answer to `/api.pl`, with these quirks as far as they are for it. The number is another one for each
    /// answer.
    pub(crate) fn dress_xml(&self, body: String, number: u64) -> String {
        if [Quirk::Blanks, Quirk::EmptyDates, Quirk::Shuffled].map(|quirk| self.has(quirk))
            == [false; 3]
        {
            return body;
        }
        xml::dress(&body, self, number).unwrap_or(body)
    }

    /// The same for `/soap`.
    pub(crate) fn dress_soap(&self, body: String, number: u64) -> String {
        if [Quirk::SoapLite, Quirk::Nil, Quirk::Shuffled].map(|quirk| self.has(quirk)) == [false; 3]
        {
            return body;
        }
        soap::dress(&body, self, number).unwrap_or(body)
    }
}

impl FromIterator<Quirk> for Quirks {
    fn from_iter<I: IntoIterator<Item = Quirk>>(quirks: I) -> Self {
        Self(quirks.into_iter().collect())
    }
}

impl From<Quirk> for Quirks {
    fn from(quirk: Quirk) -> Self {
        std::iter::once(quirk).collect()
    }
}

impl fmt::Display for Quirks {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return formatter.write_str("none");
        }
        for (index, quirk) in self.0.iter().enumerate() {
            if index > 0 {
                formatter.write_str(",")?;
            }
            formatter.write_str(quirk.as_str())?;
        }
        Ok(())
    }
}

impl FromStr for Quirks {
    type Err = QuirksError;

    fn from_str(text: &str) -> Result<Self, QuirksError> {
        match text.trim() {
            "all" => return Ok(Self::all()),
            "none" => return Ok(Self::none()),
            _ => {}
        }
        let quirk = |name: &str| {
            let named = |quirk: &Quirk| quirk.as_str() == name;
            let unknown = || QuirksError {
                name: name.to_owned(),
            };
            Quirk::ALL.into_iter().find(named).ok_or_else(unknown)
        };
        text.split(',').map(str::trim).map(quirk).collect()
    }
}

/// A name that is not that of a quirk.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("quirk {name:?}, expected {}all or none", names())]
#[non_exhaustive]
pub struct QuirksError {
    /// The name.
    pub name: String,
}

fn names() -> String {
    Quirk::ALL.map(|quirk| format!("{quirk}, ")).concat()
}
