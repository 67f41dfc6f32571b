import type { EntityManager } from "typeorm";
import { type Actor, type Outcome, unchanged } from "../../platform/mutation/mutate";
import { lockNamed, notFound, refuse, staleVersion } from "../../platform/mutation/objection";
import { alter } from "../../platform/mutation/write";
import { ContactEntity } from "./contact.entity";
import type { ContactLeaveInput } from "./contact.inputs";
import { contactRecord } from "./contact.record";
import { contactUpsert } from "./contact.upsert";

/** A person leaves a customer, and stays in its history. */
export async function leaveContact(tx: EntityManager, actor: Actor, input: ContactLeaveInput): Promise<Outcome> {
  const contact = await lockNamed<ContactEntity>(tx, actor, contactRecord, "contact", input.contact);
  if (!contact) return notFound("contact");
  const stale = staleVersion(input.version, contact.version, "contact");
  if (stale) return unchanged(stale);
  if (contact.leftOn !== null) {
    return refuse(
      "CONFLICT",
      "contact",
      `left on ${contact.leftOn} already; a wrong day is corrected by contactsUpsert`,
    );
  }
  const writing = { actor, action: "contactLeave", entity: ContactEntity, spec: contactUpsert };
  return alter(tx, writing, contact, { leftOn: input.leftOn });
}
