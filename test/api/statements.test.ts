import type { Role } from "../../src/platform/auth/viewer";
import { aCustomer, anInteraction, aRep, REFERENCE_DATE, store, type Built } from "../support/builders";
import { testDatabase, type TestDatabase } from "../support/database";
import { serve, type Ask, type ServedGraph } from "../support/server";
import { countsStatements, statementsOf } from "../support/statements";

let database: TestDatabase;
let server: ServedGraph;
let auditor: Ask;

const ada = aRep({ externalId: "ada", fullName: "Ada" });
const bob = aRep({ externalId: "bob", fullName: "Bob", managedBy: ada });

function book(size: number): Built[] {
  const customers = Array.from({ length: size }, (_, n) =>
    aCustomer({
      externalId: `c${n}`,
      name: `C${String(n).padStart(3, "0")}`,
      ownedBy: n % 2 ? ada : bob,
      segment: "A",
    }),
  );
  return [
    ...customers,
    ...customers.flatMap((one) => [anInteraction({ with: one }), anInteraction({ with: one, direction: "TWO_WAY" })]),
  ];
}

beforeAll(async () => {
  database = await testDatabase();
  await store(database.owner, [ada, bob, ...book(60)]);
  const clock = () => new Date(`${REFERENCE_DATE}T12:00:00Z`);
  server = await serve({ database, clock });
  auditor = await server.as("AUDITOR");
});
afterAll(async () => {
  await server.close();
  await database.close();
});

/** Whoever is new to the server is looked up once: that is no statement of the graph. */
async function known(role: Role, rep: string): Promise<Ask> {
  const ask = await server.as(role, rep);
  await ask("{ __typename }");
  return ask;
}

/** Asks and counts, and expects no error. */
async function counted(ask: Ask, source: string, variables: Record<string, unknown> = {}) {
  const { result, count, texts } = await statementsOf(database, () => ask(source, variables));
  expect(result.errors).toEqual([]);
  return { data: result.data, count, texts };
}

const EVERYTHING = `
  id name note parent { name } acquisitionCost { amount }
  team { role rep { fullName manager { fullName email } team { name } } }
  teamHistory { totalCount edges { node { rep { reports { edges { node { fullName } } } } } } }
  interactions(first: 3) { totalCount pageInfo { hasNextPage endCursor } edges { cursor node { kind customer { name } rep { positions { role } } } } }
  subsidiaries { totalCount }`;

/** Twelve kinds of records, hanging on one customer. */
const TWELVE_RECORDS = `
  name mergedInto { name } contacts { edges { node { fullName } } }
  team { rep { fullName team { name } positions { startsOn } } }
  contracts { edges { node { endsOn renewals { edges { node { dueOn } } } } } }
  purchases { edges { node { amount { amount } lines { edges { node { product { name } } } } } } }
  interactions { edges { node { occurredAt } } } issues { edges { node { kind } } } surveys { edges { node { score } } }`;

/** A server that is not our own need not count. */
const describeCounted = countsStatements() ? describe : describe.skip;

describeCounted("one island is one statement", () => {
  test.each([1, 10, 30])("a nested list of %i customers", async (first) => {
    const source = `query ($first: Int) { customers(first: $first) { edges { node { ${EVERYTHING} } } } }`;
    const { data, count } = await counted(auditor, source, { first });
    expect((data as { customers: { edges: unknown[] } }).customers.edges).toHaveLength(first);
    expect(count).toBe(1);
  });

  test.each([
    ["one record by its key", `{ customer(externalId: "c1") { ${EVERYTHING} } }`, 1],
    ["twelve kinds of records", `{ customers(first: 5) { edges { node { ${TWELVE_RECORDS} } } } }`, 1],
    ["two root fields are two islands", `{ a: customers { totalCount } b: customers { totalCount } }`, 2],
    ["nothing stored, nothing asked", `{ viewer { role principal } __typename }`, 0],
    ["an id that is none", `{ node(id: "nonsense") { id } }`, 0],
  ])("%s", async (_rule, source, statements) => {
    expect((await counted(auditor, source)).count).toBe(statements);
  });

  test("the viewer's own record is one", async () => {
    const { data, count } = await counted(
      await known("REP", "bob"),
      `{ viewer { rep { fullName manager { fullName } } } }`,
    );
    expect(data).toEqual({ viewer: { rep: { fullName: "Bob", manager: { fullName: "Ada" } } } });
    expect(count).toBe(1);
  });
});

describeCounted("a computed field is one more, for however many rows", () => {
  test.each([1, 20, 60])("of %i customers", async (first) => {
    const source = `query ($first: Int) { customers(first: $first) { edges { node { name contactRhythm { lastContactOn } } } } }`;
    const { data, count } = await counted(auditor, source, { first });
    expect(JSON.stringify(data).match(/lastContactOn/g)).toHaveLength(first);
    expect(count).toBe(2);
  });

  test("asked twice with equal arguments it is computed once, with others once more", async () => {
    const same = `{ customers { edges { node { a: contactRhythm { lastContactOn } b: contactRhythm { usualGapDays } } } } }`;
    const other = `{ customers { edges { node { a: contactRhythm { lastContactOn } b: contactRhythm(asOf: "2025-01-01") { usualGapDays } } } } }`;
    expect((await counted(auditor, same)).count).toBe(2);
    expect((await counted(auditor, other)).count).toBe(3);
  });

  test("behind references, too", async () => {
    const source = `{ customer(externalId: "c1") { contactRhythm { lastContactOn } interactions { edges { node { customer { contactRhythm { lastContactOn } } } } } } }`;
    expect((await counted(auditor, source)).count).toBe(2);
  });
});

