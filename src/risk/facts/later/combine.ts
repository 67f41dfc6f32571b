import { addDecimals } from "../../../kernel/decimal";
import type { MoneyFact } from "../../../value/customer-value/calc/money-facts";

/** One row, or none. */
export type One<Row> = readonly Row[];

/** Null says nothing: the other one stands. */
const either = <Value extends string | null>(
  one: Value,
  other: Value,
  both: (one: string, other: string) => string,
): Value => (one === null ? other : other === null ? one : (both(one, other) as Value));

export const least = <Value extends string | null>(one: Value, other: Value): Value =>
  either(one, other, (a, b) => (a < b ? a : b));

export const greatest = <Value extends string | null>(one: Value, other: Value): Value =>
  either(one, other, (a, b) => (a > b ? a : b));

/** Of decimals. */
export const sum = <Value extends string | null>(one: Value, other: Value): Value => either(one, other, addDecimals);

/** Amounts of the same kind and currency become one. */
export function withMoney(known: readonly MoneyFact[], more: MoneyFact): readonly MoneyFact[] {
  const isLike = ({ kind, currency }: MoneyFact): boolean => kind === more.kind && currency === more.currency;
  return known.some(isLike) ? known.map((one) => (isLike(one) ? plus(one, more) : one)) : [...known, more];
}

const plus = (one: MoneyFact, other: MoneyFact): MoneyFact => ({
  ...one,
  amount: sum(one.amount, other.amount),
  count: one.count + other.count,
  unknown: one.unknown + other.unknown,
});
