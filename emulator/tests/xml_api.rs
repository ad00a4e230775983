//! What stands in answers of the XML API, read with `roxmltree`. Expected shapes: the notes on the wire format,
//! sections 1.4 to 1.7, 2 and 4.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod support;

use roxmltree::{Document, Node};
use suiteprojects_emulator::{Emulator, Options, Seed};
use support::{REFERENCE, request, status};

const AUTH: &str =
    "<Auth><Login><company>c</company><user>Ada Quist</user><password>p</password></Login></Auth>";

fn body(emulator: &Emulator, method: &str, sent: &str) -> String {
    let answer = request(emulator.address(), method, "/api.pl", sent.as_bytes());
    assert_eq!(status(&answer), 200, "{answer}");
    answer.split_once("\r\n\r\n").unwrap().1.to_owned()
}

/// The answer to commands, logged in.
fn post(emulator: &Emulator, commands: &str) -> String {
    let sent = format!(
        "<?xml version=\"1.0\"?><request API_version=\"1.0\" key=\"k\" namespace=\"default\">{AUTH}{commands}</request>"
    );
    body(emulator, "POST", &sent)
}

fn elements<'a, 'i: 'a>(node: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
    node.children().filter(Node::is_element).collect()
}

/// Names and statuses of the results.
fn results(answer: &str) -> Vec<(String, String)> {
    let document = Document::parse(answer).expect(answer);
    assert!(document.root_element().has_tag_name("response"));
    let result = |node: &Node<'_, '_>| {
        let status = node.attribute("status").unwrap_or("none");
        (node.tag_name().name().to_owned(), status.to_owned())
    };
    elements(document.root_element())
        .iter()
        .map(result)
        .collect()
}

fn result(name: &str, status: u32) -> (String, String) {
    (name.to_owned(), status.to_string())
}

/// The status of the response itself, its text, and how many elements are in it.
fn bare(answer: &str) -> (String, String, usize) {
    let document = Document::parse(answer).expect(answer);
    let root = document.root_element();
    (
        root.attribute("status").unwrap_or("none").to_owned(),
        root.text().unwrap_or_default().to_owned(),
        elements(root).len(),
    )
}

fn text(answer: &str, name: &str) -> String {
    let document = Document::parse(answer).expect(answer);
    let mut nodes = document.descendants();
    let node = nodes.find(|node| node.has_tag_name(name)).expect(name);
    node.text().unwrap_or_default().to_owned()
}

fn seeded() -> Emulator {
    Emulator::start(Options::default().with_seed(Seed::parse(REFERENCE).unwrap())).unwrap()
}

const TASK: &str = "<Task><userid>251</userid><hours>5.5</hours><minutes>6</minutes><ticket__c>A-1</ticket__c>\
    <date><Date><year>2026</year><month>1</month><day>5</day></Date></date></Task>";

#[test]
fn requests_that_are_refused_as_a_whole() {
    let options = Options::default().with_key("the key");
    let emulator = Emulator::start(options).unwrap();
    let (code, words, count) = bare(&body(&emulator, "POST", "<request><Auth>"));
    assert_eq!((code.as_str(), count), ("1", 0));
    assert!(words.contains("line 1"), "{words}");
    assert_eq!(bare(&body(&emulator, "POST", "<response/>")).0, "1");
    let with_key = |key: &str| {
        let sent =
            format!("<request key=\"{key}\" namespace=\"default\">{AUTH}<Whoami/></request>");
        body(&emulator, "PUT", &sent)
    };
    let refused = bare(&with_key("another"));
    let words = "The namespace and key do not match".to_owned();
    assert_eq!(refused, ("505".to_owned(), words, 0));
    assert_eq!(bare(&body(&emulator, "POST", "<request/>")).0, "502");
    assert_eq!(
        results(&with_key("the key")),
        [result("Auth", 0), result("Whoami", 0)]
    );
    let elsewhere = Options::default().with_account_host("acme.example.com");
    let elsewhere = Emulator::start(elsewhere).unwrap();
    assert_eq!(
        results(&post(&elsewhere, "<Whoami/>")),
        [result("Auth", 426), result("Whoami", 2)]
    );
}

/// Every command still has an element, with status 2.
#[test]
fn a_login_that_is_refused() {
    let emulator = seeded();
    let sent = |login: &str| {
        format!(
            "<request key=\"k\" namespace=\"default\"><Auth><Login>{login}</Login></Auth><Read type=\"Task\" method=\"all\" limit=\"1\"/><Time/><Add/></request>"
        )
    };
    let nobody = "<company>c</company><user>Nobody</user><password>p</password>";
    let answer = body(&emulator, "POST", &sent(nobody));
    assert_eq!(
        results(&answer),
        [
            result("Auth", 401),
            result("Read", 2),
            result("Time", 0),
            result("Add", 2)
        ]
    );
    let answer = body(&emulator, "POST", &sent("<access_token>t</access_token>"));
    assert_eq!(
        results(&answer)[..2],
        [result("Auth", 2), result("Read", 2)]
    );
    assert_eq!(text(&answer, "Auth"), "invalid access token");
    let without = "<request key=\"k\" namespace=\"default\"><Time/><Version/><Read type=\"Error\" method=\"equal to\"><Error><code>201</code></Error></Read><Whoami/></request>";
    let answer = body(&emulator, "POST", without);
    assert_eq!(
        results(&answer),
        [
            result("Time", 0),
            result("Version", 0),
            result("Read", 0),
            result("Whoami", 2)
        ]
    );
    assert_eq!(text(&answer, "code"), "201");
}

