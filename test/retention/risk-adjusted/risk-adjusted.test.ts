import { type RiskAdjusted, riskAdjustedOf } from "../../../src/retention/risk-adjusted/risk-adjusted";
import { scorecardOf } from "../../../src/retention/scorecards/scorecard";
import type { Subject } from "../../../src/retention/scorecards/subject";
import { testDatabase, type TestDatabase } from "../../support/database";
import { contextOf, type Graph, graphOver } from "../../support/graph";
import { countsStatements, statementsOf } from "../../support/statements";
import { QUARTER, simulateNeglect, storeNeglect } from "./neglect";

const REPS = 8;

let database: TestDatabase;
let graph: Graph;

/** Of rep 7 all customers but three are nobody's; one of rep 6 moves to it in the quarter, one of rep 5 is shared with it. */
beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  await storeNeglect(database.owner, REPS, simulateNeglect(REPS, 150));
  const held = (rep: number): string =>
    `select id from assignment a where rep_id = ${rep + 1} and exists (
       select from purchase p where p.customer_id = a.customer_id and p.purchased_on >= '2025-10-01') order by id`;
  await database.owner.query(`
    delete from assignment where rep_id = 8 and id not in (${held(7)} limit 3);
    with moved as (update assignment set ends_on = '2026-02-01' where id in (${held(6)} limit 1) returning customer_id)
    insert into assignment (external_id, customer_id, rep_id, role, share, starts_on)
      select 'moved', customer_id, 8, 'ACCOUNT_MANAGER', 10000, '2026-02-01' from moved;
    with shared as (update assignment set share = 5000 where id in (${held(5)} limit 1) returning customer_id)
    insert into assignment (external_id, customer_id, rep_id, role, share, starts_on)
      select 'shared', customer_id, 8, 'ACCOUNT_MANAGER', 5000, '2020-01-01' from shared;
    insert into rep (external_id, employee_number, full_name) values ('new', 'new', 'Newcomer');
    insert into rep_position (external_id, rep_id, role, manager_id, starts_on)
      select 'of ' || id, id, 'ACCOUNT_MANAGER', 1, '2020-01-01' from rep where id in (2, 3)`);
});
afterAll(() => database.close());

const card = (subject: Subject, options: { segment?: string; asOf?: string } = {}): Promise<RiskAdjusted | null> => {
  const context = contextOf(database, { role: "ANALYST" });
  const asked = { period: QUARTER, asOf: "2026-06-30", ...options } as Parameters<typeof scorecardOf>[2];
  return scorecardOf(context, subject, asked).then((scorecard) => riskAdjustedOf(context, scorecard));
};
const rep = (number: number, options = {}) => card({ kind: "REP", id: String(number + 1) }, options);
const everyRep = async (): Promise<RiskAdjusted[]> =>
  (await Promise.all(Array.from({ length: REPS }, (_, number) => rep(number)))).map((found) => found!);
const sum = (of: readonly RiskAdjusted[], what: (one: RiskAdjusted) => number): number =>
  of.reduce((total, one) => total + what(one), 0);

test("on a rep's scorecard: losses, expectation, limits, and what they rest on", async () => {
  const { data, errors } = await graph.ask<{ rep: { scorecard: { riskAdjusted: Record<string, unknown> } } }>(
    { role: "ANALYST" },
    `{ rep(externalId: "rep 0") { scorecard(period: { start: "2026-01-01", end: "2026-04-01" } asOf: "2026-06-30") { riskAdjusted {
      customers observed expected ratio shrunken limits95 { lower upper } limits998 { lower upper } flagged reps expectedFalseFlags chance note
      expectation { basis learnedFrom { start end } spans customers losses } } } } }`,
  );
  expect(errors).toEqual([]);
  const { riskAdjusted } = data.rep.scorecard;
  const { customers, observed, expected, limits998 } = (await rep(0))!;
  expect(riskAdjusted).toMatchObject({
    customers,
    observed,
    expected,
    limits998,
    ratio: observed / expected,
    reps: REPS,
  });
  expect(riskAdjusted.expectation).toMatchObject({
    ...{ basis: "CASE_MIX", learnedFrom: { start: "2025-01-06", end: "2026-01-01" }, spans: 4 },
  });
});

test("reps and the house are the company, whose losses are expected to the last", async () => {
  const [reps, house, company] = [await everyRep(), await card({ kind: "HOUSE" }), await card({ kind: "COMPANY" })];
  const parts = [...reps, house!];
  expect(sum(parts, ({ customers }) => customers)).toBe(company!.customers);
  expect(sum(parts, ({ observed }) => observed)).toBe(company!.observed);
  expect(sum(parts, ({ expected }) => expected)).toBeCloseTo(company!.observed, 9);
  expect(company).toMatchObject({ ratio: expect.closeTo(1, 9) as number, shrunken: null });
  expect(house!.shrunken).toBeNull();
});

test("a book of three customers: wide limits and no flag, and it says why", async () => {
  const small = (await rep(7))!;
  expect(small.customers).toBe(3);
  expect(small.limits998.lower).toBe(0);
  expect(small.limits998.upper).toBeGreaterThanOrEqual(2);
  expect(small.flagged).toBe(false);
  expect(small.note).toContain("fewer than 10 customers");
});

test("who moves in the quarter is still of who held it before, and half a customer is all of the first by external id's", async () => {
  const atOpening = await database.owner.query<{ customers: number }>(`
    select count(*)::integer as customers from assignment a
    where rep_id in (6, 7) and exists (select from purchase p where p.customer_id = a.customer_id and p.purchased_on >= '2025-10-01' and p.purchased_on < '2026-01-01')`);
  expect((await rep(5))!.customers + (await rep(6))!.customers).toBe(atOpening.rows[0]!.customers);
});

