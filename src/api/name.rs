//! The names of the commands.

use std::fmt;

macro_rules! command_names {
    ($($variant:ident $name:literal $documentation:literal;)+) => {
        /// A command of the XML API. `Display` writes its name on the wire.
        ///
        /// ```
        /// use suiteprojects::api::CommandName;
        ///
        /// assert_eq!(CommandName::MakeUrl.to_string(), "MakeURL");
        /// assert_eq!(CommandName::from_xml_name("Whoami"), Some(CommandName::Whoami));
        /// assert_eq!(CommandName::from_xml_name("WhoAmI"), None);
        /// ```
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        #[non_exhaustive]
        pub enum CommandName {
            $(#[doc = $documentation] $variant,)+
        }

        impl CommandName {
            /// Every command, in alphabetical order.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The name of the element.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }

            /// The command whose element has this name.
            pub fn from_xml_name(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
    };
}

command_names! {
    Add "Add" "Stores new records.";
    Approve "Approve" "Approves submitted records.";
    Auth "Auth" "Logs in for the commands of a request.";
    CreateAccount "CreateAccount" "Made an account; closed to customers.";
    CreateUser "CreateUser" "Stores a new user.";
    Delete "Delete" "Removes stored records.";
    MakeUrl "MakeURL" "Makes an address of the web interface.";
    Modify "Modify" "Changes stored records.";
    ModifyOnCondition "ModifyOnCondition" "Changes stored records that nobody else has changed.";
    Read "Read" "Returns records.";
    Reject "Reject" "Sends submitted records back.";
    RemoteAuth "RemoteAuth" "Logs in to the web interface.";
    Report "Report" "Runs a report and sends it by mail.";
    Submit "Submit" "Submits records for approval.";
    Time "Time" "Asks for the time of the server.";
    Unapprove "Unapprove" "Takes approvals back.";
    Version "Version" "Asks for the newest version of a client.";
    Whoami "Whoami" "Asks who is logged in.";
}

impl fmt::Display for CommandName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}
