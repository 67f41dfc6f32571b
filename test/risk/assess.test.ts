import type { Day } from "../../src/kernel/calendar";
import { canonicalJson } from "../../src/kernel/json";
import { assessCustomers } from "../../src/risk/assessments/assess-customers";
import { assess } from "../../src/risk/assessments/assess.service";
import { assessmentHistory, assessmentsOn } from "../../src/risk/assessments/stored.queries";
import { PUBLISHED_WEIGHTS } from "../../src/risk/models/calc/published-weights";
import { aCustomer, aRep, store } from "../support/builders";
import { type TestDatabase, testDatabase } from "../support/database";
import { contextOf, graphOver } from "../support/graph";
import { changeRiskModel } from "../support/risk-model";

let database: TestDatabase;

/** steady buys every 14 days until 2026-01-29, and then stops. */
beforeEach(async () => {
  database = await testDatabase();
  const ada = aRep({ externalId: "ada" });
  await store(database.owner, [
    ada,
    aCustomer({ externalId: "steady", ownedBy: ada }), // 1
    aCustomer({ externalId: "new" }), // 2
    aCustomer({ externalId: "lead" }), // 3
    aCustomer({ externalId: "tenant", relationship: "CONTRACT" }), // 4
    aCustomer({ externalId: "double" }), // 5, merged into steady on 1 April
  ]);
  await database.owner.query(`update customer set merged_into_id = 1, merged_on = '2026-04-01' where id = 5`);
  await database.owner.query(`
    insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency)
    select 's' || n, 1, date '2026-01-29' - 14 * n, 10000, 'EUR' from generate_series(0, 9) n`);
  await buy("first", 2, "2026-02-20");
  // What one signal says is seen best alone.
  await changeRiskModel(database.owner, { weights: { PURCHASE_RHYTHM: 0.8 } });
});
afterEach(() => database.close());

const buy = (key: string, customer: number, on: string, amount = 10_000, refundOf: string | null = null) =>
  database.owner.query(
    `insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency, refund_of_id)
     values ($1, $2, $3, $4, 'EUR', (select id from purchase where external_id = $5))`,
    [key, customer, on, amount, refundOf],
  );
const on = (day: string) => day as Day;
const computed = async (day: string, customers: string[] | null = null) =>
  (await assessCustomers(contextOf(database), on(day), customers)).assessed;
const run = (day: string, scope: "ALL" | "CHANGED" = "CHANGED") => assess(contextOf(database), on(day), scope);
const steadyOn = async (day: string) => (await computed(day)).find(({ customerId }) => customerId === "1")!;

