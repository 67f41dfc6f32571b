import fc from "fast-check";
import {
  type BgNbd,
  discountedFuturePurchases,
  expectedFuturePurchases,
  expectedPurchases,
  fitBgNbd,
  logLikelihoodOfBgNbd,
  probabilityAlive,
  probabilityToBuy,
  type PurchaseHistory,
} from "../../../src/value/models/calc/bg-nbd";
import { fitted } from "./fitted";
import { numbersFrom, simulateBuyer } from "./simulate";

const TRUTH: BgNbd = { r: 0.6, alpha: 5, a: 0.8, b: 2.5 };
const draw = numbersFrom(1);
const buyers = Array.from({ length: 3_000 }, (_, n) => simulateBuyer(draw, TRUTH, 40 + (n % 60), 30));
const fit = fitBgNbd(buyers);

test.each<[string, PurchaseHistory[], RegExp]>([
  ["nobody", [], /^0 customers have bought again; 40 are needed\.$/],
  ["nobody who came back", Array(500).fill({ frequency: 0, recency: 0, age: 9 }), /^0 customers have bought again/],
  ["one too few", buyers.filter(({ frequency }) => frequency > 0).slice(0, 39), /^39 customers/],
])("%s gives no model, and the answer says why", (_rule, histories, reason) =>
  expect(fitBgNbd(histories)).toEqual({ status: "TOO_FEW", reason: expect.stringMatching(reason) as string }),
);

test("of customers of whom none ever leaves the model says so: it stands at its edge, and foretells their rates", () => {
  const clockwork = Array.from({ length: 200 }, (_, n) => ({ frequency: 5 + (n % 9), recency: 30, age: 30 }));
  const { parameters, atEdge } = fitted(fitBgNbd(clockwork));
  expect(atEdge).toContain("b");
  const often = { frequency: 13, recency: 30, age: 30 };
  expect(probabilityAlive(parameters, often)).toBeGreaterThan(0.999);
  // Nobody's rate differs by more than chance: all are expected to buy their mean, 9 in 30 weeks.
  expect(expectedFuturePurchases(parameters, often, 30)).toBeCloseTo(9, 1);
});

// One sample of so many buys 2 % more or less than expected, by chance (measured over seeds).
test("customers that live by the model give its parameters back, and their future", () => {
  const { parameters } = fitted(fit);
  for (const name of ["r", "alpha", "a", "b"] as const) {
    expect(Math.abs(Math.log(parameters[name] / TRUTH[name]))).toBeLessThan(0.25);
  }
  const expected = buyers.reduce((sum, buyer) => sum + expectedFuturePurchases(parameters, buyer, 30), 0);
  const came = buyers.reduce((sum, { later }) => sum + later, 0);
  expect(Math.abs(expected / came - 1)).toBeLessThan(0.1);
  const toBuy = buyers.reduce((sum, buyer) => sum + probabilityToBuy(parameters, buyer, 30), 0);
  expect(Math.abs(toBuy / buyers.filter(({ later }) => later > 0).length - 1)).toBeLessThan(0.1);
});

test("nothing around the fit is more likely", () => {
  const { parameters, logLikelihood } = fitted(fit);
  for (const name of ["r", "alpha", "a", "b"] as const) {
    for (const factor of [0.9, 0.99, 1.01, 1.1]) {
      const beside = { ...parameters, [name]: parameters[name] * factor };
      expect(logLikelihoodOfBgNbd(beside, buyers)).toBeLessThan(logLikelihood);
    }
  }
});

test("a fit in days foretells what a fit in weeks does", () => {
  const inDays = ({ frequency, recency, age }: PurchaseHistory) => ({ frequency, recency: recency * 7, age: age * 7 });
  const weeks = fitted(fit).parameters;
  const days = fitted(fitBgNbd(buyers.map(inDays))).parameters;
  for (const buyer of buyers.slice(0, 50)) {
    const told = expectedFuturePurchases(days, inDays(buyer), 7 * 26);
    expect(told / expectedFuturePurchases(weeks, buyer, 26)).toBeCloseTo(1, 5);
  }
});

const positive = fc.double({ min: 0.05, max: 20, noNaN: true });
const models = fc.record({ r: positive, alpha: positive, a: positive, b: positive });
const histories = fc
  .tuple(fc.integer({ min: 0, max: 300 }), fc.double({ min: 0, max: 1, noNaN: true }), positive)
  .map(([frequency, share, age]) => ({ frequency, recency: frequency === 0 ? 0 : share * age * 10, age: age * 10 }));
