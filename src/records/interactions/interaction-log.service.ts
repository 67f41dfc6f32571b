import type { EntityManager } from "typeorm";
import type { Actor, Outcome } from "../../platform/mutation/mutate";
import { lockNamed, notFound } from "../../platform/mutation/objection";
import { add } from "../../platform/mutation/write";
import type { CustomerEntity } from "../customers/customer.entity";
import { customerRecord } from "../customers/customer.record";
import { InteractionEntity } from "./interaction.entity";
import type { InteractionLogInput } from "./interaction.inputs";
import { interactionUpsert } from "./interaction.upsert";

/** Writes down what the actor itself has just done with a customer. */
export async function logInteraction(
  tx: EntityManager,
  actor: Actor,
  { customer: id, ...interaction }: InteractionLogInput,
): Promise<Outcome> {
  const customer = await lockNamed<CustomerEntity>(tx, actor, customerRecord, "customer", id);
  if (!customer) return notFound("customer");
  const writing = { actor, action: "interactionLog", entity: InteractionEntity, spec: interactionUpsert };
  return add(tx, writing, { ...interaction, customerId: customer.id, repId: actor.viewer.repId });
}
