import { aCustomer, anInteraction, aRep, aTeam, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { graphOver, type Graph } from "../../support/graph";

let database: TestDatabase;
let graph: Graph;

const north = aTeam({ externalId: "north", name: "North" });
const ada = aRep({ externalId: "ada", fullName: "Ada", team: north });
const bob = aRep({ externalId: "bob", fullName: "Bob", managedBy: ada });
const xen = aCustomer({ externalId: "xen", name: "Xen", ownedBy: bob, segment: "A" });
const yan = aCustomer({ externalId: "yan", name: "Yan", ownedBy: ada, parent: xen });
const zed = aCustomer({ externalId: "zed", name: "Zed", currency: "JPY", acquisitionCostMinor: "500" });
const call = anInteraction({ externalId: "call", with: xen, occurredAt: "2026-01-01T08:00:00.000Z" });
const mail = anInteraction({ externalId: "mail", with: xen, by: ada, type: "EMAIL", costMinor: null });

beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  await store(database.owner, [north, ada, bob, xen, yan, zed, call, mail]);
});
afterAll(() => database.close());

/** Asks as somebody who sees everything, and expects no error. */
async function answer(source: string, variables: Record<string, unknown> = {}): Promise<unknown> {
  const { data, errors } = await graph.ask({ role: "AUDITOR" }, source, variables);
  expect(errors).toEqual([]);
  return data;
}

const idOf = async (externalId: string): Promise<string> => {
  const { data } = await graph.ask<Record<string, { id: string } | null>>(
    {},
    `query ($key: String) { rep(externalId: $key) { id } customer(externalId: $key) { id } }`,
    { key: externalId },
  );
  return (data.rep ?? data.customer)!.id;
};

