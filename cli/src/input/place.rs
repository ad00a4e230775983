//! From bytes to lines and columns.

use std::cell::OnceCell;
use std::ops::Range;

use crate::diagnostic::Spot;

/// The spot of a byte range in a part of a source that begins on the given line. The source shown
/// is the line on which the range begins; what goes beyond it is not underlined.
pub fn spot_of_line(part: &[u8], range: Range<usize>, first_line: usize) -> Spot<'_> {
    let start = range.start.min(part.len());
    let line_start =
        memchr::memrchr(b'\n', part.get(..start).unwrap_or_default()).map_or(0, |at| at + 1);
    let lines_before =
        memchr::memchr_iter(b'\n', part.get(..line_start).unwrap_or_default()).count();
    spot(part, range, line_start, first_line + lines_before)
}

fn spot(text: &[u8], range: Range<usize>, line_start: usize, line: usize) -> Spot<'_> {
    let rest = text.get(line_start..).unwrap_or_default();
    let row = rest
        .get(..memchr::memchr(b'\n', rest).unwrap_or(rest.len()))
        .unwrap_or_default();
    let row = row.strip_suffix(b"\r").unwrap_or(row);
    let source = String::from_utf8_lossy(row);
    // Bytes that are not UTF-8 are longer once they are replaced.
    let shown = |at: usize| {
        let before = row
            .get(..at.saturating_sub(line_start).min(row.len()))
            .unwrap_or_default();
        let before = String::from_utf8_lossy(before);
        (before.len().min(source.len()), before.chars().count())
    };
    let (start, columns_before) = shown(range.start);
    let (end, columns_to_end) = shown(range.end.max(range.start));
    let start = floor_boundary(&source, start);
    let end = floor_boundary(&source, end).max(start);
    Spot {
        line,
        column: columns_before + 1,
        end_column: Some(columns_to_end.max(columns_before) + 1),
        source,
        source_line: line,
        underline: start..end,
    }
}

fn floor_boundary(text: &str, at: usize) -> usize {
    (0..=at)
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or_default()
}

/// A whole source text that is asked for many spots.
#[derive(Debug)]
pub struct SourceText<'t> {
    text: &'t [u8],
    /// Where each line begins, counted when the first spot is asked for.
    lines: OnceCell<Vec<usize>>,
}

impl<'t> SourceText<'t> {
    /// A source text.
    pub const fn new(text: &'t [u8]) -> Self {
        Self {
            text,
            lines: OnceCell::new(),
        }
    }

    /// The spot of a byte range.
    pub fn spot(&self, range: Range<usize>) -> Spot<'t> {
        let lines = self.lines.get_or_init(|| {
            std::iter::once(0)
                .chain(memchr::memchr_iter(b'\n', self.text).map(|at| at + 1))
                .collect()
        });
        let line = lines.partition_point(|&start| start <= range.start).max(1);
        let line_start = lines.get(line - 1).copied().unwrap_or_default();
        spot(self.text, range, line_start, line)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn columns_are_characters_and_underlines_bytes() {
        let text = "first\r\nzwölf,x\nlast".as_bytes();
        let spot = SourceText::new(text).spot(14..15);
        assert_eq!((spot.line, spot.column, spot.end_column), (2, 7, Some(8)));
        assert_eq!(&spot.source[spot.underline.clone()], "x");
        assert_eq!(spot.source, "zwölf,x");
    }

    #[test]
    fn bytes_that_are_no_text_are_shown_as_replacements() {
        let spot = spot_of_line(b"a\xff\xfeb,c", 5..6, 9);
        assert_eq!((spot.line, spot.column), (9, 6));
        assert_eq!(&spot.source[spot.underline.clone()], "c");
    }

    proptest! {
        #[test]
        fn any_range_of_any_bytes_has_a_spot(text: Vec<u8>, start in 0_usize..80, length in 0_usize..80) {
            let whole = SourceText::new(&text).spot(start..start + length);
            let part = spot_of_line(&text, start..start + length, 1);
            prop_assert!(whole.line >= 1 && whole.column >= 1);
            prop_assert!(whole.source.get(whole.underline.clone()).is_some());
            if start <= text.len() {
                prop_assert_eq!((whole.line, whole.column, whole.source), (part.line, part.column, part.source));
            }
        }
    }
}
