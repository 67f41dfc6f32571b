import { compare } from "../../kernel/compare";
import { minor, type Minor } from "../../kernel/money";
import { floorDivide } from "../../kernel/rate";
import type { Part } from "./trace";

/** What falls to each of several weights: how it comes about, and what it comes to. */
export interface Attributed {
  readonly parts: readonly Part[];
  readonly amounts: readonly Minor[];
}

/**
 * Attributes an amount in proportion to weights by largest remainder, so that the parts add up to it. Of equal remainders the
 * first takes the unit. Where the weights cancel out, what they are without their signs counts. Unlike with shares, a weight
 * may be below 0: what was given back takes its part of the amount back. Source: domain §3.2 and §5.
 *
 * @returns a part each; of an amount that nothing weighs for, none is anybody's: all are 0
 */
export function attribute(amount: Minor, weights: readonly bigint[]): Attributed {
  const signed = sumOf(weights);
  const told = signed === 0n ? weights.map(sizeOf) : signed < 0n ? weights.map((weight) => -weight) : weights;
  const whole = signed === 0n ? sumOf(told) : sizeOf(signed);
  if (whole === 0n) return { parts: weights.map(() => NOBODYS), amounts: weights.map(() => NOBODYS.amount) };
  const size = sizeOf(amount);
  const floors = told.map((weight) => floorDivide(size * weight, whole));
  const left = Number(size - sumOf(floors));
  const units = left === 0 ? null : unitsOf(remainders(size, told, whole, floors), left);
  return {
    parts: told.map((weight, at) => ({ amount, weight, whole, unit: units?.[at] ?? 0 })),
    amounts: floors.map((floor, at) => signedAs(amount, units?.[at] === 1 ? floor + 1n : floor)),
  };
}

const NOBODYS: Part = { amount: minor(0), weight: 0n, whole: 1n, unit: 0 };

const remainders = (size: bigint, weights: readonly bigint[], whole: bigint, floors: readonly bigint[]): bigint[] =>
  weights.map((weight, at) => size * weight - floors[at]! * whole);

/** A unit for each of so many of the largest values; of equal ones for the first. */
function unitsOf(values: readonly bigint[], count: number): Part["unit"][] {
  const units = values.map((): Part["unit"] => 0);
  if (values.length <= FEW) {
    for (let left = count; left > 0; left--) units[largestWithout(units, values)] = 1;
    return units;
  }
  const order = values.map((_, at) => at).sort((a, b) => compare(values[b]!, values[a]!) || a - b);
  for (let taken = 0; taken < count; taken++) units[order[taken]!] = 1;
  return units;
}

/** So many are looked through again and again sooner than they are sorted. */
const FEW = 12;

function largestWithout(units: readonly Part["unit"][], values: readonly bigint[]): number {
  let largest = -1;
  for (let at = 0; at < values.length; at++) {
    if (units[at] === 0 && (largest < 0 || values[at]! > values[largest]!)) largest = at;
  }
  return largest;
}

/** ⌊|amount| × weight ÷ whole⌋ + unit, with the sign of the amount restored. */
export function amountOfPart({ amount, weight, whole, unit }: Part): Minor {
  return signedAs(amount, floorDivide(sizeOf(amount) * weight, whole) + BigInt(unit));
}

const signedAs = (amount: Minor, size: bigint): Minor => minor(amount < 0n ? -size : size);
const sizeOf = (value: bigint): bigint => (value < 0n ? -value : value);
const sumOf = (values: readonly bigint[]): bigint => values.reduce((sum, value) => sum + value, 0n);
