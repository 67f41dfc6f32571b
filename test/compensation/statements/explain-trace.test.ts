import fc from "fast-check";
import { LINE_KINDS, type Line } from "../../../src/compensation/calc/line";
import { payOf } from "../../../src/compensation/calc/pay";
import type { StoredTrace } from "../../../src/compensation/calc/stored-trace";
import { explainTrace } from "../../../src/compensation/statements/calc/explain-trace";
import { canonicalJson } from "../../../src/kernel/json";
import { formatAmount } from "../../../src/kernel/money";
import { stories, type Story } from "../calc/generated";
import { curve, enrolled, locked, measured, pay, periodInput, person, plan, plans, targetBonus } from "../calc/given";

/** Both quarters, each locked behind its run. */
function payBoth({ plan: one, first, second, customers, leftOn }: Story): { readonly lines: readonly Line[] } {
  const all = plans(["csm-1", one]);
  const before = payOf(person({ now: first, customers, leftOn }), all);
  const paid = locked(before, first.period);
  const after = payOf(person({ now: second, before: [first], customers, leftOn, paid }), all);
  return { lines: [...before.lines, ...after.lines] };
}

const explained = ({ trace, currency }: Line): string[] =>
  explainTrace(JSON.parse(canonicalJson(trace)) as StoredTrace, currency);

test("a bonus is told from the target to the rounding", () => {
  const bonus = targetBonus({ weight: "0.5", curve: curve("LINEAR", "0.5:0 1:1") });
  const now = periodInput({ enrolments: [enrolled()], measures: [measured("0.95")] });
  const [line] = pay(plan([bonus]), { now }).lines;
  expect(explained(line!)).toMatchInlineSnapshot(`
   [
     "Target: 10000.00 USD a period × 90 of 90 days = 10000 USD.",
     "NET_REVENUE_RETENTION (OWN) is 0.95 = 95 ÷ 100.",
     "The curve (0.5 → 0, 1 → 1; in a line between) pays the factor 0.9.",
     "Target × weight 0.5 × that factor.",
     "That is 4500 USD, rounded once, half away from zero: 4500.00 USD.",
   ]
  `);
});

test.each<[string, StoredTrace, string[]]>([
  [
    "a correction",
    {
      kind: "PRIOR_PERIOD",
      recomputed: { kind: "ADJUSTMENT", adjustment: "1", amount: "500", reason: "agreed" },
      paid: [{ line: "7", amount: "700" }],
    },
    [
      "By what is known now the earlier period should have paid 5.00 EUR:",
      "By hand, agreed on by two people: agreed. 5.00 EUR.",
      "It paid 7.00 EUR on 1 lines; the difference is -2.00 EUR.",
    ],
  ],
  [
    "a carried balance",
    { kind: "BROUGHT_FORWARD", carried: "900", paid: "0" },
    ["The period before carried 9.00 EUR.", "Brought: -9.00 EUR."],
  ],
])("%s is told by what it settles", (_what, trace, sentences) => {
  expect(explainTrace(trace, "EUR")).toEqual(sentences);
});

it("tells every kind of line in sentences that end with its amount", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(stories, (story) => {
      for (const line of payBoth(story).lines) {
        seen.add(line.kind);
        const sentences = explained(line);
        for (const sentence of sentences) expect(sentence).toMatch(/^\S.*[.:]$/);
        expect(sentences.join(" ")).not.toMatch(/undefined|NaN|\[object/);
        const amount = line.kind === "FORFEIT" ? "" : formatAmount(line.amount, line.currency);
        expect(sentences.at(-1)).toContain(amount);
      }
    }),
    { numRuns: 300 },
  );
  const never: readonly string[] = ["ADJUSTMENT", "PRIOR_PERIOD", "BROUGHT_FORWARD"];
  expect([...seen].sort()).toEqual(LINE_KINDS.filter((kind) => seen.has(kind) || !never.includes(kind)).sort());
});
