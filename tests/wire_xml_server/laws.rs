//! What a client of the library sends is what a server reads. The oracle is the typed command that the request
//! was made from.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use suiteprojects::api::served::{Object, ReadCall};
use suiteprojects::api::{
    Add, Application, Approval, Approve, CreateUser, Delete, Deleted, Direction, Filter, Flags,
    Login, MakeUrl, Method, Modify, ModifyOnCondition, OneOrMore, PageSize, Read, Reject,
    RemoteAuth, Report, Search, Submit, Time, Unapprove, Version, Whoami,
};
use suiteprojects::element::Element;
use suiteprojects::record::{Moment, Record};
use suiteprojects::task::{Entry, Field, Id, Value};
use suiteprojects::validate::{CheckedEntry, Command};
use suiteprojects::xml::Limits;
use suiteprojects::xml::exchange::{self, XmlCommand};
use suiteprojects::xml::server::{Call, CommandCall, Request};

use crate::xml_support::objects::{entry, record};
use crate::xml_support::{cases, text};

/// What a server reads of a command.
fn sent<C: XmlCommand + ?Sized>(command: &C) -> Vec<CommandCall> {
    let application = Application::new("test", "1", "KEY");
    let request = exchange::encode(&application, None, command).unwrap();
    let request = Request::parse(request.expose().as_bytes(), Limits::default()).unwrap();
    assert!(!request.has_auth);
    assert_eq!(request.commands.len(), command.elements());
    request.commands
}

fn sent_alone<C: XmlCommand + ?Sized>(command: &C) -> CommandCall {
    let mut commands = sent(command);
    assert_eq!(commands.len(), 1, "{commands:?}");
    commands.remove(0)
}

/// The objects of commands that all have this name.
fn objects(commands: &[CommandCall], name: &str) -> Vec<Object> {
    let of = |command: &CommandCall| {
        assert_eq!(command.name, name);
        let objects = match (&command.call, name) {
            (Call::Add(objects), "Add")
            | (Call::Modify(objects), "Modify")
            | (Call::Delete(objects), "Delete")
            | (Call::Report(objects), "Report")
            | (Call::ModifyOnCondition { objects, .. }, "ModifyOnCondition")
            | (Call::Approval { objects, .. }, "Submit" | "Approve" | "Reject" | "Unapprove") => {
                objects.clone()
            }
            (other, _) => panic!("{other:?}"),
        };
        let object_type = command.attribute("type").unwrap();
        assert!(
            objects
                .iter()
                .all(|object| object.object_type() == object_type)
        );
        objects
    };
    commands.iter().flat_map(of).collect()
}

fn attributes(command: &CommandCall) -> BTreeMap<&str, &str> {
    let pairs = command.attributes.iter();
    let map: BTreeMap<_, _> = pairs.map(|(name, value)| (&**name, &**value)).collect();
    assert_eq!(map.len(), command.attributes.len());
    map
}

/// An entry arrives whole. What is empty clears a field in a Modify, and says nothing in an Add.
fn assert_entry(object: &Object, entry: &Entry<'_>, command: Command) {
    let read = object.as_task().unwrap();
    for &field in Field::ALL {
        let expected = match entry.value(field) {
            Value::Empty if command == Command::Add => Value::Absent,
            value => value,
        };
        assert_eq!(read.value(field), expected, "{field}");
        let lookup = entry.lookup(field);
        let lookup = lookup.filter(|_| matches!(expected, Value::Text(_)));
        assert_eq!(read.lookup(field), lookup, "{field}");
    }
    let custom = |entry: &Entry<'_>| -> Vec<(String, String)> {
        let fields = entry.custom().iter();
        fields
            .filter(|field| command != Command::Add || !field.text.is_empty())
            .map(|field| (field.name.to_string(), field.text.to_string()))
            .collect()
    };
    assert_eq!(custom(read), custom(entry));
    assert!(read.unknown().is_empty());
}

fn assert_record(object: &Object, record: &Record) {
    match object {
        Object::Other(element) => assert_eq!(element, record.element()),
        other => panic!("{other:?}"),
    }
}

/// The objects are these and have nothing but their id.
fn assert_ids(objects: &[Object], object_type: &str, ids: &[Id], member: &str) {
    assert_eq!(objects.len(), ids.len());
    for (object, id) in objects.iter().zip(ids) {
        assert_eq!(object.object_type(), object_type);
        match object {
            Object::Task(entry) => {
                let fields: Vec<_> = entry.fields().collect();
                assert_eq!(fields, [(Field::Id, &*id.to_string())]);
            }
            Object::Other(element) => {
                assert_eq!(element.child(member).unwrap().text(), id.to_string());
            }
            other => panic!("{other:?}"),
        }
    }
}

