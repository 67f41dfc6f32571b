import type { Day } from "../../../src/kernel/calendar";
import { minor } from "../../../src/kernel/money";
import {
  customerMoney,
  type MoneyFact,
  type MoneyFacts,
  onlyCurrency,
} from "../../../src/value/customer-value/calc/money-facts";
import { profit } from "../../../src/value/customer-value/calc/profit";

const YEAR = { start: "2025-01-01" as Day, end: "2026-01-01" as Day };
const of = (...facts: MoneyFact[]): MoneyFacts => ({
  ...{ customerId: "1", currency: "EUR", wonOn: null, facts },
});
const fact = (kind: MoneyFact["kind"], amount: string | null, { currency = "EUR", count = 1, unknown = 0 } = {}) => ({
  ...{ kind, amount, currency, count, unknown },
});
const doubled = (amount: bigint, currency: string) => minor(currency === "USD" ? 2n * amount : amount);
const money = (...facts: MoneyFact[]) => customerMoney(of(...facts), YEAR, doubled);

test("amounts of several currencies are told in one", () =>
  expect(money(fact("PURCHASES", "100"), fact("PURCHASES", "30", { currency: "USD" })).revenue).toBe(160n));

test("revenue is what was bought and what contracts accrued; annual value is what is in force", () =>
  expect(money(fact("PURCHASES", "100"), fact("ACCRUED", "40"), fact("IN_FORCE", "90"))).toMatchObject({
    ...{ revenue: 140n, annualValue: 190n },
  }));

test("who gave back more than it bought is worth nothing, not less", () =>
  expect(money(fact("PURCHASES", "-50"))).toMatchObject({ revenue: -50n, annualValue: 0n }));

test("without a purchase goods cost nothing; with one of unknown cost nobody knows what they cost", () => {
  expect(money().costOfGoods).toBe(0n);
  expect(money(fact("GOODS", "70", { count: 2 })).costOfGoods).toBe(70n);
  expect(money(fact("GOODS", "70", { count: 2, unknown: 1 })).costOfGoods).toBeNull();
});

test("interactions cost what those with a cost did; where none has one it is not known", () => {
  expect(money(fact("SERVICE", "70", { count: 3, unknown: 2 })).costToServe).toBe(70n);
  expect(money(fact("SERVICE", null, { count: 2, unknown: 2 })).costToServe).toBeNull();
  expect(money().costToServe).toBeNull();
  expect(money(fact("WINNING", "5")).costOfWinning).toBe(5n);
});

test.each<[string, MoneyFact[], bigint | null]>([
  [
    "revenue 1000, goods 400, service 50",
    [fact("PURCHASES", "1000"), fact("GOODS", "400"), fact("SERVICE", "50")],
    550n,
  ],
  ["under contract what is left after serving", [fact("ACCRUED", "1000"), fact("SERVICE", "50")], 950n],
  ["a loss is a loss", [fact("PURCHASES", "10"), fact("GOODS", "40"), fact("SERVICE", "5")], -35n],
  ["not known without the cost of goods", [fact("PURCHASES", "9"), fact("GOODS", null, { unknown: 1 })], null],
  ["not known without the cost to serve", [fact("PURCHASES", "1000"), fact("GOODS", "400")], null],
])("profit: %s", (_rule, facts, expected) => expect(profit(money(...facts))).toBe(expected));

test("one currency is told in itself, several or none in no one's", () => {
  expect(onlyCurrency(of(fact("PURCHASES", "1", { currency: "USD" })))).toBe("USD");
  expect(onlyCurrency(of(fact("PURCHASES", "1", { currency: "USD" }), fact("SERVICE", "1")))).toBeNull();
  expect(onlyCurrency(of(fact("SERVICE", null)))).toBeNull();
});

test.each<[string, string | null, boolean]>([
  ["the day before", "2024-12-31", false],
  ["the first day", "2025-01-01", true],
  ["the last day", "2025-12-31", true],
  ["the day behind it", "2026-01-01", false],
  ["never", null, false],
])("won in the period: %s", (_rule, day, expected) => {
  const on = day as Day | null;
  expect(customerMoney({ ...of(), wonOn: on }, YEAR, doubled)).toMatchObject({ won: expected });
});
