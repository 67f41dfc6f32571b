import { groupBy } from "../../kernel/group-by";
import { batched } from "../../platform/graphql/batch";
import type { Context } from "../../platform/graphql/context";
import { usualRole } from "../credit/calc/book";
import { rolesServed } from "../credit/holdings.queries";
import { daysOfCredit } from "./attribution";
import type { Question } from "./question";
import { repsOfAll, type Subject } from "./subject";

/**
 * The role that a scorecard speaks of: the one asked for, or else the one in which its reps hold most customers on the days
 * of credit. Null for the whole company, and where nobody serves anyone.
 */
export async function roleOf(context: Context, question: Question, subject: Subject): Promise<string | null> {
  if (subject.kind === "COMPANY") return null;
  if (question.role !== null) return question.role;
  const days = daysOfCredit(question);
  if (subject.kind === "HOUSE") return usualRole(await rolesServed(context, { ...days, reps: null }));
  return batched(context, `roles ${question.key}`, `${subject.kind} ${subject.id}`, async (keys) => {
    const members = await repsOfAll(context, keys, days.to);
    const served = await rolesServed(context, { ...days, reps: [...new Set([...members.values()].flat())] });
    const byRep = groupBy(served, ({ repId }) => repId);
    const roles = Array.from(
      members,
      ([key, reps]) => [key, usualRole(reps.flatMap((rep) => byRep.get(rep) ?? []))] as const,
    );
    return new Map(roles.flatMap(([key, role]) => (role === null ? [] : [[key, role]])));
  });
}
