//! What a request asks for, in a few words.

use suiteprojects::xml::{Event, Limits, Reader};

/// The most kinds of commands that are told, and the most characters of a name.
const MOST: usize = 8;
const LONGEST: usize = 40;
/// Who has so many commands has more than can be told.
const MOST_BYTES: usize = 256 << 10;

/// The commands of a request of the XML API, or the operations of a SOAP message, in order, such as `Add ×2, Whoami`.
/// Empty for everything else. Of a message that breaks off, what stands before.
pub(super) fn commands(body: &[u8]) -> String {
    let body = body.get(..MOST_BYTES).unwrap_or(body);
    let mut reader = Reader::new(body, Limits::default());
    let mut counts: Vec<(String, u64)> = Vec::new();
    let mut depth = 0_usize;
    // Commands stand in the root, operations in the body of the envelope.
    let mut level = 1;
    let mut in_body = true;
    while let Ok(Some(event)) = reader.next() {
        match event {
            Event::Start(tag) => {
                let name = tag.name().local();
                if depth == 0 && name == "Envelope" {
                    level = 2;
                } else if depth == 1 && level == 2 {
                    in_body = name == "Body";
                } else if depth == level && in_body && name != "Auth" {
                    count(&mut counts, name);
                }
                depth += 1;
            }
            Event::End { .. } => depth = depth.saturating_sub(1),
            Event::Text(_) => {}
        }
    }
    let mut told: Vec<String> = counts
        .iter()
        .take(MOST)
        .map(|(name, times)| match times {
            1 => name.clone(),
            times => format!("{name} ×{times}"),
        })
        .collect();
    if counts.len() > MOST {
        told.push("…".to_owned());
    }
    told.join(", ")
}

fn count(counts: &mut Vec<(String, u64)>, name: &str) {
    let name: String = name.chars().take(LONGEST).collect();
    if let Some((_, times)) = counts.iter_mut().find(|(known, _)| *known == name) {
        *times += 1;
    } else if counts.len() <= MOST {
        counts.push((name, 1));
    }
}

#[cfg(test)]
mod tests {
    use super::commands;

    #[test]
    fn commands_are_counted_in_order() {
        for (body, expected) in [
            (
                "<request><Auth><Login/></Auth><Add/><Whoami/><Add><Task/></Add></request>",
                "Add ×2, Whoami",
            ),
            (
                "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Header><add/></e:Header>\
                 <e:Body><read><method/></read></e:Body></e:Envelope>",
                "read",
            ),
            ("<request><Add><Task>", "Add"),
            ("{\"date\": 1}", ""),
            ("", ""),
        ] {
            assert_eq!(commands(body.as_bytes()), expected, "{body}");
        }
        let many: String = (0..100).map(|number| format!("<c{number}/>")).collect();
        let told = commands(format!("<request>{many}</request>").as_bytes());
        assert_eq!(told, "c0, c1, c2, c3, c4, c5, c6, c7, …");
    }
}
