import { groupBy } from "../../kernel/group-by";
import { must } from "../../kernel/invariant";
import { enrolmentIn, isCredited, isCreditedBefore } from "./enrolment";
import { rounded } from "./exact";
import type { Facts, Volume } from "./facts";
import { NOT_HELD } from "./hold";
import type { Exception, Line } from "./line";
import { type Fates, paidCredits } from "./per-credit";
import type { CreditedEvent, PeriodInput } from "./person";
import type { Earned } from "./ready";
import type { Plans, ReadyEarning, ReadyPlan } from "./ready-plan";

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
  for (const [version, spans] of groupBy(input.enrolments, ({ plan }) => plan)) {
    const enrolment = enrolmentIn(input, spans);
    if (enrolment === null) continue;
    const ready = must(plans.get(version), `plan ${version}, which rep ${repId} is enrolled in`);
    addPlan(ready, { input, repId, enrolment, events }, fates, sheet);
  }
}

type Known = Pick<Facts, "input" | "repId" | "enrolment" | "events">;

function addPlan({ version, plan, components, volumes }: ReadyPlan, known: Known, fates: Fates, sheet: Sheet): void {
  const { input, enrolment } = known;
  const found = new Map<string, Volume>();
  let component = "";
  const facts: Facts = {
    ...{ input, repId: known.repId, enrolment, currency: plan.currency },
    ...{ measures: input.measures, quotas: input.quotas },
    events: known.events.filter((event) => isCredited(enrolment, event, plan.currency)),
    earlier: input.earlierEvents.filter((event) => isCreditedBefore(enrolment, event, plan.currency)),
    volumeOf(code) {
      const volume = found.get(code) ?? must(volumes.get(code), `a commission ${code}`)(facts);
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
  const { kind, code, earningCode } = component;
  const { period: forPeriod } = facts.input;
  const base = { plan: facts.enrolment.plan, component: code, earningCode, forPeriod, currency: facts.currency };
  const amount = rounded(earned.unrounded);
  lines.push({ ...base, kind, of: kind, credit: earned.team, amount, corrects: null, trace: earned.trace });
  if ((kind !== "COMMISSION" && kind !== "EVENT_BONUS") || (!ready.hold && !ready.clawback)) return;
  for (const paid of paidCredits(component, earned, amount)) {
    const about = { ...base, credit: paid.credit.id, corrects: null };
    const held = ready.hold?.(paid, fates) ?? NOT_HELD;
    for (const line of held.lines) lines.push({ ...about, ...line, of: line.kind });
    const clawed = ready.clawback?.(paid, held.amount, fates) ?? null;
    if (clawed !== null) lines.push({ ...about, ...clawed, kind: "CLAWBACK", of: "CLAWBACK" });
  }
}

/** In one order whatever order they came in: ties of largest remainders are broken by it. */
export function byId(events: readonly CreditedEvent[]): readonly CreditedEvent[] {
  const isOrdered = events.every(({ id }, at) => at === 0 || events[at - 1]!.id < id);
  return isOrdered ? events : [...events].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}
