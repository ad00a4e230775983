//! An object with its fields as texts.

/// The fields whose texts stand on the wire as an element `Date`.
const DATES: [&str; 15] = [
    "acct_date",
    "approved",
    "calculated_finishes",
    "calculated_starts",
    "created",
    "date",
    "ends",
    "finish_date",
    "fnlt_date",
    "fnlt",
    "start_date",
    "starts",
    "submitted",
    "timer_start",
    "updated",
];

/// A stored object. Dates are texts as in `2026-01-05` or `2026-01-05 09:30:00`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Object {
    object_type: String,
    fields: Vec<(String, String)>,
}

impl Object {
    pub(crate) fn new(object_type: &str) -> Self {
        Self {
            object_type: object_type.to_owned(),
            fields: Vec::new(),
        }
    }

    pub(crate) fn object_type(&self) -> &str {
        &self.object_type
    }

    /// The text of a field, empty if there is none.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.fields
            .iter()
            .find(|(other, _)| other == name)
            .map_or("", |(_, text)| text)
    }

    pub(crate) fn set(&mut self, name: &str, text: &str) {
        match self.fields.iter_mut().find(|(other, _)| other == name) {
            Some((_, old)) => text.clone_into(old),
            None => self.fields.push((name.to_owned(), text.to_owned())),
        }
    }

    pub(crate) fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// The internal id, 0 if there is none.
    pub(crate) fn id(&self) -> u64 {
        self.text("id").parse().unwrap_or_default()
    }

    /// The key that the sending program gave it.
    pub(crate) fn key(&self) -> &str {
        self.text("thin_client_id")
    }

    pub(crate) fn is_deleted(&self) -> bool {
        self.text("deleted") == "1"
    }

    /// The object as an element, with these fields only if some are named.
    pub(crate) fn write(&self, only: &[String], without_key: bool, out: &mut String) {
        out.push_str(&format!("<{}>", self.object_type));
        for (name, text) in &self.fields {
            let wanted = only.is_empty() || only.contains(name);
            if wanted && !(without_key && name == "thin_client_id") {
                write_field(name, text, out);
            }
        }
        out.push_str(&format!("</{}>\n", self.object_type));
    }
}

fn write_field(name: &str, text: &str, out: &mut String) {
    if text.is_empty() {
        out.push_str(&format!("<{name}/>"));
    } else if DATES.contains(&name) {
        let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
        out.push_str(&format!(
            "<{name}><Date><hour>{}</hour><minute>{}</minute><timezone/><second>{}</second>\
             <month>{}</month><day>{}</day><year>{}</year></Date></{name}>",
            part(11, 13),
            part(14, 16),
            part(17, 19),
            part(5, 7),
            part(8, 10),
            part(0, 4)
        ));
    } else {
        out.push_str(&format!("<{name}>{}</{name}>", escape(text)));
    }
}

/// The text with everything escaped that XML gives a meaning to.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\r' => escaped.push_str("&#13;"),
            other => escaped.push(other),
        }
    }
    escaped
}
