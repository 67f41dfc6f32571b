import { act } from "../../support/action";
import { aCustomer, anAssignment, aRep, aTeam, type Customer, type Rep, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { type Graph, graphOver } from "../../support/graph";
import { countsStatements, statementsOf } from "../../support/statements";

let database: TestDatabase;
let graph: Graph;

const north = aTeam({ externalId: "north" });
const ada = aRep({ externalId: "ada" });
const bob = aRep({ externalId: "bob", managedBy: ada, team: north });
const cem = aRep({ externalId: "cem", managedBy: ada, team: north, leftOn: "2025-12-15" });
const NAMES = ["stays", "lost", "found", "rescued", "excused", "brief", "taken", "followed"] as const;
const customers = Object.fromEntries(
  NAMES.map((name) => [name, aCustomer({ externalId: name, relationship: "CONTRACT", acquiredOn: "2024-01-01" })]),
) as Record<(typeof NAMES)[number], Customer>;
const { stays, lost, found, rescued, excused, brief, taken, followed } = customers;
const held = (by: Rep, of: Customer, startsOn = "2024-01-01", endsOn: string | null = null) =>
  anAssignment({ rep: by, customer: of, startsOn, endsOn });

/** The second quarter keeps the published policy; the fourth asks for everything. */
const POLICY = {
  ...{ version: 1, effectiveFrom: "2025-07-01", reason: "agreed with the teams" },
  ...{ minimumDays: 30, inheritedGraceDays: 60, excusedReasons: ["BUSINESS_CHANGE"], removalNeedsReason: true },
};

beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  await store(database.owner, [
    ...[north, ada, bob, cem, ...Object.values(customers)],
    ...[held(bob, stays), held(bob, lost), held(bob, excused), held(bob, found, "2025-09-20")],
    ...[held(cem, rescued, "2024-01-01", "2025-09-20"), held(bob, rescued, "2025-09-20")],
    ...[held(bob, brief, "2024-01-01", "2025-10-15"), held(cem, brief, "2025-10-15", "2025-12-15")],
    ...[held(cem, taken, "2024-01-01", "2025-11-15"), held(bob, taken, "2025-11-15")],
    ...[held(cem, followed, "2024-01-01", "2025-12-15"), held(bob, followed, "2025-12-15")],
  ]);
  await database.owner.query(
    `insert into contract (external_id, customer_id, signed_on, starts_on, month_to_month, annual_value_minor, currency, ended_on, loss_reason)
     select c.external_id, c.id, '2024-01-01', '2024-01-01', true, 1000, 'EUR', given.ended::date, given.reason
     from customer c left join (values ('lost', '2025-12-01', 'PRICE'), ('found', '2025-11-01', null), ('rescued', '2025-11-01', null),
       ('excused', '2025-11-10', 'BUSINESS_CHANGE')) given (key, ended, reason) on given.key = c.external_id`,
  );
  await database.owner.query(
    `insert into book_approval (external_id, customer_id, rep_id, role, kind, on_day, reason, approved_by)
     select given.key, c.id, r.id, 'ACCOUNT_MANAGER', given.kind, given.day::date, 'agreed', 'ada'
     from (values ('rescued', 'RESCUE', '2025-09-25'), ('excused', 'EXCUSED_LOSS', '2025-11-12')) given (key, kind, day)
     join customer c on c.external_id = given.key join rep r on r.external_id = 'bob'`,
  );
  const publish = { name: "attributionPolicyPublish", subject: "policy", selection: "version" };
  expect(await act(graph, { role: "ADMIN" }, publish, POLICY)).toEqual({ record: { version: 2 }, refused: [] });
});
afterAll(() => database.close());

const QUARTER = `period: { start: "2025-10-01", end: "2026-01-01" }`;
const LOGO = `measure(code: LOGO_RETENTION) { value valueWithExcluded numerator denominator }`;
const OUT = `edges { node { customer { externalId } rep { externalId } exclusion lostOn share numerator denominator } }`;

interface Card {
  readonly measure: {
    readonly value: number | null;
    readonly valueWithExcluded: number | null;
    readonly numerator: string;
    readonly denominator: string;
  };
  readonly excluded: {
    readonly totalCount: number;
    readonly edges: readonly { readonly node: Out }[];
  };
}
interface Out {
  readonly customer: { readonly externalId: string };
  readonly rep: { readonly externalId: string };
  readonly exclusion: string;
  readonly numerator: string | null;
  readonly denominator: string | null;
}

async function card(root: string, options = "", of = "scorecard"): Promise<Card> {
  const { data, errors } = await graph.ask<{ it: Record<string, Card> }>(
    { role: "ANALYST" },
    `{ it: ${root} { ${of}(${QUARTER} ${options}) { ${LOGO} excluded(measure: LOGO_RETENTION) { totalCount ${OUT} } } } }`,
  );
  expect(errors).toEqual([]);
  return data.it[of]!;
}

