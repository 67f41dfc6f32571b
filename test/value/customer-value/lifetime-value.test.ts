import fc from "fast-check";
import type { Day } from "../../../src/kernel/calendar";
import {
  lifetimeSpend,
  lifetimeYearsUnderContract,
  marginRate,
} from "../../../src/value/customer-value/calc/lifetime-value";
import { customerMoney, type MoneyFact } from "../../../src/value/customer-value/calc/money-facts";
import { type BgNbd, expectedFuturePurchases } from "../../../src/value/models/calc/bg-nbd";
import { discountedResidualLifetime } from "../../../src/value/models/calc/shifted-beta-geometric";

// Fader, Hardie, Lee 2005: CDNOW, in weeks. Fader, Hardie 2007: High End.
const CDNOW: BgNbd = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
const HIGH_END = { alpha: 0.668, beta: 3.806 };
const BUYER = { frequency: 2, recency: 30.43, age: 38.86 };
const FIVE_YEARS = { lifetimeYears: 5, discountRate: 0.1 };

test("without a discount a buyer spends what it is expected to buy", () =>
  expect(lifetimeSpend(CDNOW, BUYER, 35, { lifetimeYears: 5, discountRate: 0 })).toBeCloseTo(
    35 * expectedFuturePurchases(CDNOW, BUYER, (5 * 365) / 7),
    9,
  ));

test("a discount takes off at least a month's and at most five years' worth", () => {
  const plain = lifetimeSpend(CDNOW, BUYER, 35, { lifetimeYears: 5, discountRate: 0 });
  const discounted = lifetimeSpend(CDNOW, BUYER, 35, FIVE_YEARS);
  expect(discounted).toBeLessThan(plain / 1.1 ** (1 / 12));
  expect(discounted).toBeGreaterThan(plain / 1.1 ** 5);
});

// Observed survival of High End: 86.9 74.3 65.3 59.3 % (the same paper, to which the model was fitted)
test("five years of a new customer under yearly terms: the first is certain, the rest as many as were seen to survive", () =>
  expect(
    lifetimeYearsUnderContract(
      HIGH_END,
      { renewals: 0, yearsLeft: 1, termYears: 1 },
      { lifetimeYears: 5, discountRate: 0 },
    ),
  ).toBeCloseTo(1 + 0.869 + 0.743 + 0.653 + 0.593, 1));

test("discounted, it is what the model's residual lifetime says, a year later", () => {
  const derl = discountedResidualLifetime(HIGH_END, 3, { rate: 0.1, terms: 4 });
  const years = lifetimeYearsUnderContract(HIGH_END, { renewals: 3, yearsLeft: 1, termYears: 1 }, FIVE_YEARS);
  expect(years).toBeCloseTo(1 + derl / 1.1, 12);
});

test.each<[string, number, number, number]>([
  ["a term beyond the horizon needs no renewal", 7, 1, 5],
  ["a term that is cut by the horizon counts in part", 4.5, 1, 4.5 + (0.5 * (3.806 / 4.474)) / 1.1 ** 4.5],
])("%s", (_rule, yearsLeft, termYears, expected) =>
  expect(lifetimeYearsUnderContract(HIGH_END, { renewals: 0, yearsLeft, termYears }, FIVE_YEARS)).toBeCloseTo(
    expected,
    12,
  ),
);

test("who has renewed more often is worth more, and nobody is worth more than the horizon", () =>
  fc.assert(
    fc.property(
      fc.nat(20),
      fc.double({ min: 0.01, max: 3, noNaN: true }),
      fc.double({ min: 0.05, max: 3, noNaN: true }),
      (renewals, yearsLeft, termYears) => {
        const of = (n: number) =>
          lifetimeYearsUnderContract(HIGH_END, { renewals: n, yearsLeft, termYears }, FIVE_YEARS);
        expect(of(renewals + 1)).toBeGreaterThan(of(renewals));
        expect(of(renewals)).toBeLessThan(5);
      },
    ),
  ));

const YEAR = { start: "2025-01-01" as Day, end: "2026-01-01" as Day };
const fact = (kind: MoneyFact["kind"], amount: string): MoneyFact => ({
  kind,
  amount,
  currency: "EUR",
  count: 1,
  unknown: 0,
});
const money = (...facts: MoneyFact[]) =>
  customerMoney({ customerId: "1", currency: "EUR", wonOn: null, facts }, YEAR, (amount) => amount);

test.each<[string, MoneyFact[], number | null]>([
  ["1000 less 600 and 50", [fact("PURCHASES", "1000"), fact("GOODS", "600"), fact("SERVICE", "50")], 0.35],
  ["more cost than revenue", [fact("PURCHASES", "100"), fact("GOODS", "60"), fact("SERVICE", "50")], -0.1],
  ["a cost that is not known", [fact("PURCHASES", "1000"), fact("GOODS", "600")], null],
  ["no revenue", [fact("SERVICE", "50")], null],
])("margin: %s", (_rule, facts, expected) => expect(marginRate(money(...facts))).toBe(expected));
