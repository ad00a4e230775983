"""zeep on the WSDL that the local server serves. Takes its address, prints what became of each step as JSON."""

import json
import sys

import zeep
import zeep.helpers

url = sys.argv[1]
client = zeep.Client(f"{url}/wsdl.pl")
service = client.create_service("{http://namespaces.soaplite.com/perl}OAirServiceSoapBinding", f"{url}/soap")
make = client.type_factory("http://namespaces.soaplite.com/perl")

parameters = make.LoginParams(
    api_namespace="default", api_key="any", company="acme", user="ann", password="any", client="zeep", version="1"
)
session = {"SessionHeader": {"sessionId": service.login(parameters).sessionId}}


def call(operation, *parts):
    return service[operation](*parts, _soapheaders=session)


def records(*items):
    return make.ArrayOfoaBase(list(items))


def attributes(**values):
    return make.ArrayOfAttributes([make.Attribute(name=name, value=value) for name, value in values.items()])


def items(array):
    """A result array: zeep gives the list itself, or what holds it."""
    return array if isinstance(array, list) else array.item


def first(array):
    return items(array)[0]


def code(result):
    return str(first(result.errors).code) if result.errors and items(result.errors) else None


def task(**fields):
    return make.oaTask(**fields)


def read(identifier):
    request = make.ReadRequest(
        method="equal to", fields="", attributes=attributes(limit="1"), type="Task", objects=records(task(id=identifier))
    )
    result = first(call("read", make.ArrayOfReadRequest([request])))
    return items(result.objects) if result.objects else []


def reject(identifier):
    request = make.RejectRequest(
        attributes=attributes(), reject=task(id=identifier), approval=make.oaApproval(notes="why?")
    )
    return code(first(call("reject", make.ArrayOfRejectRequest([request]))))


outcome = {}
added = first(call("add", records(task(date="2026-01-06", userid="251", hours="5.5", minutes="6", notes='a < b & "ä" 😀'))))
outcome["added"] = added.status
(stored,) = read(added.id)
outcome["read"] = [stored.hours, stored.minutes, stored.notes]
modified = first(call("modify", attributes(), records(task(id=added.id, hours="4", minutes="0"))))
outcome["modified"] = [modified.status, read(added.id)[0].hours]
keyed = task(date="2026-01-07", userid="251", hours="1", thin_client_id="key-1")
again = task(date="2026-01-07", userid="251", hours="2", thin_client_id="key-1")
lookup = attributes(lookup="thin_client_id")
upserted = first(call("upsert", lookup, records(keyed)))
updated = first(call("upsert", lookup, records(again)))
outcome["upserted"] = [upserted.id == updated.id, read(upserted.id)[0].hours]
refused = first(call("add", records(task(userid="251", hours="1"))))
outcome["refused"] = [refused.status, code(refused)]
outcome["rejected too early"] = reject(added.id)
sheet = make.SubmitRequest(
    attributes=attributes(), submit=make.oaTimesheet(id=stored.timesheetid), approval=make.oaApproval(notes="done")
)
outcome["submitted"] = code(first(call("submit", make.ArrayOfSubmitRequest([sheet]))))
outcome["rejected"] = reject(added.id)
deleted = first(call("delete", records(task(id=upserted.id))))
outcome["deleted"] = [deleted.status, len(read(upserted.id))]
print(json.dumps(outcome))
