import fc from "fast-check";
import { minor } from "../../../src/kernel/money";
import { churn } from "../../../src/retention/measures/churn";
import { contraction } from "../../../src/retention/measures/contraction";
import { expansion } from "../../../src/retention/measures/expansion";
import { figureOf, sumOf, tallyOf } from "../../../src/retention/measures/figure";
import { fx } from "../../../src/retention/measures/fx";
import { grossRevenueRetention } from "../../../src/retention/measures/gross-revenue-retention";
import { logoRetention } from "../../../src/retention/measures/logo-retention";
import type { Measure } from "../../../src/retention/measures/measure";
import { netRevenueRetention } from "../../../src/retention/measures/net-revenue-retention";
import { newValue } from "../../../src/retention/measures/new";
import { reactivation } from "../../../src/retention/measures/reactivation";
import { sharesOf } from "../../../src/retention/credit/calc/share";
import type { ValueChange } from "../../../src/value/changes/calc/value-change";
import { book, change } from "./book";

const MOVEMENTS = [newValue, expansion, reactivation, contraction, churn, fx];
const value = (measure: Measure, changes: readonly ValueChange[]): number | null =>
  figureOf(measure, tallyOf(measure, book(changes)), "EUR").value;
const amount = (measure: Measure, changes: readonly ValueChange[]): string | null =>
  figureOf(measure, tallyOf(measure, book(changes)), "EUR").numerator;
const times = (count: number, one: ValueChange): ValueChange[] => Array.from({ length: count }, () => one);

// Each as the domain's retention cases cite them.
test.each<[string, ValueChange[], number | null, number | null]>([
  ["nothing open has no rate", [change(0, 500)], null, null],
  [
    "ChartMogul: churn 10, contraction 10, expansion 10 of 100",
    [change(10, 0), change(30, 20), change(60, 70)],
    0.8,
    0.9,
  ],
  ["a net rate above 100 %; the new ones are not in it", [change(100, 110), change(0, 10)], 1, 1.1],
  ["Maxio: A of 10k cancels, B of 100k stays", [change(10_000, 0), change(100_000, 100_000)], 0.909, 0.909],
  [
    "Planhat: two of ten lost, one grows to four times its value",
    [...times(2, change(1000, 0)), change(1000, 4000), ...times(7, change(1000, 1000))],
    0.8,
    1.1,
  ],
  [
    "flipRevenueMetrics: A of 1,000 lapses, B of 10,000 stays",
    [change(1000, 0), change(10_000, 10_000)],
    0.90909,
    0.90909,
  ],
  ["flipRevenueMetrics: A merged into B, which goes on at 10,000", [change(11_000, 10_000)], 0.90909, 0.90909],
  ["growth of one does not hide the loss of another", [change(100, 300), change(100, 0)], 0.5, 1.5],
  ["who may still renew is in neither", [change(100, 100, { undecided: true }), change(100, 50)], 0.5, 0.5],
])("%s", (_rule, changes, gross, net) => {
  const close = (found: number | null, expected: number | null): void =>
    expected === null ? expect(found).toBeNull() : expect(found).toBeCloseTo(expected, 3);
  close(value(grossRevenueRetention, changes), gross);
  close(value(netRevenueRetention, changes), net);
});

test("every change is one movement", () => {
  const changes = [change(0, 5), change(0, 7, { returned: true }), change(10, 12), change(10, 6), change(9, 0)];
  expect(MOVEMENTS.map((one) => amount(one, changes))).toEqual(["0.05", "0.02", "0.07", "-0.04", "-0.09", "0.00"]);
});

test("ten of 110 merged into another shrink by 9.0909 %, and no customer is lost", () => {
  const changes = [change(1_100_000, 1_000_000)];
  expect(Number(amount(contraction, changes)) / 11_000).toBeCloseTo(-0.090909, 6);
  expect(value(logoRetention, changes)).toBe(1);
});

const changes = fc.array(
  fc
    .record({
      opening: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 10 ** 9 })),
      closing: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 10 ** 9 })),
      next: fc.integer({ min: 0, max: 10 ** 9 }),
      returned: fc.boolean(),
      undecided: fc.boolean(),
    })
    .map(({ opening, closing, next, returned, undecided }) =>
      change(opening, undecided ? opening : closing, {
        closingAtNextRates: minor(closing === 0 || undecided ? (undecided ? opening : closing) : next),
        ...{ returned, undecided },
      }),
    ),
  { maxLength: 20 },
);

it("never says more gross than net, nor more than all", () =>
  fc.assert(
    fc.property(changes, (given) => {
      const [gross, net] = [value(grossRevenueRetention, given), value(netRevenueRetention, given)];
      if (gross === null || net === null) return expect(gross).toBe(net);
      expect(gross).toBeGreaterThanOrEqual(0);
      expect(gross).toBeLessThanOrEqual(Math.min(1, net) + 1e-12);
    }),
  ));

it("opening and movements are the closing at the next period's rates, exactly", () =>
  fc.assert(
    fc.property(changes, (given) => {
      const sum = (of: (one: ValueChange) => bigint): bigint => given.reduce((total, one) => total + of(one), 0n);
      const moved = MOVEMENTS.reduce((total, one) => total + tallyOf(one, book(given)).numerator, 0n);
      expect(sum((one) => one.opening) + moved).toBe(sum((one) => one.closingAtNextRates));
    }),
  ));

const ALL: readonly Measure[] = [logoRetention, grossRevenueRetention, netRevenueRetention, ...MOVEMENTS];

it("depends neither on the order of the customers nor on how they are split into parts", () =>
  fc.assert(
    fc.property(changes, fc.integer({ min: 0, max: 20 }), (given, cut) => {
      const all = book(given);
      for (const measure of ALL) {
        const whole = figureOf(measure, tallyOf(measure, all), "EUR");
        const parts = [all.slice(cut), all.slice(0, cut).reverse()].map((part) => tallyOf(measure, part));
        expect(figureOf(measure, sumOf(parts), "EUR")).toEqual(whole);
      }
    }),
  ));

const weights = fc.array(fc.bigInt({ min: 1n, max: 3_000n }), { minLength: 1, maxLength: 3 });

it("what the holders and the house have of a customer adds up to it, and it is counted once", () =>
  fc.assert(
    fc.property(changes, weights, (given, shares) => {
      const claims = shares.map((weight, index) => ({ repId: String(index), externalId: String(index), weight }));
      const { held, house } = sharesOf(claims, 10_000n);
      for (const measure of ALL) {
        const whole = figureOf(measure, tallyOf(measure, book(given)), "EUR");
        const parts = [...held, house].map((share) =>
          tallyOf(
            measure,
            book(given).map((one) => ({ ...one, share })),
          ),
        );
        expect(figureOf(measure, sumOf(parts), "EUR")).toEqual(whole);
      }
    }),
  ));

it("does not depend on the unit of the currency", () =>
  fc.assert(
    fc.property(changes, (given) => {
      const scaled = given.map((one) => ({
        ...one,
        opening: minor(one.opening * 100n),
        closing: minor(one.closing * 100n),
        closingAtNextRates: minor(one.closingAtNextRates * 100n),
      }));
      for (const measure of ALL.slice(0, 3)) {
        const [found, expected] = [value(measure, scaled), value(measure, given)];
        if (expected === null) expect(found).toBeNull();
        else expect(Math.abs(found! - expected)).toBeLessThanOrEqual(1e-12 * expected);
      }
    }),
  ));
