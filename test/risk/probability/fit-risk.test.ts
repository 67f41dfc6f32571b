import type { Day } from "../../../src/kernel/calendar";
import { canonicalJson } from "../../../src/kernel/json";
import { assessCustomers } from "../../../src/risk/assessments/assess-customers";
import { assess } from "../../../src/risk/assessments/assess.service";
import type { NewRiskFit } from "../../../src/risk/probability/calc/risk-fit";
import { fitRisk } from "../../../src/risk/probability/fit-risk.service";
import { studyCompany } from "../../../src/risk/probability/study-company";
import { type TestDatabase, testDatabase } from "../../support/database";
import { contextOf, type Graph, graphOver } from "../../support/graph";
import { changeRiskModel } from "../../support/risk-model";

const AS_OF = "2026-06-30" as Day;
let database: TestDatabase;
let graph: Graph;

/**
 * 240 customers buy every 20 days. Every month six of them open a complaint, and half of those who do never buy again; one more
 * leaves without a word. 60 others are under contract, and too few of them are lost to learn from.
 */
beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  await database.owner.query(`
    insert into customer (external_id, name, currency, relationship)
    select n, n, 'EUR', case when n <= 240 then 'REPEAT_PURCHASE' else 'CONTRACT' end from generate_series(1, 300) n`);
  // Little is recorded of them: that must be history enough. A longer horizon needs fewer looks.
  await changeRiskModel(database.owner, { minimum_coverage: 0, horizon_days: 180 });
  await database.owner.query(`
    create table leaver as select n as customer_id, date '2024-02-01' + 30 * (n / 9) as on_day, n % 9 < 6 as complains, n % 9 in (0, 2, 4, 8) as leaves
    from generate_series(1, 240) n where n % 9 < 6 or n % 9 = 8`);
  await database.owner.query(`
    insert into issue (external_id, customer_id, kind, severity, opened_at, summary)
    select 'i' || customer_id, customer_id, 'COMPLAINT', 'HIGH', on_day::timestamptz, 'It broke.' from leaver where complains`);
  await database.owner.query(
    `
    insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency)
    select n || '/' || step, n, on_day, 10000, 'EUR'
    from generate_series(1, 240) n cross join generate_series(0, 50) step
    cross join lateral (select date '2023-10-01' + n % 20 + 20 * step as on_day) bought
    where on_day <= $1::date and not exists (select from leaver where customer_id = n and leaves and bought.on_day > leaver.on_day + 40)`,
    [AS_OF],
  );
  await database.owner.query(`
    insert into contract (external_id, customer_id, signed_on, starts_on, ends_on, annual_value_minor, currency, month_to_month)
    select n, n, '2023-10-01', '2023-10-01', '2027-10-01', 10000, 'EUR', false from generate_series(241, 300) n`);
  await database.owner.query(`
    insert into interaction (external_id, customer_id, kind, channel, direction, point, occurred_at)
    select 't' || c || '/' || n, c, 'CALL', 'PHONE', 'OUTBOUND', 'SERVICE', timestamptz '2023-10-05' + n * interval '50 days'
    from generate_series(1, 300) c, generate_series(0, 19) n`);
}, 120_000);
afterAll(() => database.close());

const of = (fits: readonly NewRiskFit[], relationship: NewRiskFit["relationship"]): NewRiskFit =>
  fits.find((fit) => fit.relationship === relationship)!;

let fits: readonly NewRiskFit[];
test("a company's history teaches what its losses were foretold by", async () => {
  fits = await fitRisk(contextOf(database), AS_OF);
  const { model, validation, losses } = of(fits, "REPEAT_PURCHASE");
  expect(losses).toBeGreaterThan(50);
  const terms = new Map(model!.terms.map((term) => [term.name, term.coefficient]));
  expect(terms.get("OPEN_COMPLAINTS")).toBeGreaterThan(0.5);
  expect(terms.get("PURCHASE_RHYTHM")).toBeGreaterThan(0.5);
  expect(validation!.learnt.endsOn <= validation!.judged.startsOn).toBe(true);
  expect(validation!.judged.endsOn <= AS_OF).toBe(true);
  expect(validation!.baselines.map(({ name }) => name)).toEqual(expect.arrayContaining(["WEIGHTS", "RECENCY"]));
}, 120_000);

test("with too few outcomes it says so, and stays off", () => {
  const { status, reason, model, validation, losses } = of(fits, "CONTRACT");
  expect({ status, model, validation, losses }).toEqual({
    ...{ status: "TOO_FEW_OUTCOMES", model: null, validation: null, losses: 0 },
  });
  expect(reason).toContain("Too few outcomes: 0 losses");
});

test("the same history teaches the same, byte for byte", async () => {
  expect(canonicalJson(await studyCompany(contextOf(database), AS_OF))).toBe(canonicalJson(fits));
}, 120_000);

