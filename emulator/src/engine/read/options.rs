//! The attributes of a Read.

use suiteprojects::api::Deleted;
use suiteprojects::error_code::ErrorCode;
use suiteprojects::soap::server::ReadCall;

use super::is_field;
use crate::engine::outcome::Refusal;

/// What the attributes of a Read say.
#[derive(Debug)]
pub(super) struct Options {
    pub(super) offset: u64,
    pub(super) limit: u64,
    /// A field, and whether the largest values come first.
    pub(super) order: Option<(String, bool)>,
    pub(super) deleted: Deleted,
    pub(super) generic: bool,
    /// Whether an empty field of a search object asks for records without a value there.
    pub(super) finds_empty: bool,
    /// Names of the filters, and of the fields of those that are about dates.
    pub(super) filters: Vec<String>,
    pub(super) filter_fields: Vec<String>,
}

impl Options {
    /// The attributes of a question, which may ask for at most so many records. A missing or larger limit is
    /// refused with 605.
    pub(super) fn of(question: &ReadCall, most: u64) -> Result<Self, Refusal> {
        let attribute = |name: &str| {
            question
                .attributes
                .iter()
                .find(|(attribute, _)| attribute == name)
                .map_or("", |(_, value)| value.trim_ascii())
        };
        let is_on = |name: &str| attribute(name) == "1";
        let limit = attribute("limit");
        let (offset, limit) = limits(limit)
            .filter(|(_, limit)| (1..=most).contains(limit))
            .ok_or_else(|| {
                let text = format!("found the limit {limit:?}, expected 1 to {most}");
                Refusal::new(ErrorCode::READ_LIMIT_INVALID).with_text(text)
            })?;
        let order = order(attribute("order"));
        if let Some((field, _)) = &order
            && !is_field(&question.object_type, field)
        {
            let refusal = Refusal::new(ErrorCode::UNKNOWN_FIELD);
            return Err(refusal.with_text(format!("there is no field {field}")));
        }
        Ok(Self {
            offset,
            limit,
            order,
            deleted: match (is_on("deleted"), is_on("include_nondeleted")) {
                (false, _) => Deleted::Excluded,
                (true, false) => Deleted::Only,
                (true, true) => Deleted::Included,
            },
            generic: is_on("generic"),
            finds_empty: attribute("empty_is_nil") == "false",
            filters: list(attribute("filter")),
            filter_fields: list(attribute("field")),
        })
    }
}

/// `COUNT` or `OFFSET,COUNT`, with or without blanks.
fn limits(text: &str) -> Option<(u64, u64)> {
    let (offset, count) = text.split_once(',').unwrap_or(("0", text));
    Some((
        offset.trim_ascii().parse().ok()?,
        count.trim_ascii().parse().ok()?,
    ))
}

/// `FIELD`, `FIELD,asc` or `FIELD,desc`.
fn order(text: &str) -> Option<(String, bool)> {
    let (field, direction) = text.split_once(',').unwrap_or((text, ""));
    let field = field.trim_ascii();
    (!field.is_empty()).then(|| (field.to_owned(), direction.trim_ascii() == "desc"))
}

fn list(text: &str) -> Vec<String> {
    let names = text.split(',').map(str::trim_ascii);
    names
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_and_orders() {
        // Forms: the notes on the wire format, section 3.
        assert_eq!(limits("1000"), Some((0, 1_000)));
        assert_eq!(limits("2000,1000"), Some((2_000, 1_000)));
        assert_eq!(limits("0, 1000"), Some((0, 1_000)));
        for wrong in ["", "-1", "x", "1,", ",1", "1,2,3", "99999999999999999999"] {
            assert_eq!(limits(wrong), None, "{wrong}");
        }
        assert_eq!(order("created,desc"), Some(("created".to_owned(), true)));
        assert_eq!(order("date"), Some(("date".to_owned(), false)));
        assert_eq!(order(""), None);
    }
}
