import type { CustomerFate, PersonInput } from "../../../src/compensation/calc/person";
import type { Clawback, Hold, OnLeave } from "../../../src/compensation/calc/plan";
import { commission, day, event, fate, locked, pay, period, periodInput, plan, tiers, told } from "./given";

const FIRST = periodInput({ events: [event("e", "1000")] }); // credited on 15 January
const SECOND = periodInput({ period: period("2026-04-01", "2026-07-01") });
const renewal: Hold = { events: ["NEW"], part: "0.4", until: "FIRST_RENEWAL", months: null };

interface Case {
  readonly hold?: Partial<Hold>;
  readonly clawback?: Clawback;
  readonly customer?: Partial<CustomerFate>;
  readonly leftOn?: PersonInput["leftOn"];
  readonly onLeaving?: OnLeave["holds"];
}

/** What the quarter behind the one in which 100.00 were earned and 40.00 held has to say of it. */
function behind({ hold, clawback, customer, leftOn, onLeaving = "KEEP" }: Case): string[] {
  const one = plan([commission({ hold: { ...renewal, ...hold }, clawback: clawback ?? null })], {
    onLeave: { holds: onLeaving, draws: "PAID", pools: "COUNTED" },
  });
  const first = pay(one, { now: FIRST });
  expect(told(first.lines)).toEqual(["COMMISSION COMMISSION: 10000", "HOLD COMMISSION e: -4000"]);
  const given = { before: [FIRST], paid: locked(first, FIRST.period), customers: [fate("c-e", customer)] };
  const { lines } = pay(one, { now: SECOND, ...given, leftOn: leftOn ?? null });
  return told(lines.filter(({ of }) => !["COMMISSION", "CARRIED_FORWARD"].includes(of)));
}

const on = (...days: string[]) => days.map(day);
const [released, forfeited] = ["RELEASE COMMISSION e: 4000", "FORFEIT COMMISSION e: 0"];
const months = { until: "MONTHS", months: 3 } as const; // over on 15 April

test.each<[string, Case, string[]]>([
  ["waits while nothing is known", {}, []],
  ["is released when the customer renews", { customer: { renewedOn: on("2026-05-01") } }, [released]],
  ["a purchase is no renewal", { customer: { purchasedOn: on("2026-05-01") } }, []],
  [
    "is released at the second purchase",
    { hold: { until: "SECOND_PURCHASE" }, customer: { purchasedOn: on("2026-01-15", "2026-05-01") } },
    [released],
  ],
  [
    "the purchase of the day of credit is the first",
    { hold: { until: "SECOND_PURCHASE" }, customer: { purchasedOn: on("2026-01-15") } },
    [],
  ],
  ["is released when the months are over", { hold: months }, [released]],
  ["is forfeited when the customer is lost", { customer: { lostOn: on("2026-05-01") } }, [forfeited]],
  ["lost before the months are over", { hold: months, customer: { lostOn: on("2026-04-14") } }, [forfeited]],
  [
    "lost on the day they are over: a term that was served is served",
    { hold: months, customer: { lostOn: on("2026-04-15") } },
    [released],
  ],
  [
    "what comes first decides: lost, then won back",
    { customer: { lostOn: on("2026-04-10"), renewedOn: on("2026-05-01") } },
    [forfeited],
  ],
  [
    "what comes first decides: renewed, then lost",
    { customer: { lostOn: on("2026-05-10"), renewedOn: on("2026-05-01") } },
    [released],
  ],
  [
    "a loss before the credit is another story",
    { customer: { lostOn: on("2025-12-01"), renewedOn: on("2026-05-01") } },
    [released],
  ],
  ["a proof behind the period is not known yet", { customer: { renewedOn: on("2026-07-01") } }, []],
  [
    "a proof that takes too long is none",
    { hold: { months: 3 }, customer: { renewedOn: on("2026-04-16") } },
    [forfeited],
  ],
  ["when the person leaves it waits on, if the plan says so", { leftOn: day("2026-05-01") }, []],
  ["is released when the person leaves", { leftOn: day("2026-05-01"), onLeaving: "RELEASE" }, [released]],
  ["or forfeited", { leftOn: day("2026-05-01"), onLeaving: "FORFEIT" }, [forfeited]],
  [
    "unless the customer proved before",
    { leftOn: day("2026-05-01"), onLeaving: "FORFEIT", customer: { renewedOn: on("2026-05-01") } },
    [released],
  ],
  ["leaving behind the period changes nothing yet", { leftOn: day("2026-07-01"), onLeaving: "FORFEIT" }, []],
  [
    "of a lost customer what was paid is taken back, and what was held stays unpaid",
    { clawback: { events: ["NEW"], months: 12 }, customer: { lostOn: on("2026-04-20") } },
    [forfeited, "CLAWBACK COMMISSION e: -4500"], // 60.00 × 9 ÷ 12
  ],
])("what is held %s", (_rule, given, expected) => expect(behind(given)).toEqual(expected));

