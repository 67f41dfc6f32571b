import type { Day, Period } from "../../kernel/calendar";
import { groupBy } from "../../kernel/group-by";
import { invariant, must } from "../../kernel/invariant";
import { SYSTEM } from "../../platform/auth/viewer";
import { inSnapshot } from "../../platform/database/snapshot";
import type { Context } from "../../platform/graphql/context";
import type { Adjustment, PeriodInput, PersonInput } from "../calc/person";
import { type Plans, readyOf, readyPlan } from "../calc/ready-plan";
import { approvedAdjustments } from "./adjustments.queries";
import { type PlanVersion, type Span, spansOf, versionKey, within } from "./calc/spans";
import { enrolmentsBefore } from "./enrolments.queries";
import { isPaidFor, type Known, NONE } from "./known";
import { leavesBefore } from "./leaves.queries";
import { lockedBefore, type PayPeriodRow } from "./locked-periods.queries";
import { membershipsBefore } from "./memberships.queries";
import { paidLines } from "./paid-lines.queries";
import { peopleOf, type Person } from "./people.queries";
import { periodInputs } from "./period-inputs";
import { planVersions } from "./plan-versions.queries";
import { exactRates } from "./rates";

export type { PayPeriodRow } from "./locked-periods.queries";

/** All that the pay of a period is computed from. */
export interface PayInputs {
  /** every version that an enrolment or a locked line names, by its key */
  readonly plans: Plans;
  /** whoever is enrolled in the period or in a locked one, was paid before, or has an adjustment; by id, as numbers */
  readonly people: readonly PersonInput[];
}

/** Whose pay is asked for; everybody's when null. */
export type Whose = { readonly reps: readonly string[] } | null;

/**
 * Everything that a run of a period rests on, as it is recorded now and as a day knows it: of the period itself, and of all
 * locked ones before it, whose late facts are paid now. Read in one snapshot, by a number of statements that does not depend
 * on how many people there are. The server reads for itself: who may see what follows is for the caller to say.
 *
 * @throws FX_RATE_MISSING naming pair and day
 */
export const payInputs = (context: Context, period: PayPeriodRow, asOf: Day, whose: Whose = null): Promise<PayInputs> =>
  inSnapshot(
    context.database,
    (database) => inputsAsRead({ ...context, viewer: SYSTEM, database }, period, asOf, whose),
    SYSTEM,
  );

/** The same from the state of the database that the context reads. */
export async function inputsAsRead(
  context: Context,
  { id, period }: PayPeriodRow,
  asOf: Day,
  whose: Whose,
): Promise<PayInputs> {
  const only = whose?.reps ?? null;
  const [enrolments, versions, locked, paid, adjustments, leaves, memberships] = await Promise.all([
    enrolmentsBefore(context, period.end),
    planVersions(context),
    lockedBefore(context, period.start),
    paidLines(context, only),
    approvedAdjustments(context, id, only),
    leavesBefore(context, period.end),
    membershipsBefore(context, period.end),
  ]);
  const spans = spansOf(enrolments, versions);
  const plans = plansOf([...spans, ...[...paid.values()].flat()], versions);
  checkCurrencies(spans, plans);
  const periods = [...locked.map((one) => one.period), period];
  const concerned = new Set([...enrolledIn(spans, periods), ...paid.keys(), ...adjustments.keys()]);
  const people = await peopleOf(context, only === null ? [...concerned] : only.filter((rep) => concerned.has(rep)));
  const teams = groupBy(memberships, ({ repId }) => repId);
  const own = groupBy(spans, ({ repId }) => repId);
  const known: Known = { plans, people, spans: own, teams, leaves, paid, rateInto: exactRates(context) };
  const inputs = await Promise.all(periods.map((one) => periodInputs(context, known, one, asOf)));
  return { plans, people: people.map((person) => ofPerson(person, inputs, paid, adjustments)) };
}

/** @param inputs of everybody in the locked periods, oldest first, and last in the one that is paid */
function ofPerson(
  { repId, employeeNumber, leftOn }: Person,
  inputs: readonly ReadonlyMap<string, PeriodInput>[],
  paid: Known["paid"],
  adjustments: ReadonlyMap<string, readonly Adjustment[]>,
): PersonInput {
  const lines = paid.get(repId) ?? NONE;
  const before = inputs.map((one) => must(one.get(repId), "everybody in every period"));
  const now = must(before.pop(), "the period that is paid");
  return {
    ...{ repId, employeeNumber, leftOn, now, paid: lines, customers: NONE },
    before: before.filter(({ enrolments, period }) => enrolments.length > 0 || isPaidFor(lines, period)),
    adjustments: adjustments.get(repId) ?? NONE,
  };
}

const enrolledIn = (spans: readonly Span[], periods: readonly Period[]): string[] =>
  spans.filter((span) => periods.some((one) => within([span], one).length > 0)).map(({ repId }) => repId);

/** The versions that something names, made ready once for everybody. */
function plansOf(naming: readonly { readonly plan: string | null }[], versions: readonly PlanVersion[]): Plans {
  const named = new Set(naming.map(({ plan }) => plan));
  return new Map(
    versions
      .map(({ code, version, plan }) => [versionKey(code, version), plan] as const)
      .filter(([key]) => named.has(key))
      .map(([key, plan]) => [key, readyPlan(key, plan)]),
  );
}

/** A target is in its plan's currency: nobody says at which rate it would be another. */
function checkCurrencies(spans: readonly Span[], plans: Plans): void {
  for (const { plan, currency, startsOn } of spans) {
    const is = readyOf(plan, plans).plan.currency === currency;
    invariant(is, `an enrolment in ${plan} from ${startsOn} on is in ${currency}, which the plan is not`);
  }
}
