import type { Day, Period } from "../../kernel/calendar";
import { must } from "../../kernel/invariant";
import { SYSTEM } from "../../platform/auth/viewer";
import { inSnapshot } from "../../platform/database/snapshot";
import type { Context } from "../../platform/graphql/context";
import type { CustomerFate, PaidLine, PersonInput } from "../calc/person";
import type { Plans } from "../calc/ready-plan";
import { creditsOver } from "./credits-over";
import { customersHanging, fatesOf } from "./fates";
import { type Known, knownOf, NONE } from "./known";
import { lockedBefore, type PayPeriodRow } from "./locked-periods.queries";
import { factsIn, figuresIn, inputOf, type PeriodFacts } from "./period-inputs";

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
  // Side by side: what one waits for from PostgreSQL, the other computes meanwhile.
  const [{ facts, fates, customers }, figures] = await Promise.all([
    creditedOver(context, known, periods, asOf),
    Promise.all(periods.map(async (one) => [one.start, await figuresIn(context, known, one, asOf)] as const)),
  ]);
  const figuresOf = new Map(figures);
  const people = known.people.map((person, place): PersonInput => {
    const [now, ...before] = facts[place]!.map((one) =>
      inputOf(one, must(figuresOf.get(one.period.start)?.get(person.repId), "everybody in every period")),
    );
    return {
      ...{ repId: person.repId, employeeNumber: person.employeeNumber, leftOn: person.leftOn },
      ...{ now: must(now, "the period that is paid"), before, customers: fates(facts[place]!) },
      paid: known.paid.get(person.repId) ?? NONE,
      adjustments: known.adjustments.get(person.repId) ?? NONE,
    };
  });
  return { plans: known.plans, people, customers };
}

/** Of a person: the period that is paid, and then the locked ones that count for it, oldest first. */
type Facts = readonly [PeriodFacts, ...PeriodFacts[]];

interface Credited {
  /** in the order of the people */
  readonly facts: readonly Facts[];
  /** what became of the customers that a person's pay hangs on */
  readonly fates: (facts: Facts) => readonly CustomerFate[];
  readonly customers: PayInputs["customers"];
}

/** What was credited to people in periods and may still be paid or taken back, without any figure. */
async function creditedOver(context: Context, known: Known, periods: readonly Period[], asOf: Day): Promise<Credited> {
  const { credits, customers } = await creditsOver(context, periods, known.crediting);
  const facts = known.people.map(({ repId }): Facts => {
    const all = periods.map((one) => factsIn(one, repId, known, credits.get(repId) ?? NONE));
    const now = must(all.pop(), "the period that is paid");
    const paid = known.paid.get(repId) ?? NONE;
    return [now, ...all.filter((one) => one.enrolments.length > 0 || isPaidFor(paid, one))];
  });
  return { facts, customers, fates: await fatesOver(context, known, facts, asOf) };
}

/** Whether something was paid for a period: what is not there any more is taken back. */
const isPaidFor = (lines: readonly PaidLine[], { period }: PeriodFacts): boolean =>
  lines.some(({ forPeriod }) => forPeriod.start === period.start);

/** What became of the customers that people's pay hangs on, up to the end of the period that is paid. */
async function fatesOver(
  context: Context,
  { pays }: Known,
  people: readonly Facts[],
  asOf: Day,
): Promise<Credited["fates"]> {
  const hanging = (facts: Facts): string[] =>
    customersHanging(
      facts.flatMap(({ events }) => events),
      pays.hanging,
    );
  const customers = [...new Set(people.flatMap(hanging))];
  const [first] = people;
  if (customers.length === 0 || !first) return () => NONE;
  const { period } = first[0];
  const start = people.reduce((day, [now, oldest = now]) => {
    return oldest.period.start < day ? oldest.period.start : day;
  }, period.start);
  const fates = await fatesOf(context, { start, end: period.end }, { period, asOf }, customers);
  return (facts) => hanging(facts).map((customer) => must(fates.get(customer), "what became of a customer"));
}
