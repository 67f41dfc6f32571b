import { versionRecord } from "../../platform/versions/version.record";
import { RiskModelEntity } from "./risk-model.entity";

const weightsIn = (weights: string): string =>
  `(select coalesce(json_agg(json_build_object('signal', key, 'weight', value::text::double precision) order by key), '[]') ` +
  `from jsonb_each(coalesce(${weights}, '{}')))`;

const bySegment = (model: string): string =>
  `(select coalesce(json_agg(json_build_object('segment', own.key, 'weights', ${weightsIn("own.value -> 'weights'")}, ` +
  `'cadenceDays', own.value -> 'cadenceDays') order by own.key), '[]') from jsonb_each(${model}.by_segment) own)`;

export const riskModelRecord = versionRecord({
  type: "RiskModel",
  entity: RiskModelEntity,
  terms: [
    ...["weights", "bySegment", "watchFrom", "atRiskFrom", "criticalFrom", "hysteresis"],
    ...["minimumCoverage", "horizonDays"],
  ],
  fields: { weights: (model) => weightsIn(`${model}.weights`), bySegment },
});
