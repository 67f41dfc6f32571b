import fc from "fast-check";
import { addMonths, dayNumber, iso } from "../../demo/days";
import { decimal } from "../../demo/money";
import { erlangSurvival, Random } from "../../demo/random";

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const draws = (count: number, draw: () => number) => Array.from({ length: count }, draw);

test("streams of different names tell nothing of each other", () => {
  const [one, other] = [new Random(1, "one"), new Random(1, "other")];
  const products = draws(20_000, () => (one.uniform() - 0.5) * (other.uniform() - 0.5) * 12);
  expect(Math.abs(mean(products))).toBeLessThan(4 / Math.sqrt(20_000));
});

test("neighbouring streams start evenly", () => {
  const firsts = Array.from({ length: 20_000 }, (_, index) => new Random(1, "months", index).uniform());
  for (let tenth = 0; tenth < 10; tenth++) {
    const share = firsts.filter((value) => Math.floor(value * 10) === tenth).length / firsts.length;
    expect(Math.abs(share - 0.1)).toBeLessThan(4 * Math.sqrt(0.09 / 20_000));
  }
});

test("a normal draw has mean 0 and variance 1", () => {
  const random = new Random(3, "normal");
  const values = draws(40_000, () => random.normal());
  expect(mean(values)).toBeCloseTo(0, 1);
  expect(mean(values.map((value) => value ** 2))).toBeCloseTo(1, 1);
});

test.each([10, 25, 40])("an Erlang gap outlasts %i days as often as the formula says", (age) => {
  const random = new Random(4, "erlang", age);
  const share = mean(draws(40_000, () => Number(random.erlang(5, 25) > age)));
  expect(Math.abs(share - erlangSurvival(5, 25, age))).toBeLessThan(4 * Math.sqrt(0.25 / 40_000));
});

test("a day is written and read back", () =>
  fc.assert(fc.property(fc.integer({ min: -10_000, max: 40_000 }), (day) => expect(dayNumber(iso(day))).toBe(day))));

test.each([
  ["2024-01-31", 1, "2024-02-29"],
  ["2024-02-29", 12, "2025-02-28"],
  ["2023-11-15", 3, "2024-02-15"],
  ["2024-03-01", -1, "2024-02-01"],
])("%s and %i months is %s", (day, months, expected) => expect(iso(addMonths(dayNumber(day), months))).toBe(expected));

test.each([
  [1235, "12.35"],
  [-5, "-0.05"],
  [0, "0.00"],
])("%i cents are %s", (minor, text) => expect(decimal(minor)).toBe(text));
