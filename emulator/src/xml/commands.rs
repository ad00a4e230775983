//! The commands.

use suiteprojects::element::Element;
use suiteprojects::error_code::ErrorCode;
use suiteprojects::record::field_text;
use suiteprojects::soap::server::Object;
use suiteprojects::task::Id;
use suiteprojects::time::date;

use super::Session;
use super::arguments::{approval, objects, takes_custom};
use super::reading::record;
use super::reply::{moved, refused, result, with_errors, with_text};
use crate::engine::{Change, MOST_OBJECTS, Outcome, Refusal, Step, Work};
use crate::store::StoreError;

impl Session<'_> {
    /// The result of a command.
    #[expect(
        clippy::redundant_closure_for_method_calls,
        reason = "the method alone is not general enough"
    )]
    pub(super) fn command(&mut self, name: &str, command: &Element) -> Result<Element, StoreError> {
        match name {
            "Time" => return Ok(super::reply::time(self.engine.now())),
            "Version" => {
                let number = Element::new("number").with_text("1.0");
                let version = result(name, ErrorCode::OK).with_child(number);
                return Ok(version
                    .with_child(Element::new("url"))
                    .with_child(Element::new("size")));
            }
            "Read" => return self.read(command),
            "RemoteAuth" => return self.remote_auth(command),
            _ => {}
        }
        let Some(user) = self.user else {
            return Ok(result(name, ErrorCode::NOT_LOGGED_IN));
        };
        let custom = takes_custom(command);
        match name {
            "Add" => match command
                .attribute("lookup")
                .filter(|field| !field.is_empty())
            {
                Some(field) => self.change(user, name, command, |work, objects| {
                    work.upsert(objects, field, custom)
                }),
                None => self.change(user, name, command, |work, objects| {
                    work.add(objects, custom)
                }),
            },
            "Modify" => self.change(user, name, command, |work, objects| {
                work.modify(objects, None, custom)
            }),
            "ModifyOnCondition" => self.modify_on_condition(user, command, custom),
            "Delete" => self.change(user, name, command, |work, objects| work.delete(objects)),
            "Submit" => self.approval(user, Step::Submit, name, command),
            "Approve" => self.approval(user, Step::Approve, name, command),
            "Reject" => self.approval(user, Step::Reject, name, command),
            "Unapprove" => self.approval(user, Step::Unapprove, name, command),
            "CreateUser" => self.create_user(user, command, custom),
            "Whoami" => {
                let found = self.engine.whoami(user)?;
                Ok(match found {
                    Ok(user) => result(name, ErrorCode::OK).with_child(record(&user, &[], custom)),
                    Err(refusal) => refused(name, &refusal),
                })
            }
            "MakeURL" => Ok(self.make_url(command)),
            // Nothing is sent by mail from here.
            "Report" => Ok(result(name, ErrorCode::OK)),
            _ => Ok(result(name, ErrorCode::NO_SUCH_COMMAND)),
        }
    }

    /// Does something with the objects of a command.
    fn change(
        &mut self,
        user: Id,
        name: &str,
        command: &Element,
        work: impl FnOnce(&Work<'_>, &[Object]) -> Result<Vec<Outcome>, StoreError>,
    ) -> Result<Element, StoreError> {
        let objects = match self.objects(command) {
            Ok(objects) => objects,
            Err(refusal) => return Ok(refused(name, &refusal)),
        };
        let outcomes = self.engine.command(user, |at| work(at, &objects))?;
        let custom = takes_custom(command);
        let first = outcomes.iter().find_map(|outcome| outcome.as_ref().err());
        let code = first.map_or(ErrorCode::OK, |refusal| refusal.code);
        let mut element = result(name, code);
        if let Some(refusal) = first {
            element = with_errors(element, refusal);
        }
        for outcome in &outcomes {
            match outcome {
                // Beside a refusal of Delete records are those that stand in the way.
                Ok(done) if done.change == Change::Deleted && first.is_some() => {}
                Ok(done) if done.change == Change::Deleted => {
                    element = element.with_child(only_id(&done.record.object_type, done.record.id));
                }
                Ok(done) => element = element.with_child(record(&done.record, &[], custom)),
                Err(refusal) => {
                    for (object_type, id) in &refusal.dependents {
                        element = element.with_child(only_id(object_type, *id));
                    }
                }
            }
        }
        Ok(element)
    }

    /// The objects of a command. It needs at least one, and all commands of the request have 1,000 at
    /// most.
    fn objects(&mut self, command: &Element) -> Result<Vec<Object>, Refusal> {
        if command.attribute("type").is_none_or(str::is_empty) {
            return Err(Refusal::new(ErrorCode::UNKNOWN_TYPE_OR_METHOD));
        }
        let objects = objects(command);
        if objects.is_empty() {
            return Err(Refusal::new(ErrorCode::MISSING_ARGUMENTS));
        }
        self.objects = self.objects.saturating_add(objects.len());
        if self.objects > MOST_OBJECTS {
            let text = format!("expected at most {MOST_OBJECTS} objects in a request");
            return Err(Refusal::new(ErrorCode::TOO_MANY_INPUT_OBJECTS).with_text(text));
        }
        let objects: Result<Vec<Object>, _> = objects.into_iter().collect();
        objects.map_err(|error| {
            Refusal::new(ErrorCode::UNSPECIFIED_FAILURE).with_text(error.to_string())
        })
    }

    fn modify_on_condition(
        &mut self,
        user: Id,
        command: &Element,
        custom: bool,
    ) -> Result<Element, StoreError> {
        let name = "ModifyOnCondition";
        let since = command.child("Date").map(|date| {
            let field = Element::new("updated").with_child(date.clone());
            let text = field_text(&field).unwrap_or_default().into_owned();
            date::parse_date_time(&text)
                .or_else(|_| date::parse_date_time(&format!("{text} 00:00:00")))
        });
        match since {
            Some(Ok(since)) if command.attribute("condition") == Some("if-not-updated") => self
                .change(user, name, command, |work, objects| {
                    work.modify_if_not_updated(objects, since, custom)
                }),
            None => Ok(result(name, ErrorCode::MISSING_ARGUMENTS)),
            Some(_) => Ok(result(name, ErrorCode::BAD_PARAMETERS)),
        }
    }

    fn approval(
        &mut self,
        user: Id,
        step: Step,
        name: &str,
        command: &Element,
    ) -> Result<Element, StoreError> {
        let objects = match self.objects(command) {
            Ok(objects) => objects,
            Err(refusal) => return Ok(refused(name, &refusal)),
        };
        let approval = approval(command);
        let outcomes = self.engine.command(user, |work| {
            let objects = objects.iter().map(|object| (object, approval.as_ref()));
            work.approval(step, objects)
        })?;
        let first = outcomes.iter().find_map(|outcome| outcome.as_ref().err());
        let code = first.map_or(ErrorCode::OK, |refusal| refusal.code);
        let object_type = command.attribute("type").unwrap_or_default();
        Ok(outcomes
            .iter()
            .map(|outcome| moved(object_type, outcome))
            .fold(result(name, code), Element::with_child))
    }

    fn create_user(
        &mut self,
        user: Id,
        command: &Element,
        custom: bool,
    ) -> Result<Element, StoreError> {
        let name = "CreateUser";
        let (Some(company), Some(person)) = (command.child("Company"), command.child("User"))
        else {
            return Ok(result(name, ErrorCode::CREATE_USER_OBJECTS_MISSING));
        };
        let outcome = self
            .engine
            .command(user, |work| work.create_user(person, company, custom))?;
        Ok(match outcome {
            Ok(done) => result(name, ErrorCode::OK).with_child(record(&done.record, &[], custom)),
            Err(refusal) => refused(name, &refusal),
        })
    }

    fn make_url(&mut self, command: &Element) -> Element {
        let text = |name: &str| command.child(name).map(Element::text).unwrap_or_default();
        let made = self
            .engine
            .make_url(self.url, &text("uid"), &text("page"), &text("app"));
        match made {
            Ok(url) => with_text(result("MakeURL", ErrorCode::OK), &url),
            Err(refusal) => refused("MakeURL", &refusal),
        }
    }

    /// Logs in to the web interface: the address of this server, where nobody has to log in.
    fn remote_auth(&mut self, command: &Element) -> Result<Element, StoreError> {
        let name = "RemoteAuth";
        let Some(login) = command.child("Login").map(super::login) else {
            return Ok(result(name, ErrorCode::BAD_CREDENTIALS));
        };
        Ok(match self.engine.log_in(&login)? {
            Ok(_) => with_text(result(name, ErrorCode::OK), &format!("{}/", self.url)),
            Err(code) => result(name, code),
        })
    }
}

/// A record with nothing but its id.
fn only_id(object_type: &str, id: Id) -> Element {
    Element::new(object_type).with_child(Element::new("id").with_text(id.to_string()))
}
