import fc from "fast-check";
import { aCustomer, REFERENCE_DATE, store } from "../support/builders";
import { testDatabase, type TestDatabase } from "../support/database";
import { serve, type Ask, type ServedGraph } from "../support/server";

/**
 * Pages against a plain array, by the algorithm of the Relay Cursor Connections Specification, §4.4 Pagination algorithm
 * (https://relay.dev/graphql/connections.htm). Where it leaves freedom ("if the server can efficiently determine"), the
 * server does determine. Two points go beyond it: a cursor stays a place after its row is deleted, and `before` ahead
 * of `after` is an empty page.
 */
let database: TestDatabase;
let server: ServedGraph;
let ask: Ask;

const LETTERS = ["a", "a", "b", "B", "c", "ä", "a b"];
const DAYS = [null, "2024-01-01", "2024-01-01", "2024-02-29", "2025-01-01", null];
const SEGMENTS = ["A", null, "B", "A"];
const customers = Array.from({ length: 48 }, (_, n) =>
  aCustomer({
    externalId: `c${n}`,
    name: LETTERS[n % LETTERS.length]!,
    acquiredOn: DAYS[(n * 5) % DAYS.length]!,
    segment: SEGMENTS[n % SEGMENTS.length]!,
    region: n % 3 ? "EU" : null,
  }),
);
/** Rows that are gone when their cursors come back. */
const deleted = customers.filter((_, n) => n % 6 === 1);

interface Order {
  readonly field: "NAME" | "ACQUIRED_ON" | "SEGMENT";
  readonly direction: "ASC" | "DESC";
}
const KEYS = { NAME: "name", ACQUIRED_ON: "acquiredOn", SEGMENT: "segment" } as const;
const ORDERS: readonly Order[] = (["NAME", "ACQUIRED_ON", "SEGMENT"] as const).flatMap((field) =>
  (["ASC", "DESC"] as const).map((direction) => ({ field, direction })),
);

interface Row {
  readonly externalId: string;
  readonly cursor: string;
  readonly isDeleted: boolean;
  readonly isEuropean: boolean;
}

/** Every list in its order, with each row's cursor from before the deletion. */
const lists = new Map<Order, readonly Row[]>();

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly externalId: string } }[];
  readonly pageInfo: object;
  readonly totalCount: number;
}

/** As many pages in one request as its limits allow with ease. */
const AT_ONCE = 10;
const at = (n: number, text: string): string => text.replaceAll("$", `$p${n}`);
const LISTS = (count: number): string => {
  const pages = Array.from({ length: count }, (_, n) => n);
  const head =
    "$first: Int, $last: Int, $after: String, $before: String, $orderBy: CustomerOrder, $filter: CustomerFilter";
  const args = "first: $first, last: $last, after: $after, before: $before, orderBy: $orderBy, filter: $filter";
  const page = `totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { externalId } }`;
  return `query (${pages.map((n) => at(n, head)).join(", ")}) {
    ${pages.map((n) => `p${n}: customers(${at(n, args)}) { ${page} }`).join("\n")} }`;
};

async function pagesOf(asked: readonly Readonly<Record<string, unknown>>[]): Promise<readonly Page[]> {
  const variables = asked.flatMap((one, n) =>
    Object.entries(one).map(([name, value]) => [`p${n}${name}`, value] as const),
  );
  const { data, errors } = await ask(LISTS(asked.length), Object.fromEntries(variables));
  expect(errors).toEqual([]);
  return Object.values(data as Record<string, Page>);
}

const page = async (asked: Readonly<Record<string, unknown>>): Promise<Page> => (await pagesOf([asked]))[0]!;

/** The order written again: code points, missing values greatest, ties by the order of writing. */
function inOrder({ field, direction }: Order): typeof customers {
  const bytes = (text: string) => Buffer.from(text, "utf8");
  const compare = (x: string | null, y: string | null): number => {
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return Buffer.compare(bytes(x), bytes(y));
  };
  const rising = customers
    .map((customer, n) => ({ customer, n }))
    .sort((a, b) => compare(a.customer[KEYS[field]], b.customer[KEYS[field]]) || a.n - b.n)
    .map(({ customer }) => customer);
  return direction === "ASC" ? rising : rising.reverse();
}

