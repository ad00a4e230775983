//! The fields of a time entry as data.

use std::borrow::Cow;
use std::fmt;

use super::table::task_fields;

/// A wire, or the database, each with names of its own for the fields.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Wire {
    /// The XML API.
    #[default]
    Xml,
    /// The SOAP API; the same names as in XML.
    Soap,
    /// The REST API.
    Rest,
    /// The table `task` of the vendor's database, as exports show it. For orientation only.
    Database,
}

impl Wire {
    /// Every wire, in the order of the vendor's table.
    pub const ALL: [Self; 4] = [Self::Xml, Self::Soap, Self::Rest, Self::Database];

    /// The lower-case name, such as `xml`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Xml => "xml",
            Self::Soap => "soap",
            Self::Rest => "rest",
            Self::Database => "database",
        }
    }
}

impl fmt::Display for Wire {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a field holds, and so which texts are right for it.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Kind {
    /// A time of day, `hh:mm:ss`; see [`TimeOfDay`](crate::time::TimeOfDay).
    Clock,
    /// A calendar date, `YYYY-MM-DD`.
    Date,
    /// A timestamp of the server, `YYYY-MM-DD HH:MM:SS`, zone unknown.
    DateTime,
    /// A decimal number.
    Decimal,
    /// The internal id of a record, a positive whole number.
    Id,
    /// An amount of money, a decimal number; the currency is not said.
    Money,
    /// Any text that XML 1.0 can carry.
    Text,
    /// A whole number.
    Whole,
}

impl Kind {
    /// The short name used in listings and schemas, such as `datetime`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Clock => "clock",
            Self::Date => "date",
            Self::DateTime => "datetime",
            Self::Decimal => "decimal",
            Self::Id => "id",
            Self::Money => "money",
            Self::Text => "text",
            Self::Whole => "int",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Who may set a field, and when.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Access {
    /// Set on Add, changed on Modify.
    ReadWrite,
    /// Set on Add, never changed.
    AddOnly,
    /// Kept by the server; a sent value is ignored.
    ReadOnly,
    /// Filled by the server; whether a sent value is stored is not documented.
    ServerSet,
}

impl Access {
    /// The short name used in listings, such as `read-write`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ReadWrite => "read-write",
            Self::AddOnly => "add-only",
            Self::ReadOnly => "read-only",
            Self::ServerSet => "server-set",
        }
    }
}

impl fmt::Display for Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One row of the table.
struct Row {
    xml: Option<&'static str>,
    rest: Option<&'static str>,
    database: Option<&'static str>,
    kind: Kind,
    access: Access,
    required: bool,
    description: &'static str,
}

macro_rules! cell {
    (_) => {
        None
    };
    ($name:literal) => {
        Some($name)
    };
}

macro_rules! is_required {
    () => {
        false
    };
    (required) => {
        true
    };
}

