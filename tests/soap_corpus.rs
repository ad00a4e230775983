//! Samples of SOAP, if the folder with them lies beside the checkout: what each is meant to say.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::too_many_lines,
    reason = "only tests are here, and a sample is a few lines"
)]

mod xml_support;

use std::borrow::Cow;
use std::collections::BTreeMap;

use suiteprojects::api::{
    Add, Application, Command, Delete, Login, Method, Modify, Outcome, Read, Reject, Time, Whoami,
};
use suiteprojects::element::Element;
use suiteprojects::soap::exchange::{self, AnswerError, SoapCommand};
use suiteprojects::soap::server::{Call, Object, Request};
use suiteprojects::soap::{Document, LogIn, LogOut, Session};
use suiteprojects::task::{Entry, Field, Id, Task};
use suiteprojects::validate::{self, CheckedEntry};
use suiteprojects::xml::Limits;
use xml_support::{corpus, counted, oracle, strings};

/// The files of a folder by their names without the suffix.
fn files(folder: &str) -> Option<BTreeMap<String, Vec<u8>>> {
    let files = corpus(&[folder])?.into_iter();
    let named = files.filter_map(|(path, bytes)| {
        let name = path.file_stem()?.to_str()?.to_owned();
        let suffix = path.extension()?;
        (suffix == "xml" && path.parent()?.ends_with(folder)).then_some((name, bytes))
    });
    Some(named.collect())
}

fn request(bytes: &[u8]) -> Request {
    Request::parse(bytes, Limits::default()).unwrap()
}

fn fields(object: &Object) -> Vec<(&str, &str)> {
    let entry = object.as_task().unwrap();
    let fields = entry.fields();
    fields.map(|(field, text)| (field.as_str(), text)).collect()
}

fn attributes(attributes: &[(String, String)]) -> Vec<(&str, &str)> {
    let pairs = attributes.iter();
    pairs.map(|(name, value)| (&**name, &**value)).collect()
}

#[test]
fn requests_of_stock_tools() {
    let Some(files) = files("soap-stock/requests") else {
        return;
    };
    for (name, bytes) in &files {
        let Request { session, call, .. } = request(bytes);
        let is_open = matches!(call, Call::Login { .. });
        match &session {
            Some(Session::Id(id)) => assert_eq!(id.expose(), "SESSION-ID", "{name}"),
            _ => assert!(is_open, "{name}"),
        }
        let name = name.as_str();
        match call {
            Call::Login {
                application, login, ..
            } if name == "login" => {
                assert_eq!(application.client, "test client");
                assert_eq!(application.key.expose(), "API-KEY");
                assert!(matches!(login, Login::Password { user, .. } if user == "User ID"));
            }
            Call::Add(objects) if name == "add" => {
                let [task] = &objects[..] else {
                    panic!("{objects:?}");
                };
                let expected = [
                    ("date", "2026-11-20"),
                    ("hours", "5"),
                    ("minutes", "30"),
                    ("description", "Build & test"),
                    ("userid", "17"),
                    ("projectid", "42"),
                    ("projecttaskid", "4711"),
                ];
                assert_eq!(fields(task), expected);
            }
            Call::Modify {
                attributes: given,
                objects,
                ..
            } if name == "modify" => {
                assert_eq!(attributes(&given), [("update_custom", "1")]);
                let expected = [("id", "5512"), ("hours", "6"), ("minutes", "0")];
                assert_eq!(fields(&objects[0]), expected);
            }
            Call::Upsert {
                attributes: given,
                objects,
                ..
            } if name == "upsert" => {
                assert_eq!(
                    attributes(&given),
                    [("lookup", "id"), ("update_custom", "1")]
                );
                assert_eq!(
                    fields(&objects[0]),
                    [("id", "5512"), ("notes", "corrected")]
                );
                assert_eq!(fields(&objects[1]).len(), 5);
                let lookup = objects[1]
                    .as_task()
                    .unwrap()
                    .lookup(Field::ProjectId)
                    .unwrap();
                assert_eq!(
                    (lookup.by.as_str(), &*lookup.object_type),
                    ("external", "Project")
                );
            }
            Call::Delete(objects) if name == "delete" => {
                assert_eq!(fields(&objects[0]), [("id", "5512")]);
            }
            Call::Reject(calls) if name == "reject" => {
                assert_eq!(fields(&calls[0].object), [("id", "5512")]);
                let approval = calls[0].approval.as_ref().unwrap();
                assert_eq!(approval.cc.as_deref(), Some("lead@example.com"));
                assert_eq!(approval.notes.as_deref(), Some("Wrong project"));
            }
            Call::Read(reads) if name == "read" => {
                let [read] = &reads[..] else {
                    panic!("{reads:?}");
                };
                assert_eq!((&*read.method, &*read.object_type), ("equal to", "Task"));
                assert_eq!(read.fields, ["id", "date", "hours", "minutes", "notes"]);
                let expected = [
                    ("limit", "0,1000"),
                    ("filter", "newer-than"),
                    ("field", "date"),
                ];
                assert_eq!(attributes(&read.attributes), expected);
                let names: Vec<_> = read
                    .objects
                    .iter()
                    .map(|object| &*object.name.local)
                    .collect();
                assert_eq!(names, ["Task", "Date"]);
                assert_eq!(read.objects[1].child("day").unwrap().text(), "01");
            }
            Call::Whoami => assert_eq!(name, "whoami"),
            Call::ServerTime => assert_eq!(name, "servertime"),
            Call::Logout => assert_eq!(name, "logout"),
            other => panic!("{name} is taken for {}", other.operation()),
        }
    }
    assert_eq!(files.len(), 10);
}

