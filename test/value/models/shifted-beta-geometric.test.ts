import fc from "fast-check";
import {
  discountedResidualLifetime,
  fitShiftedBetaGeometric,
  logLikelihoodOfShiftedBetaGeometric,
  type RenewalDecisions,
  renewalRate,
  type ShiftedBetaGeometric,
  survival,
} from "../../../src/value/models/calc/shifted-beta-geometric";
import { fitted } from "./fitted";
import { numbersFrom, simulateTenants } from "./simulate";

const TRUTH: ShiftedBetaGeometric = { alpha: 0.8, beta: 3 };
const decisions = simulateTenants(numbersFrom(3), TRUTH, 6_000, 8);

test.each<[string, RenewalDecisions[], string]>([
  ["nothing decided", [], "0 renewals were lost and 0 renewed; 20 of each are needed."],
  ["nobody lost", [{ renewed: 90, lost: 0 }], "0 renewals were lost and 90 renewed; 20 of each are needed."],
  ["first renewals only", [{ renewed: 90, lost: 30 }], "No second renewal was decided yet"],
])("%s gives no model, and the answer says why", (_rule, given, reason) =>
  expect(fitShiftedBetaGeometric(given)).toEqual({
    status: "TOO_FEW",
    reason: expect.stringContaining(reason) as string,
  }),
);

test("customers who do not differ have a constant rate, and the model says that it stands at its edge", () => {
  const alike = Array.from({ length: 6 }, (_, year) => ({
    renewed: 1000 * 0.8 ** (year + 1),
    lost: 200 * 0.8 ** year,
  }));
  const { parameters, atEdge } = fitted(fitShiftedBetaGeometric(alike));
  expect(atEdge).toEqual(["beta"]);
  for (const renewed of [0, 1, 10]) expect(renewalRate(parameters, renewed)).toBeCloseTo(0.8, 4);
});

test("customers that live by the model give its parameters back", () => {
  const { parameters } = fitted(fitShiftedBetaGeometric(decisions));
  for (const name of ["alpha", "beta"] as const) {
    expect(Math.abs(Math.log(parameters[name] / TRUTH[name]))).toBeLessThan(0.25);
  }
});

test("nothing around the fit is more likely", () => {
  const { parameters, logLikelihood } = fitted(fitShiftedBetaGeometric(decisions));
  for (const name of ["alpha", "beta"] as const) {
    for (const factor of [0.9, 0.99, 1.01, 1.1]) {
      const beside = { ...parameters, [name]: parameters[name] * factor };
      expect(logLikelihoodOfShiftedBetaGeometric(beside, decisions)).toBeLessThan(logLikelihood);
    }
  }
});

test("twice as many customers of the same kind give the same model", () => {
  const twice = decisions.map(({ renewed, lost }) => ({ renewed: 2 * renewed, lost: 2 * lost }));
  const [once, doubled] = [decisions, twice].map((given) => fitted(fitShiftedBetaGeometric(given)).parameters);
  expect(doubled!.alpha / once!.alpha).toBeCloseTo(1, 4);
  expect(doubled!.beta / once!.beta).toBeCloseTo(1, 4);
});

const positive = fc.double({ min: 0.05, max: 50, noNaN: true });
const models = fc.record({ alpha: positive, beta: positive });
const few = fc.integer({ min: 0, max: 30 });

test("survival falls from 1, is the product of the renewal rates, and loyalty grows with every renewal", () =>
  fc.assert(
    fc.property(models, few, few, (model, renewed, ahead) => {
      const rates = Array.from({ length: ahead }, (_, k) => renewalRate(model, renewed + k));
      const product = rates.reduce((all, rate) => all * rate, 1);
      expect(survival(model, ahead, renewed)).toBeCloseTo(product, 10);
      expect(rates).toEqual([...rates].sort((a, b) => a - b));
      expect(survival(model, ahead, renewed)).toBeGreaterThanOrEqual(survival(model, ahead + 1, renewed));
    }),
  ));

test("the residual lifetime without an end is that of very many terms", () =>
  fc.assert(
    fc.property(models, few, fc.double({ min: 0.05, max: 1, noNaN: true }), (model, renewed, rate) => {
      const forever = discountedResidualLifetime(model, renewed, { rate });
      expect(discountedResidualLifetime(model, renewed, { rate, terms: 1_000 }) / forever).toBeCloseTo(1, 9);
      expect(discountedResidualLifetime(model, renewed, { rate, terms: 5 })).toBeLessThanOrEqual(forever);
    }),
    { numRuns: 50 },
  ));
