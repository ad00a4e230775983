//! The parameter `fields`: which attributes an answer shows.

use std::fmt;

use super::RequestError;
use super::name;
use crate::task::FieldName;

/// The attributes that an answer is to show.
///
/// ```
/// use suiteprojects::rest::Selection;
/// use suiteprojects::task::Field;
///
/// let shown = Selection::new([Field::Id, Field::ProjectTaskId])?;
/// assert_eq!(shown.to_string(), "id,projectTaskId");
/// # Ok::<(), suiteprojects::rest::RequestError>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Selection(Vec<FieldName<'static>>);

impl Selection {
    /// These fields, which may be custom ones.
    ///
    /// # Errors
    ///
    /// [`RequestError`] if there is none, or the resource does not have one.
    pub fn new<'a, F: Into<FieldName<'a>>>(
        fields: impl IntoIterator<Item = F>,
    ) -> Result<Self, RequestError> {
        let mut selected: Vec<FieldName<'static>> = Vec::new();
        for field in fields {
            let field = field.into().into_owned();
            if name::of(&field).is_none() {
                return Err(RequestError::no_attribute(&field));
            }
            if !selected.contains(&field) {
                selected.push(field);
            }
        }
        if selected.is_empty() {
            return Err(RequestError::NothingSelected);
        }
        Ok(Self(selected))
    }

    /// Reads the names of attributes with commas between them, and blanks around if need be.
    ///
    /// # Errors
    ///
    /// The same as of [`Selection::new`].
    pub fn parse(text: &str) -> Result<Self, RequestError> {
        let names = text.split(',').map(|name| name.trim_matches(' '));
        Self::new(names.map(|attribute| name::resolve(attribute.into())))
    }

    /// The fields.
    pub fn fields(&self) -> &[FieldName<'static>] {
        &self.0
    }

    /// Whether the attribute of this name is one of them.
    pub(super) fn includes(&self, attribute: &str) -> bool {
        self.0
            .iter()
            .any(|field| name::of(field) == Some(attribute))
    }
}

/// The value of the parameter.
impl fmt::Display for Selection {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, field) in self.0.iter().enumerate() {
            if place > 0 {
                formatter.write_str(",")?;
            }
            formatter.write_str(name::of(field).unwrap_or_default())?;
        }
        Ok(())
    }
}
