import type { EntityManager } from "typeorm";
import type { Day } from "../../kernel/calendar";
import { must } from "../../kernel/invariant";

const TRAINED = `
  select exists (
    select from completion k join course on course.id = k.course_id
    where k.rep_id = $1 and course.external_id = $2 and k.completed_on <= $3::date
      and (k.expires_on is null or k.expires_on > $3::date)) as trained`;

/** Whether a rep has completed a course by a day, and the completion has not expired on it. */
export async function isTrained(tx: EntityManager, rep: string, course: string, day: Day): Promise<boolean> {
  const [row]: { trained: boolean }[] = await tx.query(TRAINED, [rep, course, day]);
  return must(row, "exists answers one row").trained;
}
