import type { EntityManager } from "typeorm";
import { unchanged, type Actor, type Outcome } from "../../platform/mutation/mutate";
import { lockNamed, notFound, staleVersion } from "../../platform/mutation/objection";
import { add, alter } from "../../platform/mutation/write";
import type { RepEntity } from "../reps/rep.entity";
import { repRecord } from "../reps/rep.record";
import { LeaveEntity } from "./leave.entity";
import type { LeaveEndInput, LeaveStartInput } from "./leave.inputs";
import { leaveRecord } from "./leave.record";
import { leaveUpsert } from "./leave.upsert";

const writes = { entity: LeaveEntity, spec: leaveUpsert };

export async function startLeave(
  tx: EntityManager,
  actor: Actor,
  { rep: id, ...leave }: LeaveStartInput,
): Promise<Outcome> {
  const rep = await lockNamed<RepEntity>(tx, actor, repRecord, "rep", id);
  if (!rep) return notFound("rep");
  return add(tx, { ...writes, actor, action: "leaveStart" }, { ...leave, repId: rep.id });
}

/** Sets the first day back, also of a leave whose end was foreseen otherwise. */
export async function endLeave(tx: EntityManager, actor: Actor, input: LeaveEndInput): Promise<Outcome> {
  const leave = await lockNamed<LeaveEntity>(tx, actor, leaveRecord, "leave", input.leave);
  if (!leave) return notFound("leave");
  const stale = staleVersion(input.version, leave.version, "leave");
  if (stale) return unchanged(stale);
  return alter(tx, { ...writes, actor, action: "leaveEnd" }, leave, { endsOn: input.endsOn });
}
