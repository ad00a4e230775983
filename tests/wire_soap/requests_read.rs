//! Requests, read as a server reads them: what was written for both bindings says the same.

use suiteprojects::api::Login;
use suiteprojects::element::Element;
use suiteprojects::soap::server::{Call, Object, Request};
use suiteprojects::soap::{MessageErrorKind, Operation, Session};
use suiteprojects::task::{Field, LookupBy};
use suiteprojects::xml::Limits;

use super::golden;

fn request(case: &str) -> Request {
    let text = golden(&format!("{case}.request.xml"));
    Request::parse(text.as_bytes(), Limits::default()).unwrap()
}

/// The request in each binding.
fn requests(case: &str) -> [Request; 2] {
    [request(case), request(&format!("{case}.literal"))]
}

fn text(name: &str, text: &str) -> Element {
    Element::new(name).with_text(text)
}

#[test]
fn sessions() {
    for request in requests("login/password") {
        assert!(request.session.is_none());
        let Call::Login {
            application, login, ..
        } = request.call
        else {
            panic!("a login");
        };
        assert_eq!(application.client, "payroll bridge");
        assert_eq!(application.client_version, "2.1");
        assert_eq!(application.key.expose(), "KEY");
        assert_eq!(application.namespace, "default");
        let Login::Password {
            company,
            user,
            password,
            ..
        } = login
        else {
            panic!("a password");
        };
        assert_eq!((&*company, &*user), ("Eagle & Sons", "ann"));
        assert_eq!(password.expose(), "p<w");
    }
    let logout = request("logout/session");
    assert!(matches!(logout.call, Call::Logout));
    assert!(matches!(&logout.session, Some(Session::Id(id)) if id.expose() == "SESSION"));
    let whoami = request("whoami/token");
    assert!(matches!(whoami.call, Call::Whoami));
    assert!(
        matches!(&whoami.session, Some(Session::AccessToken(token)) if token.expose() == "TOKEN")
    );
    assert!(matches!(
        request("servertime/session").call,
        Call::ServerTime
    ));
    let Call::Version(version) = request("version/offline-client").call else {
        panic!("a version");
    };
    assert_eq!(
        (version.name(), version.number()),
        ("offline timesheets", "1.0")
    );
}

#[test]
fn entries() {
    for request in requests("add/one-task") {
        assert!(matches!(&request.session, Some(Session::Id(id)) if id.expose() == "SESSION"));
        let Call::Add(objects) = &request.call else {
            panic!("an add");
        };
        let entry = objects[0].as_task().unwrap();
        assert_eq!(objects.len(), 1);
        assert_eq!(entry.text(Field::StartTime), Some("09:00:00"));
        assert_eq!(entry.text(Field::Notes), Some("R&D <b> ]]>"));
        assert_eq!(entry.custom()[0].text, "a < b");
        assert_eq!(entry.fields().len(), 9);
        assert!(entry.unknown().is_empty());
    }
    let Call::Add(objects) = request("add/looked-up").call else {
        panic!("an add");
    };
    let entry = objects[0].as_task().unwrap();
    let lookup = entry.lookup(Field::ProjectId).unwrap();
    assert_eq!(
        (lookup.by, &*lookup.object_type),
        (LookupBy::External, "Project")
    );
    let lookup = entry.lookup(Field::UserId).unwrap();
    assert_eq!((lookup.by, &*lookup.object_type), (LookupBy::Name, "User"));
    assert_eq!(entry.lookup(Field::CustomerId), None);
    assert!(matches!(request("add/nothing").call, Call::Add(objects) if objects.is_empty()));
}

#[test]
fn records() {
    for request in requests("add/records") {
        let Call::Add(objects) = request.call else {
            panic!("an add");
        };
        let [
            Object::Other(customer),
            Object::Other(slip),
            Object::Other(project),
        ] = &objects[..]
        else {
            panic!("{objects:?}");
        };
        let address = Element::new("Address")
            .with_child(text("email", "a@example.com"))
            .with_child(text("city", "Köln"));
        let billing = Element::new("Address").with_child(text("zip", "50667"));
        let expected = Element::new("Customer")
            .with_child(text("name", "Eagle"))
            .with_child(Element::new("addr").with_child(address))
            .with_child(Element::new("billing_addr").with_child(billing))
            .with_child(text("currency", "EUR"));
        assert_eq!(*customer, expected);
        let expected = Element::new("Slip")
            .with_child(text("date", "2026-03-01"))
            .with_child(text("projectid", "EXT-1").with_attribute("external", "Project"));
        assert_eq!(*slip, expected);
        let expected = Element::new("Project")
            .with_child(text("created_at__c", "2026-03-01 08:30:00"))
            .with_child(text("name", "Nest"));
        assert_eq!(*project, expected);
    }
}

