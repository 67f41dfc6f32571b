import { minor, type Minor } from "../../kernel/money";
import type { Context } from "../../platform/graphql/context";
import { type Conversion, conversionInto } from "../currency/conversion";
import type { ValueChange } from "./calc/value-change";
import { type Comparison, type CurrencyChange, currencyChanges } from "./value-changes.queries";

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
  rows: readonly CurrencyChange[],
  now: Conversion,
  next: Conversion,
): ReadonlyMap<string, ValueChange> {
  const changes = new Map<string, ValueChange>();
  for (const [customerId, currency, opening, closing, returned, undecided] of rows) {
    const closes = minor(BigInt(closing));
    const before = changes.get(customerId);
    changes.set(customerId, {
      customerId,
      opening: plus(before?.opening, now.of(minor(BigInt(opening)), currency)),
      closing: plus(before?.closing, now.of(closes, currency)),
      closingAtNextRates: plus(before?.closingAtNextRates, next.of(closes, currency)),
      returned: returned === true || before?.returned === true,
      undecided: undecided || before?.undecided === true,
    });
  }
  for (const [id, change] of changes) if (lessThanNothing(change)) changes.set(id, atLeastNothing(change));
  return changes;
}

const plus = (before: Minor | undefined, more: Minor): Minor => minor((before ?? 0n) + more);

const lessThanNothing = ({ opening, closing, closingAtNextRates }: ValueChange): boolean =>
  opening < 0n || closing < 0n || closingAtNextRates < 0n;

/** Who returned more than it bought in a period is worth nothing in it. */
const atLeastNothing = (change: ValueChange): ValueChange => ({
  ...change,
  opening: positive(change.opening),
  closing: positive(change.closing),
  closingAtNextRates: positive(change.closingAtNextRates),
});

const positive = (amount: Minor): Minor => (amount < 0n ? minor(0) : amount);
