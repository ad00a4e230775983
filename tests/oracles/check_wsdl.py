"""The WSDL, judged by two stock SOAP clients without a network, and its types by two validators."""

import os
import socket
import tempfile
import unittest
from pathlib import Path

import xmlschema
from lxml import etree

try:
    import stock_clients
    from stock_clients import CALLS, CLIENTS, TYPES, Struct
except ImportError as error:
    raise unittest.SkipTest(f"no clients: {error}") from error

ROOT = Path(__file__).resolve().parents[2]
WSDL = ROOT / "schemas/suiteprojects.wsdl"
# The same with the custom fields that the calls of the clients have.
WITH_FIELDS = ROOT / "target/oracles/suiteprojects.wsdl"
MESSAGES = ROOT / "tests/wire/soap"
SHARED = Path(os.environ.get("SUITEPROJECTS_SHARED", ROOT.parent / "shared"))
STOCK = SHARED / "corpus/soap-stock"

ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/"
ENCODING = "http://schemas.xmlsoap.org/soap/encoding/"
SERVICE = "https://www.openair.com/OAirService"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
NAMES = {"wsdl": "http://schemas.xmlsoap.org/wsdl/", "xs": "http://www.w3.org/2001/XMLSchema", "soap": ENVELOPE}


def resolved(element, name):
    """The namespace and the local name of a qualified name in a text."""
    prefix, colon, local = name.rpartition(":")
    return element.nsmap.get(prefix or None), local


def typed(element):
    name = element.get(f"{{{XSI}}}type")
    return (None, None) if name is None else resolved(element, name)


def is_array(element):
    namespace, name = typed(element)
    return (namespace, name) == (ENCODING, "Array") or (namespace == TYPES and name.startswith("ArrayOf"))


def plain(element):
    """What an element of an encoded message says, with nothing of a schema: the form of `stock_clients.named`."""
    if element.get(f"{{{XSI}}}nil") == "true":
        return None
    if is_array(element):
        return [plain(item) for item in element]
    if len(element) == 0 and typed(element)[0] != TYPES:
        return element.text
    members = {etree.QName(member).localname: plain(member) for member in element}
    return stock_clients.named(typed(element)[1], members)


def intended(value):
    """What a request should say, in the same form, but without the types."""
    if not isinstance(value, Struct):
        return value
    if value.of.startswith("ArrayOf"):
        return [intended(item) for item in value.members["item"]]
    return {name: intended(member) for name, member in value.members.items()}


def said(element):
    """What a request says, whether or not it has types."""
    children = [(etree.QName(child).localname, said(child)) for child in element]
    if not children:
        return element.text or ""
    if all(name == "item" for name, _ in children):
        return [value for _, value in children]
    members = dict(children)
    assert len(members) == len(children), "a member twice"
    return members


def wrapper(path_or_bytes):
    text = path_or_bytes if isinstance(path_or_bytes, bytes) else path_or_bytes.read_bytes()
    (element,) = etree.fromstring(text).find("soap:Body", NAMES)
    return element


def golden(kind):
    """The messages of this project in the form that its WSDL describes; others have one more word in their names."""
    paths = [path for path in sorted(MESSAGES.rglob(f"*.{kind}.xml")) if path.name.count(".") == 2]
    assert len(paths) > 10, f"few messages in {MESSAGES}"
    return paths


