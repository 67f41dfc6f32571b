import { minor } from "../../../src/kernel/money";
import { balanceOf } from "../../../src/retention/balance/calc/balance";
import { aCustomer, anInteraction, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { graphOver, type Graph } from "../../support/graph";
import { countsStatements, readsOf, statementsOf } from "../../support/statements";
import { sign } from "../../value/customer-value/facts";
import { change } from "../measures/book";
import { money } from "../measures/money";

test("winning: acquisition costs of those won, and interactions with leads, over the value of new customers", () => {
  const customers = [
    money({ won: true, acquisitionCost: 50_000, costOfWinning: 900 }),
    money({ won: true, acquisitionCost: null }),
    money({ acquisitionCost: 70_000 }),
    money({ costOfWinning: 100 }),
  ];
  expect(balanceOf(customers, [change(0, 200_000), change(0, 3_000, { returned: true })]).winning).toEqual({
    spendings: [
      { kind: "ACQUISITION", amount: 50_000n, customers: 1, mean: 50_000n },
      { kind: "LEAD_INTERACTIONS", amount: 1_000n, customers: 2, mean: 500n },
    ],
    ...{ spent: 51_000n, customers: 2, value: 200_000n, perUnit: 0.255 },
  });
});

test("keeping: interactions with customers, over what they kept of their value", () => {
  const changes = [change(1_000, 4_000), change(1_000, 400), change(1_000, 0), change(500, 500, { undecided: true })];
  expect(balanceOf([money({ costToServe: 250 }), money({ costToServe: 100 })], changes).keeping).toEqual({
    spendings: [{ kind: "CUSTOMER_INTERACTIONS", amount: 350n, customers: 2, mean: 175n }],
    ...{ spent: 350n, customers: 2, value: 1_400n, perUnit: 0.25 },
  });
});

test("the ratio compares both; nobody knows it where one side is not recorded", () => {
  const won = money({ won: true, acquisitionCost: 300 });
  expect(balanceOf([won, money({ costToServe: 100 })], []).ratio).toBe(3);
  expect(balanceOf([won], []).ratio).toBeNull();
  expect(balanceOf([won, money({ costToServe: 0 })], []).ratio).toBeNull();
});

test("a company without customers spends nothing that is known, and wins nothing", () =>
  expect(balanceOf([], [])).toMatchObject({
    winning: { spent: null, customers: 0, value: minor(0), perUnit: null },
    keeping: { spent: null, perUnit: null },
    ratio: null,
  }));

describe("of a company", () => {
  let database: TestDatabase;
  let graph: Graph;

  beforeAll(async () => {
    database = await testDatabase();
    graph = graphOver(database);
    const said = { relationship: "CONTRACT", acquisitionCostMinor: null };
    const kept = aCustomer({ externalId: "kept", ...said, acquiredOn: "2024-01-01" });
    const won = aCustomer({ externalId: "won", ...said, acquiredOn: "2025-02-01", acquisitionCostMinor: "60000" });
    const lead = aCustomer({ externalId: "lead", ...said, acquiredOn: null });
    const spoke = (customer: typeof kept, day: string, costMinor: string) =>
      anInteraction({ with: customer, occurredAt: `${day}T10:00:00Z`, costMinor, currency: "EUR" });
    await store(database.owner, [
      ...[kept, won, lead, spoke(kept, "2025-01-15", "3000"), spoke(kept, "2024-12-31", "99999")],
      ...[spoke(won, "2025-01-31", "1500"), spoke(won, "2025-02-01", "2000"), spoke(lead, "2025-03-01", "500")],
    ]);
    const { owner } = database;
    await sign(owner, { key: "1", customer: "kept", from: "2024-01-01", to: "2026-01-01", yearly: 500_000 });
    await sign(owner, { key: "2", customer: "won", from: "2025-02-01", to: "2026-02-01", yearly: 124_000 });
  });
  afterAll(() => database.close());

  const BALANCE = `{ company { balance(period: { start: "2025-01-01", end: "2025-04-01" }) {
    winning { customers value { amount } spent { amount } perUnit spendings { kind amount { amount currency } customers mean { amount } } }
    keeping { customers value { amount } spent { amount } perUnit } ratio definition { version } } } }`;

  test("a quarter of one customer won, one kept and a lead", async () => {
    const { data, errors } = await graph.ask({ role: "HR" }, BALANCE);
    expect(errors).toEqual([]);
    expect(data).toEqual({
      company: {
        balance: {
          winning: {
            ...{ customers: 1, value: { amount: "1240.00" }, spent: { amount: "620.00" }, perUnit: 0.5 },
            spendings: [
              {
                ...{ kind: "ACQUISITION", amount: { amount: "600.00", currency: "EUR" }, customers: 1 },
                mean: { amount: "600.00" },
              },
              {
                ...{ kind: "LEAD_INTERACTIONS", amount: { amount: "20.00", currency: "EUR" }, customers: 2 },
                mean: { amount: "10.00" },
              },
            ],
          },
          keeping: { customers: 1, value: { amount: "5000.00" }, spent: { amount: "50.00" }, perUnit: 0.01 },
          ...{ ratio: 12.4, definition: { version: 1 } },
        },
      },
    });
  });

  test("a rep reads nothing of it", async () => {
    const { data, errors } = await graph.ask({ role: "REP", repId: "1" }, BALANCE);
    expect([data, errors.map(({ code }) => code)]).toEqual([{ company: null }, ["FORBIDDEN"]]);
  });

  (countsStatements() ? test : test.skip)("by nine statements, for however many customers", async () => {
    expect(readsOf(await statementsOf(database, () => graph.ask({ role: "HR" }, BALANCE)))).toHaveLength(9);
  });
});