describe("an assessment", () => {
  test("tells how long a customer has been silent, against the gap it usually has", async () => {
    expect(await steadyOn("2026-03-05")).toEqual({
      ...{ customerId: "1", asOf: "2026-03-05", modelVersion: 2, horizonDays: 90, coverage: 1, currency: "EUR" },
      // 35 days are 2.5 gaps: severity .75 × weight .8
      ...{
        score: 60,
        band: "AT_RISK",
        previousBand: null,
        change: null,
        probability: 0.6,
        calibrated: false,
        riskFitId: null,
      },
      ...{ overrideId: null, scoreWithout: null, bandWithout: null, reviewerId: null, bandWithoutReview: null },
      ...{ annualValueMinor: 100_000n, valueAtRiskMinor: 60_000n },
      drivers: [
        {
          ...{ signal: "PURCHASE_RHYTHM", dimension: "RESULTS", severity: 0.75, points: 60, dataAsOf: "2026-01-29" },
          evidence: "35 days since the last order, of 2026-01-29; the usual gap is 14.",
        },
      ],
    });
  });

  test.each([
    ["within its usual gap nothing is wrong", "2026-02-12", 0, "HEALTHY"],
    ["it is lapsed after three gaps", "2026-03-12", 80, "CRITICAL"],
    ["and stays that", "2026-12-31", 80, "CRITICAL"],
  ])("%s", async (_rule, day, score, band) => expect(await steadyOn(day)).toMatchObject({ score, band }));

  test("is of those who ever bought: a lead and a tenant without facts have not enough history", async () => {
    expect((await computed("2026-03-05")).map(({ customerId }) => customerId)).toEqual(["1", "2"]);
    expect((await computed("2026-02-19")).map(({ customerId }) => customerId)).toEqual(["1"]);
  });

  test("of a customer without a gap of its own goes by the definition's lapse days", async () => {
    const [found] = await computed("2026-11-23", ["2"]);
    expect(found!.drivers[0]).toMatchObject({ severity: expect.closeTo((276 - 182.5) / 182.5, 12) as number });
    expect(found!.drivers[0]!.evidence).toContain(
      "276 days since the last order, of 2026-02-20; 1 day with a purchase",
    );
  });

  test("counts what a merged customer bought as the other's, from that day on, and assesses it no more", async () => {
    await buy("theirs", 5, "2026-03-10");
    expect(await steadyOn("2026-03-31")).toMatchObject({ score: 80 });
    expect(await steadyOn("2026-04-01")).toMatchObject({ score: expect.any(Number) as number, coverage: 1 });
    expect((await steadyOn("2026-04-01")).drivers[0]!.evidence).toContain(
      "22 days since the last order, of 2026-03-10",
    );
    expect(await computed("2026-04-01", ["5"])).toEqual([]);
  });

  test("does not count a purchase that was taken back whole, once that is known; a free or negative one is none", async () => {
    await buy("late", 1, "2026-03-01");
    await buy("back", 1, "2026-03-04", -10_000, "late");
    await buy("fee", 1, "2026-03-05", -5);
    await buy("gift", 1, "2026-03-05", 0);
    expect((await steadyOn("2026-03-03")).score).toBe(0);
    expect((await steadyOn("2026-03-05")).score).toBe(60);
    await buy("partly", 1, "2026-03-05", 500);
    await buy("part", 1, "2026-03-05", -400, "partly");
    expect((await steadyOn("2026-03-05")).score).toBe(0);
  });

  test("goes by the latest 25 days with a purchase, however many there were before", async () => {
    await database.owner.query(`
      insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency)
      select 'old' || n, 2, date '2025-01-01' - n, 100, 'EUR' from generate_series(0, 60) n
      union all select 'now' || n, 2, date '2026-02-20' - 7 * n, 100, 'EUR' from generate_series(1, 30) n`);
    const [found] = await computed("2026-03-20", ["2"]);
    expect(found!.drivers[0]!.evidence).toBe("28 days since the last order, of 2026-02-20; the usual gap is 7.");
  });
});

