import { z } from "zod";
import { must } from "../../kernel/invariant";
import type { Plan } from "../calc/plan";
import { type PlanProblem, problemsOf } from "./plan-rules";
import { planSchema } from "./plan-schema";

export type PlanReading =
  | { readonly plan: Plan; readonly problems: readonly [] }
  | { readonly plan: null; readonly problems: readonly [PlanProblem, ...PlanProblem[]] };

/** Reads a plan as people write it: fields that have a default may be left out. What is wrong is told at once, place by place. */
export function readPlan(document: unknown): PlanReading {
  const parsed = planSchema.safeParse(document);
  if (!parsed.success) {
    return refused(parsed.error.issues.flatMap((issue) => problemsIn(issue, document)));
  }
  const problems = problemsOf(parsed.data);
  return problems.length > 0 ? refused(problems) : { plan: parsed.data, problems: [] };
}

/** What a field is and what it takes; a field that there is not is named for itself. */
function problemsIn(issue: z.core.$ZodIssue, document: unknown): PlanProblem[] {
  const { path, message } = issue;
  if (issue.code === "unrecognized_keys") {
    const unknown = "is no field here: correct its name, or leave it out";
    return issue.keys.map((key) => ({ path: [...path, key].join("."), message: unknown }));
  }
  const given = path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | null)?.[key], document);
  const is = given === undefined ? "is missing" : `is ${shortened(JSON.stringify(given))}`;
  return [{ path: path.join("."), message: `${is}: ${lowered(message.replace(/^Invalid [a-z ]+[:.] /, ""))}` }];
}

const shortened = (json: string): string => (json.length > 60 ? `${json.slice(0, 60)}…` : json);
const lowered = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);

function refused([first, ...others]: readonly PlanProblem[]): PlanReading {
  return { plan: null, problems: [must(first, "a refused plan has a problem"), ...others] };
}

/** The document of a plan as JSON Schema, for editors and other programs. */
export const planJsonSchema = (): object => ({
  title: "CompensationPlan",
  ...z.toJSONSchema(planSchema, { io: "input" }),
});