fn id() -> impl Strategy<Value = Id> {
    (1_u64..=u64::MAX).prop_map(|number| Id::new(number).unwrap())
}

fn day() -> impl Strategy<Value = NaiveDate> {
    (1_000..=9_999, 1_u32..=366)
        .prop_filter_map("no day", |(year, day)| NaiveDate::from_yo_opt(year, day))
}

fn time() -> impl Strategy<Value = NaiveDateTime> {
    (day(), 0_u32..24, 0_u32..60, 0_u32..60)
        .prop_map(|(day, hour, minute, second)| day.and_hms_opt(hour, minute, second).unwrap())
}

fn moment() -> impl Strategy<Value = Moment> {
    prop_oneof![day().prop_map(Moment::Day), time().prop_map(Moment::Time)]
}

fn dated_entry() -> impl Strategy<Value = Entry<'static>> {
    (entry(), option::of(day()), option::of(text())).prop_map(|(mut entry, day, key)| {
        if let Some(day) = day {
            entry.set(Field::Date, day.to_string());
        }
        if let Some(key) = key {
            entry.set(Field::ThinClientId, key);
        }
        entry
    })
}

fn approval() -> impl Strategy<Value = Option<Approval>> {
    option::of(
        (option::of(text()), option::of(text())).prop_map(|(cc, notes)| {
            let mut approval = Approval::default();
            approval.cc = cc;
            approval.notes = notes;
            approval
        }),
    )
}

fn filter() -> impl Strategy<Value = Filter> {
    let field = || select(vec!["updated", "date", "starts"]);
    prop_oneof![
        (field(), moment()).prop_map(|(field, moment)| Filter::newer_than(field, moment)),
        (field(), moment()).prop_map(|(field, moment)| Filter::older_than(field, moment)),
        Just(Filter::OpenTimesheets),
        Just(Filter::named("archived-envelopes").unwrap()),
    ]
}

fn search() -> impl Strategy<Value = Search> {
    let field = (select(vec!["name", "notes", "tier__c"]), text());
    (vec(field, 0..4), option::of(moment())).prop_map(|(fields, moment)| {
        let mut search = Search::new();
        for (name, text) in fields {
            search = search.with_field(name, &text);
        }
        match moment {
            Some(moment) => search.with_date("starts", moment),
            None => search,
        }
    })
}

fn method() -> impl Strategy<Value = Method> {
    let searches = || vec(search(), 1..4).prop_map(|all| OneOrMore::several(all).unwrap());
    let ids = || vec(id(), 1..4).prop_map(|all| OneOrMore::several(all).unwrap());
    prop_oneof![
        Just(Method::All),
        Just(Method::NotExported),
        searches().prop_map(Method::EqualTo),
        searches().prop_map(Method::NotEqualTo),
        searches().prop_map(Method::CustomEqualTo),
        ids().prop_map(Method::User),
        ids().prop_map(Method::Project),
    ]
}

