//! What each renderer writes.

mod concise;
mod github;
mod json;
mod properties;
mod samples;
mod sarif;
mod text;

use std::io;

use suiteprojects_cli::render::Renderer;

use self::samples::Samples;

/// Renders the samples and the summary.
fn rendered<R: Renderer>(renderer: impl FnOnce(Sink) -> R) -> String {
    let sink = Sink::default();
    let mut renderer = renderer(sink.clone());
    let samples = Samples::new();
    for diagnostic in samples.diagnostics() {
        renderer.diagnostic(&diagnostic).unwrap();
    }
    renderer.finish(&Samples::summary()).unwrap();
    sink.text()
}

/// Takes what a renderer writes, and can be read while the renderer has it.
#[derive(Clone, Debug, Default)]
struct Sink(std::rc::Rc<std::cell::RefCell<Vec<u8>>>);

impl Sink {
    fn text(&self) -> String {
        String::from_utf8(self.0.borrow().clone()).unwrap()
    }
}

impl io::Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
