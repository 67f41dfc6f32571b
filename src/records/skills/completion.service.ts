import type { EntityManager } from "typeorm";
import type { Actor, Outcome } from "../../platform/mutation/mutate";
import { lockNamed, notFound, refuse } from "../../platform/mutation/objection";
import { add } from "../../platform/mutation/write";
import type { RepEntity } from "../reps/rep.entity";
import { repRecord } from "../reps/rep.record";
import { CompletionEntity } from "./completion.entity";
import type { CourseEntity } from "./course.entity";
import type { CompletionRecordInput } from "./skill.inputs";
import { completionUpsert } from "./skill.upsert";
import { courseRecord } from "./skill.record";

/** Nobody certifies itself: skills decide who may judge customers, and what is suggested to whom. */
export async function recordCompletion(
  tx: EntityManager,
  actor: Actor,
  input: CompletionRecordInput,
): Promise<Outcome> {
  const rep = await lockNamed<RepEntity>(tx, actor, repRecord, "rep", input.rep);
  if (!rep) return notFound("rep");
  const course = await lockNamed<CourseEntity>(tx, actor, courseRecord, "course", input.course);
  if (!course) return notFound("course");
  if (rep.id === actor.viewer.repId) return refuse("CONFLICT", "rep", "is yourself: ask who leads you");
  const { completedOn, expiresOn = null } = input;
  const writing = { actor, action: "completionRecord", entity: CompletionEntity, spec: completionUpsert };
  return add(tx, writing, { repId: rep.id, courseId: course.id, completedOn, expiresOn });
}
