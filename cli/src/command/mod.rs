//! The commands, one file each.

pub mod add;
mod checking;
pub mod completions;
pub mod convert;
pub mod delete;
pub mod explain;
pub mod fields;
mod ids;
pub mod inspect;
pub mod man;
pub mod modify;
pub mod push;
pub mod read;
pub mod reference;
pub mod reject;
pub mod schema;
#[cfg(feature = "serve")]
pub mod serve;
pub mod validate;
pub mod whoami;

#[cfg(test)]
mod tests {
    use clap::{Args, Command};

    use super::*;

    /// Parses what follows the name of a command.
    fn parse<A: Args>(arguments: &[&str]) -> Result<A, clap::Error> {
        let mut command = A::augment_args(Command::new("command"));
        command.build();
        command.clone().debug_assert();
        let matches = command.try_get_matches_from([&["command"], arguments].concat())?;
        A::from_arg_matches(&matches)
    }

    #[test]
    fn arguments_that_are_taken() {
        for arguments in [&["1404"][..], &["a", "b", "--format", "json"], &["--list"]] {
            assert!(
                parse::<explain::Arguments>(arguments).is_ok(),
                "{arguments:?}"
            );
        }
        for arguments in [&[][..], &["--wire", "database", "--format", "csv"]] {
            assert!(
                parse::<fields::Arguments>(arguments).is_ok(),
                "{arguments:?}"
            );
        }
        for arguments in [
            &["xsd", "--custom-field", "a__c", "--custom-field", "b__c"][..],
            &["wsdl", "--custom-field", "a__c"],
            &["soap-encoding"],
            &["json-schema"],
            &["reference"],
            &["settings"],
        ] {
            assert!(
                parse::<schema::Arguments>(arguments).is_ok(),
                "{arguments:?}"
            );
        }
        assert!(parse::<completions::Arguments>(&["bash"]).is_ok());
        assert!(parse::<man::Arguments>(&[]).is_ok());
    }

    #[test]
    fn arguments_that_are_refused() {
        for arguments in [&[][..], &["--list", "1404"], &["1404", "--format", "xml"]] {
            assert!(
                parse::<explain::Arguments>(arguments).is_err(),
                "{arguments:?}"
            );
        }
        assert!(parse::<fields::Arguments>(&["--wire", "csv"]).is_err());
        for arguments in [&[][..], &["rng"], &["xsd", "settings"]] {
            assert!(
                parse::<schema::Arguments>(arguments).is_err(),
                "{arguments:?}"
            );
        }
        assert!(parse::<completions::Arguments>(&["cmd"]).is_err());
        assert!(parse::<man::Arguments>(&["explain"]).is_err());
    }
}
