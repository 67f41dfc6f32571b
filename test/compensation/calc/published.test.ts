/** The worked cases of domain §7, Compensation: numbered as there, with their sources. 6, 10 and 13 stand with curves and bonuses. */
import { minor } from "../../../src/kernel/money";
import { apportion } from "../../../src/kernel/apportion";
import { amountOfPart } from "../../../src/compensation/calc/attribution";
import { decimal, rounded } from "../../../src/compensation/calc/exact";
import type { PeriodInput } from "../../../src/compensation/calc/person";
import type { Commission, Component, Input } from "../../../src/compensation/calc/plan";
import {
  commission,
  curve,
  day,
  dollars,
  enrolled,
  event,
  fate,
  locked,
  measured,
  ofSeries,
  pay,
  period,
  periodInput,
  plan,
  targetBonus,
  tiers,
  told,
  YEAR_2026,
} from "./given";

const ofCommission = (component: Partial<Commission>, now: Partial<PeriodInput>): bigint =>
  pay(plan([commission(component)]), { now: periodInput(now) }).lines[0]!.amount;

const sold = (...values: string[]) => ({ events: values.map((value, at) => event(`e${at}`, value)) });

test("1. Marginal tiers, 145k booked in the year and 20k new: 1,100 [Spiff]", () => {
  const now = {
    period: period("2026-04-01", "2026-07-01"),
    events: [event("e", "20000", { creditedOn: day("2026-05-01") })],
    earlierEvents: [event("b", "145000")],
  };
  const given = { accumulate: "YEAR_TO_DATE", tiers: tiers("MARGINAL", "0:0.04 150000:0.06 250000:0.08") } as const;
  expect(ofCommission(given, now)).toBe(dollars("1100"));
});

test("2. Shares of a quota of 375k, 500k sold: 33,125 [comish]", () => {
  const shares = tiers("MARGINAL", "0:0.06 1:0.08 1.25:0.10 1.5:0.12", "ATTAINMENT");
  expect(ofCommission({ tiers: shares, goal: { of: "AMOUNT", amount: "375000" } }, sold("500000"))).toBe(
    dollars("33125"),
  );
});

test.each<[string, Commission["tiers"], string, string]>([
  ["220k that reach 8 %: 17,600 [Spiff]", tiers("RETROACTIVE", "0:0.06 200000:0.08"), "220000", "17600"],
  ["180k, 50 % → 60 % at 100k: 108k [Earnbase]", tiers("RETROACTIVE", "0:0.5 100000:0.6"), "180000", "108000"],
  ["the same marginal: 98k [Earnbase]", tiers("MARGINAL", "0:0.5 100000:0.6"), "180000", "98000"],
])("3. Retroactive: %s", (_case, given, value, expected) =>
  expect(ofCommission({ tiers: given }, sold(value))).toBe(dollars(expected)),
);

describe("4. Marginal tiers 1/2/3/5 % at 0/1k/3k/8k [Oracle]", () => {
  const given = tiers("MARGINAL", "0:0.01 1000:0.02 3000:0.03 8000:0.05");
  const values = ["200", "300", "1500", "1200", "2000", "4500"];
  test("accumulated by event: 2, 3, 20, 14, 30, 95 = 164", () => {
    const each = values.map((value) => ofCommission({ tiers: given, accumulate: "EVENT" }, sold(value)));
    expect(each).toEqual(["2", "3", "20", "14", "30", "95"].map(dollars));
    expect(ofCommission({ tiers: given, accumulate: "EVENT" }, sold(...values))).toBe(dollars("164"));
  });
  test("accumulated over the period: 285", () =>
    expect(ofCommission({ tiers: given }, sold(...values))).toBe(dollars("285")));
});

test("5. Exactly at a boundary of 1,500,000: the higher tier [Oracle]", () => {
  const given = { tiers: tiers("RETROACTIVE", "0:0.01 1500000:0.02") };
  expect(ofCommission(given, sold("1500000"))).toBe(dollars("30000"));
  expect(ofCommission(given, sold("1499999.99"))).toBe(dollars("15000"));
});

