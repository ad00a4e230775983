use std::collections::HashMap;
use std::fs;
use std::path::Path;

use clap::Parser;

use super::*;

mod wrong;

#[derive(Debug, Parser)]
struct Line {
    #[command(flatten)]
    connection: Connection,
}

/// What surrounds a program in these tests.
#[derive(Default)]
struct Case<'c> {
    arguments: &'c [&'c str],
    variables: &'c [(&'c str, &'c str)],
    /// The configuration file in its usual place.
    config: Option<&'c str>,
    input: &'c str,
    /// Other files beside it.
    files: &'c [(&'c str, &'c str)],
}

impl Case<'_> {
    /// What it comes to; an error as the line that is shown, with the folder left out.
    fn resolve(&self) -> Result<Resolved, String> {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in self
            .files
            .iter()
            .chain(&self.config.map(|text| ("config.toml", text)))
        {
            write_for_owner(&folder.path().join(name), text);
        }
        let within = |text: &str| text.replace("FOLDER", folder.path().to_str().unwrap());
        let arguments = self.arguments.iter().map(|argument| within(argument));
        let line = Line::try_parse_from(std::iter::once("x".to_owned()).chain(arguments)).unwrap();
        let variables: HashMap<&str, String> = self
            .variables
            .iter()
            .map(|(name, value)| (*name, within(value)))
            .collect();
        let mut input = self.input.as_bytes();
        let outcome = line.connection.resolve(Surroundings {
            variable: &|name| variables.get(name).map(OsString::from),
            config_file: Some(folder.path().join("config.toml")),
            input: (self.input != "taken").then_some(&mut input),
        });
        let shown = |text: String| text.replace(folder.path().to_str().unwrap(), "FOLDER");
        match outcome {
            Ok(mut resolved) => {
                resolved.notes = resolved.notes.into_iter().map(shown).collect();
                Ok(resolved)
            }
            Err(failure) => {
                let line = shown(terminal::chain(&failure));
                assert_eq!(line.lines().count(), 1, "{line}");
                assert!(!line.contains("s3cret"), "{line}");
                Err(line)
            }
        }
    }
}

fn write_for_owner(path: &Path, text: &str) {
    fs::write(path, text).unwrap();
    #[cfg(unix)]
    set_mode(path, 0o600);
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) {
    let permissions = std::os::unix::fs::PermissionsExt::from_mode(mode);
    fs::set_permissions(path, permissions).unwrap();
}

/// The login as one line, secrets shown.
fn login(resolved: &Resolved) -> String {
    match &resolved.login {
        Login::Password {
            company,
            user,
            password,
            ..
        } => format!("{company} {user} {}", password.expose()),
        Login::AccessToken(token) => token.expose().to_owned(),
        _ => panic!("another login"),
    }
}

const URL: (&str, &str) = ("SUITEPROJECTS_URL", "https://env.example.com");
const KEY: (&str, &str) = ("SUITEPROJECTS_API_KEY", "env-key");
const TOKEN: (&str, &str) = ("SUITEPROJECTS_TOKEN", "env-token");

const PROFILES: &str = r#"
[profiles.default]
url = "https://default.example.com"
token = "default-token"
api_key_file = "key"

[profiles.acme]
url = "https://acme.example.com"
company = "acme"
user = "agrant"
password_file = "password"
api_key = "acme-key"
namespace = "bridge"
"#;

const FILES: &[(&str, &str)] = &[
    ("key", "file-key\n"),
    ("password", "file password\r\n"),
    ("token", "file-token"),
];