const rates = ({ measure: { numerator, denominator, value, valueWithExcluded } }: Card) =>
  `${numerator} of ${denominator}: ${value}, or ${valueWithExcluded}`;
const lines = ({ excluded }: Card): string[] =>
  excluded.edges.map(
    ({ node: { customer, rep, exclusion, numerator, denominator } }) =>
      `${customer.externalId} of ${rep.externalId} ${exclusion} ${numerator}/${denominator}`,
  );

const BOBS = [
  "found of bob INHERITED 0/1",
  "rescued of bob RESCUED 0/1",
  "excused of bob EXCUSED_LOSS 0/1",
  "brief of bob MINIMUM_DAYS 1/1",
];

test("a rep shows both rates, and can check every customer between them", async () => {
  const bobs = await card(`rep(externalId: "bob")`);
  expect(rates(bobs)).toBe(`1 of 2: 0.5, or ${2 / 6}`);
  expect(lines(bobs)).toEqual(BOBS);
  expect(bobs.excluded.totalCount).toBe(4);
});

test("the house has what was taken out of books, and would have nothing", async () => {
  const house = await card("company", "", "house");
  expect(rates(house)).toBe("1 of 4: 0.25, or null");
  expect(lines(house)).toEqual(BOBS);
});

test("a team is its reps by either rate; the company counts everybody whole", async () => {
  const team = await card(`team(externalId: "north")`);
  expect(rates(team)).toBe(`3 of 4: 0.75, or ${4 / 8}`);
  expect(lines(team)).toEqual(BOBS);
  const company = await card("company");
  expect(rates(company)).toBe("4 of 8: 0.5, or 0.5");
  expect(company.excluded.totalCount).toBe(0);
});

test("at closing, a customer taken away without a reason stays; one whose rep left the company moves", async () => {
  const cems = await card(`rep(externalId: "cem")`, "policy: AT_CLOSING");
  expect([rates(cems), lines(cems)]).toEqual(["1 of 1: 1, or 1", []]);
  const bobs = await card(`rep(externalId: "bob")`, "policy: AT_CLOSING");
  expect(rates(bobs)).toBe(`1 of 2: 0.5, or ${2 / 6}`);
  expect(lines(bobs)).toEqual([...BOBS.slice(0, 3), "followed of bob MINIMUM_DAYS 1/1"]);
});

test("a period under the published policy excludes nobody", async () => {
  const { data, errors } = await graph.ask<{ rep: { scorecard: Card } }>(
    { role: "ANALYST" },
    `{ rep(externalId: "bob") { scorecard(period: { start: "2025-04-01", end: "2025-07-01" }) { ${LOGO} excluded { totalCount ${OUT} } } } }`,
  );
  expect(errors).toEqual([]);
  expect(data.rep.scorecard).toMatchObject({
    measure: { value: 1, valueWithExcluded: 1 },
    excluded: { totalCount: 0 },
  });
});

test("a page follows the one before; in a segment nobody is in there is nothing", async () => {
  const page = async (args: string, options = "") => {
    const { data, errors } = await graph.ask<{
      rep: { scorecard: { excluded: Card["excluded"] & { pageInfo: { endCursor: string } } } };
    }>(
      { role: "ANALYST" },
      `{ rep(externalId: "bob") { scorecard(${QUARTER} ${options}) { excluded(${args}) { totalCount ${OUT} pageInfo { endCursor } } } } }`,
    );
    expect(errors).toEqual([]);
    return data.rep.scorecard.excluded;
  };
  const first = await page("first: 3");
  const rest = await page(`first: 3, after: "${first.pageInfo.endCursor}"`);
  expect([...first.edges, ...rest.edges].map(({ node }) => node.customer.externalId)).toEqual([
    ...["found", "rescued", "excused", "brief"],
  ]);
  expect((await page("first: 3", `segment: "NONE"`)).totalCount).toBe(0);
});

test.each([
  ["a rep its own", { role: "REP", repId: "2" }, `rep(externalId: "bob")`, undefined],
  ["a rep not its team's", { role: "REP", repId: "2" }, `team(externalId: "north")`, "FORBIDDEN"],
] as const)("%s is told what was excluded", async (_rule, viewer, root, code) => {
  const { errors } = await graph.ask(viewer, `{ it: ${root} { scorecard(${QUARTER}) { excluded { totalCount } } } }`);
  expect(errors[0]?.code).toBe(code);
});

const statements = countsStatements() ? test : test.skip;
statements("all reps take as many statements as one, with decisions and losses beside the rest", async () => {
  const asked = (list: string) =>
    statementsOf(database, () =>
      graph.ask({ role: "ANALYST" }, `{ ${list} { edges { node { scorecard(${QUARTER}) { ${LOGO} } } } } }`),
    );
  const [one, all] = [await asked(`reps(filter: { search: "bob" })`), await asked("reps")];
  expect([one.result.errors, all.result.errors]).toEqual([[], []]);
  expect(all.count).toBe(one.count);
  expect(one.count).toBe(14);
});
