//! `man`: the manual page.

use std::io;

use clap::Args;
use clap_mangen::Man;
use clap_mangen::roff::Roff;

use crate::exit::ExitStatus;

/// Arguments of `man`.
#[derive(Args, Clone, Copy, Debug, Default)]
#[command(after_help = "Examples:\n  \
    suiteprojects man | man -l -\n  \
    suiteprojects man > ~/.local/share/man/man1/suiteprojects.1")]
pub struct Arguments {}

/// Writes the manual page of `command`, which is the whole command line, with a section for each
/// subcommand.
///
/// # Errors
///
/// What the output says.
pub fn run(
    _arguments: &Arguments,
    mut command: clap::Command,
    out: &mut dyn io::Write,
) -> io::Result<ExitStatus> {
    command.build();
    let page = Man::new(command.clone());
    page.render_title(out)?;
    page.render_name_section(out)?;
    page.render_synopsis_section(out)?;
    page.render_description_section(out)?;
    page.render_options_section(out)?;
    sections(&command, out)?;
    out.write_all(notes(&page, &command)?.as_bytes())?;
    page.render_version_section(out)?;
    Ok(ExitStatus::Clean)
}

/// A section for each subcommand, and for those of the subcommand behind it.
fn sections(command: &clap::Command, out: &mut dyn io::Write) -> io::Result<()> {
    let shown = |command: &&clap::Command| !command.is_hide_set() && command.get_name() != "help";
    for subcommand in command.get_subcommands().filter(shown) {
        let title = subcommand.get_bin_name().unwrap_or(subcommand.get_name());
        let mut heading = Roff::default();
        heading.control("SH", [title.to_uppercase().as_str()]);
        heading.to_writer(out)?;

        // What every command takes is said once, at the top.
        let own = subcommand.clone().mut_args(|argument| {
            let everywhere = argument.is_global_set() || argument.get_id() == "help";
            argument.hide(everywhere)
        });
        let page = Man::new(own);
        let mut section = Vec::new();
        page.render_synopsis_section(&mut section)?;
        page.render_description_section(&mut section)?;
        page.render_options_section(&mut section)?;
        let mut section = String::from_utf8_lossy(&section).into_owned();
        section.push_str(&notes(&page, subcommand)?);
        out.write_all(lowered(&section).as_bytes())?;
        sections(subcommand, out)?;
    }
    Ok(())
}

/// What stands behind the help, under a heading that says more than the generator's. Examples are
/// not stretched to the width of the page.
fn notes(page: &Man, command: &clap::Command) -> io::Result<String> {
    if command.get_after_help().is_none() && command.get_after_long_help().is_none() {
        return Ok(String::new());
    }
    let mut notes = Vec::new();
    page.render_extra_section(&mut notes)?;
    let notes = String::from_utf8_lossy(&notes);
    Ok(notes.replace("\n.SH EXTRA\n", "\n.SH NOTES\n.na\n") + ".ad\n")
}

/// The headings of a page of its own as those of a section.
fn lowered(section: &str) -> String {
    section.replace("\n.SH ", "\n.SS ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> String {
        let command = clap::Command::new("suiteprojects")
            .about("Checks time entries")
            .version("1.2.3")
            .after_help("Exit codes: 0, 1, 2.")
            .arg(clap::Arg::new("color").long("color").global(true))
            .subcommand(
                clap::Command::new("reference").subcommand(
                    clap::Command::new("pull")
                        .about("Fetches records")
                        .arg(clap::Arg::new("url").long("url").help("The server")),
                ),
            )
            .subcommand(clap::Command::new("explain").after_help("Examples: none"));
        let mut out = Vec::new();
        run(&Arguments {}, command, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn one_page_with_a_section_for_each_subcommand() {
        let page = page();
        assert_eq!(page.matches("\n.TH ").count(), 1);
        let headings: Vec<&str> = page
            .lines()
            .filter(|line| line.starts_with(".SH") || line.starts_with(".SS"))
            .collect();
        insta::assert_snapshot!(headings.join("\n"), @r#"
        .SH NAME
        .SH SYNOPSIS
        .SH DESCRIPTION
        .SH OPTIONS
        .SH "SUITEPROJECTS REFERENCE"
        .SS SYNOPSIS
        .SS DESCRIPTION
        .SH "SUITEPROJECTS REFERENCE PULL"
        .SS SYNOPSIS
        .SS DESCRIPTION
        .SS OPTIONS
        .SH "SUITEPROJECTS EXPLAIN"
        .SS SYNOPSIS
        .SS DESCRIPTION
        .SS NOTES
        .SH NOTES
        .SH VERSION
        "#);
    }

    #[test]
    fn options_and_texts_are_there() {
        let page = page();
        for text in ["Fetches records", "The server", "Exit codes", "1.2.3"] {
            assert!(page.contains(text), "{text}");
        }
    }
}