/// Every operation of the samples is asked for in its command, and the answers say the same in both forms.
#[test]
fn answers_to_stock_tools() {
    for folder in ["soap-stock/responses-wsdl", "soap-stock/responses-soaplite"] {
        let Some(files) = files(folder) else {
            return;
        };
        let mut read = 0;
        let mut body = |name: &str| {
            read += 1;
            files[name].as_slice()
        };
        answers(&mut body);
        assert_eq!(read, files.len(), "{folder}");
    }
}

fn answers<'b>(body: &mut dyn FnMut(&str) -> &'b [u8]) {
    fn decode<C: SoapCommand>(command: &C, body: &[u8]) -> Result<C::Answer, AnswerError> {
        exchange::decode(command, body, Limits::default())
    }
    fn stored<C>(command: &C, body: &[u8]) -> Vec<Outcome<u64>>
    where
        C: SoapCommand + Command<Answer = Vec<Outcome<suiteprojects::api::Stored>>>,
    {
        let outcomes = decode(command, body).unwrap().into_iter();
        let id = |stored: suiteprojects::api::Stored| stored.id.unwrap().get();
        outcomes.map(|outcome| outcome.map(id)).collect()
    }
    let mut entry = Entry::new();
    entry.set(Field::Id, "5512");
    let checked = |command| CheckedEntry::trust_without_checking(command, &entry);
    let added = [
        checked(validate::Command::Add),
        checked(validate::Command::Add),
    ];
    let ids = [Id::new(5512).unwrap()];

    let application = Application::new("test client", "1.0", "API-KEY");
    let login = Login::password("Company ID", "User ID", "Password");
    let begun = decode(&LogIn::new(&application, &login).unwrap(), body("login")).unwrap();
    assert_eq!(begun.session.secret().expose(), "SESSION-ID");
    assert_eq!(
        begun.url.as_deref(),
        Some("https://company-id.app.openair.com")
    );

    let add = Add::tasks(&added[..1]).unwrap();
    assert_eq!(stored(&add, body("add")), [Outcome::Done(5514)]);
    let upsert = Add::tasks(&added).unwrap().with_lookup("id");
    let outcomes = stored(&upsert, body("upsert"));
    assert_eq!(outcomes[0], Outcome::Done(5512));
    let refusal = outcomes[1].refusal().unwrap();
    assert_eq!(refusal.code.get(), 910);
    let text = "No match: projectid: no record with this external id";
    assert_eq!(refusal.text.as_deref(), Some(text));
    let modified = [checked(validate::Command::Modify)];
    let modify = Modify::tasks(&modified).unwrap();
    assert_eq!(stored(&modify, body("modify")), [Outcome::Done(5512)]);
    let delete = Delete::ids("Task", &ids).unwrap();
    assert_eq!(stored(&delete, body("delete")), [Outcome::Done(5512)]);
    let reject = Reject::ids("Task", &ids).unwrap();
    assert_eq!(stored(&reject, body("reject")), [Outcome::Done(5512)]);

    let tasks = decode(&Read::<Task>::all(), body("read")).unwrap().unwrap();
    let told: Vec<Vec<Option<String>>> = tasks
        .into_iter()
        .map(|task| {
            let task = task.unwrap();
            let wanted = [
                Field::Id,
                Field::Date,
                Field::Hours,
                Field::Minutes,
                Field::Notes,
            ];
            let texts = wanted.map(|field| task.text(field).map(Cow::into_owned));
            texts.to_vec()
        })
        .collect();
    let expected = |id: &str, notes: Option<&str>| {
        let texts = [Some(id), Some("2026-11-20"), Some("5"), Some("30"), notes];
        texts.map(|text| text.map(str::to_owned)).to_vec()
    };
    assert_eq!(
        told,
        [expected("5512", None), expected("5513", Some("site visit"))]
    );

    let user = decode(&Whoami::new(), body("whoami"))
        .unwrap()
        .unwrap()
        .unwrap();
    assert_eq!((user.id.map(Id::get), user.active), (Some(17), Some(true)));
    assert_eq!(
        (user.name.as_deref(), user.nickname.as_deref()),
        (Some("Doe, Jane"), Some("jdoe"))
    );
    let time = decode(&Time, body("servertime")).unwrap().unwrap().unwrap();
    assert_eq!(time.local.to_string(), "2026-11-23 09:15:00");
    assert_eq!(decode(&LogOut, body("logout")).unwrap(), "OK");

    let error = decode(&Time, body("fault")).unwrap_err();
    let refusal = error.refusal().unwrap();
    assert_eq!(
        (refusal.code.get(), refusal.text.as_deref()),
        (9, Some("Logged out"))
    );
}

