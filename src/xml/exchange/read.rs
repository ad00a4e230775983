//! `Read` in XML.

use super::single::succeeded;
use super::{AnswerError, RequestWriter, Results, XmlCommand};
use crate::api::{CommandName, Filter, Method, Read};
use crate::element::Element;
use crate::error_code::ErrorCode;
use crate::record::FromRecord;
use crate::task::Id;
use crate::xml::writer::check_name;
use crate::xml::{ContentWriter, WriteError, tree};

impl<T: FromRecord> XmlCommand for Read<T> {
    fn write(&self, request: &mut RequestWriter<'_>) -> Result<(), WriteError> {
        let mut tag = request.command(CommandName::Read.as_str())?;
        for (name, value) in attributes(self)? {
            tag.attribute(name, &value)?;
        }
        let mut content = tag.content();
        for filter in &self.filters {
            if let Filter::Date(filter) = filter {
                tree::write_into(&filter.moment().to_element(), &mut content)?;
            }
        }
        for search in self.method.searches() {
            let mut object = content.start(&self.object_type)?.content();
            for field in search.fields() {
                tree::write_into(field, &mut object)?;
            }
        }
        match &self.method {
            Method::User(users) => write_ids(&mut content, "User", users.as_slice())?,
            Method::Project(projects) => write_ids(&mut content, "Project", projects.as_slice())?,
            _ => {}
        }
        if !self.options.fields.is_empty() {
            let mut fields = content.start("_Return")?.content();
            for field in &self.options.fields {
                fields.empty(field)?;
            }
        }
        Ok(())
    }

    fn elements(&self) -> usize {
        1
    }

    fn read(&self, results: &mut Results) -> Result<Self::Answer, AnswerError> {
        let result = results.take(CommandName::Read.as_str())?;
        if result.status == Some(ErrorCode::NO_RECORD) && result.records.is_empty() {
            return Ok(Ok(Vec::new()));
        }
        Ok(succeeded(result)?
            .map(|result| result.records.into_iter().map(T::from_record).collect()))
    }
}

/// The attributes of a Read, in order.
pub(crate) fn attributes<T>(read: &Read<T>) -> Result<Vec<(&'static str, String)>, WriteError> {
    let mut attributes = vec![
        ("type", read.object_type.clone()),
        ("method", read.method.as_str().to_owned()),
    ];
    if !read.filters.is_empty() {
        let names: Vec<&str> = read.filters.iter().map(Filter::name).collect();
        attributes.push(("filter", names.join(",")));
    }
    let mut fields = Vec::new();
    for filter in &read.filters {
        if let Filter::Date(filter) = filter {
            // A comma in it would make it two, and the server counts them.
            check_name(filter.field(), "field")?;
            fields.push(filter.field());
        }
    }
    if !fields.is_empty() {
        attributes.push(("field", fields.join(",")));
    }
    let limit = format!("{},{}", read.offset, read.page_size.get());
    attributes.push(("limit", limit));
    let options = &read.options;
    if let Some(order) = &options.order {
        check_name(&order.field, "field")?;
        let order = format!("{},{}", order.field, order.direction.as_str());
        attributes.push(("order", order));
    }
    for (name, value) in &options.attributes {
        attributes.push((name, value.to_string()));
    }
    Ok(attributes)
}

fn write_ids(
    content: &mut ContentWriter<'_>,
    object_type: &str,
    ids: &[Id],
) -> Result<(), WriteError> {
    for id in ids {
        let object =
            Element::new(object_type).with_child(Element::new("id").with_text(id.to_string()));
        tree::write_into(&object, content)?;
    }
    Ok(())
}
