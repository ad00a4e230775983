//! Pieces of Markdown that the references share.

use std::fmt::{self, Display};

/// What every generated file says at its top.
pub(super) const GENERATED: &str =
    "<!-- Generated from the tables of the crate `suiteprojects`. Do not edit by hand. -->\n\n";

/// What is written by `write`.
pub(super) fn written(write: impl FnOnce(&mut String) -> fmt::Result) -> String {
    let mut text = String::new();
    // Nothing that is written here fails, and a `String` takes it all.
    let _ = write(&mut text);
    text
}

/// A row of a table. Cells hold no line ends; pipes are escaped.
pub(super) fn row<const N: usize>(cells: [&str; N]) -> String {
    let mut row = String::from("|");
    for cell in cells {
        row.push(' ');
        row.push_str(&cell.replace('|', "\\|"));
        row.push_str(if cell.is_empty() { "|" } else { " |" });
    }
    row.push('\n');
    row
}

/// The first two lines of a table.
pub(super) fn head<const N: usize>(titles: [&str; N]) -> String {
    row(titles) + &row([":--"; N])
}

/// A name in code font; nothing where there is none.
pub(super) fn code(name: Option<impl Display>) -> String {
    name.map_or_else(String::new, |name| format!("`{name}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pipe_does_not_end_a_cell() {
        assert_eq!(row(["a|b", "", "c"]), "| a\\|b | | c |\n");
    }
}
