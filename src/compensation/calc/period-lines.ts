import { groupBy } from "../../kernel/group-by";
import { must } from "../../kernel/invariant";
import type { Minor } from "../../kernel/money";
import { creditedBefore, creditedIn, type Enrolment, enrolmentIn } from "./enrolment";
import { rounded } from "./exact";
import type { Facts, Volume } from "./facts";
import { type HeldLine, NOT_HELD } from "./hold";
import type { Exception, Line } from "./line";
import { type Fates, paidCredits } from "./per-credit";
import type { CreditedEvent, Enrolled, PeriodInput } from "./person";
import type { Earned } from "./ready";
import { type Plans, type ReadyEarning, readyOf, type ReadyPlan } from "./ready-plan";
import type { Component, ComponentKind } from "./plan";
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
  const events = byId(input.events);
  const enrolled: { readonly ready: ReadyPlan; readonly enrolment: Enrolment }[] = [];
  for (const [version, spans] of byPlan(input.enrolments)) {
    const enrolment = enrolmentIn(input, spans);
    if (enrolment !== null) enrolled.push({ ready: readyOf(version, plans), enrolment });
  }
  for (const { ready, enrolment } of enrolled) {
    let of = 0;
    for (const one of enrolled) if (one.ready.plan.code === ready.plan.code) of += one.enrolment.days.days;
    addPlan(ready, { input, repId, enrolment, under: { days: enrolment.days.days, of }, events }, fates, sheet);
  }
}

/** Nearly everybody is under one plan. */
export function byPlan(
  enrolments: readonly Enrolled[],
): Iterable<readonly [version: string, spans: readonly Enrolled[]]> {
  const [first] = enrolments;
  if (first && enrolments.length === 1) return [[first.plan, enrolments]];
  const ordered = [...enrolments].sort((a, b) => compare(a.plan, b.plan) || compare(a.startsOn, b.startsOn));
  return groupBy(ordered, ({ plan }) => plan);
}

type Known = Pick<Facts, "input" | "repId" | "enrolment" | "under" | "events">;

function addPlan({ version, plan, components, volumes }: ReadyPlan, known: Known, fates: Fates, sheet: Sheet): void {
  const { input, enrolment, under } = known;
  const found = new Map<string, Volume>();
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
      const volume = found.get(code) ?? must(volumes.get(code), "a commission that is read")(facts);
      found.set(code, volume);
      return volume;
    },
    report: (code, about) =>
      void sheet.exceptions.push({ code, plan: version, component, about, forPeriod: input.period }),
  };
  for (const ready of components) {
    component = ready.component.code;
    for (const earned of ready.earn(facts)) addEarned(ready, earned, facts, fates, sheet.lines);
  }
}

function addEarned(ready: ReadyEarning, earned: Earned, facts: Facts, fates: Fates, lines: Line[]): void {
  const { component } = ready;
  const amount = rounded(earned.unrounded);
  lines.push(lineOf(component, facts, component.kind, earned.team, amount, earned.trace));
  if ((component.kind !== "COMMISSION" && component.kind !== "EVENT_BONUS") || (!ready.hold && !ready.clawback)) return;
  for (const paid of paidCredits(component, earned, amount)) {
    const { id } = paid.credit;
    const held = ready.hold?.(paid, fates) ?? NOT_HELD;
    for (const line of held.lines) lines.push(lineOf(component, facts, line.kind, id, line.amount, line.trace));
    const clawed = ready.clawback?.(paid, held.amount, fates) ?? null;
    if (clawed !== null) lines.push(lineOf(component, facts, "CLAWBACK", id, clawed.amount, clawed.trace));
  }
}

// Written out: copying an object member by member takes longer than all the arithmetic of a line.
const lineOf = (
  { code, earningCode }: Component,
  { enrolment, input, currency }: Facts,
  kind: ComponentKind | HeldLine["kind"] | "CLAWBACK",
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

/** In one order whatever order they came in: ties of largest remainders are broken by it. */
export function byId(events: readonly CreditedEvent[]): readonly CreditedEvent[] {
  for (let at = 1; at < events.length; at++) {
    if (events[at - 1]!.id > events[at]!.id) return [...events].sort((a, b) => compare(a.id, b.id));
  }
  return events;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
