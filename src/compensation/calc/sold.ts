import { minor, type Minor } from "../../kernel/money";
import type { CreditedEvent, SoldPart } from "./person";
import type { Commission } from "./plan";

/** What of an event counts for a commission; null: nothing. */
export type Narrowing = (event: CreditedEvent) => CreditedEvent | null;

/**
 * Leaves of events what was sold of the products that a commission is for: an order of several pays for each by its own lines.
 *
 * @returns null of a commission that all products count for
 */
export function narrowingTo({ series, products }: Commission): Narrowing | null {
  if (series === null && products === null) return null;
  const isNamed = (names: readonly string[] | null, name: string | null): boolean =>
    names === null || (name !== null && names.includes(name));
  const counts = (part: SoldPart): boolean => isNamed(series, part.series) && isNamed(products, part.product);
  return (event) => {
    const sold = (event.sold ?? []).filter(counts);
    if (sold.length === 0) return null;
    const value = sold.reduce((sum, part) => sum + part.value, 0n);
    return { ...event, value: minor(value), profit: event.profit === null ? null : profitOf(sold), sold };
  };
}

/** Whether something of an event was sold that nobody says the product of. */
export const isUnknown = ({ sold }: CreditedEvent): boolean =>
  sold === null || sold.some(({ product, value }) => product === null && value !== 0n);

const profitOf = (sold: readonly SoldPart[]): Minor => minor(sold.reduce((sum, part) => sum + (part.profit ?? 0n), 0n));
