//! The part of a source that is worth showing: a row may have megabytes, and a whole XML document
//! may be one line.

use std::ops::Range;

use unicode_width::UnicodeWidthChar as _;

use super::visible::visible;
use crate::diagnostic::Spot;
use crate::input::floor_boundary;

/// How many lines of a cell that spans several are shown.
const MOST_LINES: usize = 4;

/// Lines are counted on from here without care for overflow.
const LAST_LINE: usize = usize::MAX / 2;

/// A few lines of a source, without control characters other than tabs and the line feeds between
/// them. What was cut off is marked by `…`.
#[derive(Debug, Eq, PartialEq)]
pub(super) struct Excerpt {
    pub(super) source: String,
    /// The line, from 1, on which `source` begins.
    pub(super) line: usize,
    /// In bytes of `source`, on character boundaries.
    pub(super) underline: Range<usize>,
}

impl Excerpt {
    /// What is underlined, cut to `width` columns and a few lines, with up to `context` columns
    /// before and after it.
    pub(super) fn new(spot: &Spot<'_>, width: usize, context: usize) -> Self {
        let text = &*spot.source;
        let start = floor_boundary(text, spot.underline.start);
        let end = floor_boundary(text, spot.underline.end).max(start);
        let (before, rest) = text.split_at_checked(start).unwrap_or_default();
        let (underlined, after) = rest.split_at_checked(end - start).unwrap_or_default();
        let (lines_before, before) = match before.rfind('\n') {
            None => (0, before),
            Some(at) => (
                memchr::memchr_iter(b'\n', before.as_bytes()).count(),
                before.get(at + 1..).unwrap_or_default(),
            ),
        };

        let mut source = String::new();
        let skipped = first_within(before.chars().rev(), context);
        if let Some(shown) = skipped {
            source.push('…');
            let from = before.len() - shown;
            push(before.get(from..).unwrap_or_default(), &mut source);
        } else {
            push(before, &mut source);
        }
        let underline_start = source.len();
        let complete = push_lines(underlined, width, &mut source);
        let underline_end = source.len();
        if complete {
            let after = after.split('\n').next().unwrap_or_default();
            let after = after.strip_suffix('\r').unwrap_or(after);
            push_start(after, context, &mut source);
        }
        Self {
            source,
            line: spot
                .source_line
                .saturating_add(lines_before)
                .clamp(1, LAST_LINE),
            underline: underline_start..underline_end,
        }
    }

    /// The last line that is shown.
    pub(super) fn last_line(&self) -> usize {
        let more = memchr::memchr_iter(b'\n', self.source.as_bytes()).count();
        self.line.saturating_add(more)
    }
}

/// Shows the first lines, each from its start, and says whether that was all.
fn push_lines(text: &str, width: usize, source: &mut String) -> bool {
    // A line feed at the end begins a line of which nothing is underlined.
    let (text, mut complete) = match text.strip_suffix('\n') {
        Some(text) => (text.strip_suffix('\r').unwrap_or(text), false),
        None => (text, true),
    };
    for (number, line) in text
        .split("\r\n")
        .flat_map(|lines| lines.split('\n'))
        .enumerate()
    {
        if number == MOST_LINES {
            source.push('…');
            return false;
        }
        if number > 0 {
            source.push('\n');
        }
        complete &= push_start(line, width, source);
    }
    complete
}

/// Shows as much of the start of a line as has room, and says whether that was all.
fn push_start(line: &str, width: usize, source: &mut String) -> bool {
    match first_within(line.chars(), width) {
        None => {
            push(line, source);
            true
        }
        Some(shown) => {
            push(line.get(..shown).unwrap_or_default(), source);
            source.push('…');
            false
        }
    }
}

/// How many bytes of the characters have room in `width` columns; `None` if all have.
fn first_within(characters: impl Iterator<Item = char>, width: usize) -> Option<usize> {
    let mut columns = 0;
    let mut bytes = 0;
    for character in characters {
        columns += match character {
            '\t' => 4,
            // Without a width of its own, it must not be without bounds either.
            _ => character.width().unwrap_or(1).max(1),
        };
        if columns > width {
            return Some(bytes);
        }
        bytes += character.len_utf8();
    }
    None
}

fn push(text: &str, source: &mut String) {
    source.extend(text.chars().map(|character| match character {
        '\t' => '\t',
        _ => visible(character),
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(source: &str, underline: Range<usize>) -> Excerpt {
        let spot = Spot {
            line: 7,
            column: 1,
            end_column: None,
            source: source.into(),
            source_line: 7,
            underline,
        };
        Excerpt::new(&spot, 10, 5)
    }

    fn shown(source: &str, underline: Range<usize>) -> (String, String, usize) {
        let Excerpt {
            source,
            line,
            underline,
        } = excerpt(source, underline);
        let underlined = source[underline].to_owned();
        (source, underlined, line)
    }

    #[test]
    fn what_fits_stays_as_it_is() {
        assert_eq!(shown("a,bc,d", 2..4), ("a,bc,d".into(), "bc".into(), 7));
        assert_eq!(shown("", 0..0), (String::new(), String::new(), 7));
    }

    #[test]
    fn long_rows_are_cut_on_both_sides() {
        assert_eq!(
            shown("0123456789,xyz,0123456789", 11..14),
            ("…6789,xyz,0123…".into(), "xyz".into(), 7)
        );
        // Two columns each: two fit into five.
        assert_eq!(
            shown("日本語日本語x語語語", 18..19),
            ("…本語x語語…".into(), "x".into(), 7)
        );
    }

    #[test]
    fn a_long_cell_shows_its_start() {
        assert_eq!(
            shown("a,0123456789012345,b", 2..18),
            ("a,0123456789…".into(), "0123456789…".into(), 7)
        );
    }

    #[test]
    fn a_cell_of_many_lines_shows_the_first() {
        assert_eq!(
            shown("first\na,\"b\nc\nd\ne\nf\ng\",h", 8..21),
            ("a,\"b\nc\nd\ne…".into(), "\"b\nc\nd\ne…".into(), 8)
        );
        assert_eq!(
            shown("a,\"b\r\nc\",d", 2..8),
            ("a,\"b\nc\",d".into(), "\"b\nc\"".into(), 7)
        );
        assert_eq!(shown("a\nb\r\n", 0..5), ("a\nb".into(), "a\nb".into(), 7));
    }

    #[test]
    fn ranges_are_forgiven() {
        assert_eq!(shown("äb", 1..9), ("äb".into(), "äb".into(), 7));
        #[allow(clippy::reversed_empty_ranges, reason = "it is what is tested")]
        let reversed = shown("ab", 2..1);
        assert_eq!(reversed, ("ab".into(), String::new(), 7));
    }

    #[test]
    fn controls_are_shown_as_pictures() {
        assert_eq!(
            shown("a\u{1b}[1m\tb", 1..5),
            ("a\u{241b}[1m\tb".into(), "\u{241b}[1m".into(), 7)
        );
    }
}
