import fc from "fast-check";
import type { Connection, PageArgs } from "../../../src/platform/graphql/connection.type";
import { listPage } from "../../../src/platform/plan/list-page";

interface Row {
  readonly value: bigint;
  readonly id: string;
}
const pageOf = (rows: readonly Row[], args: PageArgs, name = "list"): Connection<Row> =>
  listPage({ name, rows, placeOf: (row) => row }, args, "rows");

const ROWS: readonly Row[] = Array.from({ length: 30 }, (_, n) => ({
  value: BigInt((n * 7) % 5) - 2n,
  id: `${n + 1}`,
}));
const sorted = [...ROWS].sort((a, b) => Number(b.value - a.value) || Number(a.id) - Number(b.id));
const cursors = pageOf(ROWS, { first: 200 }).edges.map(({ cursor }) => cursor);

test("the greatest value comes first, equal ones follow their keys, as numbers", () =>
  expect(pageOf(ROWS, { first: 200 }).edges.map(({ node }) => node)).toEqual(sorted));

interface Case {
  readonly first: number | null;
  readonly last: number | null;
  readonly after: number | null;
  readonly before: number | null;
  readonly gone: readonly number[];
}

/** Relay Cursor Connections Specification, §4.4; where a server may determine more, this one does. Edges are places. */
function specified({ first, last, after, before, gone }: Case): unknown {
  const all = sorted.flatMap((_, place) => (gone.includes(place) ? [] : [place]));
  const edges = all.filter((place) => (after === null || place > after) && (before === null || place < before));
  const size = first ?? (last === null ? 20 : null);
  const returned = size !== null ? edges.slice(0, size) : edges.slice(Math.max(0, edges.length - last!));
  return {
    edges: returned.map((place) => ({ node: sorted[place], cursor: cursors[place] })),
    totalCount: all.length,
    pageInfo: {
      hasNextPage: size !== null ? edges.length > size : before !== null && all.some((place) => place >= before),
      hasPreviousPage: last !== null ? edges.length > last : after !== null && all.some((place) => place <= after),
      startCursor: returned.length > 0 ? cursors[returned[0]!] : null,
      endCursor: returned.length > 0 ? cursors[returned.at(-1)!] : null,
    },
  };
}

const place = fc.option(fc.nat(ROWS.length - 1));
const size = fc.integer({ min: 0, max: 35 });
const sides = fc.oneof(
  size.map((first) => ({ first, last: null })),
  size.map((last) => ({ first: null, last })),
  fc.constant({ first: null, last: null }),
);
const cases = fc
  .record({ after: place, before: place, sides, gone: fc.uniqueArray(fc.nat(ROWS.length - 1), { maxLength: 12 }) })
  .map(({ sides, ...rest }): Case => ({ ...rest, ...sides }));

it("gives the pages of the specification's algorithm, whatever has gone since a cursor was given", () =>
  fc.assert(
    fc.property(cases, fc.func(fc.nat()), (one, shuffle) => {
      const rows = sorted.filter((_, at) => !one.gone.includes(at)).sort((a, b) => shuffle(a.id) - shuffle(b.id));
      const cursor = (at: number | null) => (at === null ? undefined : cursors[at]);
      const args = { first: one.first ?? undefined, last: one.last ?? undefined };
      const page = pageOf(rows, { ...args, after: cursor(one.after), before: cursor(one.before) } as PageArgs);
      expect({ ...page, pageInfo: { ...page.pageInfo } }).toEqual(specified(one));
    }),
    { numRuns: 2000 },
  ));

test.each<[string, PageArgs, string]>([
  ["both sides at once", { first: 1, last: 1 }, "rows: first and last were both given"],
  ["more than a page holds", { first: 201 }, "rows: first is 201; ask for 0 to 200"],
  ["fewer than none", { last: -1 }, "rows: last is -1; ask for 0 to 200"],
  ["what is no cursor", { after: "nonsense" }, 'after: "nonsense" is no cursor of this list'],
  ["a cursor of another list", { before: pageOf(ROWS, {}, "other").edges[0]!.cursor }, "is no cursor of this list"],
])("refused: %s", (_rule, args, message) => expect(() => pageOf(ROWS, args)).toThrow(message));
