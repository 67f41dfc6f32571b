import type { EntityManager } from "typeorm";

/** What was refunded of a purchase so far, in minor units, as a positive number. */
export async function refundedMinor(tx: EntityManager, purchaseId: string): Promise<bigint> {
  const [{ refunded }]: [{ refunded: string }] = await tx.query(
    `select coalesce(-sum(amount_minor), 0)::text as refunded from purchase where refund_of_id = $1`,
    [purchaseId],
  );
  return BigInt(refunded);
}
