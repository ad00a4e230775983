//! Files that are written in one step.

use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::failure::Failure;

/// Writes a file in one step: it is complete, or as it was before. A link keeps pointing where it
/// does, and a file that is there keeps its permissions.
///
/// # Errors
///
/// [`Failure::OutputFile`] if it cannot be written; nothing is changed then.
pub fn replace(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    Replacement::begin(path)?.finish(write)
}

/// A file that will be written in one step. Until then, and if it is dropped, nothing is changed.
#[derive(Debug)]
pub struct Replacement {
    /// The file as it was named.
    shown: String,
    place: Place,
}

#[derive(Debug)]
enum Place {
    /// A new file, which takes the place of the target in the end.
    Beside {
        file: NamedTempFile,
        target: PathBuf,
        permissions: Option<Permissions>,
    },
    /// A pipe or a device: it is written to, never replaced.
    Special(File),
}

impl Replacement {
    /// Makes sure that there is a place for the file, before the work that fills it.
    ///
    /// # Errors
    ///
    /// [`Failure::OutputFile`] if there is none.
    pub fn begin(path: &Path) -> Result<Self, Failure> {
        let shown = path.display().to_string();
        match Place::find(path) {
            Ok(place) => Ok(Self { shown, place }),
            Err(error) => Err(failure(shown, error)),
        }
    }

    /// Writes the file and puts it into its place.
    ///
    /// # Errors
    ///
    /// [`Failure::OutputFile`] if it cannot be written; nothing is changed then.
    pub fn finish(
        self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        let Self { shown, place } = self;
        place.fill(write).map_err(|error| failure(shown, error))
    }
}

impl Place {
    fn find(path: &Path) -> io::Result<Self> {
        let target = match path.canonicalize() {
            Ok(target) => target,
            Err(error) if error.kind() == io::ErrorKind::NotFound => path.to_owned(),
            Err(error) => return Err(error),
        };
        let metadata = fs::metadata(&target).ok();
        if metadata.as_ref().is_some_and(|found| !found.is_file()) {
            return File::options().write(true).open(&target).map(Self::Special);
        }
        let folder = target
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        // The system's own words, if it is not there.
        fs::metadata(folder)?;
        let mut builder = tempfile::Builder::new();
        let permissions = metadata.map(|found| found.permissions());
        #[cfg(unix)]
        if permissions.is_none() {
            // As an ordinary new file, which the mask of the process restricts.
            builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        }
        Ok(Self::Beside {
            file: builder.tempfile_in(folder)?,
            target,
            permissions,
        })
    }

    fn fill(self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let written = |file: &mut File| {
            let mut buffered = io::BufWriter::new(file);
            write(&mut buffered)?;
            buffered.flush()
        };
        match self {
            Self::Special(mut file) => written(&mut file),
            Self::Beside {
                mut file,
                target,
                permissions,
            } => {
                written(file.as_file_mut())?;
                if let Some(permissions) = permissions {
                    file.as_file().set_permissions(permissions)?;
                }
                file.as_file().sync_all()?;
                file.persist(&target)?;
                Ok(())
            }
        }
    }
}

fn failure(file: String, error: io::Error) -> Failure {
    let source = match error.raw_os_error() {
        Some(_) => error,
        // What the library of temporary files adds is a name that nobody knows.
        None => error.kind().into(),
    };
    Failure::OutputFile { file, source }
}

#[cfg(all(test, unix))]
mod tests {
    use std::io::Read as _;
    use std::os::unix::fs::FileTypeExt as _;

    use super::*;

    /// Whoever may write everywhere would make a file of `/dev/null` otherwise.
    #[test]
    fn a_pipe_is_written_to_and_stays_a_pipe() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&path).status();
        assert!(made.unwrap().success());
        let reader = std::thread::spawn({
            let path = path.clone();
            move || {
                let mut text = String::new();
                File::open(path).unwrap().read_to_string(&mut text).unwrap();
                text
            }
        });
        replace(&path, |out| out.write_all(b"entries")).unwrap();
        assert_eq!(reader.join().unwrap(), "entries");
        assert!(fs::metadata(&path).unwrap().file_type().is_fifo());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn without_a_folder_there_is_one_line() {
        let folder = tempfile::tempdir().unwrap();
        for path in [folder.path().join("none/file"), folder.path().to_owned()] {
            let error = Replacement::begin(&path).unwrap_err();
            let line = crate::terminal::chain(&error);
            assert!(line.starts_with(&format!("cannot write {}: ", path.display())));
            assert!(line.contains("(os error "), "{line}");
        }
    }
}
