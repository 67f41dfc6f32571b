import type { Day } from "../../../src/kernel/calendar";
import { renewalRate, survival } from "../../../src/value/models/calc/shifted-beta-geometric";
import { aCustomer, aRep, store } from "../../support/builders";
import { type TestDatabase, testDatabase } from "../../support/database";
import { type Graph, graphOver } from "../../support/graph";
import { countsStatements, statementsOf } from "../../support/statements";
import { CALIBRATION_ENDS } from "./cdnow";

const TENURE = { alpha: 0.704, beta: 1.182 };
const HIGH_END = { alpha: 0.668, beta: 3.806 };
let database: TestDatabase;
let graph: Graph;
const ada = aRep({ externalId: "ada" });

beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  const others = Array.from({ length: 30 }, (_, n) => aCustomer({ externalId: `other-${n}`, name: `Z${n}` }));
  await store(database.owner, [
    ada,
    aCustomer({ externalId: "first", currency: "USD", ownedBy: ada }), // 1
    aCustomer({ externalId: "once", currency: "USD", segment: "Few" }), // 2
    aCustomer({ externalId: "tenant", relationship: "CONTRACT" }), // 3
    aCustomer({ externalId: "monthly", relationship: "CONTRACT" }), // 4
    aCustomer({ externalId: "lead" }), // 5
    aCustomer({ externalId: "premium", relationship: "CONTRACT", segment: "High End" }), // 6
    ...others,
  ]);
  // What the first customer of CDNOW bought in the weeks that the published model was fitted to.
  await database.owner.query(`
    insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency) values
      ('1', 1, '1997-01-01', 2933, 'USD'), ('2', 1, '1997-01-18', 2973, 'USD'), ('3', 1, '1997-08-02', 1496, 'USD'),
      ('4', 2, '1997-01-01', 6334, 'USD')`);
  await database.owner.query(`
    insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency)
    select 'o' || id, id, '1997-03-01', 100, 'USD' from customer where external_id like 'other%'`);
  await database.owner.query(`
    insert into contract (external_id, customer_id, signed_on, starts_on, ends_on, month_to_month, annual_value_minor, currency) values
      ('k1', 3, '1995-01-01', '1995-01-01', '1996-01-01', false, 1, 'USD'), ('k2', 3, '1996-01-01', '1996-01-01', '1997-01-01', false, 1, 'USD'),
      ('k3', 3, '1997-01-01', '1997-01-01', '1998-01-01', false, 1, 'USD'), ('k4', 4, '1996-01-01', '1996-01-01', null, true, 1, 'USD'),
      ('k5', 6, '1997-01-01', '1997-01-01', '1998-01-01', false, 1, 'USD')`);
  await database.owner.query(
    `insert into customer_model (kind, segment, as_of, status, parameters, log_likelihood, customers, currency, assumed, definition_version)
     select kind, segment, $1, 'FITTED', parameters, -1, 2357, currency, to_json(array[kind || ' as published.']), 1
     from (values ('BG_NBD', null, null, '{"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}'::jsonb),
       ('GAMMA_GAMMA', null, 'USD', '{"p": 6.25, "q": 3.74, "gamma": 15.44}'),
       ('SHIFTED_BETA_GEOMETRIC', null, null, $2::jsonb),
       ('SHIFTED_BETA_GEOMETRIC', 'High End', null, $3::jsonb)) given (kind, segment, currency, parameters)`,
    [CALIBRATION_ENDS, JSON.stringify(TENURE), JSON.stringify(HIGH_END)],
  );
});
afterAll(() => database.close());

const EVERYTHING = `horizonDays expectedPurchases probabilityToBuy probabilityAlive expectedSpend { amount currency }
  renewals nextRenewalOn survival { ahead probability } assumed`;

async function projection(externalId: string, asOf: string = CALIBRATION_ENDS, horizonDays = 39 * 7) {
  const { data, errors } = await graph.ask<{ customer: { projection: Record<string, unknown> | null } | null }>(
    { role: "ANALYST" },
    `query ($id: String!, $asOf: Date, $days: Int!) {
      customer(externalId: $id) { projection(asOf: $asOf, horizonDays: $days) { ${EVERYTHING} } } }`,
    { id: externalId, asOf, days: horizonDays },
  );
  expect(errors).toEqual([]);
  return data.customer!.projection;
}

// Domain §7, Customer models 1 and 2: the figures of the papers, by way of purchases in the database.
test("CDNOW's first customer is expected to buy 1.226 times in the next 39 weeks, for 24.66 each", async () => {
  const found = (await projection("first"))!;
  expect((found.expectedPurchases as number).toFixed(3)).toBe("1.226");
  expect(found).toMatchObject({
    horizonDays: 273,
    expectedSpend: { amount: "24.66", currency: "USD" },
    renewals: null,
    nextRenewalOn: null,
    survival: null,
    assumed: [
      "BG_NBD as published.",
      "The model was fitted to all customers as of 1997-09-30 (model 1).",
      "GAMMA_GAMMA as published.",
      "The model was fitted to all customers as of 1997-09-30 (model 2).",
    ],
  });
});

