/** What last year would have paid under another plan, of which nothing is stored. */
import type { Viewer } from "../../../src/platform/auth/viewer";
import { aCustomer, anAssignment, aRep, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { type Answer, type Graph, graphOver } from "../../support/graph";
import { everything } from "../../support/everything";
import { enrol, lock, open, publish, Q1, Q2, Q3 } from "../inputs/company";

const won = (rate: string, more: object = {}) => ({
  ...{ code: "SALES", name: "Sales", currency: "EUR", onLeave: { holds: "KEEP", draws: "PAID", pools: "COUNTED" } },
  components: [
    {
      ...{ kind: "COMMISSION", code: "WON", name: "Won", earningCode: "COM", events: ["NEW"], accumulate: "PERIOD" },
      ...{ tiers: { how: "FLAT", steps: [{ from: "0", rate }] }, ...more },
    },
  ],
});

let database: TestDatabase;
let graph: Graph;

beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  const reps = ["ada", "bob", "cem"].map((externalId) => aRep({ externalId }));
  const [kept, lost, other] = ["kept", "lost", "other"].map((externalId) =>
    aCustomer({ externalId, relationship: "CONTRACT", acquiredOn: null }),
  );
  await store(database.owner, [
    ...[...reps, kept!, lost!, other!],
    ...[kept!, lost!].map((customer) => anAssignment({ customer, rep: reps[0]!, startsOn: "2025-01-01" })),
    anAssignment({ customer: other!, rep: reps[1]!, startsOn: "2025-01-01" }),
  ]);
  await sign("kept", "2026-01-10", 100_000);
  await sign("lost", "2026-02-10", 60_000);
  await sign("other", "2026-05-10", 30_000);
  await publish(database.owner, won("0.1"));
  await publish(database.owner, { ...won("0.5"), code: "ELSE" });
  await enrol(database.owner, [
    { rep: "ada", plan: "SALES" },
    { rep: "bob", plan: "SALES" },
    { rep: "cem", plan: "ELSE" },
  ]);
  const quarters = [await open(database.owner, Q1), await open(database.owner, Q2)];
  await lock(database, quarters[0]!, "2026-04-10");
  await lock(database, quarters[1]!, "2026-07-10");
  await open(database.owner, Q3);
  // It becomes known late that one of them had left in the first half of the year, and that it had been worth more.
  await database.owner.query(`update contract set ended_on = '2026-06-12' where external_id = 'lost'`);
  await database.owner.query(`update contract set annual_value_minor = 110000 where external_id = 'kept'`);
});
afterAll(() => database.close());

const sign = (customer: string, on: string, minor: number) =>
  database.owner.query(
    `insert into contract (external_id, customer_id, signed_on, starts_on, ends_on, annual_value_minor, currency)
     select $1, id, $2, $2, $2::date + 365, $3, 'EUR' from customer where external_id = $1`,
    [customer, on, minor],
  );

interface Total {
  readonly paid: { amount: string };
  readonly asPlanned: { amount: string };
  readonly wouldBe: { amount: string };
}
interface Trial {
  readonly periods: readonly { readonly start: string }[];
  readonly totals: readonly Total[];
  readonly people: { readonly edges: readonly { readonly node: { rep: { externalId: string }; totals: Total[] } }[] };
}
const tried = (
  document: object,
  {
    viewer = { role: "HR" },
    start = "2026-01-01",
    end = "2027-01-01",
  }: { viewer?: Partial<Viewer>; start?: string; end?: string } = {},
): Promise<Answer<{ compensationPlanTrial: Trial }>> =>
  graph.ask(
    viewer,
    `query ($document: JSONObject!) {
      compensationPlanTrial(document: $document, period: { start: "${start}", end: "${end}" }, asOf: "2026-08-01") {
        asOf periods { start } totals { ...total }
        people(first: 10) { edges { node { rep { externalId } totals { ...total } } } } } }
     fragment total on PlanTrialTotal { paid { amount currency } asPlanned { amount } wouldBe { amount } }`,
    { document },
  );

