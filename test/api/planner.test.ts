import { aCustomer, anInteraction, aRep, REFERENCE_DATE, store } from "../support/builders";
import { testDatabase, type TestDatabase } from "../support/database";
import { serve, type Ask, type ServedGraph } from "../support/server";

let database: TestDatabase;
let server: ServedGraph;
let ask: Ask;

const ada = aRep({ externalId: "ada" });
const names = [
  "Xen's",
  "100%",
  "a_b",
  "back\\slash",
  'quo"te',
  "$1",
  "-- x",
  "Ünïcödé 🦊",
  "'; drop table customer; --",
];
const customers = names.map((name, n) => aCustomer({ externalId: `c${n}`, name, ownedBy: ada, segment: name }));

beforeAll(async () => {
  database = await testDatabase();
  await store(database.owner, [ada, ...customers, ...customers.map((one) => anInteraction({ with: one }))]);
  server = await serve({ database, clock: () => new Date(`${REFERENCE_DATE}T12:00:00Z`) });
  ask = await server.as("AUDITOR");
});
afterAll(async () => {
  await server.close();
  await database.close();
});

const SEARCH = `query ($filter: CustomerFilter) { customers(filter: $filter) { edges { node { name } } } }`;
const found = (...rows: string[]) => ({ customers: { edges: rows.map((name) => ({ node: { name } })) } });

describe("text is data, whatever it holds", () => {
  test.each(names)("%s is found by itself, alone", async (name) => {
    for (const filter of [{ search: name }, { segment: name }]) {
      const { data, errors } = await ask(SEARCH, { filter });
      expect({ data, errors }).toEqual({ data: found(name), errors: [] });
    }
    const literal = await ask(`{ customers(filter: { search: ${JSON.stringify(name)} }) { edges { node { name } } } }`);
    expect(literal.data).toEqual(found(name));
  });

  test.each(["%%", "_", "\\", "' or 1=1 --", "$$", "\u{1F98A}\u{1F98A}", "\ud800"])(
    "%j matches no more than itself",
    async (search) => {
      const { data, errors } = await ask(SEARCH, { filter: { search } });
      const holding = names.filter((name) => name.toLowerCase().includes(search.toLowerCase())).sort();
      expect({ data, errors }).toEqual({ data: found(...holding), errors: [] });
    },
  );

  test.each(["ÜNÏCÖDÉ", "ünïcödé", "XEN"])("%s is found in either case, in every alphabet", async (search) => {
    const { data } = await ask(`query ($filter: CustomerFilter) { customers(filter: $filter) { totalCount } }`, {
      filter: { search },
    });
    expect(data).toEqual({ customers: { totalCount: 1 } });
  });

  test.each([
    [`query ($text: String) { customers(filter: { search: $text }) { totalCount } }`],
    [`query ($text: String) { customers(filter: { segment: $text }) { edges { cursor } } }`],
    [`query ($text: String) { customer(externalId: $text) { id } }`],
    [`query ($text: String) { rep(externalId: $text) { id } }`],
    [`query ($text: String) { reps(filter: { search: $text }) { totalCount } }`],
    [
      `query ($text: String) { customers { edges { node { subsidiaries(filter: { search: $text }) { totalCount } } } } }`,
    ],
  ])("a character that no stored text has is refused: %s", async (source) => {
    const { codes, errors } = await ask(source, { text: "a\0b" });
    expect(codes).toEqual(["BAD_USER_INPUT"]);
    expect(errors[0]!.message).toMatch(/U\+0000/);
  });
});

describe("an id that does not fit is refused, where it is an argument", () => {
  const made = (text: string): string => Buffer.from(text).toString("base64url");
  test.each([
    [`query ($id: ID!) { customer(id: $id) { id } }`, made("Rep:1")],
    [`query ($id: ID!) { rep(id: $id) { id } }`, made("Customer:1")],
    [`query ($id: ID!) { customer(id: $id) { id } }`, "nonsense"],
    [`query ($id: ID!) { customer(id: $id) { id } }`, made("Customer:1; select 1")],
    [`query ($id: ID!) { customers(filter: { servedBy: $id }) { totalCount } }`, made("Team:1")],
    [`query ($id: ID!) { reps(filter: { team: $id }) { totalCount } }`, made("Rep:1")],
    [`query ($id: ID!) { customers { edges { node { interactions(filter: { rep: $id }) { totalCount } } } } }`, "1"],
    [`query ($id: ID) { customer(id: $id, externalId: "c1") { id } }`, made("Customer:1")],
  ])("%s with %s", async (source, id) => {
    expect((await ask(source, { id })).codes).toEqual(["BAD_USER_INPUT"]);
  });

  test("neither key names a record", async () => {
    expect((await ask(`{ customer { id } }`)).codes).toEqual(["BAD_USER_INPUT"]);
  });
});