/// Arguments, variables; address, login, key and namespace that they come to.
type Precedence<'c> = (&'c [&'c str], &'c [(&'c str, &'c str)], [&'c str; 4]);

const PRECEDENCE: &[Precedence<'_>] = &[
    (
        &[],
        &[],
        [
            "https://default.example.com",
            "default-token",
            "file-key",
            "default",
        ],
    ),
    (
        &["--profile", "acme"],
        &[],
        [
            "https://acme.example.com",
            "acme agrant file password",
            "acme-key",
            "bridge",
        ],
    ),
    (
        &[],
        &[("SUITEPROJECTS_PROFILE", "acme"), TOKEN],
        [
            "https://acme.example.com",
            "env-token",
            "acme-key",
            "bridge",
        ],
    ),
    (
        &["--profile", "default"],
        &[
            ("SUITEPROJECTS_PROFILE", "acme"),
            URL,
            ("SUITEPROJECTS_NAMESPACE", "n"),
        ],
        ["https://env.example.com", "default-token", "file-key", "n"],
    ),
    (
        &[
            "--url",
            "https://arg.example.com/api.pl",
            "--key-file",
            "FOLDER/password",
            "--namespace",
            "m",
        ],
        &[URL, KEY, TOKEN, ("SUITEPROJECTS_NAMESPACE", "n")],
        ["https://arg.example.com", "env-token", "file password", "m"],
    ),
    // A password in a higher place is not outdone by a token below it.
    (
        &["--password-file", "FOLDER/password", "--company", "c"],
        &[
            TOKEN,
            ("SUITEPROJECTS_USER", "u"),
            ("SUITEPROJECTS_COMPANY", "no"),
        ],
        [
            "https://default.example.com",
            "c u file password",
            "file-key",
            "default",
        ],
    ),
    // Standard input, once.
    (
        &["--token-file", "-"],
        &[],
        [
            "https://default.example.com",
            "in put",
            "file-key",
            "default",
        ],
    ),
    (
        &[],
        &[
            ("SUITEPROJECTS_TOKEN_FILE", "FOLDER/token"),
            ("SUITEPROJECTS_API_KEY_FILE", "-"),
        ],
        [
            "https://default.example.com",
            "file-token",
            "in put",
            "default",
        ],
    ),
    // An empty variable is none.
    (
        &[],
        &[("SUITEPROJECTS_TOKEN", ""), ("SUITEPROJECTS_URL", "")],
        [
            "https://default.example.com",
            "default-token",
            "file-key",
            "default",
        ],
    ),
];

#[test]
fn the_first_place_that_has_a_value_wins() {
    for (arguments, variables, expected) in PRECEDENCE {
        let case = Case {
            arguments,
            variables,
            config: Some(PROFILES),
            input: "in put\n",
            files: FILES,
        };
        let resolved = case
            .resolve()
            .unwrap_or_else(|error| panic!("{arguments:?}: {error}"));
        assert_eq!(
            [
                &*resolved.endpoint.to_string(),
                &*login(&resolved),
                resolved.application.key.expose(),
                &*resolved.application.namespace
            ],
            *expected,
            "{arguments:?} {variables:?}"
        );
        assert_eq!(resolved.application.client, "suiteprojects");
        assert_eq!(
            resolved.application.client_version,
            env!("CARGO_PKG_VERSION")
        );
        assert_eq!(resolved.notes, Vec::<String>::new());
    }
}

#[test]
fn everything_may_come_from_the_environment() {
    let case = Case {
        variables: &[
            ("SUITEPROJECTS_URL", "http://127.0.0.1:8080"),
            ("SUITEPROJECTS_COMPANY", "acme"),
            ("SUITEPROJECTS_USER", "agrant"),
            ("SUITEPROJECTS_PASSWORD", " s3cret "),
            KEY,
        ],
        ..Case::default()
    };
    assert_eq!(login(&case.resolve().unwrap()), "acme agrant  s3cret ");
}

/// The words of the help and the code are about the same names.
#[test]
fn help_names_everything() {
    use clap::CommandFactory as _;

    for argument in Line::command().get_arguments() {
        if let Some(long) = argument.get_long().filter(|long| *long != "help") {
            assert!(HELP.contains(&format!("--{long}")), "{long}");
        }
    }
    let seen = std::cell::RefCell::new(Vec::new());
    Settings::from_environment(&|name| {
        seen.borrow_mut().push(name.to_owned());
        None
    })
    .unwrap();
    for name in seen.into_inner() {
        assert!(HELP.contains(&name), "{name}");
    }
    for key in profile::KEYS {
        assert!(HELP.contains(&format!("  {key}\n")), "{key}");
    }
    assert!(HELP.lines().all(|line| line.chars().count() < 80));
}
