import { minor } from "../../kernel/money";
import type { Context } from "../../platform/graphql/context";
import { type Conversion, conversionInto } from "../currency/conversion";
import type { ValueChange } from "./calc/value-change";
import { type CurrencyChanges, currencyChanges } from "./value-changes.queries";
import type { Comparison } from "./worth.queries";

/**
 * What customers were worth before a period and at its end, by customer; those that were worth nothing at both are left
 * out. Contract customers by what covers the day before the period and its last day, repeat purchasers by what they bought
 * in the base and in the period, refunds taken off. Source: domain §2, *Opening and closing*.
 *
 * @param currency what everything is told in
 * @param customers null for all of them
 */
export async function valueChanges(
  context: Context,
  comparison: Comparison,
  currency: string,
  customers: readonly string[] | null,
): Promise<ReadonlyMap<string, ValueChange>> {
  const { period, asOf } = comparison;
  const [rows, now, next] = await Promise.all([
    currencyChanges(context, comparison, customers),
    conversionInto(context, currency, period.start),
    conversionInto(context, currency, period.end < asOf ? period.end : asOf),
  ]);
  return inOneCurrency(rows, now, next);
}

/** Every customer's amounts in one currency: at the rates `now`, and its closing at those of the `next` period too. */
export function inOneCurrency(
  [customers, currencies, openings, closings, returned, undecided, underContract]: CurrencyChanges,
  now: Conversion,
  next: Conversion,
): ReadonlyMap<string, ValueChange> {
  const changes = new Map<string, ValueChange>();
  customers.forEach((customerId, place) => {
    const currency = currencies[place]!;
    const closing = minor(BigInt(closings[place]!));
    const before = changes.get(customerId) ?? NOTHING;
    changes.set(customerId, {
      opening: minor(before.opening + now.of(minor(BigInt(openings[place]!)), currency)),
      closing: minor(before.closing + now.of(closing, currency)),
      closingAtNextRates: minor(before.closingAtNextRates + next.of(closing, currency)),
      returned: returned[place] === true || before.returned,
      undecided: undecided[place]! || before.undecided,
      underContract: underContract[place]!,
    });
  });
  for (const [id, change] of changes)
    if (change.opening < 0n || change.closing < 0n) changes.set(id, atLeastNothing(change));
  return changes;
}

const ZERO = minor(0);
const NOTHING = { opening: ZERO, closing: ZERO, closingAtNextRates: ZERO, returned: false, undecided: false };

/** Who returned more than it bought in a period is worth nothing in it. */
const atLeastNothing = (change: ValueChange): ValueChange => ({
  ...change,
  opening: change.opening < 0n ? ZERO : change.opening,
  ...(change.closing < 0n && { closing: ZERO, closingAtNextRates: ZERO }),
});
