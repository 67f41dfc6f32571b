/** A rep's share of a customer on one day, in basis points. */
export interface ShareHeld {
  readonly customerId: string;
  readonly repId: string;
  readonly externalId: string;
  readonly share: number;
}

const WHOLE = 10_000;

/**
 * To whom each customer counts as a whole: who holds the largest share of it. Of equal ones the first by external id; the
 * house, which holds what no rep does, only with more than each of them.
 *
 * @returns by customer, the rep; customers of the house are left out
 */
export function largestShares(held: Iterable<ShareHeld>): ReadonlyMap<string, string> {
  const largest = new Map<string, ShareHeld>();
  const assigned = new Map<string, number>();
  for (const one of held) {
    const before = largest.get(one.customerId);
    if (before === undefined || isLarger(one, before)) largest.set(one.customerId, one);
    assigned.set(one.customerId, (assigned.get(one.customerId) ?? 0) + one.share);
  }
  const house = (customer: string): number => WHOLE - assigned.get(customer)!;
  return new Map(
    [...largest].flatMap(([customer, { repId, share }]) => (share >= house(customer) ? [[customer, repId]] : [])),
  );
}

const isLarger = (one: ShareHeld, other: ShareHeld): boolean =>
  one.share === other.share ? one.externalId < other.externalId : one.share > other.share;
