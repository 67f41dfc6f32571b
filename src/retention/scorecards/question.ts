import { type Day, type Period, precedingPeriod, yearEarlier } from "../../kernel/calendar";
import type { Context } from "../../platform/graphql/context";
import { refusal } from "../../platform/graphql/errors";
import { reportingCurrency } from "../../value/currency/conversion";
import { definitionOn, type PublishedDefinition } from "../../value/definitions/definition.queries";
import type { AttributionRule } from "../credit/calc/attribution-policy";
import { attributionPolicyOn, type PublishedPolicy } from "../credit/policy.queries";

/** What a scorecard is asked for, as the caller said it. */
export interface ScorecardArgs {
  readonly period: Period;
  readonly base?: Period | null | undefined;
  readonly asOf?: Day | null | undefined;
  readonly policy?: AttributionRule | null | undefined;
  readonly role?: string | null | undefined;
  readonly segment?: string | null | undefined;
}

/** What a scorecard is asked for, with everything filled in that the caller left to the company's definitions. */
export interface Question {
  readonly period: Period;
  readonly base: Period;
  readonly asOf: Day;
  readonly definition: PublishedDefinition;
  readonly policy: PublishedPolicy;
  readonly rule: AttributionRule;
  /** null: the role in which they serve most customers */
  readonly role: string | null;
  readonly segment: string | null;
  /** what amounts are told in */
  readonly currency: string;
  /** equal for equal questions: scorecards that share it are computed together */
  readonly key: string;
}

/** @throws BAD_USER_INPUT for a span that ends before it starts, or a period that has not begun by asOf */
export async function questionOf(context: Context, args: ScorecardArgs): Promise<Question> {
  const { period, role = null, segment = null } = args;
  const asOf = args.asOf ?? context.today;
  check("period", period);
  if (args.base) check("base", args.base);
  if (asOf < period.start) {
    throw refusal("BAD_USER_INPUT", `period: starts on ${period.start}, after ${asOf}; ask for one that has begun.`);
  }
  const [definition, policy] = await Promise.all([
    definitionOn(context, period.start),
    attributionPolicyOn(context, period.start),
  ]);
  const currency = await reportingCurrency(context, definition);
  const base = args.base ?? (definition.comparison === "PRECEDING" ? precedingPeriod(period) : yearEarlier(period));
  const rule = args.policy ?? policy.rule;
  const key = JSON.stringify([period.start, period.end, base.start, base.end, asOf, rule, role, segment]);
  return { period, base, asOf, definition, policy, rule, role, segment, currency, key };
}

function check(name: string, { start, end }: Period): void {
  if (start < end) return;
  throw refusal("BAD_USER_INPUT", `${name}: ends on ${end}, which is not after its start on ${start}.`);
}
