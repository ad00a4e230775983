//! The object types of the vendor and the names of their fields, as SOAP has them.
//!
//! The table is `object_types.txt`: a line for each type, its name and its fields in alphabetical order, as
//! in the vendor's WSDL of 2016. The order there has no meaning. `[]` behind a field says that it
//! holds an array of records and not a text; `+` before one that it came after 2016 and is known from the
//! vendor's pages or from answers. The fields of `Task` that came later are in the table of fields
//! of a time entry.

const TABLE: &str = include_str!("object_types.txt");

/// An object type, such as `Task` or `Customer`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ObjectType {
    /// The name on the XML wire; in SOAP `oa` stands before it.
    pub(crate) name: &'static str,
    fields: &'static str,
}

/// A field of an object type.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct ObjectField {
    pub(crate) name: &'static str,
    /// Whether it holds an array of records and not a text.
    pub(crate) is_array: bool,
    /// Whether it is newer than the WSDL of 2016.
    pub(crate) is_newer: bool,
}

impl ObjectType {
    /// Every type, in alphabetical order.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        TABLE
            .lines()
            .filter_map(|line| line.split_once(':'))
            .map(|(name, fields)| Self { name, fields })
    }

    /// The fields, in alphabetical order.
    pub(crate) fn fields(self) -> impl Iterator<Item = ObjectField> {
        self.fields.split_ascii_whitespace().map(|field| {
            let (field, is_newer) = match field.strip_prefix('+') {
                Some(field) => (field, true),
                None => (field, false),
            };
            let (name, is_array) = match field.strip_suffix("[]") {
                Some(name) => (name, true),
                None => (field, false),
            };
            ObjectField {
                name,
                is_array,
                is_newer,
            }
        })
    }
}

/// The names of the fields of an object type as SOAP has them, in alphabetical order; `None` if the vendor
/// has no such type. `attributes`, by which SOAP tells how foreign keys are looked up, is not among
/// them.
///
/// ```
/// use suiteprojects::record::field_names;
///
/// let names: Vec<&str> = field_names("Timetype").into_iter().flatten().collect();
/// assert!(names.contains(&"payroll_code"));
/// assert!(field_names("TimeType").is_none());
/// ```
pub fn field_names(object_type: &str) -> Option<impl Iterator<Item = &'static str>> {
    let found = ObjectType::all().find(|known| known.name == object_type)?;
    let texts = found.fields().filter(|field| field.name != "attributes");
    Some(texts.map(|field| field.name))
}

#[cfg(test)]
mod tests {
    use super::super::typed::field_descriptions;
    use super::*;

    fn is_name(text: &str) -> bool {
        !text.is_empty()
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    }

    /// The numbers are those of the vendor's WSDL of 2016.
    #[test]
    fn the_table_is_whole_and_in_order() {
        let types: Vec<ObjectType> = ObjectType::all().collect();
        assert_eq!(types.len(), TABLE.lines().count());
        assert_eq!(types.len(), 154);
        assert!(types.is_sorted_by(|before, after| before.name < after.name));
        let mut fields_of_2016 = 0;
        for object_type in types {
            assert!(is_name(object_type.name), "{}", object_type.name);
            let fields: Vec<ObjectField> = object_type.fields().collect();
            assert!(fields.is_sorted_by(|before, after| before.name < after.name));
            assert!(fields.iter().all(|field| is_name(field.name)));
            fields_of_2016 += fields.iter().filter(|field| !field.is_newer).count();
        }
        assert_eq!(fields_of_2016, 2625);
    }

    #[test]
    fn the_typed_records_have_no_other_fields() {
        let mut typed = 0;
        for object_type in ObjectType::all() {
            for (name, _) in field_descriptions(object_type.name) {
                typed += 1;
                let found = object_type.fields().find(|field| field.name == *name);
                assert!(
                    found.is_some_and(|field| !field.is_array),
                    "{} {name}",
                    object_type.name
                );
            }
        }
        assert!(typed > 70);
    }
}