#[test]
fn changes() {
    for request in requests("modify/clear-notes") {
        let Call::Modify {
            attributes,
            objects,
            ..
        } = request.call
        else {
            panic!("a modify");
        };
        assert!(attributes.is_empty());
        let entry = objects[0].as_task().unwrap();
        // Empty, not absent: it is cleared.
        assert_eq!(
            entry.fields().collect::<Vec<_>>(),
            [(Field::Id, "5512"), (Field::Notes, "")]
        );
    }
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let Call::Modify { attributes, .. } = request("modify/custom-equal-to").call else {
        panic!("a modify");
    };
    let expected = [
        pair("update_custom", "1"),
        pair("method", "custom equal to"),
    ];
    assert_eq!(attributes, expected);
    let Call::Upsert {
        attributes,
        objects,
        ..
    } = request("upsert/two-tasks").call
    else {
        panic!("an upsert");
    };
    assert_eq!(
        attributes,
        [pair("lookup", "thin_client_id"), pair("update_custom", "1")]
    );
    assert_eq!(objects.len(), 2);
    for request in requests("delete/two-tasks") {
        let Call::Delete(objects) = request.call else {
            panic!("a delete");
        };
        let ids = objects
            .iter()
            .map(|object| object.as_task().unwrap().text(Field::Id));
        assert_eq!(ids.collect::<Vec<_>>(), [Some("5512"), Some("5513")]);
    }
}

#[test]
fn approvals() {
    let Call::Reject(calls) = request("reject/two-tasks").call else {
        panic!("a reject");
    };
    assert_eq!(calls.len(), 2);
    assert!(calls[0].attributes.is_empty());
    assert_eq!(
        calls[0].object.as_task().unwrap().text(Field::Id),
        Some("1111")
    );
    let approval = calls[1].approval.as_ref().unwrap();
    assert_eq!(approval.cc.as_deref(), Some("lead@example.com"));
    assert_eq!(approval.notes.as_deref(), Some("wrong project"));
    let Call::Submit(calls) = request("submit/in-spite-of-warnings").call else {
        panic!("a submit");
    };
    assert_eq!(
        calls[0].attributes,
        [("submit_warning".to_owned(), "1".to_owned())]
    );
    assert_eq!(calls[0].object.object_type(), "Timesheet");
    assert!(calls[0].approval.is_none());
    assert!(matches!(request("approve/timesheets").call, Call::Approve(calls) if calls.len() == 2));
    assert!(
        matches!(request("unapprove/timesheets").call, Call::Unapprove(calls) if calls.len() == 2)
    );
}

#[test]
fn users_and_addresses() {
    for request in requests("create-user/user-of-company") {
        let Call::CreateUser { user, company, .. } = request.call else {
            panic!("a user");
        };
        assert_eq!(user.name.local, "User");
        assert_eq!(
            user.child("addr")
                .unwrap()
                .child("Address")
                .unwrap()
                .elements()
                .count(),
            1
        );
        assert_eq!(
            company,
            Element::new("Company").with_child(text("nickname", "Eagle"))
        );
    }
    let Call::MakeUrl(calls) = request("make-url/timesheet").call else {
        panic!("an address");
    };
    assert_eq!(calls[0].uid.expose(), "UID");
    assert_eq!(
        (&*calls[0].page, &*calls[0].application),
        ("grid-timesheet", "ta")
    );
    let record = Element::new("Timesheet").with_child(text("id", "1245"));
    assert_eq!(calls[0].argument, Some(record));
    let Call::MakeUrl(calls) = request("make-url/page").call else {
        panic!("an address");
    };
    assert_eq!(calls[0].argument, None);
}

