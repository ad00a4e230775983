//! The SOAP API: requests are turned into those of the XML API, and the answers back, so that both
//! have one storage and the same faults.
//!
//! Answers look as the notes on the operations describe those of the real server: the library `SOAP::Lite`
//! names the array `Array`, its items after their types, and writes nil as an attribute without prefix.

use roxmltree::{Document, Node};

use super::Shared;
use super::object::escape;
use super::request::{Answer, date_text, element_text as text, elements};

/// A session that a login began.
#[derive(Clone, Debug)]
pub(super) struct Session {
    id: String,
    /// The elements and attributes that the XML API has in its place.
    key: String,
    auth: String,
}

/// A request in the terms of the XML API.
#[derive(Debug)]
pub(super) struct Translated {
    operation: String,
    pub(super) xml: String,
}

/// Turns a request around; or the answer, if it needs no more.
pub(super) fn request(shared: &mut Shared, body: &str) -> Result<Translated, Answer> {
    let document = Document::parse(body).map_err(|error| fault("Client", &error.to_string()))?;
    let find = |name| {
        document
            .descendants()
            .find(move |node: &Node<'_, '_>| node.tag_name().name() == name)
    };
    let call = find("Body").and_then(|body| elements(body).next());
    let call = call.ok_or_else(|| fault("Client", "no Body"))?;
    let operation = call.tag_name().name().to_owned();
    if operation == "login" {
        return Ok(log_in(shared, call));
    }
    let header = find("SessionHeader");
    let session = session(shared, header)?;
    if operation == "logout" {
        shared.sessions.retain(|other| other.id != session.id);
        return Err(envelope(&operation, "<status>logged out</status>"));
    }
    let commands = commands(&operation, call).map_err(|name| fault("Client", &name))?;
    Ok(Translated {
        xml: format!(
            "<request key=\"{}\">{}{commands}</request>",
            session.key, session.auth
        ),
        operation,
    })
}

fn log_in(shared: &mut Shared, call: Node<'_, '_>) -> Translated {
    let part = |name| {
        let node = call
            .descendants()
            .find(|node: &Node<'_, '_>| node.tag_name().name() == name);
        escape(&node.map(text).unwrap_or_default())
    };
    shared.logins += 1;
    let session = Session {
        id: format!("session-{}", shared.logins),
        key: part("api_key"),
        auth: format!(
            "<Auth><Login><company>{}</company><user>{}</user><password>{}</password></Login></Auth>",
            part("company"),
            part("user"),
            part("password")
        ),
    };
    // Carried out like any other, for its login to be looked at.
    let xml = format!(
        "<request key=\"{}\">{}</request>",
        session.key, session.auth
    );
    shared.sessions.push(session);
    Translated {
        operation: "login".to_owned(),
        xml,
    }
}

/// The session of a request. A token counts even beside an id.
fn session(shared: &Shared, header: Option<Node<'_, '_>>) -> Result<Session, Answer> {
    let part = |name| {
        let header = header?;
        let node = elements(header).find(|node| node.tag_name().name() == name)?;
        Some(text(node))
    };
    if let Some(token) = part("accessToken") {
        return Ok(Session {
            id: String::new(),
            key: shared.manners.key.clone().unwrap_or_default(),
            auth: format!(
                "<Auth><Login><access_token>{}</access_token></Login></Auth>",
                escape(&token)
            ),
        });
    }
    let id = part("sessionId").unwrap_or_default();
    let known = shared.sessions.iter().find(|session| session.id == id);
    known.cloned().ok_or_else(|| fault("9", "Logged out"))
}

/// The local name of a type, such as `Task` for `perl:oaTask`.
fn object_type<'a>(node: Node<'a, '_>) -> &'a str {
    let named = node
        .attributes()
        .find(|attribute| attribute.name() == "type")
        .map_or(node.tag_name().name(), |attribute| attribute.value());
    let local = named.rsplit(':').next().unwrap_or_default();
    local.strip_prefix("oa").unwrap_or(local)
}

/// The member of this name.
fn member<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    elements(node).find(|node| node.tag_name().name() == name)
}

fn items<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Vec<Node<'a, 'i>> {
    member(node, name)
        .map(|array| elements(array).collect())
        .unwrap_or_default()
}

/// A record as an element of its type.
fn record(node: Node<'_, '_>, out: &mut String) {
    let name = object_type(node);
    out.push_str(&format!("<{name}>"));
    for field in elements(node) {
        let name = field.tag_name().name();
        out.push_str(&format!("<{name}>{}</{name}>", escape(&text(field))));
    }
    out.push_str(&format!("</{name}>"));
}

fn attributes(node: Node<'_, '_>) -> String {
    let pairs = items(node, "attributes").into_iter().map(|attribute| {
        let part = |name| member(attribute, name).map(text).unwrap_or_default();
        format!(" {}=\"{}\"", part("name"), escape(&part("value")))
    });
    pairs.collect()
}

