//! Answers, read: in the form that stock clients read, as `SOAP::Lite` writes them in its older and newer
//! versions, with nothing marked, and with references.

use suiteprojects::api::{
    Add, Application, Approve, CreateUser, Delete, Doubt, Login, MakeUrl, Method, Modify, Outcome,
    Read, Refusal, Reject, Submit, Time, Unapprove, Version, Whoami,
};
use suiteprojects::element::Element;
use suiteprojects::error_code::ErrorCode;
use suiteprojects::record::{Record, User};
use suiteprojects::soap::exchange::{self, AnswerError, SoapCommand};
use suiteprojects::soap::{LogIn, LogOut, Service, Session};
use suiteprojects::task::{Entry, Field, Task};
use suiteprojects::validate::Command;
use suiteprojects::xml::Limits;

use super::requests::two_reads;
use super::{answer, checked, done, id, keyed, outlines, with_two};

fn refusal(code: u32, text: Option<&str>) -> Refusal {
    let mut refusal = Refusal::new(ErrorCode::new(code));
    refusal.text = text.map(str::to_owned);
    refusal
}

/// An answer with these elements in its body.
fn with_body<C: SoapCommand + ?Sized>(command: &C, body: &str) -> Result<C::Answer, AnswerError> {
    let text = format!(
        "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/' \
         xmlns:c='http://schemas.xmlsoap.org/soap/encoding/' \
         xmlns:i='http://www.w3.org/2001/XMLSchema-instance'><e:Body>{body}</e:Body></e:Envelope>"
    );
    exchange::decode(command, text.as_bytes(), Limits::default())
}

#[test]
fn login() {
    let application = Application::new("payroll bridge", "2.1", "KEY");
    let login = Login::password("Eagle & Sons", "ann", "p<w");
    let begin = LogIn::new(&application, &login).unwrap();
    for case in [
        "login/password",
        "login/password.new-lite",
        "login/password.old-lite",
        "login/password.bare",
    ] {
        let answered = answer(&begin, case).unwrap();
        assert!(
            matches!(&answered.session, Session::Id(id) if id.expose() == "SESSION"),
            "{case}"
        );
        let url = "https://acme.app.netsuitesuiteprojectspro.com";
        assert_eq!(answered.url.as_deref(), Some(url), "{case}");
        assert!(!format!("{answered:?}").contains("SESSION"));
    }
    let error = with_body(
        &begin,
        "<loginResponse><loginReturn><sessionId/></loginReturn></loginResponse>",
    );
    assert_eq!(
        error.unwrap_err().to_string(),
        "the answer has a login without a sessionId, expected one"
    );
}

#[test]
fn logout_and_servertime_and_version() {
    for case in ["logout/session", "logout/session.new-lite"] {
        assert_eq!(answer(&LogOut, case).unwrap(), "OK");
    }
    for nothing in [
        "<logoutResponse/>",
        "<logoutResponse><s nil='1'/></logoutResponse>",
    ] {
        assert_eq!(with_body(&LogOut, nothing).unwrap(), "");
    }
    with_body(&LogOut, "<logoutResponse><a><b/></a></logoutResponse>").unwrap_err();
    for case in ["servertime/session", "servertime/session.new-lite"] {
        let time = answer(&Time, case).unwrap().unwrap().unwrap();
        assert_eq!(time.local.to_string(), "2026-01-05 09:15:02", "{case}");
        assert_eq!(time.offset, None);
    }
    let version = Version::new("offline timesheets", "1.0");
    let newest = answer(&version, "version/offline-client").unwrap().unwrap();
    assert_eq!(newest.number.as_deref(), Some("1.1"));
    assert_eq!(newest.url.as_deref(), Some("https://example.com/offline"));
    assert_eq!(newest.size, None);
}