#[test]
fn samples_of_integrations() {
    let Some(files) = files("soap") else {
        return;
    };
    let call = |name: &str| request(&files[name]).call;
    let text = |name: &str, text: &str| Element::new(name).with_text(text);
    let Call::Add(objects) = call("rpc-add-task") else {
        panic!("an add");
    };
    let expected = [
        ("date", "2026-02-03"),
        ("userid", "251"),
        ("projectid", "10"),
        ("decimal_hours", "7.5"),
        ("notes", "a & b"),
    ];
    assert_eq!(fields(&objects[0]), expected);
    let Call::Modify { objects, .. } = call("rpc-modify-task") else {
        panic!("a modify");
    };
    assert_eq!(
        fields(&objects[0]),
        [("id", "10482"), ("decimal_hours", "5")]
    );
    let Call::Delete(objects) = call("rpc-delete-task") else {
        panic!("a delete");
    };
    assert_eq!(fields(&objects[0]), [("id", "10482")]);
    for (name, object_type) in [
        ("rpc-reject-task", "Task"),
        ("rpc-reject-timesheet", "Timesheet"),
    ] {
        let Call::Reject(calls) = call(name) else {
            panic!("a reject");
        };
        assert_eq!(calls[0].object.object_type(), object_type);
        let approval = calls[0].approval.as_ref().unwrap();
        assert_eq!(approval.cc.as_deref(), Some("name@example.com"));
    }
    assert!(matches!(call("rpc-approve-timesheet"), Call::Approve(calls) if calls.len() == 1));
    assert!(matches!(call("rpc-submit-timesheet"), Call::Submit(calls) if calls.len() == 1));
    assert!(matches!(call("rpc-unapprove-timesheet"), Call::Unapprove(calls) if calls.len() == 1));
    assert!(matches!(call("rpc-whoami"), Call::Whoami));
    for name in ["rpc-login", "doclit-login"] {
        assert!(matches!(call(name), Call::Login { .. }), "{name}");
    }
    let Call::Read(reads) = call("rpc-read-newer-than") else {
        panic!("a read");
    };
    assert_eq!(
        (&*reads[0].method, &*reads[0].object_type),
        ("all", "Timesheet")
    );
    let expected = [
        ("limit", "10"),
        ("filter", "newer-than"),
        ("field", "updated"),
    ];
    assert_eq!(attributes(&reads[0].attributes), expected);
    assert_eq!(reads[0].objects[0].name.local, "Date");
    let Call::Read(reads) = call("rpc-read-equal-to-task") else {
        panic!("a read");
    };
    let search = Element::new("Task").with_child(text("userid", "251"));
    assert_eq!(reads[0].objects, [search]);
    let Call::Read(reads) = call("doclit-read-customer-custom") else {
        panic!("a read");
    };
    assert_eq!(reads[0].fields, ["id", "name", "customer_sf_id__c"]);
    assert_eq!(attributes(&reads[0].attributes), [("limit", "1")]);
    let search = Element::new("Customer").with_child(text("customer_sf_id__c", "123"));
    assert_eq!(reads[0].objects, [search]);
    let Call::Add(objects) = call("doclit-add-customer") else {
        panic!("an add");
    };
    let Object::Other(customer) = &objects[0] else {
        panic!("{objects:?}");
    };
    let address = customer.child("addr").unwrap().child("Address").unwrap();
    assert_eq!(address.child("city").unwrap().text(), "Town");
    let Call::Add(objects) = call("doclit-add-attachment") else {
        panic!("an add");
    };
    assert_eq!(objects[0].object_type(), "Attachment");

    // The shapes of answers.
    let users = Read::of("User", Method::All).unwrap();
    let body = &files["rpc-read-response-SHAPE"];
    let found = exchange::decode(&users, body, Limits::default())
        .unwrap()
        .unwrap();
    let expected = Element::new("User")
        .with_child(text("id", "26"))
        .with_child(text("nickname", "mcollins"))
        .with_child(text("updated", "2019-10-03 15:42:23"));
    assert_eq!(found, [Ok(expected)]);
    let ids = [Id::new(1111).unwrap()];
    let reject = Reject::ids("Task", &ids).unwrap();
    let body = &files["rpc-update-response-error-SHAPE"];
    let outcomes = exchange::decode(&reject, body, Limits::default()).unwrap();
    let refusal = outcomes[0].refusal().unwrap();
    assert_eq!(
        (refusal.code.get(), refusal.text.as_deref()),
        (1002, Some("text"))
    );
}