describe("a selection is answered as the executor would", () => {
  test.each<[string, string, unknown]>([
    ["a field stands under its own name", `{ name }`, { name: "Xen" }],
    ["a field stands under its alias", `{ called: name }`, { called: "Xen" }],
    [
      "an alias may be another field's name",
      `{ name: externalId externalId: name }`,
      { name: "xen", externalId: "Xen" },
    ],
    [
      "one field with other arguments under aliases",
      `{ all: interactions { totalCount } calls: interactions(filter: { kind: [CALL] }) { totalCount }
         last: interactions(last: 1) { edges { node { externalId } } } }`,
      { all: { totalCount: 2 }, calls: { totalCount: 1 }, last: { edges: [{ node: { externalId: "call" } }] } },
    ],
    [
      "__typename, under its name and an alias",
      `{ __typename kind: __typename }`,
      { __typename: "Customer", kind: "Customer" },
    ],
    [
      "more fields than one of PostgreSQL's functions takes arguments for",
      `{ ${Array.from({ length: 60 }, (_, n) => `f${n}: name`).join(" ")} }`,
      Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`f${n}`, "Xen"])),
    ],
    ["an inline fragment on the type", `{ ... on Customer { name } }`, { name: "Xen" }],
    ["an inline fragment on the interface", `{ ... on Node { id: __typename } }`, { id: "Customer" }],
    ["an inline fragment without a type", `{ ... @include(if: true) { name } }`, { name: "Xen" }],
    [
      "what is skipped by a literal is not there",
      `{ name @skip(if: true) segment @include(if: true) }`,
      { segment: "A" },
    ],
    [
      "money has its currency's decimals",
      `{ acquisitionCost { amount currency } }`,
      { acquisitionCost: { amount: "123.45", currency: "EUR" } },
    ],
    [
      "money under aliases",
      `{ cost: acquisitionCost { n: amount o: currency t: __typename } }`,
      { cost: { n: "123.45", o: "EUR", t: "Money" } },
    ],
    [
      "fields of one response key are merged, however deep they stand",
      `{ team { rep { fullName } } team { rep { team { name } manager { fullName } } role }
         ... on Customer { team { rep { manager { externalId } } } } }`,
      {
        team: [
          {
            role: "ACCOUNT_MANAGER",
            rep: { fullName: "Bob", team: null, manager: { fullName: "Ada", externalId: "ada" } },
          },
        ],
      },
    ],
    [
      "pages are merged, too",
      `{ interactions { edges { node { kind } } } interactions { totalCount edges { node { externalId } } } }`,
      {
        interactions: {
          totalCount: 2,
          edges: [{ node: { kind: "EMAIL", externalId: "mail" } }, { node: { kind: "CALL", externalId: "call" } }],
        },
      },
    ],
    [
      "one page twice under aliases",
      `{ interactions { a: edges { node { kind } } b: edges { node { externalId } } p: pageInfo { hasNextPage } q: pageInfo { more: hasPreviousPage } } }`,
      {
        interactions: {
          a: [{ node: { kind: "EMAIL" } }, { node: { kind: "CALL" } }],
          b: [{ node: { externalId: "mail" } }, { node: { externalId: "call" } }],
          p: { hasNextPage: false },
          q: { more: false },
        },
      },
    ],
    ["a reference to nothing is null", `{ parent { name } referredBy { id } }`, { parent: null, referredBy: null }],
    ["a list of nothing is empty", `{ team(asOf: "1999-01-01") { id } }`, { team: [] }],
    [
      "the list of a page of nothing is empty",
      `{ interactions(filter: { kind: [VISIT] }) { totalCount edges { cursor } } }`,
      { interactions: { totalCount: 0, edges: [] } },
    ],
  ])("%s", async (_rule, selection, expected) => {
    expect(await answer(`{ customer(externalId: "xen") ${selection} }`)).toEqual({ customer: expected });
  });

  test.each(["{ totalCount }", "{ pageInfo { hasPreviousPage } }", "{ pageInfo { __typename } }", "{ __typename }"])(
    "a page is one object where %s is all that is asked of it",
    async (selection) => {
      const whole = (await answer(
        `{ customers { __typename totalCount pageInfo { __typename hasPreviousPage } } }`,
      )) as {
        customers: { pageInfo: object };
      };
      const { customers } = (await answer(`{ customers ${selection} }`)) as { customers: object };
      expect(whole.customers).toMatchObject(customers);
    },
  );

  test("named fragments nest, on types and on the interface", async () => {
    const source = `
      query { customers(first: 1) { edges { node { ...Whole } } } }
      fragment Whole on Customer { ...Named team { ...Member } }
      fragment Named on Node { __typename ... on Customer { name } ... on Rep { fullName } }
      fragment Member on Assignment { rep { ...Named ... on Rep { manager { ...Named } } } }`;
    expect(await answer(source)).toEqual({
      customers: {
        edges: [
          {
            node: {
              __typename: "Customer",
              name: "Xen",
              team: [{ rep: { __typename: "Rep", fullName: "Bob", manager: { __typename: "Rep", fullName: "Ada" } } }],
            },
          },
        ],
      },
    });
  });

  test.each([
    "n",
    "e",
    "o",
    "t0",
    "t1",
    "edge0",
    "cursor",
    "sees",
    "select",
    "from",
    "null",
    "row",
    "constructor",
    "toString",
    "hasOwnProperty",
    "__proto__",
    "__id",
    "x".repeat(63),
  ])("any name may be an alias: %s", async (alias) => {
    const level = (selection: string) => `${alias}: ${selection}`;
    const source = `{ ${level(`customers(first: 1) { ${level(`edges { ${level(`node { ${level("name")} }`)} }`)} }`)} }`;
    const { data, errors } = await graph.ask({}, source);
    expect(errors).toEqual([]);
    expect(JSON.stringify(data)).toBe(JSON.stringify(data).replaceAll(/"[^"]*":/g, `"${alias}":`));
    expect(JSON.stringify(data)).toBe(`{"${alias}":{"${alias}":[{"${alias}":{"${alias}":"Xen"}}]}}`);
  });

  test("response keys longer than PostgreSQL's names stay apart, also where they begin alike", async () => {
    const long = "x".repeat(63);
    const source = `{ customer(externalId: "xen") { ${long}a: name ${long}b: externalId ${long}c: parent { id } ${long}: segment } }`;
    expect(await answer(source)).toEqual({
      customer: { [`${long}a`]: "Xen", [`${long}b`]: "xen", [`${long}c`]: null, [long]: "A" },
    });
  });

  test("a hundred fields are one object", async () => {
    const keys = Array.from({ length: 100 }, (_, index) => `f${index}`);
    const { customer } = (await answer(
      `{ customer(externalId: "xen") { ${keys.map((key) => `${key}: name`).join(" ")} } }`,
    )) as { customer: object };
    expect(customer).toEqual(Object.fromEntries(keys.map((key) => [key, "Xen"])));
  });
});

