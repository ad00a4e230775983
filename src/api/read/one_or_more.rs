//! The arguments of a method that needs some.

use crate::api::{CommandError, at_most};

/// At least one object, and no more than the server takes in one request.
///
/// ```
/// use suiteprojects::api::{OneOrMore, Search};
///
/// let one = OneOrMore::from(Search::new().with_field("userid", "251"));
/// assert_eq!(one.as_slice().len(), 1);
/// assert!(OneOrMore::<Search>::several(Vec::new()).is_err());
/// ```
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct OneOrMore<T>(Vec<T>);

impl<T> OneOrMore<T> {
    /// These objects.
    ///
    /// # Errors
    ///
    /// [`CommandError`] if there are none, or more than [`MOST_OBJECTS`](crate::api::MOST_OBJECTS).
    pub fn several(objects: Vec<T>) -> Result<Self, CommandError> {
        at_most(objects.len())?;
        if objects.is_empty() {
            return Err(CommandError::NoObjects);
        }
        Ok(Self(objects))
    }

    /// The objects, in order.
    pub fn as_slice(&self) -> &[T] {
        &self.0
    }
}

impl<T> From<T> for OneOrMore<T> {
    fn from(object: T) -> Self {
        Self(vec![object])
    }
}
