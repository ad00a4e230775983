//! The namespaces of SOAP messages.

/// SOAP 1.1.
pub(super) const ENVELOPE: &str = "http://schemas.xmlsoap.org/soap/envelope/";
/// SOAP 1.2, which is told apart to say so.
pub(super) const ENVELOPE_1_2: &str = "http://www.w3.org/2003/05/soap-envelope";
/// The encoding of SOAP 1.1, with its arrays.
pub(crate) const ENCODING: &str = "http://schemas.xmlsoap.org/soap/encoding/";
/// Whom a header is for that names this actor: whoever gets the message next.
pub(super) const NEXT_ACTOR: &str = "http://schemas.xmlsoap.org/soap/actor/next";
/// XML Schema.
pub(super) const SCHEMA: &str = "http://www.w3.org/2001/XMLSchema";
/// What marks types and nil values.
pub(super) const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";
/// The types of the vendor.
pub(crate) const TYPES: &str = "http://namespaces.soaplite.com/perl";
/// The wrapper elements of rpc/encoded.
pub(crate) const SERVICE: &str = "https://www.openair.com/OAirService";

/// Whether this is a namespace of marks on values: older servers use those of the drafts.
pub(super) fn is_instance(namespace: &str) -> bool {
    matches!(
        namespace,
        INSTANCE
            | "http://www.w3.org/2000/10/XMLSchema-instance"
            | "http://www.w3.org/1999/XMLSchema-instance"
    )
}
