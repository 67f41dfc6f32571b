import { minor } from "../../../src/kernel/money";
import { payOf } from "../../../src/compensation/calc/pay";
import { rounded } from "../../../src/compensation/calc/exact";
import { modifiersOf } from "../../../src/compensation/calc/modifiers";
import type { MeasureReading } from "../../../src/compensation/calc/person";
import type { Condition, Gate, Limit, Modifier, Multiplier } from "../../../src/compensation/calc/plan";
import { curve, day, enrolled, facts, measured, periodInput, person, plan, plans, targetBonus } from "./given";

const of = (measure: string) => ({ of: "MEASURE", measure, scope: "OWN", reads: "VALUE" }) as const;
const atLeast = (bound: string, ifNull: Condition["ifNull"] = "NOT_MET"): Condition => ({
  ...{ input: of("NPS"), is: "AT_LEAST", bound, ifNull },
});
const gate = (otherwise: string, ...conditions: Condition[]): Gate => ({ kind: "GATE", conditions, otherwise });
const times: Multiplier = {
  ...{ kind: "MULTIPLIER", input: of("CSAT"), ifNull: "0.9" },
  curve: curve("STEP", "0:1 4:1.2"),
};
const limit = (kind: Limit["kind"], of: Limit["of"], text: string): Limit => ({ kind, of, limit: text });

const nps = (value: string | null): MeasureReading => measured(value, { measure: "NPS" });
const csat = (value: string | null): MeasureReading => measured(value, { measure: "CSAT" });

const modified = (modifiers: Modifier[], measures: MeasureReading[], amount = 1_000_00n, from = "2025-01-01") => {
  const given = facts(periodInput({ measures, enrolments: [enrolled({ startsOn: day(from) })] }));
  return modifiersOf(modifiers, "USD")({ numerator: amount, denominator: 1n }, given);
};

test.each<[string, Modifier[], MeasureReading[], bigint]>([
  ["nothing modifies nothing", [], [], 1_000_00n],
  ["a gate is open at its bound", [gate("0.5", atLeast("30"))], [nps("30")], 1_000_00n],
  ["below it the pay is multiplied by its factor", [gate("0.5", atLeast("30"))], [nps("29.99")], 500_00n],
  [
    "one condition of several is enough to close it",
    [gate("0", atLeast("10"), { ...atLeast("20"), is: "AT_MOST" })],
    [nps("21")],
    0n,
  ],
  ["nothing to read is not met", [gate("0", atLeast("30"))], [nps(null)], 0n],
  ["or met, where the plan says so", [gate("0", atLeast("30", "MET"))], [nps(null)], 1_000_00n],
  ["a multiplier is the payout of its curve", [times], [csat("4")], 1_200_00n],
  ["nothing to read multiplies by its factor", [times], [csat(null)], 900_00n],
  ["a cap is the most", [limit("CAP", "AMOUNT", "999.99")], [], 999_99n],
  ["a floor is the least", [limit("FLOOR", "AMOUNT", "1000.01")], [], 1_000_01n],
  ["a cap below what is paid changes nothing", [limit("CAP", "AMOUNT", "1000.01")], [], 1_000_00n],
  [
    "floors come last, whatever order they are told in",
    [limit("FLOOR", "AMOUNT", "700"), limit("CAP", "AMOUNT", "600"), times, gate("0.5", atLeast("30"))],
    [nps("0"), csat("5")],
    700_00n,
  ],
])("%s", (_rule, modifiers, measures, expected) =>
  expect(rounded(modified(modifiers, measures).amount)).toBe(expected),
);

test("a multiple of the target goes with the days enrolled, an amount stands", () => {
  const half = "2026-02-15"; // 45 of 90 days
  const inMinor = (one: Limit) => rounded(modified([one], [], 50_000_00n, half).amount);
  expect(inMinor(limit("CAP", "TARGET", "2"))).toBe(minor(10_000_00));
  expect(inMinor(limit("CAP", "AMOUNT", "20000"))).toBe(minor(20_000_00));
});

test("an amount of a period is paid once when a version of the plan takes over within it, by days", () => {
  const least = plan([targetBonus({ modifiers: [limit("FLOOR", "AMOUNT", "100"), limit("CAP", "AMOUNT", "300")] })]);
  const paidFor = (value: string): bigint[] => {
    const now = periodInput({
      enrolments: [enrolled({ endsOn: day("2026-01-31") }), enrolled({ plan: "csm-2", startsOn: day("2026-01-31") })],
      measures: ["csm-1", "csm-2"].map((version) => measured(value, { plan: version })),
    });
    const { lines } = payOf(person({ now }), plans(["csm-1", least], ["csm-2", least]));
    return lines.map(({ amount }) => amount);
  };
  // 30 and 60 of 90 days.
  expect(paidFor("0")).toEqual([33_33n, 66_67n]);
  expect(paidFor("1")).toEqual([100_00n, 200_00n]);
});

test("what the original rate comes to is told before caps and floors", () => {
  const { rated, amount } = modified([times, limit("CAP", "AMOUNT", "100")], [csat("5")]);
  expect([rounded(rated), rounded(amount)]).toEqual([1_200_00n, 100_00n]);
});
