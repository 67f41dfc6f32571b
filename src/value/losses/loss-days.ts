import type { Day } from "../../kernel/calendar";
import type { Context } from "../../platform/graphql/context";
import { lapsesIn } from "./calc/lapses";
import { contractLosses } from "./contract-losses.queries";
import type { LossesAsked } from "./losses.queries";
import { daysBought } from "./purchase-history.queries";

/** The day on which a customer was lost, without what it was worth. */
export interface LostOn {
  readonly customerId: string;
  readonly lostOn: Day;
  /** the first day within the period on which it was a customer again; null when it did not come back in it */
  readonly backOn: Day | null;
}

/** Who was lost in a period and when, of those under contract and of those who buy order by order, by the rules of `lossesIn`. */
export async function lossDays(
  context: Context,
  { period, asOf, definition, customers }: LossesAsked,
): Promise<{ readonly CONTRACT: readonly LostOn[]; readonly REPEAT_PURCHASE: readonly LostOn[] }> {
  const [contracts, histories] = await Promise.all([
    contractLosses(context, period, asOf, definition.graceDays, customers),
    daysBought(context, period.end, asOf, customers),
  ]);
  const lapses = histories.flatMap(([customerId, days]) =>
    lapsesIn(days, period, definition.lapse).map(({ lostOn, backOn }) => ({ customerId, lostOn, backOn })),
  );
  return {
    CONTRACT: contracts.map(({ customerId, lostOn, backOn }) => ({ customerId, lostOn, backOn })),
    REPEAT_PURCHASE: lapses.filter(({ lostOn }) => lostOn <= asOf),
  };
}
