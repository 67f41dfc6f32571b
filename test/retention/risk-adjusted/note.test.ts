import type { CaseMixModel } from "../../../src/retention/risk-adjusted/calc/case-mix";
import { type Comparison, judge } from "../../../src/retention/risk-adjusted/calc/judgement";
import { noteOn } from "../../../src/retention/risk-adjusted/calc/note";

const MODEL: CaseMixModel = {
  kind: "CASE_MIX",
  columns: { places: { segment: new Map(), industry: new Map(), region: new Map() }, width: 0, usualTenure: 0 },
  regression: { intercept: 0, coefficients: [] },
};
const APART: Comparison = { reps: 12, variance: 0.2, chance: 0.01, expectedFalseFlags: 0.01 };
const book = (customers: number) => judge([{ probabilities: new Array<number>(customers).fill(0.1), losses: 0 }], 0);

test("nothing to hold back", () => expect(noteOn(book(10), APART, MODEL, 80)).toBeNull());

test.each<[string, number, Partial<Comparison>, CaseMixModel, string]>([
  [
    "differences that are chance",
    10,
    { chance: 0.43 },
    MODEL,
    "The 12 reps differ no more than chance makes them (p = 0.43)",
  ],
  ["one rep", 10, { reps: 1, chance: null }, MODEL, "nobody to compare with"],
  ["nobody was lost", 10, { chance: null }, MODEL, "Nothing happened"],
  ["a small book", 9, {}, MODEL, "fewer than 10 customers"],
  [
    "too little to learn from",
    10,
    {},
    { kind: "ONE_RATE", why: "TOO_FEW_OUTCOMES" },
    "49 losses in the spans before, and 50 are needed",
  ],
  [
    "nothing to learn from",
    10,
    {},
    { kind: "ONE_RATE", why: "ONE_OUTCOME" },
    "Every customer of the spans before was lost",
  ],
])("says so: %s", (_case, customers, comparison, model, sentence) =>
  expect(noteOn(book(customers), { ...APART, ...comparison }, model, 49)).toContain(sentence),
);
