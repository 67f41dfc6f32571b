import fc from "fast-check";
import {
  expectedSpend,
  fitGammaGamma,
  type GammaGamma,
  logLikelihoodOfGammaGamma,
} from "../../../src/value/models/calc/gamma-gamma";
import { fitted } from "./fitted";
import { numbersFrom, simulateSpend } from "./simulate";

const TRUTH: GammaGamma = { p: 5, q: 4, gamma: 90 };
const draw = numbersFrom(2);
const spenders = Array.from({ length: 3_000 }, (_, n) => simulateSpend(draw, TRUTH, 1 + (n % 20)));
const fit = fitGammaGamma(spenders);

test("too few customers give no model, and the answer says why", () =>
  expect(fitGammaGamma(spenders.slice(0, 29))).toEqual({
    status: "TOO_FEW",
    reason: "The spend of 29 customers is known; 30 are needed.",
  }));

test("customers who all spend the same give no model: nothing tells them apart", () =>
  expect(fitGammaGamma(Array(100).fill({ purchases: 3, meanSpend: 20 })).status).toBe("RUNS_AWAY"));

test("customers that live by the model give its parameters back", () => {
  const { parameters } = fitted(fit);
  for (const name of ["p", "q", "gamma"] as const) {
    expect(Math.abs(Math.log(parameters[name] / TRUTH[name]))).toBeLessThan(0.2);
  }
});

test("nothing around the fit is more likely", () => {
  const { parameters, logLikelihood } = fitted(fit);
  for (const name of ["p", "q", "gamma"] as const) {
    for (const factor of [0.9, 0.99, 1.01, 1.1]) {
      const beside = { ...parameters, [name]: parameters[name] * factor };
      expect(logLikelihoodOfGammaGamma(beside, spenders)).toBeLessThan(logLikelihood);
    }
  }
});

test("a currency's unit does not matter", () => {
  const cents = fitted(
    fitGammaGamma(spenders.map(({ purchases, meanSpend }) => ({ purchases, meanSpend: meanSpend * 100 }))),
  );
  const whole = fitted(fit).parameters;
  for (const { purchases, meanSpend } of spenders.slice(0, 50)) {
    const told = expectedSpend(cents.parameters, { purchases, meanSpend: meanSpend * 100 });
    expect(told / expectedSpend(whole, { purchases, meanSpend })).toBeCloseTo(100, 3);
  }
});

test("expected spend lies between a customer's own mean and everybody's, nearer to its own the more it bought", () =>
  fc.assert(
    fc.property(
      fc.double({ min: 1, max: 1_000, noNaN: true }),
      fc.integer({ min: 1, max: 50 }),
      (meanSpend, purchases) => {
        const model = fitted(fit).parameters;
        const everybody = expectedSpend(model, null);
        const distances = [purchases, purchases + 1].map((count) => {
          const told = expectedSpend(model, { purchases: count, meanSpend });
          expect((told - meanSpend) * (told - everybody)).toBeLessThanOrEqual(1e-9 * everybody ** 2);
          return Math.abs(told - meanSpend);
        });
        expect(distances[1]).toBeLessThanOrEqual(distances[0]! * (1 + 1e-9));
      },
    ),
  ));