describe("7. [BLR]", () => {
  const attained = (component: string): Input => ({ of: "CREDITS", component, reads: "ATTAINMENT" });
  const products = [
    ["A", "0.02", "0.02"],
    ["B", "0.08", "0.04"],
    ["C", "0.05", "0.02"],
  ] as const;
  const base = products.map(([series, rate]): Component =>
    commission({
      ...{ code: `BASE_${series}`, series: [series], tiers: tiers("FLAT", `0:${rate}`) },
      goal: { of: "AMOUNT", amount: "100000" },
    }),
  );
  const accelerators = products.map(([series, , rate]): Component =>
    commission({
      ...{ code: `MORE_${series}`, series: [series], goal: { of: "AMOUNT", amount: "100000" } },
      tiers: tiers("MARGINAL", `0:0 1:${rate}`, "ATTAINMENT"),
      modifiers: [
        {
          ...{ kind: "GATE", otherwise: "0" },
          conditions: products.map(([one]) => ({
            ...{ input: attained(`BASE_${one}`), is: "AT_LEAST", bound: "0.95", ifNull: "NOT_MET" },
          })),
        },
      ],
    }),
  );
  const paid = (...values: [string, string, string]): bigint => {
    const events = products.map(([series], at) => ofSeries(series, event(series, values[at]!)));
    const { totals } = pay(plan([...base, ...accelerators]), { now: periodInput({ events }) });
    return totals[0]!.amount;
  };

  test("base of 2/8/5 % and 2/4/2 % on what exceeds quota when all products are at 95 % or more", () =>
    expect(paid("150000", "120000", "95000")).toBe(dollars(`${3_000 + 9_600 + 4_750 + 1_000 + 800}`)));

  test("one product at 80 %: the base only", () =>
    expect(paid("150000", "120000", "80000")).toBe(dollars(`${3_000 + 9_600 + 4_000}`)));

  test("2 % to 3M, 3 % above, × 1.15 at a margin of 20–30 %: 4M at 25 % are 103,500", () => {
    const margin = { of: "CREDITS", component: "COMMISSION", reads: "MARGIN" } as const;
    const multiplier = {
      kind: "MULTIPLIER",
      input: margin,
      ifNull: "1",
      curve: curve("STEP", "-1:1 0.2:1.15"),
    } as const;
    const given = { tiers: tiers("MARGINAL", "0:0.02 3000000:0.03"), modifiers: [multiplier] };
    const events = [event("e", "4000000", { profit: dollars("1000000") })];
    expect(ofCommission(given, { events })).toBe(dollars("103500"));
  });
});

test("8. Recoverable draw of 2,000, five periods [Siebel]", () => {
  const given = plan([targetBonus({ ...{ curve: curve("LINEAR", "0:0 1:1") } })], {
    draw: { amount: "2000", recoverable: true, earningCode: "DRW" },
  });
  const earned = ["2750", "3000", "1500", "2375", "3000"];
  const months = ["01", "02", "03", "04", "05", "06"].map((month) => day(`2026-${month}-01`));
  let paid: ReturnType<typeof locked> = [];
  const steps = earned.map((amount, at) => {
    const now = periodInput({
      period: { start: months[at]!, end: months[at + 1]! },
      enrolments: [enrolled({ target: dollars(amount) })],
      measures: [measured("1")],
    });
    const result = pay(given, { now, paid });
    paid = [...paid, ...locked(result, now.period)];
    const owed = paid.filter(({ of }) => of.startsWith("DRAW")).reduce((sum, line) => sum + line.amount, 0n);
    return [result.totals[0]!.amount, owed];
  });
  expect(steps).toEqual(
    [
      ["2750", "0"],
      ["3000", "0"],
      ["2000", "500"],
      ["2000", "125"],
      ["2875", "0"],
    ].map((step) => step.map(dollars)),
  );
});

