//! Where input comes from.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Chain, Cursor, Read};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use suiteprojects::xml::Limits;
use thiserror::Error;

/// A file, standard input, or a text that was put together.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Source {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
    /// A text that was put together from something else.
    Text {
        /// Where it comes from, such as `<arguments>`.
        name: String,
        /// The text.
        text: String,
    },
}

impl From<&Path> for Source {
    /// `-` is standard input.
    fn from(path: &Path) -> Self {
        if path == Path::new("-") {
            Self::Stdin
        } else {
            Self::File(path.to_owned())
        }
    }
}

impl Source {
    /// The name to show.
    pub fn name(&self) -> String {
        match self {
            Self::Stdin => "<stdin>".to_owned(),
            Self::File(path) => path.display().to_string(),
            Self::Text { name, .. } => name.clone(),
        }
    }

    /// The path, if it is a file.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Stdin | Self::Text { .. } => None,
            Self::File(path) => Some(path),
        }
    }

    /// Opens it and takes a byte order mark off.
    ///
    /// # Errors
    ///
    /// [`InputError`] if it cannot be opened, or begins like UTF-16.
    pub fn open(&self, meter: &Meter) -> Result<Input, InputError> {
        let (reader, size): (Box<dyn Read>, _) = match self {
            Self::Stdin => (Box::new(io::stdin().lock()), None),
            Self::Text { text, .. } => (Box::new(Cursor::new(text.clone())), None),
            Self::File(path) => {
                let file = File::open(path).map_err(|error| self.failure(error))?;
                let metadata = file.metadata().map_err(|error| self.failure(error))?;
                if metadata.is_dir() {
                    return Err(self.failure(io::Error::from(io::ErrorKind::IsADirectory)));
                }
                (Box::new(file), metadata.is_file().then_some(metadata.len()))
            }
        };
        meter.begin(size);
        Input::new(reader, meter).map_err(|error| self.failure(error))
    }

    /// An error of the system, with the name of the file.
    pub fn failure(&self, source: io::Error) -> InputError {
        InputError {
            name: self.name(),
            source,
        }
    }
}

/// A file that cannot be read.
#[derive(Debug, Error)]
#[error("cannot read {name}")]
pub struct InputError {
    name: String,
    source: io::Error,
}

impl InputError {
    /// What the system said.
    pub const fn io(&self) -> &io::Error {
        &self.source
    }
}

/// The first line, which was looked at, and then the rest.
type Whole = Chain<Cursor<Vec<u8>>, Box<dyn Read>>;

/// An open input, without its byte order mark.
pub struct Input {
    reader: BufReader<Counting<Whole>>,
}

impl std::fmt::Debug for Input {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Input").finish_non_exhaustive()
    }
}

impl Input {
    /// Reads from `reader`, and counts what is read on `meter`.
    ///
    /// # Errors
    ///
    /// What the reader says; an error that explains itself if the text is UTF-16.
    pub fn new(mut reader: Box<dyn Read>, meter: &Meter) -> io::Result<Self> {
        let start = first_line(&mut reader)?;
        let start = match start.as_slice() {
            [0xef, 0xbb, 0xbf, rest @ ..] => rest.to_vec(),
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => {
                return Err(io::Error::new(
                    io::ErrorKind::InvalidData,
                    "the text is UTF-16, expected UTF-8; save the file as UTF-8",
                ));
            }
            _ => start,
        };
        let inner = Cursor::new(start).chain(reader);
        let counting = Counting {
            inner,
            meter: meter.clone(),
        };
        Ok(Self {
            reader: BufReader::with_capacity(BUFFER, counting),
        })
    }

    /// The first bytes, without taking them: the whole first line, unless it is very long.
    ///
    /// # Errors
    ///
    /// What the reader says.
    pub fn peek(&mut self) -> io::Result<&[u8]> {
        self.reader.fill_buf()
    }

    /// Everything that is left, at most as many bytes as a document may have.
    ///
    /// # Errors
    ///
    /// What the reader says; an error that explains itself if there is more.
    pub fn read_all(&mut self) -> io::Result<Vec<u8>> {
        let limit = Limits::default().bytes;
        let mut bytes = Vec::new();
        let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
        self.reader.by_ref().take(most).read_to_end(&mut bytes)?;
        if bytes.len() > limit {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                format!(
                    "the file has more than {limit} bytes; split it, or use CSV or JSON Lines, which have no limit"
                ),
            ));
        }
        Ok(bytes)
    }
}

impl Read for Input {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.reader.read(buffer)
    }
}

impl BufRead for Input {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.reader.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.reader.consume(amount);
    }
}

/// How many bytes are read at a time.
const BUFFER: usize = 1 << 16;

/// Reads until a line end, the end, or a full buffer. A pipe may hand over its first bytes one by
/// one, too few to tell anything from.
fn first_line(reader: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut start = vec![0; BUFFER];
    let mut length = 0;
    while length < BUFFER {
        let free = start.get_mut(length..).unwrap_or_default();
        match reader.read(free) {
            Ok(0) => break,
            Ok(count) => {
                let line_end = free.get(..count).is_some_and(|new| new.contains(&b'\n'));
                length += count;
                if line_end {
                    break;
                }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    start.truncate(length);
    Ok(start)
}

/// How far the reading of an input has come.
#[derive(Clone, Debug, Default)]
pub struct Meter(Rc<Cell<Metered>>);

/// What a [`Meter`] shows.
#[derive(Clone, Copy, Debug, Default)]
pub struct Metered {
    /// The bytes in all, if that is known.
    pub size: Option<u64>,
    /// The bytes taken so far.
    pub taken: u64,
}

impl Meter {
    /// What it shows now.
    pub fn get(&self) -> Metered {
        self.0.get()
    }

    fn begin(&self, size: Option<u64>) {
        self.0.set(Metered { size, taken: 0 });
    }

    fn add(&self, count: usize) {
        let Metered { size, taken } = self.0.get();
        let taken = taken.saturating_add(u64::try_from(count).unwrap_or(u64::MAX));
        self.0.set(Metered { size, taken });
    }
}

/// Counts what is read.
struct Counting<R> {
    inner: R,
    meter: Meter,
}

impl<R: Read> Read for Counting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.meter.add(count);
        Ok(count)
    }
}
