//! `CreateUser`: stores a new user.

use suiteprojects::element::Element;
use suiteprojects::error_code::ErrorCode;

use super::outcome::{Change, Done, Failure, Refusal, settled};
use super::{Outcome, Work};
use crate::store::{Condition, Fields, Search, StoreError};

impl Work<'_> {
    /// Stores a user of the company. The password is not kept: logging in takes any.
    pub(crate) fn create_user(
        &self,
        user: &Element,
        company: &Element,
        custom: bool,
    ) -> Result<Outcome, StoreError> {
        settled(self.new_person(user, company, custom))
    }

    fn new_person(&self, user: &Element, company: &Element, custom: bool) -> Result<Done, Failure> {
        let nickname = |element: &Element| {
            let text = element.child("nickname").map(Element::text);
            text.unwrap_or_default().trim_ascii().to_owned()
        };
        if nickname(company).is_empty() {
            return Err(ErrorCode::CREATE_USER_UNKNOWN_COMPANY.into());
        }
        let name = nickname(user);
        if name.is_empty() {
            let refusal = Refusal::new(ErrorCode::CREATE_USER_OBJECTS_MISSING);
            return Err(refusal.with_text("the user has no nickname").into());
        }
        let search = Search::present("User", Condition::is("nickname", name));
        if self.records.first(search)?.is_some() {
            return Err(ErrorCode::CREATE_USER_NICKNAME_TAKEN.into());
        }
        let mut fields = Fields::default();
        self.take(user, custom, &mut fields)?;
        fields.set("password", "");
        if user.child("active").is_none() {
            fields.set("active", "1");
        }
        let record = self.stamped("User", fields)?;
        Ok(Done {
            change: Change::Added,
            record,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::engine::testing::{Bench, code, element};

    /// Codes 201 to 203.
    #[test]
    fn users_are_made_once() {
        let mut bench = Bench::seeded();
        let company = element("Company", &[("nickname", "acme")]);
        let user = element("User", &[("nickname", "emil"), ("password", "secret")]);
        let mut create =
            |user: &_, company: &_| bench.run(|work| work.create_user(user, company, true));
        let created = create(&user, &company).unwrap().record;
        assert_eq!(created.fields.text("active"), "1");
        assert_eq!(created.fields.text("password"), "");
        assert_eq!(code(create(&user, &company)), 202);
        assert_eq!(code(create(&element("User", &[]), &company)), 203);
        assert_eq!(code(create(&user, &element("Company", &[]))), 201);
        let id = created.id.to_string();
        bench.added(&[("date", "2026-01-05"), ("userid", &id)]);
    }
}
