//! The fields of a time entry for people to read.

use super::markdown::{GENERATED, code, head, row};
use super::{kind_description, kinds};
use crate::task::{Field, Wire};

/// A Markdown page: a table of the fields of a time entry, then what their kinds mean.
///
/// ```
/// let page = suiteprojects::schema::field_reference();
/// assert!(page.contains("| `projecttaskid` | `projectTaskId` |"));
/// ```
pub fn field_reference() -> String {
    let mut page = format!(
        "{GENERATED}# Fields of a time entry\n\n\
        The XML and SOAP names are the same. An empty cell says that the field does not exist \
        there. The database names are for orientation only.\n\n\
        Access: *read-write* is set on Add and changed on Modify; *add-only* is set on Add and \
        never changed; *read-only* is kept by the server, which ignores a sent value; \
        *server-set* is filled by the server, and whether a sent value is stored is not \
        documented.\n\n"
    );
    page += &head([
        "XML and SOAP",
        "REST",
        "Database",
        "Kind",
        "Access",
        "Required on Add",
        "Description",
    ]);
    for field in Field::ALL {
        page += &row([
            &code(field.name(Wire::Xml)),
            &code(field.name(Wire::Rest)),
            &code(field.name(Wire::Database)),
            field.kind().as_str(),
            field.access().as_str(),
            if field.is_required() { "yes" } else { "" },
            field.description(),
        ]);
    }
    page += "\n## Kinds\n\n";
    page += &head(["Kind", "Meaning"]);
    for kind in kinds::ALL {
        page += &row([kind.as_str(), kind_description(kind)]);
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_a_row_with_its_names() {
        let page = field_reference();
        for field in Field::ALL {
            let rows = page
                .lines()
                .filter(|line| line.contains(field.description()));
            let mut own = rows.filter(|line| line.contains(&format!("| `{field}` |")));
            let line = own.next().unwrap();
            for name in Wire::ALL.iter().filter_map(|wire| field.name(*wire)) {
                assert!(line.contains(&format!("`{name}`")), "{line}");
            }
        }
    }
}