#[test]
fn whoami() {
    for case in ["whoami/token", "whoami/token.new-lite"] {
        let user = answer(&Whoami::new(), case).unwrap().unwrap().unwrap();
        assert_eq!(user.id, Some(id(251)), "{case}");
        assert_eq!(user.name.as_deref(), Some("Mouse, Ann"));
        assert_eq!((user.active, user.generic), (Some(true), Some(false)));
        assert_eq!(user.externalid, None);
        let address = user
            .other
            .iter()
            .find(|field| field.name.is_plain("addr"))
            .unwrap();
        let address = address.child("Address").unwrap();
        // The text beyond ASCII is in base 64 where SOAP::Lite wrote it.
        assert_eq!(address.child("city").unwrap().text(), "Köln", "{case}");
        assert_eq!(address.child("email").unwrap().text(), "ann@example.com");
    }
}

#[test]
fn add_and_upsert() {
    let entry = keyed("PB-1", "2026-01-05");
    let entries = [checked(Command::Add, &entry)];
    let add = Add::tasks(&entries).unwrap();
    for case in [
        "add/one-task",
        "add/one-task.new-lite",
        "add/one-task.old-lite",
        "add/one-task.bare",
    ] {
        assert_eq!(
            outlines(answer(&add, case).unwrap()),
            [done(5512)],
            "{case}"
        );
    }
    let text = "No match: projectid: no record with this external id";
    for case in [
        "upsert/two-tasks",
        "upsert/two-tasks.new-lite",
        "upsert/two-tasks.bare",
    ] {
        let outcomes = with_two(|add| answer(&add.with_lookup("id"), case).unwrap());
        let refused = Outcome::Refused(refusal(910, Some(text)));
        assert_eq!(outlines(outcomes), [done(5512), refused], "{case}");
    }
}

#[test]
fn modify_and_delete() {
    let mut entry = Entry::new();
    entry.set(Field::Id, "5512").set(Field::Notes, "");
    let entries = [checked(Command::Modify, &entry)];
    let modify = Modify::tasks(&entries).unwrap();
    let outcomes = answer(&modify, "modify/clear-notes").unwrap();
    assert_eq!(outlines(outcomes), [done(5512)]);

    let delete = Delete::ids("Task", &[id(5512), id(5513)]).unwrap();
    for case in ["delete/two-tasks", "delete/two-tasks.new-lite"] {
        let refused = Outcome::Refused(refusal(701, Some("Delete failed")));
        assert_eq!(
            outlines(answer(&delete, case).unwrap()),
            [done(5512), refused],
            "{case}"
        );
    }
}

#[test]
fn approvals() {
    let ids = [id(1111), id(1112)];
    let reject = Reject::ids("Task", &ids).unwrap();
    for case in ["reject/two-tasks", "reject/two-tasks.bare"] {
        let outcomes = outlines(answer(&reject, case).unwrap());
        let refused = Outcome::Refused(refusal(1001, Some("not submitted")));
        assert_eq!(outcomes, [done(1111), refused], "{case}");
    }
    let submit = Submit::ids("Timesheet", &ids).unwrap();
    let outcomes = answer(&submit, "submit/in-spite-of-warnings").unwrap();
    let warned = Outcome::Done((Some(1111), Some("Monday is empty".to_owned())));
    assert_eq!(outlines(outcomes), [warned, done(1112)]);
    let approve = Approve::ids("Timesheet", &ids).unwrap();
    let outcomes = answer(&approve, "approve/timesheets").unwrap();
    let refused = Outcome::Refused(refusal(1002, Some("no approver")));
    assert_eq!(outlines(outcomes), [done(1111), refused]);
    let unapprove = Unapprove::ids("Timesheet", &ids).unwrap();
    let outcomes = answer(&unapprove, "unapprove/timesheets").unwrap();
    assert_eq!(outlines(outcomes), [done(1111), done(1112)]);
}

