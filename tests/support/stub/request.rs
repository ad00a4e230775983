//! A request: the login, then one command after the other.

use roxmltree::{Document, Node};

use super::faults::Fault;
use super::object::{Object, escape};
use super::{Shared, read};

/// An answer of HTTP.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) retry_after: Option<u64>,
    pub(super) body: String,
}

impl Answer {
    fn xml(content: &str) -> Self {
        Self {
            status: 200,
            retry_after: None,
            body: format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n{content}\n"
            ),
        }
    }

    /// The refusal of a whole request, on a `response` without elements.
    pub(super) fn refusal(code: u32) -> Self {
        let text = match code {
            505 => "The namespace and key do not match",
            556 => "Request rate exceeded",
            _ => "Refused",
        };
        Self::xml(&format!("<response status=\"{code}\">{text}</response>"))
    }

    pub(super) fn http(status: u16, retry_after: Option<u64>) -> Self {
        Self {
            status,
            retry_after,
            body: "<html><body>An error of the web server</body></html>".to_owned(),
        }
    }
}

/// The fault that is planned for this request.
pub(super) fn next_fault(shared: &mut Shared, body: &str) -> Option<Fault> {
    let document = Document::parse(body).ok();
    shared.plan.next(|command| {
        document.as_ref().is_some_and(|document| {
            elements(document.root_element()).any(|node| node.has_tag_name(command))
        })
    })
}

/// Carries out at most so many commands of a request.
pub(super) fn answer(shared: &mut Shared, body: &str, most: usize) -> Answer {
    let document = match Document::parse(body) {
        Ok(document) => document,
        Err(error) => {
            let text = escape(&error.to_string());
            return Answer::xml(&format!("<response status=\"1\">{text}</response>"));
        }
    };
    let request = document.root_element();
    let expected = shared.manners.key.as_deref();
    if expected.is_some_and(|key| request.attribute("key") != Some(key)) {
        return Answer::refusal(505);
    }
    let mut results = String::new();
    let auth = elements(request).find(|node| node.has_tag_name("Auth"));
    let login = auth.map_or(Ok(()), |auth| login(shared, auth));
    if auth.is_some() {
        results.push_str(match login {
            Ok(()) => "<Auth status=\"0\"></Auth>\n",
            Err(refusal) => refusal,
        });
    }
    let is_logged_in = auth.is_some() && login.is_ok();
    for command in elements(request)
        .filter(|node| !node.has_tag_name("Auth"))
        .take(most)
    {
        let name = command.tag_name().name();
        if is_logged_in || ["Time", "Version"].contains(&name) {
            *shared.counts.commands.entry(name.to_owned()).or_default() += 1;
            run(shared, command, &mut results);
        } else {
            result(name, 2, "", &mut results);
        }
    }
    Answer::xml(&format!("<response>{results}</response>"))
}

/// The elements directly inside.
pub(super) fn elements<'a, 'i: 'a>(node: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(Node::is_element)
}

fn login(shared: &Shared, auth: Node<'_, '_>) -> Result<(), &'static str> {
    let text = |name| {
        auth.descendants()
            .find(|node: &Node<'_, '_>| node.has_tag_name(name))
            .and_then(|node| node.text())
            .unwrap_or_default()
    };
    let fits = |expected: &Option<String>, found: &str| match expected {
        None => !found.is_empty(),
        Some(expected) => found == expected,
    };
    if auth
        .descendants()
        .any(|node| node.has_tag_name("access_token"))
    {
        if fits(&shared.manners.token, text("access_token")) {
            return Ok(());
        }
        return Err("<Auth status=\"2\">invalid access token</Auth>\n");
    }
    let named = !text("company").is_empty() && !text("user").is_empty();
    if named && fits(&shared.manners.password, text("password")) {
        Ok(())
    } else {
        Err("<Auth status=\"401\"></Auth>\n")
    }
}

/// Adds the result of a command.
pub(super) fn result(name: &str, status: u32, content: &str, results: &mut String) {
    results.push_str(&format!("<{name} status=\"{status}\">{content}</{name}>\n"));
}

fn run(shared: &mut Shared, command: Node<'_, '_>, results: &mut String) {
    match command.tag_name().name() {
        "Add" => add(shared, command, results),
        "Modify" => modify(shared, command, results),
        "Delete" => delete(shared, command, results),
        "Reject" => reject(shared, command, results),
        "Read" => read::read(shared, command, results),
        "Whoami" => {
            let mut content = String::new();
            if let Some(user) = shared.store.of_type("User").next() {
                user.write(&[], false, &mut content);
            }
            result("Whoami", 0, &content, results);
        }
        "Time" => {
            let date = "<Date><year>2026</year><month>1</month><day>5</day><hour>9</hour>\
                        <minute>30</minute><second>0</second><timezone>-0500</timezone></Date>";
            result("Time", 0, date, results);
        }
        "Version" => result("Version", 0, "<number>1.0</number><url/><size/>", results),
        unknown => result(unknown, 5, "", results),
    }
}

