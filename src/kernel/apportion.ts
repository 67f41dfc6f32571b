import { compare } from "./compare";
import { minor, type Minor } from "./money";

/**
 * Splits an amount by weights so that the parts add up to it: the largest remainder method on the absolute value, with
 * the sign restored. Of equal remainders the one that comes first takes the unit: 10.00 over three equal weights gives
 * 3.34, 3.33, 3.33. Source: domain §3.2, worked case 11 of compensation.
 *
 * @param weights at least one above 0, none below; in the order in which ties are broken
 */
export function apportion(amount: Minor, weights: readonly bigint[]): Minor[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0n);
  const size = amount < 0n ? -amount : amount;
  const floors = weights.map((weight) => (size * weight) / whole);
  const remainders = weights.map((weight) => (size * weight) % whole);
  const left = Number(size - floors.reduce((sum, part) => sum + part, 0n));
  const next = weights.map((_, index) => index).sort((a, b) => compare(remainders[b]!, remainders[a]!) || a - b);
  for (const index of next.slice(0, left)) floors[index]! += 1n;
  return floors.map((part) => minor(amount < 0n ? -part : part));
}
