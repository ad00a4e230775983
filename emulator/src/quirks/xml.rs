//! Answers of the XML API.

use suiteprojects::element::{Element, Node};
use suiteprojects::task::{FieldName, Kind};
use suiteprojects::xml::{Limits, tree};

use super::{Quirk, Quirks};
use crate::random;

/// The members of a `Date`, in the order of the vendor's server.
const DATE: [&str; 7] = [
    "hour", "minute", "timezone", "second", "month", "day", "year",
];

/// The answer with these quirks; `None` if it is no document.
pub(super) fn dress(body: &str, quirks: &Quirks, number: u64) -> Option<String> {
    let mut text = body.to_owned();
    if quirks.has(Quirk::EmptyDates) || quirks.has(Quirk::Shuffled) {
        let mut response = tree::parse(body.as_bytes(), Limits::default()).ok()?;
        for record in elements(&mut response).flat_map(elements) {
            if record.name.is_plain("Date") {
                continue;
            }
            if quirks.has(Quirk::EmptyDates) {
                elements(record).for_each(fill_date);
            }
            if quirks.has(Quirk::Shuffled) {
                record.children.sort_by_cached_key(|node| {
                    node.as_element()
                        .map(|field| random::place(number, &field.name.local))
                });
            }
        }
        // The declaration is not in the tree.
        let root = text.find("<response")?;
        text.truncate(root);
        text.push_str(&tree::to_string(&response).ok()?);
    }
    if quirks.has(Quirk::Blanks) {
        text = with_blanks(&text);
    }
    Some(text)
}

fn elements(element: &mut Element) -> impl Iterator<Item = &mut Element> {
    element.children.iter_mut().filter_map(|node| match node {
        Node::Element(element) => Some(element),
        Node::Text(_) => None,
    })
}

/// Gives a field that holds a date all members.
fn fill_date(field: &mut Element) {
    let date = match field.child("Date") {
        Some(date) => date.clone(),
        None if field.children.is_empty() && holds_date(&field.name.local) => Element::new("Date"),
        None => return,
    };
    let whole = DATE.into_iter().fold(Element::new("Date"), |whole, name| {
        let member = date.child(name).cloned();
        whole.with_child(member.unwrap_or_else(|| Element::new(name)))
    });
    field.children = vec![Node::Element(whole)];
}

fn holds_date(name: &str) -> bool {
    match FieldName::from_xml(name) {
        FieldName::Known(field) => matches!(field.kind(), Kind::Date | Kind::DateTime),
        FieldName::Custom(_) => false,
        FieldName::Unknown(name) => {
            matches!(&*name, "starts" | "ends" | "start" | "end") || name.ends_with("_date")
        }
    }
}

/// Blanks in the tags of the results. In what the library writes a `<` starts a tag, wherever it stands.
fn with_blanks(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut depth = 0_usize;
    let mut pieces = text.split('<');
    out.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        out.push('<');
        let (tag, rest) = piece.split_once('>').unwrap_or((piece, ""));
        if tag.starts_with('?') {
            out.push_str(tag);
        } else if tag.starts_with('/') {
            depth = depth.saturating_sub(1);
            out.push_str(tag);
            if depth == 1 {
                out.push(' ');
            }
        } else {
            if depth <= 1 {
                out.push_str(&tag.replacen(" status=\"", " status = \"", 1));
            } else {
                out.push_str(tag);
            }
            if !tag.ends_with('/') {
                depth += 1;
            }
        }
        out.push('>');
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<response><Auth status=\"0\"></Auth><Read status=\"0\"><Task><id>17</id><date><Date><year>2026</year><month>07</month><day>05</day></Date></date><notes>a &lt;b status=\"x\"&gt;</notes><created/></Task></Read></response>";

    fn dressed(quirk: Quirk) -> String {
        Quirks::from(quirk).dress_xml(BODY.to_owned(), 1)
    }

    /// The tags as in the samples of answers with projects; expected by hand.
    #[test]
    fn blanks_stand_in_the_tags_of_results_only() {
        assert_eq!(
            dressed(Quirk::Blanks),
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<response><Auth status = \"0\"></Auth ><Read status = \"0\"><Task><id>17</id><date><Date><year>2026</year><month>07</month><day>05</day></Date></date><notes>a &lt;b status=\"x\"&gt;</notes><created/></Task></Read ></response>"
        );
    }

    #[test]
    fn dates_have_seven_members() {
        let answer = dressed(Quirk::EmptyDates);
        let full = "<date><Date><hour/><minute/><timezone/><second/><month>07</month><day>05</day><year>2026</year></Date></date>";
        let empty = "<created><Date><hour/><minute/><timezone/><second/><month/><day/><year/></Date></created>";
        assert!(answer.contains(full), "{answer}");
        assert!(answer.contains(empty), "{answer}");
        assert!(answer.starts_with("<?xml"), "{answer}");
    }

    /// The document `tree::to_string` writes has no blanks, whatever is in it, so that blanks go together with the rest.
    #[test]
    fn quirks_go_together() {
        let answer = Quirks::all().dress_xml(BODY.to_owned(), 1);
        assert!(answer.contains("<Auth status = \"0\"/>") || answer.contains("</Auth >"));
        assert!(answer.contains("</Read >"), "{answer}");
        assert!(answer.contains("<year/></Date>"), "{answer}");
        assert!(answer.contains("a &lt;b status"), "{answer}");
    }
}
