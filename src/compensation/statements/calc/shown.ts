import { divideRounded } from "../../../kernel/rate";
import type { Fraction } from "../../calc/exact";

/** A number with four decimals at most; `…` where it goes on. */
export function shown({ numerator, denominator }: Fraction): string {
  const scaled = divideRounded(numerator * 10_000n, denominator);
  const isExact = scaled * denominator === numerator * 10_000n;
  const digits = `${scaled < 0n ? -scaled : scaled}`.padStart(5, "0");
  const decimals = digits.slice(-4).replace(/0+$/, "");
  const text = `${scaled < 0n ? "-" : ""}${digits.slice(0, -4)}${decimals && `.${decimals}`}`;
  return isExact ? text : `${text}…`;
}
