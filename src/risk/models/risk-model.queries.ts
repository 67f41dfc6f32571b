import { type Published, versionsOf } from "../../platform/versions/version.queries";
import type { RiskModel } from "./calc/risk-model";

export type PublishedRiskModel = Published<RiskModel>;

/** How risk is judged: on a day, and by a version's number. */
export const { on: riskModelOn, numbered: riskModelNumbered } = versionsOf<RiskModel>(
  "risk_model",
  `'weights', v.weights, 'bySegment', v.by_segment, 'hysteresis', v.hysteresis, 'minimumCoverage', v.minimum_coverage,
   'thresholds', json_build_object('watch', v.watch_from, 'atRisk', v.at_risk_from, 'critical', v.critical_from),
   'horizonDays', v.horizon_days`,
);