describe("9. Clawback", () => {
  const months = 12;
  const lostIn = (lostOn: string, value: string, given: Partial<Commission>) => {
    const component = commission({ ...given, clawback: { events: ["NEW"], months } });
    const now = periodInput({ period: YEAR_2026, events: [event("e", value)] });
    const { lines } = pay(plan([component]), { now, customers: [fate("c-e", { lostOn: [day(lostOn)] })] });
    return told(lines);
  };
  test("at the original rate: 100 × 5 % = 5, paid a minimum of 10, takes back 5 [Xactly]", () => {
    const floor = { kind: "FLOOR", of: "AMOUNT", limit: "10" } as const;
    const lines = lostIn("2026-01-20", "100", { tiers: tiers("FLAT", "0:0.05"), modifiers: [floor] });
    expect(lines).toEqual(["COMMISSION COMMISSION: 1000", "CLAWBACK COMMISSION e: -500"]);
  });
  test("linear over 12 months, lost after 6: half [Zepys]", () =>
    expect(lostIn("2026-07-15", "12000", {})).toEqual([
      "COMMISSION COMMISSION: 120000",
      "CLAWBACK COMMISSION e: -60000",
    ]));
  test("1,200 with 4 full months served of 12: 800 [Zepys]", () =>
    expect(lostIn("2026-06-14", "12000", {})).toEqual([
      "COMMISSION COMMISSION: 120000",
      "CLAWBACK COMMISSION e: -80000",
    ]));
});

describe("11. Remainders [ERPNext issues]", () => {
  test("10.00 over three equal shares: 3.34, 3.33, 3.33", () => {
    const events = ["1", "2", "3"].map((id) => event(id, "100"));
    const component = commission({
      tiers: tiers("FLAT", "0:0.0333333"),
      hold: { events: ["NEW"], part: "1", until: "FIRST_RENEWAL", months: null },
    });
    const { lines } = pay(plan([component]), { now: periodInput({ events }) });
    expect(told(lines)).toEqual([
      "COMMISSION COMMISSION: 1000",
      ...["1: -334", "2: -333", "3: -333"].map((one) => `HOLD COMMISSION ${one}`),
    ]);
  });
  test.each([
    ["72.68 + 10.93 + 2.73 + 13.66", [7268n, 1093n, 273n, 1366n]],
    ["10 + 58.02 + 31.98", [1000n, 5802n, 3198n]],
  ])("%s is exactly 100 %%", (_case, shares) => {
    expect(shares.reduce((sum, share) => sum + share, 0n)).toBe(10_000n);
    expect(apportion(minor(10_000_00), shares).reduce((sum, part) => sum + part, 0n)).toBe(10_000_00n);
  });
});

test.each([
  ["12.345", 1235n],
  ["-12.345", -1235n],
])("12. %s rounds half away from zero [ERPNext issue]", (text, expected) => {
  const { numerator, denominator } = decimal(text);
  expect(rounded({ numerator: numerator * 100n, denominator })).toBe(expected);
});

describe("14. Tiers 5 %/10 % retroactive at 100k, two deals of 100k", () => {
  const component = commission({
    tiers: tiers("RETROACTIVE", "0:0.05 100000:0.10"),
    clawback: { events: ["NEW"], months: 12 },
  });
  const deals = [
    event("a", "100000", { creditedOn: day("2026-01-10") }),
    event("b", "100000", { creditedOn: day("2026-01-20") }),
  ];
  test.each([
    ["in this order", deals],
    ["in the other", [...deals].reverse()],
  ])("%s: one line of 20,000; losing one after 3 of 12 full months: −7,500", (_order, events) => {
    const now = periodInput({ events });
    const first = pay(plan([component]), { now });
    expect(told(first.lines)).toEqual(["COMMISSION COMMISSION: 2000000"]);
    const later = pay(plan([component]), {
      ...{ now: periodInput({ period: period("2026-04-01", "2026-07-01") }), before: [now] },
      ...{ paid: locked(first, now.period), customers: [fate("c-a", { lostOn: [day("2026-04-10")] })] },
    });
    expect(told(later.lines)).toEqual([
      "COMMISSION COMMISSION: 0",
      "CLAWBACK COMMISSION a: -750000",
      "CARRIED_FORWARD: 750000",
    ]);
    const [clawback] = later.lines.filter(({ kind }) => kind === "CLAWBACK");
    const trace = clawback!.trace;
    expect(trace.kind === "CLAWBACK" && amountOfPart(trace.attributed)).toBe(dollars("10000"));
  });
});
