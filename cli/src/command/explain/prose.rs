//! The Markdown of explanations as plain paragraphs.

/// A part of an explanation.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Block {
    /// A heading, without its marks.
    Heading(String),
    /// A paragraph on one line.
    Paragraph(String),
}

/// The headings and paragraphs of a text. Names in backticks stay as they are.
pub(super) fn blocks(markdown: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut paragraph = String::new();
    for line in markdown.lines().map(str::trim).chain([""]) {
        let heading = line
            .strip_prefix('#')
            .map(|rest| rest.trim_start_matches('#').trim());
        if (line.is_empty() || heading.is_some()) && !paragraph.is_empty() {
            blocks.push(Block::Paragraph(std::mem::take(&mut paragraph)));
        }
        if let Some(heading) = heading {
            blocks.push(Block::Heading(heading.to_owned()));
        } else if !line.is_empty() {
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(line);
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_paragraph_are_joined() {
        let heading = |text: &str| Block::Heading(text.to_owned());
        let paragraph = |text: &str| Block::Paragraph(text.to_owned());
        assert_eq!(
            blocks(" One\n two.\n\n # Why\n\n\n Three.\n## What\nFour.\n"),
            [
                paragraph("One two."),
                heading("Why"),
                paragraph("Three."),
                heading("What"),
                paragraph("Four."),
            ]
        );
    }
}
