//! Requests are read whole, and mean what they say.

use roxmltree::{Document, Node};
use suiteprojects::api::Login;
use suiteprojects::api::served::Object;
use suiteprojects::task::{Field, FieldName};
use suiteprojects::xml::Limits;
use suiteprojects::xml::server::{Call, CommandCall, Request};

use crate::all;

fn parse(request: &[u8]) -> Request {
    Request::parse(request, Limits::default()).unwrap()
}

fn elements<'a, 'i: 'a>(node: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(Node::is_element)
}

fn text(node: Node<'_, '_>) -> String {
    node.descendants()
        .filter(Node::is_text)
        .filter_map(|node| node.text())
        .collect()
}

fn objects(call: &Call) -> &[Object] {
    match call {
        Call::Add(objects)
        | Call::Modify(objects)
        | Call::ModifyOnCondition { objects, .. }
        | Call::Delete(objects)
        | Call::Approval { objects, .. }
        | Call::Report(objects) => objects,
        _ => &[],
    }
}

/// A field that is a plain text stands in the entry as it stands in the element.
fn compare_object(object: &Object, node: Node<'_, '_>, name: &str) {
    assert_eq!(object.object_type(), node.tag_name().name(), "{name}");
    for field in elements(node).filter(|field| elements(*field).next().is_none()) {
        let field_name = field.tag_name().name();
        let found = match object {
            Object::Task(entry) => match FieldName::from_xml(field_name) {
                FieldName::Known(known) => entry.text(known).unwrap_or_default().to_owned(),
                FieldName::Custom(custom) => {
                    let mut all = entry.custom().iter();
                    let found = all.find(|field| field.name == custom);
                    found
                        .map(|field| field.text.to_string())
                        .unwrap_or_default()
                }
                FieldName::Unknown(_) => continue,
            },
            Object::Other(element) => element.child(field_name).unwrap().text().into_owned(),
            other => panic!("{other:?}"),
        };
        assert_eq!(found, text(field), "{name}: {field_name}");
    }
}

fn compare_command(command: &CommandCall, node: Node<'_, '_>, name: &str) {
    assert_eq!(command.name, node.tag_name().name(), "{name}");
    let attributes: Vec<(String, String)> = node
        .attributes()
        .map(|attribute| (attribute.name().to_owned(), attribute.value().to_owned()))
        .collect();
    assert_eq!(command.attributes, attributes, "{name}");
    if let Call::Read(question) = &command.call {
        let returned = elements(node).filter(|node| node.has_tag_name("_Return"));
        let fields: Vec<&str> = returned
            .flat_map(elements)
            .map(|field| field.tag_name().name())
            .collect();
        assert_eq!(question.fields, fields, "{name}");
        let others = elements(node).filter(|node| !node.has_tag_name("_Return"));
        assert_eq!(question.objects.len(), others.count(), "{name}");
        return;
    }
    let object_type = node.attribute("type").unwrap_or_default();
    let nodes: Vec<_> = elements(node)
        .filter(|child| child.has_tag_name(object_type))
        .collect();
    let objects = objects(&command.call);
    assert_eq!(objects.len(), nodes.len(), "{name}: {command:?}");
    for (object, node) in objects.iter().zip(nodes) {
        compare_object(object, node, name);
    }
}

#[test]
fn requests_mean_what_they_say() {
    for (path, bytes) in all("request") {
        let name = path.display().to_string();
        let Ok(text) = std::str::from_utf8(&bytes) else {
            continue;
        };
        let Ok(document) = Document::parse(text) else {
            assert!(Request::parse(&bytes, Limits::default()).is_err(), "{name}");
            continue;
        };
        let root = document.root_element();
        if !root.has_tag_name("request") {
            assert!(Request::parse(&bytes, Limits::default()).is_err(), "{name}");
            continue;
        }
        let request = parse(&bytes);
        assert_eq!(
            request.application.key.expose(),
            root.attribute("key").unwrap_or_default()
        );
        let nodes = elements(root).filter(|node| !node.has_tag_name("Auth"));
        let nodes: Vec<_> = nodes.collect();
        assert_eq!(request.commands.len(), nodes.len(), "{name}");
        for (command, node) in request.commands.iter().zip(nodes) {
            compare_command(command, node, &name);
            let call = &command.call;
            assert!(
                !matches!(call, Call::Unknown | Call::Unreadable(_))
                    || name.contains("CreateAccount"),
                "{name}: {call:?}"
            );
        }
    }
}

