import type { Day } from "../../kernel/calendar";
import { must } from "../../kernel/invariant";
import { runCancellable } from "../../platform/database/cancellable";
import { batched } from "../../platform/graphql/batch";
import type { Context } from "../../platform/graphql/context";
import type { RiskModel } from "./calc/risk-model";

/** A model with the key of its record, by which the graph shows it. */
export interface PublishedRiskModel extends RiskModel {
  readonly id: string;
}

const IN_EFFECT = `
  select asked.day::text, json_build_object(
    'id', m.id::text, 'version', m.version, 'effectiveFrom', m.effective_from, 'weights', m.weights,
    'bySegment', m.by_segment, 'hysteresis', m.hysteresis, 'minimumCoverage', m.minimum_coverage,
    'thresholds', json_build_object('watch', m.watch_from, 'atRisk', m.at_risk_from, 'critical', m.critical_from),
    'horizonDays', m.horizon_days)
  from unnest($1::date[]) asked (day)
  cross join lateral (
    select * from risk_model where effective_from <= asked.day order by version desc limit 1
  ) m`;

/** How risk is judged on a day: the highest version among those in effect. One statement for all days of a request. */
export async function riskModelOn(context: Context, day: Day): Promise<PublishedRiskModel> {
  const found = await batched(context, "riskModelOn", day, (days) => modelsOn(context, days));
  return must(found, "the first version is in effect from the first day on");
}

async function modelsOn(
  { database, signal }: Context,
  days: readonly string[],
): Promise<ReadonlyMap<string, PublishedRiskModel>> {
  const query = { text: IN_EFFECT, values: [days], rowMode: "array" };
  const { rows } = await runCancellable<[day: string, model: PublishedRiskModel]>(database.pool, query, signal);
  return new Map(rows);
}
