//! Files that are written in one step.

use std::io::{self, Write};
use std::path::Path;

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
    let failure = |source: io::Error| Failure::OutputFile {
        file: path.display().to_string(),
        // What the library of temporary files adds is a name that nobody knows.
        source: source.kind().into(),
    };
    let target = match path.canonicalize() {
        Ok(target) => target,
        Err(error) if error.kind() == io::ErrorKind::NotFound => path.to_owned(),
        Err(error) => return Err(failure(error)),
    };
    let folder = target
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    let permissions = std::fs::metadata(&target)
        .ok()
        .map(|metadata| metadata.permissions());
    #[cfg(unix)]
    if permissions.is_none() {
        // As an ordinary new file, which the mask of the process restricts.
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder).map_err(failure)?;
    {
        let mut buffered = io::BufWriter::new(file.as_file_mut());
        write(&mut buffered)
            .and_then(|()| buffered.flush())
            .map_err(failure)?;
    }
    if let Some(permissions) = permissions {
        file.as_file()
            .set_permissions(permissions)
            .map_err(failure)?;
    }
    file.as_file().sync_all().map_err(failure)?;
    file.persist(&target)
        .map_err(|error| failure(error.error))?;
    Ok(())
}
