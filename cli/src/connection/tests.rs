use std::collections::HashMap;
use std::fs;
use std::path::Path;

use clap::Parser;
use insta::assert_snapshot;

use super::*;

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

fn error(arguments: &[&str], variables: &[(&str, &str)], config: Option<&str>) -> String {
    let case = Case {
        arguments,
        variables,
        config,
        input: "taken",
        files: &[("empty", "\n"), ("lines", "s3cret\nmore\n"), ("token", "t")],
    };
    case.resolve().unwrap_err()
}

#[test]
fn what_is_missing_or_too_much_is_told_with_what_to_do() {
    assert_snapshot!(error(&[], &[], None), @"there is no address of the account: give `--url` or SUITEPROJECTS_URL, or a profile with `url`");
    assert_snapshot!(error(&[], &[URL], None), @"there is no API key: give SUITEPROJECTS_API_KEY or `--key-file`, or a profile with `api_key_file`");
    assert_snapshot!(error(&[], &[URL, KEY], None), @"there is no login: give SUITEPROJECTS_TOKEN or `--token-file`; or SUITEPROJECTS_PASSWORD or `--password-file`, with company and user");
    assert_snapshot!(error(&[], &[URL, KEY, ("SUITEPROJECTS_PASSWORD", "s3cret")], None), @"SUITEPROJECTS_PASSWORD is a password without a company: give `--company` or SUITEPROJECTS_COMPANY");
    assert_snapshot!(error(&["--company", "c"], &[URL, KEY, ("SUITEPROJECTS_PASSWORD", "s3cret")], None), @"SUITEPROJECTS_PASSWORD is a password without a user: give `--login` or SUITEPROJECTS_USER");
    assert_snapshot!(error(&[], &[URL, KEY, TOKEN, ("SUITEPROJECTS_PASSWORD", "s3cret")], None), @"found SUITEPROJECTS_PASSWORD and SUITEPROJECTS_TOKEN: expected a password or a token, not both");
    assert_snapshot!(error(&[], &[URL, KEY, TOKEN, ("SUITEPROJECTS_TOKEN_FILE", "x")], None), @"found SUITEPROJECTS_TOKEN and SUITEPROJECTS_TOKEN_FILE: expected one of them");
    assert_snapshot!(error(&["--url", "http://acme.example.com"], &[KEY, TOKEN], None), @r#"`--url` is wrong: the address has the scheme "http", expected https: requests carry credentials"#);
    assert_snapshot!(error(&[], &[("SUITEPROJECTS_URL", "acme.example.com"), KEY, TOKEN], None), @"SUITEPROJECTS_URL is wrong: the address cannot be read (relative URL without a base), expected one like https://acme.app.netsuitesuiteprojectspro.com");
    assert_snapshot!(error(&["--url", "https://u:s3cret@acme.example.com"], &[KEY, TOKEN], None), @"`--url` is wrong: the address has a user name or password, expected the host of the account alone");
    assert_snapshot!(error(&["--token-file", "FOLDER/none"], &[URL, KEY], None), @"cannot read FOLDER/none, which `--token-file` names: No such file or directory (os error 2)");
    assert_snapshot!(error(&["--token-file", "FOLDER/empty"], &[URL, KEY], None), @"`--token-file` is empty: expected an access token");
    assert_snapshot!(error(&["--token-file", "FOLDER/lines"], &[URL, KEY], None), @"`--token-file` has more than one line: expected an access token alone");
    assert_snapshot!(error(&["--token-file", "-"], &[URL, KEY], None), @"`--token-file` is standard input, which the command reads too: put one of them into a file");
    assert_snapshot!(
        Case { arguments: &["--token-file", "-", "--key-file", "-"], variables: &[URL], input: "s3cret", ..Case::default() }.resolve().unwrap_err(),
        @"`--key-file` is standard input, which `--token-file` reads too: put one of them into a file"
    );
}

#[test]
fn profiles_that_are_wrong() {
    let profile = |lines: &str| format!("[profiles.default]\n{lines}\n");
    let wrong = |lines: &str| error(&[], &[], Some(&profile(lines)));
    assert_snapshot!(error(&["--profile", "acme"], &[], None), @"there is no configuration file for the profile `acme`: expected FOLDER/config.toml");
    assert_snapshot!(error(&["--profile", "other"], &[], Some("[profiles.a]\n[profiles.b]\n")), @"there is no profile `other` in FOLDER/config.toml: it has a, b");
    assert_snapshot!(error(&["--profile", "other"], &[], Some("")), @"there is no profile `other` in FOLDER/config.toml: it has none; a profile begins with [profiles.NAME]");
    assert_snapshot!(error(&["--config-file", "FOLDER/none.toml"], &[URL, KEY, TOKEN], None), @"cannot read FOLDER/none.toml: No such file or directory (os error 2)");
    assert_snapshot!(error(&[], &[], Some("[profile.default]\n")), @"FOLDER/config.toml:1:2: unknown key `profile`, expected profiles");
    assert_snapshot!(error(&[], &[], Some("profiles = \"s3cret\"\n")), @"FOLDER/config.toml:1:1: expected tables such as [profiles.default]");
    assert_snapshot!(error(&[], &[], Some("profiles.default = \"s3cret\"\n")), @"FOLDER/config.toml:1:10: `default` is no table, expected a profile");
    assert_snapshot!(error(&[], &[], Some("password = s3cret\n")), @"FOLDER/config.toml:1:12: not TOML: string values must be quoted, expected literal string");
    assert_snapshot!(wrong("passwort = \"s3cret\""), @"FOLDER/config.toml:2:1: unknown key `passwort`, expected one of: url, company, user, namespace, password, password_file, token, token_file, api_key, api_key_file");
    assert_snapshot!(wrong("password = 53"), @"FOLDER/config.toml:2:1: `password` is of type integer, expected a string");
    assert_snapshot!(wrong("token = \"\""), @"FOLDER/config.toml:2:1: `token` is empty, expected a value or no such key");
    assert_snapshot!(wrong("token = \"s3cret\"\ntoken_file = \"x\""), @"found `token` of the profile `default` in FOLDER/config.toml and `token_file` of the profile `default` in FOLDER/config.toml: expected one of them");
    assert_snapshot!(wrong("token = \"s3cret\"\npassword = \"s3cret\"\nurl = \"https://a.example\"\napi_key = \"k\""), @"found `password` of the profile `default` in FOLDER/config.toml and `token` of the profile `default` in FOLDER/config.toml: expected a password or a token, not both");
    assert_snapshot!(wrong("url = \"http://a.example\"\ntoken = \"t\"\napi_key = \"k\""), @r#"`url` of the profile `default` in FOLDER/config.toml is wrong: the address has the scheme "http", expected https: requests carry credentials"#);
}

#[cfg(unix)]
#[test]
fn secrets_that_others_can_read_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("config.toml");
    let token = folder.path().join("token");
    fs::write(&token, "t").unwrap();
    let note = |text: &str, modes: [u32; 2]| {
        fs::write(&config, text).unwrap();
        set_mode(&config, modes[0]);
        set_mode(&token, modes[1]);
        let connection = Connection {
            config_file: Some(config.clone()),
            ..Connection::default()
        };
        let surroundings = Surroundings {
            variable: &|_| None,
            config_file: None,
            input: None,
        };
        let notes = connection.resolve(surroundings).unwrap().notes.join("\n");
        notes.replace(folder.path().to_str().unwrap(), "FOLDER")
    };
    let with_secrets = "[profiles.default]\nurl = \"https://a.example\"\ntoken_file = \"token\"\napi_key = \"k\"\n";
    assert_eq!(note(with_secrets, [0o600, 0o400]), "");
    assert_snapshot!(note(with_secrets, [0o640, 0o604]), @r"
    FOLDER/config.toml holds a secret and is open to others; `chmod 600 FOLDER/config.toml` closes it
    FOLDER/token holds a secret and is open to others; `chmod 600 FOLDER/token` closes it
    ");
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