#[test]
fn a_time_entry_comes_back_with_all_its_fields() {
    let emulator = seeded();
    let answer = post(
        &emulator,
        &format!("<Add type=\"Task\" enable_custom=\"1\">{TASK}</Add>"),
    );
    assert_eq!(results(&answer), [result("Auth", 0), result("Add", 0)]);
    for (name, expected) in [
        ("hours", "5"),
        ("minutes", "36"),
        ("decimal_hours", "5.60"),
        ("timesheetid", "998"),
        ("ticket__c", "A-1"),
        ("notes", ""),
        ("start_time", ""),
        ("slipid", ""),
    ] {
        assert_eq!(text(&answer, name), expected, "{name}");
    }
    assert!(
        answer
            .contains("<date><Date><year>2026</year><month>01</month><day>05</day></Date></date>")
    );
    let id = text(&answer, "id");
    let read = |attributes: &str, content: &str| {
        post(
            &emulator,
            &format!(
                "<Read type=\"Task\" method=\"equal to\" limit=\"1\" {attributes}><Task><id>{id}</id></Task>{content}</Read>"
            ),
        )
    };
    let answer = read("", "");
    assert!(!answer.contains("ticket__c"), "{answer}");
    assert!(read("enable_custom=\"1\"", "").contains("<ticket__c>A-1</ticket__c>"));
    let answer = read("", "<_Return><id/><notes/><date/></_Return>");
    let document = Document::parse(&answer).unwrap();
    let task = document
        .descendants()
        .find(|node| node.has_tag_name("Task"))
        .unwrap();
    let mut names: Vec<&str> = elements(task)
        .iter()
        .map(|node| node.tag_name().name())
        .collect();
    names.sort_unstable();
    assert_eq!(names, ["date", "id", "notes"]);
}

/// A failed command does not stop the others, and results come in the order of the commands.
#[test]
fn commands_are_on_their_own() {
    let emulator = seeded();
    let commands = format!(
        "<Add type=\"Task\">{TASK}</Add><Add type=\"Task\"><Task><userid>251</userid></Task></Add><Bother/>\
         <Read type=\"Task\" method=\"equal to\" limit=\"1\"><Task><id>1</id></Task></Read>\
         <Read type=\"Slip\" method=\"all\" limit=\"1\"/><Read type=\"Task\" method=\"all\"/>\
         <Add type=\"Task\"/><Add><Task/></Add><Add type=\"Timesheet\"><Task/></Add>\
         <Modify type=\"Task\"><Task><id>5512</id><notes>a &amp; b</notes></Task></Modify><Add type=\"Task\">{TASK}</Add>"
    );
    let answer = post(&emulator, &commands);
    let expected = [
        ("Auth", 0),
        ("Add", 0),
        ("Add", 826),
        ("Bother", 5),
        ("Read", 601),
        ("Read", 0),
        ("Read", 605),
        ("Add", 4),
        ("Add", 603),
        ("Add", 4),
        ("Modify", 0),
        ("Add", 0),
    ];
    assert_eq!(
        results(&answer),
        expected.map(|(name, status)| result(name, status))
    );
    assert!(answer.contains("<notes>a &amp; b</notes>"), "{answer}");
    // Both forms of an empty answer.
    assert!(
        answer.contains("<Read status=\"601\"></Read><Read status=\"0\"></Read>"),
        "{answer}"
    );
}

#[test]
fn a_request_has_a_thousand_objects_at_most() {
    let emulator = seeded();
    let many = format!("<Add type=\"Task\">{TASK}</Add>").repeat(1_001);
    let found = results(&post(&emulator, &many));
    assert_eq!(found.len(), 1_002);
    assert_eq!(found[1_000], result("Add", 0));
    assert_eq!(found[1_001], result("Add", 555));
    let one = format!("<Add type=\"Task\">{}</Add>", TASK.repeat(1_001));
    assert_eq!(results(&post(&emulator, &one))[1], result("Add", 555));
}

/// Of several objects in one command each is on its own; there is one status for all of them.
#[test]
fn a_command_with_several_objects() {
    let emulator = seeded();
    let answer = post(
        &emulator,
        &format!("<Add type=\"Task\">{TASK}<Task><userid>251</userid></Task>{TASK}</Add>"),
    );
    assert_eq!(results(&answer)[1], result("Add", 826));
    assert_eq!(answer.matches("<Task>").count(), 2);
    assert_eq!(
        post(
            &emulator,
            "<Read type=\"Task\" method=\"all\" limit=\"9\"/>"
        )
        .matches("<Task>")
        .count(),
        5
    );
}