#[test]
fn users_and_addresses() {
    let company = Record::new("Company").unwrap();
    let user = Record::new("User").unwrap();
    let create = CreateUser::new(&company, &user).unwrap();
    let outcome = answer(&create, "create-user/user-of-company").unwrap();
    assert_eq!(outlines(vec![outcome]), [done(252)]);

    let make = MakeUrl::new("UID", "ta", "grid-timesheet");
    let Outcome::Done(address) = answer(&make, "make-url/timesheet").unwrap() else {
        panic!("an address");
    };
    assert_eq!(address.expose(), "https://example.com/page?uid=UID");
    let Outcome::Refused(refused) = answer(&make, "make-url/page").unwrap() else {
        panic!("a refusal");
    };
    assert_eq!(refused, refusal(9, Some("Logged out")));
}

#[test]
fn read() {
    let mut expected = Task::default();
    for (field, text) in [
        (Field::Id, "5512"),
        (Field::Date, "2026-01-05"),
        (Field::Hours, "5"),
        (Field::Minutes, "30"),
        (Field::Notes, "site & visit"),
        (Field::Created, "2026-01-06 09:15:02"),
        (Field::UserId, "251"),
    ] {
        expected.set_text(field, text).unwrap();
    }
    let mut with_ticket = Entry::from(&expected);
    with_ticket.set_named("ticket__c", "A-1");
    let expected = Task::try_from(&with_ticket).unwrap();
    for case in [
        "read/all",
        "read/all.new-lite",
        "read/all.old-lite",
        "read/all.bare",
        "read/all.references",
    ] {
        let tasks = answer(&Read::<Task>::all(), case).unwrap().unwrap();
        let [Ok(task)] = &tasks[..] else {
            panic!("{case}: {tasks:?}");
        };
        assert_eq!(*task, expected, "{case}");
    }
    let answers = answer(&two_reads(), "read/two-reads").unwrap();
    assert_eq!(answers[0], Ok(Vec::new()));
    assert_eq!(answers[1], Err(refusal(602, Some("Invalid field"))));
}

#[test]
fn reads_of_several_types() {
    let reads = (Read::<Task>::all(), Read::<User>::all());
    let tasks = "<r><objects><o><id>1</id></o></objects></r>";
    let users = "<r><objects><o><id>2</id><name>Ann</name></o></objects></r>";
    let body = |results: &str| format!("<readResponse><a>{results}</a></readResponse>");
    let (tasks_found, users_found) = with_body(&reads, &body(&[tasks, users].concat())).unwrap();
    assert_eq!(tasks_found.unwrap()[0].as_ref().unwrap().id, Some(id(1)));
    let name = users_found.unwrap()[0].as_ref().unwrap().name.clone();
    assert_eq!(name.as_deref(), Some("Ann"));
    with_body(&reads, &body(tasks)).unwrap_err();
    let request = exchange::encode(&Service::rpc_encoded(), None, &reads).unwrap();
    for expected in ["perl:ReadRequest[2]", ">Task</type>", ">User</type>"] {
        assert!(request.expose().contains(expected), "{expected}");
    }
}

#[test]
fn generic_records_have_the_form_of_xml() {
    let read = Read::of("Customer", Method::All).unwrap();
    let customers = with_body(
        &read,
        "<readResponse><r><s><objects><oaCustomer><name>Eagle</name><addr_city>Aachen</addr_city>\
         <addr_zip>52062</addr_zip><billing_addr_city>Bonn</billing_addr_city><web i:nil='1'/><terms/>\
         <flags c:arrayType='x:oaSwitch[1]'><f i:type='y:oaSwitch'><name>a</name></f></flags>\
         <primary_contactid>EXT</primary_contactid><attributes><a><name>external</name>\
         <value>primary_contactid</value></a></attributes></oaCustomer></objects></s></r></readResponse>",
    );
    let text = |name: &str, text: &str| Element::new(name).with_text(text);
    let expected = Element::new("Customer")
        .with_child(text("name", "Eagle"))
        .with_child(
            Element::new("addr").with_child(
                Element::new("Address")
                    .with_child(text("city", "Aachen"))
                    .with_child(text("zip", "52062")),
            ),
        )
        .with_child(
            Element::new("billing_addr")
                .with_child(Element::new("Address").with_child(text("city", "Bonn"))),
        )
        .with_child(Element::new("terms"))
        .with_child(
            Element::new("flags").with_child(Element::new("Switch").with_child(text("name", "a"))),
        )
        .with_child(text("primary_contactid", "EXT").with_attribute("external", "Primary_contact"));
    assert_eq!(customers.unwrap().unwrap(), [Ok(expected)]);
}

