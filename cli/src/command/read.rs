//! `read`: time entries, or records of another type.

mod over_rest;

use clap::{Args, ValueEnum};
use suiteprojects::api::{
    CommandError, DateRelation, Deleted, Direction, Filter, Flags, Method, PageSize, Read, Search,
};
use suiteprojects::client::PageError;
use suiteprojects::element::Element;
use suiteprojects::record::Moment;
use suiteprojects::task::{Field, Id, Kind};
use suiteprojects::time::date;

use crate::connection::{Connection, Speaker};
use crate::exit::ExitStatus;
use crate::failure::{CallError, Failure};
use crate::progress::Steps;
use crate::records::RecordFormat;
use crate::terminal;

/// The type of time entries.
const TASK: &str = "Task";

/// Arguments of `read`.
#[derive(Args, Clone, Debug)]
#[command(after_help = "\
Fields have their XML names; those without a value are left out. The lines of
JSON can be changed and given to `modify`, and their ids to `delete`.

The server knows no total and promises no order: if entries are stored while
many are read, `--order id` keeps pages from overlapping.

Examples:
  suiteprojects read --user 251 --from 2026-01-01 --to 2026-01-31
  suiteprojects read --project 71 --return id --return hours --format csv
  suiteprojects read --newer-than updated=2026-01-05 | jq -r .id
  suiteprojects read --type Customer --equal-to name='Heron & Sons'
  suiteprojects read --type Timesheet --filter open-timesheets --limit 10")]
pub struct Arguments {
    /// The type of the records; time entries are `Task`, others `Customer`, `Project`, `Slip` …
    #[arg(long = "type", value_name = "TYPE", default_value = TASK)]
    object_type: String,

    /// The form of the output
    #[arg(long, value_enum, default_value_t)]
    format: RecordFormat,

    /// Only those of the user with this id
    #[arg(long, value_name = "ID", value_parser = id, help_heading = "Which records")]
    user: Option<Id>,

    /// Only those of the project with this id
    #[arg(long, value_name = "ID", value_parser = id, help_heading = "Which records")]
    project: Option<Id>,

    /// Only time entries of this day and later
    #[arg(long, value_name = "DATE", value_parser = moment, help_heading = "Which records")]
    from: Option<Moment>,

    /// Only time entries of this day and earlier
    #[arg(long, value_name = "DATE", value_parser = moment, help_heading = "Which records")]
    to: Option<Moment>,

    /// Only those with this value in the field; may be given several times, and all have to agree.
    /// A field that the server cannot search by, it ignores without a word
    #[arg(long, value_name = "FIELD=VALUE", value_parser = pair, help_heading = "Which records")]
    equal_to: Vec<(String, String)>,

    /// Only those whose date field is later, such as `updated=2026-01-05` or with a time
    #[arg(long, value_name = "FIELD=DATE", value_parser = dated, help_heading = "Which records")]
    newer_than: Vec<(String, Moment)>,

    /// Only those whose date field is earlier
    #[arg(long, value_name = "FIELD=DATE", value_parser = dated, help_heading = "Which records")]
    older_than: Vec<(String, Moment)>,

    /// Only those whose date field has this day
    #[arg(long, value_name = "FIELD=DATE", value_parser = dated, help_heading = "Which records")]
    date_equal_to: Vec<(String, Moment)>,

    /// A filter of the API without a date, such as `not-exported` or `open-timesheets`; may be given
    /// several times
    #[arg(long, value_name = "NAME", help_heading = "Which records")]
    filter: Vec<String>,

    /// Deleted records instead of the others, or beside them; the server keeps them for 180 days
    #[arg(long, value_enum, value_name = "WHICH", num_args = 0..=1, require_equals = true,
        default_missing_value = "only", help_heading = "Which records")]
    deleted: Option<DeletedName>,

    /// At most so many records
    #[arg(long, value_name = "RECORDS", help_heading = "Which records")]
    limit: Option<usize>,

    /// Only these fields; may be given several times
    #[arg(long = "return", value_name = "FIELD", help_heading = "What of them")]
    fields: Vec<String>,

    /// Custom fields too
    #[arg(long, help_heading = "What of them")]
    custom: bool,

    /// Sorted by this field, the largest or newest first with `,desc`
    #[arg(long, value_name = "FIELD[,desc]", value_parser = order, help_heading = "What of them")]
    order: Option<(String, Direction)>,

    #[command(flatten)]
    connection: Connection,
}

/// Which deleted records.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub enum DeletedName {
    /// Only deleted records.
    Only,
    /// Deleted and other records.
    Include,
}

fn id(text: &str) -> Result<Id, String> {
    text.parse::<Id>().map_err(|error| error.to_string())
}

fn moment(text: &str) -> Result<Moment, String> {
    let day = date::parse(text).map(Moment::Day);
    day.or_else(|error| {
        date::parse_date_time(text)
            .map(Moment::Time)
            .map_err(|_| format!("{error}; a time may follow, as in 2026-01-05 09:30:00"))
    })
}

fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err("expected FIELD=VALUE, such as userid=251".to_owned()),
    }
}

fn dated(text: &str) -> Result<(String, Moment), String> {
    let (name, value) =
        pair(text).map_err(|_| "expected FIELD=DATE, such as updated=2026-01-05".to_owned())?;
    Ok((name, moment(&value)?))
}

fn order(text: &str) -> Result<(String, Direction), String> {
    let (field, direction) = match text.split_once(',') {
        None | Some((_, "asc")) => (text, Direction::Ascending),
        Some((_, "desc")) => (text, Direction::Descending),
        Some(_) => return Err("expected FIELD or FIELD,desc".to_owned()),
    };
    let field = field.split(',').next().unwrap_or_default();
    Ok((field.to_owned(), direction))
}