beforeAll(async () => {
  database = await testDatabase();
  await store(database.owner, customers);
  server = await serve({ database, clock: () => new Date(`${REFERENCE_DATE}T12:00:00Z`) });
  ask = await server.as("AUDITOR");
  for (const orderBy of ORDERS) {
    const { edges } = await page({ first: 200, orderBy });
    const sorted = inOrder(orderBy);
    expect(edges.map(({ node }) => node.externalId)).toEqual(sorted.map(({ externalId }) => externalId));
    lists.set(
      orderBy,
      sorted.map((customer, n) => ({
        externalId: customer.externalId,
        cursor: edges[n]!.cursor,
        isDeleted: deleted.includes(customer),
        isEuropean: customer.region === "EU",
      })),
    );
  }
  await database.owner.query("delete from customer where external_id = any($1)", [
    deleted.map((one) => one.externalId),
  ]);
});
afterAll(async () => {
  await server.close();
  await database.close();
});

interface Case {
  readonly orderBy: Order;
  readonly filter: object | null;
  readonly first: number | null;
  readonly last: number | null;
  /** places in the whole list */
  readonly after: number | null;
  readonly before: number | null;
}

const DEFAULT_SIZE = 20;

/** The specification's algorithm. Edges are places in the whole list. */
function specified({ orderBy, filter, first, last, after, before }: Case): Page {
  const rows = lists.get(orderBy)!;
  const allEdges = rows.flatMap((row, place) => (row.isDeleted || (filter && !row.isEuropean) ? [] : [place]));
  // ApplyCursorsToEdges
  const edges = allEdges.filter((place) => (after === null || place > after) && (before === null || place < before));
  // EdgesToReturn
  const size = first ?? (last === null ? DEFAULT_SIZE : null);
  const returned = size !== null ? edges.slice(0, size) : edges.slice(Math.max(0, edges.length - last!));
  // HasPreviousPage
  const before_ = after !== null && allEdges.some((place) => place <= after);
  const hasPreviousPage = last !== null ? edges.length > last : before_;
  // HasNextPage
  const after_ = before !== null && allEdges.some((place) => place >= before);
  const hasNextPage = size !== null ? edges.length > size : after_;
  const cursors = returned.map((place) => rows[place]!.cursor);
  return {
    totalCount: allEdges.length,
    pageInfo: { hasNextPage, hasPreviousPage, startCursor: cursors[0] ?? null, endCursor: cursors.at(-1) ?? null },
    edges: returned.map((place) => ({ cursor: rows[place]!.cursor, node: { externalId: rows[place]!.externalId } })),
  };
}

const place = fc.option(fc.nat(customers.length - 1));
const size = fc.oneof({ weight: 4, arbitrary: fc.nat(6) }, { weight: 1, arbitrary: fc.integer({ min: 7, max: 60 }) });
const sides = fc.oneof(
  { weight: 4, arbitrary: size.map((first) => ({ first, last: null })) },
  { weight: 4, arbitrary: size.map((last) => ({ first: null, last })) },
  { weight: 1, arbitrary: fc.constant({ first: null, last: null }) },
);
const cases: fc.Arbitrary<Case> = fc
  .record({
    orderBy: fc.constantFrom(...ORDERS),
    filter: fc.constantFrom(null, { region: "EU" }),
    after: place,
    before: place,
    sides,
  })
  .map(({ sides: { first, last }, ...rest }) => ({ ...rest, first, last }));

function variablesOf(one: Case): Readonly<Record<string, unknown>> {
  const cursor = (at: number | null) => (at === null ? null : lists.get(one.orderBy)![at]!.cursor);
  return { ...one, after: cursor(one.after), before: cursor(one.before) };
}

test("5,000 pages are those of the specification's algorithm over a plain array", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(cases, { minLength: AT_ONCE, maxLength: AT_ONCE }), async (several) => {
      expect(await pagesOf(several.map(variablesOf))).toEqual(several.map(specified));
    }),
    { numRuns: 5000 / AT_ONCE, endOnFailure: true },
  );
}, 180_000);

test.each(ORDERS)("whoever follows the cursors meets every row once, by %j, in both directions", async (orderBy) => {
  const whole = lists.get(orderBy)!.filter(({ isDeleted }) => !isDeleted);
  for (const [count, from, end] of [
    ["first", "after", "endCursor"],
    ["last", "before", "startCursor"],
  ] as const) {
    const met: string[] = [];
    let cursor: string | null = null;
    for (let more = true; more;) {
      const { edges, pageInfo }: Page = await page({ orderBy, [count]: 7, [from]: cursor });
      const keys = edges.map(({ node }) => node.externalId);
      if (count === "first") met.push(...keys);
      else met.unshift(...keys);
      const info = pageInfo as Record<string, never>;
      cursor = info[end]!;
      more = info[count === "first" ? "hasNextPage" : "hasPreviousPage"]!;
    }
    expect(met).toEqual(whole.map(({ externalId }) => externalId));
  }
});
