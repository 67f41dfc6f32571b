import { divideRounded } from "../../../kernel/rate";
import type { Fraction } from "../../calc/exact";

/** A fraction as it is written, without the zeros that both of its numbers end in: 6300 ÷ 7100 is 63 ÷ 71. */
export function shownQuotient({ numerator, denominator }: Fraction): string {
  let [above, below] = [numerator, denominator];
  while (above % 10n === 0n && below % 10n === 0n) [above, below] = [above / 10n, below / 10n];
  return `${above} ÷ ${below}`;
}

/** A number with four decimals at most; `…` where it goes on. */
export function shown({ numerator, denominator }: Fraction): string {
  const scaled = divideRounded(numerator * 10_000n, denominator);
  const isExact = scaled * denominator === numerator * 10_000n;
  const digits = `${scaled < 0n ? -scaled : scaled}`.padStart(5, "0");
  const decimals = digits.slice(-4).replace(/0+$/, "");
  const text = `${scaled < 0n ? "-" : ""}${digits.slice(0, -4)}${decimals && `.${decimals}`}`;
  return isExact ? text : `${text}…`;
}
