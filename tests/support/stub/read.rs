//! `Read`: methods, filters, order and pages.

use roxmltree::Node;

use super::object::Object;
use super::request::{date_text, elements, object, result};
use super::{Manners, Shared};

/// The most records that a page may have.
const MOST: usize = 1_000;

/// A date filter: its name, the field it is about, and the date.
struct DateFilter {
    name: String,
    field: String,
    date: String,
}

/// What a Read asks for.
struct Question<'q> {
    method: &'q str,
    searches: Vec<Object>,
    filters: Vec<DateFilter>,
    deleted: bool,
    nondeleted: bool,
    generic: bool,
}

pub(super) fn read(shared: &mut Shared, command: Node<'_, '_>, results: &mut String) {
    match answer(shared, command) {
        Ok((status, content)) => result("Read", status, &content, results),
        Err(status) => result("Read", status, "", results),
    }
}

fn answer(shared: &Shared, command: Node<'_, '_>) -> Result<(u32, String), u32> {
    let attribute = |name| command.attribute(name).unwrap_or_default();
    let object_type = attribute("type");
    let (offset, count) = limit(attribute("limit")).ok_or(605_u32)?;
    let method = attribute("method");
    // By an argument object; the methods `user` and `project` have one of that type.
    let search_type = match method {
        "all" | "equal to" | "not equal to" => object_type,
        "user" => "User",
        "project" => "Project",
        _ => return Err(603),
    };
    let question = Question {
        method,
        searches: elements(command)
            .filter(|node| node.has_tag_name(search_type))
            .map(object)
            .collect(),
        filters: date_filters(command)?,
        deleted: attribute("deleted") == "1",
        nondeleted: attribute("include_nondeleted") == "1",
        generic: attribute("generic") == "1",
    };
    let only: Vec<String> = elements(command)
        .filter(|node| node.has_tag_name("_Return"))
        .flat_map(elements)
        .map(|node| node.tag_name().name().to_owned())
        .collect();
    let manners = &shared.manners;
    let mut found: Vec<&Object> = shared
        .store
        .of_type(object_type)
        .filter(|object| question.fits(object, manners))
        .collect();
    order(&mut found, attribute("order"));
    let page = found
        .into_iter()
        .skip(offset)
        .take(count.min(manners.most_records));
    let mut content = String::new();
    for object in page {
        object.write(&only, !manners.returns_keys, &mut content);
    }
    // Both forms of an empty answer are documented.
    let is_search = method == "equal to" && content.is_empty() && offset == 0;
    Ok((if is_search { 601 } else { 0 }, content))
}

/// `COUNT` or `OFFSET,COUNT`, with or without blanks.
fn limit(text: &str) -> Option<(usize, usize)> {
    let (offset, count) = text.split_once(',').unwrap_or(("0", text));
    let count = count.trim().parse().ok()?;
    (1..=MOST).contains(&count).then_some(())?;
    Some((offset.trim().parse().ok()?, count))
}

fn date_filters(command: Node<'_, '_>) -> Result<Vec<DateFilter>, u32> {
    let list = |name| command.attribute(name).filter(|text| !text.is_empty());
    let Some(names) = list("filter") else {
        return Ok(Vec::new());
    };
    let names: Vec<&str> = names.split(',').collect();
    let known = [
        "newer-than",
        "older-than",
        "date-equal-to",
        "date-not-equal-to",
    ];
    if names.iter().any(|name| !known.contains(name)) {
        // The others would need what this server does not keep.
        return Err(10);
    }
    let dates: Vec<String> = elements(command)
        .filter(|node| node.has_tag_name("Date"))
        .map(date_text)
        .collect();
    let fields: Vec<&str> = list("field").map_or(Vec::new(), |fields| fields.split(',').collect());
    if names.len() != dates.len() {
        return Err(871);
    }
    let filters = names.iter().zip(dates).enumerate();
    let filters = filters.map(|(place, (name, date))| DateFilter {
        name: (*name).to_owned(),
        field: (*fields.get(place).unwrap_or(&"updated")).to_owned(),
        date,
    });
    Ok(filters.collect())
}

impl DateFilter {
    /// Dates and times are texts that compare like what they mean. A filter without a time is about
    /// whole days.
    fn fits(&self, object: &Object) -> bool {
        let text = object.text(&self.field);
        let text = text.get(..self.date.len()).unwrap_or(text);
        match self.name.as_str() {
            "newer-than" => text > self.date.as_str(),
            "older-than" => text < self.date.as_str(),
            "date-equal-to" => text == self.date,
            _ => text != self.date,
        }
    }
}

impl Question<'_> {
    fn fits(&self, object: &Object, manners: &Manners) -> bool {
        let shown = match (self.deleted, self.nondeleted) {
            (true, true) => true,
            (deleted, _) => object.is_deleted() == deleted,
        };
        // Generic users come only to those who ask for them.
        let shown = shown
            && (object.object_type() != "User" || (object.text("generic") == "1") == self.generic);
        if !shown || !manners.heeds_conditions {
            return shown;
        }
        let is_like = |search: &Object| {
            search
                .fields()
                .filter(|(name, text)| {
                    !text.is_empty() && (manners.heeds_keys || *name != "thin_client_id")
                })
                .all(|(name, text)| object.text(name) == text)
        };
        let fits = match self.method {
            "equal to" => self.searches.iter().any(is_like),
            "not equal to" => !self.searches.iter().any(is_like),
            "user" | "project" => {
                let field = format!("{}id", self.method);
                self.searches
                    .iter()
                    .any(|search| search.text("id") == object.text(&field))
            }
            _ => true,
        };
        fits && self.filters.iter().all(|filter| filter.fits(object))
    }
}

/// `field` or `field,desc`. Numbers are ordered as numbers.
fn order(found: &mut [&Object], order: &str) {
    let (field, direction) = order.split_once(',').unwrap_or((order, ""));
    if field.is_empty() {
        return;
    }
    found.sort_by(|a, b| {
        let (a, b) = (a.text(field), b.text(field));
        match (a.parse::<u64>(), b.parse::<u64>()) {
            (Ok(a), Ok(b)) => a.cmp(&b),
            _ => a.cmp(b),
        }
    });
    if direction == "desc" {
        found.reverse();
    }
}