/// Runs the command.
///
/// # Errors
///
/// [`Failure`] if the connection is not known, the server does not answer, or the output cannot be
/// written.
pub fn run(arguments: &Arguments) -> Result<ExitStatus, Failure> {
    // What is wrong with the question is told first.
    let read = arguments.read()?;
    match arguments.connection.speaker(false)? {
        Speaker::Commands(client) => arguments.write(client.pages(read)),
        Speaker::Rest(client) => {
            let entries = client.time_entries(arguments.list()?);
            arguments.write(entries.map(|entry| entry.map(|task| over_rest::element(&task))))
        }
    }
}

impl Arguments {
    fn write(
        &self,
        records: impl Iterator<Item = Result<Element, PageError>>,
    ) -> Result<ExitStatus, Failure> {
        let mut writer = self.format.writer(terminal::output())?;
        let mut progress = Steps::beside_output(self.limit.map(|limit| limit as u64), "read");
        let mut status = ExitStatus::Clean;
        for record in records.take(self.limit.unwrap_or(usize::MAX)) {
            match record {
                Ok(record) => writer.record(&record)?,
                Err(PageError::Record(error)) => {
                    progress.suspend(|| terminal::error(&error));
                    status = ExitStatus::Failure;
                }
                Err(error) => return Err(error.into()),
            }
            progress.advance(1);
        }
        progress.finish();
        writer.finish()?;
        Ok(status)
    }
}

impl Arguments {
    fn read(&self) -> Result<Read<Element>, Failure> {
        let usage = |error: CommandError| Failure::Usage(error.to_string());
        let search = self.search();
        let method = if search.fields().is_empty() {
            Method::All
        } else {
            Method::EqualTo(search.into())
        };
        let mut read = Read::of(&self.object_type, method).map_err(usage)?;
        for filter in self.filters()? {
            read = read.with_filter(filter);
        }
        if !self.fields.is_empty() {
            read = read.with_fields(&self.fields);
        }
        if let Some((field, direction)) = &self.order {
            read = read.with_order(field, *direction);
        }
        if self.custom {
            read = read.with_custom_fields(true);
        }
        read = match self.deleted {
            None => read,
            Some(DeletedName::Only) => read.with_deleted(Deleted::Only),
            Some(DeletedName::Include) => read.with_deleted(Deleted::Included),
        };
        if matches!(&*self.object_type, "User" | "Company") {
            // Some 150 switches each, which nobody asked for.
            read = read.with_flags(Flags::Excluded);
        }
        if let Some(size) = self.limit.and_then(PageSize::new) {
            read = read.with_page(0, size);
        }
        Ok(read)
    }

    fn search(&self) -> Search {
        let mut search = Search::new();
        let ids = [("userid", self.user), ("projectid", self.project)];
        for (name, id) in ids {
            if let Some(id) = id {
                search = search.with_field(name, &id.to_string());
            }
        }
        for (name, text) in &self.equal_to {
            search = match self.moment_of(name, text) {
                Some(moment) => search.with_date(name, moment),
                None => search.with_field(name, text),
            };
        }
        search
    }

    /// The value of a field of a time entry that is a date.
    fn moment_of(&self, name: &str, text: &str) -> Option<Moment> {
        if self.object_type != TASK {
            return None;
        }
        match Field::from_xml_name(name)?.kind() {
            Kind::Date | Kind::DateTime => moment(text).ok(),
            _ => None,
        }
    }

    fn filters(&self) -> Result<Vec<Filter>, Failure> {
        let mut filters = Vec::new();
        if self.from.is_some() || self.to.is_some() {
            if self.object_type != TASK {
                return Err(Failure::Usage(format!(
                    "`--from` and `--to` are for time entries; for {} say `--newer-than FIELD=DATE` and `--older-than FIELD=DATE`",
                    self.object_type
                )));
            }
            // That the day itself is not newer or older is our reading, so the neighbours are named.
            for (argument, bound, is_first) in
                [("--from", self.from, true), ("--to", self.to, false)]
            {
                let day = match bound {
                    None => continue,
                    Some(Moment::Day(day)) => day,
                    Some(Moment::Time(_)) => {
                        return Err(Failure::Usage(format!(
                            "`{argument}` is a day without a time"
                        )));
                    }
                };
                let neighbour = if is_first {
                    day.pred_opt().map(|day| Filter::newer_than("date", day))
                } else {
                    day.succ_opt().map(|day| Filter::older_than("date", day))
                };
                filters.extend(neighbour);
            }
        }
        for (relation, given) in [
            (DateRelation::NewerThan, &self.newer_than),
            (DateRelation::OlderThan, &self.older_than),
            (DateRelation::EqualTo, &self.date_equal_to),
        ] {
            for (field, moment) in given {
                filters.push(suiteprojects::api::DateFilter::new(relation, field, *moment).into());
            }
        }
        for name in &self.filter {
            filters.push(Filter::named(name).map_err(|error| {
                Failure::Usage(format!(
                    "`--filter`: {error}; dates have `--newer-than`, `--older-than` and `--date-equal-to`"
                ))
            })?);
        }
        Ok(filters)
    }
}

impl From<PageError> for Failure {
    fn from(error: PageError) -> Self {
        match error {
            PageError::Call(error) => Self::Call(CallError(error)),
            PageError::Refused(refusal) => Self::Refused {
                command: "Read",
                refusal: Box::new(refusal),
            },
            PageError::Record(error) => Self::Record(error),
            PageError::Incomplete(error) => Self::Incomplete(error),
            other => Self::Usage(other.to_string()),
        }
    }
}
