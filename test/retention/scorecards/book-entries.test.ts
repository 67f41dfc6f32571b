import { aCustomer, anAssignment, aRep, aTeam, type Customer, type Rep, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { type Graph, graphOver } from "../../support/graph";
import { countsStatements, statementsOf } from "../../support/statements";

let database: TestDatabase;
let graph: Graph;

const team = aTeam({ externalId: "north" });
const ada = aRep({ externalId: "ada", team });
const bob = aRep({ externalId: "bob", managedBy: ada, team });
const cem = aRep({ externalId: "cem", managedBy: ada });
const names = ["large", "small", "leaves", "shared", "shrinks", "back"] as const;
const customers = names.map((externalId) => aCustomer({ externalId, name: externalId, relationship: "CONTRACT" }));
const [large, small, leaves, shared, shrinks, back] = customers as [
  ...[Customer, Customer, Customer, Customer, Customer, Customer],
];
const held = (by: Rep, of: Customer, startsOn = "2024-01-01", endsOn: string | null = null, share = 10_000) =>
  anAssignment({ rep: by, customer: of, startsOn, endsOn, share });

beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  await store(database.owner, [
    ...[team, ada, bob, cem, ...customers],
    ...[held(bob, large), held(bob, small), held(bob, shrinks)],
    // Handed over after they were lost; `back` came back to its new rep.
    ...[held(bob, leaves, "2024-01-01", "2025-11-15"), held(cem, leaves, "2025-11-15")],
    ...[held(bob, back, "2024-01-01", "2025-11-15"), held(cem, back, "2025-11-15")],
    ...[held(bob, shared, "2024-01-01", null, 5_000), held(cem, shared, "2024-01-01", null, 3_000)],
  ]);
  await database.owner.query(
    `insert into contract (external_id, customer_id, signed_on, starts_on, month_to_month, annual_value_minor, currency, ended_on)
     select given.key, c.id, '2024-01-01', given.starts::date, true, given.minor, 'EUR', given.ended::date
     from (values ('1', 'large', '2024-01-01', 900000, null), ('2', 'small', '2024-01-01', 1000, null),
       ('3', 'leaves', '2024-01-01', 5001, '2025-11-01'), ('4', 'shared', '2024-01-01', 10001, '2025-12-01'),
       ('5', 'shrinks', '2024-01-01', 4000, '2025-12-01'), ('6', 'shrinks', '2025-12-01', 3000, null),
       ('7', 'back', '2024-01-01', 700, '2025-11-01'), ('8', 'back', '2025-12-01', 700, null)) given (key, customer, starts, minor, ended)
     join customer c on c.external_id = given.customer`,
  );
});
afterAll(() => database.close());

const QUARTER = `period: { start: "2025-10-01", end: "2026-01-01" }`;
const FIELDS = `totalCount pageInfo { hasNextPage endCursor } edges { node {
  customer { name } share opening { amount } closing { amount } movement numerator denominator lostOn heldBy { externalId } } }`;

interface Entry {
  readonly customer: { readonly name: string };
  readonly share: number;
  readonly opening: { readonly amount: string };
  readonly closing: { readonly amount: string };
  readonly movement: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly lostOn: string | null;
  readonly heldBy: readonly { readonly externalId: string }[];
}
interface Page {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly edges: readonly { readonly node: Entry }[];
}

async function behind(rep: string, args: string, options = ""): Promise<Page> {
  const { data, errors } = await graph.ask<{ rep: { scorecard: { customers: Page } } }>(
    { role: "ANALYST" },
    `{ rep(externalId: "${rep}") { scorecard(${QUARTER} ${options}) { customers(${args}) { ${FIELDS} } } } }`,
  );
  expect(errors).toEqual([]);
  return data.rep.scorecard.customers;
}

const lines = ({ edges }: Page): string[] =>
  edges.map(({ node }) => `${node.customer.name} ${node.numerator}/${node.denominator}`);

test.each([
  [
    "everybody below the line",
    "measure: LOGO_RETENTION",
    ["large 1/1", "leaves 0/1", "shared 0/0.5", "shrinks 1/1", "small 1/1", "back 1/1"],
  ],
  [
    "above it, only who was kept",
    "measure: LOGO_RETENTION, side: NUMERATOR",
    ["large 1/1", "shrinks 1/1", "small 1/1", "back 1/1"],
  ],
  ["who was lost", "measure: LOGO_RETENTION, side: MISSED", ["leaves 0/1", "shared 0/0.5"]],
])("a rep, at opening: %s, largest opening first", async (_rule, args, expected) =>
  expect(lines(await behind("bob", args))).toEqual(expected),
);

test("what they add comes to the measure, by the page", async () => {
  const first = await behind("bob", "measure: LOGO_RETENTION, first: 4");
  expect([first.totalCount, first.pageInfo.hasNextPage]).toEqual([6, true]);
  const rest = await behind("bob", `measure: LOGO_RETENTION, first: 4, after: "${first.pageInfo.endCursor}"`);
  const all = [...first.edges, ...rest.edges].map(({ node }) => node);
  const { data } = await graph.ask<{ rep: { scorecard: { measure: { numerator: string; denominator: string } } } }>(
    { role: "ANALYST" },
    `{ rep(externalId: "bob") { scorecard(${QUARTER}) { measure(code: LOGO_RETENTION) { numerator denominator } } } }`,
  );
  const sum = (read: "numerator" | "denominator"): string => String(all.reduce((s, one) => s + Number(one[read]), 0));
  expect({ numerator: sum("numerator"), denominator: sum("denominator") }).toEqual(data.rep.scorecard.measure);
});