#[test]
fn reads() {
    for request in requests("read/everything") {
        let Call::Read(reads) = request.call else {
            panic!("a read");
        };
        let [read] = &reads[..] else {
            panic!("{reads:?}");
        };
        assert_eq!(read.method, "equal to");
        assert_eq!(read.fields, ["id", "date", "ticket__c"]);
        assert_eq!(read.object_type, "Task");
        let names: Vec<_> = read.attributes.iter().map(|(name, _)| &**name).collect();
        let expected = [
            "filter",
            "field",
            "limit",
            "order",
            "deleted",
            "include_nondeleted",
        ];
        assert_eq!(names, expected);
        assert_eq!(read.attributes[2].1, "200,100");
        let names: Vec<_> = read
            .objects
            .iter()
            .map(|object| &*object.name.local)
            .collect();
        assert_eq!(names, ["Task", "Date", "Date"]);
        let search = &read.objects[0];
        assert_eq!(
            search.child("projectid").unwrap().attribute("external"),
            Some("Project")
        );
        assert_eq!(search.child("notes"), Some(&Element::new("notes")));
        assert_eq!(read.objects[2].child("minute").unwrap().text(), "30");
    }
    for request in requests("read/all") {
        let Call::Read(reads) = request.call else {
            panic!("a read");
        };
        assert!(reads[0].fields.is_empty() && reads[0].objects.is_empty());
    }
    let request = request("read/two-reads");
    assert_eq!(request.call.operation(), Operation::Read);
    assert!(matches!(request.call, Call::Read(reads) if reads.len() == 2));
}

fn with_body(body: &str) -> Result<Request, suiteprojects::soap::MessageError> {
    let text = format!(
        "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/' \
         xmlns:c='http://schemas.xmlsoap.org/soap/encoding/' \
         xmlns:i='http://www.w3.org/2001/XMLSchema-instance'><e:Body>{body}</e:Body></e:Envelope>"
    );
    Request::parse(text.as_bytes(), Limits::default())
}

/// What stock clients send, as far as it differs from what is written here.
#[test]
fn other_forms_of_arrays() {
    for objects in [
        "<objects c:arrayType='x:oaBase[9]'><Item i:type='x:oaTask'><id>7</id></Item></objects>",
        "<objects i:type='x:ArrayOfoaBase'><item i:type='x:oaTask'><id>7</id></item></objects>",
        "<objects><oaTask><id>7</id></oaTask></objects>",
        "<objects c:arrayType='x:oaTask[1]'><a i:type='x:oaTask'><id>7</id></a></objects>",
        "<objects i:type='x:oaTask'><id>7</id></objects>",
        "<objects><a type='x:oaTask'><id>7</id></a></objects>",
        "<n:objects xmlns:n='urn:n'><a i:type='oaTask'><n:id>7</n:id><n:notes nil='1'/></a></n:objects>",
    ] {
        let request =
            with_body(&format!("<q:delete xmlns:q='urn:q'>{objects}</q:delete>")).unwrap();
        let Call::Delete(objects) = request.call else {
            panic!("a delete");
        };
        let entry = objects[0].as_task().unwrap();
        assert_eq!(entry.fields().collect::<Vec<_>>(), [(Field::Id, "7")]);
    }
    for nothing in [
        "<add/>",
        "<add><objects/></add>",
        "<add><objects i:nil='1'/></add>",
    ] {
        assert!(
            matches!(with_body(nothing).unwrap().call, Call::Add(objects) if objects.is_empty())
        );
    }
}

#[test]
fn what_is_no_request() {
    for (body, expected) in [
        ("<fly/>", "found <fly>, expected an operation such as <add>"),
        ("<Add/>", "found <Add>, expected an operation such as <add>"),
        (
            "<e:Fault/>",
            "found <Fault>, expected an operation such as <add>",
        ),
        ("<login/>", "found no part `login_par`, expected one"),
        (
            "<createUser><user/></createUser>",
            "found no part `company`, expected one",
        ),
        (
            "<add><objects>x</objects></add>",
            "found text in `objects`, expected an array",
        ),
        (
            "<add><objects><item/></objects></add>",
            "found <item> without a type, expected the type of a record, such as oaTask",
        ),
        (
            "<add><objects><item i:type='x:Task'/></objects></add>",
            "found <item> of type Task, expected the type of a record, such as oaTask",
        ),
        (
            "<add><objects><oaTask><id>1</id><id>2</id></oaTask></objects></add>",
            "found the field `id` stands twice in one record, expected each field once, as a text",
        ),
        (
            "<reject><requests><r/></requests></reject>",
            "found a request of reject without a record, expected one",
        ),
    ] {
        let error = with_body(body).unwrap_err();
        assert_eq!(error.to_string(), expected);
        assert!(matches!(
            error,
            suiteprojects::soap::MessageError::Unexpected {
                kind: MessageErrorKind::Layout,
                ..
            }
        ));
    }
}