test("who bought once is surely there, and still less likely to buy than who came back", async () => {
  const [once, first] = [(await projection("once"))!, (await projection("first"))!];
  expect(once.probabilityAlive).toBe(1);
  expect(first.probabilityAlive).toBeLessThan(1);
  expect(once.probabilityToBuy).toBeLessThan(first.probabilityToBuy as number);
  expect(once.expectedSpend).toEqual({ amount: "35.22", currency: "USD" });
  expect(once.assumed).toContain(
    "The model of all customers stands in for that of segment Few: It was not fitted by itself.",
  );
});

test("under contract it is survival, from the renewals that lie behind", async () => {
  const found = (await projection("tenant"))!;
  expect(found).toMatchObject({ expectedPurchases: null, probabilityToBuy: null, probabilityAlive: null });
  expect(found).toMatchObject({ expectedSpend: null, renewals: 2, nextRenewalOn: "1998-01-01" });
  const ahead = found.survival as { ahead: number; probability: number }[];
  expect(ahead.map((one) => one.ahead)).toEqual([1, 2, 3, 4, 5]);
  expect(ahead[0]!.probability).toBeCloseTo(renewalRate(TENURE, 2), 12);
  expect(ahead[4]!.probability).toBeCloseTo(survival(TENURE, 7) / survival(TENURE, 2), 12);
});

test("a segment's own model foretells its customers", async () => {
  const { survival: ahead, assumed } = (await projection("premium"))!;
  expect((ahead as { probability: number }[])[0]!.probability).toBeCloseTo(renewalRate(HIGH_END, 0), 12);
  expect(assumed).toContain("The model was fitted to customers of segment High End as of 1997-09-30 (model 4).");
});

test("month to month no term ends", async () =>
  expect(await projection("monthly")).toMatchObject({ renewals: 0, nextRenewalOn: null, survival: [] }));

test("nothing is expected of who has bought nothing, nor before a model was fitted", async () => {
  expect(await projection("lead")).toBeNull();
  expect(await projection("first", "1997-09-29")).toBeNull();
});

test.each([0, 3_651])("%i days are no horizon", async (days) => {
  const { errors } = await graph.ask(
    { role: "ANALYST" },
    `query ($days: Int!) { customer(externalId: "first") { projection(horizonDays: $days) { assumed } } }`,
    { days },
  );
  expect(errors).toMatchObject([{ code: "BAD_USER_INPUT", message: `horizonDays is ${days}: give 1 to 3650 days.` }]);
});

test("reps read what is expected of their customers, and no models", async () => {
  const source = `{ customerModels { totalCount } mine: customer(externalId: "first") { projection(asOf: "1997-09-30") { expectedPurchases } } }`;
  const asked = await graph.ask<{ mine: object; customerModels: object }>({ role: "REP", repId: "1" }, source);
  expect(asked.data).toMatchObject({ customerModels: { totalCount: 0 }, mine: { projection: {} } });
  const leader = await graph.ask<{ customerModels: object }>({ role: "LEADER", repId: "1" }, source);
  expect(leader.data.customerModels).toEqual({ totalCount: 4 });
});

test("models are listed with their parameters, filtered by kind and segment", async () => {
  const { data, errors } = await graph.ask(
    { role: "AUDITOR" },
    `{ customerModels(filter: { kind: [SHIFTED_BETA_GEOMETRIC], segment: ["High End"] }) { edges { node {
      kind segment asOf status reason parameters { name value } customers currency assumed holdout { auc } definitionVersion } } } }`,
  );
  expect(errors).toEqual([]);
  const node = {
    ...{
      kind: "SHIFTED_BETA_GEOMETRIC",
      segment: "High End",
      asOf: "1997-09-30" as Day,
      status: "FITTED",
      reason: null,
    },
    parameters: [
      { name: "alpha", value: 0.668 },
      { name: "beta", value: 3.806 },
    ],
    ...{ customers: 2357, currency: null, assumed: ["SHIFTED_BETA_GEOMETRIC as published."] },
    ...{ holdout: null, definitionVersion: 1 },
  };
  expect(data).toEqual({ customerModels: { edges: [{ node }] } });
});

/** A server that is not our own need not count. */
(countsStatements() ? test : test.skip)("thirty customers take as many statements as two", async () => {
  const counts = [];
  for (const first of [2, 30]) {
    const { result, count } = await statementsOf(database, () =>
      graph.ask<{ customers: { edges: { node: { projection: object } }[] } }>(
        { role: "AUDITOR" },
        `query ($first: Int!) { customers(first: $first, filter: { search: "Z" }) { edges { node {
          projection(asOf: "1997-09-30") { expectedPurchases } } } } }`,
        { first },
      ),
    );
    expect(result.data.customers.edges.every(({ node }) => node.projection !== null)).toBe(true);
    expect(result.data.customers.edges).toHaveLength(first);
    counts.push(count);
  }
  // the list, the models, the definition, what buyers bought, what tenants decided, the rates
  expect(counts).toEqual([6, 6]);
});
