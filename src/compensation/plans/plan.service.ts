import type { EntityManager } from "typeorm";
import { userError, type UserError } from "../../platform/graphql/user-error.type";
import { type Actor, type Outcome, unchanged } from "../../platform/mutation/mutate";
import { refuse } from "../../platform/mutation/objection";
import { versionPublisher } from "../../platform/versions/publish-version";
import type { Plan } from "../calc/plan";
import { readPlan } from "./plan-document";
import { CompensationPlanEntity } from "./plan.entity";
import type { CompensationPlanPublishInput } from "./plan.inputs";
import type { PlanProblem } from "./plan-rules";

interface Read extends CompensationPlanPublishInput {
  readonly plan: Plan;
}

const publish = versionPublisher<CompensationPlanEntity, Read>({
  ...{ action: "compensationPlanPublish", record: "compensationPlan", word: "plan" },
  entity: CompensationPlanEntity,
  among: ({ plan: { code } }) => ({ code }),
  changes: ({ plan, effectiveFrom, reason }) => ({
    ...{ code: plan.code, name: plan.name, document: plan },
    ...{ effectiveFrom, reason },
  }),
});

const CURRENCY = `
  select document ->> 'currency' as currency from compensation_plan where code = $1 order by version desc limit 1`;

/** Adds a version to a plan, or a plan. Who is enrolled in it is paid by the version in effect on the day. */
export async function publishPlan(
  tx: EntityManager,
  actor: Actor,
  input: CompensationPlanPublishInput,
): Promise<Outcome> {
  const { plan, problems } = readPlan(input.document);
  if (!plan) return unchanged(...problems.map(placed));
  const [before]: { currency: string }[] = await tx.query(CURRENCY, [plan.code]);
  if (before && before.currency !== plan.currency) {
    const message = `is a plan in ${before.currency} until now: give one in ${plan.currency} another code`;
    return refuse("CONFLICT", "document", message);
  }
  return publish(tx, actor, { ...input, plan });
}

/** The way to a place in the document is a way to a place in the input. */
function placed({ path, message }: PlanProblem): UserError {
  const way = path === "" ? [] : path.split(".");
  return userError("INVALID", ["input", "document", ...way], `${path || "document"} ${message}.`);
}
