//! `fields`: the fields of a time entry and their names.

use std::io;

use clap::{Args, ValueEnum};
use serde::Serialize;
use suiteprojects::task::{Field, Wire};
use textwrap::WordSplitter;

use crate::exit::ExitStatus;

/// No line of the table is longer, in characters.
const WIDTH: usize = 100;

/// Arguments of `fields`.
#[derive(Args, Clone, Debug, Default)]
#[command(after_help = "Examples:\n  \
    suiteprojects fields\n  \
    suiteprojects fields --wire rest\n  \
    suiteprojects fields --wire xml --format csv | cut -d, -f1")]
pub struct Arguments {
    /// Shows only the fields that exist on this wire, with their names there
    #[arg(long, value_enum)]
    wire: Option<WireName>,

    /// The form of the output
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// A wire, or the database.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub enum WireName {
    /// The XML API.
    Xml,
    /// The SOAP API; the names are those of XML.
    Soap,
    /// The REST API.
    Rest,
    /// The table of the vendor's database, as exports show it.
    Database,
}

impl From<WireName> for Wire {
    fn from(name: WireName) -> Self {
        match name {
            WireName::Xml => Self::Xml,
            WireName::Soap => Self::Soap,
            WireName::Rest => Self::Rest,
            WireName::Database => Self::Database,
        }
    }
}

/// The form of the output.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, ValueEnum)]
pub enum Format {
    /// A table for people.
    #[default]
    Text,
    /// An array of objects.
    Json,
    /// A header and a row for each field.
    Csv,
}

/// A field as data. The names of the members are the keys of the JSON and the header of the CSV.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub(super) struct Row {
    xml: Option<&'static str>,
    soap: Option<&'static str>,
    rest: Option<&'static str>,
    database: Option<&'static str>,
    kind: &'static str,
    access: &'static str,
    required_on_add: bool,
    description: &'static str,
}

impl Row {
    /// The row of a field, with its names on all wires or on one.
    pub(super) fn new(field: Field, only: Option<Wire>) -> Self {
        let name = |wire| match only {
            Some(only) if only != wire => None,
            _ => field.name(wire),
        };
        Self {
            xml: name(Wire::Xml),
            soap: name(Wire::Soap),
            rest: name(Wire::Rest),
            database: name(Wire::Database),
            kind: field.kind().as_str(),
            access: field.access().as_str(),
            required_on_add: field.is_required(),
            description: field.description(),
        }
    }
}

/// Writes the table.
///
/// # Errors
///
/// What the output says.
pub fn run(arguments: &Arguments, out: &mut dyn io::Write) -> io::Result<ExitStatus> {
    let only = arguments.wire.map(Wire::from);
    let fields = Field::ALL
        .iter()
        .copied()
        .filter(|field| only.is_none_or(|wire| field.name(wire).is_some()));
    match arguments.format {
        Format::Text => match only {
            Some(wire) => names_of_one_wire(fields, wire, out)?,
            None => names_of_all_wires(fields, out)?,
        },
        Format::Json => {
            let rows: Vec<Row> = fields.map(|field| Row::new(field, only)).collect();
            serde_json::to_writer_pretty(&mut *out, &rows)?;
            writeln!(out)?;
        }
        Format::Csv => {
            let mut writer = csv::Writer::from_writer(&mut *out);
            for field in fields {
                writer.serialize(Row::new(field, only)).map_err(|error| {
                    match error.into_kind() {
                        csv::ErrorKind::Io(error) => error,
                        other => io::Error::other(format!("{other:?}")),
                    }
                })?;
            }
            writer.flush()?;
        }
    }
    Ok(ExitStatus::Clean)
}

/// All names on one line, the description below it.
fn names_of_all_wires(
    fields: impl Iterator<Item = Field>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut line = |cells: [&str; 5]| {
        let [xml, rest, database, kind, access] = cells;
        let line = format!("{xml:<22} {rest:<22} {database:<25} {kind:<9} {access}");
        writeln!(out, "{}", line.trim_end())
    };
    line(["XML, SOAP", "REST", "DATABASE", "KIND", "ACCESS"])?;
    for field in fields {
        let name = |wire| field.name(wire).unwrap_or("-");
        line([
            name(Wire::Xml),
            name(Wire::Rest),
            name(Wire::Database),
            field.kind().as_str(),
            field.access().as_str(),
        ])?;
        let required = if field.is_required() {
            "Required on Add. "
        } else {
            ""
        };
        for part in wrapped(&format!("{required}{}", field.description()), WIDTH - 4) {
            line([&format!("    {part}"), "", "", "", ""])?;
        }
    }
    Ok(())
}

