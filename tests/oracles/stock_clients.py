"""Two stock SOAP clients, zeep and suds-community, that know nothing of this project but its WSDL.

As a program: takes a folder with `suiteprojects.wsdl` and `soapenc.xsd`, lets both clients write the
requests in `CALLS` to `requests/CLIENT/NAME.xml`, and read each `responses/OPERATION.xml` into
`results/CLIENT/OPERATION.json`. Any use of a network is an error.
"""

import io
import json
import sys
from pathlib import Path

NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request")


def forbid_network(event, arguments):
    if event in NETWORK and not (event == "urllib.Request" and arguments[0].startswith("file:")):
        raise RuntimeError(f"{event}{arguments}: nothing may be fetched")


sys.addaudithook(forbid_network)

import suds.client
import suds.sudsobject
import suds.transport
import zeep
import zeep.exceptions
import zeep.transports
import zeep.xsd.valueobjects
from requests import Response

TYPES = "http://namespaces.soaplite.com/perl"


class Struct:
    """A struct of the WSDL and its members; an array of the WSDL has the one member `item`."""

    def __init__(self, of, **members):
        self.of = of
        self.members = members


def array(of, *items):
    return Struct(f"ArrayOf{of}", item=list(items))


def records(*items):
    return array("oaBase", *items)


def attributes(**values):
    return array("Attributes", *(Struct("Attribute", name=name, value=value) for name, value in values.items()))


SESSION = Struct("SessionHeader", sessionId="session of the test")
TOKEN = Struct("SessionHeader", accessToken="token of the test")
ODD_TEXT = "5 < 6 & \"7\" > 'ä'\nsecond line \U0001f600 ]]>"
ENTRY = {"date": "2026-11-20", "userid": "17", "projectid": "88", "start_time": "09:00:00", "end_time": "10:30:00"}

# What is sent: a name, which begins with that of the operation, the header, and the parts in the order of the WSDL.
CALLS = {
    "login": (
        None,
        Struct(
            "LoginParams",
            api_namespace="default",
            api_key="key of the test",
            company="Eagle Ltd",
            user="mcollins",
            password="p<&>w",
            client="stock",
            version="1.0",
        ),
    ),
    "version": (None, "offline client", "1.0"),
    "logout": (SESSION,),
    "whoami": (TOKEN,),
    "servertime": (SESSION,),
    "add": (
        SESSION,
        records(
            Struct("oaTask", **ENTRY, hours="1", minutes="30", notes=ODD_TEXT),
            Struct("oaTask", date="2026-11-21", userid="17", decimal_hours="7.25", billing_note__c="urgent"),
        ),
    ),
    "add-customer": (SESSION, records(Struct("oaCustomer", name="Eagle & Sons", addr_city="Köln"))),
    "read": (
        SESSION,
        array(
            "ReadRequest",
            Struct(
                "ReadRequest",
                method="equal to",
                fields="id,date,hours,minutes",
                type="Task",
                attributes=attributes(limit="0,1000", filter="newer-than,older-than", field="date,date"),
                objects=records(
                    Struct("oaTask", userid="17"),
                    Struct("oaDate", year="2026", month="11", day="01"),
                    Struct("oaDate", year="2026", month="12", day="01"),
                ),
            ),
        ),
    ),
    "read-all": (
        SESSION,
        array("ReadRequest", Struct("ReadRequest", method="all", type="User", attributes=attributes(limit="1"))),
    ),
    "modify": (
        SESSION,
        attributes(update_custom="1"),
        # An empty text clears the field.
        records(Struct("oaTask", id="5512", notes="", hours="2", minutes="0", billing_note__c="later")),
    ),
    "upsert": (
        SESSION,
        attributes(lookup="thin_client_id", update_custom="1"),
        records(
            Struct(
                "oaTask",
                **ENTRY | {"projectid": "PRJ-9"},
                hours="1",
                minutes="30",
                thin_client_id="row-7",
                attributes=records(Struct("oaFieldAttribute", name="external", value="projectid")),
            ),
        ),
    ),
    "delete": (SESSION, records(Struct("oaTask", id="5512"), Struct("oaTask", id="5513"))),
    "reject": (
        SESSION,
        array(
            "RejectRequest",
            Struct(
                "RejectRequest",
                attributes=attributes(submit_warning="1"),
                reject=Struct("oaTask", id="5512"),
                approval=Struct("oaApproval", cc="lead@example.com", notes="Wrong project"),
            ),
        ),
    ),
    "submit": (
        SESSION,
        array("SubmitRequest", Struct("SubmitRequest", submit=Struct("oaTimesheet", id="33"))),
    ),
    "approve": (
        SESSION,
        array("ApproveRequest", Struct("ApproveRequest", approve=Struct("oaTimesheet", id="33"))),
    ),
    "unapprove": (
        SESSION,
        array("UnapproveRequest", Struct("UnapproveRequest", unapprove=Struct("oaTimesheet", id="33"))),
    ),
    "createUser": (SESSION, Struct("oaUser", name="Doe, Jane", addr_email="jane@example.com"), Struct("oaCompany", nickname="Eagle Ltd")),
    "makeURL": (
        SESSION,
        array(
            "MakeURLRequest",
            Struct("MakeURLRequest", uid="17", page="grid-timesheet", app="ta", arg=Struct("oaTimesheet", id="33")),
        ),
    ),
}


class Sent(Exception):
    """A request was written, and there is no answer to it."""


