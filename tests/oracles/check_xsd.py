"""The XML Schema, judged by libxml2 (through lxml) and by the package xmlschema."""

import csv
import os
import re
import unittest
from pathlib import Path

import xmlschema
from lxml import etree

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "tests/wire/xml/schema"
SHARED = Path(os.environ.get("SUITEPROJECTS_SHARED", ROOT.parent / "shared"))
CORPUS = SHARED / "corpus"

# Documents of the corpus that the schema refuses, and why that is right.
TEMPLATE = "a template: words stand where the values go"
REFUSED = {
    "py-connections-03-request.xml": "an ellipsis stands in place of the commands",
    "swift-AddTaskToTimesheets-0.xml": TEMPLATE,
    "swift-AddTimesheets-0.xml": TEMPLATE,
    "swift-Authenticate-0.xml": TEMPLATE,
    "swift-GetProjects-0.xml": TEMPLATE,
    "swift-GetProjectsTasks-0.xml": TEMPLATE,
}

# The same for documents of this project that were written for other checks.
REFUSED_OF_OTHERS = {
    "odd.xml": "its status is no number, on purpose",
    "request-add-task.xml": "it has a custom field",
}

# The same for requests and answers of the exchange: answers that the library has to cope with.
UNKNOWN_FIELD = "it has a field of a Task that nobody knows"
REFUSED_OF_EXCHANGE = {
    "add/one-task.response.xml": UNKNOWN_FIELD,
    "read/bad-tasks.response.xml": "hours in words, a field twice, elements in a text",
    "read/bad-values.response.xml": "a month 13, a year twice",
    "read/no-number.response.xml": "a status that is no number",
    "read/no-status.response.xml": "no status",
    "read/tasks.response.xml": UNKNOWN_FIELD,
    "time/odd-zone.response.xml": "a time zone that is no number",
}


class Schema:
    """One schema, loaded by both validators."""

    def __init__(self, path):
        # No file and no address is looked up beside the schema itself.
        parser = etree.XMLParser(no_network=True, load_dtd=False)
        self.libxml2 = etree.XMLSchema(etree.parse(path, parser))
        self.xmlschema = xmlschema.XMLSchema10(str(path), allow="local", defuse="always")

    def verdicts(self, path):
        return self.verdicts_of(etree.parse(path))

    def verdicts_of(self, document):
        return self.libxml2.validate(document), self.xmlschema.is_valid(document)

    def errors(self, path):
        self.libxml2.validate(etree.parse(path))
        return [error.message for error in self.libxml2.error_log]


def samples(folder):
    found = sorted((SAMPLES / folder).glob("*.xml"))
    assert found, f"no samples in {folder}"
    return found


class Xsd(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.schema = Schema(ROOT / "schemas/suiteprojects.xsd")

    def test_valid_samples(self):
        for path in samples("valid"):
            with self.subTest(path.name):
                self.assertEqual(self.schema.verdicts(path), (True, True), self.schema.errors(path))

    def test_invalid_samples(self):
        for path in samples("invalid"):
            with self.subTest(path.name):
                self.assertEqual(self.schema.verdicts(path), (False, False))
                element = re.match(r"<!-- at fault: (\w+) -->", path.read_text("utf-8")).group(1)
                errors = self.schema.errors(path)
                self.assertTrue(all(f"'{element}'" in error for error in errors), errors)

    def test_custom_fields(self):
        with_fields = Schema(ROOT / "target/oracles/custom-fields.xsd")
        for path in samples("custom-fields"):
            with self.subTest(path.name):
                self.assertEqual(self.schema.verdicts(path), (False, False))
                self.assertEqual(with_fields.verdicts(path), (True, True), with_fields.errors(path))
        for path in samples("valid"):
            with self.subTest(path.name):
                self.assertEqual(with_fields.verdicts(path), (True, True))

    def test_every_field_has_documentation(self):
        task = self.schema.xmlschema.types["Task"]
        for element in task.content.iter_elements():
            with self.subTest(element.name):
                self.assertTrue(element.annotation.documentation[0].text.strip())

    def test_corpus(self):
        if not CORPUS.is_dir():
            self.skipTest(f"no folder {CORPUS}; SUITEPROJECTS_SHARED says where it is")
        paths = [*CORPUS.glob("xml-requests/*.xml"), *CORPUS.glob("xml-responses/*.xml")]
        self.judge(paths, REFUSED)

    def test_documents_of_other_checks(self):
        paths = [*SAMPLES.parent.glob("generic/*.xml"), *SAMPLES.parent.glob("convert/*.xml")]
        self.judge(paths, REFUSED_OF_OTHERS)

    def test_exchange(self):
        with_fields = Schema(ROOT / "target/oracles/custom-fields.xsd")
        folder = SAMPLES.parent / "exchange"
        paths = sorted(folder.rglob("*.xml"))
        self.assertGreater(len(paths), 50)
        for path in paths:
            name = path.relative_to(folder).as_posix()
            with self.subTest(name):
                expected = name not in REFUSED_OF_EXCHANGE
                self.assertEqual(with_fields.verdicts(path), (expected, expected), with_fields.errors(path))

    def test_answers_of_a_server(self):
        with_fields = Schema(ROOT / "target/oracles/custom-fields.xsd")
        paths = sorted((SAMPLES.parent / "server").glob("*.xml"))
        self.assertGreater(len(paths), 5)
        for path in paths:
            with self.subTest(path.name):
                self.assertEqual(with_fields.verdicts(path), (True, True), with_fields.errors(path))

    def test_every_type_and_field(self):
        table = SHARED / "spec/datatypes.csv"
        if not table.is_file():
            self.skipTest(f"no file {table}; SUITEPROJECTS_SHARED says where it is")
        types = {}
        with table.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                types.setdefault(row["type"], []).append(row["field"])
        self.assertGreater(len(types), 150)
        for name, fields in types.items():
            # `attributes` is in SOAP only. Values are empty, which every type of field takes.
            record = f"<{name}>{''.join(f'<{field}/>' for field in fields if field != 'attributes')}</{name}>"
            commands = ["Modify", "Delete", "Reject"] if name == "User" else ["Add", "Modify", "Delete", "Reject"]
            requests = "".join(f'<{command} type="{name}">{record}</{command}>' for command in commands)
            answers = "".join(f'<{command} status="0">{record}</{command}>' for command in commands)
            read = f'<Read type="{name}" method="equal to" limit="0,1000">{record}<_Return><id/></_Return></Read>'
            for text in (f"<request>{requests}{read}</request>", f"<response>{answers}</response>"):
                with self.subTest(name):
                    document = etree.fromstring(text).getroottree()
                    self.assertEqual(self.schema.verdicts_of(document), (True, True), self.schema.libxml2.error_log)

    def judge(self, paths, refused):
        judged = 0
        for path in sorted(paths):
            # Fragments other than the commands and records that may stand alone are not documents of the schema.
            if etree.parse(path).getroot().tag not in self.schema.xmlschema.elements:
                continue
            judged += 1
            with self.subTest(path.name):
                expected = path.name not in refused
                self.assertEqual(self.schema.verdicts(path), (expected, expected), self.schema.errors(path))
        self.assertGreater(judged, 0)


if __name__ == "__main__":
    unittest.main()