#[test]
fn nothing_found_is_an_empty_list() {
    let read = Read::<Task>::all();
    for body in [
        "<readResponse><Array><ReadResult><objects/></ReadResult></Array></readResponse>",
        "<readResponse><Array><ReadResult><objects nil='true'/><errors/></ReadResult></Array></readResponse>",
        "<readResponse><Array><ReadResult><errors i:nil='true'/></ReadResult></Array></readResponse>",
        "<readResponse><ReadResult><errors><e><code>601</code></e></errors></ReadResult></readResponse>",
    ] {
        assert_eq!(with_body(&read, body).unwrap(), Ok(Vec::new()), "{body}");
    }
    // That says nothing, and must not be taken for nothing.
    for body in [
        "<readResponse/>",
        "<readResponse><Array/></readResponse>",
        "<readResponse><Array nil='true'/></readResponse>",
        "<readResponse><Array><ReadResult/></Array></readResponse>",
        "<readResponse><Array><ReadResult nil='true'/></Array></readResponse>",
        "<readResponse><Array c:arrayType='x:ReadResult[2]'><r><objects/></r></Array></readResponse>",
        "<readResponse><Array><r><objects c:arrayType='x:oaTask[1]'/></r></Array></readResponse>",
        "<readResponse><Array><r><objects><o nil='1'/></objects></r></Array></readResponse>",
        "<readResponse><Array><r><objects/></r><r><objects/></r></Array></readResponse>",
    ] {
        with_body(&read, body).unwrap_err();
    }
}

#[test]
fn what_an_answer_does_not_tell_is_in_doubt() {
    let outcomes = |results: &str| {
        with_two(|add| {
            with_body(
                &add,
                &format!("<addResponse><A>{results}</A></addResponse>"),
            )
        })
        .map(outlines)
    };
    let ok = "<r><id>1</id><status>A</status></r>";
    let doubt = Outcome::Unknown;
    // Without a result for each, places tell nothing, and the keys of the sender are not in it.
    assert_eq!(
        outcomes(ok).unwrap(),
        [doubt(Doubt::Ambiguous), doubt(Doubt::Ambiguous)]
    );
    assert_eq!(
        outcomes("").unwrap(),
        [doubt(Doubt::NoResult), doubt(Doubt::NoResult)]
    );
    for unclear in [
        "<r><id>2</id></r>",
        "<r><id>2</id><status>D</status></r>",
        "<r><id>2</id><status>0</status></r>",
        "<r><id>2</id><status>A</status><errors><e><code>1</code></e></errors></r>",
        "<r/>",
    ] {
        let outcomes = outcomes(&format!("{ok}{unclear}")).unwrap();
        assert_eq!(outcomes, [done(1), doubt(Doubt::NoStatus)], "{unclear}");
    }
    let outcome = outcomes(&format!("{ok}<r><status>-1</status></r>")).unwrap();
    assert_eq!(outcome, [done(1), Outcome::Refused(refusal(1, None))]);
    let outcome = outcomes(&format!(
        "{ok}<r><status>-1</status><errors>words</errors></r>"
    ))
    .unwrap();
    assert_eq!(
        outcome,
        [done(1), Outcome::Refused(refusal(1, Some("words")))]
    );
    outcomes(&format!("{ok}{ok}{ok}")).unwrap_err();
    // The newer member with the record.
    let with_record =
        "<r><status>A</status><objects><o i:type='x:oaTask'><id>7</id></o></objects></r>";
    assert_eq!(
        outcomes(&format!("{with_record}{ok}")).unwrap(),
        [done(7), done(1)]
    );
}

