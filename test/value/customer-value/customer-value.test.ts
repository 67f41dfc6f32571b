import { aCustomer, anInteraction, aRep, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { graphOver, type Answer, type Graph } from "../../support/graph";
import { countsStatements, statementsOf } from "../../support/statements";
import { sell, sign } from "./facts";

let database: TestDatabase;
let graph: Graph;

beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  const ada = aRep({ externalId: "ada" });
  const said = { acquiredOn: "2025-01-10", acquisitionCostMinor: "50000", ownedBy: ada };
  const buyer = aCustomer({ externalId: "buyer", ...said });
  const abroad = aCustomer({ externalId: "abroad", currency: "USD", ...said });
  const tenant = aCustomer({ externalId: "tenant", relationship: "CONTRACT", ...said, acquisitionCostMinor: null });
  const lead = aCustomer({ externalId: "lead", currency: "JPY", acquiredOn: null });
  const cost = { currency: "EUR", occurredAt: "2025-06-01T10:00:00Z" };
  await store(database.owner, [
    ...[ada, buyer, abroad, tenant, lead],
    ...[
      anInteraction({ with: buyer, costMinor: "4200", ...cost }),
      anInteraction({ with: buyer, ...cost, currency: null }),
    ],
    ...[
      anInteraction({ with: abroad, costMinor: "1000", ...cost }),
      anInteraction({ with: tenant, costMinor: "9900", ...cost }),
    ],
  ]);
  const { owner } = database;
  await sell(owner, { key: "old", customer: "buyer", on: "2024-12-31", amount: 99_999, cost: 1 });
  await sell(owner, { key: "1", customer: "buyer", on: "2025-01-01", amount: 100_000, cost: 61_000 });
  await sell(owner, { key: "2", customer: "buyer", on: "2025-12-31", amount: 20_000, cost: 10_000 });
  await sell(owner, { key: "3", customer: "abroad", on: "2025-03-01", amount: 30_000, currency: "USD" });
  await sign(owner, { key: "1", customer: "tenant", from: "2025-07-05", to: "2026-07-05", yearly: 365_000 });
  await owner.query(
    `insert into fx_rate (external_id, base, quote, day, rate) values ('r', 'USD', 'EUR', '2024-12-01', 0.9)`,
  );
});
afterAll(() => database.close());

const VALUE = `query ($externalId: String!, $asOf: Date) { customer(externalId: $externalId) { value(asOf: $asOf) {
  asOf annualValue { amount currency } revenue { amount } costOfGoods { amount } costToServe { amount } profit { amount }
  acquisitionCost { amount } assumed nextInSeries { series } } } }`;

const value = (externalId: string, asOf = "2025-12-31"): Promise<Answer<{ customer: { value: unknown } }>> =>
  graph.ask({ role: "ANALYST" }, VALUE, { externalId, asOf });

const of = (amount: string) => ({ amount });

test("of a buyer: what the last 365 days left over", async () => {
  const { data, errors } = await value("buyer");
  expect({ value: data.customer.value, errors }).toEqual({
    value: {
      asOf: "2025-12-31",
      ...{ annualValue: { amount: "1200.00", currency: "EUR" }, revenue: of("1200.00"), costOfGoods: of("710.00") },
      ...{ costToServe: of("42.00"), profit: of("448.00"), acquisitionCost: of("500.00"), nextInSeries: [] },
      assumed: ["Interactions without a cost: 1 of 2. They are taken to have cost nothing."],
    },
    errors: [],
  });
});

test("under contract: 180 days at 10.00 a day less what serving cost; a cost of goods there is not", async () => {
  const { data } = await value("tenant");
  expect(data.customer.value).toMatchObject({
    ...{ annualValue: { amount: "3650.00" }, revenue: of("1800.00"), costOfGoods: null, costToServe: of("99.00") },
    ...{ profit: of("1701.00"), acquisitionCost: null },
    assumed: ["Contracts have no cost of goods in the record: the profit is what is left after serving."],
  });
});

test("amounts of several currencies are told in the definition's, at the rates of the year's first day", async () => {
  const { data } = await value("abroad");
  // 300.00 USD at 0.9; no cost is recorded of the purchase
  expect(data.customer.value).toMatchObject({
    ...{
      annualValue: { amount: "270.00", currency: "EUR" },
      costOfGoods: null,
      costToServe: of("10.00"),
      profit: null,
    },
    assumed: [
      "Purchases without a cost: 1 of 1. The cost of goods and the profit are not known.",
      "Amounts of other currencies are told in EUR at the rates of 2025-01-01.",
    ],
  });
});

test("without a rate there is no figure, and the error names what is missing", async () => {
  const { data, errors } = await value("abroad", "2025-11-29");
  expect({ value: data.customer.value, errors }).toMatchObject({
    value: null,
    errors: [{ code: "FX_RATE_MISSING", path: "customer.value" }],
  });
  expect(errors[0]!.message).toContain("from USD to EUR is known on 2024-11-30");
});

test("a lead is worth nothing yet, in the currency that it would be billed in", async () => {
  const { data } = await value("lead");
  expect(data.customer.value).toMatchObject({
    ...{ annualValue: { amount: "0", currency: "JPY" }, costToServe: null, profit: null, acquisitionCost: null },
    assumed: ["No interaction is recorded: the cost to serve and the profit are not known."],
  });
});

test("a customer that turned out to be another one has no figures of its own any more", async () => {
  await database.owner.query(
    `update customer set merged_into_id = 1, merged_on = '2026-01-01' where external_id = 'tenant'`,
  );
  const { data } = await value("tenant", "2026-01-01");
  expect(data.customer.value).toMatchObject({
    ...{ revenue: of("0.00"), profit: null },
    assumed: ["It counts as the customer that it was merged into, which has its figures."],
  });
  expect((await value("tenant")).data.customer.value).toMatchObject({ revenue: of("1800.00") });
});

test("whoever does not see the customer reads nothing of it", async () => {
  const { data } = await graph.ask({ role: "REP", repId: "2" }, VALUE, { externalId: "buyer" });
  expect(data).toEqual({ customer: null });
});

(countsStatements() ? test : test.skip)("a page of customers takes as many statements as one", async () => {
  const source = `query ($first: Int) { customers(first: $first) { edges { node { value(asOf: "2025-12-31") { profit { amount } } } } } }`;
  const counts: number[] = [];
  for (const first of [1, 4]) {
    const { count, result } = await statementsOf(database, () => graph.ask({ role: "AUDITOR" }, source, { first }));
    expect(result.errors).toEqual([]);
    counts.push(count);
  }
  // the island, the definition, the usual currency, its rates, the facts
  expect(counts).toEqual([5, 5]);
});
