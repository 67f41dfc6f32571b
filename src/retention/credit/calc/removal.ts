import { addMonths, type Day, type Period } from "../../../kernel/calendar";
import type { AttributionPolicy } from "./attribution-policy";
import type { BookApproval } from "./book-approval";
import type { Holding } from "./claims";

/** Whether a policy asks why customers leave books: on the day before the period none has left yet. */
export const asksForReasons = ({ removalNeedsReason }: AttributionPolicy, rule: AttributionPolicy["rule"]): boolean =>
  removalNeedsReason && rule !== "AT_OPENING";

/**
 * Who holds a customer in a period when nobody said why it left a book: who held it on the day before it did. From that day
 * on, the first of the kind, nothing that ends or begins counts until the period is over. The first month is free; who goes
 * on with another share has lost nothing. Source: domain §3.1, *a removal after the first month needs a recorded reason*.
 *
 * @param holdings of one customer in one role
 * @param approvals of the same
 * @param asOf an end that lies ahead is no removal yet
 */
export function asExplained(
  holdings: readonly Holding[],
  approvals: readonly BookApproval[],
  period: Period,
  asOf: Day,
): readonly Holding[] {
  const [first] = holdings
    .filter((holding) => isRemoval(holding, holdings, period, asOf) && !isExplained(holding, approvals))
    .map(({ endsOn }) => endsOn!)
    .sort();
  if (first === undefined) return holdings;
  return holdings
    .filter(({ startsOn }) => startsOn < first)
    .map((holding) => (holding.endsOn !== null && holding.endsOn >= first ? { ...holding, endsOn: null } : holding));
}

function isRemoval(
  { repId, endsOn, endedOfItself }: Holding,
  holdings: readonly Holding[],
  { start, end }: Period,
  asOf: Day,
): boolean {
  if (endsOn === null || endedOfItself || endsOn < addMonths(start, 1) || endsOn >= end || endsOn > asOf) return false;
  return !holdings.some((next) => next.repId === repId && next.startsOn === endsOn);
}

const isExplained = ({ repId, endsOn }: Holding, approvals: readonly BookApproval[]): boolean =>
  approvals.some((approval) => approval.kind === "REMOVAL" && approval.repId === repId && approval.on === endsOn);
