import type { Day } from "../../../src/kernel/calendar";
import type { MoneyFact, MoneyFacts } from "../../../src/value/customer-value/calc/money-facts";
import { moneyFacts } from "../../../src/value/customer-value/money-facts.queries";
import { aCustomer, anInteraction, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { contextOf } from "../../support/graph";
import { sell, sign } from "./facts";

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  const buyer = aCustomer({ externalId: "buyer", acquiredOn: null, acquisitionCostMinor: "4000" });
  const tenant = aCustomer({ externalId: "tenant", relationship: "CONTRACT", acquiredOn: "2025-01-01" });
  const lead = aCustomer({ externalId: "lead", acquiredOn: null, acquisitionCostMinor: null });
  const twin = aCustomer({ externalId: "twin", acquiredOn: "2025-03-05", acquisitionCostMinor: "100" });
  const spoke = (customer: typeof buyer, day: string, costMinor: string | null) =>
    anInteraction({ with: customer, occurredAt: `${day}T23:30:00Z`, costMinor, currency: costMinor && "EUR" });
  await store(database.owner, [
    ...[buyer, tenant, lead, twin],
    ...[spoke(buyer, "2025-01-09", "700"), spoke(buyer, "2025-01-10", "50"), spoke(buyer, "2025-02-01", null)],
    ...[spoke(buyer, "2025-12-31", "60"), spoke(buyer, "2026-01-01", "9999"), spoke(lead, "2025-05-01", "30")],
  ]);
  await database.owner.query(`
    update customer set merged_into_id = 1, merged_on = '2025-09-01' where external_id = 'twin'`);
  const { owner } = database;
  await sell(owner, { key: "1", customer: "buyer", on: "2025-01-10", amount: 1000, cost: 400 });
  await sell(owner, { key: "2", customer: "buyer", on: "2025-03-10", amount: 500, lineCosts: [100, 120] });
  await sell(owner, { key: "3", customer: "buyer", on: "2025-04-10", amount: -200, refundOf: "2" });
  await sell(owner, { key: "4", customer: "buyer", on: "2025-05-10", amount: 300, cost: 90 });
  await sell(owner, { key: "5", customer: "buyer", on: "2026-01-20", amount: -300, cost: -90, refundOf: "4" });
  await sell(owner, {
    key: "6",
    customer: "buyer",
    on: "2025-06-10",
    amount: 70,
    currency: "USD",
    lineCosts: [10, null],
  });
  await sell(owner, { key: "7", customer: "twin", on: "2025-03-05", amount: 11, cost: 1 });
  await sell(owner, { key: "8", customer: "tenant", on: "2025-03-05", amount: 77, cost: 7 });
  await sign(owner, { key: "1", customer: "tenant", from: "2025-01-01", to: "2026-01-01", yearly: 36_500 });
  await sign(owner, {
    key: "2",
    customer: "tenant",
    from: "2025-11-01",
    to: "2026-11-01",
    yearly: 73_000,
    replaces: "1",
  });
});
afterAll(() => database.close());

const YEAR = { start: "2025-01-01" as Day, end: "2026-01-01" as Day };

async function asked(asOf: string, customers: readonly string[] | null, period = YEAR): Promise<MoneyFacts[]> {
  return moneyFacts(contextOf(database), { period, asOf: asOf as Day, graceDays: 30, customers });
}

const fact = (kind: string, currency: string | null, amount: string | null, count: number, unknown = 0): MoneyFact =>
  ({ kind, currency, amount, count, unknown }) as MoneyFact;

const BUYER = "1";
const TENANT = "2";

test("a buyer's purchases, their cost, and what serving it cost", async () => {
  const [{ facts, ...buyer }] = (await asked("2025-12-31", [BUYER])) as [MoneyFacts];
  expect(buyer).toEqual({ customerId: "1", currency: "EUR", wonOn: "2025-01-10" });
  expect(facts).toEqual([
    fact("ACQUISITION", "EUR", "4100", 2),
    // 400 and 90 as given, 220 of lines, the twin's 1
    fact("GOODS", "EUR", "711", 4),
    fact("GOODS", "USD", null, 1, 1),
    // 1000, 500 − 200, 300, the twin's 11
    fact("PURCHASES", "EUR", "1611", 4),
    fact("PURCHASES", "USD", "70", 1),
    fact("SERVICE", "EUR", "110", 2),
    fact("SERVICE", null, null, 1, 1),
    fact("WINNING", "EUR", "700", 1),
  ]);
});

test("a contract accrues by the days it counts for, until another one replaces it; purchases beside it are no revenue", async () => {
  const [{ facts }] = (await asked("2025-12-31", [TENANT])) as [MoneyFacts];
  expect(facts).toEqual([
    // 304 days at 100 a day, 61 at 200
    fact("ACCRUED", "EUR", "42600", 2),
    fact("ACQUISITION", "EUR", "12345", 1),
    fact("IN_FORCE", "EUR", "73000", 1),
  ]);
});

test("days after asOf have not happened", async () => {
  const [{ facts }] = (await asked("2025-10-31", [TENANT])) as [MoneyFacts];
  expect(facts.map(({ kind, amount }) => [kind, amount])).toEqual([
    ["ACCRUED", "30400"],
    ["ACQUISITION", "12345"],
    ["IN_FORCE", "36500"],
  ]);
  const [before] = await asked("2025-01-09", [BUYER]);
  expect(before).toMatchObject({ wonOn: null, facts: [fact("WINNING", "EUR", "700", 1)] });
  expect((await asked("2024-06-01", [TENANT]))[0]).toMatchObject({ wonOn: null, facts: [] });
});

test("a purchase refunded whole counts no more, from the refund on", async () => {
  const purchases = async (asOf: string) =>
    (await asked(asOf, [BUYER]))[0]!.facts.find(({ kind, currency }) => kind === "PURCHASES" && currency === "EUR");
  expect(await purchases("2026-01-19")).toMatchObject({ amount: "1611", count: 4 });
  expect(await purchases("2026-01-20")).toMatchObject({ amount: "1311", count: 3 });
});

test("everybody is there once, merged customers as one, leads as leads", async () => {
  const all = await asked("2025-12-31", null);
  expect(all.map(({ customerId, wonOn }) => [customerId, wonOn])).toEqual([
    ["1", "2025-01-10"],
    ["2", "2025-01-01"],
    ["3", null],
  ]);
  expect(all[2]!.facts).toEqual([fact("WINNING", "EUR", "30", 1)]);
  const named = await asked("2025-12-31", ["3", "2", "1"]);
  expect(named).toEqual(all);
  expect(await asked("2025-12-31", ["4"])).toEqual([]);
  expect(await asked("2025-08-31", ["4"])).toMatchObject([{ customerId: "4", wonOn: "2025-03-05" }]);
});

test("halves of a year add up to it", async () => {
  const halves = await Promise.all(
    [
      { start: YEAR.start, end: "2025-07-01" as Day },
      { start: "2025-07-01" as Day, end: YEAR.end },
    ].map((period) => asked("2025-12-31", null, period)),
  );
  const sums = (answers: readonly MoneyFacts[], kind: string): number =>
    answers
      .flatMap(({ facts }) => facts)
      .filter((one) => one.kind === kind)
      .reduce((sum, { amount }) => sum + Number(amount), 0);
  const whole = await asked("2025-12-31", null);
  for (const kind of ["PURCHASES", "GOODS", "ACCRUED", "SERVICE", "WINNING"])
    expect([kind, sums(halves.flat(), kind)]).toEqual([kind, sums(whole, kind)]);
});
