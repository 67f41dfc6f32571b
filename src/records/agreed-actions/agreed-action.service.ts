import type { EntityManager } from "typeorm";
import { type Actor, type Outcome, unchanged } from "../../platform/mutation/mutate";
import { lockNamed, notFound, refuse, staleVersion } from "../../platform/mutation/objection";
import { add, alter } from "../../platform/mutation/write";
import { seesTeam } from "../policy";
import type { RepEntity } from "../reps/rep.entity";
import { repRecord } from "../reps/rep.record";
import type { TeamEntity } from "../teams/team.entity";
import { teamRecord } from "../teams/team.record";
import { AgreedActionEntity } from "./agreed-action.entity";
import type { ActionAgreeInput, ActionCompleteInput } from "./agreed-action.inputs";
import { agreedActionRecord } from "./agreed-action.record";
import { agreedActionUpsert } from "./agreed-action.upsert";

const writes = { entity: AgreedActionEntity, spec: agreedActionUpsert };

/** Everybody reads a team's name; only who sees somebody in it agrees on something for it. */
const visibleTeam = { ...teamRecord, sees: seesTeam };

export async function agreeAction(
  tx: EntityManager,
  actor: Actor,
  { owner: ownerId, team: teamId, externalId, ...terms }: ActionAgreeInput,
): Promise<Outcome> {
  if (teamId == null && actor.viewer.role === "LEADER") {
    return refuse("INVALID", "team", "is needed: what the whole company does is for an administrator to say");
  }
  const owner = await lockNamed<RepEntity>(tx, actor, repRecord, "owner", ownerId);
  if (!owner) return notFound("owner", "rep");
  const team = teamId == null ? null : await lockNamed<TeamEntity>(tx, actor, visibleTeam, "team", teamId);
  if (teamId != null && !team) return notFound("team");
  const key = externalId === undefined ? {} : { externalId };
  const action = { ...terms, ...key, ownerId: owner.id, teamId: team && team.id, agreedOn: actor.today };
  return add(tx, { ...writes, actor, action: "actionAgree" }, action);
}

/** Who sees to it says that it is done, or who leads it. */
export async function completeAction(tx: EntityManager, actor: Actor, input: ActionCompleteInput): Promise<Outcome> {
  const action = await lockNamed<AgreedActionEntity>(tx, actor, agreedActionRecord, "action", input.action);
  if (!action) return notFound("action");
  const { role, repId } = actor.viewer;
  if (role === "REP" && action.ownerId !== repId)
    return refuse("CONFLICT", "action", "is another's: ask who sees to it");
  const stale = staleVersion(input.version, action.version, "action");
  if (stale) return unchanged(stale);
  if (action.doneOn !== null) return refuse("CONFLICT", "action", `was done on ${action.doneOn} already`);
  if (input.doneOn > actor.today)
    return refuse("INVALID", "doneOn", `is ${input.doneOn}: nothing is done before its day`);
  return alter(tx, { ...writes, actor, action: "actionComplete" }, action, { doneOn: input.doneOn });
}
