import type { CaseMixModel } from "../../../src/retention/risk-adjusted/calc/case-mix";
import { type Comparison, judge } from "../../../src/retention/risk-adjusted/calc/judgement";
import { type Grounds, noteOn } from "../../../src/retention/risk-adjusted/calc/note";

const MODEL: CaseMixModel = {
  kind: "CASE_MIX",
  columns: { places: { segment: new Map(), industry: new Map(), region: new Map() }, width: 0, usualTenure: 0 },
  regression: { intercept: 0, coefficients: [] },
};
const APART: Comparison = { reps: 12, variance: 0.2, chance: 0.01, expectedFalseFlags: 0.01 };
const book = (customers: number, losses = 0) =>
  judge([{ probabilities: new Array<number>(customers).fill(0.1), losses }], 0);
const USUAL: Grounds = {
  ...{ judgement: book(10), house: book(50, 5), comparison: APART },
  training: { model: MODEL, losses: 49 },
};
const without = (why: "TOO_FEW_OUTCOMES" | "ONE_OUTCOME"): Partial<Grounds> => ({
  training: { model: { kind: "ONE_RATE", why }, losses: 49 },
});

test("nothing to hold back", () => expect(noteOn(USUAL)).toBeNull());

test.each<[string, Partial<Grounds>, string]>([
  [
    "differences that are chance",
    { comparison: { ...APART, chance: 0.43 } },
    "The 12 reps differ no more than chance makes them (p = 0.43)",
  ],
  ["one rep", { comparison: { ...APART, reps: 1, chance: null } }, "nobody to compare with"],
  ["nobody was lost", { comparison: { ...APART, chance: null } }, "Nothing happened"],
  [
    "the house loses more",
    { house: book(50, 20) },
    "lost more often than expected, so the reps together stand below 1",
  ],
  [
    "the house loses less",
    { house: book(100, 0) },
    "lost less often than expected, so the reps together stand above 1",
  ],
  ["a small book", { judgement: book(9) }, "fewer than 10 customers"],
  ["too little to learn from", without("TOO_FEW_OUTCOMES"), "49 losses in the spans before, and 50 are needed"],
  ["nothing to learn from", without("ONE_OUTCOME"), "Every customer of the spans before was lost"],
])("says so: %s", (_case, grounds, sentence) => expect(noteOn({ ...USUAL, ...grounds })).toContain(sentence));
