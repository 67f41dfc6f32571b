import { must } from "../../kernel/invariant";
import { formatAmount, parseAmount } from "../../kernel/money";
import { batched } from "../../platform/graphql/batch";
import type { Context } from "../../platform/graphql/context";
import { conversionInto } from "../../value/currency/conversion";
import type { Measure } from "../measures/measure";
import { type Attainment, attainmentOf } from "./calc/attainment";
import { type Quota, quotasFor } from "./quotas.queries";
import type { Scorecard } from "./scorecard";

/** A measure's goal, and how far it was reached. */
export interface MeasureQuota extends Attainment {
  /** decimal text in the measure's unit; an amount in the scorecard's currency */
  readonly goal: string;
}

/**
 * The goal of a rep or a team for a measure in exactly the scorecard's period; null where none is set. A goal is one for
 * all of its customers: one segment has none.
 *
 * @throws FX_RATE_MISSING
 */
export async function quotaOf(
  context: Context,
  { subject, period, segment, currency }: Scorecard,
  { code, unit, higherIsBetter }: Pick<Measure, "code" | "unit" | "higherIsBetter">,
  value: number | null,
): Promise<MeasureQuota | null> {
  if ((subject.kind !== "REP" && subject.kind !== "TEAM") || segment !== null) return null;
  const name = `quotas ${period.start} ${period.end}`;
  const quota = await batched(context, name, `${subject.kind} ${subject.id} ${code}`, (keys) =>
    quotasFor(context, period, keys),
  );
  if (!quota) return null;
  const goal = unit === "MONEY" ? await amountIn(context, currency, quota, period.start) : quota.goal;
  return { goal, ...attainmentOf(value, Number(goal), higherIsBetter) };
}

/** What a goal says no currency of is in the scorecard's. */
async function amountIn(
  context: Context,
  currency: string,
  quota: Quota,
  on: Scorecard["period"]["start"],
): Promise<string> {
  const from = quota.currency ?? currency;
  const { minor } = must(parseAmount(quota.goal, from), "a stored goal is a decimal");
  return formatAmount((await conversionInto(context, currency, on)).of(minor, from), currency);
}
