import { minor, type Minor } from "../../kernel/money";
import { floorDivide } from "../../kernel/rate";
import type { Netted } from "./netted";
import type { Part } from "./trace";

/**
 * Attributes an amount in proportion to weights by largest remainder, so that the parts add up to it. Of equal remainders the
 * first takes the unit. Where the weights cancel out, what they are without their signs counts. Unlike with shares, a weight
 * may be below 0: what was given back takes its part of the amount back. Source: domain §3.2 and §5.
 *
 * @returns a part each; of an amount that nothing weighs for, none is anybody's: all are 0
 */
export function attribute(amount: Minor, weights: readonly bigint[]): Part[] {
  const signed = sumOf(weights);
  const told = signed === 0n ? weights.map(sizeOf) : signed < 0n ? weights.map((weight) => -weight) : weights;
  const whole = signed === 0n ? sumOf(told) : sizeOf(signed);
  if (whole === 0n) return weights.map(() => ({ amount: minor(0), weight: 0n, whole: 1n, unit: 0 }));
  const size = sizeOf(amount);
  const remainders: bigint[] = [];
  let left = size;
  for (const weight of told) {
    const product = size * weight;
    const floor = floorDivide(product, whole);
    remainders.push(product - floor * whole);
    left -= floor;
  }
  const units = left === 0n ? null : largest(remainders, Number(left));
  return told.map((weight, at) => ({ amount, weight, whole, unit: units?.has(at) ? 1 : 0 }));
}

/** The places of the largest values; of equal ones the first. */
function largest(values: readonly bigint[], count: number): ReadonlySet<number> {
  const order = values.map((_, at) => at).sort((a, b) => compare(values[b]!, values[a]!) || a - b);
  return new Set(order.slice(0, count));
}

/** ⌊|amount| × weight ÷ whole⌋ + unit, with the sign of the amount restored. */
export function amountOfPart({ amount, weight, whole, unit }: Part): Minor {
  const size = floorDivide(sizeOf(amount) * weight, whole) + BigInt(unit);
  return minor(amount < 0n ? -size : size);
}

/** Of the credits of a component: what it pays for each of them. */
export const attributeToCredits = (amount: Minor, credits: readonly Netted[]): Part[] =>
  attribute(
    amount,
    credits.map(({ weight }) => weight),
  );

const sizeOf = (value: bigint): bigint => (value < 0n ? -value : value);
const sumOf = (values: readonly bigint[]): bigint => values.reduce((sum, value) => sum + value, 0n);
const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
