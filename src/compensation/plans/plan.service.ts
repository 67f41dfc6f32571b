import type { EntityManager } from "typeorm";
import type { Day } from "../../kernel/calendar";
import { userError, type UserError } from "../../platform/graphql/user-error.type";
import { type Actor, type Outcome, unchanged } from "../../platform/mutation/mutate";
import { refuse } from "../../platform/mutation/objection";
import { versionPublisher } from "../../platform/versions/publish-version";
import type { Plan } from "../calc/plan";
import { readPlan } from "./plan-document";
import { CompensationPlanEntity } from "./plan.entity";
import type { CompensationPlanPublishInput } from "./plan.inputs";
import { type Catalogue, namesProducts, productProblems } from "./plan-products";
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

const CATALOGUE = `
  select coalesce(array_agg(distinct series order by series) filter (where series is not null), '{}') as series,
    coalesce(array_agg(external_id order by external_id), '{}') as products
  from product`;

const LATEST = `
  select version, document ->> 'currency' as currency from compensation_plan where code = $1 order by version desc limit 1`;

const LOCKED_UNTIL = `
  select external_id as name, ends_on as "endsOn" from pay_period
  where status in ('LOCKED', 'DELIVERED') and ends_on > $1 order by ends_on desc limit 1`;

/**
 * Adds a version to a plan, or a plan. Who is enrolled in it is paid by the version in effect on the day. What is locked
 * stays under its own: "recomputed under that period's plan". Source: domain §5, *Late facts*.
 */
export async function publishPlan(
  tx: EntityManager,
  actor: Actor,
  input: CompensationPlanPublishInput,
): Promise<Outcome> {
  const { plan, before, refused } = await payable(tx, input.document);
  if (!plan) return refused;
  const [locked]: { name: string; endsOn: string }[] = before
    ? await tx.query(LOCKED_UNTIL, [input.effectiveFrom])
    : [];
  if (locked) {
    const message = `is before the end of ${locked.name}, which is locked under its own version: choose ${locked.endsOn} or later`;
    return refuse("CONFLICT", "effectiveFrom", message);
  }
  return publish(tx, actor, { ...input, plan });
}

/**
 * Lets a document take the place of every version of its plan from a day on, in a transaction that the caller rolls back: what
 * is locked stands in nobody's way there.
 */
export async function supposePlan(
  tx: EntityManager,
  actor: Actor,
  document: object,
  effectiveFrom: Day,
): Promise<Outcome> {
  const { plan, before, refused } = await payable(tx, document);
  if (!plan) return refused;
  if (!before) {
    const message = `is of ${plan.code}, which is no plan yet: nobody is enrolled in it; give the code of the plan it would replace`;
    return refuse("NOT_FOUND", "document", message);
  }
  return publish(tx, actor, { document, effectiveFrom, reason: "a trial", version: before.version, plan });
}

type Payable =
  | { readonly plan: Plan; readonly before: Before | undefined; readonly refused: null }
  | { readonly plan: null; readonly before?: never; readonly refused: Outcome };

/** The latest version. */
interface Before {
  readonly version: number;
  readonly currency: string;
}

/** Reads a document, and holds it against what there is: products, and the plan that it is a version of. */
async function payable(tx: EntityManager, document: object): Promise<Payable> {
  const refused = (outcome: Outcome): Payable => ({ plan: null, refused: outcome });
  const { plan, problems } = readPlan(document);
  if (!plan) return refused(unchanged(...problems.map(placed)));
  if (namesProducts(plan)) {
    const [catalogue]: [Catalogue] = await tx.query(CATALOGUE);
    const unpayable = productProblems(plan, catalogue);
    if (unpayable.length > 0) return refused(unchanged(...unpayable.map(placed)));
  }
  const [before]: Before[] = await tx.query(LATEST, [plan.code]);
  if (!before || before.currency === plan.currency) return { plan, before, refused: null };
  const message = `is a plan in ${before.currency} until now: give one in ${plan.currency} another code`;
  return refused(refuse("CONFLICT", "document", message));
}

/** The way to a place in the document is a way to a place in the input. */
function placed({ path, message }: PlanProblem): UserError {
  const way = path === "" ? [] : path.split(".");
  return userError("INVALID", ["input", "document", ...way], `${path || "document"} ${message}.`);
}
