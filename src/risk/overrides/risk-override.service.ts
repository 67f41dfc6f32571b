import type { EntityManager } from "typeorm";
import { addDays } from "../../kernel/calendar";
import type { Actor, Outcome } from "../../platform/mutation/mutate";
import { lockNamed, notFound, refuse } from "../../platform/mutation/objection";
import { add } from "../../platform/mutation/write";
import type { CustomerEntity } from "../../records/customers/customer.entity";
import { customerRecord } from "../../records/customers/customer.record";
import { RiskOverrideEntity } from "./risk-override.entity";
import type { RiskOverrideInput, RiskOverrideWithdrawInput } from "./risk-override.inputs";
import { isOverridden } from "./risk-override.queries";

const LONGEST_DAYS = 365;

const writes = { entity: RiskOverrideEntity, spec: { record: "riskOverride", table: "risk_override" } };

const decided = ({ viewer: { repId, principal }, today }: Actor) => ({
  ...{ startsOn: today, repId, decidedBy: principal },
});

/** Says how at risk a customer is from today on, in place of its signals and of what was said before. */
export async function overrideRisk(tx: EntityManager, actor: Actor, input: RiskOverrideInput): Promise<Outcome> {
  const customer = await lockNamed<CustomerEntity>(tx, actor, customerRecord, "customer", input.customer);
  if (!customer) return notFound("customer");
  const { band = null, score = null, reason, until: endsOn } = input;
  if (band === null && score === null) return refuse("INVALID", "band", "or score is needed");
  if (band !== null && score !== null) return refuse("INVALID", "score", "stands beside band: give one of them");
  const latest = addDays(actor.today, LONGEST_DAYS);
  if (endsOn <= actor.today || endsOn > latest) {
    return refuse("INVALID", "until", `is ${endsOn}: choose a day after ${actor.today}, up to ${latest}`);
  }
  const says = { customerId: customer.id, band, score, reason, endsOn };
  return add(tx, { ...writes, actor, action: "riskOverride" }, { ...says, ...decided(actor) });
}

export async function withdrawOverride(
  tx: EntityManager,
  actor: Actor,
  input: RiskOverrideWithdrawInput,
): Promise<Outcome> {
  const customer = await lockNamed<CustomerEntity>(tx, actor, customerRecord, "customer", input.customer);
  if (!customer) return notFound("customer");
  if (!(await isOverridden(tx, customer.id, actor.today))) {
    return refuse("CONFLICT", "customer", "is judged by its signals today: there is nothing to withdraw");
  }
  const says = { customerId: customer.id, reason: input.reason };
  return add(tx, { ...writes, actor, action: "riskOverrideWithdraw" }, { ...says, ...decided(actor) });
}
