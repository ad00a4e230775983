//! What `read` asks of the REST API: a query in place of methods and filters.

use suiteprojects::api::{Direction, PageSize};
use suiteprojects::element::Element;
use suiteprojects::record::Moment;
use suiteprojects::rest::{
    Comparison, Condition, DayRelation, List, Order, Query, Selection, Test, TextRelation,
};
use suiteprojects::task::{Field, FieldName, Kind, Task};
use suiteprojects::time::{date, decimal};

use super::{Arguments, TASK};
use crate::connection::not_over_rest;
use crate::failure::Failure;

impl Arguments {
    /// The list of time entries that is asked for.
    pub(super) fn list(&self) -> Result<List, Failure> {
        self.check_for_rest()?;
        let mut list = List::new();
        let queries = self.conditions()?.into_iter().map(Query::from);
        if let Some(query) = queries.reduce(Query::and) {
            list = list.with_query(query);
        }
        if !self.fields.is_empty() {
            let names = self.fields.iter().map(|name| FieldName::from_xml(name));
            list = list.with_fields(Selection::new(names).map_err(usage)?);
        }
        if let Some((name, direction)) = &self.order {
            list = list.with_order(order(name, *direction)?);
        }
        if let Some(size) = self.limit.and_then(PageSize::new) {
            list = list.with_page_size(size);
        }
        Ok(list)
    }

    fn check_for_rest(&self) -> Result<(), Failure> {
        let what = if self.object_type != TASK {
            "read other records than time entries"
        } else if !self.filter.is_empty() {
            "filter by the filters of the other APIs"
        } else if self.deleted.is_some() {
            "read deleted records"
        } else {
            return Ok(());
        };
        Err(not_over_rest(what))
    }

    fn conditions(&self) -> Result<Vec<Condition>, Failure> {
        let mut conditions = Vec::new();
        let mut add = |field: FieldName<'_>, test| {
            conditions.push(Condition::new(field, test).map_err(usage)?);
            Ok::<(), Failure>(())
        };
        for (field, id) in [(Field::UserId, self.user), (Field::ProjectId, self.project)] {
            if let Some(id) = id {
                add(
                    field.into(),
                    Test::Number(Comparison::Equal, id.get().into()),
                )?;
            }
        }
        for (relation, moment) in [
            (DayRelation::OnOrAfter, &self.from),
            (DayRelation::OnOrBefore, &self.to),
        ] {
            if let Some(moment) = moment {
                add(Field::Date.into(), day(relation, moment)?)?;
            }
        }
        for (name, text) in &self.equal_to {
            let field = FieldName::from_xml(name);
            let test = equal(&field, text)?;
            add(field, test)?;
        }
        for (relation, given) in [
            (DayRelation::After, &self.newer_than),
            (DayRelation::Before, &self.older_than),
            (DayRelation::On, &self.date_equal_to),
        ] {
            for (name, moment) in given {
                add(FieldName::from_xml(name), day(relation, moment)?)?;
            }
        }
        Ok(conditions)
    }
}

fn usage(error: impl std::error::Error) -> Failure {
    Failure::Usage(error.to_string())
}

fn order(name: &str, direction: Direction) -> Result<Order, Failure> {
    let field = Field::from_xml_name(name)
        .ok_or_else(|| Failure::Usage(format!("there is no field `{name}` to sort by")))?;
    Order::by(field, direction).map_err(usage)
}

/// REST compares moments by their days.
fn day(relation: DayRelation, moment: &Moment) -> Result<Test, Failure> {
    match moment {
        Moment::Day(day) => Ok(Test::Day(relation, *day)),
        Moment::Time(_) => Err(not_over_rest("compare with a time, only with a day")),
    }
}

fn equal(field: &FieldName<'_>, text: &str) -> Result<Test, Failure> {
    if text.is_empty() {
        return Ok(Test::Empty);
    }
    let kind = match field {
        FieldName::Known(field) => field.kind(),
        FieldName::Custom(_) | FieldName::Unknown(_) => Kind::Text,
    };
    Ok(match kind {
        Kind::Id | Kind::Decimal | Kind::Money | Kind::Whole => {
            Test::Number(Comparison::Equal, decimal::parse(text).map_err(usage)?)
        }
        Kind::Date | Kind::DateTime => {
            Test::Day(DayRelation::On, date::parse(text).map_err(usage)?)
        }
        _ => Test::Text(TextRelation::Is, text.to_owned()),
    })
}

/// The record, as the other APIs send it. What only REST has, and what nobody knows, is there as REST calls it.
pub(super) fn element(task: &Task) -> Element {
    let fields = Field::ALL
        .iter()
        .filter_map(|field| Some((field.as_str(), task.text(*field)?.into_owned())));
    let others = task.custom.iter().chain(&task.unknown);
    let others = others.map(|field| (field.name.as_str(), field.text.clone()));
    fields
        .chain(others)
        .fold(Element::new(TASK), |record, (name, text)| {
            record.with_child(Element::new(name).with_text(text))
        })
}

#[cfg(test)]
mod tests {
    use suiteprojects::task::CustomField;

    use super::*;

    #[test]
    fn nothing_of_a_record_is_lost() {
        let mut task = Task::default();
        task.set_text(Field::Notes, "x").unwrap();
        task.set_text(Field::HoursRemaining, "1.5").unwrap();
        for (fields, name) in [(&mut task.custom, "mark__c"), (&mut task.unknown, "newest")] {
            fields.push(CustomField {
                name: name.to_owned(),
                text: "y".to_owned(),
            });
        }
        let record = element(&task);
        for (name, text) in [
            ("notes", "x"),
            ("hoursRemaining", "1.5"),
            ("mark__c", "y"),
            ("newest", "y"),
        ] {
            assert_eq!(record.child(name).unwrap().text(), text);
        }
    }
}
