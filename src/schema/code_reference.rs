//! The server's error codes for people to read.

use std::fmt::{self, Write as _};

use super::markdown::{GENERATED, head, row, written};
use crate::error_code::{Class, ErrorCode};
use crate::validate::Rule;

/// A Markdown page: a table of the server's error codes for each class.
///
/// ```
/// let page = suiteprojects::schema::code_reference();
/// assert!(page.contains("| 1404 | `time-format` |"));
/// ```
pub fn code_reference() -> String {
    written(write_page)
}

fn write_page(page: &mut String) -> fmt::Result {
    page.write_str(GENERATED)?;
    page.write_str(
        "# Error codes of the server\n\n\
        The names are this project's own, the server sends numbers only. Retry: *no*, the same \
        request meets the same answer; *after-login*, after a new login; *same-bytes*, a few \
        times, if the code stands on a `response` without children; *backoff*, after a growing \
        wait. Source: *documented* by the vendor; *client-list*, published client lists agree; \
        *inferred* from the name alone.\n",
    )?;
    let mut classes: Vec<Class> = Vec::new();
    for known in ErrorCode::all() {
        if !classes.contains(&known.class()) {
            classes.push(known.class());
        }
    }
    for class in classes {
        write!(page, "\n## {class}\n\n")?;
        page.write_str(&head([
            "Code",
            "Name",
            "Meaning",
            "What to do",
            "Retry",
            "Source",
            "Checked by",
        ]))?;
        for known in ErrorCode::all().filter(|known| known.class() == class) {
            let rules: Vec<String> = Rule::all()
                .filter(|rule| rule.server_code() == Some(known.code()))
                .map(|rule| format!("[`{id}`](rules.md#{id})", id = rule.id()))
                .collect();
            page.write_str(&row([
                &known.code().get().to_string(),
                &format!("`{}`", known.name()),
                known.meaning(),
                known.advice().unwrap_or_default(),
                known.retry().as_str(),
                known.confidence().as_str(),
                &rules.join(", "),
            ]))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_row_under_its_class() {
        let page = code_reference();
        for known in ErrorCode::all() {
            let section = page
                .split("\n## ")
                .find(|section| section.starts_with(&format!("{}\n", known.class())))
                .unwrap();
            let line = section
                .lines()
                .find(|line| line.starts_with(&format!("| {} |", known.code().get())))
                .unwrap();
            assert!(line.contains(known.name()) && line.contains(known.meaning()));
        }
        let rows = page.lines().filter(|line| line.starts_with("| ")).count();
        let heads = page
            .lines()
            .filter(|line| line.starts_with("| Code"))
            .count();
        assert_eq!(rows - 2 * heads, ErrorCode::all().len());
    }

    #[test]
    fn a_code_names_the_rules_that_expect_it() {
        let page = code_reference();
        let line = page
            .lines()
            .find(|line| line.starts_with("| 1407 |"))
            .unwrap();
        for rule in
            Rule::all().filter(|rule| rule.server_code() == Some(ErrorCode::DURATION_MISMATCH))
        {
            assert!(line.contains(rule.id()), "{}", rule.id());
        }
    }
}
