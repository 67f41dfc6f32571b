import type { Day, Period } from "../../kernel/calendar";
import { must } from "../../kernel/invariant";
import { minor, type Minor } from "../../kernel/money";
import { SYSTEM } from "../../platform/auth/viewer";
import { suppose } from "../../platform/database/suppose";
import type { Context, LongWork } from "../../platform/graphql/context";
import { refusal } from "../../platform/graphql/errors";
import type { PersonInput } from "../calc/person";
import { versionOf } from "../calc/version-key";
import { yearOf } from "../inputs/calc/spans";
import { lockedBefore, type PayPeriodRow } from "../inputs/locked-periods.queries";
import { inputsAsRead } from "../inputs/pay-inputs";
import { supposePlan } from "../plans/plan.service";
import { type Amounts, paidInTurn, paidWithin } from "./calc/paid-in-turn";

export interface TrialAsked {
  /** a plan of compensation: its code says which one it would take the place of */
  readonly document: object;
  /** the locked periods that lie in it as a whole are tried */
  readonly span: Period;
  readonly asOf: Day;
}

/** In one currency. */
export interface TrialTotal {
  readonly currency: string;
  readonly paid: Minor;
  readonly asPlanned: Minor;
  readonly wouldBe: Minor;
}

export interface TriedPerson {
  readonly repId: string;
  readonly totals: readonly TrialTotal[];
}

export interface PlanTrial {
  readonly asOf: Day;
  readonly periods: readonly Period[];
  readonly totals: readonly TrialTotal[];
  /** whoever is under the plan in one of the periods */
  readonly people: readonly TriedPerson[];
}

/**
 * What locked periods would have paid under another plan, beside what they paid, and what the plans in effect come to by what
 * is known now: facts that became known late are in both of the latter. The plan takes the place of all versions of its code
 * from the beginning of the first period's year, in a transaction that is rolled back: nothing is written.
 *
 * @throws BAD_USER_INPUT where no locked period lies in the span, and for a document that would not be published
 */
async function tryPlan(context: Context, { document, span, asOf }: TrialAsked): Promise<PlanTrial> {
  return suppose(context.database, SYSTEM, async (tx, database) => {
    // A context of its own each time: what was read before the plan was changed is not asked for again otherwise.
    const reading = (): Context => ({ ...context, viewer: SYSTEM, database });
    const periods = (await lockedBefore(reading(), span.end)).filter(({ period }) => isWithin(period, span));
    if (periods.length === 0) {
      throw refusal("BAD_USER_INPUT", `period: no locked period of pay lies between ${span.start} and ${span.end}.`);
    }
    const planned = await paidOver(reading(), periods, asOf);
    const first = must(periods[0], "a period").period;
    const { userErrors } = await supposePlan(
      tx,
      { viewer: context.viewer, today: asOf },
      document,
      yearOf(first).start,
    );
    if (userErrors.length > 0) {
      throw refusal("BAD_USER_INPUT", userErrors.map(({ message }) => `document: ${message}`).join(" "));
    }
    const tried = await paidOver(reading(), periods, asOf);
    const { code } = document as { readonly code: string };
    const people = [...tried]
      .filter(([, { plans }]) => plans.has(code))
      .map(([repId, { inTurn, paid }]): TriedPerson => {
        const asPlanned = must(planned.get(repId), "who is paid under the plan is enrolled in it").inTurn;
        return { repId, totals: totalsOf(paid, asPlanned, inTurn) };
      });
    return { asOf, periods: periods.map(({ period }) => period), totals: summed(people), people };
  });
}

export const planTrial: LongWork<TrialAsked, PlanTrial> = { name: "planTrial", run: tryPlan };

interface PaidOver {
  readonly paid: Amounts;
  readonly inTurn: Amounts;
  /** codes of the plans that the person is under */
  readonly plans: ReadonlySet<string>;
}

/** What everybody was paid in periods, and what they come to one after the other, by the plans as they are read. */
async function paidOver(
  context: Context,
  periods: readonly PayPeriodRow[],
  asOf: Day,
): Promise<ReadonlyMap<string, PaidOver>> {
  const isTried = ({ start }: Period): boolean => periods.some(({ period }) => period.start === start);
  const { people, plans } = await inputsAsRead(context, must(periods.at(-1), "a period"), asOf, null);
  return new Map(
    people.map((person) => [
      person.repId,
      {
        paid: paidWithin(person, isTried),
        inTurn: paidInTurn(person, plans, ({ period }) => isTried(period)),
        plans: codesOf(person, isTried),
      },
    ]),
  );
}

const codesOf = ({ now, before }: PersonInput, isTried: (period: Period) => boolean): ReadonlySet<string> =>
  new Set(
    [...before, now]
      .filter(({ period }) => isTried(period))
      .flatMap(({ enrolments }) => enrolments.map(({ plan }) => versionOf(plan)[0])),
  );

const isWithin = (one: Period, { start, end }: Period): boolean => start <= one.start && one.end <= end;

function totalsOf(paid: Amounts, asPlanned: Amounts, wouldBe: Amounts): TrialTotal[] {
  const currencies = [...new Set([paid, asPlanned, wouldBe].flatMap((amounts) => [...amounts.keys()]))].sort();
  const of = (amounts: Amounts, currency: string): Minor => amounts.get(currency) ?? minor(0);
  return currencies.map((currency) => ({
    ...{ currency, paid: of(paid, currency), asPlanned: of(asPlanned, currency), wouldBe: of(wouldBe, currency) },
  }));
}

/** Of all of them. */
function summed(people: readonly TriedPerson[]): TrialTotal[] {
  const amounts = (which: "paid" | "asPlanned" | "wouldBe"): Amounts => {
    const sums = new Map<string, Minor>();
    for (const { totals } of people) {
      for (const total of totals) sums.set(total.currency, minor((sums.get(total.currency) ?? 0n) + total[which]));
    }
    return sums;
  };
  return totalsOf(amounts("paid"), amounts("asPlanned"), amounts("wouldBe"));
}
