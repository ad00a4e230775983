//! From a byte offset to a line and a column.

/// A place in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Offset in bytes from the start of the input, counted from 0.
    pub byte: usize,
    /// Line, counted from 1. A line ends with LF, CR LF or CR.
    pub line: usize,
    /// Column in characters (Unicode scalar values), counted from 1. A byte order mark has no column.
    pub column: usize,
}

/// Turns byte offsets into positions, cheaply if they are asked for in ascending order.
///
/// ```
/// use suiteprojects::xml::Positions;
///
/// let mut positions = Positions::new("<a>\r\n  é<b/></a>".as_bytes());
/// let b = positions.of(9);
/// assert_eq!((b.line, b.column), (2, 4));
/// ```
#[derive(Clone)]
pub struct Positions<'a> {
    input: &'a [u8],
    reached: Position,
}

impl<'a> Positions<'a> {
    /// Starts at the first byte of `input`, which need not be UTF-8.
    #[must_use]
    pub fn new(input: &'a [u8]) -> Self {
        Positions {
            input,
            reached: START,
        }
    }

    /// The position of a byte; an offset beyond the end stands for the end.
    ///
    /// Continues from the last answer, or from the start if `byte` lies before it.
    pub fn of(&mut self, byte: usize) -> Position {
        let byte = byte.min(self.input.len());
        if byte < self.reached.byte {
            self.reached = START;
        }
        let mut position = self.reached;
        if position.byte < BYTE_ORDER_MARK.len() && self.input.starts_with(BYTE_ORDER_MARK) {
            position.byte = BYTE_ORDER_MARK.len().min(byte);
        }
        let mut bytes = self.input.get(position.byte..).unwrap_or_default();
        while position.byte < byte
            && let [current, rest @ ..] = bytes
        {
            match current {
                b'\r' if rest.first() == Some(&b'\n') => position.column += 1,
                b'\n' | b'\r' => {
                    position.line += 1;
                    position.column = 1;
                }
                // The later bytes of a character.
                0x80..=0xBF => {}
                _ => position.column += 1,
            }
            position.byte += 1;
            bytes = rest;
        }
        self.reached = position;
        position
    }
}

impl std::fmt::Debug for Positions<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Positions")
            .field("reached", &self.reached)
            .finish_non_exhaustive()
    }
}

pub(super) const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

const START: Position = Position {
    byte: 0,
    line: 1,
    column: 1,
};

#[cfg(test)]
mod tests {
    use super::*;

    fn line_and_column(input: &str, byte: usize) -> (usize, usize) {
        let position = Positions::new(input.as_bytes()).of(byte);
        (position.line, position.column)
    }

    #[test]
    fn three_kinds_of_line_end() {
        let text = "a\nb\r\nc\rd";
        let expected = [
            (1, 1),
            (1, 2),
            (2, 1),
            (2, 2),
            (2, 3),
            (3, 1),
            (3, 2),
            (4, 1),
            (4, 2),
        ];
        for (byte, expected) in expected.into_iter().enumerate() {
            assert_eq!(line_and_column(text, byte), expected, "byte {byte}");
        }
    }

    #[test]
    fn columns_are_characters() {
        assert_eq!(line_and_column("äöü€𝄞x", 6), (1, 4));
        assert_eq!(line_and_column("äöü€𝄞x", 13), (1, 6));
    }

    #[test]
    fn a_byte_order_mark_has_no_column() {
        assert_eq!(line_and_column("\u{FEFF}ab", 3), (1, 1));
        assert_eq!(line_and_column("\u{FEFF}ab", 4), (1, 2));
        assert_eq!(Positions::new(b"\xEF\xBB\xBFab").of(1).byte, 1);
    }

    #[test]
    fn an_offset_beyond_the_end_is_the_end() {
        assert_eq!(
            Positions::new(b"ab").of(99),
            Position {
                byte: 2,
                line: 1,
                column: 3
            }
        );
    }

    #[test]
    fn any_order_of_questions_gives_the_same_answers() {
        let text = "\u{FEFF}a\r\né\n\r\rx€\n".as_bytes();
        let mut shared = Positions::new(text);
        for first in 0..=text.len() {
            for second in 0..=text.len() {
                for byte in [first, second] {
                    assert_eq!(shared.of(byte), Positions::new(text).of(byte));
                }
            }
        }
    }
}