#[test]
fn the_time_is_not_padded() {
    let day = suiteprojects::time::NaiveDate::from_ymd_opt(2026, 1, 5).unwrap();
    let now = day.and_hms_opt(9, 3, 0).unwrap();
    let emulator = Emulator::start(Options::default().with_clock(move || now)).unwrap();
    let answer = post(&emulator, "<Time/>");
    let expected = "<Time status=\"0\"><Date><hour>9</hour><minute>3</minute><timezone>+0000</timezone>\
        <second>0</second><month>1</month><day>5</day><year>2026</year></Date></Time>";
    assert!(answer.contains(expected), "{answer}");
}

#[test]
fn approvals_tell_about_the_record() {
    let emulator = seeded();
    let submit = "<Submit type=\"Timesheet\"><Timesheet><id>998</id></Timesheet></Submit>";
    let reject = "<Reject type=\"Task\"><Task><id>5512</id></Task><Approval><cc>a@b</cc><notes>no</notes></Approval></Reject>";
    let answer = post(
        &emulator,
        &format!("{reject}{submit}{submit}{reject}{reject}"),
    );
    let expected = [
        ("Reject", 1001),
        ("Submit", 0),
        ("Submit", 1001),
        ("Reject", 0),
        ("Reject", 1001),
    ];
    let expected = expected.map(|(name, status)| result(name, status));
    assert_eq!(results(&answer)[1..], expected);
    let document = Document::parse(&answer).unwrap();
    let submitted = elements(document.root_element())[2];
    let sheet = elements(submitted)[0];
    let names: Vec<&str> = elements(sheet)
        .iter()
        .map(|node| node.tag_name().name())
        .collect();
    assert_eq!(names, ["id", "log", "warnings", "errors"]);
}

#[test]
fn conditions_users_lookups_and_addresses() {
    let emulator = seeded();
    let condition = |year: u32| {
        format!(
            "<ModifyOnCondition type=\"Task\" condition=\"if-not-updated\"><Task><id>5512</id><notes>x</notes></Task>\
            <Date><year>{year}</year><month>01</month><day>01</day><hour>0</hour><minute>0</minute><second>0</second></Date></ModifyOnCondition>"
        )
    };
    let modified = post(
        &emulator,
        "<Modify type=\"Task\"><Task><id>5512</id><notes>y</notes></Task></Modify>",
    );
    assert_eq!(results(&modified)[1], result("Modify", 0));
    let answer = post(
        &emulator,
        &format!(
            "{}{}<ModifyOnCondition type=\"Task\"/>",
            condition(2001),
            condition(9000)
        ),
    );
    assert_eq!(
        results(&answer)[1..],
        [
            result("ModifyOnCondition", 1200),
            result("ModifyOnCondition", 0),
            result("ModifyOnCondition", 4)
        ]
    );
    let create = "<CreateUser><Company><nickname>acme</nickname></Company><User><nickname>emil</nickname>\
        <addr><Address><city>Oslo</city></Address></addr></User></CreateUser>";
    let answer = post(
        &emulator,
        &format!("{create}{create}<CreateUser><User/></CreateUser>"),
    );
    assert_eq!(
        results(&answer)[1..],
        [
            result("CreateUser", 0),
            result("CreateUser", 202),
            result("CreateUser", 203)
        ]
    );
    assert!(
        answer.contains("<addr><Address><city>Oslo</city></Address></addr>"),
        "{answer}"
    );
    let project = "<Add type=\"Project\"><Project><name>Quay</name><externalid>EXT-1</externalid></Project></Add>";
    let by_key = |key: &str| {
        format!(
            "<Add type=\"Task\"><Task><userid name=\"User\">Ada Quist</userid>\
        <projectid external=\"Project\">{key}</projectid><date><Date><year>2026</year><month>01</month><day>05</day></Date></date></Task></Add>"
        )
    };
    let answer = post(
        &emulator,
        &format!("{project}{}{}", by_key("EXT-1"), by_key("EXT-2")),
    );
    assert_eq!(
        results(&answer)[1..],
        [result("Add", 0), result("Add", 0), result("Add", 910)]
    );
    let answer = post(
        &emulator,
        "<MakeURL><uid>1</uid><page>grid-timesheet</page><app>ta</app></MakeURL>",
    );
    assert_eq!(results(&answer)[1], result("MakeURL", 418));
}

/// Records that stand in the way are listed by type and id.
#[test]
fn what_others_depend_on_is_not_deleted() {
    let emulator = seeded();
    let answer = post(
        &emulator,
        "<Delete type=\"Timesheet\"><Timesheet><id>997</id></Timesheet></Delete>",
    );
    assert_eq!(results(&answer)[1], result("Delete", 701));
    assert!(answer.contains("<Task><id>5514</id></Task>"), "{answer}");
}
