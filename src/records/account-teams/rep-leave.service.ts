import type { EntityManager } from "typeorm";
import type { UserError } from "../../platform/graphql/user-error.type";
import { unchanged, type Actor, type Outcome } from "../../platform/mutation/mutate";
import { lockNamed, notFound, objection, staleVersion } from "../../platform/mutation/objection";
import { alter } from "../../platform/mutation/write";
import { RepEntity } from "../reps/rep.entity";
import type { RepLeaveInput } from "../reps/rep.inputs";
import { repRecord } from "../reps/rep.record";
import { repUpsert } from "../reps/rep.upsert";
import { beginsLater, endServiceOn } from "./rep-leave.queries";

/**
 * Ends a rep's employment, positions and assignments on a day: from then on its customers belong to the house. Whoever
 * looks at a day before still sees the rep at work.
 */
export async function leaveRep(tx: EntityManager, actor: Actor, input: RepLeaveInput): Promise<Outcome> {
  const rep = await lockNamed<RepEntity>(tx, actor, repRecord, "rep", input.rep);
  if (!rep) return notFound("rep");
  const found = objectTo(input, rep, await beginsLater(tx, rep.id, input.leftOn));
  if (found) return unchanged(found);
  await endServiceOn(tx, rep.id, input.leftOn);
  const writing = { actor, action: "repLeave", entity: RepEntity, spec: repUpsert, reason: input.reason };
  return alter(tx, writing, rep, { leftOn: input.leftOn });
}

function objectTo({ version, leftOn }: RepLeaveInput, rep: RepEntity, later: string | null): UserError | null {
  const stale = staleVersion(version, rep.version, "rep");
  if (stale) return stale;
  if (rep.leftOn !== null) return objection("CONFLICT", "rep", `left on ${rep.leftOn} already`);
  if (rep.hiredOn !== null && leftOn < rep.hiredOn) {
    return objection("CONFLICT", "leftOn", `is ${leftOn}, but the rep was hired on ${rep.hiredOn}`);
  }
  if (later === null) return null;
  return objection("CONFLICT", "leftOn", `is ${leftOn}, but a position or assignment begins on ${later}: end it first`);
}
