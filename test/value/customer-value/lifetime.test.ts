import type { Day } from "../../../src/kernel/calendar";
import { lifetimeSpend } from "../../../src/value/customer-value/calc/lifetime-value";
import { lifetimesOf } from "../../../src/value/customer-value/lifetime";
import type { StoredModel } from "../../../src/value/models/calc/fitted-models";
import { expectedSpend } from "../../../src/value/models/calc/gamma-gamma";
import { storeModels } from "../../../src/value/models/models.queries";
import { aCustomer, anInteraction, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { contextOf, graphOver, type Graph } from "../../support/graph";
import { countsStatements, statementsOf } from "../../support/statements";
import { sell, sign } from "./facts";

const ON = "2025-12-31" as Day;
// Fader, Hardie, Lee 2005: CDNOW, in weeks, its spend in dollars told as euros.
const CDNOW = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
const SPEND = { p: 6.25, q: 3.74, gamma: 15.44 };
const model = (said: Pick<StoredModel, "kind" | "parameters"> & Partial<StoredModel>) => ({
  ...{ segment: null, asOf: ON, status: "FITTED" as const, reason: null, currency: null, assumed: [] },
  ...{ logLikelihood: -9, customers: 50, holdout: null, definitionVersion: 1, ...said },
});

let database: TestDatabase;
let graph: Graph;

beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  const buyer = aCustomer({ externalId: "buyer" });
  const costless = aCustomer({ externalId: "costless" });
  const [tenant, monthly, gone] = ["tenant", "monthly", "gone"].map((externalId) =>
    aCustomer({ externalId, relationship: "CONTRACT" }),
  ) as [typeof buyer, typeof buyer, typeof buyer];
  const cost = { occurredAt: "2025-06-01T10:00:00Z", currency: "EUR" };
  await store(database.owner, [
    ...[buyer, costless, tenant, monthly, gone],
    ...[
      anInteraction({ with: buyer, costMinor: "1000", ...cost }),
      anInteraction({ with: tenant, costMinor: "73000", ...cost }),
    ],
  ]);
  const { owner } = database;
  // Three days with a purchase: twice again, 28 weeks after the first, 45 weeks old. Half of what it spent was left over.
  await sell(owner, { key: "1", customer: "buyer", on: "2025-02-19", amount: 2_000, cost: 400 });
  await sell(owner, { key: "2", customer: "buyer", on: "2025-06-01", amount: 2_500, cost: 1_000 });
  await sell(owner, { key: "3", customer: "buyer", on: "2025-09-03", amount: 3_500, cost: 1_600 });
  await sell(owner, { key: "4", customer: "costless", on: "2025-12-24", amount: 5_000 });
  await sign(owner, { key: "a", customer: "tenant", from: "2024-07-01", to: "2025-07-01", yearly: 365_000 });
  await sign(owner, { key: "b", customer: "tenant", from: "2025-07-01", to: "2026-07-01", yearly: 365_000 });
  await sign(owner, { key: "c", customer: "gone", from: "2024-01-01", to: "2025-01-01", yearly: 100 });
  await owner.query(`
    insert into contract (external_id, customer_id, signed_on, starts_on, month_to_month, annual_value_minor, currency)
    select 'm', id, '2025-01-01', '2025-01-01', true, 100, 'EUR' from customer where external_id = 'monthly'`);
});
afterAll(() => database.close());

const LIFETIME = `query ($externalId: String!) { customer(externalId: $externalId) { value(asOf: "${ON}") {
  lifetimeValue { amount { amount currency } basis years discountRate assumed } } } }`;

interface Shown {
  readonly amount: { readonly amount: string; readonly currency: string } | null;
  readonly basis: string | null;
  readonly assumed: readonly string[];
}

async function lifetime(externalId: string): Promise<Shown> {
  const { data, errors } = await graph.ask<{ customer: { value: { lifetimeValue: Shown } } }>({}, LIFETIME, {
    externalId,
  });
  expect(errors).toEqual([]);
  return data.customer.value.lifetimeValue;
}

test("before anything is fitted there is no figure, and the answer says why", async () => {
  expect(await lifetime("buyer")).toMatchObject({
    ...{ amount: null, basis: null, years: 5, discountRate: 0.1 },
    assumed: ["No model of buying and spending is fitted: `holdfast fit` says why."],
  });
  expect(await lifetime("tenant")).toMatchObject({
    assumed: ["No model of renewals is fitted: `holdfast fit` says why."],
  });
});

