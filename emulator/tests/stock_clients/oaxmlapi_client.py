"""oaxmlapi builds requests for the XML API of the local server. Takes its address, prints what became of each step as JSON.

The package makes elements and leaves sending to others. It knows neither Reject nor the attribute lookup of Add, which
are added to what it makes.
"""

import json
import sys
import urllib.request
import xml.etree.ElementTree as ET

from oaxmlapi import commands, connections, datatypes

url = sys.argv[1]
application = connections.Application(client="oaxmlapi", client_version="1", namespace="default", key="any")
auth = connections.Auth(company="acme", username="ann", password="any")


def record(name, **fields):
    return datatypes.Datatype(name, fields)


def day(text):
    year, month, number = text.split("-")
    return record("Date", year=year, month=month, day=number)


def send(*elements):
    body = ET.tostring(connections.Request(application, auth, elements).request(), "utf-8")
    with urllib.request.urlopen(urllib.request.Request(f"{url}/api.pl", data=body)) as answer:
        response = ET.fromstring(answer.read())
    status = response.find("Auth").get("status")
    assert status == "0", status
    return list(response)[1:]


def add(entry, **attributes):
    (result,) = send(commands.Add("Task", attributes, entry).add())
    return result


def read(identifier):
    by_id = commands.Read.Filter(None, None, record("Task", id=identifier)).getFilter()
    question = commands.Read("Task", "equal to", {"limit": "1"}, [by_id], ["id", "hours", "minutes", "notes", "timesheetid"])
    (result,) = send(question.read())
    return result.findall("Task")


def reject(identifier):
    element = ET.Element("Reject", type="Task")
    element.append(record("Task", id=identifier).getDatatype())
    element.append(record("Approval", notes="why?").getDatatype())
    (result,) = send(element)
    return result.get("status")


outcome = {}
added = add(record("Task", date=day("2026-01-06"), userid="251", hours="5.5", minutes="6", notes='a < b & "ä" 😀'))
identifier = added.findtext("Task/id")
outcome["added"] = added.get("status")
(stored,) = read(identifier)
outcome["read"] = [stored.findtext(name) for name in ("hours", "minutes", "notes")]
(modified,) = send(commands.Modify("Task", {}, record("Task", id=identifier, hours="4", minutes="0")).modify())
outcome["modified"] = [modified.get("status"), read(identifier)[0].findtext("hours")]
keyed = dict(date=day("2026-01-07"), userid="251", thin_client_id="key-1")
upserted, updated = (
    add(record("Task", hours=hours, **keyed), lookup="thin_client_id").findtext("Task/id") for hours in ("1", "2")
)
outcome["upserted"] = [upserted == updated, read(upserted)[0].findtext("hours")]
refused = add(record("Task", userid="251", hours="1"))
outcome["refused"] = refused.get("status")
outcome["rejected too early"] = reject(identifier)
sheet = record("Timesheet", id=stored.findtext("timesheetid"))
(submitted,) = send(commands.Submit("Timesheet", sheet, record("Approval", notes="done")).submit())
outcome["submitted"] = submitted.get("status")
outcome["rejected"] = reject(identifier)
(deleted,) = send(commands.Delete("Task", record("Task", id=upserted)).delete())
outcome["deleted"] = [deleted.get("status"), len(read(upserted))]
print(json.dumps(outcome))