/// The commands of the XML API: one for each object, because SOAP has a result for each.
fn commands(operation: &str, call: Node<'_, '_>) -> Result<String, String> {
    let mut out = String::new();
    match operation {
        "add" | "upsert" | "modify" | "delete" => {
            let name = match operation {
                "modify" => "Modify",
                "delete" => "Delete",
                _ => "Add",
            };
            let attributes = attributes(call);
            for object in items(call, "objects") {
                out.push_str(&format!(
                    "<{name} type=\"{}\"{attributes}>",
                    object_type(object)
                ));
                record(object, &mut out);
                out.push_str(&format!("</{name}>"));
            }
        }
        "reject" => {
            for request in items(call, "requests") {
                let object = member(request, "reject").ok_or("no reject")?;
                out.push_str(&format!("<Reject type=\"{}\">", object_type(object)));
                record(object, &mut out);
                out.push_str("</Reject>");
            }
        }
        "read" => {
            for question in items(call, "method") {
                let part = |name| escape(&member(question, name).map(text).unwrap_or_default());
                let attributes = attributes(question);
                let (kind, method) = (part("type"), part("method"));
                out.push_str(&format!(
                    "<Read type=\"{kind}\" method=\"{method}\"{attributes}>"
                ));
                for object in items(question, "objects") {
                    record(object, &mut out);
                }
                let fields = part("fields");
                if !fields.is_empty() {
                    let fields = fields.split(',').map(|field| format!("<{field}/>"));
                    out.push_str(&format!(
                        "<_Return>{}</_Return>",
                        fields.collect::<String>()
                    ));
                }
                out.push_str("</Read>");
            }
        }
        "whoami" => out.push_str("<Whoami/>"),
        "servertime" => out.push_str("<Time/>"),
        other => return Err(format!("no operation {other}")),
    }
    Ok(out)
}

/// Turns an answer of the XML API around.
pub(super) fn answer(shared: &mut Shared, translated: &Translated, answer: Answer) -> Answer {
    if answer.status != 200 {
        return answer;
    }
    let document = Document::parse(&answer.body).unwrap();
    let response = document.root_element();
    if let Some(code) = response.attribute("status") {
        return fault(code, &text(response));
    }
    let operation = &*translated.operation;
    let mut results = elements(response);
    let auth = results.next().unwrap();
    let status = auth.attribute("status").unwrap_or_default();
    if status != "0" {
        if operation == "login" {
            shared.sessions.pop();
        }
        return fault(status, "Login failed");
    }
    if operation == "login" {
        let id = shared.sessions.last().map(|session| session.id.clone());
        return envelope(
            operation,
            &format!(
                "<loginReturn><sessionId>{}</sessionId><url>http://127.0.0.1/</url></loginReturn>",
                id.unwrap_or_default()
            ),
        );
    }
    if ["whoami", "servertime"].contains(&operation) {
        let result = results.next().unwrap();
        let fields = elements(result).next().map(members).unwrap_or_default();
        let content = format!("<{operation}Return>{fields}</{operation}Return>");
        return envelope(operation, &content);
    }
    let items: String = results
        .map(|result| match operation {
            "read" => read_result(result),
            "reject" => format!("<RejectResult>{}</RejectResult>", update(operation, result)),
            _ => format!("<UpdateResult>{}</UpdateResult>", update(operation, result)),
        })
        .collect();
    envelope(operation, &format!("<Array>{items}</Array>"))
}

/// The fields of a record, dates as texts.
fn members(record: Node<'_, '_>) -> String {
    let fields = elements(record).map(|field| {
        let name = field.tag_name().name();
        let text = match elements(field).next() {
            Some(date) => date_text(date),
            None => text(field),
        };
        format!("<{name}>{}</{name}>", escape(&text))
    });
    fields.collect()
}

fn errors(status: &str) -> String {
    if status == "0" {
        "<errors nil=\"true\"/>".to_owned()
    } else {
        format!("<errors><item type=\"oaError\"><code>{status}</code></item></errors>")
    }
}

fn update(operation: &str, result: Node<'_, '_>) -> String {
    let status = result.attribute("status").unwrap_or_default();
    let id = result
        .descendants()
        .find(|node| node.has_tag_name("id"))
        .map(text)
        .unwrap_or_default();
    let done = match operation {
        _ if status != "0" => "-1",
        "modify" => "U",
        "delete" => "D",
        "reject" => "",
        _ => "A",
    };
    format!("{}<id>{id}</id><status>{done}</status>", errors(status))
}

fn read_result(result: Node<'_, '_>) -> String {
    let status = result.attribute("status").unwrap_or_default();
    let objects = elements(result).map(|record| {
        let name = record.tag_name().name();
        format!(
            "<item xsi:type=\"perl:oa{name}\">{}</item>",
            members(record)
        )
    });
    let objects: String = objects.collect();
    format!(
        "<ReadResult><objects>{objects}</objects>{}</ReadResult>",
        errors(status)
    )
}

fn envelope(operation: &str, content: &str) -> Answer {
    Answer {
        status: 200,
        retry_after: None,
        body: format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><SOAP-ENV:Envelope \
             xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\" \
             xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
             xmlns:perl=\"http://namespaces.soaplite.com/perl\"><SOAP-ENV:Body>\
             <{operation}Response xmlns=\"https://www.openair.com/OAirService\">{content}</{operation}Response>\
             </SOAP-ENV:Body></SOAP-ENV:Envelope>"
        ),
    }
}

/// A fault, with the status of HTTP that SOAP 1.1 gives it.
fn fault(code: &str, text: &str) -> Answer {
    let text = escape(text);
    Answer {
        status: 500,
        retry_after: None,
        body: format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><SOAP-ENV:Envelope \
             xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\"><SOAP-ENV:Body><SOAP-ENV:Fault>\
             <faultcode>SOAP-ENV:{code}</faultcode><faultstring>{text}</faultstring>\
             </SOAP-ENV:Fault></SOAP-ENV:Body></SOAP-ENV:Envelope>"
        ),
    }
}