describe("with fitted models", () => {
  beforeAll(() =>
    storeModels(database.dataSource.manager, [
      model({ kind: "BG_NBD", parameters: CDNOW }),
      model({ kind: "GAMMA_GAMMA", parameters: SPEND, currency: "EUR" }),
      // S(k) after one renewal = (1 + 1) / (k + 1 + 1)
      model({ kind: "SHIFTED_BETA_GEOMETRIC", parameters: { alpha: 1, beta: 1 } }),
    ]),
  );

  test("of a buyer: what it is expected to buy, times what it is expected to spend, times its margin", async () => {
    const history = { frequency: 2, recency: 28, age: 45 };
    const spend = expectedSpend(SPEND, { purchases: 2, meanSpend: 30 });
    const revenue = lifetimeSpend(CDNOW, history, spend, { lifetimeYears: 5, discountRate: 0.1 });
    // 80.00 of revenue less 30.00 of goods and 10.00 of serving
    expect(await lifetime("buyer")).toMatchObject({
      amount: { amount: (revenue / 2).toFixed(2), currency: "EUR" },
      basis: "MARGIN",
      assumed: expect.arrayContaining([
        "50.0 % of revenue is taken to be left over, as in the last 365 days.",
        `The model was fitted to all customers as of ${ON} (model 1).`,
      ]) as string[],
    });
  });

  test("where costs are not known it is revenue, and says so", async () => {
    const { basis, assumed } = await lifetime("costless");
    expect([basis, assumed.at(-1)]).toEqual([
      "REVENUE",
      "What is left over of the last 365 days' revenue is not known: this is revenue, with no cost taken off.",
    ]);
  });

  test("under contract: the rest of the term, and every further one as far as it survives", async () => {
    // 182 days to the first of July 2026, then yearly: half a year is certain, terms begin half a year in.
    const left = 182 / 365;
    const terms = [1, 2, 3, 4, 5].map((k) => {
      const start = left + k - 1;
      return ((2 / (k + 2)) * Math.min(1, 5 - start)) / 1.1 ** start;
    });
    const years = terms.reduce((sum, term) => sum + term, left);
    // 3,650.00 a year, of which 730.00 went into serving: 80 % is left over
    expect(await lifetime("tenant")).toMatchObject({
      amount: { amount: (3_650 * 0.8 * years).toFixed(2), currency: "EUR" },
      basis: "MARGIN",
      assumed: expect.arrayContaining([
        "Every further term is taken to last 365 days, as the current one does.",
      ]) as string[],
    });
  });

  test.each([
    ["monthly", "Contracts from month to month have no renewals to foretell."],
    ["gone", "It has bought nothing, or is under no contract any more."],
  ])("%s: %s", async (customer, reason) =>
    expect(await lifetime(customer)).toMatchObject({ amount: null, assumed: [reason] }),
  );

  test("of all customers at once they are the same; who cannot be foretold is left out", async () => {
    const rules = { graceDays: 30, lifetimeYears: 5, discountRate: 0.1 };
    const question = { asOf: ON, rules, currency: "EUR", ratesOn: ON, customers: null };
    const all = await lifetimesOf(contextOf(database), question);
    const told = await Promise.all(["buyer", "costless", "tenant"].map(lifetime));
    const cents = (amount: string): bigint => BigInt(amount.replace(".", ""));
    expect([...all.values()]).toEqual(told.map(({ amount, basis }) => ({ amount: cents(amount!.amount), basis })));
    expect([...all.keys()]).toEqual(["1", "2", "3"]);
  });

  (countsStatements() ? test : test.skip)("a page of customers takes as many statements as one", async () => {
    const source = `query ($first: Int) { customers(first: $first) { edges { node { value(asOf: "${ON}") { lifetimeValue { basis } } } } } }`;
    const counts: number[] = [];
    for (const first of [1, 5]) {
      const { count, result } = await statementsOf(database, () => graph.ask({}, source, { first }));
      expect(result.errors).toEqual([]);
      counts.push(count);
    }
    expect(counts).toEqual([8, 8]);
  });
});

test("a scorecard adds up the margins that are known", async () => {
  const { data, errors } = await graph.ask<{ company: { scorecard: { measure: object } } }>(
    {},
    `{ company { scorecard(period: { start: "2025-10-01", end: "2026-01-01" }) {
      measure(code: LIFETIME_VALUE) { amount { amount currency } sampleSize } } } }`,
  );
  const [buyer, tenant] = await Promise.all(["buyer", "tenant"].map(lifetime));
  const sum = Number(buyer!.amount!.amount) + Number(tenant!.amount!.amount);
  expect(errors).toEqual([]);
  expect(data.company.scorecard.measure).toEqual({
    amount: { amount: sum.toFixed(2), currency: "EUR" },
    sampleSize: 2,
  });
});
