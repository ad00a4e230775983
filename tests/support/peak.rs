//! How much memory the process takes at most, as Linux counts it.

use std::fs;

/// What something brings, and by how many bytes the memory of the process grew at most meanwhile;
/// `None` where the system does not tell.
pub(crate) fn peak_of<T>(run: impl FnOnce() -> T) -> (T, Option<usize>) {
    // Forgets the peak so far.
    let is_reset = fs::write("/proc/self/clear_refs", "5").is_ok();
    let before = status("VmRSS:");
    let result = run();
    let peak = status("VmHWM:").filter(|_| is_reset);
    let grown = peak
        .zip(before)
        .map(|(peak, before)| peak.saturating_sub(before));
    (result, grown)
}

fn status(name: &str) -> Option<usize> {
    let text = fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    let kilobytes: usize = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kilobytes << 10)
}