describe("a run", () => {
  test("stores what is computed, to the byte, whoever runs it again", async () => {
    const before = canonicalJson(await computed("2026-03-05"));
    await run("2026-03-05");
    expect(canonicalJson(await assessmentsOn(contextOf(database), on("2026-03-05"), ["1", "2"]))).toBe(before);
    await run("2026-03-05", "ALL");
    expect(canonicalJson(await assessmentsOn(contextOf(database), on("2026-03-05"), ["1", "2"]))).toBe(before);
  });

  test("of a day is over all customers at first, then over those whose facts changed", async () => {
    const told = { asOf: "2026-03-05", modelVersion: 2, riskFitId: null };
    expect(await run("2026-03-05")).toEqual({ ...told, scope: "ALL", lookedAt: 5, assessed: 2 });
    expect(await run("2026-03-05")).toEqual({ ...told, scope: "CHANGED", lookedAt: 0, assessed: 0 });
    await buy("more", 1, "2026-03-05");
    expect(await run("2026-03-05")).toEqual({ ...told, scope: "CHANGED", lookedAt: 1, assessed: 1 });
    expect(await assessmentsOn(contextOf(database), on("2026-03-05"), ["1"])).toMatchObject([{ score: 0 }]);
    expect(await run("2026-03-06")).toMatchObject({ scope: "ALL", lookedAt: 5 });
  });

  test.each([
    ["a purchase", `update purchase set amount_minor = 1 where id = 1`],
    ["a deleted one", `delete from purchase where id = 1`],
    [
      "a line",
      `insert into purchase_line (external_id, purchase_id, amount_minor, currency) values ('l', 1, 1, 'EUR')`,
    ],
    [
      "an interaction",
      `insert into interaction (external_id, customer_id, kind, occurred_at) values ('i', 1, 'CALL', now())`,
    ],
    ["an assignment", `update assignment set ends_on = '2030-01-01'`],
    ["the customer itself", `update customer set segment = 'A' where id = 1`],
    ["a merged one's", `update customer set segment = 'A' where id = 5`],
  ])("looks again at whose facts changed: %s", async (_fact, sql) => {
    await run("2026-04-05");
    await database.owner.query(sql);
    expect(await run("2026-04-05")).toMatchObject({ scope: "CHANGED", lookedAt: 1 });
  });

  test.each([
    ["a purchase that is another's", `update purchase set customer_id = 2 where id = 1`, 2],
    ["a line that moves to another's purchase", `update purchase_line set purchase_id = 11`, 2],
    ["customers that are two again", `update customer set merged_into_id = null, merged_on = null where id = 5`, 2],
    ["the rep who leaves", `update rep set left_on = '2026-04-01'`, 1],
    ["a product that is of another series", `update product set series = 'B'`, 1],
    [
      "a rep and a product of whom nothing is judged",
      `update rep set full_name = 'Ada'; update product set name = 'P'`,
      0,
    ],
  ])("looks at everybody whom a change concerns: %s", async (_change, sql, lookedAt) => {
    await database.owner.query(`
      insert into product (external_id, name, series) values ('p', 'Product', 'A');
      insert into purchase_line (external_id, purchase_id, product_id, amount_minor, currency) values ('l', 1, 1, 1, 'EUR')`);
    await run("2026-04-05");
    await database.owner.query(sql);
    expect(await run("2026-04-05")).toMatchObject({ scope: "CHANGED", lookedAt });
  });

  test("for a day gone by leaves what changed to the latest one", async () => {
    await run("2026-03-05");
    await buy("more", 1, "2026-03-05");
    expect(await run("2026-02-01")).toMatchObject({ scope: "ALL" });
    expect(await run("2026-02-01")).toMatchObject({ scope: "ALL" });
    expect(await run("2026-03-05")).toMatchObject({ scope: "CHANGED", lookedAt: 1 });
  });

  test("holds a band against small changes, and says what changed", async () => {
    await run("2026-03-05"); // 60, AT_RISK
    await run("2026-03-12"); // 80, CRITICAL
    await buy("more", 1, "2026-03-12");
    await run("2026-03-13");
    const history = await assessmentHistory(contextOf(database), ["1"]);
    const told = history.map(({ score, band, previousBand, change }) => [score, band, previousBand, change]);
    expect(told).toEqual([
      [60, "AT_RISK", null, null],
      [80, "CRITICAL", "AT_RISK", 20],
      [0, "HEALTHY", "CRITICAL", -80],
    ]);
  });

  test("that dies leaves the last complete assessments and what changed, and the next one finishes them", async () => {
    await run("2026-03-05");
    await buy("more", 1, "2026-03-05");
    await database.owner.query(`
      create function die() returns trigger language plpgsql as $$ begin raise 'the power went'; end $$`);
    await database.owner.query(`create trigger die before insert on risk_run for each row execute function die()`);
    await expect(run("2026-03-05")).rejects.toThrow("the power went");
    expect(await assessmentsOn(contextOf(database), on("2026-03-05"), ["1"])).toMatchObject([{ score: 60 }]);
    await database.owner.query(`drop trigger die on risk_run`);
    expect(await run("2026-03-05")).toMatchObject({ scope: "CHANGED", lookedAt: 1 });
    expect(await assessmentsOn(contextOf(database), on("2026-03-05"), ["1"])).toMatchObject([{ score: 0 }]);
  });

  test("that cannot find what standing plays are about stores nothing, and the next one stores it all", async () => {
    await database.owner.query("alter table referral rename column received_on to on_day");
    await expect(run("2026-03-05")).rejects.toThrow("received_on");
    expect(await assessmentsOn(contextOf(database), on("2026-03-05"), ["1", "2"])).toEqual([]);
    await database.owner.query("alter table referral rename column on_day to received_on");
    expect(await run("2026-03-05")).toMatchObject({ scope: "ALL", assessed: 2 });
  });

  test("takes what changed once, when two run at once", async () => {
    await run("2026-03-05");
    await buy("more", 1, "2026-03-05");
    const both = await Promise.all([run("2026-03-05"), run("2026-03-05")]);
    expect(both.map(({ lookedAt }) => lookedAt).sort()).toEqual([0, 1]);
  });
});