/// The objects of a Read in their order: the dates of the filters, then what is searched for.
fn questions(object_type: &str, method: &Method, filters: &[Filter]) -> Vec<Element> {
    let dates = filters.iter().filter_map(|filter| match filter {
        Filter::Date(filter) => Some(filter.moment().to_element()),
        _ => None,
    });
    let searches = method.searches().iter().map(|search| {
        let fields = search.fields().iter().cloned();
        fields.fold(Element::new(object_type), Element::with_child)
    });
    let of = |object_type: &str, id: &Id| {
        Element::new(object_type).with_child(Element::new("id").with_text(id.to_string()))
    };
    let ids: Vec<Element> = match method {
        Method::User(ids) => ids.as_slice().iter().map(|id| of("User", id)).collect(),
        Method::Project(ids) => ids.as_slice().iter().map(|id| of("Project", id)).collect(),
        _ => Vec::new(),
    };
    dates.chain(searches).chain(ids).collect()
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn entries_to_add_and_modify(
        entries in vec(dated_entry(), 1..4), modifies: bool, together: bool, option: bool,
    ) {
        let command = if modifies { Command::Modify } else { Command::Add };
        let checked: Vec<CheckedEntry<'_>> = entries
            .iter()
            .map(|entry| CheckedEntry::trust_without_checking(command, entry))
            .collect();
        let commands = if modifies {
            let mut modify = Modify::tasks(&checked).unwrap();
            if together { modify = modify.together(); }
            if option { modify = modify.custom_equal_to(); }
            sent(&modify)
        } else {
            let mut add = Add::tasks(&checked).unwrap();
            if together { add = add.together(); }
            if option { add = add.with_lookup("thin_client_id"); }
            sent(&add)
        };
        for command in &commands {
            let method = (option && modifies).then_some("custom equal to");
            prop_assert_eq!(command.attribute("method"), method);
            let lookup = (option && !modifies).then_some("thin_client_id");
            prop_assert_eq!(command.attribute("lookup"), lookup);
        }
        let objects = objects(&commands, command.as_str());
        prop_assert_eq!(objects.len(), entries.len());
        for (object, entry) in objects.iter().zip(&entries) {
            assert_entry(object, entry, command);
        }
    }

    #[test]
    fn records_to_add_and_modify(records in vec(record(), 1..5), together: bool, since in time()) {
        let add = Add::records(&records).unwrap();
        let modify = Modify::records(&records).unwrap();
        let condition = ModifyOnCondition::records(&records, since).unwrap();
        let all = if together {
            let all = [sent(&add.together()), sent(&modify.together())];
            all.into_iter().chain([sent(&condition.together())]).collect::<Vec<_>>()
        } else {
            vec![sent(&add), sent(&modify), sent(&condition)]
        };
        for (commands, name) in all.iter().zip(["Add", "Modify", "ModifyOnCondition"]) {
            let objects = objects(commands, name);
            prop_assert_eq!(objects.len(), records.len());
            for (object, record) in objects.iter().zip(&records) {
                assert_record(object, record);
            }
        }
        for command in &all[2] {
            prop_assert_eq!(command.attribute("condition"), Some("if-not-updated"));
            let Call::ModifyOnCondition { moment, .. } = &command.call else { panic!() };
            prop_assert_eq!(*moment, Some(since));
        }
    }

    #[test]
    fn ids(ids in vec(id(), 1..4), noted in approval(), together: bool, in_spite: bool) {
        let delete = Delete::ids("Task", &ids).unwrap();
        let commands = if together { sent(&delete.together()) } else { sent(&delete) };
        assert_ids(&objects(&commands, "Delete"), "Task", &ids, "id");

        macro_rules! approvals {
            ($($command:expr, $name:literal, $object_type:literal;)+) => {$({
                let mut command = $command;
                if together { command = command.together(); }
                if let Some(noted) = noted.clone() { command = command.with_approval(noted); }
                let commands = sent(&command);
                assert_ids(&objects(&commands, $name), $object_type, &ids, "id");
                for command in &commands {
                    let Call::Approval { approval, .. } = &command.call else { panic!() };
                    prop_assert_eq!(approval.as_ref(), noted.as_ref());
                    let expected = (in_spite && $name == "Submit").then_some("1");
                    prop_assert_eq!(command.attribute("submit_warning"), expected);
                }
            })+};
        }
        let submit = Submit::ids("Timesheet", &ids).unwrap();
        approvals! {
            if in_spite { submit.in_spite_of_warnings() } else { submit }, "Submit", "Timesheet";
            Approve::ids("Envelope", &ids).unwrap(), "Approve", "Envelope";
            Reject::ids("Task", &ids).unwrap(), "Reject", "Task";
            Unapprove::ids("Invoice", &ids).unwrap(), "Unapprove", "Invoice";
        }
        let report = sent(&Report::by_mail("Timesheet", ids[0]).unwrap());
        assert_ids(&objects(&report, "Report"), "Timesheet", &ids[..1], "relatedid");
    }

    #[test]
    fn reads(
        method in method(),
        filters in vec(filter(), 0..4),
        (offset, size) in (any::<u64>(), 1_usize..=1_000),
        order in option::of(select(vec![Direction::Ascending, Direction::Descending])),
        fields in select(vec![vec![], vec!["id"], vec!["id", "name", "tier__c"]]),
        (custom, generic) in any::<(bool, bool)>(),
    ) {
        let mut read = Read::of("Projecttask", method.clone())
            .unwrap()
            .with_page(offset, PageSize::new(size).unwrap())
            .with_custom_fields(custom)
            .with_deleted(Deleted::Included)
            .with_flags(Flags::Excluded)
            .with_fields(fields.clone());
        for filter in &filters {
            read = read.with_filter(filter.clone());
        }
        if let Some(direction) = order {
            read = read.with_order("created", direction);
        }
        if generic {
            read = read.with_generic();
        }
        let command = sent_alone(&read);
        let Call::Read(ReadCall { method: asked, fields: returned, attributes: given, object_type, objects, .. }) =
            &command.call
        else {
            panic!("{command:?}")
        };
        prop_assert_eq!(given, &command.attributes);
        prop_assert_eq!(&**asked, method.as_str());
        prop_assert_eq!(&**object_type, "Projecttask");
        prop_assert_eq!(returned, &fields);
        prop_assert_eq!(objects, &questions("Projecttask", &method, &filters));

        let given = attributes(&command);
        let limit = format!("{offset},{size}");
        prop_assert_eq!(given.get("limit"), Some(&&*limit));
        let names: Vec<&str> = filters.iter().map(Filter::name).collect();
        let names = names.join(",");
        prop_assert_eq!(given.get("filter").copied().unwrap_or_default(), names);
        let compared = filters.iter().filter_map(|filter| match filter {
            Filter::Date(filter) => Some(filter.field()),
            _ => None,
        });
        let compared = compared.collect::<Vec<_>>().join(",");
        prop_assert_eq!(given.get("field").copied().unwrap_or_default(), compared);
        let ordered = order.map(|direction| match direction {
            Direction::Ascending => "created,asc",
            Direction::Descending => "created,desc",
        });
        prop_assert_eq!(given.get("order").copied(), ordered);
        // Custom fields can also be let in because they are asked for.
        if custom {
            prop_assert_eq!(given.get("enable_custom"), Some(&"1"));
        }
        prop_assert_eq!(given.get("generic").copied(), generic.then_some("1"));
        prop_assert_eq!(given.get("include_nondeleted"), Some(&"1"));
        prop_assert_eq!(given.get("exclude_flags"), Some(&"1"));
    }

    #[test]
    fn users_and_addresses(
        texts in vec(text(), 4), subject in id(), with_record: bool, lookup: bool, is_token: bool,
    ) {
        let company = Record::new("Company").unwrap().with_field("nickname", &texts[0]);
        let user = Record::new("User").unwrap().with_field("nickname", &texts[1]);
        let create = CreateUser::new(&company, &user).unwrap();
        let command = sent_alone(&if lookup { create.with_lookup("nickname") } else { create });
        prop_assert_eq!(command.attribute("lookup"), lookup.then_some("nickname"));
        let Call::CreateUser { user: read_user, company: read_company, .. } = &command.call else {
            panic!("{command:?}")
        };
        prop_assert_eq!((read_user, read_company), (user.element(), company.element()));

        let mut make = MakeUrl::new(texts[0].as_str(), &texts[1], &texts[2]);
        if with_record {
            make = make.with_record("Timesheet", subject).unwrap();
        }
        let command = sent_alone(&make);
        let Call::MakeUrl(call) = &command.call else { panic!("{command:?}") };
        let read = (call.uid.expose(), &*call.application, &*call.page);
        prop_assert_eq!(read, (&*texts[0], &*texts[1], &*texts[2]));
        let expected = with_record.then(|| {
            let id = Element::new("id").with_text(subject.to_string());
            Element::new("Timesheet").with_child(id)
        });
        prop_assert_eq!(call.argument.as_ref(), expected.as_ref());

        let login = if is_token {
            Login::access_token(texts[0].as_str())
        } else {
            Login::password(&*texts[0], &*texts[1], texts[2].as_str())
        };
        let command = sent_alone(&RemoteAuth::new(&login));
        let Call::RemoteAuth(Some(read)) = &command.call else { panic!("{command:?}") };
        assert_login(read, &login);

        // And in the envelope, with the program.
        let application = Application::new(&*texts[3], &*texts[2], texts[1].as_str()).in_namespace(&*texts[0]);
        let request = exchange::encode(&application, Some(&login), &Time).unwrap();
        let request = Request::parse(request.expose().as_bytes(), Limits::default()).unwrap();
        assert_login(request.login.as_ref().unwrap(), &login);
        let read = request.application;
        prop_assert_eq!((&read.client, &read.client_version), (&texts[3], &texts[2]));
        prop_assert_eq!((&read.namespace, read.key.expose()), (&texts[0], &*texts[1]));
    }
}

