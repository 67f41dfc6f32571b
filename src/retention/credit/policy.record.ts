import type { RecordMap } from "../../platform/plan/record";
import { seesAll } from "../../records/policy";
import { AttributionPolicyEntity } from "./policy.entity";

export const attributionPolicyRecord: RecordMap = {
  type: "AttributionPolicy",
  entity: AttributionPolicyEntity,
  sees: seesAll,
  disclosure: {
    PUBLIC: [
      ...["version", "effectiveFrom", "rule", "minimumDays", "inheritedGraceDays", "excusedReasons"],
      ...["removalNeedsReason", "reason", "publishedAt"],
    ],
  },
  fields: { publishedAt: (policy) => `${policy}.recorded_at` },
  orders: { VERSION: "version" },
  defaultDirection: "DESC",
};
