import { exponentOf, minor, type Minor } from "./money";

const DECIMAL = /^(\d+)(?:\.(\d+))?$/;

/** Halves go away from zero, as wherever money is rounded. */
export function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const half = divisor >> 1n;
  return (dividend < 0n ? dividend - half : dividend + half) / divisor;
}

/** ⌊dividend ÷ divisor⌋, of a positive divisor. */
export function floorDivide(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend < 0n && quotient * divisor !== dividend ? quotient - 1n : quotient;
}

/**
 * An amount of one currency in another: exact, then rounded once to the other's minor unit.
 *
 * @param rate decimal text: units of `to` that one unit of `from` is
 */
export function convert(amount: Minor, from: string, to: string, rate: string): Minor {
  const [, whole, fraction = ""] = DECIMAL.exec(rate) ?? [];
  if (whole === undefined) throw new Error(`Not a rate: ${rate}`);
  const scaled = amount * BigInt(whole + fraction) * 10n ** BigInt(exponentOf(to));
  return minor(divideRounded(scaled, 10n ** BigInt(fraction.length + exponentOf(from))));
}