describe("in the graph", () => {
  const SOURCE = `query ($day: Date) { customer(externalId: "steady") { risk(asOf: $day) {
    asOf score band previousBand change probability horizonDays calibrated coverage model { version }
    annualValue { amount currency } valueAtRisk { amount } drivers { signal dimension severity points evidence dataAsOf } } } }`;
  const ask = (day: string) => graphOver(database).ask({ role: "ANALYST" }, SOURCE, { day });

  test("a stored assessment and a computed one are the same, to the byte", async () => {
    const fresh = await ask("2026-03-05");
    expect(fresh.errors).toEqual([]);
    expect(fresh.data).toMatchObject({ customer: { risk: { score: 60, valueAtRisk: { amount: "600.00" } } } });
    await run("2026-03-05");
    expect(JSON.stringify(await ask("2026-03-05"))).toBe(JSON.stringify(fresh));
  });

  test("what was stored of a day stays what it was, whatever is learnt later", async () => {
    await run("2026-03-05");
    await buy("late news", 1, "2026-03-04");
    expect(await ask("2026-03-05")).toMatchObject({ data: { customer: { risk: { score: 60 } } } });
    expect(await ask("2026-03-06")).toMatchObject({ data: { customer: { risk: { score: 0 } } } });
  });

  test("the history is told page by page, the latest first", async () => {
    for (const day of ["2026-03-05", "2026-03-12", "2026-03-06"]) await run(day);
    const { data } = await graphOver(database).ask(
      { role: "ANALYST" },
      `{ customer(externalId: "steady") { riskHistory(first: 2) { totalCount pageInfo { hasNextPage } edges { node { asOf } } } } }`,
    );
    const edges = ["2026-03-12", "2026-03-06"].map((asOf) => ({ node: { asOf } }));
    expect(data).toEqual({ customer: { riskHistory: { totalCount: 3, pageInfo: { hasNextPage: true }, edges } } });
  });
});

describe("no leakage", () => {
  const DAY = "2026-03-05";

  test("facts after the day can be shifted, and nothing changes", async () => {
    const before = canonicalJson(await computed(DAY));
    await buy("after", 1, "2026-03-06");
    await buy("refund", 1, "2026-03-07", -10_000, "s0");
    await buy("later", 3, "2026-03-06");
    await database.owner.query(`update customer set merged_into_id = 2, merged_on = '2026-03-06' where id = 1`);
    expect(canonicalJson(await computed(DAY))).toBe(before);
    await database.owner.query(`update purchase set purchased_on = purchased_on + 20 where purchased_on > '${DAY}'`);
    expect(canonicalJson(await computed(DAY))).toBe(before);
  });

  test("the guard sees a leak: a fact of the day itself does change it", async () => {
    const before = canonicalJson(await computed(DAY));
    await buy("now", 1, DAY);
    expect(canonicalJson(await computed(DAY))).not.toBe(before);
  });
});

test("the first version's weights are the published ones, and hold from the first day on", async () => {
  const { rows } = await database.owner.query<object>(
    `select weights, effective_from::text as since, horizon_days as horizon from risk_model where version = 1`,
  );
  expect(rows).toEqual([{ weights: PUBLISHED_WEIGHTS, since: "0001-01-01", horizon: 90 }]);
});
