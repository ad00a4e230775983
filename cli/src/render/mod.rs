//! Renderers of diagnostics, one file for each form.
//!
//! Each writes a diagnostic in one piece as it comes and keeps nothing that grows with their number.

pub mod concise;
mod excerpt;
pub mod github;
pub mod json;
mod parameters;
pub mod sarif;
pub mod text;
mod visible;

use std::io;

use crate::diagnostic::{Diagnostic, Summary};

/// Writes diagnostics in one form, as they come.
pub trait Renderer {
    /// Writes one diagnostic.
    ///
    /// # Errors
    ///
    /// What the output says.
    fn diagnostic(&mut self, diagnostic: &Diagnostic<'_>) -> io::Result<()>;

    /// Writes what the form ends with, and flushes.
    ///
    /// # Errors
    ///
    /// What the output says.
    fn finish(&mut self, summary: &Summary) -> io::Result<()>;
}
