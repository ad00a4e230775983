"""suds-community on the WSDL that the local server serves. Takes its address, prints what became of each step as JSON."""

import json
import sys

from suds.client import Client

url = sys.argv[1]
client = Client(f"{url}/wsdl.pl", location=f"{url}/soap", cache=None)
TYPES = "{http://namespaces.soaplite.com/perl}"


def make(of, /, **members):
    made = client.factory.create(TYPES + of)
    for member, value in members.items():
        setattr(made, member, value)
    return made


def array(of, /, *items):
    return make(f"ArrayOf{of}", item=list(items))


def attributes(**values):
    return array("Attributes", *(make("Attribute", name=name, value=value) for name, value in values.items()))


def call(operation, *parts):
    return getattr(client.service, operation)(*parts)


def items(result):
    """The items of a result: a list, something that holds one, or one that stands alone."""
    if result is None or result == "":
        return []
    inner = getattr(result, "item", result)
    return inner if isinstance(inner, list) else [inner]


def code(result):
    errors = items(getattr(result, "errors", None))
    return str(errors[0].code) if errors else None


def task(**fields):
    return make("oaTask", **fields)


def read(identifier):
    request = make(
        "ReadRequest",
        method="equal to",
        fields="",
        attributes=attributes(limit="1"),
        type="Task",
        objects=array("oaBase", task(id=identifier)),
    )
    (result,) = items(call("read", array("ReadRequest", request)))
    return items(result.objects)


def reject(identifier):
    request = make(
        "RejectRequest",
        attributes=attributes(),
        reject=task(id=identifier),
        approval=make("oaApproval", notes="why?"),
    )
    return code(items(call("reject", array("RejectRequest", request)))[0])


parameters = make(
    "LoginParams",
    api_namespace="default",
    api_key="any",
    company="acme",
    user="ann",
    password="any",
    client="suds",
    version="1",
)
header = make("SessionHeader", sessionId=client.service.login(parameters).sessionId)
client.set_options(soapheaders=header)

outcome = {}
(added,) = items(
    call("add", array("oaBase", task(date="2026-01-06", userid="251", hours="5.5", minutes="6", notes='a < b & "ä" 😀')))
)
outcome["added"] = added.status
(stored,) = read(added.id)
outcome["read"] = [stored.hours, stored.minutes, stored.notes]
(modified,) = items(call("modify", attributes(), array("oaBase", task(id=added.id, hours="4", minutes="0"))))
outcome["modified"] = [modified.status, read(added.id)[0].hours]
keyed = task(date="2026-01-07", userid="251", hours="1", thin_client_id="key-1")
again = task(date="2026-01-07", userid="251", hours="2", thin_client_id="key-1")
(upserted,) = items(call("upsert", attributes(lookup="thin_client_id"), array("oaBase", keyed)))
(updated,) = items(call("upsert", attributes(lookup="thin_client_id"), array("oaBase", again)))
outcome["upserted"] = [upserted.id == updated.id, read(upserted.id)[0].hours]
(refused,) = items(call("add", array("oaBase", task(userid="251", hours="1"))))
outcome["refused"] = [refused.status, code(refused)]
outcome["rejected too early"] = reject(added.id)
sheet = make(
    "SubmitRequest",
    attributes=attributes(),
    submit=make("oaTimesheet", id=stored.timesheetid),
    approval=make("oaApproval", notes="done"),
)
outcome["submitted"] = code(items(call("submit", array("SubmitRequest", sheet)))[0])
outcome["rejected"] = reject(added.id)
(deleted,) = items(call("delete", array("oaBase", task(id=upserted.id))))
outcome["deleted"] = [deleted.status, len(read(upserted.id))]
print(json.dumps(outcome))
