import { versionRecord } from "../../platform/versions/version.record";
import { RetentionDefinitionEntity } from "./definition.entity";

const CADENCES = (definition: string): string =>
  `(select coalesce(json_agg(json_build_object('segment', key, 'days', value::text::integer) order by key), '[]') ` +
  `from jsonb_each(${definition}.touch_cadence_by_segment))`;

export const retentionDefinitionRecord = versionRecord({
  type: "RetentionDefinition",
  entity: RetentionDefinitionEntity,
  terms: [
    ...["graceDays", "comparison", "currency", "lapseTimesUsualGap", "lapseFewestPurchases", "lapseDays"],
    ...["thankedWithinDays", "touchCadenceDays", "touchCadenceBySegment", "lifetimeYears", "discountRate"],
  ],
  fields: { touchCadenceBySegment: CADENCES },
});