macro_rules! define_fields {
    (
        both { $($variant:ident $member:ident; $rest:tt, $database:tt; $kind:ident, $access:ident $(, $required:ident)?; $description:literal;)* }
        rest_only { $($rest_variant:ident $rest_member:ident; $rest_rest:tt, $rest_database:tt; $rest_kind:ident, $rest_access:ident; $rest_description:literal;)* }
    ) => {
        /// A field of a time entry.
        ///
        /// The order is that of the XML names; the fields that only REST has come last.
        ///
        /// ```
        /// use suiteprojects::task::{Field, Kind, Wire};
        ///
        /// let field = Field::from_any_name("projectTaskId").ok_or("unknown")?;
        /// assert_eq!(field, Field::ProjectTaskId);
        /// assert_eq!(field.name(Wire::Xml), Some("projecttaskid"));
        /// assert_eq!(field.kind(), Kind::Id);
        /// # Ok::<(), &str>(())
        /// ```
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        #[non_exhaustive]
        #[repr(u8)]
        pub enum Field {
            $(#[doc = concat!("`", stringify!($member), "`: ", $description)] $variant,)*
            $(#[doc = concat!("`", $rest_rest, "`, REST only: ", $rest_description)] $rest_variant,)*
        }

        impl Field {
            /// Every field, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)* $(Self::$rest_variant,)*];

            /// The field with this exact XML or SOAP name.
            pub fn from_xml_name(name: &str) -> Option<Self> {
                match name {
                    $(stringify!($member) => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }

        static ROWS: [Row; Field::COUNT] = [
            $(Row {
                xml: Some(stringify!($member)),
                rest: cell!($rest),
                database: cell!($database),
                kind: Kind::$kind,
                access: Access::$access,
                required: is_required!($($required)?),
                description: $description,
            },)*
            $(Row {
                xml: None,
                rest: cell!($rest_rest),
                database: cell!($rest_database),
                kind: Kind::$rest_kind,
                access: Access::$rest_access,
                required: false,
                description: $rest_description,
            },)*
        ];
    };
}

task_fields!(define_fields);

impl Field {
    /// How many fields there are.
    pub const COUNT: usize = Self::ALL.len();

    fn row(self) -> &'static Row {
        // The discriminants count from 0 and `ROWS` has a row for each of them.
        &ROWS[self.index()]
    }

    /// The place of the field in [`Field::ALL`].
    pub(crate) const fn index(self) -> usize {
        self as usize
    }

    /// The name of the field on a wire; `None` where it does not exist there.
    pub fn name(self, wire: Wire) -> Option<&'static str> {
        let row = self.row();
        match wire {
            Wire::Xml | Wire::Soap => row.xml,
            Wire::Rest => row.rest,
            Wire::Database => row.database,
        }
    }

    /// The XML name, or the REST name of a field that only REST has.
    pub fn as_str(self) -> &'static str {
        let row = self.row();
        row.xml.or(row.rest).unwrap_or_default()
    }

    /// What the field holds.
    pub fn kind(self) -> Kind {
        self.row().kind
    }

    /// Who may set the field.
    pub fn access(self) -> Access {
        self.row().access
    }

    /// Whether an Add needs the field.
    pub fn is_required(self) -> bool {
        self.row().required
    }

    /// What the field means, one sentence or two.
    pub fn description(self) -> &'static str {
        self.row().description
    }

    /// The field with this XML, REST or database name, upper and lower case alike. A database name
    /// that several fields share (`loaded_cost.cost`) names none of them.
    pub fn from_any_name(name: &str) -> Option<Self> {
        Self::from_xml_name(name).or_else(|| {
            let mut matches = Self::ALL.iter().filter(|field| {
                let row = field.row();
                [row.xml, row.rest, row.database]
                    .into_iter()
                    .flatten()
                    .any(|known| known.eq_ignore_ascii_case(name))
            });
            match (matches.next(), matches.next()) {
                (Some(field), None) => Some(*field),
                _ => None,
            }
        })
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The name of a field as it was received.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum FieldName<'a> {
    /// A field of the table.
    Known(Field),
    /// A custom field: a name that ends in `__c` and can name an XML element.
    Custom(Cow<'a, str>),
    /// Neither.
    Unknown(Cow<'a, str>),
}

impl<'a> FieldName<'a> {
    /// Resolves the name of an XML or SOAP element; case counts.
    pub fn from_xml(name: &'a str) -> Self {
        Field::from_xml_name(name).map_or_else(|| Self::other(name.into()), Self::Known)
    }

    /// Resolves a CSV header or JSON key: an XML, REST or database name of a field (case does not
    /// count), or a custom field.
    pub fn from_any(name: impl Into<Cow<'a, str>>) -> Self {
        let name = name.into();
        Field::from_any_name(&name).map_or_else(|| Self::other(name), Self::Known)
    }

    pub(super) fn custom_or_unknown(name: &'a str) -> Self {
        Self::other(Cow::Borrowed(name))
    }

    fn other(name: Cow<'a, str>) -> Self {
        if is_custom_name(&name) {
            Self::Custom(name)
        } else {
            Self::Unknown(name)
        }
    }

    /// The name: of a known field its XML name, else as received.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Known(field) => field.as_str(),
            Self::Custom(name) | Self::Unknown(name) => name,
        }
    }

    /// The same name, no longer borrowed.
    pub fn into_owned(self) -> FieldName<'static> {
        match self {
            Self::Known(field) => FieldName::Known(field),
            Self::Custom(name) => FieldName::Custom(Cow::Owned(name.into_owned())),
            Self::Unknown(name) => FieldName::Unknown(Cow::Owned(name.into_owned())),
        }
    }
}

impl From<Field> for FieldName<'_> {
    fn from(field: Field) -> Self {
        Self::Known(field)
    }
}

impl fmt::Display for FieldName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Whether this can be the name of a custom field: ASCII letters, digits and underscores, not
/// beginning with a digit, ending in `__c`.
fn is_custom_name(name: &str) -> bool {
    name.strip_suffix("__c").is_some_and(|stem| {
        !stem.is_empty()
            && !stem.starts_with(|first: char| first.is_ascii_digit())
            && stem
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    })
}