#[test]
fn a_result_about_another_record_is_none() {
    let delete = Delete::ids("Task", &[id(1), id(2)]).unwrap();
    let outcomes = |first: &str, second: &str| {
        let body = format!("<deleteResponse><A>{first}{second}</A></deleteResponse>");
        outlines(with_body(&delete, &body).unwrap())
    };
    let deleted = |id: u64| format!("<r><id>{id}</id><status>D</status></r>");
    // In another order: each contradicts its place, and is believed by its id.
    assert_eq!(outcomes(&deleted(2), &deleted(1)), [done(1), done(2)]);
    assert_eq!(
        outcomes(&deleted(1), &deleted(3)),
        [done(1), Outcome::Unknown(Doubt::OtherRecord)]
    );
    let refused = "<r><id>1</id><status>-1</status><errors><e><code>701</code></e></errors></r>";
    assert_eq!(
        outcomes(&deleted(2), refused),
        [Outcome::Refused(refusal(701, None)), done(2)]
    );
    // One without an id stands in its place.
    let nameless = "<r><status>D</status></r>";
    assert_eq!(
        outcomes(&deleted(1), nameless),
        [done(1), Outcome::Done((None, None))]
    );
}

#[test]
fn faults() {
    for case in ["fault/logged-out", "fault/logged-out.old-lite"] {
        let error = answer(&Time, case).unwrap_err();
        let refusal = error.refusal().unwrap();
        assert_eq!(refusal.code, ErrorCode::SESSION_EXPIRED, "{case}");
        assert_eq!(refusal.text.as_deref(), Some("Logged out"));
    }
    let error = answer(&Time, "fault/client").unwrap_err();
    assert!(error.refusal().is_none());
    assert_eq!(
        error.to_string(),
        "the answer is the fault Client: found <fly>, expected an operation such as <add>"
    );
    let fault = |inner: &str| with_body(&Time, &format!("<e:Fault>{inner}</e:Fault>")).unwrap_err();
    let code = |inner: &str| fault(inner).refusal().map(|refusal| refusal.code.get());
    assert_eq!(code("<faultcode>e:401</faultcode>"), Some(401));
    assert_eq!(code("<faultcode>401</faultcode>"), Some(401));
    let detail = "<detail><Error><code>401</code></Error></detail>";
    assert_eq!(
        code(&format!("<faultcode>e:Server</faultcode>{detail}")),
        Some(401)
    );
    assert_eq!(code(detail), Some(401));
    assert_eq!(code("<detail><code>401</code></detail>"), Some(401));
    assert_eq!(code("<faultcode>e:0</faultcode>"), None);
    assert_eq!(
        code("<faultcode>e:Server</faultcode><faultstring>x</faultstring>"),
        None
    );
    assert_eq!(
        fault(&format!("<faultcode>e:9</faultcode>{detail}")).to_string(),
        "the answer has a Fault with the codes 9 and 401, expected one code"
    );
}

#[test]
fn another_answer_is_none() {
    let error = with_body(&Time, "<whoamiResponse><u/></whoamiResponse>").unwrap_err();
    assert_eq!(
        error.to_string(),
        "the answer has <whoamiResponse>, expected <servertimeResponse>"
    );
    let part = "<servertimeResponse><t><year>2026</year></t></servertimeResponse>";
    let error = with_body(&Time, part).unwrap().unwrap().unwrap_err();
    assert!(error.to_string().contains("`Date` of Time"), "{error}");
}
