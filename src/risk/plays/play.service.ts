import type { EntityManager } from "typeorm";
import { addDays } from "../../kernel/calendar";
import { must } from "../../kernel/invariant";
import type { UserError } from "../../platform/graphql/user-error.type";
import { type Actor, changed, type Outcome, unchanged } from "../../platform/mutation/mutate";
import { lockNamed, notFound, objection, refuse, staleVersion } from "../../platform/mutation/objection";
import { alter } from "../../platform/mutation/write";
import { lockVisible } from "../../platform/plan/visible";
import type { RepEntity } from "../../records/reps/rep.entity";
import { repRecord } from "../../records/reps/rep.record";
import { ownerOn } from "./owner.queries";
import { PlayStepEntity } from "./play-step.entity";
import { PlayEntity } from "./play.entity";
import type { PlayCompleteInput, PlayReassignInput, PlaySnoozeInput, PlayStepDoneInput } from "./play.inputs";
import { playRecord, playStepRecord } from "./play.record";

const LONGEST_SNOOZE_DAYS = 365;

const writes = { entity: PlayEntity, spec: { record: "play", table: "play" } };
const stepWrites = { entity: PlayStepEntity, spec: { record: "playStep", table: "play_step" } };

const lock = (tx: EntityManager, actor: Actor, id: string): Promise<PlayEntity | null> =>
  lockNamed<PlayEntity>(tx, actor, playRecord, "play", id);

/** What stands against changing a play that the actor sees; null when it may. */
async function objectTo(
  tx: EntityManager,
  actor: Actor,
  play: PlayEntity,
  field: "play" | "step",
): Promise<UserError | null> {
  if (play.closedOn !== null) return objection("CONFLICT", field, `was closed as ${play.outcome} on ${play.closedOn}`);
  if (await answersFor(tx, actor, play)) return null;
  return objection("CONFLICT", field, "is another's: ask its owner, who leads it, or an administrator");
}

/** The owner, who leads it, and an administrator. What is nobody's is for who leads somebody on the customer's team. */
async function answersFor(tx: EntityManager, actor: Actor, { id }: PlayEntity): Promise<boolean> {
  const owner = await ownerOn(tx, id, actor.today);
  if (owner === null) return actor.viewer.role !== "REP";
  return (await lockVisible(tx, actor, repRecord, owner)) !== null;
}

export async function doStep(tx: EntityManager, actor: Actor, input: PlayStepDoneInput): Promise<Outcome> {
  const step = await lockNamed<PlayStepEntity>(tx, actor, playStepRecord, "step", input.step);
  if (!step) return notFound("step");
  const play = must(await lockVisible<PlayEntity>(tx, actor, playRecord, step.playId), "a step is seen with its play");
  const found = await objectTo(tx, actor, play, "step");
  if (found) return unchanged(found);
  if (step.doneOn !== null) return refuse("CONFLICT", "step", `was done on ${step.doneOn} already`);
  const done = { doneOn: actor.today, doneBy: actor.viewer.principal };
  const { userErrors } = await alter(tx, { ...stepWrites, actor, action: "playStepDone" }, step, done);
  return userErrors.length > 0 ? unchanged(...userErrors) : changed(play.id);
}

export async function snoozePlay(tx: EntityManager, actor: Actor, input: PlaySnoozeInput): Promise<Outcome> {
  const play = await lock(tx, actor, input.play);
  if (!play) return notFound("play");
  const found = staleVersion(input.version, play.version, "play") ?? (await objectTo(tx, actor, play, "play"));
  if (found) return unchanged(found);
  const latest = addDays(actor.today, LONGEST_SNOOZE_DAYS);
  if (input.until <= actor.today || input.until > latest) {
    return refuse("INVALID", "until", `is ${input.until}: choose a day after ${actor.today}, up to ${latest}`);
  }
  const { until: snoozedUntil, reason: snoozeReason } = input;
  return alter(tx, { ...writes, actor, action: "playSnooze" }, play, { snoozedUntil, snoozeReason });
}

export async function completePlay(tx: EntityManager, actor: Actor, input: PlayCompleteInput): Promise<Outcome> {
  const play = await lock(tx, actor, input.play);
  if (!play) return notFound("play");
  const found = staleVersion(input.version, play.version, "play") ?? (await objectTo(tx, actor, play, "play"));
  if (found) return unchanged(found);
  if (play.openedOn > actor.today) return refuse("CONFLICT", "play", `is opened on ${play.openedOn}: close it then`);
  const { outcome, note = null } = input;
  return alter(tx, { ...writes, actor, action: "playComplete" }, play, { outcome, note, closedOn: actor.today });
}

/** Gives a play to a rep, or back to whoever holds its role. */
export async function reassignPlay(tx: EntityManager, actor: Actor, input: PlayReassignInput): Promise<Outcome> {
  const play = await lock(tx, actor, input.play);
  const to = input.to ? await lockNamed<RepEntity>(tx, actor, repRecord, "to", input.to) : null;
  if (!play) return notFound("play");
  if (input.to && !to) return notFound("to", "rep");
  const found = staleVersion(input.version, play.version, "play") ?? (await objectTo(tx, actor, play, "play"));
  if (found) return unchanged(found);
  if (to?.leftOn && to.leftOn <= actor.today)
    return refuse("CONFLICT", "to", `left on ${to.leftOn}: choose another rep`);
  const writing = { ...writes, actor, action: "playReassign", reason: input.reason };
  return alter(tx, writing, play, { repId: to?.id ?? null });
}
