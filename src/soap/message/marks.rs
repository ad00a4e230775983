//! What the attributes of an element say about its value.

use std::borrow::Cow;

use super::node::Node;
use crate::soap::names;
use crate::text::shortened;
use crate::xml::StartTag;

/// What a start tag says beside the value: what it is called, and where its content stands.
#[derive(Debug, Default)]
pub(super) struct Marks<'a> {
    pub(super) id: Option<Cow<'a, str>>,
    pub(super) href: Option<Cow<'a, str>>,
    /// Marked as no root, so that it stands in the body only to be referred to.
    pub(super) is_independent: bool,
}

/// Reads the attributes of an element into its node. What is not understood is passed over, but for
/// arrays that are sent in part: what was found and what was expected.
pub(super) fn read<'a>(
    tag: &StartTag<'_, 'a>,
    node: &mut Node<'a>,
) -> Result<Marks<'a>, (String, &'static str)> {
    let mut marks = Marks::default();
    let mut item = None;
    let mut plain_type = None;
    for attribute in tag.attributes() {
        let value = attribute.value();
        let name = attribute.name();
        match (name.namespace(), name.local()) {
            (Some(space), "type") if names::is_instance(space) => node.type_name = local(value),
            (Some(space), "nil" | "null") if names::is_instance(space) => {
                node.is_nil |= is_true(value);
            }
            (None, "nil" | "null") => node.is_nil |= is_true(value),
            (None, "type") => plain_type = Some(local(value)),
            (None, "id") => marks.id = Some(value.clone()),
            (None, "href") => marks.href = Some(value.clone()),
            (Some(names::ENCODING), "root") => marks.is_independent = !is_true(value),
            (Some(names::ENCODING), "arrayType") => {
                let (name, count) = array(value);
                item = Some(name);
                node.count = count;
            }
            (Some(names::ENCODING), "offset" | "position") => {
                let found = format!("an array with the attribute `{}`", name.local());
                return Err((found, "one that is sent whole"));
            }
            _ => {}
        }
    }
    if node.type_name.is_empty()
        && let Some(name) = plain_type
    {
        node.type_name = name;
    }
    node.is_array =
        item.is_some() || node.type_name == "Array" || node.type_name.starts_with("ArrayOf");
    if let Some(item) = item {
        node.type_name = item;
    }
    Ok(marks)
}

/// The id that an `href` names within the message.
pub(super) fn target(href: &str) -> Result<&str, (String, &'static str)> {
    href.strip_prefix('#').ok_or_else(|| {
        let found = format!("the reference {:?}", shortened(href));
        (found, "one within the message, such as \"#id1\"")
    })
}

fn is_true(text: &str) -> bool {
    matches!(text.trim_ascii(), "1" | "true")
}

/// The name without its prefix. The types of this API have names of their own in whatever namespace.
fn local<'a>(name: &Cow<'a, str>) -> Cow<'a, str> {
    fn cut(name: &str) -> &str {
        let name = name.trim_ascii();
        name.split_once(':').map_or(name, |(_, local)| local)
    }
    match name {
        Cow::Borrowed(name) => Cow::Borrowed(cut(name)),
        Cow::Owned(name) => Cow::Owned(cut(name).to_owned()),
    }
}

/// The type of the items and how many there are, of `perl:oaTask[2]`.
fn array<'a>(value: &Cow<'a, str>) -> (Cow<'a, str>, Option<u32>) {
    fn name(value: &str) -> &str {
        value.split_once('[').map_or(value, |(name, _)| name)
    }
    let count = value
        .trim_ascii()
        .strip_suffix(']')
        .and_then(|value| value.rsplit_once('['))
        .and_then(|(_, count)| count.trim_ascii().parse().ok());
    let name = match value {
        Cow::Borrowed(value) => local(&Cow::Borrowed(name(value))),
        Cow::Owned(value) => local(&Cow::Owned(name(value).to_owned())),
    };
    (name, count)
}
