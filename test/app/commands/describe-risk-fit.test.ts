import { describeRiskFit } from "../../../src/app/commands/describe-risk-fit";
import type { Day } from "../../../src/kernel/calendar";
import type { NewRiskFit } from "../../../src/risk/probability/calc/risk-fit";

const term = (name: string, coefficient: number, deviation: number) => ({ name, coefficient, deviation, mean: 0 });
const FIT: NewRiskFit = {
  ...{ relationship: "CONTRACT", asOf: "2026-06-30" as Day, status: "OFF", reason: "It does not beat recency." },
  ...{ horizonDays: 90, customers: 400, losses: 60, riskModelVersion: 1, definitionVersion: 1 },
  model: {
    ...{ intercept: -3, ridge: 30 },
    terms: [term("SLOW_ANSWERS", 0, 0.2), term("CHAMPION_LEFT", 2, 0.1), term("ATTENTION_GAP", 1.5, 0.3)],
  },
  ...{ buying: null, validation: null },
};

test("a fit tells what foretells losses here, the most first, and what does not", () => {
  expect(describeRiskFit(FIT)).toEqual([
    "Probability of a loss, customers under contract: off. It does not beat recency.",
    "  foretells, in log odds per standard deviation: ATTENTION_GAP 0.45, CHAMPION_LEFT 0.20",
    "  foretells nothing here: SLOW_ANSWERS",
  ]);
});

test("a fit that learnt nothing tells only why", () => {
  expect(describeRiskFit({ ...FIT, model: null })).toHaveLength(1);
});