/// The objects of the command's type that stand in it, dates as texts.
fn objects(command: Node<'_, '_>) -> Vec<Object> {
    let object_type = command.attribute("type").unwrap_or_default();
    elements(command)
        .filter(|node| node.has_tag_name(object_type))
        .map(object)
        .collect()
}

/// Reads an object.
pub(super) fn object(node: Node<'_, '_>) -> Object {
    let mut object = Object::new(node.tag_name().name());
    for field in elements(node) {
        let text = match elements(field).find(|node| node.has_tag_name("Date")) {
            Some(date) => date_text(date),
            None => element_text(field),
        };
        object.set(field.tag_name().name(), &text);
    }
    object
}

/// All text in an element.
pub(super) fn element_text(node: Node<'_, '_>) -> String {
    node.descendants()
        .filter(Node::is_text)
        .filter_map(|node| node.text())
        .collect()
}

/// `2026-01-05`, or with a time if there is an hour.
pub(super) fn date_text(date: Node<'_, '_>) -> String {
    let part = |name| {
        elements(date)
            .find(|node| node.has_tag_name(name))
            .and_then(|node| node.text())
            .unwrap_or_default()
    };
    if part("year").is_empty() {
        return String::new();
    }
    let day = format!(
        "{:0>4}-{:0>2}-{:0>2}",
        part("year"),
        part("month"),
        part("day")
    );
    if part("hour").is_empty() {
        day
    } else {
        format!(
            "{day} {:0>2}:{:0>2}:{:0>2}",
            part("hour"),
            part("minute"),
            part("second")
        )
    }
}

fn refusal(shared: &Shared, object: &Object) -> Option<u32> {
    shared
        .manners
        .refuse
        .as_ref()
        .and_then(|refuse| refuse(object))
}

fn add(shared: &mut Shared, command: Node<'_, '_>, results: &mut String) {
    let lookup = command.attribute("lookup");
    let mut content = String::new();
    for mut object in objects(command) {
        if let Some(code) = refusal(shared, &object) {
            return result("Add", code, "", results);
        }
        let found = lookup.and_then(|field| {
            let sought = object.text(field);
            shared
                .store
                .of_type(object.object_type())
                .find(|stored| !sought.is_empty() && stored.text(field) == sought)
                .map(|stored| stored.text("id").to_owned())
        });
        if let Some(id) = found {
            object.set("id", &id);
            change(shared, &object, &mut content);
            continue;
        }
        // What the server keeps itself is not for clients to say.
        for name in ["id", "created", "updated"] {
            object.set(name, "");
        }
        if !object.key().is_empty() {
            let stored = &mut shared.counts.stored;
            *stored.entry(object.key().to_owned()).or_default() += 1;
        }
        let id = shared.store.add(object.clone());
        echo(shared, object.object_type(), &id.to_string(), &mut content);
    }
    result("Add", 0, &content, results);
}

fn echo(shared: &mut Shared, object_type: &str, id: &str, content: &mut String) {
    let without_key = !shared.manners.returns_keys;
    if let Some(stored) = shared.store.find(object_type, id) {
        stored.write(&[], without_key, content);
    }
}

/// Changes the stored object that has the id; false if there is none.
fn change(shared: &mut Shared, object: &Object, content: &mut String) -> bool {
    let id = object.text("id");
    let Some(stored) = shared.store.find(object.object_type(), id) else {
        return false;
    };
    for (name, text) in object.fields() {
        if !["created", "updated"].contains(&name) {
            stored.set(name, text);
        }
    }
    echo(shared, object.object_type(), id, content);
    true
}

fn modify(shared: &mut Shared, command: Node<'_, '_>, results: &mut String) {
    let mut content = String::new();
    for object in objects(command) {
        if let Some(code) = refusal(shared, &object) {
            return result("Modify", code, "", results);
        }
        if !change(shared, &object, &mut content) {
            return result("Modify", 601, "", results);
        }
    }
    result("Modify", 0, &content, results);
}

fn delete(shared: &mut Shared, command: Node<'_, '_>, results: &mut String) {
    for object in objects(command) {
        match shared.store.find(object.object_type(), object.text("id")) {
            Some(stored) => stored.set("deleted", "1"),
            None => return result("Delete", 601, "", results),
        }
    }
    result("Delete", 0, "", results);
}

fn reject(shared: &mut Shared, command: Node<'_, '_>, results: &mut String) {
    let mut content = String::new();
    for object in objects(command) {
        let (object_type, id) = (object.object_type(), object.text("id"));
        match shared.store.find(object_type, id) {
            Some(stored) => stored.set("rejected", "1"),
            None => return result("Reject", 601, "", results),
        }
        content.push_str(&format!(
            "<{object_type}><id>{}</id></{object_type}>",
            escape(id)
        ));
    }
    result("Reject", 0, &content, results);
}