describeCounted("a mutation", () => {
  test("answers with one island, and writes before it", async () => {
    const leader = await known("LEADER", "ada");
    const found = await leader(`{ customer(externalId: "c0") { id version } rep(externalId: "ada") { id } }`);
    const { customer, rep } = found.data as { customer: { id: string; version: number }; rep: { id: string } };
    const source = `mutation ($input: CustomerReassignInput!) { customerReassign(input: $input, idempotencyKey: "k") {
    userErrors { code message } customer { ${EVERYTHING} again: name } } }`;
    const input = {
      customer: customer.id,
      to: rep.id,
      role: "ACCOUNT_MANAGER",
      startsOn: "2026-03-10",
      version: customer.version,
      reason: "a test",
    };
    const { data, texts } = await counted(leader, source, { input });
    expect(data).toMatchObject({ customerReassign: { userErrors: [], customer: { name: "C000", again: "C000" } } });
    const reads = texts.filter(({ text }) => text.includes("to_json"));
    expect(reads.map(({ calls }) => calls)).toEqual([1]);
  });
});

describe("a statement is prepared when it comes back", () => {
  /** Every connection of the pool, asked what it has prepared. */
  const prepared = async (): Promise<number> => {
    const clients = await Promise.all(
      Array.from({ length: database.pool.options.max ?? 10 }, () => database.pool.connect()),
    );
    try {
      const found = await Promise.all(
        clients.map((client) =>
          client.query<{ name: string }>("select name from pg_prepared_statements where statement ~ 'json_agg'"),
        ),
      );
      return new Set(found.flatMap(({ rows }) => rows.map(({ name }) => name))).size;
    } finally {
      for (const client of clients) client.release();
    }
  };

  test("from the second time on, once for all values of one shape; a page size is part of it", async () => {
    const source = `query ($segment: String, $first: Int) { customers(first: $first, filter: { segment: $segment }) { edges { node { prepared: name } } } }`;
    const before = await prepared();
    await auditor(source, { segment: "A", first: 1 });
    expect(await prepared()).toBe(before);
    for (let segment = 2; segment < 12; segment++) await auditor(source, { segment: `${segment}`, first: 1 });
    expect(await prepared()).toBe(before + 1);
    for (const segment of ["A", "B"]) await auditor(source, { segment, first: 2 });
    expect(await prepared()).toBe(before + 2);
  });

  test("but never where the best way to a list depends on who asks; a single record is found the same way by all", async () => {
    const leader = await server.as("LEADER", ada.externalId);
    const before = await prepared();
    for (let time = 0; time < 3; time++) await leader(`{ customers { edges { node { depends: name } } } }`);
    expect(await prepared()).toBe(before);
    const source = `{ customer(externalId: "C01") { interactions { edges { node { depends: externalId } } } } }`;
    for (let time = 0; time < 3; time++) await leader(source);
    expect(await prepared()).toBe(before + 1);
  });
});

describe("a plan is kept for its shape, never for more", () => {
  const SOURCE = `query ($skip: Boolean!, $filter: CustomerFilter, $order: CustomerOrder, $first: Int, $last: Int) {
    customers(first: $first, last: $last, filter: $filter, orderBy: $order) {
      totalCount edges { node { externalId @skip(if: $skip) note } } pageInfo { hasNextPage hasPreviousPage } } }`;
  const VARIABLES: Record<string, unknown>[] = [
    { skip: true, first: 2 },
    { skip: false, first: 2 },
    { skip: true, first: 2 },
    { skip: false, last: 2 },
    { skip: false, first: 3, filter: { search: "C01" } },
    { skip: false, first: 3, filter: { search: "C02" } },
    { skip: false, first: 3, filter: { unassigned: true } },
    { skip: false, first: 3, filter: { unassigned: false } },
    { skip: false, first: 2, order: { field: "NAME", direction: "DESC" } },
    { skip: false, first: 2, order: { field: "ACQUIRED_ON", direction: "DESC" } },
  ];
  const VIEWERS = [
    ["AUDITOR"],
    ["ANALYST"],
    ["LEADER", "ada"],
    ["LEADER", "bob"],
    ["REP", "ada"],
    ["REP", "bob"],
  ] as const;

  test("whatever is asked of one document in between, each is answered as if it were alone", async () => {
    const fresh = (): string => `${SOURCE} # ${Math.random()}`;
    for (const [role, rep] of VIEWERS) {
      const ask = await server.as(role, rep);
      for (const variables of VARIABLES) {
        const alone = await ask(fresh(), variables);
        const shared = await ask(SOURCE, variables);
        expect({ data: shared.data, errors: shared.codes }).toEqual({ data: alone.data, errors: alone.codes });
      }
    }
  });

  test("nor do they disturb each other at the same time", async () => {
    const asked = await Promise.all(
      VIEWERS.flatMap(([role, rep]) =>
        VARIABLES.map(async (variables) => ({ ask: await server.as(role, rep), variables })),
      ),
    );
    const together = await Promise.all(asked.map(({ ask, variables }) => ask(SOURCE, variables)));
    for (const [index, { ask, variables }] of asked.entries()) {
      expect(together[index]!.data).toEqual((await ask(SOURCE, variables)).data);
    }
  });
});
