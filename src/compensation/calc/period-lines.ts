import { compare } from "../../kernel/compare";
import { groupBy } from "../../kernel/group-by";
import { must } from "../../kernel/invariant";
import type { Minor } from "../../kernel/money";
import { creditedBefore, creditedIn, type Enrolment, enrolmentIn } from "./enrolment";
import type { Facts, Volume } from "./facts";
import { type HeldLine, NOT_HELD } from "./hold";
import { inOrder } from "./in-order";
import type { Exception, Line } from "./line";
import { type Fates, paidCredits } from "./per-credit";
import type { Enrolled, PeriodInput } from "./person";
import type { Earned } from "./ready";
import { type Plans, type ReadyEarning, readyOf, type ReadyPlan } from "./ready-plan";
import type { ComponentKind } from "./plan";
import type { Trace } from "./trace";

/** Takes what a calculation comes to. */
export interface Sheet {
  readonly lines: Line[];
  readonly exceptions: Exception[];
}

/**
 * What should be paid in all for a period, as it is known now, whatever was paid for it before: components with their
 * modifiers, then holds and releases, then clawbacks.
 */
export function addLinesOf(input: PeriodInput, repId: string, plans: Plans, fates: Fates, sheet: Sheet): void {
  // Ties of largest remainders are broken by it.
  const events = inOrder(input.events, ({ id }) => id);
  const enrolled: { readonly ready: ReadyPlan; readonly enrolment: Enrolment }[] = [];
  for (const spans of byPlan(input.enrolments)) {
    const enrolment = enrolmentIn(input, spans);
    if (enrolment !== null) enrolled.push({ ready: readyOf(enrolment.plan, plans), enrolment });
  }
  for (const { ready, enrolment } of enrolled) {
    let of = 0;
    for (const one of enrolled) if (one.ready.plan.code === ready.plan.code) of += one.enrolment.days.days;
    addPlan(ready, { input, repId, enrolment, under: { days: enrolment.days.days, of }, events }, fates, sheet);
  }
}

/** Nearly everybody is under one version of one plan. */
export function byPlan(enrolments: readonly Enrolled[]): readonly (readonly Enrolled[])[] {
  if (enrolments.length === 1) return [enrolments];
  const ordered = [...enrolments].sort((a, b) => compare(a.plan, b.plan) || compare(a.startsOn, b.startsOn));
  return [...groupBy(ordered, ({ plan }) => plan).values()];
}

type Known = Pick<Facts, "input" | "repId" | "enrolment" | "under" | "events">;

function addPlan({ version, plan, components, volumes }: ReadyPlan, known: Known, fates: Fates, sheet: Sheet): void {
  const { input, enrolment, under } = known;
  const found: { readonly code: string; readonly volume: Volume }[] = [];
  let component = "";
  const facts: Facts = {
    input,
    repId: known.repId,
    enrolment,
    under,
    planDays: under.of,
    currency: plan.currency,
    measures: input.measures,
    quotas: input.quotas,
    events: creditedIn(enrolment, known.events, plan.currency),
    earlier: creditedBefore(enrolment, input.earlierEvents, plan.currency, input.year),
    volumeOf(code) {
      for (const one of found) if (one.code === code) return one.volume;
      const volume = must(volumes.get(code), "a commission that is read")(facts);
      found.push({ code, volume });
      return volume;
    },
    report: (code, about) =>
      void sheet.exceptions.push({ code, plan: version, component, about, forPeriod: input.period }),
  };
  for (const ready of components) {
    component = ready.code;
    for (const earned of ready.earn(facts)) addEarned(ready, earned, facts, fates, sheet.lines);
  }
}

function addEarned(ready: ReadyEarning, earned: Earned, facts: Facts, fates: Fates, lines: Line[]): void {
  lines.push(lineOf(ready, facts, ready.kind, earned.team, earned.amount, earned.trace));
  if (ready.perCredit === null) return;
  const { weightOf, hold, clawback } = ready.perCredit;
  for (const paid of paidCredits(weightOf, earned)) {
    const { id } = paid.credit;
    const held = hold?.(paid, fates) ?? NOT_HELD;
    for (const { amount, trace } of held) lines.push(lineOf(ready, facts, trace.kind, id, amount, trace));
    const clawed = clawback?.(paid, held, fates) ?? null;
    if (clawed !== null) lines.push(lineOf(ready, facts, "CLAWBACK", id, clawed.amount, clawed.trace));
  }
}

// Written out: copying an object member by member takes longer than all the arithmetic of a line.
const lineOf = (
  { code, earningCode }: ReadyEarning,
  { enrolment, input, currency }: Facts,
  kind: ComponentKind | HeldLine["trace"]["kind"] | "CLAWBACK",
  credit: string | null,
  amount: Minor,
  trace: Trace,
): Line => ({
  kind,
  of: kind,
  plan: enrolment.plan,
  component: code,
  earningCode,
  forPeriod: input.period,
  credit,
  amount,
  currency,
  corrects: null,
  trace,
});