describe("variables", () => {
  const ASK = `query ($with: Boolean!, $without: Boolean = false) {
    customer(externalId: "xen") { name @include(if: $with) segment @skip(if: $without) ...Region @include(if: $with) }
  }
  fragment Region on Customer { region @skip(if: $without) }`;

  test.each<[object, object]>([
    [{ with: true }, { name: "Xen", segment: "A", region: null }],
    [{ with: false }, { segment: "A" }],
    [{ with: true, without: true }, { name: "Xen" }],
    [{ with: false, without: true }, {}],
    [{ with: true }, { name: "Xen", segment: "A", region: null }],
  ])("@skip and @include follow them, also where a document is asked again: %j", async (variables, expected) => {
    expect(await answer(ASK, variables as Record<string, unknown>)).toEqual({ customer: expected });
  });

  test.each<[string, Record<string, unknown>, string[]]>([
    ["a default stands in for what is absent", {}, ["Xen"]],
    ["null is given: the argument's own default holds", { n: null }, ["Xen", "Yan", "Zed"]],
    ["a value wins over the default", { n: 2 }, ["Xen", "Yan"]],
    ["another order is another statement", { n: 2, order: { field: "NAME", direction: "DESC" } }, ["Zed", "Yan"]],
    ["an order's direction has a default", { n: 2, order: { field: "NAME" } }, ["Xen", "Yan"]],
    ["no order is the list's own", { n: 2, order: null }, ["Xen", "Yan"]],
    ["a filter's key makes it another statement", { n: 9, filter: { segment: "A" } }, ["Xen"]],
    ["its value does not", { n: 9, filter: { segment: "B" } }, []],
    ["a key that is null is no condition", { n: 9, filter: { segment: null } }, ["Xen", "Yan", "Zed"]],
    ["nor is an empty filter", { n: 9, filter: {} }, ["Xen", "Yan", "Zed"]],
    ["an empty list holds nothing", { n: 9, filter: { relationship: [] } }, []],
    ["one value stands for a list of it", { n: 9, filter: { relationship: "REPEAT_PURCHASE" } }, ["Xen", "Yan", "Zed"]],
    ["keys add up", { n: 9, filter: { relationship: ["REPEAT_PURCHASE"], segment: "A", search: "E" } }, ["Xen"]],
    ["a boolean decides which", { n: 9, filter: { unassigned: true } }, ["Zed"]],
    ["and the other", { n: 9, filter: { unassigned: false } }, ["Xen", "Yan"]],
  ])("%s", async (_rule, variables, names) => {
    const source = `query ($n: Int = 1, $order: CustomerOrder, $filter: CustomerFilter) {
      customers(first: $n, orderBy: $order, filter: $filter) { edges { node { name } } }
    }`;
    expect(await answer(source, variables)).toEqual({
      customers: { edges: names.map((name) => ({ node: { name } })) },
    });
  });

  test("stand inside a filter and an order, too", async () => {
    const source = `query ($segment: String, $kind: [Relationship!], $direction: OrderDirection = DESC) {
      customers(filter: { segment: $segment, relationship: $kind }, orderBy: { field: NAME, direction: $direction }) { totalCount edges { node { externalId } } }
    }`;
    const keys = (...externalIds: string[]) => ({
      customers: { totalCount: externalIds.length, edges: externalIds.map((externalId) => ({ node: { externalId } })) },
    });
    expect(await answer(source)).toEqual(keys("zed", "yan", "xen"));
    expect(await answer(source, { segment: "A" })).toEqual(keys("xen"));
    expect(await answer(source, { kind: ["CONTRACT"] })).toEqual(keys());
    expect(await answer(source, { direction: "ASC", kind: null })).toEqual(keys("xen", "yan", "zed"));
  });
});

describe("node(id)", () => {
  const NODE = `query ($id: ID!) { node(id: $id) { id __typename ... on Rep { title: fullName } ... on Customer { title: name } } }`;

  test("answers with the concrete type, in one document one after the other", async () => {
    for (const [externalId, __typename, title] of [
      ["xen", "Customer", "Xen"],
      ["ada", "Rep", "Ada"],
      ["yan", "Customer", "Yan"],
    ] as const) {
      const id = await idOf(externalId);
      expect(await answer(NODE, { id })).toEqual({ node: { id, __typename, title } });
    }
  });

  test("finds every record by the id it showed", async () => {
    const { customer, teams, rep } = (await answer(`{
      customer(externalId: "xen") { id team { id } interactions { edges { node { id } } } }
      teams { edges { node { id } } }  rep(externalId: "ada") { id positions { id } }
    }`)) as {
      customer: { id: string; team: { id: string }[]; interactions: { edges: { node: { id: string } }[] } };
      teams: { edges: { node: { id: string } }[] };
      rep: { id: string; positions: { id: string }[] };
    };
    const ids = [
      customer.id,
      ...customer.team.map(({ id }) => id),
      ...customer.interactions.edges.map(({ node }) => node.id),
      ...teams.edges.map(({ node }) => node.id),
      rep.id,
      ...rep.positions.map(({ id }) => id),
    ];
    expect(new Set(ids).size).toBe(7);
    for (const id of ids)
      expect(await answer(`query ($id: ID!) { node(id: $id) { id } }`, { id })).toEqual({ node: { id } });
  });

  const made = (text: string) => Buffer.from(text).toString("base64url");
  test.each([
    "",
    "1",
    "x",
    "…",
    "' or true --",
    "\0",
    made("Customer:0"),
    made("Customer:-1"),
    made("Customer:1e3"),
    made("Customer:01"),
    made("Customer:99999999999999999999"),
    made("Customer:123456789012345678"),
    made("Query:1"),
    made("Money:1"),
    made("CustomerConnection:1"),
    made("constructor:1"),
    made("__proto__:1"),
    made("Customer:1;select 1"),
    made("Customer:1\n"),
  ])("knows no record of the id %j", async (id) => {
    expect(await answer(NODE, { id })).toEqual({ node: null });
  });
});
