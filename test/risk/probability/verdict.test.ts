import type { Alarms } from "../../../src/risk/probability/calc/alarms";
import { type Baseline, type Validation, verdictOn } from "../../../src/risk/probability/calc/validation";

const slice = {
  startsOn: "2026-01-01",
  endsOn: "2026-04-01",
  days: 1,
  customers: 900,
  losses: 80,
} as Validation["judged"];
const validation = (auc: number | null, brier: number, baselines: readonly Baseline[]): Validation => ({
  ...{ auc, brier, baselines, learnt: slice, judged: slice, baseRate: 0.1, calibration: [], liftAtTenth: 1 },
  ...{ byBand: {} as Alarms, byProbability: {} as Alarms },
});
const weights: Baseline = { name: "WEIGHTS", auc: 0.7, brier: 0.1 };
const recency: Baseline = { name: "RECENCY", auc: 0.6, brier: 0.12 };

test.each<[string, Validation, boolean, string]>([
  [
    "it is used where it ranks better and errs less than both",
    validation(0.8, 0.09, [weights, recency]),
    true,
    "It beats the weights (AUC 0.700, Brier 0.100) and recency (AUC 0.600, Brier 0.120): AUC 0.800, Brier 0.090 for the 80 losses of the later slice.",
  ],
  [
    "as good is not better",
    validation(0.7, 0.09, [weights, recency]),
    false,
    "It does not beat the weights (AUC 0.700, Brier 0.100): AUC 0.700, Brier 0.090 for the 80 losses of the later slice.",
  ],
  ["a smaller error alone is not enough", validation(0.65, 0.05, [weights, recency]), false, "the weights"],
  ["nor is a better ranking alone", validation(0.9, 0.11, [weights, recency]), false, "the weights"],
  [
    "one that beats it is enough",
    validation(0.65, 0.11, [weights, recency]),
    false,
    "It does not beat the weights (AUC 0.700, Brier 0.100): AUC",
  ],
  ["where nobody was lost nothing is told apart", validation(null, 0.01, [weights]), false, "Nobody, or everybody"],
])("%s", (_rule, judged, on, reason) => {
  const verdict = verdictOn(judged);
  expect(verdict.on).toBe(on);
  expect(verdict.reason).toContain(reason);
});
