//! `Read`: finds records.
//!
//! Not documented, and so our reading: several search objects are alternatives; an empty field of one
//! asks for nothing, unless `empty_is_nil` is `false`; a condition on a calculated field is not heeded, as a connector
//! in production tells; `custom equal to` is `equal to` with custom fields; the filters that look at a timesheet,
//! an envelope or a slip look at the one that the record points to, or at the record itself; without `order` records
//! come in the order of their ids.

mod filter;
mod method;
mod options;

use suiteprojects::error_code::ErrorCode;
use suiteprojects::soap::server::ReadCall;
use suiteprojects::task::{Field, FieldName};

use super::outcome::{Failure, Refusal, settled};
use super::{MOST_OBJECTS, Work};
use crate::store::{Condition, Search, StoreError, Stored};

use options::Options;

impl Work<'_> {
    /// The records that a question finds. None is refused with 601 if it was `equal to` something, as
    /// answers show; otherwise it is an empty list.
    pub(crate) fn read(
        &self,
        question: &ReadCall,
    ) -> Result<Result<Vec<Stored>, Refusal>, StoreError> {
        settled(self.answer(question))
    }

    fn answer(&self, question: &ReadCall) -> Result<Vec<Stored>, Failure> {
        let object_type = &*question.object_type;
        let options = Options::of(question, self.account.page_limit)?;
        if question.objects.len() > MOST_OBJECTS {
            return Err(ErrorCode::TOO_MANY_INPUT_OBJECTS.into());
        }
        if let Some(name) = question
            .fields
            .iter()
            .find(|name| !is_field(object_type, name))
        {
            let refusal = Refusal::new(ErrorCode::UNKNOWN_FIELD);
            return Err(refusal
                .with_text(format!("there is no field {name}"))
                .into());
        }
        let mut conditions = vec![method::condition(question, &options)?];
        conditions.extend(filter::conditions(question, &options)?);
        match (options.deleted, options.nondeleted) {
            (true, true) => {}
            (deleted, _) => conditions.push(Condition::Deleted(deleted)),
        }
        // Placeholders come only to those who ask for them.
        if object_type == "User" && !options.generic {
            conditions.push(Condition::is("generic", "1").negated());
        }
        let search = Search {
            object_type,
            condition: Condition::All(conditions),
            order: options
                .order
                .as_ref()
                .map(|(field, descends)| (field.as_str(), *descends)),
            offset: options.offset,
            limit: options.limit,
        };
        let found = self.records.search(&search)?;
        if found.is_empty() && options.offset == 0 && question.method == "equal to" {
            return Err(ErrorCode::NO_RECORD.into());
        }
        Ok(found)
    }
}

/// Whether records of the type have this field. Of other types than time entries any name is taken.
fn is_field(object_type: &str, name: &str) -> bool {
    object_type != "Task" || !matches!(FieldName::from_xml(name), FieldName::Unknown(_))
}

/// Whether the server calculates the field when it is read, so that nothing can be found by it.
fn is_calculated(object_type: &str, name: &str) -> bool {
    object_type == "Task" && Field::from_xml_name(name) == Some(Field::DecimalHours)
}
