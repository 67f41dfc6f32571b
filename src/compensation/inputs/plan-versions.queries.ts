import type { Day } from "../../kernel/calendar";
import { broken } from "../../kernel/invariant";
import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";
import { readPlan } from "../plans/plan-document";
import { versionKey } from "../calc/version-key";
import type { PlanVersion } from "./calc/spans";

const VERSIONS = `select code, version, effective_from, document from compensation_plan order by code, version`;

/**
 * Every version of every plan.
 *
 * @throws where a stored document is none any more: a version that was published can always be read
 */
export async function planVersions({ database, signal }: Context): Promise<readonly PlanVersion[]> {
  const query = { text: VERSIONS, rowMode: "array" };
  type Row = [code: string, version: number, effectiveFrom: Day, document: unknown];
  const { rows } = await runCancellable<Row>(database.pool, query, signal);
  return rows.map(([code, version, effectiveFrom, document]) => {
    const { plan, problems } = readPlan(document);
    if (plan) return { code, version, effectiveFrom, plan };
    const [{ path, message }] = problems;
    throw broken(`the published plan ${versionKey(code, version)} cannot be read: ${path} ${message}`);
  });
}