test("a loss that was recorded by mistake gives the clawback back, naming it", () => {
  const one = plan([commission({ clawback: { events: ["NEW"], months: 12 } })]);
  const first = pay(one, { now: FIRST });
  const lost = { before: [FIRST], customers: [fate("c-e", { lostOn: on("2026-04-20") })] };
  const second = pay(one, { now: SECOND, ...lost, paid: locked(first, FIRST.period) });
  const paid = [...locked(first, FIRST.period), ...locked(second, SECOND.period)];
  const third = periodInput({ period: period("2026-07-01", "2026-10-01") });
  const { lines } = pay(one, { now: third, before: [FIRST, SECOND], paid });
  const [correction] = lines.filter(({ kind }) => kind === "PRIOR_PERIOD");
  const clawback = paid.find(({ of }) => of === "CLAWBACK");
  expect(correction).toMatchObject({ of: "CLAWBACK", amount: 7_500n, corrects: clawback!.id, forPeriod: FIRST.period });
});

test("what a deal earned by re-rating the year is not taken back with it: its own value at its rate is", () => {
  const component = commission({
    ...{ accumulate: "YEAR_TO_DATE", tiers: tiers("RETROACTIVE", "0:0.05 100000:0.10") },
    clawback: { events: ["NEW"], months: 12 },
  });
  const now = periodInput({
    period: SECOND.period,
    events: [event("b", "50000", { creditedOn: day("2026-04-10") })],
    earlierEvents: [event("a", "50000")],
  });
  const { lines } = pay(plan([component]), { now, customers: [fate("c-b", { lostOn: on("2026-04-20") })] });
  expect(told(lines)).toEqual(["COMMISSION COMMISSION: 750000", "CLAWBACK COMMISSION b: -500000"]);
});

test("a correction of a correction names the line that was paid first", () => {
  const one = plan([commission()]);
  const [april, july] = [SECOND, periodInput({ period: period("2026-07-01", "2026-10-01") })];
  // Ids are the database's: which line came first is told by the period it was paid in.
  const first = locked(pay(one, { now: FIRST }), FIRST.period).map((line) => ({ ...line, id: `z${line.id}` }));
  const raised = periodInput({ events: [event("e", "1500")] });
  const second = locked(pay(one, { now: april, before: [raised], paid: first }), april.period);
  const again = periodInput({ events: [event("e", "900")] });
  const { lines } = pay(one, { now: july, before: [again, april], paid: [...second, ...first] });
  const [correction] = lines.filter(({ kind }) => kind === "PRIOR_PERIOD");
  expect(correction).toMatchObject({ amount: -6_000n, corrects: first[0]!.id });
  expect(correction!.trace).toMatchObject({ paid: [{ amount: 10_000n }, { amount: 5_000n }] });
});

test("an event that is not the person's customer's is never held", () => {
  const { lines } = pay(plan([commission({ hold: renewal })]), {
    now: periodInput({ events: [event("e", "1000", { customer: null })] }),
  });
  expect(told(lines)).toEqual(["COMMISSION COMMISSION: 10000"]);
});
