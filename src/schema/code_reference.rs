//! The server's error codes for people to read.

use std::fmt::{self, Write as _};

use super::markdown::{GENERATED, head, row, written};
use crate::error_code::{Class, Confidence, ErrorCode, Retry};
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
        The names are this project's own, the server sends numbers only. What the columns *Retry* \
        and *Source* say:\n\n",
    )?;
    page.write_str(&head(["Retry", "Meaning"]))?;
    for retry in [
        Retry::No,
        Retry::AfterLogin,
        Retry::SameBytes,
        Retry::Backoff,
    ] {
        page.write_str(&row([retry.as_str(), retry_description(retry)]))?;
    }
    page.push('\n');
    page.write_str(&head(["Source", "Meaning"]))?;
    for confidence in [
        Confidence::Documented,
        Confidence::ClientList,
        Confidence::Inferred,
    ] {
        page.write_str(&row([
            confidence.as_str(),
            confidence_description(confidence),
        ]))?;
    }
    let mut classes: Vec<Class> = Vec::new();
    for known in ErrorCode::all() {
        if !classes.contains(&known.class()) {
            classes.push(known.class());
        }
    }
    for class in classes {
        write!(page, "\n## {class}\n\n{}\n\n", class_description(class))?;
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

/// What the codes of a class have in common, and who can do something about them.
///
/// ```
/// use suiteprojects::error_code::Class;
/// use suiteprojects::schema::class_description;
///
/// assert_eq!(class_description(Class::Success), "The command was carried out.");
/// ```
pub const fn class_description(class: Class) -> &'static str {
    match class {
        Class::Success => "The command was carried out.",
        Class::Auth => "The server does not accept who is asking: credentials have to change.",
        Class::Permission => {
            "The server does not allow it, or the account lacks a feature: an administrator can help."
        }
        Class::Transport => "The request is built or addressed wrongly: the program has to change.",
        Class::Limit => {
            "A count, size, rate or number of licences is used up: ask for less, or wait."
        }
        Class::Validation => {
            "A value is missing, malformed, taken or at odds with another: the record has to change."
        }
        Class::Reference => {
            "An id, code or name leads to no usable record: look the record up again."
        }
        Class::State => {
            "A record is in a state that rules the step out: that state has to change first."
        }
        Class::Server => "The server failed, or gave no reason.",
    }
}

/// Whether sending again can help, as a sentence.
///
/// ```
/// use suiteprojects::error_code::ErrorCode;
/// use suiteprojects::schema::retry_description;
///
/// assert!(retry_description(ErrorCode::SESSION_EXPIRED.retry()).contains("login"));
/// ```
pub const fn retry_description(retry: Retry) -> &'static str {
    match retry {
        Retry::No => "The same request meets the same answer until something else changes.",
        Retry::AfterLogin => "Repeat the command after a new login or with a fresh token.",
        Retry::SameBytes => {
            "Repeat the unchanged request a few times, if the code stands on a `response` without children: nothing was carried out then."
        }
        Retry::Backoff => "Repeat the command after a wait that grows with each attempt.",
    }
}

/// How well the meaning of a code is established, as a sentence.
///
/// ```
/// use suiteprojects::error_code::Confidence;
/// use suiteprojects::schema::confidence_description;
///
/// assert!(confidence_description(Confidence::Documented).contains("vendor"));
/// ```
pub const fn confidence_description(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Documented => "The vendor's documentation states it.",
        Confidence::ClientList => "Published lists of clients agree on it.",
        Confidence::Inferred => "It was concluded from the name of the code alone.",
    }
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
        let rows = page
            .lines()
            .filter(|line| line.starts_with("| ") && line.as_bytes()[2].is_ascii_digit());
        assert_eq!(rows.count(), ErrorCode::all().len());
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
