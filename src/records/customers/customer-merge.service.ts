import type { EntityManager } from "typeorm";
import { unchanged, type Actor, type Outcome } from "../../platform/mutation/mutate";
import { lockNamed, notFound, refuse, staleVersion } from "../../platform/mutation/objection";
import { alter } from "../../platform/mutation/write";
import { CustomerEntity } from "./customer.entity";
import type { CustomerMergeInput } from "./customer.inputs";
import { customerRecord } from "./customer.record";
import { customerUpsert } from "./customer.upsert";

const MERGING = {
  ...customerUpsert,
  constraints: { customer_merged_no_circle: { field: "into", message: "was merged into the customer" } },
};

/**
 * Makes two accounts one, from a day on. Facts stay with the account they were recorded for: whoever looks at a day
 * before still sees two.
 */
export async function mergeCustomers(tx: EntityManager, actor: Actor, input: CustomerMergeInput): Promise<Outcome> {
  const customer = await lockNamed<CustomerEntity>(tx, actor, customerRecord, "customer", input.customer);
  const into = await lockNamed<CustomerEntity>(tx, actor, customerRecord, "into", input.into);
  if (!customer) return notFound("customer");
  if (!into) return notFound("into", "customer");
  const stale = staleVersion(input.version, customer.version, "customer");
  if (stale) return unchanged(stale);
  if (customer.mergedIntoId !== null) {
    return refuse("CONFLICT", "customer", `was merged into another on ${customer.mergedOn} already`);
  }
  if (customer.id === into.id) return refuse("INVALID", "into", "is the customer itself");
  const writing = {
    actor,
    action: "customerMerge",
    entity: CustomerEntity,
    spec: MERGING,
    reason: input.reason,
  };
  return alter(tx, writing, customer, { mergedIntoId: into.id, mergedOn: input.mergedOn });
}
