/** Whole minor units of one currency. bigint, so that no float slips into a sum. */
export type Minor = bigint & { readonly __unit: "minor" };

/** Decimals of the currencies that do not have two. Source: ISO 4217, list one. */
const EXPONENTS: Readonly<Record<string, number>> = Object.fromEntries([
  ...["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG"].map((currency) => [currency, 0] as const),
  ...["RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"].map((currency) => [currency, 0] as const),
  ...["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"].map((currency) => [currency, 3] as const),
  ...["CLF", "UYW"].map((currency) => [currency, 4] as const),
]);

/** Number of decimals between the major and the minor unit: 2 for EUR, 0 for JPY, 3 for KWD. */
export const exponentOf = (currency: string): number => EXPONENTS[currency] ?? 2;

export const minor = (units: bigint | number): Minor => BigInt(units) as Minor;

const DECIMAL = /^([+-])?(\d+)(?:\.(\d+))?$/;

export interface ParsedAmount {
  readonly minor: Minor;
  /** true when the text had more decimals than the currency and the rest was not zero */
  readonly rounded: boolean;
}

/**
 * Reads a decimal text in major units, rounding half away from zero to the currency's minor unit:
 * 12.345 EUR → 1235, −12.345 EUR → −1235.
 *
 * @returns null when the text is not a plain decimal number
 */
export function parseAmount(text: string, currency: string): ParsedAmount | null {
  const match = DECIMAL.exec(text);
  if (!match) return null;
  const [, sign, whole = "0", fraction = ""] = match;
  const exponent = exponentOf(currency);
  const kept = fraction.slice(0, exponent).padEnd(exponent, "0");
  const rest = fraction.slice(exponent);
  const up = rest >= "5" ? 1n : 0n;
  const units = BigInt(whole + kept) + up;
  return { minor: minor(sign === "-" ? -units : units), rounded: /[1-9]/.test(rest) };
}

/** Decimal text in major units with exactly the currency's decimals: 1235 EUR → "12.35", 1235 JPY → "1235". */
export function formatAmount(amount: Minor, currency: string): string {
  const exponent = exponentOf(currency);
  const digits = (amount < 0n ? -amount : amount).toString().padStart(exponent + 1, "0");
  const sign = amount < 0n ? "-" : "";
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** The ISO 4217 exceptions as pairs, for the one SQL function that formats amounts. */
export const exceptionalExponents = (): readonly (readonly [currency: string, exponent: number])[] =>
  Object.entries(EXPONENTS);
