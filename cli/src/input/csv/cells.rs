//! Where the cells of a row stand, and whether its quotes are right.

use std::ops::Range;

use thiserror::Error;

/// A quote where none can be.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub(super) enum QuoteError {
    #[error(
        "text follows the closing quote of a cell, expected the next cell or the end of the row"
    )]
    TextAfterQuote { at: usize },
    #[error("the quote of a cell is never closed")]
    Unclosed { at: usize },
}

impl QuoteError {
    /// The byte of the row.
    pub(super) const fn at(self) -> usize {
        match self {
            Self::TextAfterQuote { at } | Self::Unclosed { at } => at,
        }
    }
}

/// The cells of a row, each with its quotes, and what is wrong with them.
pub(super) struct Cells<'r> {
    row: &'r [u8],
    delimiter: u8,
    /// Where the next cell begins; `None` after the last.
    next: Option<usize>,
    error: Option<QuoteError>,
}

impl<'r> Cells<'r> {
    pub(super) fn of(row: &'r [u8], delimiter: u8) -> Self {
        Self {
            row,
            delimiter,
            next: Some(0),
            error: None,
        }
    }

    /// The end of the cell that begins at `start`.
    fn end(&mut self, start: usize) -> usize {
        let delimiter_from = |from: usize| {
            let rest = self.row.get(from..).unwrap_or_default();
            from + memchr::memchr(self.delimiter, rest).unwrap_or(rest.len())
        };
        if self.row.get(start) != Some(&b'"') {
            return delimiter_from(start);
        }
        let mut at = start + 1;
        loop {
            let rest = self.row.get(at..).unwrap_or_default();
            let Some(quote) = memchr::memchr(b'"', rest).map(|found| at + found) else {
                self.error.get_or_insert(QuoteError::Unclosed { at: start });
                return self.row.len();
            };
            match self.row.get(quote + 1) {
                Some(b'"') => at = quote + 2,
                None => return quote + 1,
                Some(next) if *next == self.delimiter => return quote + 1,
                Some(_) => {
                    self.error
                        .get_or_insert(QuoteError::TextAfterQuote { at: quote + 1 });
                    return delimiter_from(quote + 1);
                }
            }
        }
    }
}

impl Iterator for Cells<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.next?;
        let end = self.end(start);
        self.next = (end < self.row.len()).then_some(end + 1);
        Some(start..end)
    }
}

/// Checks the quotes of a row.
pub(super) fn scan(row: &[u8], delimiter: u8) -> Result<(), QuoteError> {
    let mut cells = Cells::of(row, delimiter);
    while cells.next().is_some() {}
    cells.error.map_or(Ok(()), Err)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn misplaced_quotes_are_found() {
        for (row, expected) in [
            (r#"a,"b ""c"" d",e"#, Ok(())),
            (r#"5" pipe,x"#, Ok(())),
            (r#""a" ,b"#, Err(QuoteError::TextAfterQuote { at: 3 })),
            (r#"a,"b"#, Err(QuoteError::Unclosed { at: 2 })),
            (r#"a,"b"""#, Err(QuoteError::Unclosed { at: 2 })),
            ("\"\"\"", Err(QuoteError::Unclosed { at: 0 })),
            ("\"\"", Ok(())),
            ("\"two\nlines\"", Ok(())),
        ] {
            assert_eq!(scan(row.as_bytes(), b','), expected, "{row}");
        }
    }

    proptest! {
        /// Oracle: the csv crate, on rows whose quotes are right.
        #[test]
        fn agrees_with_the_csv_crate(row in r#"([a-c" ]{0,3}|"([a,\n]|""){0,4}")(,([a-c" ]{0,3}|"([a,\n]|""){0,4}")){0,4}"#) {
            prop_assume!(!row.is_empty() && scan(row.as_bytes(), b',').is_ok());
            let reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .from_reader(row.as_bytes());
            let records: Vec<_> = reader.into_records().map(Result::unwrap).collect();
            // A line break outside quotes makes two rows of it.
            prop_assume!(records.len() == 1 && !row.ends_with('\n'));
            let expected: Vec<&str> = records[0].iter().collect();
            let found: Vec<String> = Cells::of(row.as_bytes(), b',')
                .map(|range| {
                    let cell = &row[range];
                    match cell.strip_prefix('"').and_then(|inner| inner.strip_suffix('"')) {
                        Some(inner) => inner.replace("\"\"", "\""),
                        None => cell.to_owned(),
                    }
                })
                .collect();
            prop_assert_eq!(found, expected);
        }
    }
}