const times = fc.double({ min: 0, max: 200, noNaN: true });

test("probabilities stay in [0, 1], and only grow with time", () =>
  fc.assert(
    fc.property(models, histories, times, times, (model, history, one, other) => {
      const [sooner, later] = [Math.min(one, other), Math.max(one, other)];
      const alive = probabilityAlive(model, history);
      const toBuy = [sooner, later].map((time) => probabilityToBuy(model, history, time));
      expect(0 <= toBuy[0]! && toBuy[0]! <= toBuy[1]! && toBuy[1]! <= alive && alive <= 1).toBe(true);
    }),
  ));

test("expected purchases are none at once, and only grow with time", () =>
  fc.assert(
    fc.property(models, histories, times, times, (model, history, one, other) => {
      const [sooner, later] = [Math.min(one, other), Math.max(one, other)];
      const [now, soon, late] = [0, sooner, later].map((time) => expectedFuturePurchases(model, history, time));
      expect(Math.abs(now!)).toBe(0);
      expect(soon).toBeGreaterThanOrEqual(0);
      expect(late! - soon!).toBeGreaterThanOrEqual(-1e-6 * (1 + soon!));
    }),
  ));

/** By Simpson's rule over what the formula is the integral of: a second way to the same number. */
function byIntegration(model: BgNbd, time: number): number {
  const { r, alpha, a, b } = model;
  const unitRate = (p: number): number => (p === 0 ? 0 : (1 - (alpha / (alpha + p * time)) ** r) / p);
  // p = u⁴ takes the singularity of the beta density away at 0, and v = 1 − p likewise at 1.
  const steps = 4_000;
  const weight = (k: number): number => (k === 0 || k === steps ? 1 : k % 2 ? 4 : 2) / (3 * steps);
  let [sum, mass] = [0, 0];
  for (let k = 0; k <= steps; k++) {
    const u = k / steps;
    const p = u ** 4;
    const density = p === 1 ? (b > 1 ? 0 : NaN) : 4 * u ** 3 * (p === 0 ? 0 : p ** (a - 1)) * (1 - p) ** (b - 1);
    sum += weight(k) * density * unitRate(p);
    mass += weight(k) * density;
  }
  return sum / mass;
}

test.each([
  ["a as published", { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }],
  ["a = 1, where the formula is 0/0", { r: 0.6, alpha: 3, a: 1, b: 2 }],
  ["a hair beside 1", { r: 0.6, alpha: 3, a: 1 + 1e-9, b: 2 }],
  ["a far above 1", { r: 2.5, alpha: 3, a: 6, b: 4 }],
  ["hardly anybody leaves", { r: 2.5, alpha: 3, a: 15, b: 1_000 }],
])("expected purchases are what integrating over customers gives: %s", (_case, model) => {
  for (const time of [1, 10, 100]) {
    expect(expectedPurchases(model, time) / byIntegration(model, time)).toBeCloseTo(1, 4);
  }
});

test("frequent buyers and the edges of the search have finite answers", () => {
  const frequent = { frequency: 800, recency: 150, age: 151 };
  const edges: BgNbd[] = [
    { r: 8.5, alpha: 30, a: 13_000, b: 1e6 },
    { r: 1e6, alpha: 1e6, a: 0.8, b: 2.5 },
    { r: 0.2, alpha: 4, a: 1e-6, b: 1e6 },
  ];
  for (const model of edges) {
    for (const time of [1, 52, 520]) {
      const expected = expectedFuturePurchases(model, frequent, time);
      expect(expected).toBeGreaterThan(0);
      expect(expected).toBeLessThan((800 / 151) * time * 1.6);
    }
  }
});

test("what comes later is worth less, and undiscounted steps add up to the whole", () => {
  const model = fitted(fit).parameters;
  const history = { frequency: 4, recency: 30, age: 35 };
  const steps = { steps: 60, step: 4 };
  const whole = expectedFuturePurchases(model, history, 240);
  expect(discountedFuturePurchases(model, history, { ...steps, rate: 0 })).toBeCloseTo(whole, 10);
  const discounted = discountedFuturePurchases(model, history, { ...steps, rate: 0.01 });
  expect(discounted).toBeLessThan(whole);
  expect(discounted).toBeGreaterThan(whole / 1.01 ** 60);
});
