import type { RecordMap } from "../../platform/plan/record";
import { seesAll } from "../../records/policy";
import { RetentionDefinitionEntity } from "./definition.entity";

const CADENCES = (definition: string): string =>
  `(select coalesce(json_agg(json_build_object('segment', key, 'days', value::text::integer) order by key), '[]') ` +
  `from jsonb_each(${definition}.touch_cadence_by_segment))`;

export const retentionDefinitionRecord: RecordMap = {
  type: "RetentionDefinition",
  entity: RetentionDefinitionEntity,
  sees: seesAll,
  disclosure: {
    PUBLIC: [
      ...["version", "effectiveFrom", "reason", "publishedAt", "graceDays", "comparison", "currency"],
      ...["lapseTimesUsualGap", "lapseFewestPurchases", "lapseDays", "thankedWithinDays"],
      ...["touchCadenceDays", "touchCadenceBySegment", "lifetimeYears", "discountRate"],
    ],
  },
  fields: {
    publishedAt: (definition) => `${definition}.recorded_at`,
    touchCadenceBySegment: CADENCES,
  },
  orders: { VERSION: "version" },
  defaultDirection: "DESC",
};
