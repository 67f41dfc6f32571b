import { must } from "../../kernel/invariant";
import { exponentOf, minor, type Minor } from "../../kernel/money";
import { divideRounded } from "../../kernel/rate";

/** numerator ÷ denominator, exactly. The denominator is above 0; common factors stay, since one division ends it all. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const ZERO: Fraction = { numerator: 0n, denominator: 1n };
export const ONE: Fraction = { numerator: 1n, denominator: 1n };

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/** "-1.05" → −105 ÷ 100. */
export function decimal(text: string): Fraction {
  const [, sign, whole, fraction = ""] = must(DECIMAL.exec(text), `a decimal number: ${text}`);
  const digits = BigInt(whole! + fraction);
  return { numerator: sign === "-" ? -digits : digits, denominator: 10n ** BigInt(fraction.length) };
}

/** Several decimals over the denominator that fits them all. */
export function decimals(texts: readonly string[]): { readonly numerators: bigint[]; readonly denominator: bigint } {
  const all = texts.map(decimal);
  const denominator = all.reduce((most, { denominator: one }) => (one > most ? one : most), 1n);
  return { numerators: all.map((one) => (one.numerator * denominator) / one.denominator), denominator };
}

export const times = (a: Fraction, b: Fraction): Fraction => ({
  numerator: a.numerator * b.numerator,
  denominator: a.denominator * b.denominator,
});

export const plus = (a: Fraction, b: Fraction): Fraction =>
  a.denominator === b.denominator
    ? { numerator: a.numerator + b.numerator, denominator: a.denominator }
    : overBoth(a, b);

/** a + b, over the product of their denominators. */
export const overBoth = (a: Fraction, b: Fraction): Fraction => ({
  numerator: a.numerator * b.denominator + b.numerator * a.denominator,
  denominator: a.denominator * b.denominator,
});

export const minus = (a: Fraction, { numerator, denominator }: Fraction): Fraction =>
  plus(a, { numerator: -numerator, denominator });

export const isBelow = (a: Fraction, b: Fraction): boolean => a.numerator * b.denominator < b.numerator * a.denominator;

/** a ÷ b, of a positive b. */
export const over = (a: Fraction, b: Fraction): Fraction => ({
  numerator: a.numerator * b.denominator,
  denominator: a.denominator * b.numerator,
});

/** Minor units that one major unit is. */
export const unitOf = (currency: string): bigint => 10n ** BigInt(exponentOf(currency));

/** The one rounding of a line: half away from zero, to the minor unit. Source: domain §5. */
export const rounded = ({ numerator, denominator }: Fraction): Minor => minor(divideRounded(numerator, denominator));
