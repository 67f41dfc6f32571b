import type { Day } from "../../../kernel/calendar";
import { groupBy } from "../../../kernel/group-by";
import { yearTo } from "../../../value/customer-value/calc/money-facts";
import type { Subject } from "../found";
import type { Known } from "../known";
import { type Interaction, withInteractions } from "./interactions";
import { withPurchases } from "./purchases";
import { type PurchaseRow, purchasesIn } from "./sales";

/** What is later than all that was read of customers, as it is read. */
export interface LaterRows {
  readonly purchases: readonly PurchaseRow[];
  readonly interactions: readonly Interaction[];
}

/** Adds to what is known of a customer what is later than all of it: as if both were read at once. */
export function addingLater(rows: LaterRows, asOf: Day): (known: Known, customer: Subject) => Known {
  const purchases = groupBy(purchasesIn(rows.purchases), ({ customerId }) => customerId);
  const interactions = groupBy(rows.interactions, ({ customerId }) => customerId);
  const year = yearTo(asOf);
  return (known, { customerId, relationship }) => {
    const bought = withPurchases(known, purchases.get(customerId) ?? [], relationship, year);
    return withInteractions(bought, interactions.get(customerId) ?? [], year);
  };
}
