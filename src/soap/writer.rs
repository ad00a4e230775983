//! Writes values in either binding.

use super::{Binding, names};
use crate::xml::{ContentWriter, TagWriter, WriteError, Writer};

/// The prefixes that an envelope declares, with what they stand for.
pub(super) mod prefix {
    pub(in crate::soap) const ENVELOPE: &str = "soap";
    pub(in crate::soap) const ENCODING: &str = "soapenc";
    pub(in crate::soap) const INSTANCE: &str = "xsi";
    pub(in crate::soap) const SCHEMA: &str = "xsd";
    pub(in crate::soap) const SERVICE: &str = "oair";
    pub(in crate::soap) const TYPES: &str = "perl";
}

/// Declares the prefixes on the root of an envelope.
pub(super) fn declare(
    tag: &mut TagWriter<'_>,
    binding: Binding,
    service: Option<&str>,
) -> Result<(), WriteError> {
    let mut put = |prefix: &str, namespace: &str| {
        tag.attribute(&format!("xmlns:{prefix}"), namespace)
            .map(drop)
    };
    put(prefix::ENVELOPE, names::ENVELOPE)?;
    if binding == Binding::RpcEncoded {
        put(prefix::ENCODING, names::ENCODING)?;
        put(prefix::INSTANCE, names::INSTANCE)?;
        put(prefix::SCHEMA, names::SCHEMA)?;
        put(prefix::TYPES, names::TYPES)?;
    }
    if let Some(namespace) = service {
        put(prefix::SERVICE, namespace)?;
    }
    if binding == Binding::RpcEncoded {
        tag.attribute("soap:encodingStyle", names::ENCODING)?;
    }
    Ok(())
}

/// Writes the members of a structure: the parts of an operation, the fields of a record.
///
/// In rpc/encoded each value is marked with its type, so that every stock client can read it; in
/// document/literal there are only names.
#[derive(Debug)]
pub struct ValueWriter<'w> {
    content: ContentWriter<'w>,
    binding: Binding,
}

impl<'w> ValueWriter<'w> {
    pub(super) fn new(content: ContentWriter<'w>, binding: Binding) -> Self {
        Self { content, binding }
    }

    /// The binding that is written.
    pub(super) const fn binding(&self) -> Binding {
        self.binding
    }

    /// Writes a member that is a text.
    pub(super) fn text(&mut self, name: &str, text: &str) -> Result<(), WriteError> {
        self.start(name, "xsd:string")?.text(text)
    }

    /// Writes a text, or nil where there is none.
    pub(super) fn text_or_nil(&mut self, name: &str, text: Option<&str>) -> Result<(), WriteError> {
        match text {
            Some(text) => self.text(name, text),
            None => self.nil(name),
        }
    }

    /// Writes a member without a value. In document/literal it is left out.
    pub(super) fn nil(&mut self, name: &str) -> Result<(), WriteError> {
        if self.binding == Binding::RpcEncoded {
            self.content.start(name)?.attribute("xsi:nil", "true")?;
        }
        Ok(())
    }

    /// Starts a member that is a structure of this type.
    pub(super) fn structure(
        &mut self,
        name: &str,
        type_name: &str,
    ) -> Result<ValueWriter<'_>, WriteError> {
        let binding = self.binding;
        let tag = self.start(name, &vendor_type(type_name))?;
        Ok(ValueWriter::new(tag.content(), binding))
    }

    /// Starts a member that is an array of so many items of this type.
    pub(super) fn array(
        &mut self,
        name: &str,
        item_type: &str,
        count: usize,
    ) -> Result<ArrayWriter<'_>, WriteError> {
        let binding = self.binding;
        let mut tag = self.content.start(name)?;
        if binding == Binding::RpcEncoded {
            let array_type = format!("{}[{count}]", vendor_type(item_type));
            tag.attribute("soapenc:arrayType", &array_type)?;
            tag.attribute("xsi:type", "soapenc:Array")?;
        }
        Ok(ArrayWriter(ValueWriter::new(tag.content(), binding)))
    }

    fn start(&mut self, name: &str, type_name: &str) -> Result<TagWriter<'_>, WriteError> {
        let mut tag = self.content.start(name)?;
        mark(&mut tag, self.binding, type_name)?;
        Ok(tag)
    }
}

/// Writes items of an array whose number is not known yet, to be added to it later.
#[derive(Debug)]
pub(super) struct ItemsWriter {
    binding: Binding,
    writer: Writer,
    text: String,
}

impl ItemsWriter {
    pub(super) fn new(binding: Binding) -> Self {
        Self {
            binding,
            writer: Writer::new(),
            text: String::new(),
        }
    }

    /// Writes an item of this type. One that fails leaves nothing.
    pub(super) fn item(
        &mut self,
        type_name: &str,
        write: impl FnOnce(&mut ValueWriter<'_>) -> Result<(), WriteError>,
    ) -> Result<(), WriteError> {
        self.writer.clear();
        let name = item_name(self.binding, type_name);
        let mut tag = self.writer.start(name)?;
        mark(&mut tag, self.binding, &vendor_type(type_name))?;
        write(&mut ValueWriter::new(tag.content(), self.binding))?;
        self.text.push_str(self.writer.as_str());
        Ok(())
    }
}

/// The name of an item of this type.
fn item_name(binding: Binding, type_name: &str) -> &str {
    match binding {
        Binding::RpcEncoded => "item",
        Binding::DocumentLiteral => type_name,
    }
}

fn vendor_type(type_name: &str) -> String {
    format!("{}:{type_name}", prefix::TYPES)
}

/// Marks a value with its type, where that is done.
fn mark(tag: &mut TagWriter<'_>, binding: Binding, type_name: &str) -> Result<(), WriteError> {
    if binding == Binding::RpcEncoded {
        tag.attribute("xsi:type", type_name)?;
    }
    Ok(())
}

/// Writes the items of an array.
#[derive(Debug)]
pub(super) struct ArrayWriter<'w>(ValueWriter<'w>);

impl ArrayWriter<'_> {
    /// Starts an item of this type.
    pub(super) fn item(&mut self, type_name: &str) -> Result<ValueWriter<'_>, WriteError> {
        let name = item_name(self.0.binding, type_name);
        self.0.structure(name, type_name)
    }

    /// Adds items that were written by [`ItemsWriter`].
    pub(super) fn written(&mut self, items: &ItemsWriter) {
        self.0.content.written(&items.text);
    }
}
