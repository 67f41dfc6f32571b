import type { EntityManager } from "typeorm";
import type { Day } from "../../kernel/calendar";
import { amountOf } from "../../platform/mutation/amount";
import { type Actor, type Outcome, unchanged } from "../../platform/mutation/mutate";
import { lockNamed, notFound, refuse, staleVersion } from "../../platform/mutation/objection";
import { add, alter } from "../../platform/mutation/write";
import { EnrolmentEntity } from "./enrolment.entity";
import type { EnrolmentAcceptInput, EnrolmentAmendInput } from "./enrolment.inputs";
import { enrolmentRecord, isAccepted, versionOn } from "./enrolment.record";
import { enrolmentUpsert } from "./enrolment.upsert";

const writes = { entity: EnrolmentEntity, spec: enrolmentUpsert };

const PLAN_NOW = `
  select plan.version, ${isAccepted("e", "$2::date")} as accepted
  from enrolment e join compensation_plan plan on plan.id = ${versionOn("e", "$2::date")} where e.id = $1`;

interface PlanNow {
  readonly version: number;
  readonly accepted: boolean;
}

/** What there is to accept. */
async function planNow(tx: EntityManager, { id }: EnrolmentEntity, today: Day): Promise<PlanNow> {
  const [found]: [PlanNow] = await tx.query(PLAN_NOW, [id, today]);
  return found;
}

/**
 * Who is enrolled accepts what the enrolment and its plan say, and each version of the plan that takes over while it lasts. The
 * database names the version that is accepted; row security lets nobody change an enrolment that is not its own.
 */
export async function acceptEnrolment(tx: EntityManager, actor: Actor, input: EnrolmentAcceptInput): Promise<Outcome> {
  const enrolment = await lockNamed<EnrolmentEntity>(tx, actor, enrolmentRecord, "enrolment", input.enrolment);
  if (!enrolment || enrolment.repId !== actor.viewer.repId) return notFound("enrolment", "enrolment of yours");
  const plan = await planNow(tx, enrolment, actor.today);
  const stale =
    staleVersion(input.version, enrolment.version, "enrolment") ??
    staleVersion(input.planVersion ?? plan.version, plan.version, "plan", "planVersion");
  if (stale) return unchanged(stale);
  if (plan.accepted) {
    return refuse("CONFLICT", "enrolment", `was accepted on ${enrolment.acceptedOn}: there is nothing to do`);
  }
  return alter(tx, { ...writes, actor, action: "enrolmentAccept" }, enrolment, { acceptedOn: actor.today });
}

/** Ends an enrolment, and begins one of another target where it ends: each day keeps the terms it was worked under. */
export async function amendEnrolment(tx: EntityManager, actor: Actor, input: EnrolmentAmendInput): Promise<Outcome> {
  const enrolment = await lockNamed<EnrolmentEntity>(tx, actor, enrolmentRecord, "enrolment", input.enrolment);
  if (!enrolment) return notFound("enrolment");
  const stale = staleVersion(input.version, enrolment.version, "enrolment");
  if (stale) return unchanged(stale);
  const { repId, planCode, role, currency, startsOn, endsOn } = enrolment;
  if (input.startsOn <= startsOn || (endsOn !== null && input.startsOn >= endsOn)) {
    const span = endsOn === null ? `after ${startsOn}` : `after ${startsOn} and before ${endsOn}`;
    return refuse("INVALID", "startsOn", `is outside of the enrolment: choose a day ${span}`);
  }
  const targetMinor = input.target == null ? null : amountOf(input.target, currency);
  if (input.target != null && targetMinor === null) return refuse("INVALID", "target", "is too large");
  const writing = { ...writes, actor, action: "enrolmentAmend" };
  await alter(tx, writing, enrolment, { endsOn: input.startsOn });
  return add(tx, writing, { repId, planCode, role, currency, targetMinor, startsOn: input.startsOn, endsOn });
}
