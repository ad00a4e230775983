//! `CreateUser`, `MakeURL`, `Report` and `RemoteAuth`.

use suiteprojects::api::{
    CreateUser, Doubt, Login, MakeUrl, Outcome, Refusal, RemoteAuth, Report, Secret,
};
use suiteprojects::error_code::ErrorCode;
use suiteprojects::record::Record;
use suiteprojects::xml::Limits;
use suiteprojects::xml::exchange::{self, Response};

use super::{answer, application, done, golden, id, outline, request_by_is, request_is};

fn exposed(outcome: Outcome<Secret>) -> Outcome<String> {
    outcome.map(|address| address.expose().to_owned())
}

#[test]
fn create_user() {
    let company = Record::new("Company")
        .unwrap()
        .with_field("nickname", "Eagle");
    let address = Record::new("Address")
        .unwrap()
        .with_field("email", "ann@example.com");
    let user = Record::new("User")
        .unwrap()
        .with_field("nickname", "ann")
        .with_field("password", "p@ss & word")
        .with_record("addr", address);
    let create = CreateUser::new(&company, &user).unwrap();
    request_is(&create, "create-user/one");
    assert_eq!(
        outline(answer(&create, "create-user/one").unwrap()),
        done(252)
    );
    let mut refusal = Refusal::new(ErrorCode::new(202));
    refusal.text = Some("The nickname is taken".to_owned());
    assert_eq!(
        outline(answer(&create, "create-user/refused").unwrap()),
        Outcome::Refused(refusal)
    );

    let generic = Record::new("User")
        .unwrap()
        .with_field("nickname", "ann")
        .with_field("generic", "1")
        .with_field("team__c", "blue");
    let create = CreateUser::new(&company, &generic)
        .unwrap()
        .with_lookup("nickname");
    request_is(&create, "create-user/looked-up");

    insta::assert_snapshot!(
        CreateUser::new(&user, &company).unwrap_err(),
        @"CreateUser is not for User: expected a Company first"
    );
}

#[test]
fn make_url() {
    let make = MakeUrl::new("SESSION", "ta", "grid-timesheet")
        .with_record("Timesheet", id(1245))
        .unwrap();
    request_is(&make, "make-url/with-record");
    assert_eq!(
        exposed(answer(&make, "make-url/with-record").unwrap()),
        Outcome::Done(
            "https://company.example/timesheet.pl?action=grid;app=ta;uid=SESSION&r=56".to_owned()
        )
    );
    let make = MakeUrl::new("SESSION", "ma", "dashboard");
    request_is(&make, "make-url/plain");
    let mut refusal = Refusal::new(ErrorCode::new(901));
    refusal.text = Some("No such page".to_owned());
    assert_eq!(
        exposed(answer(&make, "make-url/plain").unwrap()),
        Outcome::Refused(refusal)
    );
    let nothing = b"<response><Auth status='0'/><MakeURL status='0'> </MakeURL></response>";
    assert_eq!(
        exposed(exchange::decode(&make, nothing, Limits::default()).unwrap()),
        Outcome::Unknown(Doubt::NoResult)
    );
}

#[test]
fn report() {
    let report = Report::by_mail("Timesheet", id(1286)).unwrap();
    request_is(&report, "report/timesheet");
    assert_eq!(
        outline(answer(&report, "report/timesheet").unwrap()),
        Outcome::Done((None, None))
    );
}

#[test]
fn remote_auth() {
    let login = Login::password("ACME", "jdoe", "secret");
    let remote = RemoteAuth::new(&login);
    request_by_is(&application(), None, &remote, "remote-auth/password");
    let outcome = answer(&remote, "remote-auth/password").unwrap();
    assert!(!format!("{outcome:?}").contains("CANARY"));
    assert_eq!(
        exposed(outcome),
        Outcome::Done("https://company.example/login.pl?r=CANARY".to_owned())
    );
    assert_eq!(
        exposed(answer(&remote, "remote-auth/refused").unwrap()),
        Outcome::Refused(Refusal::new(ErrorCode::new(401)))
    );
    let body = golden("remote-auth/password", "response");
    let response = Response::parse(body.as_bytes(), Limits::default()).unwrap();
    assert!(!format!("{response:?}").contains("CANARY"));
}