fn assert_login(read: &Login, sent: &Login) {
    match (read, sent) {
        (Login::AccessToken(read), Login::AccessToken(sent)) => {
            assert_eq!(read.expose(), sent.expose());
        }
        (
            Login::Password {
                company,
                user,
                password,
                ..
            },
            Login::Password {
                company: sent_company,
                user: sent_user,
                password: sent_password,
                ..
            },
        ) => {
            assert_eq!((company, user), (sent_company, sent_user));
            assert_eq!(password.expose(), sent_password.expose());
        }
        other => panic!("{other:?}"),
    }
}

/// What has no objects; the commands come in the order of the request.
#[test]
fn several_commands() {
    let commands = (
        Time,
        Version::new("PB & Co", "1.2"),
        Whoami::new(),
        [Delete::ids("Slip", &[Id::new(1).unwrap()]).unwrap()],
    );
    let sent = sent(&commands);
    match &sent[..] {
        [time, version, whoami, delete] => {
            assert!(matches!(time.call, Call::Time));
            let Call::Version(version) = &version.call else {
                panic!("{version:?}")
            };
            assert_eq!((version.name(), version.number()), ("PB & Co", "1.2"));
            assert!(matches!(whoami.call, Call::Whoami));
            assert!(matches!(delete.call, Call::Delete(_)));
        }
        other => panic!("{other:?}"),
    }
}
