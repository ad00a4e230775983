//! `Read` in XML.

use super::single::succeeded;
use super::{AnswerError, RequestWriter, Results, XmlCommand};
use crate::api::{Deleted, Filter, Flags, Method, Read};
use crate::element::Element;
use crate::error_code::ErrorCode;
use crate::record::FromRecord;
use crate::task::Id;
use crate::xml::{ContentWriter, TagWriter, WriteError, tree};

impl<T: FromRecord> XmlCommand for Read<T> {
    fn write(&self, request: &mut RequestWriter<'_>) -> Result<(), WriteError> {
        let mut tag = request.command("Read")?;
        write_attributes(self, &mut tag)?;
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
            Method::User(users) => write_ids(&mut content, "User", users)?,
            Method::Project(projects) => write_ids(&mut content, "Project", projects)?,
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

    fn read(&self, results: &mut Results) -> Result<Self::Answer, AnswerError> {
        let result = results.take("Read")?;
        match succeeded(result)? {
            Ok(result) => Ok(Ok(result.records.into_iter().map(T::from_record).collect())),
            Err(refusal) if refusal.code == ErrorCode::NO_RECORD => Ok(Ok(Vec::new())),
            Err(refusal) => Ok(Err(refusal)),
        }
    }
}

fn write_attributes<T>(read: &Read<T>, tag: &mut TagWriter<'_>) -> Result<(), WriteError> {
    tag.attribute("type", &read.object_type)?
        .attribute("method", read.method.as_str())?;
    if !read.filters.is_empty() {
        let names: Vec<&str> = read.filters.iter().map(Filter::name).collect();
        tag.attribute("filter", &names.join(","))?;
    }
    let fields: Vec<&str> = read
        .filters
        .iter()
        .filter_map(|filter| match filter {
            Filter::Date(filter) => Some(filter.field()),
            _ => None,
        })
        .collect();
    if !fields.is_empty() {
        tag.attribute("field", &fields.join(","))?;
    }
    let limit = format!("{},{}", read.offset, read.page_size.get());
    tag.attribute("limit", &limit)?;
    let options = &read.options;
    if let Some(order) = &options.order {
        tag.attribute(
            "order",
            &format!("{},{}", order.field, order.direction.as_str()),
        )?;
    }
    let switches = [
        ("deleted", options.deleted != Deleted::Excluded),
        ("include_nondeleted", options.deleted == Deleted::Included),
        ("enable_custom", options.enable_custom),
        ("exclude_flags", options.flags == Flags::Excluded),
        ("include_flags", options.flags == Flags::Included),
        ("generic", options.generic),
        ("with_project_only", options.with_project_only),
        ("calculate_hours", options.calculate_hours),
        ("clear_filter_cache", options.clear_filter_cache),
    ];
    for (name, _) in switches.into_iter().filter(|(_, on)| *on) {
        tag.attribute(name, "1")?;
    }
    if let Some(empty_is_nil) = options.empty_is_nil {
        tag.attribute("empty_is_nil", if empty_is_nil { "true" } else { "false" })?;
    }
    if let Some(currency) = &options.base_currency {
        tag.attribute("base_currency", currency)?;
    }
    if let Some(day) = options.between_date {
        let text = day.map_or_else(|| "0000-00-00".to_owned(), |day| day.to_string());
        tag.attribute("between_date", &text)?;
    }
    Ok(())
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