const told = ({ paid, asPlanned, wouldBe }: Total): string => `${paid.amount} ${asPlanned.amount} ${wouldBe.amount}`;
async function outcome(document: object, given = {}): Promise<string[]> {
  const { data, errors } = await tried(document, given);
  expect(errors).toEqual([]);
  const { periods, totals, people } = data.compensationPlanTrial;
  return [
    ...periods.map(({ start }) => start),
    ...people.edges.map(({ node }) => `${node.rep.externalId} ${node.totals.map(told).join(", ")}`),
    `all ${totals.map(told).join(", ")}`,
  ];
}

test("is told of everybody under the plan beside what was paid, whom it changes most first", async () => {
  // Ada won 1,100 and 600, and was paid for 1,000 and 600; Bob won 300.
  expect(await outcome(won("0.2"))).toEqual([
    ...["2026-01-01", "2026-04-01"],
    ...["ada 160.00 170.00 340.00", "bob 30.00 30.00 60.00", "all 190.00 200.00 400.00"],
  ]);
});

test("goes from one period to the next: what is held, and what is taken back", async () => {
  // Of 120 for the one that left after 4 of 12 months, two thirds are taken back.
  expect(await outcome(won("0.2", { clawback: { months: 12 } }))).toContain("ada 160.00 170.00 260.00");
  // Half of 220 and 120 and 60 is held; the first proves retained after five months, in the second quarter.
  expect(await outcome(won("0.2", { hold: { part: "0.5", until: "MONTHS", months: 5 } }))).toEqual([
    ...["2026-01-01", "2026-04-01"],
    ...["ada 160.00 170.00 280.00", "bob 30.00 30.00 30.00", "all 190.00 200.00 310.00"],
  ]);
});

test("is of the locked periods that lie in the days as a whole", async () => {
  expect(await outcome(won("0.2"), { start: "2026-01-02" })).toEqual([
    ...["2026-04-01", "bob 30.00 30.00 60.00", "ada 0.00 0.00 0.00", "all 30.00 30.00 60.00"],
  ]);
});

test("of the plan as it stands comes to what the plan comes to", async () => {
  expect(await outcome(won("0.1"))).toContain("all 190.00 200.00 200.00");
});

test("writes nothing: every table is byte for byte as before, whether it comes out well or is refused", async () => {
  const before = await everything(database);
  expect((await tried(won("0.2"))).errors).toEqual([]);
  expect((await tried(won("much"))).errors).toHaveLength(1);
  expect(before.size).toBeGreaterThan(50);
  expect(await everything(database)).toEqual(before);
});

test.each<[string, object, object, string]>([
  ["a document that is none", { code: "SALES" }, {}, "document: name is missing"],
  ["a plan that nobody knows", { ...won("0.2"), code: "NEW_ONE" }, {}, "document is of NEW_ONE, which is no plan yet"],
  ["another currency", { ...won("0.2"), currency: "USD" }, {}, "is a plan in EUR until now"],
  [
    "days without a locked period",
    won("0.2"),
    { start: "2026-07-01" },
    "no locked period of pay lies between 2026-07-01 and",
  ],
])("is refused for %s", async (_rule, document, given, message) => {
  const [error] = (await tried(document, given)).errors;
  expect(error!.code).toBe("BAD_USER_INPUT");
  expect(error!.message).toContain(message);
});

test.each<[Viewer["role"], boolean]>([
  ["REP", false],
  ["LEADER", false],
  ["ANALYST", false],
  ["ADMIN", false],
  ["HR", true],
  ["AUDITOR", true],
])("%s may ask: %s", async (role, may) => {
  const { errors } = await tried(won("0.2"), {
    viewer: { role, repId: role === "HR" || role === "AUDITOR" ? null : "1" },
  });
  expect(errors.map(({ code }) => code)).toEqual(may ? [] : ["FORBIDDEN"]);
});
