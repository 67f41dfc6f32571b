import type { EntityManager } from "typeorm";
import { formatAmount, minor, parseAmount } from "../../kernel/money";
import { must } from "../../kernel/invariant";
import type { Actor, Outcome } from "../../platform/mutation/mutate";
import { lockNamed, notFound, refuse } from "../../platform/mutation/objection";
import { add } from "../../platform/mutation/write";
import { refundedMinor } from "./purchase-refund.queries";
import { PurchaseEntity } from "./purchase.entity";
import type { PurchaseRefundInput } from "./purchase.inputs";
import { purchaseRecord } from "./purchase.record";
import { purchaseUpsert } from "./purchase.upsert";

/** As the driver hands it out: bigint as text. */
type Stored = Omit<PurchaseEntity, "amountMinor"> & { readonly amountMinor: string };

/** Takes back a purchase, or a part of it, on a day: a purchase of its own with a negative amount that names the first. */
export async function refundPurchase(tx: EntityManager, actor: Actor, input: PurchaseRefundInput): Promise<Outcome> {
  const bought = await lockNamed<Stored>(tx, actor, purchaseRecord, "purchase", input.purchase);
  if (!bought) return notFound("purchase");
  const { customerId, repId, currency } = bought;
  const left = minor(BigInt(bought.amountMinor) - (await refundedMinor(tx, bought.id)));
  const asked = input.amount == null ? left : must(parseAmount(input.amount, currency), "a Decimal is an amount").minor;
  if (left <= 0n) return refuse("CONFLICT", "purchase", "has nothing left to refund");
  if (asked <= 0n || asked > left) {
    return refuse("INVALID", "amount", `must be above 0 and at most ${formatAmount(left, currency)} ${currency}`);
  }
  if (input.refundedOn < bought.purchasedOn) {
    return refuse("INVALID", "refundedOn", `comes before the purchase on ${bought.purchasedOn}`);
  }
  const writing = {
    actor,
    action: "purchaseRefund",
    entity: PurchaseEntity,
    spec: purchaseUpsert,
    reason: input.reason,
  };
  const refund = { externalId: input.externalId, customerId, repId, currency, purchasedOn: input.refundedOn };
  return add(tx, writing, { ...refund, refundOfId: bought.id, amountMinor: minor(-asked) });
}