test("what comes after the day is not known to it", async () => {
  const early = "2026-03-31" as Day;
  const before = await studyCompany(contextOf(database), early);
  await database.owner.query(`
    insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency)
    select 'later' || n, n, '2026-04-01', 10000, 'EUR' from generate_series(1, 240) n`);
  await database.owner.query(`
    insert into issue (external_id, customer_id, kind, severity, opened_at, summary)
    select 'later' || n, n, 'COMPLAINT', 'CRITICAL', '2026-04-01', 'It broke.' from generate_series(1, 240) n`);
  expect(canonicalJson(await studyCompany(contextOf(database), early))).toBe(canonicalJson(before));
  await database.owner.query(`delete from purchase where external_id like 'later%'`);
  await database.owner.query(`delete from issue where external_id like 'later%'`);
}, 240_000);

test("an active fit tells probabilities from its day on, of who is still there", async () => {
  await database.owner.query(`
    insert into risk_fit (relationship, as_of, status, reason, horizon_days, customers, losses, model, buying, validation, risk_model_version, definition_version)
    select relationship, as_of, 'ON', 'A test says so.', horizon_days, customers, losses, model, buying, validation, risk_model_version, definition_version
    from risk_fit where relationship = 'REPEAT_PURCHASE'`);
  const told = async (day: string) => (await assessCustomers(contextOf(database), day as Day, null)).assessed;
  const after = await told("2026-06-30");
  const customers = new Map(after.map((one) => [one.customerId, one]));
  // 7 buys on; 207 left at the turn of the year and counts as lost, 9 in 2024 and is gone; 250 is under contract, of which nothing was learnt.
  expect(customers.get("7")).toMatchObject({ calibrated: true });
  expect(customers.get("7")!.probability).toBeLessThan(0.1);
  expect(customers.get("207")).toMatchObject({ calibrated: false, riskFitId: null });
  expect(customers.has("9")).toBe(false);
  expect(customers.get("250")).toMatchObject({ calibrated: false });
  for (const { calibrated, annualValueMinor, probability, valueAtRiskMinor } of after) {
    if (!calibrated) continue;
    expect(Number(valueAtRiskMinor)).toBe(Math.round((Number(annualValueMinor) * Math.round(probability * 1e6)) / 1e6));
  }
  expect((await told("2026-06-29")).every(({ calibrated }) => !calibrated)).toBe(true);
}, 120_000);

test("a run after a newer fit is over all customers again, and stores what told the probability", async () => {
  expect(await assess(contextOf(database), AS_OF, "CHANGED")).toMatchObject({ scope: "ALL" });
  expect(await assess(contextOf(database), AS_OF, "CHANGED")).toMatchObject({ scope: "CHANGED", lookedAt: 0 });
  const { data, errors } = await graph.ask(
    { role: "ANALYST" },
    `{ customer(externalId: "7") { risk(asOf: "${AS_OF}") { calibrated riskFit { status reason relationship } } } }`,
  );
  expect(errors).toEqual([]);
  const riskFit = { status: "ON", reason: "A test says so.", relationship: "REPEAT_PURCHASE" };
  expect(data).toEqual({ customer: { risk: { calibrated: true, riskFit } } });
  await fitRisk(contextOf(database), AS_OF);
  expect(await assess(contextOf(database), AS_OF, "CHANGED")).toMatchObject({ scope: "ALL" });
}, 240_000);

test("the graph tells every part of a validation; reps read none", async () => {
  const source = `{ riskFits(first: 2) { edges { node { relationship status reason horizonDays ridge terms { name coefficient }
    validation { auc brier baseRate liftAtTenth learnt { startsOn losses } judged { endsOn } calibration { count meanProbability observedRate }
      baselines { name auc brier } byBand { losses misses medianLeadDays leads { days share } } byProbability { falseAlarmsPerSave } } } } } }`;
  const { data, errors } = await graph.ask<{ riskFits: { edges: { node: Record<string, unknown> }[] } }>(
    { role: "ANALYST" },
    source,
  );
  expect(errors).toEqual([]);
  const { validation } = of(fits, "REPEAT_PURCHASE");
  const node = data.riskFits.edges
    .map((edge) => edge.node)
    .find(({ relationship }) => relationship === "REPEAT_PURCHASE")!;
  expect(node.validation).toMatchObject({
    auc: validation!.auc,
    calibration: validation!.calibration,
    baselines: validation!.baselines,
    byBand: { misses: validation!.byBand.misses, leads: validation!.byBand.leads },
  });
  const asked = await graph.ask({ role: "REP", repId: "1" }, `{ riskFits { totalCount } }`);
  expect(asked.data).toEqual({ riskFits: { totalCount: 0 } });
});