/// A line for each name, with the description beside it.
fn names_of_one_wire(
    fields: impl Iterator<Item = Field>,
    wire: Wire,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let fields: Vec<Field> = fields.collect();
    let name = |field: &Field| field.name(wire).unwrap_or_default();
    let longest = fields.iter().map(|field| name(field).len()).max();
    let longest = longest.unwrap_or_default();
    let mut line = |cells: [&str; 5]| {
        let [name, kind, access, required, description] = cells;
        let line =
            format!("{name:<longest$}  {kind:<8}  {access:<10}  {required:<8}  {description}");
        writeln!(out, "{}", line.trim_end())
    };
    line(["NAME", "KIND", "ACCESS", "ON ADD", "DESCRIPTION"])?;
    let rest = WIDTH.saturating_sub(longest + 8 + 10 + 8 + 4 * 2);
    for field in &fields {
        let required = if field.is_required() { "required" } else { "" };
        let mut cells = [
            name(field),
            field.kind().as_str(),
            field.access().as_str(),
            required,
        ];
        for part in wrapped(field.description(), rest) {
            let [name, kind, access, required] = std::mem::take(&mut cells);
            line([name, kind, access, required, &part])?;
        }
    }
    Ok(())
}

fn wrapped(text: &str, width: usize) -> Vec<String> {
    let options = textwrap::Options::new(width)
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(false);
    let lines = textwrap::wrap(text, options);
    lines.into_iter().map(String::from).collect()
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    fn output(wire: Option<WireName>, format: Format) -> String {
        let mut out = Vec::new();
        run(&Arguments { wire, format }, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    const WIRES: [Option<WireName>; 5] = [
        None,
        Some(WireName::Xml),
        Some(WireName::Soap),
        Some(WireName::Rest),
        Some(WireName::Database),
    ];

    #[test]
    fn texts() {
        let head = |text: String, lines| text.lines().take(lines).collect::<Vec<_>>().join("\n");
        assert_snapshot!(head(output(None, Format::Text), 7), @"
        XML, SOAP              REST                   DATABASE                  KIND      ACCESS
        acct_date              accountingDate         acct_date                 date      read-write
            The day on which the entry counts in accounting.
        category_1id           category1Id            category_1id              id        read-write
            The value of service line 1, a category that the account defines itself.
        category_2id           category2Id            category_2id              id        read-write
            The value of service line 2, a category that the account defines itself.
        ");
        assert_snapshot!(head(output(Some(WireName::Rest), Format::Text), 6), @"
        NAME                   KIND      ACCESS      ON ADD    DESCRIPTION
        accountingDate         date      read-write            The day on which the entry counts in
                                                               accounting.
        category1Id            id        read-write            The value of service line 1, a category that
                                                               the account defines itself.
        category2Id            id        read-write            The value of service line 2, a category that
        ");
    }

    #[test]
    fn lines_fit() {
        for wire in WIRES {
            for line in output(wire, Format::Text).lines() {
                assert!(line.chars().count() <= WIDTH, "{line}");
            }
        }
    }

    /// Expected values: the field table.
    #[test]
    fn json_holds_the_names_of_the_wires_asked_for() {
        for wire in WIRES {
            let json: serde_json::Value =
                serde_json::from_str(&output(wire, Format::Json)).unwrap();
            let only = wire.map(Wire::from);
            let fields = Field::ALL
                .iter()
                .filter(|field| only.is_none_or(|wire| field.name(wire).is_some()));
            let objects = json.as_array().unwrap();
            assert_eq!(objects.len(), fields.clone().count());
            for (object, field) in objects.iter().zip(fields) {
                for one in Wire::ALL {
                    let shown = only.is_none_or(|only| only == one);
                    let name = field.name(one).filter(|_| shown);
                    assert_eq!(object[one.as_str()].as_str(), name, "{field}");
                }
                assert_eq!(object["kind"], field.kind().as_str());
                assert_eq!(object["access"], field.access().as_str());
                assert_eq!(object["required_on_add"], field.is_required());
                assert_eq!(object["description"], field.description());
                assert_eq!(object.as_object().unwrap().len(), 8);
            }
        }
    }

    #[test]
    fn csv_has_a_fixed_header_and_reads_back() {
        for wire in WIRES {
            let text = output(wire, Format::Csv);
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let header: Vec<String> = reader
                .headers()
                .unwrap()
                .iter()
                .map(str::to_owned)
                .collect();
            assert_eq!(
                header.join(","),
                "xml,soap,rest,database,kind,access,required_on_add,description"
            );
            let json: Vec<serde_json::Value> =
                serde_json::from_str(&output(wire, Format::Json)).unwrap();
            let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
            assert_eq!(records.len(), json.len());
            for (record, object) in records.iter().zip(&json) {
                for (cell, key) in record.iter().zip(&header) {
                    let expected = match &object[key] {
                        serde_json::Value::Null => String::new(),
                        serde_json::Value::String(text) => text.clone(),
                        other => other.to_string(),
                    };
                    assert_eq!(cell, expected);
                }
            }
        }
    }
}