class Clients(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.clients = {name: client(WITH_FIELDS) for name, client in CLIENTS.items()}

    def each(self):
        for name, client in self.clients.items():
            with self.subTest(name):
                yield client

    def test_there_is_no_network(self):
        for attempt in (
            lambda: socket.create_connection(("127.0.0.1", 9)),
            lambda: socket.getaddrinfo("localhost", 80),
        ):
            self.assertRaisesRegex(RuntimeError, "nothing may be fetched", attempt)

    def test_the_committed_files_load(self):
        for name, client in CLIENTS.items():
            with self.subTest(name):
                client(WSDL)

    def test_a_fetch_would_be_noticed(self):
        text = WSDL.read_text("utf-8").replace(' schemaLocation="soapenc.xsd"', "")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "suiteprojects.wsdl"
            path.write_text(text, encoding="utf-8")
            self.assertRaisesRegex(RuntimeError, "nothing may be fetched", CLIENTS["zeep"], path)

    def test_every_operation(self):
        expected = sorted(etree.parse(WSDL).xpath("//wsdl:portType/wsdl:operation/@name", namespaces=NAMES))
        self.assertGreaterEqual(set(expected), {call.partition("-")[0] for call in CALLS})
        zeep, suds = self.clients["zeep"].client, self.clients["suds"].client
        self.assertEqual(sorted(zeep.service._binding._operations), expected)
        self.assertEqual(sorted(suds.sd[0].ports[0][0].methods), expected)

    def test_requests_say_what_is_meant(self):
        for client in self.each():
            for call, (header, *parts) in CALLS.items():
                with self.subTest(call):
                    operation = call.partition("-")[0]
                    envelope, action = client.request(operation, header, *parts)
                    self.assertIn(f"{SERVICE}#{operation}", str(action))
                    found = etree.fromstring(envelope).find("soap:Header/SessionHeader", NAMES)
                    if header is None:
                        self.assertIsNone(found)
                    else:
                        self.assertEqual(said(found), header.members)
                    element = wrapper(envelope)
                    self.assertEqual(element.tag, f"{{{SERVICE}}}{operation}")
                    self.assertEqual([said(part) for part in element], [intended(part) for part in parts])

    def test_requests_name_the_types_of_records(self):
        for client in self.each():
            for call, (header, *parts) in CALLS.items():
                operation = call.partition("-")[0]
                envelope, _ = client.request(operation, header, *parts)
                for element in wrapper(envelope).iterfind(".//objects/item"):
                    with self.subTest(call):
                        namespace, name = typed(element)
                        self.assertEqual(namespace, TYPES)
                        self.assertRegex(name, "^oa[A-Z]")

    def test_answers(self):
        self.judge(golden("response"))

    def test_answers_of_the_corpus(self):
        if not STOCK.is_dir():
            self.skipTest(f"no folder {STOCK}; SUITEPROJECTS_SHARED says where it is")
        paths = sorted(STOCK.glob("responses-wsdl/*.xml"))
        self.assertGreater(len(paths), 9)
        self.judge(paths)

    def judge(self, paths):
        """Each client reads in each answer what stands there."""
        for client in self.each():
            for path in paths:
                with self.subTest(path.relative_to(path.parents[1])):
                    element = wrapper(path)
                    if element.tag == f"{{{ENVELOPE}}}Fault":
                        found = client.read("read", 500, path.read_bytes())
                        self.assertEqual(found, {"fault": element.findtext("faultcode"), "text": element.findtext("faultstring")})
                    else:
                        operation = etree.QName(element).localname.removesuffix("Response")
                        (part,) = element
                        self.assertEqual(client.read(operation, 200, path.read_bytes()), plain(part))


class Types(unittest.TestCase):
    """The types as XML Schema, and messages by them as far as the encoding lets a schema judge."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        folder = Path(cls.folder.name)
        wsdl = etree.parse(WITH_FIELDS)
        (folder / "soapenc.xsd").write_bytes((ROOT / "schemas/soapenc.xsd").read_bytes())
        (folder / "types.xsd").write_bytes(etree.tostring(wsdl.find("wsdl:types/xs:schema", NAMES)))
        (folder / "service.xsd").write_text(service(wsdl), encoding="utf-8")
        (folder / "header.xsd").write_text(header(), encoding="utf-8")
        parser = etree.XMLParser(no_network=True)
        cls.validators = {}
        for name in ("types", "service", "header"):
            path = folder / f"{name}.xsd"
            theirs = etree.XMLSchema(etree.parse(path, parser))
            cls.validators[name] = theirs, xmlschema.XMLSchema10(str(path), allow="local", defuse="always")

    def verdicts(self, name, element):
        libxml2, other = self.validators[name]
        document = etree.fromstring(etree.tostring(element, with_tail=False))
        return libxml2.validate(document), other.is_valid(document)

    def judge(self, envelope, expected=True):
        """Validates what is in the body and the header."""
        for name, element in (("service", envelope.find("soap:Body", NAMES)[0]), *session(envelope)):
            relaxed(element)
            found = self.verdicts(name, element)
            self.assertEqual(found, (expected, expected), self.validators[name][0].error_log)

    def test_every_type_is_documented_or_a_record(self):
        schema = self.validators["types"][1]
        self.assertGreater(len(schema.types), 180)
        for name, of in schema.types.items():
            with self.subTest(name):
                self.assertTrue(of.annotation is not None or of.local_name.startswith(("oa", "ArrayOf")))

    def test_requests_of_the_clients(self):
        for name, client in CLIENTS.items():
            client = client(WITH_FIELDS)
            for call, (header, *parts) in CALLS.items():
                with self.subTest(client=name, call=call):
                    envelope, _ = client.request(call.partition("-")[0], header, *parts)
                    self.judge(etree.fromstring(envelope))

    def test_wrong_messages_are_refused(self):
        for call, change in [
            ("add", lambda body: etree.SubElement(body.find(".//item"), "billing_note")),
            ("add", lambda body: body.find(".//item").append(etree.fromstring("<notes/>"))),
            ("read", lambda body: etree.SubElement(body.find(".//item"), "limit")),
            ("login", lambda body: etree.SubElement(body[0][0], "access_token")),
            ("reject", lambda body: etree.SubElement(body[0], "objects")),
        ]:
            with self.subTest(call):
                header, *parts = CALLS[call]
                envelope, _ = CLIENTS["zeep"](WITH_FIELDS).request(call, header, *parts)
                envelope = etree.fromstring(envelope)
                body = envelope.find("soap:Body", NAMES)
                change(body)
                relaxed(body[0])
                self.assertEqual(self.verdicts("service", body[0]), (False, False))

    def test_golden_messages(self):
        for path in golden("request") + golden("response"):
            envelope = etree.parse(path).getroot()
            if envelope.find("soap:Body/soap:Fault", NAMES) is None:
                with self.subTest(path.relative_to(MESSAGES)):
                    self.judge(envelope)

    def test_corpus(self):
        if not STOCK.is_dir():
            self.skipTest(f"no folder {STOCK}; SUITEPROJECTS_SHARED says where it is")
        paths = [*STOCK.glob("requests/*.xml"), *STOCK.glob("responses-wsdl/*.xml")]
        self.assertGreater(len(paths), 20)
        for path in sorted(paths):
            if path.stem != "fault":
                with self.subTest(path.name):
                    self.judge(etree.parse(path).getroot())


def service(wsdl):
    """A schema of the elements in the bodies of messages, made from the messages of the WSDL."""
    elements = []
    for message in wsdl.iterfind("wsdl:message", NAMES):
        name = message.get("name").removesuffix("Request")
        parts = "".join(
            f'<xs:element name="{part.get("name")}" type="{part.get("type")}"/>'
            for part in message.iterfind("wsdl:part", NAMES)
        )
        content = f"<xs:all>{parts}</xs:all>" if parts else ""
        elements.append(f'<xs:element name="{name}"><xs:complexType>{content}</xs:complexType></xs:element>')
    return schema(f'targetNamespace="{SERVICE}"', "".join(elements))


def header():
    return schema("", '<xs:element name="SessionHeader" type="perl:SessionHeader"/>')


def schema(attributes, elements):
    return (
        f'<xs:schema xmlns:xs="{NAMES["xs"]}" xmlns:perl="{TYPES}" {attributes}>'
        f'<xs:import namespace="{TYPES}" schemaLocation="types.xsd"/>{elements}</xs:schema>'
    )


def session(envelope):
    found = envelope.find("soap:Header/SessionHeader", NAMES)
    return [] if found is None else [("header", found)]


def relaxed(element):
    """Leaves out what the encoding says of arrays, whose types are those of the WSDL or more general."""
    for array in filter(is_array, element.iter("*")):
        del array.attrib[f"{{{XSI}}}type"]
    # A WSDL is made with the custom fields of time entries alone.
    for field in element.xpath(".//*[substring(name(), string-length(name()) - 2) = '__c']"):
        if typed(field.getparent()) != (TYPES, "oaTask"):
            field.getparent().remove(field)


if __name__ == "__main__":
    unittest.main()
