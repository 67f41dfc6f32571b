import { formatAmount, type Minor } from "../../../kernel/money";

/** "1 day", "2 days". */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** "1200.00 EUR". */
export const amountOf = (amount: Minor, currency: string): string => `${formatAmount(amount, currency)} ${currency}`;

/** A ratio with at most one decimal: 0.1234 is "12.3 %". */
export const percent = (ratio: number): string => `${decimal(100 * ratio)} %`;

/** At most one decimal, without a minus before a zero: -0.25 is "-0.3", -0.04 is "0". */
export const decimal = (value: number): string => `${Math.sign(value) * (Math.round(10 * Math.abs(value)) / 10) || 0}`;

/** The first few in the order of the alphabet: "A, B", and "A, B, C and others" when there are more. */
export function listed(names: readonly string[]): string {
  const few = [...names].sort().slice(0, 3).join(", ");
  return names.length > 3 ? `${few} and others` : few;
}