test("a leader's people together: their losses and expectations add up", async () => {
  const people = await card({ kind: "SUBTREE", id: "1" });
  const each = (await everyRep()).slice(0, 3);
  expect(people!.observed).toBe(sum(each, ({ observed }) => observed));
  expect(people!.expected).toBeCloseTo(
    sum(each, ({ expected }) => expected),
    9,
  );
});

test("each in its own role: who succeeds with the same customers is judged by the same losses, beside its own kind", async () => {
  await database.owner.query(`
    insert into assignment (external_id, customer_id, rep_id, role, share, starts_on)
    select 'success ' || id, customer_id, 9, 'CUSTOMER_SUCCESS', 10000, '2020-01-01' from assignment where rep_id = 2`);
  const context = contextOf(database, { role: "ANALYST" });
  const [manager, success] = await Promise.all(
    ["2", "9"].map(async (id) => {
      const asked = { period: QUARTER, asOf: "2026-06-30" } as Parameters<typeof scorecardOf>[2];
      return (await riskAdjustedOf(context, await scorecardOf(context, { kind: "REP", id }, asked)))!;
    }),
  );
  await database.owner.query(`delete from assignment where rep_id = 9`);
  const { observed, expected, limits998 } = manager!;
  expect(success).toMatchObject({ observed, expected, limits998 });
  expect([manager!.comparison.reps, success!.comparison.reps]).toEqual([REPS, 1]);
});

test("sizes of all spans are told at one day's rates: older ones need not be known", async () => {
  await database.owner.query(`
    update purchase set currency = 'USD' where customer_id % 2 = 0;
    insert into fx_rate (external_id, base, quote, day, rate) values ('usd', 'USD', 'EUR', '2026-01-01', 0.9)`);
  const found = (await rep(0))!;
  await database.owner.query(`update purchase set currency = 'EUR'; delete from fx_rate`);
  expect(found.training.spans).toHaveLength(4);
  expect(found.observed).toBe((await rep(0))!.observed);
});

test("of a segment: only its customers, by the same probabilities", async () => {
  const [small, large, both] = [await rep(4, { segment: "SMALL" }), await rep(4, { segment: "LARGE" }), await rep(4)];
  expect(small!.customers + large!.customers).toBe(both!.customers);
  expect(small!.expected + large!.expected).toBeCloseTo(both!.expected, 9);
  expect(small!.expected / small!.customers).toBeGreaterThan(2 * (large!.expected / large!.customers));
});

test.each(["AT_OPENING", "AT_CLOSING", "TIME_WEIGHTED"])(
  "the measure is the ratio, and every customer behind it can be named: %s",
  async (policy) => {
    const { data, errors } = await graph.ask<{
      rep: {
        scorecard: {
          riskAdjusted: { ratio: number; observed: number; expected: number; customers: number };
          measure: { value: number; sampleSize: number };
          customers: { edges: { node: { numerator: string; denominator: string } }[] };
        };
      };
    }>(
      { role: "ANALYST" },
      `{ rep(externalId: "rep 5") { scorecard(period: { start: "2026-01-01", end: "2026-04-01" } asOf: "2026-06-30" policy: ${policy}) {
        riskAdjusted { ratio observed expected customers } measure(code: RISK_ADJUSTED_RETENTION) { value sampleSize }
        customers(measure: RISK_ADJUSTED_RETENTION, first: 200) { edges { node { numerator denominator } } } } } }`,
    );
    expect(errors).toEqual([]);
    const { riskAdjusted, measure, customers } = data.rep.scorecard;
    expect(riskAdjusted.ratio).toBe((await rep(5))!.ratio);
    expect(measure).toEqual({
      value: expect.closeTo(riskAdjusted.ratio, 6) as number,
      sampleSize: riskAdjusted.customers,
    });
    const total = (side: "numerator" | "denominator") =>
      customers.edges.reduce((sum, { node }) => sum + Number(node[side]), 0);
    expect(customers.edges).toHaveLength(riskAdjusted.customers);
    expect(total("numerator")).toBe(riskAdjusted.observed);
    expect(total("denominator")).toBeCloseTo(riskAdjusted.expected, 3);
  },
);

test("an empty book has no judgement", async () => expect(await card({ kind: "REP", id: "9" })).toBeNull());

test("an asOf in the past answers as it did then, whatever happened since", async () => {
  const before = await rep(0, { asOf: "2026-02-14" });
  await database.owner.query(`
    insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency)
    select 'late ' || id, id, '2026-02-15', 100, 'EUR' from customer`);
  expect(await rep(0, { asOf: "2026-02-14" })).toEqual(before);
  await database.owner.query(`delete from purchase where external_id like 'late %'`);
});

const statements = countsStatements() ? test : test.skip;
statements("all reps of a quarter take as many statements as one", async () => {
  const asked = (list: string) =>
    statementsOf(database, () =>
      graph.ask(
        { role: "ANALYST" },
        `{ ${list} { edges { node { scorecard(period: { start: "2026-01-01", end: "2026-04-01" }) { riskAdjusted { ratio note } } } } } }`,
      ),
    );
  const [one, all] = [await asked("reps(first: 1)"), await asked("reps")];
  expect([one.result.errors, all.result.errors]).toEqual([[], []]);
  expect(all.count).toBe(one.count);
  expect(one.count).toBe(13);
});
