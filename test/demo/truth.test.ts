import { CAUSE_NAMES, STRENGTHS, type CauseName as Cause } from "../../demo/causes/causes";
import { fitLogistic, type Estimate } from "./logistic";
import { simulated } from "./memory";

const DECOY = "SLOW_ANSWERS";
const CUSTOMERS = 2000;
type Factor = Cause | typeof DECOY;
type Decisions = ReturnType<typeof simulated>["decisions"];

const usual = simulated({ customers: CUSTOMERS });

/** Estimated log-odds per unit, beside what the case mix explains already. */
function effects(decisions: Decisions, factors: readonly Factor[]): Estimate[] {
  const rows = decisions.map((decision) => factors.map((factor) => Number(decision[factor])));
  const lost = decisions.map((decision) => decision.lost === 1);
  return fitLogistic(
    rows,
    lost,
    decisions.map(({ baseline }) => Number(baseline)),
  );
}

const effectOf = (factor: Factor, decisions: Decisions, among: readonly Factor[]): Estimate =>
  effects(decisions, among)[among.indexOf(factor)]!;

/** Losses beyond what the probabilities promise, in standard errors. */
function excess(draws: readonly { readonly probability: string | number; readonly lost?: string | number | null }[]) {
  const p = draws.map(({ probability }) => Number(probability));
  const lost = draws.reduce((sum, draw) => sum + Number(draw.lost), 0);
  const expected = p.reduce((sum, chance) => sum + chance, 0);
  return (lost - expected) / Math.sqrt(p.reduce((sum, chance) => sum + chance * (1 - chance), 0));
}

const BINS = [0, 0.01, 0.03, 0.1, 0.25, 0.5, 1.001];
const binned = <T extends { readonly probability: string | number }>(draws: readonly T[]): T[][] =>
  BINS.slice(1).map((high, at) =>
    draws.filter(({ probability }) => BINS[at]! <= Number(probability) && Number(probability) < high),
  );

test.each(["RENEWAL", "MONTH"])("each %s decision falls as its probability says, low or high", (kind) => {
  const draws = usual.decisions.filter((decision) => decision.kind === kind);
  for (const bin of binned(draws).filter(({ length }) => length >= 30)) expect(Math.abs(excess(bin))).toBeLessThan(3.5);
  expect(draws.length).toBeGreaterThan(900);
});

test.each(["CONTRACT", "REPEAT_PURCHASE"])(
  "forecasts of 90 days for %s come true as often as they say",
  (relationship) => {
    // every third day of forecast: horizons that do not overlap
    const days = [...new Set(usual.truth.map(({ asOf }) => asOf))].sort().filter((_, at) => at % 3 === 0);
    const forecasts = usual.truth.filter(
      (row) => row.relationship === relationship && row.lost != null && days.includes(row.asOf),
    );
    for (const bin of binned(forecasts).filter(({ length }) => length >= 30))
      expect(Math.abs(excess(bin))).toBeLessThan(3.5);
    expect(forecasts.length).toBeGreaterThan(5000);
  },
);

test("every cause has the strength that it was given", () => {
  const found = effects(usual.decisions, CAUSE_NAMES);
  CAUSE_NAMES.forEach((name, at) => {
    const { value, standardError } = found[at]!;
    expect(Math.abs(value - STRENGTHS[name])).toBeLessThan(3.5 * standardError);
    expect(standardError).toBeLessThan(0.3);
  });
});

test("the decoy looks like a cause", () => {
  const { value, standardError } = effectOf(DECOY, usual.decisions, [DECOY]);
  expect(value).toBeGreaterThan(4 * standardError);
});

test("the decoy is none: beside the causes it explains nothing", () => {
  const { value, standardError } = effectOf(DECOY, usual.decisions, [...CAUSE_NAMES, DECOY]);
  expect(Math.abs(value)).toBeLessThan(3 * standardError);
});

const without = (...names: readonly Cause[]) =>
  simulated({ customers: 800, strengths: { ...STRENGTHS, ...Object.fromEntries(names.map((name) => [name, 0])) } });

describe.each<[Cause, Cause, Cause?]>([
  ["NEGLECT", "PRICE", "REP_CHANGE"],
  ["FAILURE", "CHAMPION_LOSS"],
])("with %s and %s switched off", (...names) => {
  const off = names.filter((name) => name !== undefined);
  const { decisions, renewal } = without(...off);
  const found = effects(decisions, CAUSE_NAMES);

  test.each(CAUSE_NAMES)("%s has the effect of its strength, or none", (name) => {
    const { value, standardError } = found[CAUSE_NAMES.indexOf(name)]!;
    expect(Math.abs(value - (off.includes(name) ? 0 : STRENGTHS[name]))).toBeLessThan(3.5 * standardError);
    expect(STRENGTHS[name]).toBeGreaterThan(3 * standardError);
  });

  test("nobody leaves for a reason that is no cause", () => {
    const reason = off.includes("PRICE") ? "PRICE" : "SERVICE";
    expect(renewal.filter(({ lossReason }) => lossReason === reason)).toEqual([]);
    expect(usual.renewal.some(({ lossReason }) => lossReason === reason)).toBe(true);
  });
});

test("without any cause about half as many leave", () => {
  const lossRate = ({ decisions }: typeof usual) =>
    decisions.reduce((sum, { lost }) => sum + Number(lost), 0) / decisions.length;
  expect(lossRate(without(...CAUSE_NAMES)) / lossRate(usual)).toBeLessThan(0.6);
});