class Zeep:
    """A client of zeep, with its settings as they come."""

    class Transport(zeep.transports.Transport):
        request = None
        answer = None

        def post_xml(self, address, envelope, headers):
            self.request = zeep.wsdl.utils.etree_to_string(envelope)
            self.headers = headers
            if self.answer is None:
                raise Sent
            response = Response()
            response.status_code, response._content = self.answer
            response.headers["Content-Type"] = "text/xml; charset=utf-8"
            return response

    def __init__(self, wsdl):
        self.transport = self.Transport()
        self.client = zeep.Client(str(wsdl), transport=self.transport)
        self.factory = self.client.type_factory(TYPES)

    def value(self, value):
        if isinstance(value, list):
            return [self.value(item) for item in value]
        if not isinstance(value, Struct):
            return value
        members = {name: self.value(member) for name, member in value.members.items()}
        build = getattr(self.factory, value.of)
        return build(members["item"]) if value.of.startswith("ArrayOf") else build(**members)

    def call(self, operation, header, parts):
        # A typed SessionHeader would lose the element around its members.
        headers = {} if header is None else {"_soapheaders": {"SessionHeader": header.members}}
        return self.client.service[operation](*map(self.value, parts), **headers)

    def request(self, operation, header, *parts):
        self.transport.answer = None
        try:
            self.call(operation, header, parts)
        except Sent:
            return self.transport.request, self.transport.headers["SOAPAction"]

    def read(self, operation, status, body):
        """What the client makes of an answer to any request with this operation."""
        self.transport.answer = status, body
        header, *parts = CALLS[operation]
        try:
            return self.plain(self.call(operation, header, parts))
        except zeep.exceptions.Fault as fault:
            return {"fault": fault.code, "text": fault.message}

    def plain(self, value):
        if isinstance(value, zeep.xsd.valueobjects.CompoundValue):
            of = type(value).__name__
            return named(of, {name: self.plain(value[name]) for name in value})
        if isinstance(value, list):
            return [self.plain(item) for item in value]
        return value


class Suds:
    """A client of suds-community, with its settings as they come, but without its cache in the file system."""

    class Transport(suds.transport.Transport):
        message = None
        answer = None

        def open(self, request):
            assert request.url.startswith("file://"), request.url
            return io.BytesIO(Path(request.url.removeprefix("file://")).read_bytes())

        def send(self, request):
            self.message = request.message
            self.headers = request.headers
            if self.answer is None:
                raise Sent
            status, body = self.answer
            if status == 200:
                return suds.transport.Reply(status, {}, body)
            raise suds.transport.TransportError("refused", status, io.BytesIO(body))

    def __init__(self, wsdl):
        self.transport = self.Transport()
        self.client = suds.client.Client(Path(wsdl).resolve().as_uri(), transport=self.transport, cache=None)

    def value(self, value):
        if isinstance(value, list):
            return [self.value(item) for item in value]
        if not isinstance(value, Struct):
            return value
        built = self.client.factory.create(value.of)
        for name, member in value.members.items():
            # Arrays do not tell their items.
            assert name in built or name == "item", f"{value.of} has no {name}"
            setattr(built, name, self.value(member))
        return built

    def call(self, operation, header, parts):
        self.client.set_options(soapheaders=() if header is None else self.value(header))
        return getattr(self.client.service, operation)(*map(self.value, parts))

    def request(self, operation, header, *parts):
        self.transport.answer = None
        try:
            self.call(operation, header, parts)
        except Sent:
            return self.transport.message, self.transport.headers["SOAPAction"]

    def read(self, operation, status, body):
        self.transport.answer = status, body
        header, *parts = CALLS[operation]
        try:
            return self.plain(self.call(operation, header, parts))
        except suds.WebFault as fault:
            return {"fault": str(fault.fault.faultcode), "text": str(fault.fault.faultstring)}

    def plain(self, value):
        if isinstance(value, suds.sudsobject.Object):
            of = type(value).__name__
            return named(of, {name: self.plain(member) for name, member in value})
        if isinstance(value, list):
            return [self.plain(item) for item in value]
        return None if value is None else str(value)


class SudsLists(Suds):
    """The same client, given plain lists where the items are all of the type that the WSDL says."""

    def value(self, value):
        if isinstance(value, Struct) and value.of.startswith("ArrayOf") and value.of != "ArrayOfoaBase":
            return [self.value(item) for item in value.members["item"]]
        return super().value(value)


def named(of, members):
    """Nil, empty and missing are the same to one client or the other, so they are left out."""
    return {"type": of} | {name: value for name, value in members.items() if value not in (None, "", [])}


CLIENTS = {"zeep": Zeep, "suds": Suds, "suds-lists": SudsLists}


def main(folder):
    for name, client in CLIENTS.items():
        client = client(folder / "suiteprojects.wsdl")
        requests, results = folder / "requests" / name, folder / "results" / name
        requests.mkdir(parents=True)
        results.mkdir(parents=True)
        for call, (header, *parts) in CALLS.items():
            envelope, _ = client.request(call.partition("-")[0], header, *parts)
            (requests / f"{call}.xml").write_bytes(envelope)
        for path in sorted(folder.glob("responses/*.xml")):
            # `OPERATION.xml` or `OPERATION.fault.xml`
            operation, _, kind = path.stem.partition(".")
            result = client.read(operation, 500 if kind == "fault" else 200, path.read_bytes())
            text = json.dumps(result, ensure_ascii=False, indent=1)
            (results / f"{path.stem}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