/// The strings of the JSON are the attribute values and texts of the sample, each as often as it occurs
/// there, and the names of the commands and types.
#[test]
fn json_holds_everything() {
    let Some(files) = corpus(&["soap", "soap-stock"]) else {
        return;
    };
    let mut read = 0;
    for (path, bytes) in files {
        let text = std::str::from_utf8(&bytes).unwrap();
        if oracle(text).is_err() || !text.contains("Envelope") {
            continue;
        }
        read += 1;
        let mut document = Document::parse(&bytes, Limits::default()).unwrap();
        assert!(
            Document::is_envelope(&document.envelope),
            "{}",
            path.display()
        );
        let mut expected = Vec::new();
        let tree = roxmltree::Document::parse(text).unwrap();
        for node in tree.descendants().filter(roxmltree::Node::is_element) {
            let texts = node.children().filter(roxmltree::Node::is_text);
            expected.push(texts.filter_map(|child| child.text()).collect::<String>());
            expected.extend(
                node.attributes()
                    .map(|attribute| attribute.value().to_owned()),
            );
        }
        let json = serde_json::to_value(&document).unwrap();
        let command = &json["commands"][0];
        expected.extend(["soap", document.kind.as_str()].map(str::to_owned));
        for named in [&command["command"], &command["namespace"]] {
            expected.extend(named.as_str().map(str::to_owned));
        }
        for record in command["records"].as_array().unwrap() {
            expected.extend(record["type"].as_str().map(str::to_owned));
        }
        let mut found = Vec::new();
        strings(&json, &mut found);
        assert_eq!(counted(&found), counted(&expected), "{}", path.display());

        document.redact();
        let shown = serde_json::to_string(&document).unwrap();
        for secret in [
            "SESSION_ID",
            "SESSION-ID",
            "API_KEY",
            "API-KEY",
            "\"Password\"",
            "\"PASSWORD\"",
        ] {
            assert!(!shown.contains(secret), "{}: {secret}", path.display());
        }
    }
    assert!(read > 45, "{read} are read");
}
