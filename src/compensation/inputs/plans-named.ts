import { groupBy } from "../../kernel/group-by";
import { invariant } from "../../kernel/invariant";
import { type Plans, readyPlan } from "../calc/ready-plan";
import { versionKey } from "../calc/version-key";
import type { PlanVersion, Span } from "./calc/spans";

/** Something that may name a version; an enrolment does so with the currency of its target. */
type Naming = { readonly plan: string | null } & Partial<Pick<Span, "currency" | "target">>;

/**
 * The versions that something names, made ready once for everybody.
 *
 * @throws where a target is in another currency than its plan: nobody says at which rate it would be one
 */
export function plansNamed(naming: readonly Naming[], versions: readonly PlanVersion[]): Plans {
  const named = groupBy(naming, ({ plan }) => plan);
  return new Map(
    versions.flatMap(({ code, version, plan }) => {
      const key = versionKey(code, version);
      const namings = named.get(key) ?? [];
      const strange = namings.find(({ target, currency }) => target !== undefined && currency !== plan.currency);
      invariant(strange === undefined, `a target under ${key} is in ${strange?.currency}, which the plan is not`);
      return namings.length === 0 ? [] : [[key, readyPlan(key, plan)] as const];
    }),
  );
}
