//! Arbitrary bytes as a script of events.

/// A script: each byte chooses among the names that are asked for. In the seeds, which are written by
/// hand, it is the letter that the name begins with; any other byte counts from the first name on and
/// around. Blanks and line ends are passed over, and a `#` up to the end of its line.
pub struct Script<'d> {
    rest: &'d [u8],
}

impl<'d> Script<'d> {
    /// The script that these bytes are.
    pub fn new(data: &'d [u8]) -> Self {
        let mut script = Self { rest: data };
        script.skip();
        script
    }

    fn skip(&mut self) {
        while let [first, rest @ ..] = self.rest {
            match first {
                b' ' | b'\n' => self.rest = rest,
                b'#' => {
                    let end = rest.iter().position(|byte| *byte == b'\n');
                    self.rest = &rest[end.unwrap_or(rest.len())..];
                }
                _ => break,
            }
        }
    }

    /// Whether nothing is left; then every choice is the first.
    pub fn is_over(&self) -> bool {
        self.rest.is_empty()
    }

    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        self.skip();
        Some(*first)
    }

    /// One of these, each with the letter that stands for it.
    pub fn choose<T: Copy>(&mut self, choices: &[(u8, T)]) -> T {
        let Some(byte) = self.byte() else {
            return choices[0].1;
        };
        let named = choices.iter().find(|(letter, _)| *letter == byte);
        named
            .unwrap_or(&choices[usize::from(byte) % choices.len()])
            .1
    }

    /// A number below this one, a digit for itself.
    pub fn below(&mut self, end: u64) -> u64 {
        let Some(byte) = self.byte() else { return 0 };
        let number = if byte.is_ascii_digit() {
            byte - b'0'
        } else {
            byte
        };
        u64::from(number) % end
    }

    /// Yes or no.
    pub fn flag(&mut self) -> bool {
        self.choose(&[(b'n', false), (b'y', true)])
    }
}
