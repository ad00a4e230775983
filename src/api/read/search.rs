//! The search objects of a Read.

use crate::element::Element;
use crate::record::Moment;
use crate::task::{Id, Lookup};

/// What the fields of a record are compared with: a search object.
///
/// A record is found if it agrees in all fields given here. Fields that the server calculates cannot
/// be searched, and for a field that it cannot filter by it leaves out the condition and answers with
/// everything.
///
/// ```
/// use suiteprojects::api::Search;
/// use suiteprojects::task::{Lookup, LookupBy};
///
/// let search = Search::new()
///     .with_field("userid", "251")
///     .with_lookup("projectid", "ERP-7", &Lookup::new(LookupBy::External, "Project"));
/// assert_eq!(search.fields().len(), 2);
/// ```
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub struct Search {
    fields: Vec<Element>,
}

impl Search {
    /// A search object without fields.
    pub const fn new() -> Self {
        Self { fields: Vec::new() }
    }

    /// The record with this internal id.
    pub fn id(id: Id) -> Self {
        Self::new().with_field("id", &id.to_string())
    }

    /// Compares a field with a text; an empty text searches for records without a value there, see
    /// [`Read::with_empty_is_nil`](super::Read::with_empty_is_nil).
    #[must_use]
    pub fn with_field(self, name: &str, text: &str) -> Self {
        let mut field = Element::new(name);
        if !text.is_empty() {
            field = field.with_text(text);
        }
        self.with_element(field)
    }

    /// Compares a date field.
    #[must_use]
    pub fn with_date(self, name: &str, moment: impl Into<Moment>) -> Self {
        self.with_element(Element::new(name).with_child(moment.into().to_element()))
    }

    /// Compares a foreign key with the external id or the name of the record it points to, instead of
    /// the internal id.
    #[must_use]
    pub fn with_lookup(self, name: &str, text: &str, lookup: &Lookup<'_>) -> Self {
        let field = Element::new(name).with_attribute(lookup.by.as_str(), &*lookup.object_type);
        self.with_element(field.with_text(text))
    }

    /// Compares a field that is more than that, such as an address.
    #[must_use]
    pub fn with_element(mut self, field: Element) -> Self {
        self.fields.push(field);
        self
    }

    /// The fields, in order.
    pub fn fields(&self) -> &[Element] {
        &self.fields
    }

    /// Whether a custom field is among the fields.
    pub(crate) fn has_custom_fields(&self) -> bool {
        self.fields
            .iter()
            .any(|field| field.name.local.ends_with("__c"))
    }
}
