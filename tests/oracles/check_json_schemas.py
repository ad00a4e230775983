"""The JSON Schemas, judged by the package jsonschema."""

import copy
import json
import tomllib
import unittest
from pathlib import Path

from jsonschema import Draft202012Validator

ROOT = Path(__file__).resolve().parents[2]


def load(path):
    return json.loads((ROOT / path).read_text("utf-8"))


class Case(unittest.TestCase):
    schema = None

    @classmethod
    def setUpClass(cls):
        if cls.schema is None:
            raise unittest.SkipTest("the common part of the cases")
        document = load(f"schemas/{cls.schema}.schema.json")
        Draft202012Validator.check_schema(document)
        cls.validator = Draft202012Validator(document)

    def accept(self, value):
        with self.subTest(accepted=value):
            self.assertEqual([error.message for error in self.validator.iter_errors(value)], [])

    def refuse(self, value):
        with self.subTest(refused=value):
            self.assertFalse(self.validator.is_valid(value))


class Task(Case):
    schema = "task"
    add = {"date": "2026-01-05", "userid": 251}

    def test_accepted(self):
        self.accept(self.add)
        self.accept({"id": 5512})
        self.accept({"date": "2028-02-29", "user_id": "0251"})
        for more in [
            {"hours": 7.5, "minutes": "30"},
            {"hour": "7.", "minute": -30},
            {"decimalHours": ".5"},
            {"decimal_hours": "+0.1234567890123456789012345678"},
            {"start_time": "9:00", "endTime": "17:0:0"},
            {"start_time": "00:00:00", "end_time": ""},
            {"projectTaskId": "88231", "projecttask_typeid": None},
            {"projectid": 18446744073709551615},
            {"notes": "a\tb\r\nc ä \U0001f600", "description": 5},
            {"billing_note__c": "x", "___c": 1.5, "A1__c": None},
            {"created": "2026-01-05 10:00:00", "updated": "2026-01-05"},
            {"acct_date": "", "categoryid": "", "timesheetid": 998},
        ]:
            self.accept(self.add | more)

    def test_refused_values(self):
        for more in [
            {"date": "2026-02-29"},
            {"date": "1900-02-29"},
            {"date": "26-01-05"},
            {"date": "0000-00-00"},
            {"date": 20260105},
            {"userid": 0},
            {"userid": "0"},
            {"userid": -1},
            {"userid": 2.5},
            {"userid": "251 "},
            {"userid": True},
            {"userid": [251]},
            {"projectid": 18446744073709551616},
            {"minutes": 30.5},
            {"minutes": "30.0"},
            {"minutes": "3O"},
            {"hours": "1e1"},
            {"hours": "7,5"},
            {"hours": "."},
            {"hours": "1_000"},
            {"hours": "12345678901234567890123456789"},
            {"hours": 1e30},
            {"start_time": "9"},
            {"start_time": "24:00"},
            {"start_time": "9:00 AM"},
            {"start_time": 900},
            {"end_time": "9:60"},
            {"notes": "\u0000"},
            {"notes": "\uffff"},
            {"notes": {"text": "x"}},
            {"created": "2026-01-05T10:00:00"},
        ]:
            self.refuse(self.add | more)

    def test_refused_keys(self):
        for more in [
            {"houres": 8},
            {"exported": "2026-01-05"},
            {"loaded_cost.cost": 1},
            {"1__c": "x"},
            {"__c": "x"},
            {"note_c": "x"},
            {"hours": 1, "hour": 1},
            {"projectid": 1, "project_id": 1},
        ]:
            self.refuse(self.add | more)

    def test_what_a_command_needs(self):
        self.refuse({})
        self.refuse({"date": "2026-01-05"})
        self.refuse({"userid": 251})
        self.refuse({"userid": 251, "date": ""})
        self.refuse({"userid": None, "date": "2026-01-05"})
        self.refuse([self.add])

    def test_read_only_fields_are_marked(self):
        properties = self.validator.schema["properties"]
        marked = {name for name, value in properties.items() if value.get("readOnly")}
        self.assertLessEqual({"id", "created", "updated", "slipid", "slipId", "loaded_cost"}, marked)
        self.assertTrue(marked.isdisjoint({"date", "userid", "timesheetid", "hours"}))


class Reference(Case):
    schema = "reference"

    def test_example(self):
        self.accept(load("examples/reference.json"))

    def test_accepted(self):
        self.accept({})
        self.accept({"$schema": "reference.schema.json", "users": []})
        self.accept({"users": [{"id": "7", "active": None}]})
        self.accept({"projecttasks": [{"id": 1, "starts": "0000-00-00", "fnlt_date": ""}]})
        self.accept({"tasks": [{"id": 1, "slipId": 0, "date": "0000-00-00", "x__c": {"any": "thing"}}]})

    def test_broken_variants_of_the_example(self):
        example = load("examples/reference.json")
        for name, record in [(name, records[0]) for name, records in example.items()]:
            for broken in [
                {key: value for key, value in record.items() if key != "id"},
                record | {"id": None},
                record | {"id": 0},
                record | {"id": "x"},
                record | {"nmae": "x"},
            ]:
                variant = copy.deepcopy(example)
                variant[name][0] = broken
                self.refuse(variant)
        self.refuse(example | {"user": []})
        self.refuse(example | {"users": {}})
        self.refuse([example])

    def test_refused_values(self):
        for name, more in [
            ("users", {"active": 1}),
            ("users", {"active": "true"}),
            ("projects", {"customerid": ""}),
            ("projects", {"customerid": 1.5}),
            ("projecttasks", {"starts": "2026-02-30"}),
            ("projecttasks", {"starts": "0000-00-00 00:00:00"}),
            ("timesheets", {"status": "o"}),
            ("timesheets", {"status": ""}),
            ("tasks", {"accepted": "yes"}),
            ("tasks", {"minutes": 1.5}),
            ("tasks", {"start_time": "9"}),
            ("tasks", {"created": "yesterday"}),
        ]:
            self.refuse({name: [{"id": 1} | more]})


class Settings(Case):
    schema = "settings"

    def test_accepted(self):
        for text in [
            "",
            'start_end_times = true\nminute_rounding = "exact"',
            "[interpretations]\nallow_negative = true\ntask_date_range = 'scheduled'",
        ]:
            self.accept(tomllib.loads(text))

    def test_refused(self):
        for text in [
            "start_end_time = true",
            "start_end_times = 'true'",
            "start_end_times = 1",
            "minute_rounding = 'up'",
            "interpretations = []",
            "[interpretations]\nstart_end_times = true",
            "[account]\nsigners = true",
        ]:
            self.refuse(tomllib.loads(text))


if __name__ == "__main__":
    unittest.main()