/// Section 1.3 of the notes: the members of a login stand in any order, and a token counts alone.
#[test]
fn logins() {
    let with = |login: &str| {
        let request =
            format!("<request key='k'><Auth><Login>{login}</Login></Auth><Whoami/></request>");
        parse(request.as_bytes()).login
    };
    let login = with("<user>u</user><password>p</password><company>c</company>");
    let Some(Login::Password {
        company,
        user,
        password,
        ..
    }) = login
    else {
        panic!("{login:?}")
    };
    assert_eq!((&*company, &*user, password.expose()), ("c", "u", "p"));
    let token = with("<user>u</user><access_token>t</access_token>");
    assert!(
        matches!(&token, Some(Login::AccessToken(token)) if token.expose() == "t"),
        "{token:?}"
    );
    assert!(with("").is_none());
    let none = parse(b"<request><Time/></request>");
    assert!(!none.has_auth && none.login.is_none());
}

/// Sections 2 and 3: everything that stands beside the objects.
#[test]
fn what_stands_beside_the_objects() {
    let one = |command: &str| {
        let request = format!("<request>{command}</request>");
        parse(request.as_bytes()).commands.remove(0).call
    };
    let call = one(
        "<Reject type='Task'><Task><id>7</id></Task><Approval><cc>a@b</cc><notes>why?</notes></Approval></Reject>",
    );
    let Call::Approval {
        objects, approval, ..
    } = call
    else {
        panic!("{call:?}")
    };
    assert_eq!(objects[0].as_task().unwrap().text(Field::Id), Some("7"));
    let approval = approval.unwrap();
    assert_eq!(
        (approval.cc.as_deref(), approval.notes.as_deref()),
        (Some("a@b"), Some("why?"))
    );

    let call = one(
        "<ModifyOnCondition type='Task' condition='if-not-updated'><Task><id>7</id></Task>\
         <Date><year>2026</year><month>1</month><day>5</day><hour>9</hour><minute>30</minute><second>1</second></Date>\
         </ModifyOnCondition>",
    );
    let Call::ModifyOnCondition { moment, .. } = call else {
        panic!("{call:?}")
    };
    assert_eq!(moment.unwrap().to_string(), "2026-01-05 09:30:01");

    let call = one(
        "<MakeURL><uid>s1</uid><page>grid-timesheet</page><app>ta</app><arg><Timesheet><id>1245</id></Timesheet></arg></MakeURL>",
    );
    let Call::MakeUrl(call) = call else {
        panic!("{call:?}")
    };
    assert_eq!(
        (call.uid.expose(), &*call.page, &*call.application),
        ("s1", "grid-timesheet", "ta")
    );
    assert_eq!(call.argument.unwrap().child("id").unwrap().text(), "1245");

    let call = one("<Version><name>n</name><number>1</number></Version>");
    assert!(
        matches!(&call, Call::Version(version) if version.name() == "n"),
        "{call:?}"
    );
}

/// One command that cannot be understood leaves the others alone.
#[test]
fn commands_that_cannot_be_understood() {
    let request = parse(
        b"<request><Fly/><Add type='Task'><Task><hours><x/></hours></Task></Add><CreateUser><User/></CreateUser>\
          <Modify type='Task'>text</Modify><Time/></request>",
    );
    let calls: Vec<&Call> = request
        .commands
        .iter()
        .map(|command| &command.call)
        .collect();
    assert!(
        matches!(
            calls[..],
            [
                Call::Unknown,
                Call::Unreadable(_),
                Call::Unreadable(_),
                Call::Unreadable(_),
                Call::Time
            ]
        ),
        "{calls:?}"
    );
}
