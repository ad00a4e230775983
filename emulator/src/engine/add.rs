//! `Add`: stores new records.

use suiteprojects::element::Element;
use suiteprojects::error_code::ErrorCode;
use suiteprojects::soap::server::Object;
use suiteprojects::task::LookupBy;

use super::entry::Rules;
use super::outcome::{Change, Done, Failure, settled};
use super::task::is_custom;
use super::{MOST_OBJECTS, Outcome, Refusal, Work};
use crate::store::{Condition, Content, Fields, Search, StoreError};

impl Work<'_> {
    /// Stores these objects; those that are refused change nothing for the others.
    pub(crate) fn add(&self, objects: &[Object], custom: bool) -> Result<Vec<Outcome>, StoreError> {
        self.each(objects, |rules, object| self.add_one(rules, object, custom))
    }

    /// Does something for each object of a command that takes at most so many.
    pub(super) fn each(
        &self,
        objects: &[Object],
        work: impl Fn(&Rules<'_>, &Object) -> Result<Done, Failure>,
    ) -> Result<Vec<Outcome>, StoreError> {
        if objects.len() > MOST_OBJECTS {
            let refusal = Refusal::new(ErrorCode::TOO_MANY_INPUT_OBJECTS).with_text(format!(
                "found {} objects, expected at most {MOST_OBJECTS}",
                objects.len()
            ));
            return Ok(vec![Err(refusal); objects.len()]);
        }
        let rules = self.rules_with_records();
        objects
            .iter()
            .map(|object| settled(work(&rules, object)))
            .collect()
    }

    pub(super) fn add_one(
        &self,
        rules: &Rules<'_>,
        object: &Object,
        custom: bool,
    ) -> Result<Done, Failure> {
        match object {
            Object::Task(entry) => self.add_task(rules, entry, custom),
            Object::Other(element) => self.add_record(element, custom),
            _ => Err(ErrorCode::UNKNOWN_TYPE_OR_METHOD.into()),
        }
    }

    /// Stores a record of another type as it is. A user is made by `CreateUser` alone.
    fn add_record(&self, element: &Element, custom: bool) -> Result<Done, Failure> {
        let object_type = &*element.name.local;
        if object_type == "User" {
            let refusal = Refusal::new(ErrorCode::UNKNOWN_TYPE_OR_METHOD);
            return Err(refusal.with_text("users are made by CreateUser").into());
        }
        let mut fields = Fields::default();
        self.take(element, custom, &mut fields)?;
        if object_type == "Timesheet" && fields.text("status").is_empty() {
            fields.set("status", "O");
        }
        if object_type == "ImportExport" {
            return self.mark(element, fields);
        }
        let record = self.stamped(object_type, fields)?;
        Ok(Done {
            change: Change::Added,
            record,
        })
    }

    /// Stores a mark that another record was exported. Its `id` is that of the other record, and there is one mark
    /// for each record and application.
    fn mark(&self, element: &Element, mut fields: Fields) -> Result<Done, Failure> {
        let of = element.child("id").map(Element::text).unwrap_or_default();
        fields.set("recordid", &*of);
        let same =
            ["application", "type", "recordid"].map(|name| Condition::is(name, fields.text(name)));
        let search = Search::present("ImportExport", Condition::All(same.into()));
        if let Some(mut mark) = self.records.first(search)? {
            self.take(element, false, &mut mark.fields)?;
            return self.save(mark);
        }
        let record = self.stamped("ImportExport", fields)?;
        Ok(Done {
            change: Change::Added,
            record,
        })
    }

    /// Takes the fields of an element over; those that the server keeps itself stay.
    pub(super) fn take(
        &self,
        element: &Element,
        custom: bool,
        fields: &mut Fields,
    ) -> Result<(), Failure> {
        for field in element.elements() {
            let name = &*field.name.local;
            if matches!(name, "id" | "created" | "updated" | "attributes") {
                continue;
            }
            if is_custom(name) && !custom {
                continue;
            }
            let by = [LookupBy::External, LookupBy::Name]
                .into_iter()
                .find_map(|by| Some((by, field.attribute(by.as_str())?)));
            let content = match by {
                Some((by, object_type)) if !field.text().is_empty() => {
                    Content::Text(self.looked_up(by, object_type, &field.text())?.to_string())
                }
                _ => Content::of(field),
            };
            fields.set(name, content);
        }
        Ok(())
    }
}
