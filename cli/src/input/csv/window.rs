//! Keeps the bytes of the current row, so that a finding can show them.

use std::io::{self, Read};

use thiserror::Error;

/// The longest row, in bytes. It bounds the memory, whatever the file holds.
pub(super) const LONGEST_RECORD: usize = 16 << 20;

/// A row that is longer than [`LONGEST_RECORD`].
#[derive(Clone, Copy, Debug, Error)]
#[error("the row is too long")]
pub(super) struct RecordTooLong;

/// Hands bytes through and remembers those from the start of the current row on.
pub(super) struct Window<R> {
    inner: R,
    bytes: Vec<u8>,
    /// The byte of the input at which `bytes` begins.
    first: u64,
    /// Where the current row begins and ends in the input, and on which line it begins.
    record: (u64, u64, u64),
}

impl<R: Read> Window<R> {
    pub(super) fn new(inner: R) -> Self {
        Self {
            inner,
            bytes: Vec::new(),
            first: 0,
            record: (0, 0, 1),
        }
    }

    pub(super) fn begin_record(&mut self, byte: u64, line: u64) {
        self.record = (byte, byte, line);
        // Bytes are moved only when most of them are old: once per byte on the whole.
        let old = self.place(byte);
        if old > self.bytes.len() / 2 {
            self.bytes.drain(..old);
            self.first = byte;
        }
    }

    pub(super) fn end_record(&mut self, byte: u64) {
        self.record.1 = byte;
    }

    fn place(&self, byte: u64) -> usize {
        usize::try_from(byte.saturating_sub(self.first))
            .unwrap_or(usize::MAX)
            .min(self.bytes.len())
    }

    /// The current row without blank lines before it and its line end, and the line it begins on.
    pub(super) fn record(&self) -> (&[u8], usize) {
        let (start, end, line) = self.record;
        let end = if end > start {
            self.place(end)
        } else {
            self.bytes.len()
        };
        let mut raw = self.bytes.get(self.place(start)..end).unwrap_or_default();
        let mut line = usize::try_from(line).unwrap_or(usize::MAX);
        while let [first @ (b'\r' | b'\n'), rest @ ..] = raw {
            line += usize::from(*first == b'\n');
            raw = rest;
        }
        while let [rest @ .., b'\r' | b'\n'] = raw {
            raw = rest;
        }
        (raw, line)
    }
}

impl<R: Read> Read for Window<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let kept = self.bytes.len() - self.place(self.record.0);
        if kept > LONGEST_RECORD {
            return Err(io::Error::other(RecordTooLong));
        }
        let count = self.inner.read(buffer)?;
        self.bytes
            .extend_from_slice(buffer.get(..count).unwrap_or_default());
        Ok(count)
    }
}
