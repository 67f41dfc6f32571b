import { figureOf, tallyOf } from "../../../src/retention/measures/figure";
import { logoRetention } from "../../../src/retention/measures/logo-retention";
import { book, change } from "./book";

test.each<[string, ReturnType<typeof change>[], number | null, string]>([
  ["an empty book has no rate", [], null, "0/0"],
  ["who was won in the period is left out", [change(0, 500)], null, "0/0"],
  ["growth does not count, being there does", [change(100, 300), change(100, 1)], 1, "2/2"],
  ["who may still renew is in neither", [change(100, 100, { undecided: true }), change(100, 0)], 0, "0/1"],
  // Maxio, as worked case 3 of the domain's retention.
  [
    "A of 10k cancels, B of 100k renews: half of the customers",
    [change(10_000, 0), change(100_000, 100_000)],
    0.5,
    "1/2",
  ],
  // Planhat, as worked case 4.
  [
    "two of ten lost: 80 % by count",
    [change(1, 0), change(1, 0), change(1, 4), ...Array.from({ length: 7 }, () => change(1, 1))],
    0.8,
    "8/10",
  ],
])("%s", (_rule, changes, value, fraction) => {
  const figure = figureOf(logoRetention, tallyOf(logoRetention, book(changes)), "EUR");
  expect(figure).toMatchObject({ value });
  expect(`${figure.numerator}/${figure.denominator}`).toBe(fraction);
  expect(figure.sampleSize).toBe(Number(figure.denominator));
});
