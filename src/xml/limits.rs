//! How much of a document is read before it is refused.

/// Upper bounds that keep a hostile or broken document from using up memory or time.
///
/// Every limit is inclusive: exactly as much as the limit says is still read. The defaults leave
/// room for the largest answers the vendor documents (1,000 records in one command) many times over.
///
/// ```
/// use suiteprojects::xml::{Limits, Reader};
///
/// let limits = Limits::default().with_depth(2);
/// let mut reader = Reader::new(b"<a><b><c/></b></a>", limits);
/// assert!(reader.next().is_ok());
/// assert!(reader.next().is_ok());
/// assert!(reader.next().unwrap_err().is_limit());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Size of the whole document in bytes. 256 MiB: about 200,000 time entries with every field.
    pub bytes: usize,
    /// Open elements inside one another, the root included. 128: the deepest documented message,
    /// a SOAP envelope with an address inside a user, needs fewer than 16.
    pub depth: usize,
    /// Attributes of one element, namespace declarations not counted. 64: a Read takes about 15.
    pub attributes: usize,
    /// Namespace declarations in scope at once. 64: a SOAP message declares about 6, and each
    /// name with a prefix is looked up among them one by one.
    pub namespace_declarations: usize,
    /// Elements in the document. 10 million: 100,000 records of 100 fields.
    pub elements: usize,
    /// One text between two tags, or one attribute value, in bytes as written (a reference counts
    /// as what it stands for). 16 MiB: far above any field, and room for an attachment in base 64.
    pub text_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            bytes: 256 << 20,
            depth: 128,
            attributes: 64,
            namespace_declarations: 64,
            elements: 10_000_000,
            text_bytes: 16 << 20,
        }
    }
}

macro_rules! setters {
    ($($setter:ident $field:ident;)*) => {$(
        #[doc = concat!("Replaces [`", stringify!($field), "`](Limits::", stringify!($field), ").")]
        #[must_use]
        pub const fn $setter(mut self, $field: usize) -> Self {
            self.$field = $field;
            self
        }
    )*};
}

impl Limits {
    setters! {
        with_bytes bytes;
        with_depth depth;
        with_attributes attributes;
        with_namespace_declarations namespace_declarations;
        with_elements elements;
        with_text_bytes text_bytes;
    }
}
