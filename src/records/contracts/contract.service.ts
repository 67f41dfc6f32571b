import type { EntityManager } from "typeorm";
import type { UserError } from "../../platform/graphql/user-error.type";
import { amountOf } from "../../platform/mutation/amount";
import { unchanged, type Actor, type Outcome } from "../../platform/mutation/mutate";
import { lockNamed, notFound, objection, refuse, staleVersion } from "../../platform/mutation/objection";
import { add, alter } from "../../platform/mutation/write";
import type { CustomerEntity } from "../customers/customer.entity";
import { customerRecord } from "../customers/customer.record";
import { loseRenewals, moveRenewals, openRenewal } from "../renewals/renewal-of-contract.service";
import type { ContractAmendInput, ContractEndInput, ContractSignInput } from "./contract-actions.inputs";
import { ContractEntity } from "./contract.entity";
import { contractRecord } from "./contract.record";
import { contractUpsert } from "./contract.upsert";

const writes = { entity: ContractEntity, spec: contractUpsert };

/** Its renewal is upcoming from then on. */
export async function signContract(
  tx: EntityManager,
  actor: Actor,
  { customer: id, externalId, annualValue, ...terms }: ContractSignInput,
): Promise<Outcome> {
  const customer = await lockNamed<CustomerEntity>(tx, actor, customerRecord, "customer", id);
  if (!customer) return notFound("customer");
  const annualValueMinor = amountOf(annualValue, terms.currency);
  if (annualValueMinor === null) return refuse("INVALID", "annualValue", "is too large");
  const change = { actor, action: "contractSign" };
  const contract = { ...terms, ...keyed(externalId), customerId: customer.id, annualValueMinor };
  const signed = await add(tx, { ...writes, ...change }, contract);
  if (signed.subjectId !== null) await openRenewal(tx, change, signed.subjectId);
  return signed;
}

/** New terms are a contract of their own: what the old one said stays readable, and counts for the days before. */
export async function amendContract(tx: EntityManager, actor: Actor, input: ContractAmendInput): Promise<Outcome> {
  const contract = await lockNamed<ContractEntity>(tx, actor, contractRecord, "contract", input.contract);
  if (!contract) return notFound("contract");
  const reason = (await standing(tx, contract, input.version)) ?? outside(contract, input.startsOn);
  if (reason) return unchanged(reason);
  const { customerId, currency } = contract;
  const annualValueMinor = amountOf(input.annualValue, currency);
  if (annualValueMinor === null) return refuse("INVALID", "annualValue", "is too large");
  const { signedOn, startsOn } = input;
  const endsOn = input.endsOn ?? contract.endsOn;
  const terms = { signedOn, startsOn, endsOn, monthToMonth: endsOn === null, annualValueMinor, currency };
  const change = { actor, action: "contractAmend" };
  const next = { ...keyed(input.externalId), customerId, ...terms, replacesId: contract.id };
  const amended = await add(tx, { ...writes, ...change }, next);
  if (amended.subjectId !== null) await moveRenewals(tx, change, contract, amended.subjectId);
  return amended;
}

/** What was to be decided at its end is lost with it. */
export async function endContract(tx: EntityManager, actor: Actor, input: ContractEndInput): Promise<Outcome> {
  const contract = await lockNamed<ContractEntity>(tx, actor, contractRecord, "contract", input.contract);
  if (!contract) return notFound("contract");
  const reason = await standing(tx, contract, input.version);
  if (reason) return unchanged(reason);
  const { endedOn, lossReason, competitor } = input;
  const change = { actor, action: "contractEnd" };
  const ended = await alter(tx, { ...writes, ...change }, contract, { endedOn, lossReason, competitor });
  if (ended.subjectId !== null) await loseRenewals(tx, change, contract, { endedOn, lossReason, competitor });
  return ended;
}

const keyed = (externalId: string | null | undefined) => (externalId == null ? {} : { externalId });

/** Why a contract cannot be changed any more; null when it can. */
async function standing(tx: EntityManager, contract: ContractEntity, version: number): Promise<UserError | null> {
  const stale = staleVersion(version, contract.version, "contract");
  if (stale) return stale;
  if (contract.endedOn !== null) return objection("CONFLICT", "contract", `was ended on ${contract.endedOn} already`);
  const later = await tx.findOneBy(ContractEntity, { replacesId: contract.id });
  if (!later) return null;
  return objection("CONFLICT", "contract", `was replaced on ${later.startsOn} by ${later.externalId}: change that one`);
}

function outside({ startsOn, endsOn }: ContractEntity, day: string): UserError | null {
  if (day >= startsOn && (endsOn === null || day < endsOn)) return null;
  const until = endsOn === null ? "" : ` to before ${endsOn}`;
  return objection("CONFLICT", "startsOn", `is ${day}, outside of the contract, which runs from ${startsOn}${until}`);
}
