// The package `soap` of npm on the WSDL that the local server serves. Takes its address, prints what became
// of each step as JSON.
"use strict";

const soap = require("soap");

const url = process.argv[2];
const KEY = "$attributes";
const TYPES = "http://namespaces.soaplite.com/perl";

const typed = (name, members) => ({ [KEY]: { "xsi:type": `perl:${name}`, "xmlns:perl": TYPES }, ...members });
const task = (members) => typed("oaTask", members);
const array = (...items) => ({ item: items });
const attributes = (values) =>
  array(...Object.entries(values).map(([name, value]) => ({ name, value })));
const text = (value) => (value !== null && typeof value === "object" ? value.$value : value);
// One item comes as an object, several as a list.
const items = (result) => {
  const inner = result && result.item;
  return inner === undefined || inner === null ? [] : [].concat(inner);
};
const code = (result) => {
  const [error] = items(result.errors);
  return error === undefined ? null : text(error.code);
};

async function main() {
  const client = await soap.createClientAsync(`${url}/wsdl.pl`, { attributesKey: KEY });
  client.setEndpoint(`${url}/soap`);
  client.wsdl.xmlnsInEnvelope += ' xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/"';
  const call = async (operation, parts) => (await client[`${operation}Async`](parts))[0];
  const results = (answer) => items(Object.values(answer)[0]);

  const login = await call("login", {
    login_par: {
      api_namespace: "default", api_key: "any", company: "acme", user: "ann", password: "any", client: "soap", version: "1",
    },
  });
  client.addSoapHeader({ SessionHeader: { sessionId: text(login.loginReturn.sessionId) } });

  const read = async (id) => {
    const request = {
      method: "equal to", fields: "", attributes: attributes({ limit: "1" }), type: "Task", objects: array(task({ id })),
    };
    const [result] = results(await call("read", { method: array(request) }));
    return items(result.objects);
  };
  const reject = async (id) => {
    const request = {
      attributes: attributes({}), reject: task({ id }), approval: typed("oaApproval", { notes: "why?" }),
    };
    return code(results(await call("reject", { requests: array(request) }))[0]);
  };

  const outcome = {};
  const entry = { date: "2026-01-06", userid: "251", hours: "5.5", minutes: "6", notes: 'a < b & "ä" 😀' };
  const [added] = results(await call("add", { objects: array(task(entry)) }));
  outcome.added = text(added.status);
  const id = text(added.id);
  const [stored] = await read(id);
  outcome.read = [stored.hours, stored.minutes, stored.notes].map(text);
  const change = task({ id, hours: "4", minutes: "0" });
  const [modified] = results(await call("modify", { attributes: attributes({}), objects: array(change) }));
  outcome.modified = [text(modified.status), text((await read(id))[0].hours)];
  const upsert = async (hours) => {
    const keyed = task({ date: "2026-01-07", userid: "251", hours, thin_client_id: "key-1" });
    const parts = { attributes: attributes({ lookup: "thin_client_id" }), objects: array(keyed) };
    return text(results(await call("upsert", parts))[0].id);
  };
  const first = await upsert("1");
  const second = await upsert("2");
  outcome.upserted = [first === second, text((await read(first))[0].hours)];
  const [refused] = results(await call("add", { objects: array(task({ userid: "251", hours: "1" })) }));
  outcome.refused = [text(refused.status), code(refused)];
  outcome["rejected too early"] = await reject(id);
  const sheet = {
    attributes: attributes({}),
    submit: typed("oaTimesheet", { id: text(stored.timesheetid) }),
    approval: typed("oaApproval", { notes: "done" }),
  };
  outcome.submitted = code(results(await call("submit", { requests: array(sheet) }))[0]);
  outcome.rejected = await reject(id);
  const [deleted] = results(await call("delete", { objects: array(task({ id: first })) }));
  outcome.deleted = [text(deleted.status), (await read(first)).length];
  console.log(JSON.stringify(outcome));
}

main().catch((error) => {
  console.error(error.root ? JSON.stringify(error.root) : error);
  process.exit(1);
});
