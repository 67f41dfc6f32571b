import type { Day } from "../../kernel/calendar";
import { must } from "../../kernel/invariant";
import { SYSTEM } from "../../platform/auth/viewer";
import { inSnapshot } from "../../platform/database/snapshot";
import type { Context } from "../../platform/graphql/context";
import type { CustomerFate, PaidLine, PeriodInput, PersonInput } from "../calc/person";
import type { Plans } from "../calc/ready-plan";
import { customersHanging, fatesOf } from "./fates";
import { type Known, knownOf, NONE } from "./known";
import { lockedBefore, type PayPeriodRow } from "./locked-periods.queries";
import type { Person } from "./people.queries";
import { periodInputs } from "./period-inputs";

export type { PayPeriodRow } from "./locked-periods.queries";

/** All that the pay of a period is computed from. */
export interface PayInputs {
  /** every version that an enrolment or a locked line names, by its key */
  readonly plans: Plans;
  /** whoever is enrolled in the period or in a locked one, was paid before, or has an adjustment; by id, as numbers */
  readonly people: readonly PersonInput[];
  /** the keys of the customers that credits name, by the company's own */
  readonly customers: ReadonlyMap<string, string>;
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
  { id: periodId, period }: PayPeriodRow,
  asOf: Day,
  whose: Whose,
): Promise<PayInputs> {
  const locked = await lockedBefore(context, period.start);
  const periods = [...locked.map((one) => one.period), period];
  const known = await knownOf(context, { periodId, periods, asOf, only: whose?.reps ?? null });
  const inputs = await Promise.all(periods.map((one) => periodInputs(context, known, one, asOf)));
  const all = known.people.map((person) => ofPerson(person, inputs, known));
  const fates = await fatesOver(context, known, all, asOf);
  const people = all.map((person) => ({ ...person, customers: fates(person) }));
  return { plans: known.plans, people, customers: known.customers };
}

/** @param inputs of everybody in the locked periods, oldest first, and last in the one that is paid */
function ofPerson(
  { repId, employeeNumber, leftOn }: Person,
  inputs: readonly ReadonlyMap<string, PeriodInput>[],
  known: Known,
): PersonInput {
  const paid = known.paid.get(repId) ?? NONE;
  const before = inputs.map((one) => must(one.get(repId), "everybody in every period"));
  const now = must(before.pop(), "the period that is paid");
  return {
    ...{ repId, employeeNumber, leftOn, now, paid, customers: NONE },
    before: before.filter((one) => one.enrolments.length > 0 || isPaidFor(paid, one)),
    adjustments: known.adjustments.get(repId) ?? NONE,
  };
}

/** Whether something was paid for a period: what is not there any more is taken back. */
const isPaidFor = (lines: readonly PaidLine[], { period }: PeriodInput): boolean =>
  lines.some(({ forPeriod }) => forPeriod.start === period.start);

/** What became of the customers that people's pay hangs on, up to the end of the period that is paid. */
async function fatesOver(
  context: Context,
  { pays }: Known,
  people: readonly PersonInput[],
  asOf: Day,
): Promise<(person: PersonInput) => readonly CustomerFate[]> {
  const hanging = ({ now, before }: PersonInput): string[] =>
    customersHanging(
      [now, ...before].flatMap(({ events }) => events),
      pays.hanging,
    );
  const customers = [...new Set(people.flatMap(hanging))];
  const [first] = people;
  if (customers.length === 0 || !first) return () => NONE;
  const { period } = first.now;
  const start = people.reduce((day, { now, before }) => {
    const oldest = (before[0] ?? now).period.start;
    return oldest < day ? oldest : day;
  }, period.start);
  const fates = await fatesOf(context, { start, end: period.end }, { period, asOf }, customers);
  return (person) => hanging(person).map((customer) => must(fates.get(customer), "what became of a customer"));
}