describe("the size of a page", () => {
  test.each([
    ["{ customers(first: -1) { totalCount } }", /first is -1; ask for 0 to 200/],
    ["{ customers(last: -1) { edges { cursor } } }", /last is -1/],
    ["{ customers(first: 201) { totalCount } }", /first is 201/],
    ["{ customers(first: 1, last: 1) { __typename } }", /first and last were both given/],
    ["{ customers(first: 1) { edges { node { interactions(last: 999) { __typename } } } } }", /last is 999/],
  ])("%s is refused", async (source, message) => {
    const { data, codes, errors } = await ask(source);
    expect({ data, codes }).toEqual({ data: null, codes: ["BAD_USER_INPUT"] });
    expect(errors[0]!.message).toMatch(message);
  });

  test.each([0, 1, 200])("%i is answered", async (first) => {
    const { data, errors } = await ask(`query ($n: Int) { customers(first: $n) { edges { cursor } } }`, { n: first });
    expect(errors).toEqual([]);
    expect((data as { customers: { edges: [] } }).customers.edges).toHaveLength(Math.min(first, names.length));
  });
});

describe("a cursor", () => {
  const LIST = `query ($after: String, $before: String, $orderBy: CustomerOrder) {
    customers(after: $after, before: $before, orderBy: $orderBy) { edges { cursor } } }`;
  const cursorOf = async (source: string): Promise<string> => {
    const { data } = await ask(source);
    return /"cursor":"([^"]+)"/.exec(JSON.stringify(data))![1]!;
  };
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const forge = async (change: (parts: unknown[]) => unknown): Promise<string> => {
    const cursor = await cursorOf(`{ customers { edges { cursor } } }`);
    return encode(change(JSON.parse(Buffer.from(cursor, "base64url").toString()) as unknown[]));
  };

  test.each<[string, () => Promise<string>]>([
    ["that is empty", async () => ""],
    ["that is no base64", async () => "%%%"],
    ["that is no JSON", async () => Buffer.from("[1,").toString("base64url")],
    ["that is JSON but no list", async () => encode({ tag: 1 })],
    ["cut short", async () => (await cursorOf(`{ customers { edges { cursor } } }`)).slice(0, -4)],
    ["of another type's list", () => cursorOf(`{ reps { edges { cursor } } }`)],
    ["of a list below", () => cursorOf(`{ customer(externalId: "c1") { interactions { edges { cursor } } } }`)],
    ["of another order", () => cursorOf(`{ customers(orderBy: { field: ACQUIRED_ON }) { edges { cursor } } }`)],
    [
      "of the other direction",
      () => cursorOf(`{ customers(orderBy: { field: NAME, direction: DESC }) { edges { cursor } } }`),
    ],
    ["whose value is a number", () => forge(([tag, , id]) => [tag, 7, id])],
    ["whose value is null in an order without nulls", () => forge(([tag, , id]) => [tag, null, id])],
    ["whose value is a list", () => forge(([tag, value, id]) => [tag, [value], id])],
    ["whose value no text can hold", () => forge(([tag, , id]) => [tag, "\0", id])],
    ["whose id is a number", () => forge(([tag, value]) => [tag, value, 1])],
    ["whose id is SQL", () => forge(([tag, value]) => [tag, value, "1 or true"])],
    ["whose id is too large", () => forge(([tag, value]) => [tag, value, "9".repeat(30)])],
    ["with a part too many", () => forge((parts) => [...parts, 1])],
  ])("%s is refused", async (_rule, made) => {
    const cursor = await made();
    for (const argument of ["after", "before"]) {
      const { data, codes, errors } = await ask(LIST, { [argument]: cursor });
      expect({ data, codes }).toEqual({ data: null, codes: ["BAD_USER_INPUT"] });
      expect(errors[0]!.message).toContain(`${argument}: `);
    }
  });

  test.each(["31-12-2024", "2024-02-30", "infinity", "now", "0000-01-01", "2024-01-01'"])(
    "whose day is %s is refused",
    async (day) => {
      const cursor = await cursorOf(`{ customers(orderBy: { field: ACQUIRED_ON }) { edges { cursor } } }`);
      const [tag, , id] = JSON.parse(Buffer.from(cursor, "base64url").toString()) as unknown[];
      const variables = { after: encode([tag, day, id]), orderBy: { field: "ACQUIRED_ON" } };
      expect((await ask(LIST, variables)).codes).toEqual(["BAD_USER_INPUT"]);
    },
  );

  test.each([
    "now",
    "2024-13-01T00:00:00+00:00",
    "2024-01-01T24:00:01+00:00",
    "2024-01-01T00:00:00:00+00:00",
    "9999999-01-01T00:00:00+00:00",
  ])("whose instant is %s is refused", async (instant) => {
    const list = `query ($after: String) { customer(externalId: "c1") { interactions(after: $after) { edges { cursor } } } }`;
    const [tag, , id] = JSON.parse(Buffer.from(await cursorOf(list), "base64url").toString()) as unknown[];
    expect((await ask(list, { after: encode([tag, instant, id]) })).codes).toEqual(["BAD_USER_INPUT"]);
  });
});

test.each<[string, Record<string, unknown>]>([
  [`query ($d: OrderDirection) { customers(orderBy: { field: NAME, direction: $d }) { totalCount } }`, { d: null }],
  [`query ($if: Boolean = true) { customers { totalCount @include(if: $if) } }`, { if: null }],
])("a null where it cannot be is the caller's mistake, not the server's: %s", async (source, variables) => {
  expect((await ask(source, variables)).codes).toEqual(["BAD_USER_INPUT"]);
});
