//! From bytes to lines and columns.

use std::cell::{Cell, OnceCell};
use std::ops::Range;

use crate::diagnostic::Spot;

/// How much of a long line is shown around the place, in bytes to either side.
const WINDOW: usize = 512;

/// The spot of a byte range in a part of a source that begins on the given line. The source shown
/// is the line on which the range begins, or a part of it; what goes beyond is not underlined.
pub fn spot_of_line(part: &[u8], range: Range<usize>, first_line: usize) -> Spot<'_> {
    let start = range.start.min(part.len());
    let before = part.get(..start).unwrap_or_default();
    let line_start = memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
    let lines_before =
        memchr::memchr_iter(b'\n', part.get(..line_start).unwrap_or_default()).count();
    let columns_before = characters(part, line_start..start);
    spot(
        part,
        range,
        line_start,
        first_line + lines_before,
        columns_before,
    )
}

/// The characters of a part of a text; bytes that are no text count as their replacements.
fn characters(text: &[u8], range: Range<usize>) -> usize {
    String::from_utf8_lossy(text.get(range).unwrap_or_default())
        .chars()
        .count()
}

/// The spot of a range that begins so many columns into its line. The work depends on the window,
/// not on the line, which may be megabytes long.
fn spot(
    text: &[u8],
    range: Range<usize>,
    line_start: usize,
    line: usize,
    columns_before: usize,
) -> Spot<'_> {
    let start = range.start.min(text.len());
    let mut first = start.saturating_sub(WINDOW).max(line_start);
    while first < start && is_continuation(text, first) {
        first += 1;
    }
    let mut last = start.saturating_add(WINDOW).min(text.len());
    while last < text.len() && last > start && is_continuation(text, last) {
        last -= 1;
    }
    let rest = text.get(start..last).unwrap_or_default();
    if let Some(line_end) = memchr::memchr(b'\n', rest) {
        last = start + line_end;
        if line_end > 0 && text.get(last - 1) == Some(&b'\r') {
            last -= 1;
        }
    }
    let end = range.end.clamp(start, last.max(start));
    let shown = |until: usize| String::from_utf8_lossy(text.get(first..until).unwrap_or_default());
    let source = shown(last.max(start));
    // Bytes that are not UTF-8 are longer once they are replaced.
    let underline_start = floor_boundary(&source, shown(start).len());
    let underline_end = floor_boundary(&source, shown(end).len()).max(underline_start);
    Spot {
        line,
        column: columns_before + 1,
        end_column: Some(columns_before + characters(text, start..end) + 1),
        source,
        source_line: line,
        underline: underline_start..underline_end,
    }
}

/// Whether the byte is not the first of its character.
fn is_continuation(text: &[u8], at: usize) -> bool {
    text.get(at)
        .is_some_and(|byte| byte & 0b1100_0000 == 0b1000_0000)
}

/// The last place at or before `at` where a character begins.
pub(crate) fn floor_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or_default()
}

/// A place in a line to count columns on from.
#[derive(Clone, Copy, Debug, Default)]
struct Counted {
    line_start: usize,
    byte: usize,
    columns: usize,
}

/// A whole source text that is asked for many spots.
#[derive(Debug)]
pub struct SourceText<'t> {
    text: &'t [u8],
    /// Where each line begins, counted when the first spot is asked for.
    lines: OnceCell<Vec<usize>>,
    /// The last place asked for: spots mostly come in order, and a line may be megabytes long.
    counted: Cell<Counted>,
}

impl<'t> SourceText<'t> {
    /// A source text.
    pub const fn new(text: &'t [u8]) -> Self {
        Self {
            text,
            lines: OnceCell::new(),
            counted: Cell::new(Counted {
                line_start: 0,
                byte: 0,
                columns: 0,
            }),
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
        let start = range.start.min(self.text.len());
        let counted = self.counted.get();
        let known = counted.line_start == line_start && counted.byte <= start;
        let from = if known {
            counted
        } else {
            Counted {
                line_start,
                byte: line_start,
                columns: 0,
            }
        };
        let columns = from.columns + characters(self.text, from.byte..start);
        self.counted.set(Counted {
            line_start,
            byte: start,
            columns,
        });
        spot(self.text, range, line_start, line, columns)
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

    #[test]
    fn a_long_line_is_shown_in_part() {
        let text = format!("first\n{}é{}", "ö".repeat(3000), "x".repeat(3000));
        let source = SourceText::new(text.as_bytes());
        for _ in 0..2 {
            let spot = source.spot(6006..6008);
            assert_eq!(
                (spot.line, spot.column, spot.end_column),
                (2, 3001, Some(3002))
            );
            assert_eq!(&spot.source[spot.underline.clone()], "é");
            assert!(spot.source.len() < 1100, "{}", spot.source.len());
        }
        // Backwards too, although places mostly come in order.
        let spot = source.spot(6..8);
        assert_eq!(
            (spot.column, &spot.source[spot.underline.clone()]),
            (1, "ö")
        );
    }

    proptest! {
        /// Oracle: the line cut out and its characters counted, for texts that are UTF-8.
        #[test]
        fn columns_agree_with_plain_counting(text in "[a-zé\\n]{0,80}", starts in proptest::collection::vec(0_usize..160, 1..6)) {
            let source = SourceText::new(text.as_bytes());
            for start in starts {
                let Some(before) = text.get(..start) else { continue };
                let spot = source.spot(start..start);
                let line = before.rsplit('\n').next().unwrap();
                prop_assert_eq!(spot.line, before.matches('\n').count() + 1);
                prop_assert_eq!(spot.column, line.chars().count() + 1);
                prop_assert_eq!(&spot.source[..spot.underline.start], line);
            }
        }

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
