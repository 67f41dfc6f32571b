import {
  fitShiftedBetaGeometric,
  type RenewalDecisions,
  survival,
} from "../../../src/value/models/calc/shifted-beta-geometric";
import { fitted } from "./fitted";

/** What became of 1,000 customers, from the share still there after each year. */
const cohort = (percents: readonly number[]): RenewalDecisions[] =>
  percents.map((percent, year) => ({
    renewed: percent * 10,
    lost: ((percents[year - 1] ?? 100) - percent) * 10,
  }));

// Fader, Hardie 2007, How to Project Customer Retention: parameters, and survival in the years that were not fitted.
test.each([
  ["Regular", [63.1, 46.8, 38.2, 32.6, 28.9, 26.2, 24.1], 0.704, 1.182, [22.0, 20.4, 19.1, 18.0, 17.0]],
  ["High End", [86.9, 74.3, 65.3, 59.3, 55.1, 51.7, 49.1], 0.668, 3.806, [46.0, 43.6, 41.4, 39.5, 37.8]],
])(
  "%s: seven years of renewals give the published parameters and projection",
  (_name, percents, alpha, beta, ahead) => {
    const { parameters } = fitted(fitShiftedBetaGeometric(cohort(percents)));
    expect(Math.abs(parameters.alpha - alpha)).toBeLessThan(1e-3);
    expect(Math.abs(parameters.beta - beta)).toBeLessThan(1e-3);
    const projected = ahead.map((_, index) => 100 * survival(parameters, 8 + index));
    expect(projected.map((percent) => percent.toFixed(1))).toEqual(ahead.map((percent) => percent.toFixed(1)));
  },
);
