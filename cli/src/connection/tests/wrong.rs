//! What is told when something is missing or wrong.

use insta::assert_snapshot;

use super::*;

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
    assert_snapshot!(
        error(&["--config-file", "FOLDER/config.toml"], &[URL, KEY, TOKEN], Some("[profiles.a]\n")),
        @"there is no profile `default` in FOLDER/config.toml: it has a"
    );
    assert_snapshot!(error(&["--config-file", "FOLDER/none.toml"], &[URL, KEY, TOKEN], None), @"cannot read FOLDER/none.toml: No such file or directory (os error 2)");
    assert_snapshot!(error(&[], &[], Some("[profile.default]\n")), @"FOLDER/config.toml:1:2: unknown key `profile`, expected profiles");
    assert_snapshot!(error(&[], &[], Some("profiles = \"s3cret\"\n")), @"FOLDER/config.toml:1:1: expected tables such as [profiles.default]");
    assert_snapshot!(error(&[], &[], Some("profiles.default = \"s3cret\"\n")), @"FOLDER/config.toml:1:10: `default` is no table, expected a profile");
    assert_snapshot!(error(&[], &[], Some("password = s3cret\n")), @"FOLDER/config.toml:1:12: not TOML: string values must be quoted, expected literal string");
    assert_snapshot!(wrong("passwort = \"s3cret\""), @"FOLDER/config.toml:2:1: unknown key `passwort`, expected one of: url, company, user, namespace, protocol, password, password_file, token, token_file, api_key, api_key_file");
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
