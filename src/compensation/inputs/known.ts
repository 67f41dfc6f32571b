import type { Day, Period } from "../../kernel/calendar";
import { groupBy } from "../../kernel/group-by";
import { must } from "../../kernel/invariant";
import type { Context } from "../../platform/graphql/context";
import type { Adjustment, PaidLine } from "../calc/person";
import { type Plans, readyOf } from "../calc/ready-plan";
import { approvedAdjustments } from "./adjustments.queries";
import { type PaysFor, paysFor } from "./calc/pays";
import { type Span, spansOf, within, yearOf } from "./calc/spans";
import type { Crediting } from "./credits";
import { enrolmentsBefore } from "./enrolments.queries";
import { type Leave, leavesBefore } from "./leaves.queries";
import { type Membership, membershipsBefore } from "./memberships.queries";
import { paidLines } from "./paid-lines.queries";
import { peopleOf, type Person } from "./people.queries";
import { planVersions } from "./plan-versions.queries";
import { plansNamed } from "./plans-named";
import { type Rates, ratesFrom } from "./rates";
import { ratesOver } from "./rates.queries";

/** What is known of people across all periods, each by the person. */
export interface Known {
  readonly plans: Plans;
  readonly pays: PaysFor;
  readonly rates: Rates;
  /** who is asked about */
  readonly people: readonly Person[];
  /** everybody's, whoever is asked about: pools are shared */
  readonly spans: ReadonlyMap<string, readonly Span[]>;
  readonly teams: ReadonlyMap<string, readonly Membership[]>;
  readonly leaves: ReadonlyMap<string, readonly Leave[]>;
  readonly paid: ReadonlyMap<string, readonly PaidLine[]>;
  readonly adjustments: ReadonlyMap<string, readonly Adjustment[]>;
  /** whose credits are read, and in what they are paid */
  readonly crediting: Crediting;
}

export const NONE: readonly never[] = [];

export interface KnownAsked {
  /** the period that is paid */
  readonly periodId: string;
  /** that one, and before it the locked ones, oldest first */
  readonly periods: readonly Period[];
  readonly asOf: Day;
  /** only of these people; of everybody who is concerned when null */
  readonly only: readonly string[] | null;
}

export async function knownOf(context: Context, { periodId, periods, asOf, only }: KnownAsked): Promise<Known> {
  const { end } = must(periods.at(-1), "the period that is paid");
  const [enrolments, versions, paid, adjustments, leaves, memberships] = await Promise.all([
    enrolmentsBefore(context, end),
    planVersions(context),
    paidLines(context, only),
    approvedAdjustments(context, periodId, only),
    leavesBefore(context, end),
    membershipsBefore(context, end),
  ]);
  const spans = spansOf(enrolments, versions);
  const plans = plansNamed([...spans, ...[...paid.values()].flat()], versions);
  const enrolled = spans.filter((span) => periods.some((one) => within([span], one).length > 0));
  const concerned = new Set([...enrolled.map(({ repId }) => repId), ...paid.keys(), ...adjustments.keys()]);
  const reps = only === null ? [...concerned] : only.filter((rep) => concerned.has(rep));
  const own = groupBy(spans, ({ repId }) => repId);
  const currencies = [...new Set(Array.from(plans.values(), ({ plan }) => plan.currency))];
  const pays = paysFor(Array.from(plans.values(), ({ plan }) => plan));
  const [people, dated] = await Promise.all([
    peopleOf(context, reps),
    ratesOver(context, currencies, { start: yearOf(must(periods[0], "a period")).start, end }),
  ]);
  const rates = ratesFrom(dated);
  const crediting = { pays, asOf, rates, only, people: creditedAs(reps, own, plans) };
  const teams = groupBy(memberships, ({ repId }) => repId);
  return { plans, pays, rates, people, spans: own, teams, leaves, paid, adjustments, crediting };
}

/** In which roles people are credited, in what their plans pay, and how closely they look. */
function creditedAs(reps: readonly string[], known: Known["spans"], plans: Plans): Crediting["people"] {
  const tellsProducts = new Map(Array.from(plans, ([key, { plan }]) => [key, paysFor([plan]).products]));
  return new Map(
    reps.map((rep) => {
      const spans = known.get(rep) ?? NONE;
      const own = [...new Set(spans.map(({ plan }) => readyOf(plan, plans).plan))];
      const roles = [...new Set(spans.map(({ role }) => role))];
      const currencies = [...new Set(own.map(({ currency }) => currency))];
      return [rep, { roles, currencies, products: spans.some(({ plan }) => tellsProducts.get(plan)) }];
    }),
  );
}