test("a lost customer is told by its part, its loss day, and who held it then: though it moved on afterwards", async () => {
  const { edges } = await behind("bob", "measure: LOGO_RETENTION, side: MISSED");
  expect(edges.map(({ node }) => node)).toEqual([
    {
      ...{ customer: { name: "leaves" }, share: 1, opening: { amount: "50.01" }, closing: { amount: "0.00" } },
      ...{ movement: "CHURN", numerator: "0", denominator: "1", lostOn: "2025-11-01", heldBy: [{ externalId: "bob" }] },
    },
    {
      ...{ customer: { name: "shared" }, share: 0.5, opening: { amount: "50.01" }, closing: { amount: "0.00" } },
      ...{ movement: "CHURN", numerator: "0", denominator: "0.5", lostOn: "2025-12-01" },
      heldBy: [{ externalId: "bob" }, { externalId: "cem" }],
    },
  ]);
});

test("at closing, a lost customer stays with who held it on the loss day, and one that came back is its new rep's", async () => {
  const of = async (rep: string) => lines(await behind(rep, "measure: LOGO_RETENTION", "policy: AT_CLOSING"));
  expect(await of("bob")).toEqual(["large 1/1", "leaves 0/1", "shared 0/0.5", "shrinks 1/1", "small 1/1"]);
  expect(await of("cem")).toEqual(["shared 0/0.3", "back 1/1"]);
});

test("who two of a subtree hold is in it once, by both parts", async () => {
  const { edges } = await behind("ada", "measure: LOGO_RETENTION, side: MISSED", "scope: SUBTREE");
  expect(edges.map(({ node: { customer, share, opening } }) => [customer.name, share, opening.amount])).toEqual([
    ["shared", 0.8, "80.01"],
    ["leaves", 1, "50.01"],
  ]);
});

test("a book is its customers without a measure", async () => {
  const { data, errors } = await graph.ask<{ rep: { book: Page } }>(
    { role: "ANALYST" },
    `{ rep(externalId: "cem") { book(${QUARTER}, policy: TIME_WEIGHTED, first: 2) { ${FIELDS} } } }`,
  );
  expect(errors).toEqual([]);
  const { totalCount, edges } = data.rep.book;
  expect([totalCount, edges.map(({ node }) => [node.customer.name, node.numerator, node.movement])]).toEqual([
    3,
    [
      ["shared", null, "CHURN"],
      ["leaves", null, "CHURN"],
    ],
  ]);
  // 47 of the quarter's 92 days.
  expect(edges[1]!.node.share).toBeCloseTo(47 / 92, 12);
});

const ENTRIES = `scorecard(${QUARTER}) { customers(measure: LOGO_RETENTION) { totalCount } }`;
test.each([
  ["a rep its own book", { role: "REP", repId: "2" }, `rep(externalId: "bob") { ${ENTRIES} }`, undefined],
  ["a rep not its team's", { role: "REP", repId: "2" }, `team(externalId: "north") { ${ENTRIES} }`, "FORBIDDEN"],
  ["a leader not the company's", { role: "LEADER", repId: "1" }, `company { ${ENTRIES} }`, "FORBIDDEN"],
  ["an analyst everybody", { role: "ANALYST" }, `company { ${ENTRIES} }`, undefined],
] as const)("%s", async (_rule, viewer, root, code) => {
  const { errors } = await graph.ask(viewer, `{ it: ${root} }`);
  expect(errors[0]?.code).toBe(code);
});

test("refused: a page beyond the largest, and a cursor of another list", async () => {
  const ask = (args: string) =>
    graph.ask(
      {},
      `{ rep(externalId: "bob") { scorecard(${QUARTER}) { customers(measure: LOGO_RETENTION, ${args}) { totalCount } } } }`,
    );
  expect((await ask("first: 201")).errors[0]?.message).toBe(
    "customers: first is 201; ask for 0 to 200 and follow the cursors.",
  );
  expect((await ask(`after: "abc"`)).errors[0]?.code).toBe("BAD_USER_INPUT");
});

const statements = countsStatements() ? test : test.skip;
statements("the customers behind every rep's number take as many statements as behind one's", async () => {
  const asked = (list: string) =>
    statementsOf(database, () =>
      graph.ask(
        { role: "ANALYST" },
        `{ ${list} { edges { node { scorecard(${QUARTER}) { customers(measure: LOGO_RETENTION) { ${FIELDS} } } } } } }`,
      ),
    );
  const [one, all] = [await asked(`reps(filter: { search: "bob" })`), await asked("reps")];
  expect([one.result.errors, all.result.errors]).toEqual([[], []]);
  expect(all.count).toBe(one.count);
});
