//! The eight data centres, each with hosts of its own.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// Declares the data centres: variant, suffix of the API host, accounts host.
macro_rules! data_centres {
    ($($(#[$attribute:meta])* $name:ident = $suffix:literal, $accounts:literal;)+) => {
        /// A data centre. An organization lives in one of them; clients, tokens and ids of one are unknown
        /// in the others.
        ///
        /// ```
        /// use suiteprojects_connectors::zoho::DataCentre;
        ///
        /// let canada: DataCentre = "ca".parse()?;
        /// assert_eq!(canada.api_host(), "www.zohoapis.ca");
        /// // The odd one.
        /// assert_eq!(canada.accounts_host(), "accounts.zohocloud.ca");
        /// # Ok::<(), suiteprojects_connectors::zoho::DataCentreError>(())
        /// ```
        #[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
        #[non_exhaustive]
        pub enum DataCentre {
            $($(#[$attribute])* $name,)+
        }

        impl DataCentre {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// What its hosts end in, such as `com.au`.
            pub const fn suffix(self) -> &'static str {
                match self {
                    $(Self::$name => $suffix,)+
                }
            }

            /// The host of the API.
            pub const fn api_host(self) -> &'static str {
                match self {
                    $(Self::$name => concat!("www.zohoapis.", $suffix),)+
                }
            }

            /// The host that gives tokens.
            pub const fn accounts_host(self) -> &'static str {
                match self {
                    $(Self::$name => $accounts,)+
                }
            }
        }
    };
}

data_centres! {
    /// United States.
    UnitedStates = "com", "accounts.zoho.com";
    /// Europe.
    Europe = "eu", "accounts.zoho.eu";
    /// India.
    India = "in", "accounts.zoho.in";
    /// Australia.
    Australia = "com.au", "accounts.zoho.com.au";
    /// Japan.
    Japan = "jp", "accounts.zoho.jp";
    /// Canada.
    Canada = "ca", "accounts.zohocloud.ca";
    /// China. Its accounts host stands on the vendor's general pages alone.
    China = "com.cn", "accounts.zoho.com.cn";
    /// Saudi Arabia. Its accounts host stands on the vendor's general pages alone.
    SaudiArabia = "sa", "accounts.zoho.sa";
}

impl DataCentre {
    /// The data centre with this API host.
    pub fn of_api_host(host: &str) -> Option<Self> {
        let mut all = Self::ALL.iter().copied();
        all.find(|centre| centre.api_host().eq_ignore_ascii_case(host))
    }

    /// The data centre with this accounts host.
    pub fn of_accounts_host(host: &str) -> Option<Self> {
        let mut all = Self::ALL.iter().copied();
        all.find(|centre| centre.accounts_host().eq_ignore_ascii_case(host))
    }
}

impl FromStr for DataCentre {
    type Err = DataCentreError;

    /// Reads what the hosts end in, with or without a dot before it.
    fn from_str(text: &str) -> Result<Self, DataCentreError> {
        let suffix = text.strip_prefix('.').unwrap_or(text);
        let mut all = Self::ALL.iter().copied();
        all.find(|centre| centre.suffix().eq_ignore_ascii_case(suffix))
            .ok_or_else(|| DataCentreError {
                found: suiteprojects::text::shortened(&suiteprojects::text::one_line(text)).into(),
            })
    }
}

impl fmt::Display for DataCentre {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.suffix())
    }
}

/// A text that names no data centre.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("\"{found}\" is no data centre, expected one of com, eu, in, com.au, jp, ca, com.cn, sa")]
#[non_exhaustive]
pub struct DataCentreError {
    /// The text.
    pub found: Box<str>,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The suffixes and hosts as the vendor's pages have them, written out.
    #[test]
    fn hosts() {
        let expected = [
            ("com", "www.zohoapis.com", "accounts.zoho.com"),
            ("eu", "www.zohoapis.eu", "accounts.zoho.eu"),
            ("in", "www.zohoapis.in", "accounts.zoho.in"),
            ("com.au", "www.zohoapis.com.au", "accounts.zoho.com.au"),
            ("jp", "www.zohoapis.jp", "accounts.zoho.jp"),
            ("ca", "www.zohoapis.ca", "accounts.zohocloud.ca"),
            ("com.cn", "www.zohoapis.com.cn", "accounts.zoho.com.cn"),
            ("sa", "www.zohoapis.sa", "accounts.zoho.sa"),
        ];
        assert_eq!(DataCentre::ALL.len(), expected.len());
        for (suffix, api, accounts) in expected {
            let centre: DataCentre = suffix.parse().unwrap();
            assert_eq!(format!(".{suffix}").parse(), Ok(centre));
            assert_eq!((centre.api_host(), centre.accounts_host()), (api, accounts));
            assert_eq!(DataCentre::of_api_host(api), Some(centre));
            assert_eq!(DataCentre::of_accounts_host(accounts), Some(centre));
        }
        assert_eq!(
            "co.uk".parse::<DataCentre>().unwrap_err().to_string(),
            "\"co.uk\" is no data centre, expected one of com, eu, in, com.au, jp, ca, com.cn, sa"
        );
    }
}
