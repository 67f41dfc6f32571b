import type { EntityManager } from "typeorm";
import { unchanged, type Actor, type Outcome } from "../../platform/mutation/mutate";
import { lockNamed, notFound, refuse, staleVersion } from "../../platform/mutation/objection";
import { add, alter } from "../../platform/mutation/write";
import type { CustomerEntity } from "../customers/customer.entity";
import { customerRecord } from "../customers/customer.record";
import { ReferralEntity } from "./referral.entity";
import type { ReferralConvertInput, ReferralFollowUpInput, ReferralReceiveInput } from "./referral.inputs";
import { referralRecord } from "./referral.record";
import { referralUpsert } from "./referral.upsert";

const writes = { entity: ReferralEntity, spec: referralUpsert };

export async function receiveReferral(tx: EntityManager, actor: Actor, input: ReferralReceiveInput): Promise<Outcome> {
  const customer = await lockNamed<CustomerEntity>(tx, actor, customerRecord, "customer", input.customer);
  if (!customer) return notFound("customer");
  const lead = await lockNamed<CustomerEntity>(tx, actor, customerRecord, "lead", input.lead);
  if (!lead) return notFound("lead", "customer");
  const referral = { customerId: customer.id, leadId: lead.id, receivedOn: input.receivedOn };
  return add(tx, { ...writes, actor, action: "referralReceive" }, referral);
}

export async function followUpReferral(
  tx: EntityManager,
  actor: Actor,
  { firstFollowedUpOn, ...input }: ReferralFollowUpInput,
): Promise<Outcome> {
  const referral = await lockNamed<ReferralEntity>(tx, actor, referralRecord, "referral", input.referral);
  if (!referral) return notFound("referral");
  const stale = staleVersion(input.version, referral.version, "referral");
  if (stale) return unchanged(stale);
  if (referral.firstFollowedUpOn) {
    return refuse("CONFLICT", "referral", `was followed up on ${referral.firstFollowedUpOn} already`);
  }
  return alter(tx, { ...writes, actor, action: "referralFollowUp" }, referral, { firstFollowedUpOn });
}

export async function convertReferral(
  tx: EntityManager,
  actor: Actor,
  { convertedOn, ...input }: ReferralConvertInput,
): Promise<Outcome> {
  const referral = await lockNamed<ReferralEntity>(tx, actor, referralRecord, "referral", input.referral);
  if (!referral) return notFound("referral");
  const stale = staleVersion(input.version, referral.version, "referral");
  if (stale) return unchanged(stale);
  if (referral.convertedOn) return refuse("CONFLICT", "referral", `converted on ${referral.convertedOn} already`);
  return alter(tx, { ...writes, actor, action: "referralConvert" }, referral, { convertedOn });
}
