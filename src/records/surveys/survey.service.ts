import type { EntityManager } from "typeorm";
import type { Actor, Outcome } from "../../platform/mutation/mutate";
import { lockNamed, notFound } from "../../platform/mutation/objection";
import { add } from "../../platform/mutation/write";
import type { ContactEntity } from "../contacts/contact.entity";
import { contactRecord } from "../contacts/contact.record";
import type { CustomerEntity } from "../customers/customer.entity";
import { customerRecord } from "../customers/customer.record";
import { SurveyEntity } from "./survey.entity";
import type { SurveyAnswerInput } from "./survey.inputs";
import { surveyUpsert } from "./survey.upsert";

export async function answerSurvey(
  tx: EntityManager,
  actor: Actor,
  { customer: customerId, contact: contactId, ...answer }: SurveyAnswerInput,
): Promise<Outcome> {
  const customer = await lockNamed<CustomerEntity>(tx, actor, customerRecord, "customer", customerId);
  if (!customer) return notFound("customer");
  const contact = contactId ? await lockNamed<ContactEntity>(tx, actor, contactRecord, "contact", contactId) : null;
  if (contactId && !contact) return notFound("contact");
  const writing = { actor, action: "surveyAnswer", entity: SurveyEntity, spec: surveyUpsert };
  return add(tx, writing, { ...answer, customerId: customer.id, contactId: contact?.id ?? null });
}
