import { type Minor, parseAmount } from "../../kernel/money";

/** A `Decimal` of an input in minor units, rounded half away from zero; null when it is too large to be stored. */
export function amountOf(decimal: string, currency: string): Minor | null {
  const units = parseAmount(decimal, currency)?.minor;
  return units !== undefined && BigInt.asIntN(64, units) === units ? units : null;
}
