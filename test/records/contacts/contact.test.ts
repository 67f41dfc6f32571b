import { contactUpsert } from "../../../src/records/contacts/contact.upsert";
import { act, type Action, audits } from "../../support/action";
import { aCustomer, aRep, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { graphOver, type Graph } from "../../support/graph";
import { reasons, write } from "../../support/writes";

let database: TestDatabase;
let graph: Graph;
const ada = aRep({ externalId: "ada" });
const bob = aRep({ externalId: "bob" });
const viewers: Record<string, { role: "REP"; repId: string }> = {};

beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  await store(database.owner, [
    ada,
    bob,
    aCustomer({ externalId: "c1", ownedBy: ada }),
    aCustomer({ externalId: "c2" }),
  ]);
  const { rows } = await database.owner.query<{ id: string; key: string }>("select id, external_id as key from rep");
  for (const { id, key } of rows) viewers[key] = { role: "REP", repId: id };
  await write(
    database,
    contactUpsert,
    contact("zoe", { influence: "CHAMPION", email: "zoe@example.com" }),
    contact("yan", { influence: "DETRACTOR", leftOn: "2026-01-15" }),
    contact("xia", { influence: "USER" }),
    contact("wim", { customer: "c2" }),
  );
});
afterAll(() => database.close());

const contact = (externalId: string, more = {}) => ({ externalId, customer: "c1", fullName: externalId, ...more });

async function idOf(externalId: string): Promise<string> {
  const { data } = await graph.ask<{ contact: { id: string } }>(
    {},
    `query ($key: String) { contact(externalId: $key) { id } }`,
    {
      key: externalId,
    },
  );
  return data.contact.id;
}

async function names(filter: string): Promise<string[]> {
  const { data } = await graph.ask<{ customer: { contacts: { edges: { node: { fullName: string } }[] } } }>(
    {},
    `{ customer(externalId: "c1") { contacts${filter} { edges { node { fullName } } } } }`,
  );
  return data.customer.contacts.edges.map(({ node }) => node.fullName);
}

describe("a contact", () => {
  test.each([
    ["is listed by name, who left included", "", ["xia", "yan", "zoe"]],
    ["is there until the day it leaves", '(filter: { stillThereOn: "2026-01-14" })', ["xia", "yan", "zoe"]],
    ["is gone on the day it leaves", '(filter: { stillThereOn: "2026-01-15" })', ["xia", "zoe"]],
    ["is found by its influence", "(filter: { influence: [CHAMPION, DETRACTOR] })", ["yan", "zoe"]],
    ["who stayed comes last in the order of leaving", "(orderBy: { field: LEFT_ON })", ["yan", "zoe", "xia"]],
  ])("%s", async (_rule, filter, expected) => expect(await names(filter)).toEqual(expected));

  test.each([
    [
      "of no customer",
      contact("v", { customer: "nobody" }),
      'customer: "nobody" names no customer that is stored or in this load',
    ],
    ["without a name", contact("v", { fullName: "" }), "fullName: fullName should not be empty"],
    ["with an address that is none", contact("v", { email: "at home" }), "email: email must be an email"],
  ])("%s is refused", async (_rule, row, reason) =>
    expect(reasons(await write(database, contactUpsert, row))).toEqual([reason]),
  );

  it("keeps what a later load does not give", async () => {
    await write(database, contactUpsert, { externalId: "zoe", customer: "c1", fullName: "zoe" });
    const { data } = await graph.ask({}, `{ contact(externalId: "zoe") { email influence leftOn version } }`);
    expect(data).toEqual({ contact: { email: "zoe@example.com", influence: "CHAMPION", leftOn: null, version: 1 } });
  });
});

describe("contactLeave", () => {
  const leave: Action = { name: "contactLeave", subject: "contact", selection: "fullName leftOn version" };
  const leaves = async (who: string, more = {}) => ({
    contact: await idOf(who),
    leftOn: "2026-03-01",
    version: 1,
    ...more,
  });
  const nothing = (...reasons: string[]) => ({ record: null, refused: reasons });

  test.each<[string, object, string, object, string[]]>([
    ["is not an analyst's to say", { role: "ANALYST" }, "xia", {}, ["FORBIDDEN"]],
    ["is not an auditor's to say", { role: "AUDITOR" }, "xia", {}, ["FORBIDDEN"]],
    ["is not said of what has changed meanwhile", { role: "ADMIN" }, "xia", { version: 2 }, ["STALE_VERSION version"]],
    ["happens once", { role: "ADMIN" }, "yan", {}, ["CONFLICT contact"]],
  ])("%s", async (_rule, viewer, who, more, reasons) =>
    expect(await act(graph, viewer, leave, await leaves(who, more))).toEqual(nothing(...reasons)),
  );

  it("is not known of a customer of somebody else", async () => {
    expect(await act(graph, viewers.bob!, leave, await leaves("xia"))).toEqual(nothing("NOT_FOUND contact"));
    expect(await act(graph, viewers.ada!, leave, await leaves("wim"))).toEqual(nothing("NOT_FOUND contact"));
  });

  it("keeps the person in the history, with who said so, and a repeat changes nothing more", async () => {
    const input = await leaves("xia");
    const left = { record: { fullName: "xia", leftOn: "2026-03-01", version: 2 }, refused: [] };
    expect(await act(graph, viewers.ada!, leave, input, "once")).toEqual(left);
    expect(await act(graph, viewers.ada!, leave, input, "once")).toEqual(left);
    expect(await audits(database, "contactLeave")).toEqual([
      {
        principal: "somebody",
        type: "contact",
        before: expect.objectContaining({ version: 1, left_on: null }),
        after: expect.objectContaining({ version: 2, left_on: "2026-03-01" }),
      },
    ]);
  });
});
